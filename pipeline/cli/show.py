"""`recense show`: one alert's incidents and its text with the words marked, in the terminal or as a page."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.console import Refusal, answer, refuse_missing, results, tell
from pipeline.cli.extract import remedy
from pipeline.cli.failures import FAILED
from pipeline.messages import language, say, speaking

Rows = dict[str, list[dict[str, Any]]]


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    html: Annotated[Path | None, typer.Option("--html", metavar="PAGE")] = None,
    every: Annotated[bool, typer.Option("--all")] = False,
) -> None:
    """Show the first alert of `file`, or all of them; status 1 where it cannot be read."""
    refuse_missing([file])
    if html is not None and not html.absolute().parent.is_dir():
        raise Refusal(say("show.no_folder", path=html.parent))
    failed = False
    pages: list[Rows] = []
    for result in _results(file, every):
        if isinstance(result, str):
            tell(result)
            failed = True
        elif html is None:
            _print(result)
        else:
            pages.append(result)
    if html is not None and pages:
        _write_private(html, _page(pages))
        answer(str(html))
    if failed:
        raise typer.Exit(FAILED)


def _results(file: Path, every: bool) -> Iterator[Rows | str]:
    """The rows of each alert shown, or the message of one that failed."""
    from pipeline.extraction import extract
    from pipeline.ingest import InputError, read

    inputs = read([file])
    for result in extract(inputs if every else islice(inputs, 1)):
        yield _said(result) if isinstance(result, InputError) else result.rows
    if next(inputs, None) is not None:
        tell(say("show.more"))


def _said(error: Any) -> str:
    """The error's own message, which is English, or the remedy of its kind in the language spoken."""
    return f"{error.error}: {error.message if language() == 'en' else remedy(error.stage, error.error)}"


def _print(rows: Rows) -> None:
    from pipeline.show.terminal import render
    from pipeline.show.view import view

    console = results()
    coloured = console.color_system is not None and not console.no_color
    console.print(render(view(rows), coloured, console.width))


def _page(alerts: list[Rows]) -> str:
    """The page is in French, as the workbook is, whatever the language of the command."""
    from pipeline.show.page import page
    from pipeline.show.view import view

    with speaking("fr"):
        return page([view(rows) for rows in alerts])


def _write_private(path: Path, content: str) -> None:
    """Write a file that only its owner can read; it is whole or not there."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
