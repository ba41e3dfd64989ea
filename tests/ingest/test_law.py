"""The law of every run: each input ends as an alert or an error, and no exception escapes."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest import InputError, SourceAlert, read
from pipeline.ingest.errors import message
from pipeline.ingest.reader import READERS

from .makers import ALERT, pdf, put, results, tarred, zipped

CODES = tomllib.loads((files("pipeline.lexicons") / "ingest_errors.toml").read_text(encoding="utf-8"))
SEEDS = [
    ALERT.encode(), pdf([(50, 800, "Fin.")]), zipped({"a.txt": ALERT}), tarred({"a.txt": ALERT}),
    b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nFin.\n--b--\n", b'id,text\n1,"Fin."\n',
    b'{"id": 1, "text": "Fin."}\n', b"<html><body><p>Fin.</p></body></html>", b"From a\nSubject: x\n\nFin.\n", b"PAR1",
]  # fmt: skip


def assert_law(path: Path) -> None:
    found = results(path)
    assert found
    for result in found:
        assert result.source.startswith(str(path))
        if isinstance(result, InputError):
            assert result.stage == "read" and result.error in CODES and result.error != "CRASHED", result
        else:
            assert result.text.strip() and "\0" not in result.text
            result.text.encode("utf-8")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("suffix", sorted(READERS))
@given(content=st.binary(max_size=300))
def test_any_bytes_under_any_suffix_end_as_an_alert_or_an_error(tmp_path: Path, suffix: str, content: bytes) -> None:
    assert_law(put(tmp_path, f"a{suffix}", content))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("suffix", sorted(READERS))
@given(seed=st.sampled_from(SEEDS), place=st.floats(0, 1), patch=st.binary(max_size=4), cut=st.floats(0.3, 1))
def test_damaged_files_under_any_suffix_do_too(
    tmp_path: Path, suffix: str, seed: bytes, place: float, patch: bytes, cut: float
) -> None:
    where = int(place * len(seed))
    damaged = (seed[:where] + patch + seed[where + len(patch) :])[: int(cut * len(seed))]
    assert_law(put(tmp_path, f"a{suffix}", damaged))


def test_a_fault_of_a_library_ends_that_input_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("Me Ayna Bekova")

    monkeypatch.setattr("pypdfium2.PdfDocument", fail)
    put(tmp_path, "a.pdf", pdf([]))
    put(tmp_path, "b.txt", ALERT)
    failed, read_well = results(tmp_path)
    assert isinstance(failed, InputError) and failed.error == "CRASHED" and "RuntimeError" in failed.message
    assert "Bekova" not in failed.message and isinstance(read_well, SourceAlert)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_code_says_in_one_sentence_of_both_languages_what_to_do(language: str) -> None:
    sentences = [
        message(code, language, cause="OSError", limit="members", value=3) for code in CODES if code != "UNSUPPORTED"
    ]
    sentences += [message("UNSUPPORTED", language, remedy=remedy) for remedy in CODES["UNSUPPORTED"]["remedies"]]
    for sentence in sentences:
        assert re.fullmatch(r"[A-ZÀ-Ý][^\n{}.]+: [^\n{}.]+\.", sentence), sentence


def test_messages_hold_neither_words_of_an_alert_nor_a_path(tmp_path: Path) -> None:
    put(tmp_path, "Bekova.csv", "text,country,published_on\nMe Bekova,Bekovie,le jour de Bekova\nBekova\n")
    put(tmp_path, "Bekova.jsonl", '{"text": "Bekova"\n{"id": "Bekova"}\n')
    put(tmp_path, "Bekova.xyz", "Bekova")
    put(tmp_path, "Bekova.zip", zipped({"../Bekova.txt": "Bekova", "Bekova.docx": "Bekova"}))
    errors = [result for result in results(tmp_path) if isinstance(result, InputError)]
    assert len(errors) == 8
    assert not any("bekov" in error.message.lower() for error in errors)


def test_nothing_is_logged_or_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for number, (suffix, seed) in enumerate((suffix, seed) for suffix in READERS for seed in SEEDS):
        put(tmp_path, f"{number}{suffix}", seed)
    results(tmp_path)
    out, err = capfd.readouterr()
    assert (out, err, caplog.text) == ("", "", "")


def test_two_readings_give_the_same(tmp_path: Path) -> None:
    for number, (suffix, seed) in enumerate((suffix, seed) for suffix in READERS for seed in SEEDS):
        put(tmp_path, f"{number}{suffix}", seed)
    assert list(read([tmp_path])) == list(read([tmp_path]))


def test_a_reading_of_nothing_yields_nothing() -> None:
    assert list(read([])) == []
