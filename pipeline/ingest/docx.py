"""Word documents (docx, ECMA-376): paragraphs, lists and tables in the order of the document."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

from pipeline.ingest import archive
from pipeline.ingest.errors import Fault, corrupt
from pipeline.ingest.parts import Found, Part, alert

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an encrypted docx, or an old doc, is an OLE container
OLD_WORD = "WordDocument".encode("utf-16-le")
# ECMA-376 part 2 forbids a document type; it is also how XML reaches for other files or blows up.
DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
DAMAGE = (*archive.DAMAGE, NotImplementedError, KeyError, etree.LxmlError)
P, TBL, TR, TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
# Deleted text, tab stops (w:tab too), the older twin of a drawing, and text boxes, which stand for themselves.
NOT_TEXT = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:pPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
TEXT_BOX = qn("w:txbxContent")


def read(part: Part) -> Iterator[Found]:
    """The one alert of a document; ENCRYPTED, CORRUPT, UNSAFE_XML, and LIMIT for one that unpacks to too much."""
    content = part.read()
    if content.startswith(OLE):
        raise Fault("UNSUPPORTED", remedy="document") if OLD_WORD in content else Fault("ENCRYPTED")
    with corrupt(*DAMAGE):
        _refuse_danger(content, part)
        document = docx.Document(io.BytesIO(content))
        body = document.element.find(qn("w:body"))
        styles = _list_styles(document.styles.element)
    if body is None:
        raise Fault("CORRUPT")
    blocks = list(_blocks(body, styles))
    yield alert(part, "\n\n".join(blocks).replace("\n\n- ", "\n- "), content)


def _refuse_danger(content: bytes, part: Part) -> None:
    limits = part.limits
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size = sum(info.file_size for info in package.infolist())
        if size > max(limits.ratio_from, min(limits.file_bytes, limits.ratio * len(content))):
            raise Fault("LIMIT", limit="file_bytes", value=limits.file_bytes)
        for info in package.infolist():
            if info.flag_bits & 0x1:
                raise Fault("ENCRYPTED")
            if info.filename.lower().endswith((".xml", ".rels")):
                xml = package.read(info)
                if any(mark in xml for mark in DOCTYPE):
                    raise Fault("UNSAFE_XML")


def _list_styles(styles: Any) -> set[str]:
    """The ids of the styles whose paragraphs are list items. Word keeps their names in English in every language."""
    names = {style.get(qn("w:styleId")): style.find(qn("w:name")) for style in styles.iter(qn("w:style"))}
    items = {key: name.get(qn("w:val"), "").lower() for key, name in names.items() if name is not None}
    return {key for key, name in items.items() if name.startswith("list ") and name != "list paragraph"}


def _blocks(parent: Any, list_styles: set[str]) -> Iterator[str]:
    """The text of each block below `parent`, whatever wraps it (content controls, insertions, text boxes)."""
    for child in parent.iterchildren():
        if child.tag == P:
            text = "".join(_characters(child)).strip()
            if text:
                yield f"- {text}" if _is_item(child, list_styles) else text
            for box in child.iter(TEXT_BOX):
                if not any(ancestor.tag in NOT_TEXT for ancestor in box.iterancestors()):
                    yield from _blocks(box, list_styles)
        elif child.tag == TBL:
            yield from _table(child, list_styles)
        elif child.tag not in NOT_TEXT:
            yield from _blocks(child, list_styles)


def _table(table: Any, list_styles: set[str]) -> Iterator[str]:
    """A row whose cells hold a paragraph each is one line with tabs; other cells are frames around paragraphs."""
    lines: list[str] = []
    for row in table.iter(TR):
        if next(row.iterancestors(TBL)) is not table:
            continue
        cells = [list(_blocks(cell, list_styles)) for cell in row.iterchildren(TC, qn("w:sdt"))]
        if sum(map(bool, cells)) > 1 and max(map(len, cells)) == 1:
            lines.append("\t".join(" ".join(" ".join(cell).split()) for cell in cells).strip())
            continue
        if lines:
            yield "\n".join(lines)
            lines = []
        for cell in cells:
            yield from cell
    if lines:
        yield "\n".join(lines)


def _characters(element: Any) -> Iterator[str]:
    """The characters of a paragraph: accepted insertions and links count, deletions and text boxes do not."""
    for child in element.iterchildren():
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in CHARACTERS:
            yield CHARACTERS[child.tag]
        elif child.tag not in NOT_TEXT and child.tag != TEXT_BOX:
            yield from _characters(child)


def _is_item(paragraph: Any, list_styles: set[str]) -> bool:
    """Whether the paragraph is numbered or bulleted; a numbered heading is none."""
    properties = paragraph.pPr
    if properties is None:
        return False
    style = properties.style or ""
    if style in list_styles:
        return True
    return properties.numPr is not None and not style.lower().startswith(("heading", "titre", "title"))
