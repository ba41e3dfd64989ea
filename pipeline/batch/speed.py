"""How fast whole jobs are: what two workers gain over one, and what the twenty-thousandth alert costs beside the first.

A job is what `recense extract` does, with workers of its own, over texts that no other job has read.
"""

import json
import random
import re
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from pipeline.batch.progress import Progress
from pipeline.batch.run import READER, Options, run

_NAME = re.compile(r"(?<!^)\b[A-ZÀ-Þ][a-zà-ÿ]{4,}\b")
_VOWELS = "aeiou"
_CHANGED = 0.3  # of the names
_PER_FILE = 10  # alerts: small enough for tasks that all workers share
_MEGABYTE = 1_000_000 if sys.platform == "darwin" else 1_000  # of what the system counts the peak in


@dataclass(frozen=True, slots=True)
class Job:
    """What a job took.

    `rate` is alerts per second of the clock, in the midst of the job, while all workers had work; `cpu` the seconds of
    processor per alert, their loading left out; `peak` the megabytes of the largest worker up to then.
    """

    alerts: int
    workers: int
    failed: int
    rate: float
    cpu: float
    peak: int


def unlike(texts: Iterable[str], seed: int) -> Iterator[str]:
    """The texts with a vowel changed in some of their names, so that no two are one and words never cease to be new."""
    rng = random.Random(seed)
    for text in texts:
        yield _NAME.sub(lambda name: _misspelt(name[0], rng), text)


def _misspelt(name: str, rng: random.Random) -> str:
    places = [place for place in range(1, len(name) - 1) if name[place] in _VOWELS]
    if not places or rng.random() > _CHANGED:
        return name
    place = rng.choice(places)
    return name[:place] + rng.choice(_VOWELS) + name[place + 1 :]


def jobs(texts: Iterator[str], plan: Iterable[tuple[int, int]], reader: str = READER) -> Iterator[Job]:
    """One job after the other, each given as its number of alerts and of workers, over the next of the texts.

    The peak is right only in a process that is itself smaller than a worker: a new one is counted from its copy on.
    """
    loading = _children()
    _run(islice(texts, 1), 1, reader)
    loading = _children() - loading
    for number, workers in plan:
        yield _job(islice(texts, number), number, workers, loading, reader)


def plans(alerts: int, workers: int, long: int) -> list[tuple[int, int]]:
    """The jobs that show what workers gain, and what a long job costs; each only where its number is not 0."""
    beside = [(long // part, 1) for part in (20, 10, 1)] if long else []
    return beside + ([(alerts, 1), (alerts, workers)] if workers else [])


def ratios(done: Sequence[Job], workers: int, long: int) -> dict[str, float]:
    """What the jobs of `plans` say, as ratios.

    `workers` by the clock, which is right only on a machine with nothing else to do; `workers_cpu` what they would gain
    with a processor each; `long_cost` of all alerts over those of a twentieth, `long_memory` over a tenth.
    """
    found: dict[str, float] = {}
    if workers:
        one, several = done[-2:]
        found["workers"] = several.rate / one.rate if one.rate else 0.0
        found["workers_cpu"] = workers * one.cpu / several.cpu if several.cpu else 0.0
    if long:
        short, medium, whole = done[:3]
        found["long_cost"] = whole.cpu / short.cpu if short.cpu else 0.0
        found["long_memory"] = whole.peak / medium.peak
    return found


def _job(texts: Iterable[str], number: int, workers: int, loading: float, reader: str) -> Job:
    before = _children()
    rate, failed = _run(texts, workers, reader)
    cpu = max(0.0, _children() - before - workers * loading) / number
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // _MEGABYTE
    return Job(number, workers, failed, rate, cpu, peak)


def _run(texts: Iterable[str], workers: int, reader: str) -> tuple[float, int]:
    """Alerts per second between a tenth and eight tenths of a job, and how many failed."""
    seen: list[tuple[float, int]] = []
    with TemporaryDirectory() as place:
        folder = Path(place) / "alerts"
        folder.mkdir()
        total = _write(texts, folder)
        summary = run(
            [folder],
            Path(place) / "dataset",
            Options(workers=workers, reader=reader),
            lambda progress: seen.append(_moment(progress)),
        )
    within = [(at, number) for at, number in seen if 0.1 * total <= number <= 0.8 * total] or seen
    (began, first), (ended, last) = within[0], within[-1]
    return (last - first) / (ended - began) if ended > began else 0.0, sum(summary.errors.values())


def _moment(progress: Progress) -> tuple[float, int]:
    return monotonic(), progress.inputs


def _write(texts: Iterable[str], folder: Path) -> int:
    """The texts as files of JSON lines; how many they are."""
    stream, total = iter(texts), 0
    while lines := [json.dumps({"text": text}) + "\n" for text in islice(stream, _PER_FILE)]:
        (folder / f"{total:09}.jsonl").write_text("".join(lines), encoding="utf-8")
        total += len(lines)
    return total


def _children() -> float:
    """Seconds of processor of all processes that this one has started and seen the end of."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
