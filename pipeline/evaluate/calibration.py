"""Whether a confidence means what it says (SPEC section 7)."""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows whose confidence lies in the tenth from `low`: how many, mean confidence, share of clean rows."""

    low: float
    rows: int
    confidence: float
    clean: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """`error` is the expected calibration error; the halves are shares of clean rows; None where there are no rows."""

    error: float | None
    confident_half: float | None
    doubtful_half: float | None
    bins: tuple[Bin, ...]


def calibrate(rows: Sequence[tuple[float, bool]]) -> Calibration:
    """From pairs of confidence (0 to 1) and clean: ten bins of equal width, the last with 1.0; halves by confidence.

    The error is the mean over bins, weighted by rows, of the distance between mean confidence and share of clean rows.
    Rows that tie at the border of the halves are divided between them in equal shares, as is the middle row of an odd
    number, so that the order of the rows changes nothing.
    """
    if not rows:
        return Calibration(None, None, None, ())
    bins = []
    for number in range(BINS):
        members = [row for row in rows if min(int(row[0] * BINS), BINS - 1) == number]
        if members:
            size = len(members)
            confidence, clean = (sum(values) / size for values in zip(*members, strict=True))
            bins.append(Bin(number / BINS, size, confidence, clean))
    error = sum(b.rows * abs(b.confidence - b.clean) for b in bins) / len(rows)
    upper = _clean_among_first(rows, len(rows) / 2)
    total = sum(clean for _, clean in rows)
    half = len(rows) / 2
    return Calibration(error, upper / half, (total - upper) / half, tuple(bins))


def _clean_among_first(rows: Sequence[tuple[float, bool]], count: float) -> float:
    """How many of the `count` most confident rows are clean; rows of the same confidence are taken in equal shares."""
    clean, left = 0.0, count
    for confidence in sorted({c for c, _ in rows}, reverse=True):
        members = [is_clean for c, is_clean in rows if c == confidence]
        taken = min(left, len(members))
        clean += taken * sum(members) / len(members)
        left -= taken
    return clean
