"""Which forms of a name are one person: pure functions on folded words."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.normalise import fold, same_person

ALIKE = 0.7  # below it, a spelling differs and a part is missing: two persons
SURNAME = 0.3  # what a match of the surname is worth more than one of the given name
LAST = 0.1  # what a single word is worth of somebody whom the text tells apart: it means him if nobody else


def in_capitals(texts: Sequence[str]) -> frozenset[int]:
    """The indices of the words of a name that are written in capitals; initials are not."""
    return frozenset(i for i, text in enumerate(texts) if text.isupper() and len(text) > 2)


def surname_at(length: int, capitals: frozenset[int]) -> int:
    """The index of the word of a name that is likely the surname: the first in capitals if not all are, or the last."""
    return min(capitals) if 0 < len(capitals) < length else length - 1


def surname(name: str) -> str:
    """The word of a name that is likely the surname, folded."""
    texts = name.split()
    return fold(texts[surname_at(len(texts), in_capitals(texts))]) if texts else ""


@dataclass(slots=True)
class Form:
    """One string that names a person: its folded words, which of them are capitals, its gender by titles."""

    words: tuple[str, ...]
    capitals: frozenset[int]
    gender: str
    first: int  # position of its first mention
    apart: bool = False  # does the text tell its bearer apart from others of the name?

    @property
    def surname(self) -> int:
        """The index of the word that is likely the surname."""
        return surname_at(len(self.words), self.capitals)


@dataclass(slots=True)
class Person:
    """The forms of one person, the first being the fullest."""

    forms: list[Form] = field(default_factory=list)

    @property
    def gender(self) -> str:
        """The gender that titles give, empty if they give none or both."""
        genders = {form.gender for form in self.forms if form.gender}
        return genders.pop() if len(genders) == 1 else ""

    @property
    def first(self) -> int:
        """Where the person is first named."""
        return min(form.first for form in self.forms)


def initial(word: str) -> bool:
    """Is the word an initial (`K.`, `A`)?"""
    return len(word.rstrip(".")) == 1


def same_full_name(left: Form, right: Form) -> float:
    """How surely two forms of several words name one person; who is told apart is nobody named before."""
    if max(left, right, key=lambda form: form.first).apart:
        return 0.0
    if left.gender and right.gender and left.gender != right.gender:
        return 0.0
    if all(map(initial, left.words if len(left.words) < len(right.words) else right.words)):
        return 0.0
    alike = same_person(" ".join(left.words), " ".join(right.words))
    return alike if alike >= ALIKE else 0.0


def part_score(form: Form, person: Person) -> float:
    """How well a single word names a person who is known by a fuller form; the surname is the best match."""
    if form.gender and person.gender and form.gender != person.gender:
        return 0.0
    best = 0.0
    for full in person.forms:
        for index, word in enumerate(full.words):
            for piece in {word, *word.split("-")}:
                alike = same_person(form.words[0], piece) if not initial(piece) else 0.0
                if alike:
                    best = max(best, alike + (SURNAME if index == full.surname and len(full.words) > 1 else 0.0))
    return best * (LAST if person.forms[0].apart else 1.0)


def prefixes(form: Form) -> set[str]:
    """The beginnings of a form's words: two names are compared only if they share one, so that time stays linear."""
    return {re.sub(r"\W", "", word)[:2] for word in form.words if not initial(word)}


def persons(forms: Sequence[Form]) -> list[Person]:
    """Put the forms of one person together: full names first, then single words with the person they fit best.

    Two persons of one surname stay apart, and namesakes whom the text tells apart; a bare surname goes to the one who
    was named first.
    """
    index = Index()
    full = [form for form in forms if len(form.words) > 1]
    for form in sorted(full, key=lambda form: (-len(form.words), form.first)):
        index.place(form, lambda form, person: max(same_full_name(form, other) for other in person.forms))
    index.people.sort(key=lambda person: person.first)
    index.rebuild()
    for form in sorted((form for form in forms if len(form.words) == 1), key=lambda form: form.first):
        index.place(form, part_score)
    return sorted(index.people, key=lambda person: person.first)


@dataclass(slots=True)
class Index:
    """The persons so far, to be looked up by the beginnings of their words."""

    people: list[Person] = field(default_factory=list)
    by_prefix: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def rebuild(self) -> None:
        """Number the persons anew."""
        self.by_prefix.clear()
        for number, person in enumerate(self.people):
            for form in person.forms:
                self.add(number, form)

    def add(self, number: int, form: Form) -> None:
        """Make a person findable by a form."""
        for prefix in prefixes(form):
            if number not in self.by_prefix[prefix]:
                self.by_prefix[prefix].append(number)

    def place(self, form: Form, score: Callable[[Form, Person], float]) -> None:
        """Give a form to the person it fits best, the first of equals, or to a new one."""
        near = sorted({number for prefix in prefixes(form) for number in self.by_prefix[prefix]})
        scores = {number: score(form, self.people[number]) for number in near}
        best = max(near, key=lambda number: scores[number], default=-1)
        if best >= 0 and scores[best] > 0:
            self.people[best].forms.append(form)
        else:
            best = len(self.people)
            self.people.append(Person([form]))
        self.add(best, form)
