"""The words of heads (`header.toml`) as parts of patterns."""

import re
from functools import cache

from pipeline import lexicons


@cache
def publishing() -> dict[str, str]:
    """The words about the day of publication, lists as alternatives, with those that others name in braces (`{kind}`)
    put in."""
    words: dict[str, str | list[str]] = lexicons.table("header")["published"]
    joined = {name: value if isinstance(value, str) else "|".join(value) for name, value in words.items()}
    named = re.compile(r"\{(kind|made|where|happened|verbs)\}")
    return {name: named.sub(lambda match: joined[match[1]], value) for name, value in joined.items()}


@cache
def weekday() -> str:
    """A weekday and a blank, or nothing."""
    return rf"(?:(?:{'|'.join(lexicons.table('header')['weekdays'])})\.? )?"
