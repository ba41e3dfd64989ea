"""The gender of named bodies, by which a pronoun may mean them: `la LDDC`, `le quotidien X` and `Radio X` tell it."""

from collections import Counter

from pipeline.incidents.grammar.cues import feature, words
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.scene.scene import Actor
from pipeline.language.nouns import nouns

OWN = 2  # what the noun that opens a name counts beside an article before it


def noun_gender(token: Word) -> str:
    """The gender of a noun in the singular, empty where it tells none."""
    known = nouns().get(token.lower_)
    if known is not None:
        return known.gender if known.number == "sing" else ""
    return {"Fem": "f", "Masc": "m"}.get(feature(token, "Gender"), "") if token.pos_ == "NOUN" else ""


def gender_before(tokens: list[Word], actor: Actor) -> str:
    """The gender that the article or noun right before a name tells."""
    if not actor.start:
        return ""
    token = tokens[actor.start - 1]
    if token.lower_ in words("feminine_articles"):
        return "f"
    return "m" if token.lower_ in words("masculine_articles") else noun_gender(token)


def body_genders(tokens: list[Word], actors: list[Actor]) -> dict[str, str]:
    """The gender of each named body, by key, where its names tell it."""
    found: dict[str, Counter[str]] = {}
    for actor in actors:
        if actor.form == "name" and actor.kind == "organisation":
            counts = found.setdefault(actor.key, Counter())
            counts[gender_before(tokens, actor)] += 1
            counts[noun_gender(tokens[actor.start])] += OWN
    return {key: "f" if n["f"] > n["m"] else "m" for key, n in found.items() if n["f"] != n["m"]}
