"""PDF: reading order, paragraphs, and what a PDF can lack."""

import zlib
from pathlib import Path

import pytest

from .makers import outline, pdf, put, texts

PAGE = [
    (50, 800, "KAZAKHSTAN : une avocate menac\\351e"),
    (50, 760, "Me Ayna Bekova a \\351t\\351 arr\\352t\\351e le 5 juin par des poli-"),
    (50, 746, "ciers en civil, rapporte Jean-"),
    (50, 732, "Pierre Morel."),
    (50, 700, "Elle est d\\351tenue."),
]


def test_paragraphs_are_parted_and_words_joined_over_line_ends(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.pdf", pdf(PAGE))) == [
        "KAZAKHSTAN : une avocate menacée\n\n"
        "Me Ayna Bekova a été arrêtée le 5 juin par des policiers en civil, rapporte Jean-Pierre Morel.\n\n"
        "Elle est détenue."
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Arr\\352t\\351e \\340 la mi-", "mai.", "Arrêtée à la mi-mai."),
        ("Une mi-", "litante.", "Une militante."),
        ("Ainsi parla-t-", "elle.", "Ainsi parla-t-elle."),
        ("Ceux-", "ci.", "Ceux-ci."),
        ("La phar-", "macie.", "La pharmacie."),
        ("La Seine-Saint-", "Denis.", "La Seine-Saint-Denis."),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_it_is_the_words_own(
    tmp_path: Path, first: str, second: str, joined: str
) -> None:
    assert texts(put(tmp_path, "a.pdf", pdf([(50, 800, first), (50, 786, second)]))) == [joined]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [(50, 800 - 14 * n, f"gauche {n}") for n in range(5)]
    right = [(320, 800 - 14 * n, f"droite {n}") for n in range(5)]
    (text,) = texts(put(tmp_path, "a.pdf", pdf(left + right)))
    assert text.split() == " ".join([f"gauche {n}" for n in range(5)] + [f"droite {n}" for n in range(5)]).split()


def test_a_sentence_goes_on_over_a_page_and_a_new_one_begins_a_paragraph(tmp_path: Path) -> None:
    content = pdf([(50, 60, "Elle a \\351t\\351")], [(50, 800, "arr\\352t\\351e hier.")], [(50, 800, "Fin.")])
    assert texts(put(tmp_path, "a.pdf", content)) == ["Elle a été\narrêtée hier.\n\nFin."]


def test_fault_15_an_encrypted_pdf(tmp_path: Path) -> None:
    lock = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>"
    assert outline(put(tmp_path, "a.pdf", pdf(PAGE, trailer=lock)), below=tmp_path) == [("a.pdf", "ENCRYPTED")]


def test_fault_16_a_cut_or_garbled_pdf_is_an_error_or_what_could_be_read(tmp_path: Path) -> None:
    content = pdf(PAGE)
    for cut in range(1, len(content), len(content) // 10):
        ((_, code),) = outline(put(tmp_path, "a.pdf", content[:cut]), below=tmp_path)
        assert code in {"CORRUPT", "NO_TEXT", "ok"}
    assert outline(put(tmp_path, "b.pdf", content[:300]), below=tmp_path) == [("b.pdf", "CORRUPT")]
    assert outline(put(tmp_path, "c.pdf", b"Bonjour."), below=tmp_path) == [("c.pdf", "CORRUPT")]


def test_fault_17_a_scan_without_text(tmp_path: Path) -> None:
    image = "q 200 0 0 200 50 500 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
    assert outline(put(tmp_path, "a.pdf", pdf([], drawing=image)), below=tmp_path) == [("a.pdf", "NO_TEXT")]


def test_fault_18_a_circle_of_cross_references_ends(tmp_path: Path) -> None:
    content = pdf(PAGE)
    start = int(content.rpartition(b"startxref\n")[2].split()[0])
    looped = pdf(PAGE, trailer=f"/Prev {start}")
    ((_, code),) = outline(put(tmp_path, "a.pdf", looped), below=tmp_path)
    assert code in {"ok", "CORRUPT"}


def test_fault_18_a_stream_that_unpacks_to_very_much_ends(tmp_path: Path) -> None:
    packed = zlib.compress(b" " * 50_000_000, 9)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
    ]
    content = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%b\nendobj\n" % item for item in enumerate(bodies, start=1))
    path = put(tmp_path, "a.pdf", content + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n9\n%%EOF")
    assert outline(path, below=tmp_path) == [("a.pdf", "NO_TEXT")]


@pytest.mark.parametrize("name", ["a.PDF", "a.b.pdf"])
def test_names_of_pdfs(tmp_path: Path, name: str) -> None:
    assert len(texts(put(tmp_path, name, pdf(PAGE)))) == 1
