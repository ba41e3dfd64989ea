"""Words that were met before keep the vectors that the network gives them, in any company and after any other text."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from spacy.language import Language

from pipeline.language import embeddings

HERE = "Le 3 mai, Me Anna Petit, avocate, a été arrêtée à l'aéroport.\n\nSa sœur n'en sait rien."
THERE = "La police a relâché l'avocate aujourd'hui ; Anna Petit n'a rien dit."


@pytest.fixture
def embedding(nlp: Language) -> Iterator[Any]:
    """The embedding of the shared network, its memory empty."""
    model = nlp.get_pipe("tok2vec").model.layers[0]  # type: ignore[attr-defined]
    kept, model.attrs["memory"] = model.attrs["memory"], embeddings.Memory()
    yield model
    model.attrs["memory"] = kept


def test_a_remembered_word_has_the_vector_of_the_network(nlp: Language, embedding: Any) -> None:
    docs = [nlp.make_doc(HERE), nlp.make_doc(THERE), nlp.make_doc("")]
    for remembered, plain in zip(embedding.predict(docs), embedding.layers[0].predict(docs), strict=True):
        assert remembered.shape == plain.shape
        assert np.allclose(remembered, plain, atol=1e-5)


def test_no_bit_depends_on_what_was_read_before(nlp: Language, embedding: Any) -> None:
    (alone,) = embedding.predict([nlp.make_doc(HERE)])
    embedding.attrs["memory"] = embeddings.Memory()
    embedding.predict([nlp.make_doc(THERE), nlp.make_doc(" ".join(f"mot{n}" for n in range(600)))])
    (later,) = embedding.predict([nlp.make_doc(HERE)])
    assert alone.tobytes() == later.tobytes()


def test_a_full_memory_begins_anew(nlp: Language, embedding: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "MOST_REMEMBERED", 30)
    docs = [nlp.make_doc(text) for text in (HERE, THERE)]
    first = [embedding.predict([doc])[0] for doc in docs]
    again = embedding.predict([docs[0]])[0]
    assert len(embedding.attrs["memory"].rows) <= 30
    assert again.tobytes() == first[0].tobytes()


def test_training_goes_through_to_the_network(nlp: Language, embedding: Any) -> None:
    (vectors,), back = embedding([nlp.make_doc(THERE)], is_train=True)
    assert not embedding.attrs["memory"].rows
    assert vectors.shape[1] == 96
    assert callable(back)
