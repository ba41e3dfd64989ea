import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipeline.language.tokenizer import GuardedTokenizer

FRENCH = GuardedTokenizer(spacy.blank("fr").tokenizer)
RUNS = ["_", '"', "(", "!", "*", "=", "«»", "…", "l'", "😀", "\ufffd", "-", "."]
PIECES = st.sampled_from([*RUNS, "a", "É", " ", "  ", "\n", "l’", "1", "Me ", "https://x", "\t", "\u00a0"])
TEXTS = st.lists(st.tuples(PIECES, st.integers(1, 60)), max_size=8).map(lambda runs: "".join(p * n for p, n in runs))


@pytest.mark.parametrize("symbol", RUNS)
def test_a_long_run_of_symbols_is_one_token_and_fast(symbol: str) -> None:
    text = f"Signature : {symbol * 50_000} merci"
    started = time.process_time()
    doc = FRENCH(text)
    assert time.process_time() - started < 1
    assert doc.text == text
    assert len(doc) < 10


def test_a_long_mixed_stretch_is_linear() -> None:
    text = "\"(!a*=«l'…_" * 9_000
    started = time.process_time()
    assert FRENCH(text).text == text
    assert time.process_time() - started < 2


def test_ordinary_text_is_tokenized_as_ever() -> None:
    text = "L'avocate a été arrêtée aujourd'hui, dit-on (source : https://exemple.org/a-b)."
    assert [t.text for t in FRENCH(text)] == [t.text for t in spacy.blank("fr")(text)]


@given(TEXTS)
def test_the_text_is_kept(text: str) -> None:
    assert FRENCH(text).text == text


def test_no_sentence_crosses_a_block(nlp: Language) -> None:
    doc = nlp(
        "Arrestation arbitraire\n\nMe Aïcha Benomar a été arrêtée. Elle est détenue\n\n- Libérez-la\n- Écrivez-nous"
    )
    starts = {sentence.start_char for sentence in doc.sents}
    assert {doc.text.index(words) for words in ("Me Aïcha", "Elle est")} <= starts
    assert all("\n\n" not in sentence.text.strip() for sentence in doc.sents)


def test_given_facts_win(nlp: Language) -> None:
    doc = nlp.make_doc("TOGO, 3 mai 2020\n\nMe Kodjo Amah a été arrêté hier.")
    doc.user_data["recense_given"] = {"published_on": "2020-05-04", "country": "BJ"}
    doc = nlp(doc)
    assert (doc._.published_on, doc._.country) == ("2020-05-04", "BJ")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120) | TEXTS)
def test_any_text_is_read_and_every_span_lies_in_it(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    spans = [(m["start"], m["end"]) for entity in doc._.entities for m in entity["mentions"]]
    spans += [(item["start"], item["end"]) for item in [*doc._.groups, *doc._.references]]
    assert all(0 <= start < end <= len(text) for start, end in spans)
