"""What the date reader finds. Offsets are characters of the text."""

from typing import TypedDict


class DateExpression(TypedDict):
    """One expression of a calendar time (TimeML's TIMEX3), with its value.

    `edtf` is empty where the expression is too vague or cannot be resolved; `date_start` and `date_end` are ISO dates,
    empty where open or unknown; `precision` is `day`, `month`, `season`, `quarter`, `year`, `range`, `decade` or empty;
    `basis` is `explicit`, `inherited`, `relative`, `anaphoric` or `none` (SPEC section 3). `note` says what a reader
    should know of the reading (a weekday that contradicts the date), else it is empty.
    """

    start: int
    end: int
    text: str
    edtf: str
    date_start: str
    date_end: str
    precision: str
    basis: str
    note: str
