from pipeline.language.persons import Form, Person, persons


def form(text: str, gender: str = "", first: int = 0) -> Form:
    return Form(tuple(text.lower().split()), gender, first)


def names(people: list[Person]) -> list[set[str]]:
    return [{" ".join(form.words) for form in person.forms} for person in people]


def test_a_surname_goes_with_its_full_name() -> None:
    assert names(persons([form("Driss Tazi", first=0), form("Tazi", first=9)])) == [{"driss tazi", "tazi"}]


def test_titles_of_two_genders_are_two_persons() -> None:
    found = persons([form("Hilaire Koné", "m", 0), form("Odette Koné", "f", 5), form("Koné", "f", 9)])
    assert names(found) == [{"hilaire koné"}, {"odette koné", "koné"}]


def test_a_bare_surname_of_two_persons_is_the_first_one() -> None:
    found = persons([form("Ahmed Zouari", first=0), form("Sami Zouari", first=5), form("Zouari", first=9)])
    assert names(found) == [{"ahmed zouari", "zouari"}, {"sami zouari"}]


def test_a_surname_that_one_of_two_persons_has_is_his() -> None:
    found = persons([form("BALDE Mamadou", first=0), form("Mamadou Sow", first=5), form("Sow", first=9)])
    assert names(found) == [{"balde mamadou"}, {"mamadou sow", "sow"}]
