"""The one form in which every room sees a text."""

import re
import unicodedata

_LINE_END = re.compile("\r\n?")


def normalise_text(text: str) -> str:
    """NFC with LF line ends and without a leading byte order mark; a text already so comes back unchanged."""
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text.lstrip("\ufeff")))
