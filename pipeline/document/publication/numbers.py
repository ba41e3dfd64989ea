"""What trees look at to tell the day of publication: where a day stands, how it lies among others, what rules say."""

from bisect import bisect_left, bisect_right
from collections import Counter

from pipeline.document.explicit_dates import ExplicitDate
from pipeline.document.publication.candidates import Candidate, years_said
from pipeline.document.publication.rules import (
    LINE,
    ends_line,
    is_placed,
    last_told,
    patterns_before,
    sureness,
)
from pipeline.document.types import Block, Field

_ELSEWHERE = [0.0] * 12  # of a day that only the rules make out
_UNSAID = -1.0


def numbers(text: str, blocks: tuple[Block, ...], found: list[Candidate], ruled: Field | None) -> list[list[float]]:
    """The numbers of each candidate, and last those of none."""
    days = sorted({one.value for one in found if one.year_said})
    often = Counter(one.value for one in found if one.year_said)
    years = years_said(text)
    last_year = max(years, default=0)
    last = last_told(text)
    rule = ruled.value if ruled else ""
    # Of a day without a year all years stand at one place.
    first = {one.start: one for one in reversed(found)}
    placed = {start: _placed(one, blocks) if one.place else _ELSEWHERE for start, one in first.items()}
    shared = [float(rule == ""), float(len(days)), float(len(found)), float(len(text)), float(len(blocks))]
    rows = []
    for one in found:
        year = int(one.value[:4])
        rows.append([
            0.0, float(one.value == rule), float(ruled is not None and ruled.start == one.start),
            float(one.value < rule), float(rule != "" and one.value > rule),
            float(one.year_said), _UNSAID if one.weekday_fits is None else float(one.weekday_fits),
            float(one.start), one.start / max(1, len(text)),
            float(len(days) - bisect_right(days, one.value)), float(bisect_left(days, one.value)),
            float(one.value >= last), float(often[one.value]), float(year - last_year), float(year in years),
            *placed[one.start],
            *shared,
        ])  # fmt: skip
    width = len(rows[0]) if rows else 0
    return [*rows, [1.0, *[0.0] * (width - 1 - len(shared)), *shared]]


def _placed(one: Candidate, blocks: tuple[Block, ...]) -> list[float]:
    """Where a day stands and what the rules make of that."""
    place = one.place
    assert place is not None, "days that only the rules make out are told otherwise"
    patterns = patterns_before()
    written = ExplicitDate(one.start, one.end, one.value, one.year_said)
    block, before = blocks[place.block], place.before[-LINE:]
    return [
        float(sureness(written, place)),
        float(place.block),
        float(len(blocks) - 1 - place.block),
        float(place.last),
        float(place.opens_block),
        float(ends_line(place)),
        float(is_placed(place)),
        float(patterns["place"].fullmatch(place.before) is not None),
        float(patterns["telling"].search(before) is not None),
        float(patterns["other"].search(before) is not None),
        float(len(place.before)),
        float(block.end - block.start),
    ]
