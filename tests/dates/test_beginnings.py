"""A search for a rule looks at the first token before it tries the rule, and finds what it would find without."""

import re

import pytest

from pipeline.dates.beginnings import quickened


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        ("(?:[a])?[b]", "ab"),
        ("(?:[a]|[b]+[x])[c]", "ab"),
        ("[a]{0,3}(?P<field>(?:[b])*[c])[d]", "abc"),
        ("(?<![z])(?![y])[a]?[b]{1,2}", "ab"),
        ("(?:[a]?|[b])[c]", "abc"),
    ],
)
def test_only_what_a_rule_may_begin_with_is_tried(pattern: str, beginnings: str) -> None:
    quick = quickened(pattern)
    assert quick == f"(?=[{beginnings}])(?:{pattern})"
    for text in ("zbcd", "yabx", "xxabbcd", "bbxc", "aaac", "ccd", "zzz"):
        assert _spans(quick, text) == _spans(pattern, text)


@pytest.mark.parametrize("pattern", ["[a](?:[b])?", "[a]+[b]", "[a]?", "(?:[a]|[b]?)"])
def test_a_rule_that_begins_with_one_token_or_with_none_stays_as_it_is(pattern: str) -> None:
    assert quickened(pattern) == pattern


def _spans(pattern: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text)]
