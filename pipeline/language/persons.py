"""Which forms of a name are one person: pure functions on folded words."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.lexicons import table
from pipeline.normalise import fold, given_name_gender, same_person

ALIKE = 0.7  # below it, a spelling differs and a part is missing: two persons
SPELT = 0.93  # from it, whole names differ by a letter or a sound: one person; below, names only look alike
PARTLY = (0.78, 0.85)  # the same for a name of which a part is missing
WORD = 0.9  # below it, a single word only looks like one of a name (`Fabio`, `Fabián`)
EXACT = 0.4  # what the very word is worth more than a part or another spelling of one
ROLE = 0.2  # what it is worth that both stand behind one office (`la juge Ana Ruiz`, `la juge Ruiz`)
UNFIT = 0.2  # what it costs that a given name is not of the gender of the title (`Omar Ruiz`, `Mme Ruiz`)
LONG = 8  # letters of a word that two words spell as well (`Abdelrahim`, `Abdel Rahim`)
JOINED = frozenset(table("names")["joined"])
UNJOINED = frozenset(table("names")["unjoined"])
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
    """One string that names a person: its folded words, its gender by titles."""

    words: tuple[str, ...]
    gender: str
    first: int  # position of its first mention
    apart: bool = False  # does the text tell its bearer apart from others of the name?
    key: str = ""  # the string as the text has it, with its hyphens apart
    titled: bool = False  # does a title stand before it wherever it is named, always of one gender or of none?
    roles: frozenset[str] = frozenset()  # offices right before it, of a single word only what always stands there
    unlike: frozenset[str] = frozenset()  # the keys of those who the text says are somebody else


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
    """Is the word an initial (`K.`, `A`, `J.-B.`)?"""
    return all(len(piece.rstrip(".")) == 1 for piece in word.split("-"))


def same_full_name(left: Form, right: Form) -> float:
    """How surely two forms of several words name one person; who is told apart is nobody named before."""
    if max(left, right, key=lambda form: form.first).apart:
        return 0.0
    if left.gender and right.gender and left.gender != right.gender:
        return 0.0
    if all(map(initial, left.words if len(left.words) < len(right.words) else right.words)):
        return 0.0
    alike = same_person(" ".join(left.words), " ".join(right.words))
    if not alike and len(left.words) != len(right.words) and one_string(left, right):
        return SPELT
    if not any(map(initial, (*left.words, *right.words))) and not close(alike):
        return 0.0
    return alike if alike >= ALIKE else 0.0


def full_score(form: Form, person: Person) -> float:
    """How surely a form of several words names a person; nobody is who the text says is somebody else."""
    if any(other.key in form.unlike for other in person.forms):
        return 0.0
    return max(same_full_name(form, other) for other in person.forms)


def one_string(left: Form, right: Form) -> bool:
    """Is a long word of one name several words of the other, but for a letter, and all else the same (`Abd al-Zahra`,
    `Abdulzahra`)? Initials and French particles belong to no such word (`Michel Le Roux`, `Michelle Roux`)."""
    short, long = sorted((left.words, right.words), key=len)
    more = len(long) - len(short) + 1
    if {given_name_gender(short[0]), given_name_gender(long[0])} == {"f", "m"}:
        return False
    for i, word in enumerate(short):
        run = long[i : i + more]
        if long[:i] + long[i + more :] == short[:i] + short[i + 1 :]:
            apart = not UNJOINED.isdisjoint(run) or any(map(initial, run))
            joined, whole = letters("".join(run)), letters(word)
            if not apart and len(whole) >= LONG and DamerauLevenshtein.distance(joined, whole) <= 1:
                return True
    return False


def close(alike: float) -> bool:
    """Do names without initials differ by no more than a letter or a sound in a word, and by words left out?"""
    return alike >= SPELT or PARTLY[0] <= alike <= PARTLY[1]


def part_score(form: Form, person: Person) -> float:
    """How well a single word names a person who is known by a fuller form; the very word is the best match, whether it
    is the last or not: whoever was named first is who is called by it (`Rigoberto Cálix Amador`, `Cálix`)."""
    if form.gender and person.gender and form.gender != person.gender:
        return 0.0
    if person.forms[0].apart and form.first < person.first:
        return 0.0  # whoever is called by it before somebody is told apart is another
    best = 0.0
    for full in person.forms:
        for word in full.words:
            for piece in {word, *word.split("-")}:
                alike = same_person(form.words[0], piece) if not initial(piece) else 0.0
                if alike >= WORD:
                    best = max(best, alike + (EXACT if form.words[0] == word else 0.0))
    if best:
        told = [full for full in person.forms if len(full.words) > 1 and full.first < form.first]
        best += ROLE if any(form.roles & full.roles for full in told) else 0.0
        genders = {form.gender, given_name_gender(person.forms[0].words[0])}
        best -= UNFIT if form.titled and genders == {"f", "m"} else 0.0
    return best * (LAST if person.forms[0].apart else 1.0)


def prefixes(form: Form) -> set[str]:
    """The beginnings of a form's words: two names are compared only if they share one, so that time stays linear."""
    pieces = {piece for word in form.words if not initial(word) for piece in (word, *word.split("-"))}
    return {letters(piece)[:2] for piece in pieces}


def hyphens(forms: Sequence[Form]) -> set[str]:
    """The words with a hyphen of names of several words."""
    return {word for form in forms if len(form.words) > 1 for word in form.words if "-" in word}


def surnames(forms: Sequence[Form]) -> set[str]:
    """The long last words of names of several words."""
    return {form.words[-1] for form in forms if len(form.words) > 1 and len(form.words[-1]) >= LONG}


def as_one_word(form: Form, hyphened: Collection[str], last: Collection[str]) -> Form:
    """A form as one word where it is one with hyphens (`Ghassan Abi-Karam`, `Abi Karam`), or a surname but for a blank
    behind a particle (`Osman Abdelrahim`, `M. Abdel Rahim`; without a title it may be a full name)."""
    word, whole = "-".join(form.words), "".join(form.words)
    if word in hyphened:
        return replace(form, words=(word,))
    surname = len(form.words) > 1 and form.titled and form.words[0] in JOINED and whole in last
    return replace(form, words=(whole,)) if surname else form


def letters(word: str) -> str:
    """A word without its hyphens and apostrophes."""
    return re.sub(r"\W", "", word)


def abbreviated(form: Form, people: Mapping[str, Sequence[Person]]) -> Person | None:
    """The only person of those by their last words who was named before with the initial that a form with a title is
    (`Radhia A.`, `Mme A.`). Initials without a title are as often somebody's whose name is kept secret."""
    if not form.titled or len(form.words) > 1:
        return None
    fit = [
        person
        for person in people.get(form.words[0], ())
        if person.first < form.first
        and {form.gender, person.gender or given_name_gender(person.forms[0].words[0])} != {"f", "m"}
    ]
    return fit[0] if len(fit) == 1 else None


def persons(forms: Sequence[Form]) -> list[Person]:
    """Put the forms of one person together: full names first, then single words with the person they fit best, then
    what consists of initials.

    Two persons of one surname stay apart, and namesakes whom the text tells apart; a bare surname goes to the one who
    was named first.
    """
    index = Index()
    hyphened, last = hyphens(forms), surnames(forms)
    short: list[Form] = []
    full: list[Form] = []
    single: list[Form] = []
    for form in (as_one_word(form, hyphened, last) for form in forms):
        (short if all(map(initial, form.words)) else full if len(form.words) > 1 else single).append(form)
    for form in sorted(full, key=lambda form: (-len(form.words), form.first)):
        index.place(form, full_score)
    index.people.sort(key=lambda person: person.first)
    index.rebuild()
    for form in sorted(single, key=lambda form: form.first):
        index.place(form, part_score)
    by_initial = index.by_initial() if short else {}
    for form in short:
        person = abbreviated(form, by_initial)
        if person is not None:
            person.forms.append(form)
        else:
            index.people.append(Person([form]))
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

    def by_initial(self) -> dict[str, list[Person]]:
        """The persons of whom a full name ends with an initial, by that."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            for word in {form.words[-1] for form in person.forms if len(form.words) > 1 and initial(form.words[-1])}:
                found[word].append(person)
        return found

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
