"""Docs that are read together: each says what it says alone, and no list of them grows too large."""

import spacy
from spacy.language import Language

from pipeline.incidents.reader import together

TEXTS = [
    "Le 3 mai 2021, Me Awa Diop a été arrêtée par la police à Thiès. Elle a été libérée le 5 mai 2021.",
    "Le journaliste Karim Belhadj a été agressé par des inconnus le 12 juin 2022 à Sfax.",
    "Rien à signaler.",
    "Mme Rose Kamba, défenseure des droits humains, est poursuivie pour diffamation depuis le 4 avril 2023.",
]


def test_docs_read_together_say_what_each_says_alone(nlp: Language) -> None:
    alone = [nlp(text) for text in TEXTS]
    assert [doc._.incidents for doc in nlp.pipe(TEXTS)] == [doc._.incidents for doc in alone]
    assert [doc._.subjects for doc in nlp.pipe(TEXTS)] == [doc._.subjects for doc in alone]
    assert sum(bool(doc._.incidents) for doc in alone) == 3


def test_docs_come_in_lists_of_so_many_words_and_a_longer_one_alone() -> None:
    blank = spacy.blank("fr")
    docs = [blank(" ".join(["mot"] * length)) for length in (2, 2, 3, 9, 1, 1)]
    assert [list(map(len, some)) for some in together(docs, 5)] == [[2, 2], [3], [9], [1, 1]]
    assert list(together([], 5)) == []
