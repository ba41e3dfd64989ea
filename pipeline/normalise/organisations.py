"""What kind of body an organisation's name tells: police, court, company, …"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline import lexicons
from pipeline.normalise.keys import words

_INITIALS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    open_end: bool  # any ending of the last word counts

    def at(self, name: list[str], position: int) -> bool:
        piece = name[position : position + len(self.words)]
        if len(piece) < len(self.words) or tuple(piece[:-1]) != self.words[:-1]:
            return False
        last = self.words[-1]
        return piece[-1].startswith(last) if self.open_end else piece[-1] in (last, last + "s", last + "x")


@lru_cache(maxsize=1 << 14)
def organisation_type(name: str) -> str:
    """`police`, `military`, `intelligence`, `judiciary`, `prison`, `government`, `armed_group`, `company`, `media`,
    `ngo` or `party` as the words of the name say, `""` where they do not.

    The longest phrase of the lexicon wins, of equally long ones the first in the name (`tribunal militaire` is a
    court); initials (`DGSN`) count only in their own spelling.
    """
    folded = words(name)
    initials = {word: position for position, word in enumerate(_INITIALS.findall(name))}
    found = [(-1, position, _exact()[word]) for word, position in initials.items() if word in _exact()]
    for position, word in enumerate(folded):
        for start in range(1, len(word) + 1):
            for entry, kind in _entries().get(word[:start], ()):
                if entry.at(folded, position):
                    found.append((-len(entry.words), position, kind))
    return min(found)[2] if found else ""


@lru_cache(maxsize=1 << 14)
def phrase_type(text: str) -> str:
    """The type of the longest phrase of several words with which a text begins (`ministère public de Lomé`: judiciary,
    as no ministry is), empty where none does."""
    folded = words(text)
    first = folded[0] if folded else ""
    met = [pair for start in range(1, len(first) + 1) for pair in _entries().get(first[:start], ())]
    found = [(len(entry.words), kind) for entry, kind in met if len(entry.words) > 1 and entry.at(folded, 0)]
    return max(found, key=lambda pair: pair[0])[1] if found else ""


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    rows = lexicons.rows("organisations")
    return tuple((form.strip(), row["type"]) for row in rows for form in row["words"].split(";"))


@cache
def _exact() -> dict[str, str]:
    return {form[1:]: kind for form, kind in _forms() if form.startswith("=")}


@cache
def _entries() -> dict[str, list[tuple[_Entry, str]]]:
    """The phrases by their first word, or by its beginning where any ending counts."""
    found: dict[str, list[tuple[_Entry, str]]] = {}
    for form, kind in _forms():
        key = tuple(words(form))
        if key and not form.startswith("="):
            found.setdefault(key[0], []).append((_Entry(key, form.endswith("*")), kind))
    return found
