"""The date grammar: rules of `lexicons/dates_grammar.toml`, compiled to regular expressions over classes of tokens.

In a pattern a word in small letters is a class of tokens, one in capitals a part defined in the file (with `@` without
its fields, to be read again by the rules of its own), `<name: …>` captures a field, and `? * + | ( ) {m,n} (?= (?!
(?<= (?<!` mean what they mean in any regular expression.
"""

import re
from dataclasses import dataclass
from functools import cache

from pipeline import lexicons
from pipeline.dates.beginnings import quickened
from pipeline.dates.tokens import alphabet

_SYMBOL = re.compile(
    r"<(?P<field>[a-z_]+):|(?P<close>>)|(?P<look>\(\?<?[=!])|(?P<part>@?[A-Z_]+)|(?P<word>[a-z_]+)|(?P<op>\{\d*,?\d*\}|[?*+|()])"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a date: `kind` says how its fields are read, `constants` are fields that it sets itself."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    constants: dict[str, str]
    use: str  # `both` alone and inside another expression, `alone`, or `inside` only


@cache
def grammar() -> tuple[Rule, ...]:
    """The compiled rules in the order of the file."""
    source = lexicons.table("dates_grammar")
    parts: dict[str, str] = source["parts"]
    rules = []
    for rule in source["rule"]:
        constants = {name: str(text) for name, text in rule.items() if name not in ("name", "kind", "pattern", "use")}
        pattern = re.compile(quickened(_compile(rule["pattern"], parts)))
        rules.append(Rule(rule["name"], rule["kind"], pattern, constants, rule["use"]))
    return tuple(rules)


@cache
def _classes() -> dict[str, str]:
    """Class: the characters of the sets that hold it, as a regular expression."""
    names: dict[str, list[str]] = {}
    for classes, character in alphabet().items():
        for name in classes:
            names.setdefault(name, []).append(character)
    return {name: f"[{''.join(characters)}]" for name, characters in names.items()}


def _compile(pattern: str, parts: dict[str, str]) -> str:
    out = []
    position = 0
    for match in _SYMBOL.finditer(pattern):
        if pattern[position : match.start()].strip():
            raise ValueError(f"unreadable in a pattern: {pattern[position : match.start()]!r}")
        position = match.end()
        kind, text = match.lastgroup, match[0]
        if kind == "field":
            out.append(f"(?P<{match['field']}>")
        elif kind == "close":
            out.append(")")
        elif kind == "part":
            inner = _compile(parts[text.lstrip("@")], parts)
            out.append(f"(?:{_without_fields(inner) if text.startswith('@') else inner})")
        elif kind == "word":
            out.append(_classes()[text])
        else:
            out.append("(?:" if text == "(" else text)
    if pattern[position:].strip():
        raise ValueError(f"unreadable in a pattern: {pattern[position:]!r}")
    return "".join(out)


def _without_fields(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
