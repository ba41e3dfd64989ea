"""What a text tells of people beside what is done to them: by which nouns, under which heading, in whose words."""

from collections import defaultdict

from pipeline.incidents.grammar.cues import words
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.language.nouns import nouns

BEFORE = 3  # tokens before a name in which its title or noun stands
APART = 9  # tokens between a description with its complement and the name
TITLED = 3  # the comma, a title and its mark
AFTER = 4  # tokens behind it in which an apposition begins
SHORT = 90  # characters of a line that may head what follows


def nouns_before(tokens: list[Word], actor: Actor) -> set[str]:
    """The nouns and titles right before a name (`l'avocate X`, `Me X`)."""
    found = set()
    for token in tokens[max(0, actor.start - BEFORE) : actor.start]:
        if token.lower_ in words("counsel_titles"):
            found.add("avocat")
        elif token.pos_ == "NOUN" and token.lower_ in nouns():
            found.add(nouns()[token.lower_].lemma)
    return found


def nouns_behind(tokens: list[Word], actor: Actor) -> set[str]:
    """The noun of an apposition behind a name (`X, avocate au barreau de …`), and those that the parse joins to it."""
    found = set()
    if actor.end < len(tokens) and tokens[actor.end].text in (",", "(", "–", "-"):
        for token in tokens[actor.end + 1 : actor.end + 1 + AFTER]:
            if token.text in (",", ")", ".", ";"):
                break
            if token.pos_ == "NOUN":
                found.add(token)
                break
    head = tokens[actor.head]
    found |= {child for child in head.children if child.dep_ == "appos" and child.pos_ == "NOUN"}
    if head.dep_ in ("nsubj", "appos") and head.head.pos_ == "NOUN":
        found.add(head.head)
    return {nouns()[token.lower_].lemma for token in found if token.lower_ in nouns()}


def know_nouns(scene: Scene) -> None:
    """The nouns by which each entity is told: of persons occupations and titles, of bodies the first of their name."""
    tokens = scene.tokens
    found: dict[str, set[str]] = defaultdict(set)
    for entity in scene.doc._.entities:
        if entity["kind"] == "person":
            found[entity["key"]] |= {entity["occupation"]} - {""}
        else:
            found[entity["key"]] |= set(entity["name"].lower().replace("’", "'").replace("'", " ").split()[:2])
    for actor in scene.actors:
        if actor.form == "name" and actor.kind == "person":
            found[actor.key] |= nouns_before(tokens, actor) | nouns_behind(tokens, actor)
        elif actor.form == "name" and actor.kind == "organisation" and actor.start:
            token = tokens[actor.start - 1]  # `le quotidien X`; what stands farther off is a member or a chair of it
            found[actor.key] |= {token.lemma_.lower()} if token.pos_ == "NOUN" and token.is_alpha else set()
    scene.nouns = {key: frozenset(nouns) for key, nouns in found.items()}
    for actor in scene.actors:
        if actor.form == "group":
            scene.told_by.setdefault(scene.group(actor.key)["head"], []).append(actor.head)
            if actor.determiner == "possessive" or actor.end - actor.head > 1:
                scene.owned.append(actor.head)
    for key in sorted(scene.nouns.keys() & scene.first_actor.keys(), key=lambda key: scene.first_actor[key].head):
        for noun in scene.nouns[key]:
            scene.bearers.setdefault(noun, []).append(key)
    scene.authorities = frozenset(key for key, nouns in scene.nouns.items() if nouns & words("authorities"))


def know_headings(scene: Scene) -> None:
    """For each sentence, who is named in the last heading (or short line) before it."""
    current: frozenset[str] = frozenset()
    for index, sentence in enumerate(scene.sentences):
        scene.headed.append(current)
        said = scene.text[sentence.start_char : sentence.end_char].strip()
        short = len(said) < SHORT and not said.endswith((".", "!", "?", ";"))
        if short or scene.block_kind(index) in ("heading", "item"):
            named = frozenset(a.key for a in scene.actors_in[index] if a.form == "name" and a.kind != "place")
            current = named or current


def opener(scene: Scene, sentence: int, before: int) -> str:
    """The first person named in the block of a sentence, before a token; empty for none."""
    start = scene.paragraph_start(sentence)
    for index in range(sentence if start < 0 else start, sentence + 1):
        for actor in scene.actors_in[index]:
            if actor.form == "name" and actor.kind == "person" and actor.head < before:
                return actor.key
    return ""


def completed(scene: Scene, between: list[Word]) -> bool:
    """Do a complement and a comma stand between a description and a name, and nobody else?"""
    if len(between) > APART or any(t.pos_ in ("VERB", "AUX") or t.text in (";", ":", ".") for t in between):
        return False
    comma = max((place for place, t in enumerate(between) if t.text == ","), default=-1)
    first = comma >= 0 and sum(t.text == "," for t in between) == 1 and len(between) - comma <= TITLED
    return first and not any((a := scene.actor_at.get(t.i)) and a.kind == "person" for t in between)


def apposed(scene: Scene, actor: Actor, key: str) -> str:
    """Where someone is named beside a description or possessive that tells him: `after`, `apart`, `inside`, `before`
    or empty.

    `son épouse, Odette` names whom the description means, and whom the possessive cannot mean; a complement may stand
    between (`le rédacteur en chef du journal, X`: `apart`).
    """
    tokens = scene.tokens
    if actor.form not in ("group", "possessive"):
        return ""
    end = actor.end if actor.form == "group" else tokens[actor.head].head.i + 1
    for other in scene.actors_in[scene.sentence_of[actor.head]]:
        if other.form != "name" or other.key != key:
            continue
        between = tokens[end : other.start] if end <= other.start else None
        if (
            between is not None
            and len(between) <= BEFORE
            and not any(t.pos_ in ("VERB", "AUX", "ADP", "CCONJ") for t in between)
        ):
            return "after"
        if actor.form == "group" and between and completed(scene, between):
            return "apart"
        if actor.form == "group" and actor.start <= other.start < actor.end:
            return "inside"
        if 0 <= actor.start - other.end <= 1 and tokens[actor.start - 1].text in (",", "("):
            return "before"
    return ""
