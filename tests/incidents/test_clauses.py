"""How an act and a date expression are told, read off parses that were written by hand."""

import pytest
from parsed import parsed, word

from pipeline.incidents.grammar.parse import read_words
from pipeline.incidents.when import clauses

STILL_HELD = """
Elle elle PRON nsubj:pass 4
est être AUX aux:pass 4 Mood=Ind|Tense=Pres|VerbForm=Fin
toujours toujours ADV advmod 4
détenue détenir VERB ROOT 0 Tense=Past|VerbForm=Part
"""
HAD_BEEN_HELD = """
Elle elle PRON nsubj:pass 4
avait avoir AUX aux:tense 4 Mood=Ind|Tense=Imp|VerbForm=Fin
été être AUX aux:pass 4 Tense=Past|VerbForm=Part
détenue détenir VERB ROOT 0 Tense=Past|VerbForm=Part
"""
SUSPENDED_AFTER_AN_INTERVIEW = """
Elle elle PRON nsubj:pass 4
a avoir AUX aux:tense 4 Mood=Ind|Tense=Pres|VerbForm=Fin
été être AUX aux:pass 4 Tense=Past|VerbForm=Part
suspendue suspendre VERB ROOT 0 Tense=Past|VerbForm=Part
en en ADP case 6
mars mars NOUN obl:mod 4
après après ADP case 9
un un DET det 9
entretien entretien NOUN obl:mod 4
accordé accorder VERB acl 9 Tense=Past|VerbForm=Part
mardi mardi NOUN obl:mod 10
"""


@pytest.mark.parametrize(("text", "form"), [(STILL_HELD, "VERBpres="), (HAD_BEEN_HELD, "VERBimp+=")])
def test_what_is_so_differs_from_what_had_been(text: str, form: str) -> None:
    assert clauses.verb_form(word(parsed(text), "détenue")) == form


def test_an_interview_after_which_something_was_done_is_joined_by_after() -> None:
    words = {one.text: one for one in read_words(parsed(SUSPENDED_AFTER_AN_INTERVIEW))}
    assert clauses.link(words["entretien"], words["suspendue"]) == "après"
    assert clauses.link(words["suspendue"], words["suspendue"]) == ""


def test_the_clause_of_a_date_lies_under_that_of_the_act_above_it() -> None:
    words = {one.text: one for one in read_words(parsed(SUSPENDED_AFTER_AN_INTERVIEW))}
    suspended, granted = words["suspendue"], words["accordé"]
    assert [clauses.step(suspended, granted), clauses.step(granted, suspended)] == ["below", "above"]
    assert clauses.step(suspended, suspended) == "same"


def test_what_joins_clauses_is_read_between_act_and_date() -> None:
    assert clauses.seams(read_words(parsed(SUSPENDED_AFTER_AN_INTERVIEW))) == ["après"]
