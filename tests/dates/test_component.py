"""The component in a blank pipeline."""

import doctest

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin

import pipeline.dates
import pipeline.dates.component


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("fr")
    nlp.add_pipe("recense_dates")
    return nlp


def test_it_fills_the_dates_and_their_spans(nlp: Language) -> None:
    doc = nlp.make_doc("Elle a été arrêtée le 3 mai, puis relâchée deux jours plus tard.")
    doc._.published_on = "2020-05-18"
    doc = nlp(doc)
    assert [item["edtf"] for item in doc._.dates] == ["2020-05-03", "2020-05-05"]
    assert [span.text for span in doc.spans["dates"]] == ["le 3 mai", "deux jours plus tard"]


def test_without_a_publication_date_only_the_text_gives_values(nlp: Language) -> None:
    assert [item["edtf"] for item in nlp("Arrêtée hier, jugée le 5 juin 2019.")._.dates] == ["", "2019-06-05"]


def test_it_reads_the_same_as_parse(nlp: Language) -> None:
    text = "Depuis l’été 2019 – et jusqu’au 3 mai 2020 –, rien.\n\nLe lendemain, il est libre."
    assert nlp(text)._.dates == pipeline.dates.parse(text)


def test_its_attributes_survive_storage(nlp: Language) -> None:
    doc = nlp("Jugée le 5 juin 2019.")
    (back,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert list(back._.dates) == doc._.dates


@pytest.mark.parametrize("module", [pipeline.dates, pipeline.dates.component])
def test_the_examples_of_the_documentation_run(module) -> None:  # type: ignore[no-untyped-def]
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


def test_an_old_date_two_paragraphs_before_draws_no_other_into_its_year(nlp: Language) -> None:
    paragraphs = ["Le 3 mars 2014, Me Keita avait été agressée.", "Elle plaide à Thiès.", "Le 5 avril, on l'a arrêtée."]
    text = "\n\n".join(paragraphs)
    doc = nlp.make_doc(text)
    doc._.published_on = "2017-05-18"
    doc._.blocks = [["paragraph", text.index(part), text.index(part) + len(part)] for part in paragraphs]
    assert [item["edtf"] for item in nlp(doc)._.dates] == ["2014-03-03", "2017-04-05"]
    assert [item["edtf"] for item in pipeline.dates.parse(text, "2017-05-18")] == ["2014-03-03", "2017-04-05"]
