"""Signs around a word, read off parses that were written by hand."""

import pytest
from parsed import parsed, word

from pipeline.incidents.grammar import cues

ARRESTED = """
Elle elle PRON nsubj:pass 4
n' ne ADV advmod 4
a avoir AUX aux:tense 4 Mood=Ind|Tense=Pres|VerbForm=Fin
arrêtée arrêter VERB ROOT 0 Tense=Past|VerbForm=Part
"""
NOT_ARRESTED = """
Elle elle PRON nsubj:pass 6
n' ne ADV advmod 6
a avoir AUX aux:tense 6 Mood=Ind|Tense=Pres|VerbForm=Fin
pas pas ADV advmod 6
été être AUX aux:pass 6 Tense=Past|VerbForm=Part
arrêtée arrêter VERB ROOT 0 Tense=Past|VerbForm=Part
"""
ONLY_HIM = """
Ils il PRON nsubj 4
n' ne ADV advmod 4
ont avoir AUX aux:tense 4 Mood=Ind|Tense=Pres|VerbForm=Fin
arrêté arrêter VERB ROOT 0 Tense=Past|VerbForm=Part
que que ADV advmod 4
lui lui PRON obj 4
"""
WOULD_HAVE_BEEN_HIT = """
Il il PRON nsubj:pass 4
aurait avoir AUX aux:tense 4 Mood=Cnd|Tense=Pres|VerbForm=Fin
été être AUX aux:pass 4 Tense=Past|VerbForm=Part
frappé frapper VERB ROOT 0 Tense=Past|VerbForm=Part
"""
THEY_HIT = """
Ils il PRON nsubj 3
ont avoir AUX aux:tense 3 Mood=Ind|Tense=Pres|VerbForm=Fin
frappé frapper VERB ROOT 0 Tense=Past|VerbForm=Part
Sara Sara PROPN obj 3
"""
THE_MAN_ARRESTED_YESTERDAY = """
homme homme NOUN nsubj 4
arrêté arrêter VERB acl 1 Tense=Past|VerbForm=Part
hier hier ADV advmod 2
parle parler VERB ROOT 0 Mood=Ind|Tense=Pres|VerbForm=Fin
"""
NO_CHARGE = """
Aucune aucun DET det 2
charge charge NOUN nsubj:pass 5
n' ne ADV advmod 5
est être AUX aux:pass 5 Mood=Ind|Tense=Pres|VerbForm=Fin
retenue retenir VERB ROOT 0 Tense=Past|VerbForm=Part
"""

THEY_WILL_APPEAR = """
Elles elle PRON nsubj 2
comparaîtront comparaître VERB ROOT 0 Mood=Ind|Tense=Pres|VerbForm=Fin
demain demain ADV advmod 2
"""


def test_the_ending_of_a_future_is_believed_where_the_tagger_says_present() -> None:
    assert cues.tense(word(parsed(THEY_WILL_APPEAR), "comparaîtront")) == "fut"


@pytest.mark.parametrize(
    ("sentence", "form", "expected"),
    [
        (NOT_ARRESTED, "arrêtée", True),
        (ARRESTED, "arrêtée", True),  # a bare `ne` negates too
        (ONLY_HIM, "arrêté", False),  # `ne … que` asserts
        (THEY_HIT, "frappé", False),
        (NO_CHARGE, "charge", True),
    ],
)
def test_negation(sentence: str, form: str, expected: bool) -> None:
    assert cues.negated(word(parsed(sentence), form)) is expected


@pytest.mark.parametrize(
    ("sentence", "form", "expected"),
    [
        (NOT_ARRESTED, "arrêtée", True),
        (THEY_HIT, "frappé", False),
        (THE_MAN_ARRESTED_YESTERDAY, "arrêté", True),
        (THE_MAN_ARRESTED_YESTERDAY, "parle", False),
    ],
)
def test_passive(sentence: str, form: str, expected: bool) -> None:
    assert cues.is_passive(word(parsed(sentence), form)) is expected


@pytest.mark.parametrize(
    ("sentence", "form", "mood", "tense"),
    [
        (WOULD_HAVE_BEEN_HIT, "frappé", "cnd", "pres"),
        (THEY_HIT, "frappé", "ind", "pres"),
        (THE_MAN_ARRESTED_YESTERDAY, "arrêté", "", ""),
    ],
)
def test_mood_and_tense_come_from_the_auxiliary(sentence: str, form: str, mood: str, tense: str) -> None:
    token = word(parsed(sentence), form)
    assert (cues.mood(token), cues.tense(token)) == (mood, tense)


def test_the_clause_of_a_word_is_its_nearest_verb() -> None:
    doc = parsed(THE_MAN_ARRESTED_YESTERDAY)
    assert cues.clause(word(doc, "hier")).text == "arrêté"
    assert cues.clause(word(doc, "homme")).text == "parle"
    assert cues.clause(word(parsed(NOT_ARRESTED), "été")).text == "arrêtée"


def test_the_chain_of_heads_ends_with_the_sentence() -> None:
    doc = parsed(THE_MAN_ARRESTED_YESTERDAY)
    assert [token.text for token in cues.chain(word(doc, "hier"))] == ["arrêté", "homme", "parle"]
    assert cues.chain(word(doc, "parle")) == []


def test_every_list_of_cues_is_in_lower_case() -> None:
    for name in ("negations", "demands", "modals", "fears", "reports", "hearsay", "kin", "animals", "things", "bodies"):
        assert cues.words(name) and all(entry == entry.lower() for entry in cues.words(name))


def test_the_first_of_several_values_of_a_feature_counts() -> None:
    assert cues.morphology("Number=Sing|PronType=Int,Rel") == {"Number": "Sing", "PronType": "Int"}
