"""The command `recense`: what a person types, and nothing that loads slowly before it is needed."""

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Annotated

import typer

from pipeline import messages
from pipeline.cli import (
    bench,
    corpus,
    doctor,
    evaluate,
    export,
    extract,
    import_review,
    learn,
    link,
    review,
    show,
    status,
)
from pipeline.cli.completion import complete
from pipeline.cli.failures import report
from pipeline.cli.help import Command, Group

GLOBAL_OPTIONS = {"--lang": True, "--debug": False}  # name: whether a value follows

app = typer.Typer(name="recense", cls=Group, pretty_exceptions_enable=False)


def _speak(lang: messages.Language | None) -> messages.Language | None:
    if lang:
        messages.speak(lang)
    return lang


@app.callback()
def recense(
    lang: Annotated[messages.Language | None, typer.Option(metavar="fr|en", is_eager=True, callback=_speak)] = None,
    debug: bool = typer.Option(False, "--debug"),
) -> None:
    """Options of every command; `main` lets them stand anywhere on the line."""


app.command(cls=Command)(extract.extract)
app.command(cls=Command)(link.link)
app.command(cls=Command)(export.export)
app.command("import-review", cls=Command)(import_review.import_review)
app.command(cls=Command)(show.show)
app.command(cls=Command)(review.review)
app.command(cls=Command)(status.status)
app.command(cls=Command)(learn.learn)
app.command(cls=Command)(evaluate.evaluate)
app.command(cls=Command)(bench.bench)
app.command(cls=Command)(doctor.doctor)
_corpus = typer.Typer(name="corpus", cls=Group, add_completion=False)
_corpus.command(cls=Command)(corpus.check)
_corpus.command(cls=Command)(corpus.agreement)
_corpus.command("hash", cls=Command)(corpus.hash_)
_corpus.command(cls=Command)(link.cases)
app.add_typer(_corpus)


# Reading makes many short-lived lists; looking for cycles among them every 700 costs a twentieth of the time.
GARBAGE_THRESHOLD = 100_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (without the program's name; by default this process's) and return its exit status.

    0: done; 1: done, but some inputs failed, or a check did not hold; 2: wrong use, nothing was written;
    130: interrupted; 141: the reader of the output went away.
    """
    gc.set_threshold(GARBAGE_THRESHOLD)
    words = _globals_first(list(sys.argv[1:] if argv is None else argv))
    debug = "--debug" in words  # the parser takes words out of its list
    messages.speak(messages.from_environment(os.environ))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # what a terminal's old character set lacks must not end a run
    try:
        command = typer.main.get_command(app)
        if (answered := complete(command, os.environ)) is not None:
            return answered
        with command.make_context("recense", words) as context:
            command.invoke(context)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as failure:
        return report(failure, debug)
    return 0


def _globals_first(words: list[str]) -> list[str]:
    """The same words with the options of every command moved to the front, where the parser wants them."""
    front: list[str] = []
    rest: list[str] = []
    queue = iter(words)
    for word in queue:
        if word == "--":
            return [*front, *rest, word, *queue]
        name, _, value = word.partition("=")
        if name not in GLOBAL_OPTIONS:
            rest.append(word)
        else:
            front.append(word)
            if GLOBAL_OPTIONS[name] and not value:
                front.extend([value] if (value := next(queue, "")) else [])
    return [*front, *rest]
