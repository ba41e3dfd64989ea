"""Shares the alerts of training out among processes, each of which reads its own and keeps what it made of them."""

import gc
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from traceback import format_exc
from typing import Any, TypeVar

import numpy as np

from models.examples import Annotated
from models.fitting import PROCESSES, Packed, Parts
from models.signs import Coded, codes, met, news

Made = TypeVar("Made")
Shares = Sequence[Sequence[Annotated]]  # of each part the alerts that one process holds


def share(part: Sequence[Made], number: int) -> Sequence[Made]:
    """What the process of a number holds of a part: every second, where there are two."""
    return part[number::PROCESSES]


def together(shares: Sequence[Sequence[Made]]) -> list[Made]:
    """A part of which each process has given what it holds."""
    out: list[Any] = [None] * sum(map(len, shares))
    for number, some in enumerate(shares):
        out[number::PROCESSES] = some
    return out


class Readers:
    """Processes that hold the alerts of all parts between them.

    They are asked by functions that can be pickled; what these change in an alert stays where it is.
    """

    def __init__(self, hold: Callable[[int], Shares]) -> None:
        """Start the processes; `hold` gives the one of a number what it holds (`share` of each part)."""
        context = get_context("fork")
        self._lines: list[Connection] = []
        self._processes: list[BaseProcess] = []
        news()  # … is from here on what they meet alone
        self._codes = [codes(met()) for _ in range(PROCESSES)]  # ours for each code of theirs
        for number in range(PROCESSES):
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(partial(hold, number), there, here), daemon=True)
            process.start()
            there.close()
            self._processes.append(process)
            self._lines.append(here)
        self._parts, *_ = [_answer(line) for line in self._lines]

    def each(self, make: Callable[..., Made], *given: Sequence[Any]) -> list[list[Made]]:
        """What `make` gives for each alert of each part; each of `given` has an item for each part, which it is told
        besides."""
        return [together(shares) for shares in self._asked(partial(_each, make), given)]

    def samples(self, make: Callable[..., Packed], *given: Sequence[Any]) -> Parts:
        """The samples that `make` gives for each alert of each part, their signs in codes of this process."""
        made = self._asked(partial(_samples, make), given)
        return [together([self._translated(*one) for one in enumerate(shares)]) for shares in made]

    def close(self) -> None:
        """Let the processes end, and wait until they have."""
        for line in self._lines:
            line.close()
        for process in self._processes:
            process.join()

    def _asked(self, work: Callable[..., Any], given: Sequence[Sequence[Any]]) -> list[list[Any]]:
        told = [*zip(*given, strict=True)] or [()] * self._parts
        for line in self._lines:
            line.send((work, told))
        return [[_answer(line) for line in self._lines] for _ in told]

    def _translated(self, number: int, answer: tuple[list[str], list[Packed]]) -> list[Packed]:
        more, made = answer
        ours = self._codes[number] = np.concatenate([self._codes[number], codes(more)])
        return [replace(one, signs=Coded(ours[one.signs.codes], one.signs.lengths)) for one in made]


def _answer(line: Connection) -> Any:
    answer = line.recv()
    if isinstance(answer, Exception):
        raise answer
    return answer


def _each(make: Callable[..., Made], alerts: Sequence[Annotated], *told: Any) -> list[Made]:
    return [make(annotated, *told) for annotated in alerts]


def _samples(make: Callable[..., Packed], alerts: Sequence[Annotated], *told: Any) -> tuple[list[str], list[Packed]]:
    made = _each(make, alerts, *told)
    return news(), made


def _serve(hold: Callable[[], Shares], line: Connection, other_end: Connection) -> None:
    """Answer what is asked, part by part, until nobody asks any more."""
    other_end.close()  # else it would stay open here when nobody else has it any more
    with suppress(EOFError, OSError):  # the line is closed
        held = _attempt(hold)
        gc.freeze()  # alerts stay to the end: the collector need not walk through them
        line.send(len(held) if isinstance(held, Sequence) else held)
        while isinstance(held, Sequence):
            work, told = line.recv()
            for alerts, own in zip(held, told, strict=True):
                line.send(_attempt(partial(work, alerts, *own)))


def _attempt(work: Callable[[], Any]) -> Any:
    """What some work gives, else the error that ended it, with its place."""
    try:
        return work()
    except Exception as error:
        error.add_note(format_exc())
        return error
