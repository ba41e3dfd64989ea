"""Coverage-guided fuzzing of the readers of files and of the date finder (needs atheris, which CI does not).

    pip install atheris
    python tests/faults/fuzz.py readers|dates [-max_total_time=60 …libFuzzer's options]

What breaks the law (no exception escapes, offsets point at their words) is written as a file `crash-…`; put it into
`tests/faults/found/readers` (its first bytes name the suffix) or `tests/faults/found/dates`, where `test_fuzz_found.py`
runs it ever after.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
SUFFIXES = (".txt", ".html", ".pdf", ".docx", ".eml", ".mbox", ".csv", ".jsonl", ".json", ".parquet", ".zip", ".tar")


def readers(content: bytes) -> None:
    """The first byte chooses the suffix, the rest is the file."""
    from pipeline.ingest import InputError, Limits, read

    if not content:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{SUFFIXES[content[0] % len(SUFFIXES)]}"
        path.write_bytes(content[1:])
        found = list(read([path], Limits(total_bytes=20_000_000, ratio_from=1_000_000)))
    assert found
    for result in found:
        if isinstance(result, InputError):
            assert result.error != "CRASHED", result.message
        else:
            result.text.encode("utf-8")


def dates(content: bytes) -> None:
    """The bytes as text: every date's offsets point at its words, first and last day are in order."""
    from pipeline.dates import parse
    from pipeline.document import normalise_text

    text = normalise_text(content.decode("utf-8", "replace"))
    for found in parse(text, "2020-05-18"):
        assert text[found["start"] : found["end"]] == found["text"]
        assert not (found["date_start"] and found["date_end"]) or found["date_start"] <= found["date_end"]


TARGETS = {"readers": readers, "dates": dates}


def main(name: str, options: list[str]) -> None:
    """Fuzz until something is found or the options say stop."""
    import atheris

    with atheris.instrument_imports(include=["pipeline"]):
        import pipeline.dates
        import pipeline.ingest  # noqa: F401

    TARGETS[name](b"\0Le 3 mai 2020.")  # what is only loaded at first use is not the time of an input
    with TemporaryDirectory() as new:  # what it comes upon goes there, not into the repository
        atheris.Setup([sys.argv[0], *options, new, str(HERE / "found" / name)], TARGETS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
