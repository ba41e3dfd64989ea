"""The pages of the documentation: what their blocks hold, and what these show when they are run.

`renewed(page)` runs a page from top to bottom, as a reader would, and gives its text with every output as it is today.
The tests compare it with the page, `docs/generate.py` writes it.
"""

import doctest
import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typer
from samples import mailbox, pdf
from spacy.language import Language

from pipeline.cli import app, main

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PAGES = sorted(DOCS.rglob("*.md"))
FENCED = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = [page for page in PAGES if FENCED.search(page.read_text("utf-8")) and page.name != "dates.md"]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Broken(Exception):
    """A line of a page cannot be run as it stands."""


@contextmanager
def reading(nlp: Language) -> Iterator[Path]:
    """A folder like a reader's, with alerts of every kind that the pages speak of; `nlp` is loaded already."""
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for name in ("pipeline.language.assembly.load", "pipeline.extraction.load"):
            stack.enter_context(patch(name, lambda: nlp))
        stack.enter_context(patch("pipeline.load", lambda: nlp, create=True))
        stack.enter_context(patch("pipeline.cli.extract.WORKERS", 0))
        stack.enter_context(patch("pipeline.review.web.server.serve", lambda *_: None))  # the desk opens and closes
        stack.enter_context(patch.dict(os.environ, {"LC_ALL": "C.UTF-8", "COLUMNS": "100"}))
        alerts = sorted((DOCS / "alerts").glob("*.txt"))
        for name in ("alerts", "alertes"):
            shutil.copytree(DOCS / "alerts", place / name)
        (place / "pdfs").mkdir()
        for alert in alerts:
            pdf(place / "pdfs" / f"{alert.stem}.pdf", alert.read_text(encoding="utf-8"))
        mailbox(place / "alerts.mbox", alerts)
        before = Path.cwd()
        os.chdir(place)
        try:
            yield place
        finally:
            os.chdir(before)


def renewed(page: Path) -> str:
    """The text of a page whose blocks show what they show today; `...` goes on standing for what may change.

    Raises Broken where a line fails.
    """
    names: dict[str, Any] = {"__name__": "page"}

    def block(found: re.Match[str]) -> str:
        run = console if found[1] == "console" else python
        return f"```{found[1]}\n{run(found[2], names)}```"

    return FENCED.sub(block, page.read_text(encoding="utf-8"))


def python(text: str, names: dict[str, Any]) -> str:
    """A block of Python after it ran among the names of its page."""
    if ">>>" not in text:
        exec(compile(text, "page", "exec"), names)
        return text
    runner = Shown()
    test = doctest.DocTestParser().get_doctest(text, names, "page", None, None)
    runner.run(test, out=io.StringIO().write, clear_globs=False)
    names.update(test.globs)
    parts = []
    for piece in doctest.DocTestParser().parse(text):
        if isinstance(piece, str):
            parts.append(piece)
            continue
        lines = piece.source.rstrip("\n").split("\n")
        parts += [f"{'...' if number else '>>>'} {line}".rstrip() + "\n" for number, line in enumerate(lines)]
        parts.append(shown(piece.want, runner.told[piece.lineno]))
    return "".join(parts)


class Shown(doctest.DocTestRunner):
    """Keeps what each example shows, by its line."""

    def __init__(self) -> None:
        super().__init__(optionflags=FLAGS)
        self.told: dict[int, str] = {}

    def report_success(self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str) -> None:
        self.told[example.lineno] = got

    def report_failure(self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str) -> None:
        self.told[example.lineno] = got

    def report_unexpected_exception(self, out: Any, test: Any, example: doctest.Example, exc_info: Any) -> None:
        raise Broken(example.source) from exc_info[1]


def console(text: str, _: dict[str, Any]) -> str:
    """A block of command lines after they ran. An output that the page leaves out is left out again."""
    turns = [turn.partition("\n") for turn in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]]
    return "".join(f"$ {line}\n{typed(line, want)}" for line, _, want in turns)


def typed(line: str, want: str) -> str:
    """What a line that a reader types shows."""
    words = shlex.split(line, comments=True)
    if words[0] == "recense":
        return recense(words[1:], want)
    understood = {
        "make": lambda: re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE),
        "python": lambda: (ROOT / words[1]).is_file(),
        "cp": lambda: (ROOT / words[2]).is_dir(),
        "source": lambda: words[1] == ".venv/bin/activate",
    }
    if words[0] not in understood or not understood[words[0]]():
        raise Broken(line)
    return want


def recense(words: list[str], want: str) -> str:
    """What a command of Recense shows."""
    if "--scheduler" in words or "corpus/dev" in words:  # needs a cluster, or the whole corpus: only understood here
        typer.main.get_command(app).commands[words[0]].make_context(words[0], words[1:])
        return want
    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        status = main(words)
    if status:
        raise Broken(f"recense {shlex.join(words)}: status {status}")
    return shown(want, told.getvalue()) if want.strip() else want


def shown(want: str, got: str) -> str:
    """An output in place of the one that a page shows; where only figures have changed, its `...` stay."""
    if doctest.OutputChecker().check_output(loose(want), loose(got), FLAGS):
        return want
    if doctest.OutputChecker().check_output(loose(counted(want)), loose(counted(got)), FLAGS):
        return "".join(line if line.strip() == "..." else figured(line, got) for line in want.splitlines(keepends=True))
    return got


def figured(line: str, got: str) -> str:
    """A line with the figures of the first line of an output that is otherwise the same."""
    pattern = "".join(r"(\d+)" if part.isdigit() else re.escape(part) for part in re.split(r"(\d+)", line.strip()))
    found = re.search(rf"^\s*{pattern.replace(re.escape('...'), '.*')}\s*$", got, re.MULTILINE)
    figures = iter(found.groups() if found else re.findall(r"\d+", line))
    return re.sub(r"\d+", lambda _: next(figures), line)


def loose(text: str) -> str:
    """A text in which a line `...` may stand for none as well."""
    return re.sub(r"(^|\n)\.\.\.\n", r"\1...", text)


def counted(text: str) -> str:
    """A text in which all figures are alike."""
    return re.sub(r"\d+", "0", text)
