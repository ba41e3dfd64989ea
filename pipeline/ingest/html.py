"""Web pages: the main text by trafilatura, title and publication date only from what the page declares.

Nothing is fetched, and no date is guessed. Paragraphs and headings are parted by blank lines, list items are lines that
begin with "- ", cells of a table row are parted by tabs.
"""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from pipeline.ingest.encodings import decode
from pipeline.ingest.errors import Fault
from pipeline.ingest.given import iso_date
from pipeline.ingest.parts import Found, Part, alert
from pipeline.ingest.types import Given

DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
NOT_SHOWN = (
    "//script | //style | //template | //noscript | //head | //svg | //iframe | //object | //select | //textarea"
    " | //*[@hidden] | //*[@aria-hidden='true'] | //*[contains(translate(@style, ' ', ''), 'display:none')]"
    " | //*[contains(translate(@style, ' ', ''), 'visibility:hidden')]"
)
FURNITURE = "//nav | //footer | //aside | //form | //button | //*[@role='navigation']"
# Blocks of HTML, and of the simplified tree that trafilatura returns (head, list, item, row, cell, quote, lb).
BLOCK_TAGS = """
address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5
h6 head header hr item li list main nav ol p pre quote section table ul
"""
BLOCKS = frozenset(BLOCK_TAGS.split())
ITEMS, ROWS, CELLS, BREAKS = {"li", "item"}, {"tr", "row"}, {"td", "th", "cell"}, {"br", "lb"}
SHORT = 250  # characters below which trafilatura gives up on blocks (its MIN_EXTRACTED_SIZE)

# Its warnings quote pages; an alert's words belong in no log.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read(part: Part) -> Iterator[Found]:
    """The one alert of a page."""
    content = part.read()
    declared = DECLARED.search(content[:4096])
    tree = parse(decode(content, declared[1].decode("ascii") if declared else ""))
    given = Given(title=_title(tree), published_on=_published_on(tree))
    yield alert(part, _main_text(tree), content, given)


def parse(page: str) -> Any:
    """The tree of a page; EMPTY where there is none."""
    # Without C0 controls, which libxml2 takes for the end of the page.
    page = re.sub("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]", "\ufffd", page)
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return lxml_html.document_fromstring(page.encode("utf-8"), parser=parser)
    except etree.ParserError:
        raise Fault("EMPTY") from None


def full_text(tree: Any) -> str:
    """All the text that a reader of the page would see."""
    _drop(tree, NOT_SHOWN)
    return _render(tree)


def _main_text(tree: Any) -> str:
    """The main text; of a page too short or too flat for trafilatura, all that is not navigation."""
    _drop(tree, NOT_SHOWN)
    for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        heading.tag = "p"  # trafilatura drops headings without a paragraph below; here they are blocks like any other
    found: Any = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, favor_recall=True)
    text = _render(found.body) if found is not None and found.body is not None else ""
    if len(text) >= SHORT and "\n" in text:
        return text
    _drop(tree, FURNITURE)
    return _render(tree)


def _drop(tree: Any, xpath: str) -> None:
    for element in tree.xpath(xpath):
        if element.getparent() is not None:
            element.drop_tree()


def _render(tree: Any) -> str:
    """The text of a tree, with line ends for its blocks."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if tag in ROWS and event == "start":
            pieces.append("\n")
        elif tag in CELLS and event == "end":
            pieces.append("\t")
        elif tag in BLOCKS:
            pieces.append("\n\n")
        elif tag in BREAKS and event == "end":
            pieces.append("\n")
        if event == "start":
            pieces.append("\n- " if tag in ITEMS else "")
            words = element.text
        else:
            words = element.tail if element is not tree else None
        pieces.append(_words(words, element, event))
    return _tidy("".join(pieces))


def _words(words: str | None, element: Any, event: str) -> str:
    """The words of a node as a browser sets them: runs of ASCII white space are one blank, except in `pre`."""
    if not words:
        return ""
    box = element if event == "start" else element.getparent()
    if box is not None and (box.tag == "pre" or next(box.iterancestors("pre"), None) is not None):
        return words
    return re.sub(r"[ \t\r\n\f]+", " ", words)


def _tidy(text: str) -> str:
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    text = re.sub(r"(?m)^-\s*\n\s*", "- ", text)
    text = re.sub(r"\n{3,}", "\n\n", text)
    # Items stand close to each other.
    return re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", text).strip()


def _title(tree: Any) -> str:
    """The title: og:title, which is without the site's name, else the only first heading, else <title>."""
    headings = tree.xpath("//h1")
    candidates = [
        *tree.xpath("//meta[@property='og:title']/@content"),
        *([headings[0].text_content()] if len(headings) == 1 else []),
        *(title.text_content() for title in tree.xpath("//head/title")),
    ]
    return next((title for candidate in candidates if (title := " ".join(candidate.split()))), "")


def _published_on(tree: Any) -> str:
    """The declared day of publication: article:published_time, else JSON-LD, else <time datetime>; one day or none."""
    times = tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime") or [
        time.get("datetime") for time in tree.xpath("//time[@datetime]") if not _in_running_text(time)
    ]
    for dates in (
        tree.xpath("//meta[@property='article:published_time' or @itemprop='datePublished']/@content"),
        list(_linked_data(tree)),
        times,
    ):
        days = {day for value in dates if (day := iso_date(value))}
        if len(days) == 1:
            return days.pop()
    return ""


def _in_running_text(time: Any) -> bool:
    """Whether the day stands among other words: then it is one of the story, not that of the page."""
    words = len((time.getparent().text_content() or "").split())
    return time.getparent().tag in {"p", "li", "td"} and words > len((time.text_content() or "").split()) + 4


def _linked_data(tree: Any) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            waiting = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                waiting.extend(value.values())
                if isinstance(value.get("datePublished"), str):
                    yield value["datePublished"]
            elif isinstance(value, list):
                waiting.extend(value)
