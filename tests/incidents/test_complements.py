"""Complements that something inserted parts from their noun, in parses as the parser makes them."""

import pytest
from spacy.language import Language

from pipeline.incidents.grammar.complements import find_complements
from pipeline.incidents.grammar.parse import Word, read_words
from pipeline.incidents.grammar.roles import roles
from pipeline.incidents.scene.events import tells_act
from pipeline.incidents.scene.staging import set_scene


def role(nlp: Language, text: str, act: str, who: str) -> str:
    """The role of a word in an act of a text."""
    scene = set_scene(next(nlp.pipe([text], disable=["recense_incidents"])))
    of: dict[str, Word] = {token.text: token for token in scene.tokens}
    return roles(of[act]).get(of[who].i, "").rstrip("~")


@pytest.mark.parametrize(
    ("text", "act", "who"),
    [
        ("L'Observatoire a appris l'arrestation, le 8 mai à Lomé, de Me Awa Diop, avocate.", "arrestation", "Me"),
        ("La Ligue dénonce la condamnation, mardi, de deux militants à trois ans.", "condamnation", "militants"),
        ("Enlèvement, à la sortie du studio, de Mirlande Duval, présentatrice.", "Enlèvement", "Mirlande"),
        ("Elle salue la libération à Dakar, jeudi dernier, du journaliste Samba Fall.", "libération", "journaliste"),
    ],
)
def test_what_is_inserted_parts_no_one_from_his_act(nlp: Language, text: str, act: str, who: str) -> None:
    assert role(nlp, text, act, who) == "nmod:de"


@pytest.mark.parametrize(
    "text",
    [
        "L'arrestation de Samba Fall, mardi, de source policière, a surpris.",
        "La Ligue parle d'arrestations arbitraires, de tortures, de détentions.",
        "L'arrestation, la garde à vue, de même que Samba Fall, ont surpris.",
        "Son arrestation, mardi, d'après Samba Fall, a surpris.",
        "Les tortures relevant, selon lui, d'une consigne sont connues.",
        "Après l'enquête ; le préfet parle, lui, de folie.",
    ],
)
def test_an_act_that_is_completed_or_goes_on_otherwise_keeps_what_it_has(nlp: Language, text: str) -> None:
    tokens = read_words(next(nlp.pipe([text], disable=["recense_incidents"])))
    before = [word.head.i for word in tokens]
    find_complements(tokens, tells_act)
    assert [word.head.i for word in tokens] == before
