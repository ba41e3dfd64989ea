"""How the workbook looks."""

from pipeline.tables.columns import Column

_PLAIN: dict[str, object] = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
FORMATS: dict[str, dict[str, object]] = {
    "heading": _PLAIN
    | {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864", "text_wrap": True, "valign": "vcenter"},
    "text": _PLAIN | {"text_wrap": True},
    "id": _PLAIN | {"font_color": "#7F7F7F"},
    "date": _PLAIN | {"num_format": "dd/mm/yyyy", "align": "left"},
    "number": _PLAIN | {"num_format": "0", "align": "center"},
    "score": _PLAIN | {"num_format": "0.00", "align": "center"},
    "doubtful": {"bg_color": "#FCE4D6", "font_color": "#833C0B"},
}
_STYLE_OF = {"key": "id", "id": "id", "date": "date", "count": "number", "offset": "number", "score": "score"}
_LINE = 15.0  # points
_MAX_LINES = 10
_FILL = 1.1  # a column's width is told in digits, which are broader than French letters are on average


def style_of(column: Column) -> str:
    """The name of the format in which a column's values are shown."""
    return _STYLE_OF.get(column.kind, "text")


def lines(text: str, width: int) -> int:
    """How many lines a wrapped text takes in a column of `width` characters; no more than a row should have."""
    fits = int(width * _FILL)
    parts = text[: fits * _MAX_LINES].split("\n")[:_MAX_LINES]
    return min(_MAX_LINES, sum(-(-max(len(part), 1) // fits) for part in parts))


def height(count: int) -> float:
    """The height in points of a row of so many lines."""
    return _LINE * count
