"""PDF: the text of each page in the order in which it is set, with a blank line where paragraphs part."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw

from pipeline.ingest.errors import Fault
from pipeline.ingest.parts import Found, Part, alert

HYPHEN = "\x02"  # pdfium's mark for a hyphen at the end of a line, whose two lines it has joined
PARAGRAPH_GAP = 1.3  # of the usual distance between two lines
SENTENCE_OPEN = re.compile(r"[^.!?:;»”\"\s]\s*$")  # a page ends within a sentence …
SENTENCE_GOES_ON = re.compile(r"\s*[a-zà-ÿœ]")  # … and the next goes on with it


def read(part: Part) -> Iterator[Found]:
    """The one alert of a PDF; ENCRYPTED, CORRUPT, and NO_TEXT where its pages hold no characters."""
    content = part.read()
    try:
        document = pypdfium2.PdfDocument(content)
        text = _text(document, part.limits.text_chars)
        document.close()
    except pypdfium2.PdfiumError as failure:
        locked = getattr(failure, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise Fault("ENCRYPTED" if locked else "CORRUPT") from None
    if not text.strip():
        raise Fault("NO_TEXT")
    yield alert(part, text, content)


def _text(document: Any, limit: int) -> str:
    text = ""
    for index in range(len(document)):
        page = document[index]
        words = _page_text(page.get_textpage())
        page.close()
        goes_on = SENTENCE_OPEN.search(text[-100:]) and SENTENCE_GOES_ON.match(words)
        text += ("\n" if goes_on else "\n\n" if text and words else "") + words
        if len(text) > limit:
            break
    return text


def _page_text(page: Any) -> str:
    """The lines of a page. pdfium marks no paragraphs: they part where lines stand wider apart than usual."""
    lines = page.get_text_bounded().split("\r\n")
    heights = _baselines(page, lines)
    gaps = [above - below for above, below in pairwise(heights)]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    text = lines[0]
    for line, gap in zip(lines[1:], gaps, strict=True):
        text += ("\n\n" if usual and gap > PARAGRAPH_GAP * usual else "\n") + line
    # A hyphen before a capital belongs to a compound name; any other was set by the line break.
    text = re.sub(HYPHEN + r"(?=[A-ZÀ-ÞŒ])", "-", text).replace(HYPHEN, "")
    return text.replace("\r", "\n").strip()


def _baselines(page: Any, lines: list[str]) -> list[float]:
    """The height of each line on the page; that of the line before where a line has none."""
    heights: list[float] = []
    index, count = 0, page.count_chars()
    for line in lines:
        known = index < count and line and pypdfium2.raw.FPDFText_GetUnicode(page, index) == ord(line[0])
        heights.append(page.get_charbox(index, loose=True)[1] if known else heights[-1] if heights else 0.0)
        index += len(line) + 2
    return heights
