"""PDF: the text of each page in the order in which it is set, with a blank line where paragraphs part."""

import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw

from pipeline import lexicons
from pipeline.ingest.errors import Fault
from pipeline.ingest.parts import Found, Part, alert

LINE_END = re.compile("(\r\n|\x02)")
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
    """The lines of a page. pdfium marks no paragraphs: they part where lines stand wider apart."""
    pieces = LINE_END.split(page.get_text_bounded())  # line, end, line, end, …, line
    lines, ends = pieces[::2], pieces[1::2]
    gaps = list(_gaps(page, lines, ends))
    usual = sorted(gaps)[len(gaps) // 4] if gaps else 0.0  # most lines go on, a quarter surely
    text = lines[0]
    for line, end, gap in zip(lines[1:], ends, gaps, strict=True):
        if end == HYPHEN:
            text += "-" if _is_own_hyphen(text, line) else ""
        else:
            text += "\n\n" if gap > PARAGRAPH_GAP * usual > 0 else "\n"
        text += line
    return text.strip()


def _gaps(page: Any, lines: list[str], ends: list[str]) -> Iterator[float]:
    """The distance from each line down to the next, in heights of the next; 0 where the page goes up or cannot say."""
    count = page.count_chars()
    index, above = 0, 0.0
    for line, end in zip(lines, [*ends, ""], strict=True):
        known = line and index < count and pypdfium2.raw.FPDFText_GetUnicode(page, index) == ord(line[0])
        _, bottom, _, top = page.get_charbox(index, loose=True) if known else (0.0, above, 0.0, above)
        if index:
            yield max(0.0, (above - bottom) / (top - bottom)) if top > bottom else 0.0
        above = bottom
        index += len(line) + len(end)


def _is_own_hyphen(before: str, after: str) -> bool:
    """Whether the hyphen where a line ends belongs to the word (Jean-Pierre, mi-mai, a-t-il) or to the line's end."""
    first, second = re.findall(r"\w*$", before[-40:])[0], re.findall(r"^\w*", after)[0]
    if second[:1].isupper() or first.isdigit():
        return True
    words = lexicons.table("ingest_compounds")
    pair = f"{first}-{second}".lower()
    return first == "t" or second in words["pronouns"].split() or pair in words["compounds"].split()
