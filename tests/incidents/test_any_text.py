"""What holds of the incidents of every text, whatever stands in it."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from told import CASES, read_cases

from pipeline.dates.edtf import bounds, is_valid
from pipeline.lexicons import rows
from pipeline.normalise import country_name

ACTS = {row["act"] for row in rows("taxonomy")}
TEXTS = [case.alert.text for case in read_cases(CASES.read_text(encoding="utf-8"))]
PIECES = """
Me Awa Diop | l'avocat | sept journalistes | la police | des inconnus | elle | Ils | qui | son frère | a été arrêtée |
aurait été torturé | ont frappé | condamné à six ans de prison | menacée de mort | risque | n'a pas été libérée |
placé en garde à vue | le 3 mai 2019 | la veille | depuis lundi | à Dakar | en Turquie | par | selon | de | et | dont |
. | , | : | « | » | ( | ) | ; | – | demande | accusée d'espionnage | le tribunal | sa voiture |
assassinat | aucune enquête | " | “ | ” | dix-sept jours | pendant deux ans | s'indigne | a dit que | raconte
"""
pieces = st.sampled_from([piece.strip() for piece in PIECES.split("|")] + ["\n", "\n\n", "•", "\u00a0", "\U0001f6d1"])
texts = st.lists(pieces, max_size=40).map(" ".join) | st.text(max_size=80)


def codes(name: str) -> set[str]:
    return {row["code"] for row in rows("codes") if row["list"] == name}


def check(doc: Doc) -> None:
    """Every incident of a Doc points at its text and holds values of the code lists."""
    text = doc.text
    keys = {entity["key"] for entity in doc._.entities}
    for incident in doc._.incidents:
        assert incident["act"] in ACTS
        assert incident["mentions"]
        for start, end in incident["mentions"]:
            assert doc.char_span(start, end) is not None and text[start:end].strip()
        for member in incident["participants"]:
            assert member["text"] == text[member["start"] : member["end"]] != ""
            assert doc.char_span(member["start"], member["end"]) is not None
            assert member["role"] in codes("role")
            assert member["entity"] == "" or member["entity"] in keys
            assert member["count"] >= 0
        for name in ("perpetrator_type", "target", "factuality"):
            assert incident[name] in codes(name)  # type: ignore[literal-required]
        assert incident["date_precision"] in codes("precision")
        assert incident["date_basis"] in codes("basis")
        assert incident["country"] == "" or country_name(incident["country"])
        assert 0 <= incident["confidence"] <= 1
        assert incident["victim_count"] >= 0
        assert incident["charge"] in text and incident["sentence_text"] in text
        assert (incident["date_start"], incident["date_end"]) == bounds(incident["date_edtf"])
        if incident["date_edtf"]:
            assert is_valid(incident["date_edtf"])
            assert incident["date_text"] in text
        if incident["date_start"] and incident["date_end"]:
            assert incident["date_start"] <= incident["date_end"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts)
@example("")
@example("Me Awa Diop a été arrêtée. " * 40)
@example("arrêtée")
@example("\n\n\t \n")
@example("Tuée, tuée, tuée et " * 30)
def test_any_text_gives_incidents_that_hold(nlp: Language, text: str) -> None:
    check(nlp(text))


@pytest.mark.usefixtures("trained")
def test_the_written_cases_give_incidents_that_hold(nlp: Language) -> None:
    docs = list(nlp.pipe(TEXTS))
    for doc in docs:
        check(doc)
    assert sum(len(doc._.incidents) for doc in docs) >= 60


@pytest.mark.parametrize("text", ["\n\n".join(TEXTS[:30]), TEXTS[0]])
def test_the_same_text_gives_the_same_incidents(nlp: Language, text: str) -> None:
    first = nlp(text)._.incidents
    assert first == nlp(text)._.incidents
    assert first == next(iter(nlp.pipe([text, *TEXTS[:3]])))._.incidents


def test_incidents_stand_in_order_and_tell_no_word_twice_of_one_act_and_day(nlp: Language) -> None:
    for doc in nlp.pipe(TEXTS):
        starts = [min(incident["mentions"]) for incident in doc._.incidents]
        assert starts == sorted(starts)
        told = [
            (incident["act"], incident["date_edtf"], mention)
            for incident in doc._.incidents
            for mention in incident["mentions"]
        ]
        assert len(told) == len(set(told))
