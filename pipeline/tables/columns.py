"""What the dataset's tables, columns and codes are, from the lexicons `columns`, `codes` and `taxonomy`."""

from dataclasses import dataclass
from functools import cache

from babel import Locale

from pipeline.lexicons import rows
from pipeline.normalise import country_name, name_key


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table.

    `kind` is `key` (text, unique), `id`, `text`, `prose` (long text), `code` (a value of the list `codes`), `country`,
    `date`, `count`, `offset` or `score`; `width` is in characters and `order` the place in a workbook's sheet.
    """

    table: str
    name: str
    heading: str
    fr: str
    en: str
    kind: str
    codes: str
    width: int
    order: int


@dataclass(frozen=True, slots=True)
class Code:
    """A coded value and what it is called."""

    list: str
    code: str
    label_fr: str
    label_en: str


def _columns() -> tuple[Column, ...]:
    return tuple(
        Column(
            row["table"],
            row["column"],
            row["heading"],
            row["fr"],
            row["en"],
            row["kind"],
            row["codes"],
            int(row["width"] or 0),
            int(row["order"]),
        )
        for row in rows("columns")
    )


# The nine tables of SPEC section 8: a line with an empty column name describes the table itself.
ABOUT: dict[str, Column] = {column.table: column for column in _columns() if not column.name}
TABLES: dict[str, tuple[Column, ...]] = {
    table: tuple(column for column in _columns() if column.table == table and column.name) for table in ABOUT
}


def _countries() -> tuple[Code, ...]:
    """ISO 3166-1 alpha-2 codes with their names, in the order of the French alphabet."""
    english = {str(code): str(name) for code, name in Locale("en").territories.items()}
    found = [Code("country", code, country_name(code), name) for code, name in english.items() if country_name(code)]
    return tuple(sorted(found, key=lambda code: name_key(code.label_fr)))


@cache
def codes(name: str) -> tuple[Code, ...]:
    """The values of a code list, in its order; one with an empty code may be left empty."""
    if name == "act":
        return tuple(Code("act", row["act"], row["label_fr"], row["label_en"]) for row in rows("taxonomy"))
    if name == "country":
        return _countries()
    return tuple(Code(**row) for row in rows("codes") if row["list"] == name)
