"""The time of an event that words name (`deux jours après son arrestation`): where the text tells it with a date."""

from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.dates.discourse import DAY_LEVEL, LONGEST, MEMORY, Discourse, Told
from pipeline.dates.edtf import REMEMBERED
from pipeline.dates.families import accusation_words, family, hints, is_content, related
from pipeline.dates.tokens import bare, value

_EVENT_LEVEL = 40  # days: an event told of a month still has a date
_KINSHIP = 4  # letters that two words of one family share
_OLD = 300  # days before publication from which a time is background
_ACCUSED = 4  # tokens before a word in which it is only an accusation
_FREED = 6  # points of the end of a custody for words that name a release: as a sentence with the noun itself
_HEADING = 12  # tokens of the sentence before that may be a heading (`L'attentat`)
_LINKS = frozenset(("pour", "d'", "de", "à"))
_DETERMINERS = ("le", "les", "un", "du", "des", "de", "ce", "ces", "son", "que", "a_verb", "etre", "il", "num")


@dataclass(frozen=True, slots=True)
class Named:
    """What words say of an event: the families of its noun, those of the same occasion, its stem, its complement."""

    families: frozenset[str]
    near: frozenset[str]
    stem: str
    complement: frozenset[str]
    pointing: bool  # `cette altercation` has been told
    first: bool  # `sa première arrestation`

    @property
    def generic(self) -> bool:
        """Whether it names no kind of event (`le drame`, `les faits`)."""
        return "generic" in self.families


@lru_cache(maxsize=REMEMBERED)
def named(words: str) -> Named:
    """The event that words name."""
    names = words.split()
    content = [name for name in names if not any(value(name, kind) is not None for kind in _DETERMINERS)]
    content = [name for name in content if is_content(name)] or names[-1:]
    noun = next((name for name in content if family(name)), content[0])
    head = family(noun)
    return Named(
        families=frozenset([head] if head else []),
        near=related(head),
        stem="" if head == "generic" else bare(noun),
        complement=frozenset(bare(name) for name in content if name != noun),
        pointing=value(names[0], "ce") is not None,
        first=any(value(name, "premier_adj") == "early" for name in names),
    )


def event(state: Discourse, index: int, words: str, least: int = 2, day: bool = False) -> Told | None:
    """The time told with the event that the words name, None where the text does not give it.

    The date whose sentence holds a word of the same family (3 points) or kin to the noun (3 more), else the words after
    it or the heading before it (2); of equally good ones the recent and the later. What is told only further on serves
    where nothing before does. Failing that, of `le drame` and `les faits`, the first day of the telling.
    """
    what = named(words)
    near = _near(state, index)
    if day:  # `le lendemain` counts from a day, not from a month
        near = [told for told in near if told.days <= DAY_LEVEL] or near
    scored = [(told, *score(state, told, what)) for told in near]
    if "release" in what.families:
        scored += [(end, _FREED, LONGEST) for told in near if (end := custody_end(state, told))]
    before = [(told, points, gap) for told, points, gap in scored if told.index < index and points >= least]
    if before and what.first:
        most = max(points for _, points, _ in before)
        return next(told for told, points, _ in before if points == most)
    if before:
        return max(before, key=lambda item: _rank(state, index, *item))[0]
    later = [(told, points) for told, points, _ in scored if told.index > index and points > max(least, 2)]
    if later and not what.pointing:
        return max(later, key=lambda item: (item[1], -item[0].index))[0]
    if not what.generic:
        return None
    days = [told for told in near if told.index < index and told.days <= DAY_LEVEL] or near[:1]
    paragraph = state.contexts[index].paragraph
    nearby = [told for told in days if told.frame and state.contexts[told.index].paragraph == paragraph]
    return next(iter(nearby or days), None)


def custody_end(state: Discourse, told: Told) -> Told | None:
    """The last day of a custody that a time tells (`détenu du 3 au 9 mars`, `gardée jusqu'au 9`), None of any other."""
    reading = state.found[told.index].reading
    if reading.side != "until" and not (reading.kind == "range" and reading.side == ""):
        return None
    start, end = state.contexts[told.index].sentence
    words = state.tokens.forms[start : min(end, start + LONGEST)]
    held = any(word.startswith(hints("held")) for word in words)
    return replace(told, edtf=told.last.isoformat(), first=told.last) if held else None


def _near(state: Discourse, index: int) -> list[Told]:
    """The times among which an event is looked for."""
    told = [told for told in state.told if abs(told.index - index) <= MEMORY] if len(state.told) <= 4 * MEMORY else []
    return [
        told
        for told in told or state.told[-MEMORY:]
        if told.days <= _EVENT_LEVEL and told.index != index and not told.header
    ]


def _rank(state: Discourse, index: int, told: Told, points: int, gap: int) -> tuple[bool, int, bool, int, int]:
    base = state.base(index)
    here = state.contexts[told.index].paragraph == state.contexts[index].paragraph
    current = here or not base or (base - told.last).days < _OLD
    happened = not base or told.first <= base or state.contexts[index].tense == "future"
    return happened, points, current, state.contexts[told.index].sentence[0], -gap


def score(state: Discourse, told: Told, what: Named) -> tuple[int, int]:
    """How well the words near a date tell the event, and how many words from it: best those of its own sentence."""
    at = state.found[told.index].tokens[0]
    sentence = state.contexts[told.index].sentence
    best = 0, LONGEST
    for region, weight in ((sentence, 3), (_after(state, told.index), 2), (_heading(state, told.index), 2)):
        words = [item for item in state.speaks_of(region) if item[0] not in state.anchors]
        bonus = any(word in what.complement for *_, word in words)
        for position, kind, word in words:
            points = weight * (kind in what.families and kind != "generic")
            points = points or (weight - 1) * (kind in what.near)
            points += weight * (kind in ("", *what.families) and what.stem != "" and _akin(what.stem, word))
            if points and not _is_accusation(state, position):
                best = max(best, (points + bonus, abs(position - at)), key=lambda pair: (pair[0], -pair[1]))
    return best


def _is_accusation(state: Discourse, position: int) -> bool:
    """`poursuivis pour assassinat`, `condamné à mort` tell no killing."""
    before = state.tokens.forms[max(0, position - _ACCUSED) : position]
    return not accusation_words().isdisjoint(before) and not _LINKS.isdisjoint(before)


def _after(state: Discourse, index: int) -> tuple[int, int]:
    """The tokens from the end of the sentence of an expression to the next expression."""
    end = state.contexts[index].sentence[1]
    following = state.found[index + 1].tokens[0] if index + 1 < len(state.found) else len(state.tokens)
    limit = min(following, end + LONGEST // 3)
    return end, next((at for at in range(end, limit) if "\n" in state.tokens.forms[at]), max(end, limit))


def _heading(state: Discourse, index: int) -> tuple[int, int]:
    """The words of the heading just before the sentence of an expression, where no other expression stands in them."""
    start = state.contexts[index].sentence[0]
    if start > 1 and state.tokens.forms[start - 2].isdecimal():  # `8. Le mercredi 5 octobre, …`
        start -= 2
    if not start or "\n" not in state.tokens.text[state.tokens.starts[start - 1] : state.tokens.starts[start]]:
        return start, start
    previous = state.found[index - 1].tokens[1] if index else 0
    return max(previous, start - _HEADING), max(start, previous)


def _akin(one: str, other: str) -> bool:
    """Whether two words look like one family (`parution`, `parue`)."""
    if one[:_KINSHIP] != other[:_KINSHIP]:
        return False
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return common >= _KINSHIP and common * 2 >= min(len(one), len(other)) + 1
