"""Every block of Python and every command line of the documentation runs, and shows what the page says it shows."""

import doctest
import io
import re
import shlex
import shutil
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import typer
from blocks import DOCS, PAGES, ROOT, RUN_ELSEWHERE, Block, blocks, turns
from samples import mailbox, pdf
from spacy.language import Language

from pipeline.cli import app, main

RUN = [page for page in PAGES if page.relative_to(DOCS).as_posix() not in RUN_ELSEWHERE]
WITH_BLOCKS = [page for page in RUN if any(block.language in ("python", "console") for block in blocks(page))]


def name(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


@pytest.fixture
def place(tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder a reader stands in: alerts of every kind that the pages speak of, and the pipeline loaded before."""
    monkeypatch.setattr("pipeline.language.assembly.load", lambda: nlp)
    monkeypatch.setattr("pipeline.extraction.load", lambda: nlp)
    monkeypatch.setattr("pipeline.load", lambda: nlp, raising=False)
    monkeypatch.setattr("pipeline.cli.extract.WORKERS", 0)
    monkeypatch.setattr("pipeline.review.web.server.serve", lambda *_: None)  # the desk opens, and closes at once
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(DOCS / "alerts", tmp_path / "alerts")
    shutil.copytree(DOCS / "alerts", tmp_path / "alertes")
    (tmp_path / "pdfs").mkdir()
    for alert in sorted((DOCS / "alerts").glob("*.txt")):
        pdf(tmp_path / "pdfs" / f"{alert.stem}.pdf", alert.read_text(encoding="utf-8"))
    mailbox(tmp_path / "alerts.mbox", sorted((DOCS / "alerts").glob("*.txt")))
    return tmp_path


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=name)
def test_the_blocks_of_a_page_run(page: Path, place: Path) -> None:
    names: dict[str, Any] = {"__name__": "page"}
    for block in blocks(page):
        if block.language == "console":
            for line, shown in turns(block):
                typed(line, shown, f"{name(page)}:{block.line}")
        elif block.language == "python":
            python(block, names, page)


def python(block: Block, names: dict[str, Any], page: Path) -> None:
    if ">>>" not in block.text:
        exec(compile(block.text, f"{name(page)}:{block.line}", "exec"), names)
        return
    test = doctest.DocTestParser().get_doctest(block.text, names, name(page), str(page), block.line)
    told = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=told.write, clear_globs=False)
    names.update(test.globs)
    assert not runner.failures, told.getvalue()


def typed(line: str, shown: str, where: str) -> None:
    """Run a line that a reader types; where the page shows an output, it must be this one (`...` stands for any)."""
    words = shlex.split(line, comments=True)
    if words[0] == "make":
        assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE), where
    elif words[:2] == ["pip", "install"]:
        extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
            "optional-dependencies"
        ]
        assert set(re.findall(r"\[(\w+)\]", words[2])) <= set(extras), where
    elif words[0] == "python":
        assert (ROOT / words[1]).is_file(), where
    else:
        assert words[0] == "recense", f"{where}: {line}"
        recense(words[1:], shown, where)


def recense(words: list[str], shown: str, where: str) -> None:
    if "--scheduler" in words or "corpus/dev" in words:  # needs a cluster, or the whole corpus: only understood here
        typer.main.get_command(app).commands[words[0]].make_context(words[0], words[1:])
        return
    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        status = main(words)
    assert status == (1 if "# status 1" in shown else 0), f"{where}: {told.getvalue()}"
    expected = shown.replace("# status 1\n", "")
    if expected.strip():
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        found = told.getvalue()
        assert doctest.OutputChecker().check_output(counted(expected), counted(found), flags), f"{where}: {found}"


def counted(text: str) -> str:
    """A text whose figures do not count, as they move with every training; a line `...` may stand for none."""
    return re.sub(r"\d+", "0", re.sub(r"(^|\n)\.\.\.\n", "...", text))


def test_the_site_lists_every_page_once() -> None:
    listed = re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(name(page) for page in PAGES)


def test_what_an_analyst_reads_is_there_in_french_and_english() -> None:
    assert {page.name for page in (DOCS / "fr").glob("*.md")} == {
        "tutoriel.md",
        "corriger-et-exporter.md",
        "deux-relecteurs.md",
        "confiance.md",
    }
