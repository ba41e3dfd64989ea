"""Word documents: everything that a reader would see, in order; nothing that reaches out."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from .makers import outline, put, texts, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def save(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def example() -> Document:
    document = docx.Document()
    document.add_heading("Une avocate menacée", 1)
    document.add_paragraph("Me Ayna Bekova a été arrêtée.")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("Pays", "Kazakhstan", "Date", "18 mai"), strict=True
    ):
        cell.text = words
    document.add_paragraph("L’Observatoire demande :")
    document.add_paragraph("de la libérer ;", style="List Bullet")
    document.add_paragraph("d’enquêter.", style="List Number")
    document.add_paragraph("Fin.")
    return document


def changed(change: Callable[[str], str], member: str = "word/document.xml") -> bytes:
    """The example with the XML of one member changed."""
    with zipfile.ZipFile(io.BytesIO(save(example()))) as package:
        members: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    original = members[member]
    assert isinstance(original, bytes)
    members[member] = change(original.decode())
    return zipped(members)


def test_paragraphs_lists_and_tables_come_in_order(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.docx", save(example()))) == [
        "Une avocate menacée\n\nMe Ayna Bekova a été arrêtée.\n\nPays\tKazakhstan\nDate\t18 mai\n\n"
        "L’Observatoire demande :\n- de la libérer ;\n- d’enquêter.\n\nFin."
    ]


def test_cells_with_several_paragraphs_are_read_one_after_the_other(tmp_path: Path) -> None:
    document = docx.Document()
    left, right = document.add_table(1, 2).rows[0].cells
    left.text, right.text = "Gauche.", "Droite."
    left.add_paragraph("Encore à gauche.")
    assert texts(put(tmp_path, "a.docx", save(document))) == ["Gauche.\n\nEncore à gauche.\n\nDroite."]


def test_insertions_links_and_content_controls_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(
        f"<w:p {W}><w:r><w:t>Elle a </w:t></w:r><w:del><w:r><w:delText>peut-être </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>été </w:t></w:r></w:ins><w:hyperlink><w:r><w:t>arrêtée</w:t></w:r></w:hyperlink>"
        "<w:r><w:t>.</w:t><w:br/><w:t>Hier.</w:t></w:r></w:p>"
    ))  # fmt: skip
    document.element.body.insert(1, parse_xml(
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Fin.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    ))  # fmt: skip
    assert texts(put(tmp_path, "a.docx", save(document))) == ["Elle a été arrêtée.\nHier.\n\nFin."]


def test_a_text_box_is_read_once_and_apart(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Encadré.</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document = docx.Document()
    document.element.body.insert(0, parse_xml(
        f"<w:p {W} {mc}><w:r><w:t>Avant.</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ))  # fmt: skip
    assert texts(put(tmp_path, "a.docx", save(document))) == ["Avant.\n\nEncadré."]


def test_a_document_without_words_is_empty(tmp_path: Path) -> None:
    assert outline(put(tmp_path, "a.docx", save(docx.Document())), below=tmp_path) == [("a.docx", "EMPTY")]


def test_fault_15_an_encrypted_document(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert outline(put(tmp_path, "a.docx", ole), below=tmp_path) == [("a.docx", "ENCRYPTED")]


def test_fault_15_a_document_packed_with_a_password(tmp_path: Path) -> None:
    content = bytearray(save(example()))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + offset] |= 1
    assert outline(put(tmp_path, "a.docx", bytes(content)), below=tmp_path) == [("a.docx", "ENCRYPTED")]


def test_an_old_document_under_a_new_name(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le")
    assert outline(put(tmp_path, "a.docx", ole), below=tmp_path) == [("a.docx", "UNSUPPORTED")]


def test_fault_16_a_cut_document_is_corrupt(tmp_path: Path) -> None:
    content = save(example())
    for cut in range(1, len(content), len(content) // 10):
        assert outline(put(tmp_path, "a.docx", content[:cut]), below=tmp_path) == [("a.docx", "CORRUPT")]


def test_fault_16_flipped_bits_are_an_error_or_leave_the_text_alone(tmp_path: Path) -> None:
    content = save(example())
    whole = texts(put(tmp_path, "a.docx", content))
    for place in range(0, len(content), len(content) // 40):
        path = put(tmp_path, "b.docx", content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        ((_, code),) = outline(path, below=tmp_path)
        assert code in {"CORRUPT", "LIMIT"} or texts(path) == whole


@pytest.mark.parametrize("damage", [lambda xml: xml[:200], lambda xml: "", lambda xml: "<a/>"])
def test_fault_16_a_document_with_broken_xml_is_corrupt(tmp_path: Path, damage: Callable[[str], str]) -> None:
    assert outline(put(tmp_path, "a.docx", changed(damage)), below=tmp_path) == [("a.docx", "CORRUPT")]


@pytest.mark.parametrize("member", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
def test_fault_19_a_document_type_is_refused(tmp_path: Path, member: str) -> None:
    secret = put(tmp_path, "secret", "canari")
    doctype = f'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file://{secret}">]>'
    content = changed(lambda xml: xml.replace("?>", "?>" + doctype, 1), member)
    assert outline(put(tmp_path, "a.docx", content), below=tmp_path) == [("a.docx", "UNSAFE_XML")]


def test_fault_20_a_document_that_unpacks_to_too_much(tmp_path: Path) -> None:
    content = changed(lambda xml: xml + " " * 50_000_000)
    assert outline(put(tmp_path, "a.docx", content), below=tmp_path) == [("a.docx", "LIMIT")]
