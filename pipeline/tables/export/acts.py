"""What other classifications call an act: HURIDOCS' micro-thesaurus of acts and ACLED's sub-event types."""

from functools import cache

from pipeline.lexicons import rows
from pipeline.tables.columns import TABLES, Column

_ABOUT = {
    "huridocs": (
        "Code HURIDOCS",
        "Code de l'acte dans le microthésaurus 4 de HURIDOCS ; vide s'il n'en a pas.",
        "Code of the act in HURIDOCS' micro-thesaurus 4; empty where it has none.",
    ),
    "acled": (
        "Sous-événement ACLED",
        "Type de sous-événement d'ACLED ; vide s'il n'y en a pas.",
        "Sub-event type of ACLED; empty where there is none.",
    ),
}
# Columns that exports add behind those of `incidents`; each follows from the act.
DERIVED = tuple(
    Column("incidents", name, heading, fr, en, "text", "", 16, 100 + place)
    for place, (name, (heading, fr, en)) in enumerate(_ABOUT.items())
)


def with_derived(table: str) -> tuple[Column, ...]:
    """The columns of a table of the dataset, for incidents also the codes of other classifications."""
    return TABLES[table] + (DERIVED if table == "incidents" else ())


@cache
def taxonomy() -> dict[str, dict[str, str]]:
    """The acts by their slug, with what they are called and their codes elsewhere."""
    return {row["act"]: row for row in rows("taxonomy")}


def derived(act: str) -> tuple[str, ...]:
    """The values of the columns `DERIVED` of an act."""
    return tuple(taxonomy()[act][column.name] for column in DERIVED)
