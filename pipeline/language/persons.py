"""Which forms of a name are one person: pure functions on folded words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.normalise import same_person

ALIKE = 0.7  # below it, a spelling differs and a part is missing: two persons
SURNAME = 0.3  # what a match of the surname is worth more than one of the given name


@dataclass(slots=True)
class Form:
    """One string that names a person: its folded words, which of them are capitals, its gender by titles."""

    words: tuple[str, ...]
    capitals: frozenset[int]
    gender: str
    count: int
    first: int  # position of its first mention

    @property
    def surname(self) -> int:
        """The index of the word that is likely the surname: the first in capitals if not all are, or the last."""
        last = len(self.words) - 1
        return min(self.capitals) if 0 < len(self.capitals) < len(self.words) else last


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
    """How surely two forms of several words name one person."""
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
    return best


def persons(forms: Sequence[Form]) -> list[Person]:
    """Put the forms of one person together: full names first, then single words with the person they fit best.

    Two persons of one surname stay apart; a bare surname goes to the one who was named first.
    """
    found: list[Person] = []
    full = [form for form in forms if len(form.words) > 1]
    single = [form for form in forms if len(form.words) == 1]
    for form in sorted(full, key=lambda form: (-len(form.words), form.first)):
        scores = [max(same_full_name(form, other) for other in person.forms) for person in found]
        place(form, found, scores)
    found.sort(key=lambda person: person.first)
    for form in sorted(single, key=lambda form: form.first):
        place(form, found, [part_score(form, person) for person in found])
    return sorted(found, key=lambda person: person.first)


def place(form: Form, found: list[Person], scores: list[float]) -> None:
    """Give a form to the best person, the first of equals, or to a new one."""
    best = max(range(len(found)), key=lambda i: scores[i], default=-1)
    if best >= 0 and scores[best] > 0:
        found[best].forms.append(form)
    else:
        found.append(Person([form]))
