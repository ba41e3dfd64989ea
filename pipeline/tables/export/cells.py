"""What a text becomes in a cell of another program: nothing runs, nothing is lost without a word."""

import re

# Not allowed in XML 1.0, or swallowed by spreadsheets: C0 controls but tab and line feed, lone surrogates, U+FFFE/F.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# What spreadsheets take for a formula, also after blanks, invisible marks and in full-width or small forms. Texts
# that already begin with an apostrophe before it get one more, so that taking one away always gives the text back.
_FORMULA = re.compile("[\\s'\u200b\u200c\u200d\u2060\ufeff]*[=+\\-@＝＋－＠﹦﹢﹣﹫]|'*[\t\n]")


def visible(text: str) -> str:
    """The text with characters that a file cannot hold shown as escapes, such as `\\u0000`."""
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04X}", text)


def inert(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet that opens a CSV file would run it."""
    return f"'{text}" if _FORMULA.match(text) else text


def units(text: str) -> int:
    """The length of a text in UTF-16 units, in which spreadsheets count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitting(text: str, limit: int, pointer: str) -> str:
    """The text if it has at most `limit` UTF-16 units, else its beginning (no pair cut in two) with `pointer`."""
    if len(text) * 2 <= limit or units(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - units(pointer))]
    return kept.decode("utf-16-le", "ignore") + pointer
