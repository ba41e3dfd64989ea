"""The name spans of a Doc: what the model says, made consistent within the alert and found again where it missed."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.language import repairs
from pipeline.language.repairs import LONGEST_ACRONYM, PARTICLES
from pipeline.language.words import Name, Words, capitalised
from pipeline.lexicons import table
from pipeline.normalise import country_code, country_mentions, organisation_type, place_mentions

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
STOPS = frozenset(table("names")["stops"])
TOLD_VOTES = 3  # a title or type noun beside a name weighs as much as three readings of the model
TREATY = re.compile(r"\b(?:conventions?|protocoles?|accords?|statut|traité) de $", re.IGNORECASE)
ISSUER_WITHIN = 200  # characters of the alert's head


def model_names(doc: Doc) -> list[Name]:
    """The named entities that the model found, of the three kinds."""
    return [Name(ent.start, ent.end, KINDS[ent.label_]) for ent in doc.ents if ent.label_ in KINDS]


def run_end(words: Words, start: int) -> int:
    """The end of the run of capitalised words and particles that begins at a token: a person's full name."""
    end = i = start
    while i < len(words.texts) and not (words.sentence_start[i] and i > start):
        text = words.texts[i]
        if capitalised(text) and text not in STOPS and not words.title(i):
            i += 1
            end = i
        elif end > start and (text.casefold() in PARTICLES or (text == "\n" and repairs.full_line(words, i))):
            i += 1
        else:
            break
    return end


def titled_names(words: Words) -> list[Name]:
    """The persons that a title announces (`Me Umarova`, `M. de Souza`)."""
    found = []
    for i in words.solid[:-1]:
        if words.title(i) and capitalised(words.texts[i + 1]):
            end = run_end(words, i + 1)
            if end > i + 1:
                found.append(Name(i + 1, end, "person"))
    return found


def overlay(base: Sequence[Name], better: Sequence[Name]) -> list[Name]:
    """All spans of `better` and those of `base` that touch none of them, in order."""
    taken = {i for name in better for i in range(name.start, name.end)}
    kept = [name for name in base if taken.isdisjoint(range(name.start, name.end))]
    return sorted([*kept, *better])


def longest(names: Sequence[Name]) -> list[Name]:
    """Without the spans that touch a longer one."""
    found: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        span = range(name.start, name.end)
        if taken.isdisjoint(span):
            found.append(name)
            taken.update(span)
    return sorted(found)


def with_titles(words: Words, names: list[Name]) -> list[Name]:
    """Persons announced by a title, united with what the model found there."""
    starts = {name.start: name for name in names}
    better = []
    for titled in titled_names(words):
        seen = starts.get(titled.start)
        longer = seen is not None and seen.kind == "person" and seen.end > titled.end
        better.append(seen if longer and seen is not None else titled)
    return overlay(names, better)


def repaired(words: Words, names: Sequence[Name]) -> tuple[list[Name], set[Name]]:
    """The model's names put right one by one; and those whose kind a type noun tells."""
    trimmed = [name for name in (repairs.trim(words, name) for name in names) if name]
    sound = [repairs.headless(words, name) for name in repairs.joined(words, trimmed) if repairs.plausible(words, name)]
    told = [repairs.typed(words, repairs.widened(words, name)) for name in sound]
    found = longest([name for name, _ in told])
    short = repairs.acronyms(words, found)
    return overlay(found, short), {name for name, sure in told if sure} | set(short)


def agreed(words: Words, names: list[Name], told: set[Name]) -> list[Name]:
    """Give every name the kind that its string has most often in the alert.

    A country is a place; what is part of the full name of a person is that person, if no type noun says otherwise; what
    a type noun tells of an organisation's name holds wherever it stands without one.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        sure = name in told or (name.kind == "person" and words.titled(name))
        votes[words.key(name)][name.kind] += TOLD_VOTES if sure else 1
        bare = repairs.without_type(words, name) if name in told else name
        if bare != name:
            votes[words.key(bare)][name.kind] += TOLD_VOTES
    kinds = {key: count.most_common(1)[0][0] for key, count in votes.items()}
    fixed = {words.key(name) for name in told}
    people = {part for key, kind in kinds.items() if kind == "person" for part in key_parts(key)}
    titled = {words.key(name) for name in names if words.titled(name)}
    bodies = {words.key(own) for name in names if (own := repairs.own_name(words, name))} - titled
    fixed |= titled
    for key in kinds:
        if country_code(key):
            kinds[key] = "place"
        elif key in bodies:
            kinds[key] = "organisation"
        elif key not in fixed:
            known = tuple(key.split(" ")) in people
            kinds[key] = "person" if known else "place" if repairs.place_like(key) else kinds[key]
    return [name._replace(kind=kinds[words.key(name)]) for name in names]


def key_parts(key: str) -> list[tuple[str, ...]]:
    """The strings by which a text may call a person again: given name, surname, without the second surname."""
    folded = key.split(" ")
    if len(folded) < 2:
        return []
    tails = [tuple(folded[i:]) for i in range(1, len(folded))]
    return [
        part for part in [(folded[0],), *tails, tuple(folded[:-1])] if len(part[0]) > 2 and part[-1] not in PARTICLES
    ]


def found_again(words: Words, names: list[Name]) -> list[Name]:
    """The occurrences of known names, and of parts of persons' names, that are in no span yet."""
    known: dict[str, dict[tuple[str, ...], tuple[str, str, bool]]] = defaultdict(dict)
    for name in names:
        whole = tuple(words.key(name).split(" "))
        exact = words.texts[name.start] if name.end - name.start == 1 else ""
        exact = exact if exact.isupper() and len(exact) <= LONGEST_ACRONYM else ""
        known[whole[0]][whole] = (name.kind, exact, False)
    for name in names:
        for piece in key_parts(words.key(name)) if name.kind == "person" else ():
            known[piece[0]].setdefault(piece, (name.kind, "", True))
    longest_first = {first: sorted(entries.items(), key=lambda e: -len(e[0])) for first, entries in known.items()}
    inside = {i: name for name in names for i in range(name.start, name.end)}
    found = []
    done = -1
    for position, i in enumerate(words.solid):
        if i <= done or words.folded[i] not in longest_first:
            continue
        for key, (kind, exact, part) in longest_first[words.folded[i]]:
            tokens = words.solid[position : position + len(key)]
            if tuple(words.folded[j] for j in tokens) != key or not admissible(words, tokens, exact, part, inside):
                continue
            found.append(Name(i, tokens[-1] + 1, kind))
            done = tokens[-1]
            break
    return found


def admissible(words: Words, tokens: list[int], exact: str, part: bool, inside: dict[int, Name]) -> bool:
    """May these tokens be the name that they spell? They must look like one and be free, or hold shorter spans."""
    first, last = tokens[0], tokens[-1]
    text = words.texts[first]
    if (exact and text != exact) or not any(capitalised(words.texts[i]) for i in tokens):
        return False
    covered = {inside[i] for i in tokens if i in inside}
    if any(name.start < first or name.end > last + 1 for name in covered):
        return False
    if not part:
        return True
    after = last + 1
    follows = after < len(words.texts) and capitalised(words.texts[after]) and not words.sentence_start[after]
    return not covered and capitalised(text) and not follows


def issuer(doc: Doc, words: Words, names: Sequence[Name]) -> list[Name]:
    """The organisation that the head of the alert names as its issuer, where the model saw no organisation; none where
    the head names somebody by a title (`Me Ximena Pardo, avocate`, `Expulsion de Me Teresa Falcão`)."""
    value, start, end = doc._.header.get("issuer", ["", -1, -1])
    if not capitalised(value) or not 0 <= start < ISSUER_WITHIN:
        return []
    end = start + len(value.split(" (")[0])
    span = doc.char_span(start, end)
    found = repairs.trim(words, Name(span.start, span.end, "organisation")) if span is not None else None
    if found is None:
        return []
    titled = any(words.title(i) for i in range(found.start, found.end))
    if titled and not organisation_type(words.text_of(found)):  # `Fondation Abbé Pierre` is one
        return []
    bodies = [
        name for name in names if name.kind == "organisation" and name.start < found.end and name.end > found.start
    ]
    whole = all(name.start == found.start and name.end <= found.end for name in bodies)
    return [found] if whole else []


def places(doc: Doc, words: Words, names: Sequence[Name]) -> list[Name]:
    """The countries and known places that the text names outside of all other names."""
    text = words.text
    taken = {i for name in names for i in range(name.start, name.end)}
    named = [(start, end) for start, end, _, kind in country_mentions(text) if kind == "name"]
    named += [
        (start, end) for start, end, _ in place_mentions(text) if not TREATY.search(text[max(start - 20, 0) : start])
    ]
    found = []
    for start, end in sorted(set(named)):
        span = doc.char_span(start, end) if capitalised(text[start:end]) else None
        if span is not None and taken.isdisjoint(range(span.start, span.end)):
            found.append(Name(span.start, span.end, "place"))
            taken.update(range(span.start, span.end))
    return found


def names(doc: Doc, words: Words) -> list[Name]:
    """All name spans of a Doc, in order, none overlapping another."""
    found, told = repaired(words, with_titles(words, model_names(doc)))
    found = overlay(found, issuer(doc, words, found))
    found = overlay(found, places(doc, words, found))
    found = agreed(words, found, told)
    again = [repairs.typed(words, name) for name in found_again(words, found)]
    told |= {name for name, sure in again if sure}
    return agreed(words, longest([*found, *(name for name, _ in again)]), told)
