"""Pronouns before a verb that the tagger took for articles."""

import pytest
from spacy.lang.fr import French
from spacy.tokens import Doc

from pipeline.language.clitics import mend_clitics

VOCAB = French().vocab


def clitic(text: str, tags: str, lemma: str, form: str, relation: str) -> str:
    """What `le`, `la`, `les` or `l'` before the last word, a verb, is once it is read again."""
    words = text.split()
    lemmas = [*words[:-1], lemma]
    deps = ["dep"] * (len(words) - 2) + [relation, "ROOT"]
    morphs = [""] * (len(words) - 1) + [f"VerbForm={form}"]
    heads = [len(words) - 1] * len(words)
    doc = Doc(VOCAB, words, pos=tags.split(), lemmas=lemmas, deps=deps, heads=heads, morphs=morphs)
    mend_clitics(doc)
    return f"{doc[-2].pos_} {doc[-2].dep_}"


@pytest.mark.parametrize(
    ("text", "tags", "lemma", "form"),
    [
        ("Le tribunal les a", "DET NOUN DET AUX", "avoir", "Fin"),
        ("Quinze ans , les a", "NUM NOUN PUNCT DET AUX", "avoir", "Fin"),
        ("Un policier la surveille", "DET NOUN DET VERB", "surveiller", "Fin"),
        ("On le garde", "PRON DET VERB", "garder", "Fin"),
        ("des agents , armés , les dispersent", "DET NOUN PUNCT ADJ PUNCT DET VERB", "disperser", "Fin"),
        ("venus pour la chercher", "VERB ADP DET VERB", "chercher", "Inf"),
    ],
)
def test_a_pronoun_before_a_verb_is_its_object(text: str, tags: str, lemma: str, form: str) -> None:
    assert clitic(text, tags, lemma, form, "det") == "PRON obj"


@pytest.mark.parametrize(
    ("text", "tags", "lemma", "form"),
    [
        ("Arrêté depuis l' été", "VERB ADP DET AUX", "être", "Part"),
        ("mis à l' attache", "VERB ADP DET VERB", "attacher", "Fin"),
        ("Hier , le reporter", "ADV PUNCT DET VERB", "reporter", "Inf"),
        ("enfermé dans les cachots", "VERB ADP DET VERB", "cachot", "Fin"),
        ("Les soussignés", "DET VERB", "soussigner", "Part"),
    ],
)
def test_an_article_before_a_noun_taken_for_a_verb_stays_one(text: str, tags: str, lemma: str, form: str) -> None:
    assert clitic(text, tags, lemma, form, "det") == "DET det"


def test_we_are_the_object_of_a_verb_in_the_third_person() -> None:
    doc = Doc(
        VOCAB,
        ["La", "mairie", "nous", "a", "fermés"],
        pos=["DET", "NOUN", "PRON", "AUX", "VERB"],
        deps=["det", "nsubj", "nsubj", "aux:tense", "ROOT"],
        heads=[1, 4, 4, 4, 4],
        morphs=["", "", "", "Person=3", ""],
    )
    mend_clitics(doc)
    assert [token.dep_ for token in doc][1:3] == ["nsubj", "obj"]
