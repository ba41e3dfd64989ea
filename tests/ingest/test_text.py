"""Plain text: kept as it stands, whatever its encoding."""

import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest import Limits

from .makers import ALERT, alerts, outline, put, texts

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp1252", "mac_roman"]


@pytest.mark.parametrize("content", ["", " \n\t\r\n", "\ufeff", "\u200b\u00a0\n"])
def test_fault_01_empty_or_white_space_only(tmp_path: Path, content: str) -> None:
    assert outline(put(tmp_path, "a.txt", content), below=tmp_path) == [("a.txt", "EMPTY")]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_fault_02_every_encoding_of_one_text_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    assert texts(put(tmp_path, "a.txt", ALERT.encode(encoding))) == [ALERT]


def test_fault_02_latin_1_of_a_single_word(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.txt", "arrêté".encode("latin-1"))) == ["arrêté"]


def test_utf_16_without_a_mark_is_recognised_in_a_short_text(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.txt", "Libérée.".encode("utf-16-be"))) == ["Libérée."]


def test_utf_8_cut_within_a_character_keeps_the_accents_before_it(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.txt", "Elle a été arrêté".encode()[:-1])) == ["Elle a été arrêt\ufffd"]


def test_fault_03_mojibake_is_left_as_it_is(tmp_path: Path) -> None:
    content = "Elle a Ã©tÃ© arrÃªtÃ©e.".encode()
    (alert,) = alerts(put(tmp_path, "a.txt", content))
    assert alert.text == "Elle a Ã©tÃ© arrÃªtÃ©e."
    assert alert.sha256 == sha256(content).hexdigest()


def test_fault_04_stray_nul_becomes_a_replacement_character_in_its_place(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.txt", "Elle a été\0 arrêtée.")) == ["Elle a été\ufffd arrêtée."]


def test_fault_04_encoded_surrogates_give_text_that_can_be_stored(tmp_path: Path) -> None:
    content = "Arrêtée à Almaty ".encode() + b"\xed\xa0\x80 hier."
    (text,) = texts(put(tmp_path, "a.txt", content))
    text.encode("utf-8")
    assert text.startswith("Arrêtée à Almaty \ufffd")


def test_fault_05_invisible_and_directional_characters_are_kept(tmp_path: Path) -> None:
    text = "Le\u00a05\u202fjuin, M\u200be \u202eX\u202c et e\u0301te\u0301."
    assert texts(put(tmp_path, "a.txt", text)) == [text]


def test_fault_06_line_ends_are_left_for_the_document_room(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.txt", "Un.\r\nDeux.\r\n")) == ["Un.\r\nDeux.\r\n"]


def test_fault_07_a_five_megabyte_line_is_refused_by_size(tmp_path: Path) -> None:
    assert outline(put(tmp_path, "a.txt", "arrêtée " * 600_000), below=tmp_path) == [("a.txt", "TOO_LARGE")]


def test_a_file_over_the_limit_is_refused_without_being_held(tmp_path: Path) -> None:
    limits = Limits(file_bytes=1000)
    assert outline(put(tmp_path, "a.txt", "a" * 1001), below=tmp_path, limits=limits) == [("a.txt", "TOO_LARGE")]
    assert outline(put(tmp_path, "b.txt", "a" * 1000), below=tmp_path, limits=limits) == [("b.txt", "ok")]


@pytest.mark.parametrize("content", [bytes(range(256)) * 8, b"%PDF-1.4\nxx", b"PK\x03\x04 abc", b"\0\1\2\3\4\5"])
def test_binary_content_under_a_text_name(tmp_path: Path, content: bytes) -> None:
    assert outline(put(tmp_path, "a.txt", content), below=tmp_path) == [("a.txt", "BINARY")]


def test_markdown_is_read_as_it_is_written(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.md", "# Titre\n\n*Arrêtée*.\n")) == ["# Titre\n\n*Arrêtée*.\n"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda t: unicodedata.normalize("NFC", t))
)
def test_nfc_text_is_kept_character_for_character(tmp_path: Path, text: str) -> None:
    text = f"Alerte.\n\n{text}\n"
    assert texts(put(tmp_path, "a.txt", text)) == [text]


FRENCH = st.text("abcdeirstuABÉéèêàùçïœŒ’«»— .,\n", min_size=4, max_size=80)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FRENCH)
def test_unicode_encodings_of_one_text_agree(tmp_path: Path, text: str) -> None:
    text = f"Alerte : {text}."
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert texts(put(tmp_path, "a.txt", text.encode(encoding))) == [text]
