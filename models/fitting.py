"""Fits models to the samples of alerts, for alerts like the typical ones."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from multiprocessing import get_context
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import diags

from models import dense, linear, network, trees
from models.examples import Annotated, Samples
from models.signs import Coded, Signs, encode, frequent
from pipeline.learned.dense import Dense
from pipeline.learned.linear import Linear
from pipeline.learned.network import Network
from pipeline.learned.stack import Stack
from pipeline.learned.trees import Trees

TYPICAL = "typical"
PROCESSES = 2
Fitted = TypeVar("Fitted")
_jobs: Sequence[Callable[[], Any]] = ()  # as a forked process finds them


@dataclass(frozen=True, slots=True)
class Packed:
    """The samples of an alert in arrays: as lists those of a corpus fill the memory."""

    signs: Coded
    numbers: NDArray[np.float32]
    labels: list[str]
    truths: list[bool]
    sizes: list[int]  # how many of these, one after the other, are the options of a choice


def _job(place: int) -> Any:
    return _jobs[place]()


def side_by_side(jobs: Sequence[Callable[[], Fitted]]) -> list[Fitted]:
    """What each of some jobs gives, in their order, done by copies of this process: samples fill gigabytes, and a copy
    has them without being sent any."""
    global _jobs
    _jobs = jobs
    gc.freeze()  # else the collector of each copy would walk through all of them, and so copy them indeed
    with get_context("fork").Pool(min(PROCESSES, len(jobs))) as pool:
        done = pool.map(_job, range(len(jobs)), chunksize=1)
    _jobs = ()
    return done


Parts = Sequence[list[Packed]]  # the samples of the alerts of each part


def fitted_all(
    made: Mapping[str, Parts], fits: Mapping[str, Callable[[Iterable[Packed]], Any]]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """For each part the models, by name, of all other parts, and those of all."""
    jobs = [partial(fits[name], some) for name, parts in made.items() for some in (*others(parts), [*chain(*parts)])]
    done = iter(side_by_side(jobs))
    models = {name: [next(done) for _ in (*parts, None)] for name, parts in made.items()}
    *unseen, whole = [dict(zip(models, some, strict=True)) for some in zip(*models.values(), strict=True)]
    return unseen, whole


def fitted(made: Parts, fit: Callable[[Iterable[Packed]], Fitted]) -> tuple[list[Fitted], Fitted]:
    """For each part the model of all other parts, and that of all."""
    unseen, whole = fitted_all({"": made}, {"": fit})
    return [one[""] for one in unseen], whole[""]


def stacks(firsts: Sequence[Linear], grown: Sequence[Trees]) -> list[Stack[Linear]]:
    """The two models of each part, one after the other."""
    return [Stack(first, trees) for first, trees in zip(firsts, grown, strict=True)]


def pack(samples: Samples, typical: bool = False) -> Packed:
    """Samples in arrays, each told whether it is of an alert like those that are to be read: by a sign, by a last
    number."""
    numbers = np.array(samples.numbers or np.zeros((0, 0)), dtype=np.float32)
    marks = np.full((len(numbers), 1), typical, dtype=np.float32)
    signs = encode(samples.features, *([TYPICAL] if typical else []))
    return Packed(signs, np.hstack([numbers, marks]), samples.labels, samples.truths, samples.sizes)


def of(annotated: Annotated, samples: Samples) -> Packed:
    """The samples of an alert in arrays."""
    return pack(samples, annotated.typical)


def marked(make: Callable[..., Samples], annotated: Annotated, *told: Any) -> Packed:
    """The samples that `make` gives of an alert, in arrays that tell whether it is typical."""
    return of(annotated, make(annotated, *told))


def unmarked(make: Callable[..., Samples], annotated: Annotated, *told: Any) -> Packed:
    """The samples that `make` gives of an alert, in arrays that do not."""
    return pack(make(annotated, *told))


def truths(made: Sequence[Packed]) -> list[bool]:
    """What is true of each sample."""
    return [truth for one in made for truth in one.truths]


def grow(made: Iterable[Packed], settings: dict[str, Any], choices: bool = False) -> Trees:
    """Trees over the samples of several alerts, for typical ones; `choices` where these are the options of choices."""
    some = [one for one in made if len(one.numbers)]
    numbers = np.concatenate([one.numbers for one in some])
    sizes = [size for one in some for size in one.sizes] if choices else None
    grown = trees.fit(numbers, truths(some), settings["trees"], sizes)
    return trees.settled(grown, numbers.shape[1] - 1, 1.0)


def fit_dense(made: Iterable[Packed], settings: dict[str, Any]) -> Dense:
    """A network over the numbers of the samples of several alerts, for typical ones."""
    some = [one for one in made if len(one.numbers)]
    labels = [label for one in some for label in one.labels]
    return dense.settled(dense.fit([one.numbers for one in some], labels, settings))


def fit_linear(made: Iterable[Packed], strength: float, least: int = 2, faint: float = linear.FAINT) -> Linear:
    """A linear model of the labels of the samples of several alerts, else of yes and no, for typical ones; signs that
    fewer than `least` samples have are left out."""
    some = list(made)
    labels = [label for one in some for label in one.labels]
    signs = frequent((one.signs for one in some), least)
    return linear.settled(linear.fit(signs, labels or truths(some), strength, faint), TYPICAL)


def fit_texts(made: Iterable[Packed], settings: dict[str, Any]) -> Linear:
    """A linear model of samples of many signs (of the labels, else of yes and no): each sign is the weaker the more
    its sample has."""
    some = list(made)
    found = frequent((one.signs for one in some), settings["least"])
    lengths = np.concatenate([one.signs.lengths for one in some])
    signs = Signs((diags(1 / np.sqrt(np.maximum(1, lengths))) @ found.matrix).tocsr(), found.names)
    labels = [label for one in some for label in one.labels]
    return linear.fit(signs, labels or truths(some), settings["strength"], settings["faint"])


def fit_network(made: Iterable[Packed], settings: dict[str, Any]) -> Network:
    """A network of yes and no of the samples of several alerts, for typical ones; signs that few have are left out."""
    some = list(made)
    own = settings["network"]
    signs = frequent((one.signs for one in some), own["least"])
    return network.settled(network.fit(signs, truths(some), own), TYPICAL)


def beside(made: Parts, more: Parts) -> Parts:
    """The samples of both, part by part."""
    return [[*one, *other] for one, other in zip(made, more, strict=True)]


def others(made: Parts) -> Iterator[list[Packed]]:
    """For each part the samples of all other parts."""
    for left_out in range(len(made)):
        yield [samples for i, some in enumerate(made) if i != left_out for samples in some]
