"""The lemmas that a token may stand for, whatever part of speech the tagger gave it."""

from functools import lru_cache

from spacy.tokens import Token

from pipeline import lexicons

PARTICIPLE = ("ées", "ée", "és", "é")


@lru_cache(maxsize=1)
def irregular() -> dict[str, str]:
    """Irregular participles (`mis`, `détenue`, …) and their verbs."""
    return {row["form"]: row["verb"] for row in lexicons.rows("participles")}


@lru_cache(maxsize=1 << 16)
def verb_of_participle(form: str) -> str:
    """The verb of a past participle (`arrêtée` → `arrêter`), empty if the form is none."""
    if form in irregular():
        return irregular()[form]
    for ending in PARTICIPLE:
        if form.endswith(ending) and len(form) > len(ending) + 2:
            return form[: -len(ending)] + "er"
    return ""


@lru_cache(maxsize=1 << 16)
def _keys(form: str, lemma: str, pos: str) -> frozenset[str]:
    found = {lemma}
    if pos in ("ADJ", "NOUN", "VERB", "PROPN", "AUX") and (verb := verb_of_participle(form)):
        found.add(verb)
    if pos not in ("VERB", "AUX"):
        found.add(form)
    return frozenset(found)


def keys(token: Token) -> frozenset[str]:
    """Lower-cased lemma, the form itself, and the verb if the form is a past participle: taggers confuse these."""
    return _keys(token.lower_, token.lemma_.lower(), token.pos_)
