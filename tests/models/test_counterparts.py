"""Which keys of a Doc are right for those whom gold names."""

from spacy.lang.fr import French

from models.counterparts import Counterparts, stand_for
from pipeline.evaluate.gold import GoldEntity, GoldParticipant
from pipeline.language.extensions import declare

TEXT = "La police malienne a battu Awa."
NAME = (3, 18)  # the name in the description at (0, 18)


def test_a_set_is_right_if_each_of_it_stands_for_one_of_the_gold() -> None:
    assert stand_for({"awa", "group:1"}, [{"awa"}, {"group:1", "group:4"}])


def test_one_person_read_as_two_is_right_by_either_name_but_not_by_both() -> None:
    assert stand_for({"awa-diop"}, [{"awa-diop", "diop"}])
    assert not stand_for({"awa-diop", "diop"}, [{"awa-diop", "diop"}])


def test_nobody_is_right_only_where_nobody_is_meant() -> None:
    assert stand_for(set(), [])
    assert not stand_for(set(), [{"awa"}])
    assert not stand_for({"awa"}, [])


def test_a_body_is_found_whether_gold_or_the_reader_calls_it_a_name() -> None:
    declare()
    police = GoldEntity("police", "organisation", "police malienne", (), "", (NAME,))
    as_group, as_name = French()(TEXT), French()(TEXT)
    as_group._.groups = [{"start": 0, "end": 18, "text": "La police malienne"}]
    as_name._.entities = [{"key": "malienne", "mentions": [{"start": NAME[0], "end": NAME[1], "form": "name"}]}]
    assert Counterparts([police], as_group).of(GoldParticipant("police", "police malienne", *NAME, 0)) == {"group:0"}
    assert Counterparts([], as_name).of(GoldParticipant("", "La police malienne", 0, 18, 0)) == {"malienne"}


def test_a_name_stands_for_no_relative_of_its_bearer() -> None:
    declare()
    text = "L'épouse de Boubacar Diallo a été battue."
    doc = French()(text)
    doc._.entities = [{"key": "diallo", "mentions": [{"start": 12, "end": 27, "form": "name"}]}]
    assert Counterparts([], doc).of(GoldParticipant("", "L'épouse de Boubacar Diallo", 0, 27, 0)) == set()
