"""The name spans of a Doc: what the model says, made consistent within the alert and found again where it missed."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc

from pipeline.lexicons import rows, table
from pipeline.normalise import country_code, fold

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
WORDS = table("names")
ARTICLES = frozenset(WORDS["articles"])
PARTICLES = frozenset(WORDS["particles"])
STOPS = frozenset(WORDS["stops"])
TITLES = {row["form"].casefold(): row for row in rows("names_titles")}
TITLE_VOTES = 3  # a title before a name weighs as much as three readings of the model
LONGEST_ACRONYM = 6


def capitalised(text: str) -> bool:
    """Does the text begin with a capital letter?"""
    return text[:1].isupper()


class Name(NamedTuple):
    """A span of tokens with the kind of what it names."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a Doc as plain lists, so that each attribute is read once."""

    texts: list[str]
    folded: list[str]
    text: str
    starts: list[int]  # where each token begins in the text
    solid: list[int]  # indices of the tokens that are not white space
    sentence_start: list[bool]

    @classmethod
    def of(cls, doc: Doc) -> "Words":
        texts = [token.text for token in doc]
        starts = [token.idx for token in doc]
        solid = [i for i, text in enumerate(texts) if not text.isspace()]
        return cls(
            texts,
            [fold(text).replace("’", "'") for text in texts],
            doc.text,
            starts,
            solid,
            [bool(token.is_sent_start) for token in doc],
        )

    def chars(self, name: Name) -> tuple[int, int]:
        """Where a name begins and ends in the text."""
        return self.starts[name.start], self.starts[name.end - 1] + len(self.texts[name.end - 1])

    def text_of(self, name: Name) -> str:
        """The exact words of a name."""
        start, end = self.chars(name)
        return self.text[start:end]

    def title(self, index: int) -> dict[str, str] | None:
        """The title at a token (`Me`, `Mme`), if it is one; `me` is none."""
        return TITLES.get(self.texts[index].casefold()) if capitalised(self.texts[index]) else None

    def key(self, name: Name) -> str:
        """The name's words, folded, as one string."""
        return " ".join(self.folded[i] for i in range(name.start, name.end) if not self.texts[i].isspace())


def model_names(doc: Doc) -> list[Name]:
    """The named entities that the model found, of the three kinds."""
    return [Name(ent.start, ent.end, KINDS[ent.label_]) for ent in doc.ents if ent.label_ in KINDS]


def trim(words: Words, name: Name) -> Name | None:
    """Without titles, articles and punctuation at its edges; None if nothing is left."""
    start, end, kind = name
    while start < end:
        text = words.texts[start]
        edge = text.casefold() in ARTICLES and (not capitalised(text) or kind == "person") and end - start > 1
        if edge and kind == "person" and words.folded[start] in PARTICLES and capitalised(text):
            edge = False
        if not (edge or not any(map(str.isalnum, text)) or (kind == "person" and words.title(start))):
            break
        start += 1
    while end > start and not any(map(str.isalnum, words.texts[end - 1])):
        end -= 1
    return Name(start, end, kind) if start < end else None


def run_end(words: Words, start: int) -> int:
    """The end of the run of capitalised words and particles that begins at a token: a person's full name."""
    end = i = start
    while i < len(words.texts):
        text = words.texts[i]
        if (
            capitalised(text)
            and text not in STOPS
            and not words.title(i)
            and not (words.sentence_start[i] and i > start)
        ):
            i += 1
            end = i
        elif end > start and text.casefold() in PARTICLES:
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


def overlay(base: list[Name], better: list[Name]) -> list[Name]:
    """All spans of `better` and those of `base` that touch none of them, in order."""
    taken = {i for name in better for i in range(name.start, name.end)}
    kept = [name for name in base if taken.isdisjoint(range(name.start, name.end))]
    return sorted([*kept, *better])


def with_titles(words: Words, names: list[Name]) -> list[Name]:
    """Persons announced by a title, united with what the model found there."""
    starts = {name.start: name for name in names}
    better = []
    for titled in titled_names(words):
        seen = starts.get(titled.start)
        longer = seen is not None and seen.kind == "person" and seen.end > titled.end
        better.append(seen if longer and seen is not None else titled)
    return overlay(names, better)


def agreed(words: Words, names: list[Name]) -> list[Name]:
    """Give every name the kind that its string has most often in the alert; a country is a place."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        titled = name.start > 0 and words.title(name.start - 1) is not None
        votes[words.key(name)][name.kind] += TITLE_VOTES if titled and name.kind == "person" else 1
    kinds = {key: count.most_common(1)[0][0] for key, count in votes.items()}
    for key in kinds:
        if country_code(key):
            kinds[key] = "place"
    return [name._replace(kind=kinds[words.key(name)]) for name in names]


def parts(words: Words, name: Name) -> list[tuple[str, ...]]:
    """The strings by which a text may call a person again: given name, surname, surname with its particles."""
    folded = [words.folded[i] for i in range(name.start, name.end) if not words.texts[i].isspace()]
    if name.kind != "person" or len(folded) < 2:
        return []
    tails = [tuple(folded[i:]) for i in range(1, len(folded))]
    return [part for part in [(folded[0],), *tails] if len(part[0]) > 2 and part[-1] not in PARTICLES]


def found_again(words: Words, names: list[Name]) -> list[Name]:
    """The occurrences of known names, and of parts of persons' names, that are in no span yet."""
    known: dict[str, dict[tuple[str, ...], tuple[str, str, bool]]] = defaultdict(dict)
    for name in names:
        whole = tuple(words.key(name).split(" "))
        exact = words.texts[name.start] if name.end - name.start == 1 else ""
        exact = exact if exact.isupper() and len(exact) <= LONGEST_ACRONYM else ""
        known[whole[0]][whole] = (name.kind, exact, False)
    for name in names:
        for piece in parts(words, name):
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


def names(doc: Doc, words: Words) -> list[Name]:
    """All name spans of a Doc, in order, none overlapping another."""
    found = [name for name in (trim(words, name) for name in model_names(doc)) if name]
    found = agreed(words, with_titles(words, found))
    return overlay(found, found_again(words, found))
