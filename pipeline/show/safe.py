"""Text of strangers made safe to look at: nothing in it steers a terminal or turns the reading order."""

import re

# C0 and C1 controls but tab and line feed, and the marks and overrides of writing direction (UAX 9).
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with each character that would act instead of being seen written as `⟨U+202E⟩`."""
    return _UNSEEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)
