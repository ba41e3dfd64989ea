"""The differences between a workbook and the rows it was made of, as decisions.

The book holds, in its sheet of reviews, the decisions that had been made when it was written. Its rows are compared
with what these give, not with what has been decided since: so a change of somebody else is no edit of this book, and
where both changed one field the decision is shown as one to look at again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.review.apply import Tables, apply, rows_of
from pipeline.review.book import Book, Cell, Line
from pipeline.review.decisions import Decision, Kind, decide
from pipeline.review.fields import FIELDS, FieldError, checked, text_value
from pipeline.review.fold import fold, trial
from pipeline.review.state import Row, records
from pipeline.review.values import plain, rounded, value_of
from pipeline.tables.columns import TABLES, Column
from pipeline.tables.export.cells import units, visible
from pipeline.tables.export.excel import MAX_UNITS
from pipeline.tables.rows import digest

_DAYS = ("date_start", "date_end")
_COLUMNS = {table: {column.name: column for column in columns} for table, columns in TABLES.items()}
_KEYS = {table: column.name for table in TABLES for column in TABLES[table] if column.kind == "key"}


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something in the book that becomes no decision: where, and why (a key of the messages `imported`)."""

    place: str
    reason: str
    column: str = ""


@dataclass(slots=True)
class Imported:
    """What a book says: decisions to write, those of them that do not fit (see `Drift`), and what cannot be placed."""

    decisions: list[Decision] = field(default_factory=list)
    clashing: dict[str, str] = field(default_factory=dict)  # review_id of a decision → why it does not fit now
    unplaced: list[Unplaced] = field(default_factory=list)
    rows: int = 0
    absent: int = 0  # incidents of the dataset that the book does not show: nothing follows from that


def compare(book: Book, log: Sequence[Decision], tables: Tables, reviewer: str, now: str) -> Imported:
    """The decisions of a book. `log` and `tables` are those of the dataset, `now` is when it is imported (ISO 8601)."""
    known = _known(book, log)
    before = apply(known, tables).tables
    alerts = {row["alert_id"]: row for row in records(before["alerts"])}
    rows = {row["incident_id"]: row for row in records(before["incidents"])}
    result = Imported(unplaced=[Unplaced(place, "strange") for place in book.strange])
    seen: set[str] = set()
    for line in book.lines["incidents"]:
        row = _located(line, rows)
        if row is None or row["incident_id"] in seen:
            result.unplaced.append(Unplaced(line.place, "row" if row is None else "twice"))
            continue
        seen.add(row["incident_id"])
        for edit in _edits(line, row, result.unplaced):
            result.decisions.append(_decision(edit, alerts[row["alert_id"]], row, reviewer, now))
    result.rows, result.absent = len(seen), len(rows.keys() - seen)
    result.unplaced += _elsewhere(book, before)
    result.decisions = list({decision.review_id: decision for decision in result.decisions}.values())
    result.clashing = _clashing(result.decisions, log, tables)
    return result


def _known(book: Book, log: Sequence[Decision]) -> list[Decision]:
    """The decisions that the book was written with; all of them where its sheet of reviews is gone."""
    if "review_id" not in book.columns.get("reviews", ()):
        return list(log)
    held = {str(line.cells["review_id"].value) for line in book.lines["reviews"]}
    return [decision for decision in log if decision.review_id in held]


def _located(line: Line, rows: Mapping[str, Row]) -> Row | None:
    """The row that a line shows: by its key, else, without that column, by the place of its words in the alert."""
    if "incident_id" in line.cells:
        return rows.get(plain(str(line.cells["incident_id"].value or "")))
    if not {"alert_id", "start", "end"} <= line.cells.keys():
        return None
    place = tuple(text_value(line.cells[name].value) for name in ("alert_id", "start", "end"))
    near = [row for row in rows.values() if tuple(text_value(row[n]) for n in ("alert_id", "start", "end")) == place]
    return near[0] if len(near) == 1 else None


@dataclass(frozen=True, slots=True)
class _Edit:
    kind: Kind
    column: str
    new: str = ""
    comment: str = ""


def _edits(line: Line, row: Row, unplaced: list[Unplaced]) -> Iterator[_Edit]:
    """What was changed in one line, and the comments on it; what cannot be changed goes to `unplaced`."""
    changed: dict[str, str] = {}
    for name, cell in line.cells.items():
        try:
            value = value_of(_COLUMNS["incidents"][name], cell)
        except FieldError as fault:
            unplaced.append(Unplaced(cell.place, fault.reason, name))
            continue
        if value != _value(_COLUMNS["incidents"][name], row[name]) and not _is_cut(row[name]):
            changed[name] = value
    changed |= _from_days(line, row, changed, unplaced)
    comments = {name: cell.comment for name, cell in line.cells.items() if cell.comment}
    for name, value in changed.items():
        try:
            new = checked(name, value) if name in FIELDS else _refused(name)
        except FieldError as fault:
            unplaced.append(Unplaced(_place(line, name), fault.reason, name))
            continue
        if new != text_value(row[name]):
            yield _Edit("corrected", name, new, comments.pop(name, ""))
    for name, comment in comments.items():
        yield _Edit("noted", name if name in FIELDS else "", comment=comment)


def _is_cut(value: object) -> bool:
    """Whether a text is longer than a cell, which holds its beginning only."""
    return isinstance(value, str) and units(value) > MAX_UNITS


def _refused(name: str) -> str:
    raise FieldError(name, "column")


def _place(line: Line, name: str) -> str:
    return line.cells[name].place if name in line.cells else line.place


def _value(column: Column, value: object) -> str:
    """The value of a row as `value_of` reads it in a cell that nobody touched."""
    if column.kind == "score":
        return rounded(float(str(value)))
    return plain(visible(text_value(value)))


def _from_days(line: Line, row: Row, changed: dict[str, str], unplaced: list[Unplaced]) -> dict[str, str]:
    """A date that follows from changed first and last days, which are taken out of `changed`."""
    edited = [name for name in _DAYS if name in changed]
    first, last = (changed.pop(name, row[name]) for name in _DAYS)
    if not edited or "date_edtf" in changed:
        return {}
    if first and last and first > last:
        unplaced.append(Unplaced(_place(line, edited[0]), "date_order", edited[0]))
        return {}
    if first == last:
        return {"date_edtf": first}
    return {"date_edtf": f"{first or '..'}/{last or '..'}"}


def _decision(edit: _Edit, alert: Row, row: Row, reviewer: str, now: str) -> Decision:
    """The decision; its key derives from its content, so that importing a book twice changes nothing."""
    about = (reviewer, row["incident_id"], edit.column, text_value(row.get(edit.column)), edit.new, edit.comment)
    return decide(
        alert,
        row,
        edit.kind,
        review_id=f"book-{digest(chr(31).join(map(str, about)))}",
        reviewer=reviewer,
        reviewed_at=now,
        column=edit.column,
        new=edit.new,
        comment=edit.comment,
    )


def _elsewhere(book: Book, before: Tables) -> Iterator[Unplaced]:
    """Edits on other sheets than that of the incidents: they are found, but nothing is made of them."""
    for table in book.lines.keys() - {"incidents"}:
        listed = records(before[table])
        if key := _KEYS.get(table):
            rows = {row[key]: row for row in listed}
            for line in book.lines[table]:
                row = rows.get(plain(str(line.cells[key].value or ""))) if key in line.cells else None
                yield from _touched(table, line, row) if row else [Unplaced(line.place, "row")]
        else:
            yield from _strangers(table, book, listed)


def _touched(table: str, line: Line, row: Row) -> Iterator[Unplaced]:
    """The cells of a line that say something else than the row, and the comments on it."""
    for name, cell in line.cells.items():
        if cell.comment or not (
            _is_cut(row[name]) or _read(table, name, cell) == _value(_COLUMNS[table][name], row[name])
        ):
            yield Unplaced(cell.place, "sheet", name)


def _strangers(table: str, book: Book, rows: Iterable[Row]) -> Iterator[Unplaced]:
    """The lines of a table without a key that say what none of its rows says."""
    names = sorted(book.columns[table])
    left = Counter(tuple(_value(_COLUMNS[table][name], row[name]) for name in names) for row in rows)
    for line in book.lines[table]:
        told = tuple(_read(table, name, line.cells[name]) if name in line.cells else "" for name in names)
        if not left[told]:
            yield Unplaced(line.place, "sheet")
        left[told] -= 1


def _read(table: str, name: str, cell: Cell) -> str:
    """What a cell says; U+FFFF, which no value holds, where it says nothing that fits its column."""
    try:
        return value_of(_COLUMNS[table][name], cell)
    except FieldError:
        return "\uffff"


def _clashing(decisions: Sequence[Decision], log: Sequence[Decision], tables: Tables) -> dict[str, str]:
    """Why decisions do not fit the rows as they are now, by their keys."""
    told = {decision.alert_id for decision in decisions}
    held = {decision.review_id for decision in log}
    found = {}
    for alert_id, rows in rows_of(tables, told).items():
        state = fold(rows, [decision for decision in log if decision.alert_id == alert_id])
        for decision in decisions:
            new = decision.alert_id == alert_id and decision.review_id not in held
            if new and (reason := trial(state, decision)):
                found[decision.review_id] = reason
    return found
