"""Which keys of a Doc are right for those whom gold names."""

from models.examples import stand_for


def test_a_set_is_right_if_each_of_it_stands_for_one_of_the_gold() -> None:
    assert stand_for({"awa", "group:1"}, [{"awa"}, {"group:1", "group:4"}])


def test_one_person_read_as_two_is_right_by_either_name_but_not_by_both() -> None:
    assert stand_for({"awa-diop"}, [{"awa-diop", "diop"}])
    assert not stand_for({"awa-diop", "diop"}, [{"awa-diop", "diop"}])


def test_nobody_is_right_only_where_nobody_is_meant() -> None:
    assert stand_for(set(), [])
    assert not stand_for(set(), [{"awa"}])
    assert not stand_for({"awa"}, [])
