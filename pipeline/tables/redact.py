"""Persons replaced by pseudonyms, in every column and inside the texts; offsets still point at their words.

A pseudonym is a keyed digest (HMAC-SHA-256) of the person's key: with the same secret one name has one pseudonym in all
alerts, and without it no list of names can be tried against them. Keys of rows, which derive from texts and names, are
replaced in the same way.
"""

import hmac
import os
import secrets
import stat
from base64 import b32encode
from collections import defaultdict
from pathlib import Path

from pipeline.messages import say
from pipeline.normalise import person_key
from pipeline.tables.columns import TABLES
from pipeline.tables.names import Names, Shift, looks_like_a_name, replaced
from pipeline.tables.output import OutputError
from pipeline.tables.rows import Row, Rows

_IDS = {table: [column.name for column in TABLES[table] if column.kind in ("key", "id")] for table in TABLES}
_TEXTS = {table: [column.name for column in TABLES[table] if column.kind in ("text", "prose")] for table in TABLES}
_AS_THEY_ARE = {"date_edtf", "edtf", "language", "table", "column", "decision", "reviewed_at", "error", "reason"}
# Column that quotes the words between a row's `start` and `end`.
_QUOTED = {"mentions": "text", "dates": "text", "participants": "text", "incidents": "trigger"}
_PEOPLE = ("victims", "perpetrators")  # columns of incidents
_CODED = {column.name for column in TABLES["incidents"] if column.codes}
_DIGITS = 8  # of 5 bits each
_SECRET_BYTES = 32


def secret_of(path: Path) -> bytes:
    """The secret in a file, which is made (0600) where there is none; OutputError where others can read it."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    except OSError as error:
        raise OutputError(say("redact.no_key", path=path, reason=error.strerror)) from None
    secret = secrets.token_hex(_SECRET_BYTES)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{secret}\n")
        file.flush()
        os.fsync(file.fileno())
    return bytes.fromhex(secret)


def _read(path: Path) -> bytes:
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise OutputError(say("redact.open_key", path=path))
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        raise OutputError(say("redact.bad_key", path=path)) from None
    if len(secret) != _SECRET_BYTES:
        raise OutputError(say("redact.bad_key", path=path))
    return secret


class Redactor:
    """A step of `select`: pseudonyms in the place of persons. `persons` holds those given so far."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self.persons: set[str] = set()

    def alert(self, rows: Rows) -> Rows:
        """The rows of one alert without the names of its persons, its sources and the comments on it."""
        names = Names(self._named(rows))
        text = str(rows["alerts"][0]["text"])
        found = names.find(text)
        shift, new_text = Shift(found), replaced(text, found)
        changed = {
            table: [self._row(table, row, names, shift, new_text) for row in listed] for table, listed in rows.items()
        }
        changed["alerts"][0] |= {"text": new_text, "source": "", "sha256": ""}
        for old, row in zip(rows["reviews"], changed["reviews"], strict=True):
            row |= {"comment": "", "reviewer": self._pseudonym("R", str(row["reviewer"]))}
            if _names_a_row(old):
                row["new"] = self._key(str(old["new"]))
        for old, row in zip(rows["entities"], changed["entities"], strict=True):
            if old["kind"] == "person":
                row |= {"name": self._person(str(old["name"])), "variants": ""}
        return changed

    def loose(self, table: str, rows: list[Row]) -> list[Row]:
        """Rows of `cases` and `errors`; reasons and messages name nobody."""
        changed = [row | {name: self._key(str(row[name])) for name in _IDS[table]} for row in rows]
        if table == "errors":
            changed = [row | {"source": self._pseudonym("S", str(row["source"]))} for row in changed]
        return changed

    def _named(self, rows: Rows) -> dict[str, set[str]]:
        """The forms of the name of each person of an alert, under the pseudonym."""
        persons = {row["entity_id"]: str(row["name"]) for row in rows["entities"] if row["kind"] == "person"}
        forms: dict[str, set[str]] = defaultdict(set)
        for row in rows["entities"]:
            if row["entity_id"] in persons:
                variants = str(row["variants"]).split("; ") if row["variants"] else []
                forms[self._person(str(row["name"]))] |= {str(row["name"]), *variants}
        for row in rows["mentions"]:
            if row["entity_id"] in persons and row["form"] == "name":
                forms[self._person(persons[row["entity_id"]])].add(str(row["text"]))
        for name in _free_names(rows):
            forms[self._person(name)].add(name)
        return forms

    def _row(self, table: str, row: Row, names: Names, shift: Shift, text: str) -> Row:
        new = dict(row)
        for name in _TEXTS[table]:
            if name not in _AS_THEY_ARE and (table, name) != ("alerts", "text"):
                new[name] = names.replace(str(row[name]))
        for name in _IDS[table]:
            new[name] = self._key(str(row[name]))
        start, end = row.get("start"), row.get("end")
        if isinstance(start, int) and isinstance(end, int):
            new |= {"start": shift.start(start), "end": shift.end(end)}
            new[_QUOTED[table]] = text[shift.start(start) : shift.end(end)]
        return new

    def _person(self, name: str) -> str:
        pseudonym = self._pseudonym("P", person_key(name))
        self.persons.add(pseudonym)
        return pseudonym

    def _pseudonym(self, letter: str, value: str) -> str:
        return f"{letter}-{b32encode(self._digest(letter, value)).decode()[:_DIGITS]}" if value else ""

    def _key(self, key: str) -> str:
        """The key of a row, replaced so that the rows of an alert still share their beginning."""
        alert, _, own = key.rpartition("-")
        if not key:
            return ""
        digits = self._digest("key", key).hex()[:16]
        if alert and len(own) == 17:  # a letter and 16 digits behind the key of an alert
            return f"{self._key(alert)}-{own[0]}{digits}"
        return f"{'c' if key.startswith('c') and len(key) == 17 else 'a'}{digits}"

    def _digest(self, letter: str, value: str) -> bytes:
        return hmac.digest(self._secret, f"{letter}\x1f{value}".encode("utf-8", "surrogatepass"), "sha256")


def _free_names(rows: Rows) -> set[str]:
    """People whom a reviewer wrote in, also where that was undone: no entity, and every word with a capital."""
    known = {name for row in rows["entities"] for name in (str(row["name"]), *str(row["variants"]).split("; "))}
    cells = [row[column] for row in rows["incidents"] for column in _PEOPLE]
    cells += [row[side] for row in rows["reviews"] for side in ("old", "new") if row["column"] not in _CODED]
    listed = {name for cell in cells for name in str(cell).split("; ")}
    return {name for name in listed - known if looks_like_a_name(name)}


def _names_a_row(review: Row) -> bool:
    """Whether the new value of a decision is the key of another row or decision (see `review.decisions`)."""
    kind = review["decision"]
    return kind in ("split", "merged", "joined", "undone") or (kind == "parted" and review["table"] == "cases")
