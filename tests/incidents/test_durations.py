"""How long something lasted, and the intervals that durations and other acts give to what lasts."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from occasions import occasion

from pipeline.dates.edtf import bounds, is_valid
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.occasions import intervals as occasion_intervals
from pipeline.incidents.occasions.lasting import date_occasions
from pipeline.incidents.occasions.reading import Occasion
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.when.durations import Duration, durations, moved

Read = Callable[[str], Scene]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Awa Diop a passé dix-sept jours en cellule.", [(17, "day", "passé")]),
        ("Retenue deux nuits au poste, elle est rentrée.", [(2, "day", "retenue")]),
        (
            "Il est resté cinq mois en prison, puis trois semaines à l'hôpital.",
            [(5, "month", "resté"), (3, "week", "puis")],
        ),
        ("Elle a été arrêtée il y a trois jours.", []),  # a date
        ("Arrêté le 2 mai 2020, il a été relâché au bout de trois semaines.", [(3, "week", "de")]),
        ("Retenue quarante-huit heures au poste, elle est rentrée.", [(2, "day", "retenue")]),
        ("Interrogée trois heures au poste, elle est rentrée.", []),
        ("Elle a été jugée quelques mois plus tard.", []),
        ("Ils sont restés 1 200 jours en mer.", []),
        ("Après cent vingt jours de grève, il a été libéré.", [(120, "day", "après")]),
        ("Âgée de 25 ans, elle a été condamnée à deux ans de prison.", []),
        ("Un jour, la police est venue.", []),
    ],
)
def test_durations_are_read_but_for_dates(read: Read, text: str, found: list[tuple[int, str, str]]) -> None:
    assert durations(read(text), [0]) == [Duration(*one) for one in found]


@pytest.mark.parametrize(
    ("edtf", "length", "direction", "other"),
    [
        ("2020-10-30", (16, "day"), -1, "2020-10-14"),
        ("2020-10-14", (2, "week"), 1, "2020-10-28"),
        ("2021-11-24", (5, "month"), -1, "2021-06"),
        ("2021-11", (1, "year"), 1, "2022"),
        ("2021-11", (3, "day"), 1, ""),  # no day to count from
        ("2021", (3, "month"), 1, ""),
        ("..", (3, "day"), 1, ""),
        ("", (3, "day"), 1, ""),
        ("9999-12-30", (3, "day"), 1, ""),
    ],
)
def test_a_duration_is_reckoned_in_its_own_unit(edtf: str, length: tuple[int, str], direction: int, other: str) -> None:
    assert moved(edtf, Duration(*length, ""), direction) == other


def options(place: int, *told: tuple[str, str, str]) -> list[str]:
    """The dates that one of some occasions, told as (act, date, victim), may have."""
    found = [occasion(number, *one, sentence=number) for number, one in enumerate(told)]
    scene = SimpleNamespace(
        dates=[{"edtf": date} for _, date, _ in told],
        date_tokens=[(number, number + 1) for number in range(len(told))],
        sentence_of=list(range(len(told))),
        sentences=[SimpleNamespace(start=0, end=0) for _ in told],
        dates_in=[[] for _ in told],
        tokens=[],
        published_span=(-1, -1),
    )
    rules = date_occasions(scene, found)  # type: ignore[arg-type]
    about = occasion_intervals.gathered(scene, found, rules, place, {})  # type: ignore[arg-type]
    return [*occasion_intervals.spans(scene, found, rules, about)]  # type: ignore[arg-type]


def test_what_happened_in_custody_may_have_its_interval() -> None:
    for begins in ("arrest", "detention"):
        told = (begins, "2020-01-12", "b"), ("torture", "", "b"), ("release", "2020-01-20", "b")
        assert "2020-01-12/2020-01-20" in options(1, *told)


def test_the_date_by_rule_comes_first_and_others_people_lend_nothing() -> None:
    told = ("detention", "2020-01-12", "b"), ("release", "2020-01-20", "c")
    assert options(0, *told) == ["2020-01-12/..", "2020-01-12"]


def test_a_release_counts_though_another_act_of_its_day_stands_nearer() -> None:
    told = ("arrest", "2020-01-12", "b"), ("torture", "", "b"), ("assault", "2020-01-20", "b")
    assert "2020-01-12/2020-01-20" in options(1, *told, ("release", "2020-01-20", "b"))


def test_a_day_is_bounded_by_no_year_or_month_that_holds_it() -> None:
    told = ("surveillance", "2020-05-10", "b"), ("arrest", "2020", "b"), ("release", "2020-05", "b")
    assert not any("2020/" in edtf or edtf.endswith(("/2020", "/2020-05")) for edtf in options(0, *told))


def test_a_custody_of_a_told_length_may_be_reckoned_from_its_arrest(read: Read) -> None:
    scene = read("Awa Diop a été arrêtée le 14 mars 2020. Elle a passé seize jours en détention.")
    (head,) = [token.i for token in scene.doc if token.text == "détention"]
    found = [occasion(0, "arrest", "2020-03-14", "awa"), occasion(1, "detention", "", "awa", sentence=1)]
    found[1].readings[0].mention = Mention("detention", 1.0, (head,), head, 1)
    none, (made, numbers) = occasion_intervals.samples(scene, found, date_occasions(scene, found))
    assert none == ([], [])  # an arrest does not last
    assert "2020-03-14/2020-03-30" in [option.edtf for option in made]
    assert len({len(row) for row in numbers}) == 1


def choices(scene: Scene, found: list[Occasion], place: int) -> list[str]:
    """The dates that one of the occasions of a text may have."""
    rules = date_occasions(scene, found)
    return [option.edtf for option in occasion_intervals.samples(scene, found, rules)[place][0]]


def dated(
    scene: Scene, act: str, word: str, date: str = "", victim: str = "awa", factuality: str = "asserted"
) -> Occasion:
    """An occasion told by a word of a text and dated by the expression of these words."""
    (head,) = [token.i for token in scene.doc if token.text == word]
    one = occasion(head, act, "", victim, factuality)
    one.readings[0].mention = Mention(act, 1.0, (head,), head, scene.sentence_of[head])
    number = next((number for number, told in enumerate(scene.dates) if told["text"] == date), -1)
    return replace(one, date=number)


@pytest.mark.parametrize(
    ("text", "act", "word", "date", "made"),
    [
        (
            "Awa Diop, arrêtée le 2 mars 2020, a été retenue au poste jusqu'au 5 mars 2020.",
            "detention", "retenue", "le 2 mars 2020", "2020-03-02/2020-03-05",
        ),
        (
            "Awa Diop, blessée le 2 mars 2020, a été hospitalisée jusqu'au 5 mars 2020.",
            "remedy", "hospitalisée", "5 mars 2020", "2020-03-02/2020-03-05",
        ),
        (
            "Awa Diop a été blessée le 2 mars 2020. Elle est restée hospitalisée jusqu'au 5 mars 2020.",
            "remedy", "hospitalisée", "", "2020-03-02/2020-03-05",
        ),
        (
            "La radio, fermée le 2 mars 2020, n'a retrouvé son antenne que le 9 mars 2020.",
            "censorship", "fermée", "le 2 mars 2020", "2020-03-02/2020-03-09",
        ),
    ],
)  # fmt: skip
def test_two_expressions_may_tell_an_interval(read: Read, text: str, act: str, word: str, date: str, made: str) -> None:
    scene = read(text)
    assert made in choices(scene, [dated(scene, act, word, date)], 0)


def test_years_and_what_stands_the_other_way_round_tell_none(read: Read) -> None:
    scene = read("Élue en 2012, Awa Diop a été retenue le 5 mars 2020, après une plainte du 2 mars 2020.")
    assert choices(scene, [dated(scene, "detention", "retenue", "le 5 mars 2020")], 0) == [
        "2020-03-05/..",
        "2020-03-05",
    ]


def test_a_release_may_be_of_the_day_on_which_custody_ended(read: Read) -> None:
    scene = read("Du 3 au 9 mars 2020, Awa Diop a été détenue à Port-Lune. Elle en est sortie malade.")
    custody = dated(scene, "detention", "détenue", scene.dates[0]["text"])
    assert "2020-03-09" in choices(scene, [custody, dated(scene, "release", "sortie")], 1)
    assert "2020-03-09" in choices(scene, [dated(scene, "release", "sortie", victim="bela")], 0)  # by the words alone


def test_a_release_may_be_reckoned_from_an_arrest(read: Read) -> None:
    scene = read("Arrêtée le 1er mars 2020, Awa Diop a passé neuf jours en cellule avant d'être libérée.")
    found = [dated(scene, "arrest", "Arrêtée", "le 1er mars 2020"), dated(scene, "release", "libérée")]
    assert "2020-03-10" in choices(scene, found, 1)


def test_a_lawyer_may_be_kept_away_during_the_custody_of_a_client(read: Read) -> None:
    scene = read("Du 3 au 9 mars 2020, Awa Diop a été détenue. Son avocat n'a pas été admis.")
    custody = dated(scene, "detention", "détenue", scene.dates[0]["text"])
    for act, lent in (("defence_obstruction", True), ("threat", False)):
        assert (
            "2020-03-03/2020-03-09" in choices(scene, [custody, dated(scene, act, "admis", victim="bela")], 1)
        ) == lent


def test_a_lawyer_may_be_kept_away_where_nobody_is_told_to_be_hit(read: Read) -> None:
    scene = read("Le 2 mai 2019, l'accès au dossier a été refusé. Deux morts sont à déplorer le 1er mai 2019.")
    found = [
        replace(dated(scene, "defence_obstruction", "refusé", "Le 2 mai 2019"), victims=frozenset()),
        replace(dated(scene, "detention", "morts", "le 1er mai 2019"), victims=frozenset()),
    ]
    assert choices(scene, found, 0)[0] == "2019-05-02"


def test_another_day_beside_an_act_that_only_may_last_is_no_end_of_it(read: Read) -> None:
    scene = read("Awa Diop a été menacée le 3 mai 2019, son frère jugé le 12 juin 2019.")
    told = dated(scene, "threat", "menacée", "le 3 mai 2019")
    assert "2019-05-03/2019-06-12" not in choices(scene, [told], 0)


def test_what_happens_at_dawn_may_be_of_the_morning_after_the_night_told(read: Read) -> None:
    night = "Dans la nuit du 3 au 4 mai 2020, Awa Diop a été frappée."
    scene = read(f"{night} À l'aube, elle a fui.")
    told = scene.dates[0]["text"]
    assert "2020-05-04" in choices(scene, [dated(scene, "exile", "fui", told)], 0)
    scene = read(f"{night} Elle a fui.")
    assert choices(scene, [dated(scene, "exile", "fui", told)], 0) == []


def test_what_follows_on_what_lasted_until_a_day_may_be_of_that_day(read: Read) -> None:
    scene = read("Awa Diop a tenu jusqu'au 2 mai 2020, puis elle a fui.")
    assert "2020-05-02" in choices(scene, [dated(scene, "exile", "fui", scene.dates[0]["text"])], 0)


def test_what_did_not_happen_may_have_a_day_told_elsewhere(read: Read) -> None:
    scene = read("Le 3 mars 2020, Awa Diop a été arrêtée. Elle n'a pas été frappée.")
    for act in ("assault", "killing"):
        assert choices(scene, [dated(scene, act, "frappée", "Le 3 mars 2020", factuality="negated")], 0)[:2] == [
            "",
            "2020-03-03",
        ]
    assert choices(scene, [dated(scene, "killing", "frappée", "Le 3 mars 2020")], 0) == []


VALUES = """
2020 2020-01 2020-01-12 2020-02-01/2020-02-09 ../2020-03-01 2020-01-05/.. 199X 2016-24 2020-01-12~ 2020-33 2020-01/..
../2020
"""
DATES = st.sampled_from(["", *VALUES.split()])
ACTS = st.sampled_from(["detention", "torture", "release", "arrest", "assault", "surveillance"])


@given(st.lists(st.tuples(ACTS, DATES, st.sampled_from(["b", "c"])), min_size=1, max_size=6))
def test_all_options_are_values_that_do_not_end_before_they_begin(told: list[tuple[str, str, str]]) -> None:
    for place in range(len(told)):
        for edtf in options(place, *told):
            assert not edtf or is_valid(edtf)
            first, last = bounds(edtf)
            assert not first or not last or first <= last


def test_an_expression_that_names_an_act_may_count_from_its_occasion(read: Read) -> None:
    scene = read(
        "Awa Diop a été poussée dans un fourgon le 5 mars 2020. Le 9 mars 2020, Bela Sy a été interpellé. "
        "La veille de l'interpellation d'Awa Diop, son cabinet a été fouillé."
    )
    eve = scene.dates[2]["text"]
    found = [
        dated(scene, "arrest", "poussée", "le 5 mars 2020"),
        dated(scene, "arrest", "interpellé", "Le 9 mars 2020", victim="bela"),
        dated(scene, "search", "fouillé", eve),
    ]
    found[0].readings.append(dated(scene, "arrest", "interpellation").readings[0])
    assert scene.dates[2]["edtf"] == "2020-03-08"  # counted from the nearer arrest, of somebody else
    assert choices(scene, found, 2) == ["2020-03-08", "2020-03-04"]
    assert choices(scene, found, 0) == []  # the act that is named does not count from itself
    found[0].factuality = "feared"
    assert "2020-03-04" not in choices(scene, found, 2)  # nothing counts from what did not happen
