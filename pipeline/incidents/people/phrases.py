"""What a phrase for somebody tells of his service by its parts: the noun alone, what it is of, who is named in it or
behind it, and whom it takes up (`les gardes`, `ce service`)."""

from collections.abc import Iterator
from itertools import takewhile

from pipeline.incidents.grammar.cues import words
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.normalise import organisation_type

BEHIND = 8  # words behind a phrase that may tell whose man somebody is (`X, de la brigade criminelle`)
CLAIMED = 12  # … and those of a clause that tells who somebody is or says he is
MEANT = 3  # others for whom a phrase may stand
BACK = 4  # sentences before a phrase in which a service that it takes up stands
SERVICES = ("police", "military", "intelligence", "judiciary", "prison", "government", "armed_group", "company")
TAKEN_UP = ("definite", "demonstrative", "partitive")
MARKS = (",", "»", "”", '"', "(", ")")


def said(tokens: list[Word]) -> str:
    """Some words as they stand in the text, but for the space between them."""
    return " ".join(token.text for token in tokens)


def of_phrase(scene: Scene, key: str, actor: Actor, group: str) -> Iterator[str]:
    """The signs of a phrase (that of `actor`, which stands for `key`) in an act of a group."""
    tokens = scene.tokens
    noun = organisation_type(tokens[actor.head].text)
    of = organisation_type(said(tokens[actor.head + 1 : actor.end]))
    yield f"noun:{noun}|of:{of}"
    yield f"noun:{noun}|of:{of}|{scene.types.get(key, '')}"
    for kind in named_inside(scene, actor):
        yield f"names:{kind}"
        yield f"names:{kind}|noun:{noun}"
    if behind := affiliation(scene, actor):
        yield f"behind:{behind[0]}|{behind[1]}"
        yield f"behind:{behind[0]}|{behind[1]}|{actor.kind}"
    for told in sorted(scene.nouns.get(key, ())):
        yield f"told:{told}"
        yield f"told:{organisation_type(told)}|{actor.kind}"
    for other, _ in actor.candidates[:MEANT]:
        if other != key:
            yield f"means:{scene.types.get(other, '')}|{scene.nature(other)[0]}"
    if actor.key.startswith("group:") and actor.determiner in TAKEN_UP:
        last = last_service(scene, actor)
        yield f"last:{last}|{actor.determiner}"
        yield f"last:{last}|noun:{scene.lemmas[actor.head]}"
        yield f"last:{last}|noun:{noun}|of:{of}|{group}"
        if (fuller := told_fuller(scene, actor)) is not None:
            yield f"fuller:{scene.types.get(fuller.key, '')}"
            yield from (f"fuller:{scene.lemmas[i]}" for i in range(fuller.start, fuller.end) if scene.content[i])


def named_inside(scene: Scene, actor: Actor) -> list[str]:
    """The types of the bodies that are named within a description (`un officier de la DRG`)."""
    inside = (scene.actor_at.get(i) for i in range(actor.start, actor.end) if i != actor.head)
    return sorted({scene.types.get(other.key, "") for other in inside if other and other.form == "name"} - {""})


def affiliation(scene: Scene, actor: Actor) -> tuple[str, str] | None:
    """Whose man somebody is by the words behind his name, and how they are joined: `of` (`X, de la Sûreté`), `is` (`X,
    sergent de police`) or `who` (`six hommes, qui se disaient de la Sûreté`)."""
    tokens = scene.tokens
    start = actor.end
    while start < len(tokens) and start < actor.end + 2 and tokens[start].text in MARKS:
        start += 1
    if start == len(tokens) or tokens[start].is_sent_start:
        return None
    joined = joint(tokens[start].lower_, start > actor.end)
    if not joined:
        return None
    behind = takewhile(
        lambda token: not token.is_punct and (joined == "who" or token.pos_ not in ("VERB", "AUX")),
        tokens[start : start + (CLAIMED if joined == "who" else BEHIND)],
    )
    kind = organisation_type(said(list(behind)))
    return (joined, kind) if kind else None


def joint(first: str, parted: bool) -> str:
    """How words that begin with `first` are joined to the name that they follow, behind a mark or not."""
    if first in words("relatives"):
        return "who"
    return "of" if first in words("of") else "is" if parted else ""


def last_service(scene: Scene, actor: Actor) -> str:
    """The service told last before a phrase, empty for none."""
    here = scene.sentence_of[actor.head]
    for index in range(here, max(-1, here - BACK), -1):
        for other in reversed(scene.actors_in[index]):
            kind = scene.types.get(other.key, "")
            if other.end <= actor.start and kind in SERVICES:
                return kind
    return ""


def told_fuller(scene: Scene, actor: Actor) -> Actor | None:
    """The last description before with the same noun and more words (`les gardes` after `des gardes de la réserve`)."""
    found = None
    for head in scene.told_by.get(scene.group(actor.key)["head"], ()):
        other = scene.actor_at.get(head)
        if other is not None and head < actor.head and other.end - head > actor.end - actor.head:
            found = other
    return found
