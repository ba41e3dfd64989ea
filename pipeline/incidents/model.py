"""The trained models and thresholds that the reading of incidents uses, loaded once."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.incidents.encoding.bundles import Bundled, Odds
from pipeline.learned.dense import Dense
from pipeline.learned.linear import Linear
from pipeline.learned.network import Network
from pipeline.learned.stack import Stack
from pipeline.learned.trees import Trees

LINEAR = (
    "acts",
    "services",
    "unnamed",
    "factuality",
    "places",
    "targets",
    "topics",
    "named",
)
DENSE = ("senses",)
STACKS = ("antecedents", "victims", "perpetrators", "dates", "merging")
TREES = (
    "tellings",
    "victim_sets",
    "occasion_dates",
    "occasion_types",
    "occasion_factuality",
    "occasion_intervals",
    "confidence",
    "subjects",
)


@dataclass(frozen=True)
class Models:
    """One model for each decision, and the thresholds of `models/config.toml`.

    Of a stack the first model reads each mention for itself; trees decide in the light of what it read of all.
    """

    antecedents: Stack[Linear]
    acts: Linear
    senses: Dense  # acts by the vectors of the words around
    tellings: Trees
    victims: Stack[Network]
    victim_sets: Trees
    occasion_dates: Trees
    occasion_types: Trees
    occasion_factuality: Trees
    occasion_intervals: Trees
    confidence: Trees
    perpetrators: Stack[Network]
    services: Linear
    unnamed: Linear  # … of agents whom no words stand for
    dates: Stack[Network]
    factuality: Linear
    merging: Stack[Linear]
    places: Linear
    targets: Linear
    topics: Linear  # of how many persons an alert is, by its words
    named: Linear  # … of whom, by the words around names
    subjects: Trees
    thresholds: dict[str, float]

    @cached_property
    def resolving(self) -> Odds:
        """The first reading of references."""
        return Odds(self.antecedents.first)

    @cached_property
    def finding(self) -> Bundled:
        """The first reading of words as acts."""
        return Bundled(self.acts)

    @cached_property
    def casting(self) -> Bundled:
        """The first reading of both roles at once."""
        return Bundled(Network.beside({"victims": self.victims.first, "perpetrators": self.perpetrators.first}))

    @cached_property
    def dating(self) -> Bundled:
        """The first reading of dates."""
        return Bundled(self.dates.first)


def load_models(folder: Path) -> Models:
    """Read the artefacts that `make train` wrote to a folder."""
    settings = json.loads((folder / "incidents.json").read_text(encoding="utf-8"))
    linear: dict[str, Any] = {name: Linear.load(folder / f"{name}.npz") for name in LINEAR}
    stacks: dict[str, Any] = {name: Stack.load(folder, name) for name in STACKS}
    forest: dict[str, Any] = {name: Trees.load(folder / f"{name}_trees.npz") for name in TREES}
    dense: dict[str, Any] = {name: Dense.load(folder / f"{name}.npz") for name in DENSE}
    return Models(**linear, **dense, **stacks, **forest, thresholds=settings["thresholds"])


def save_models(models: Models, folder: Path) -> None:
    """Write the artefacts that `load_models` reads."""
    for name in (*LINEAR, *DENSE):
        getattr(models, name).save(folder / f"{name}.npz")
    for name in STACKS:
        getattr(models, name).save(folder, name)
    for name in TREES:
        getattr(models, name).save(folder / f"{name}_trees.npz")
    settings = {"thresholds": models.thresholds}
    text = json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / "incidents.json").write_text(text, encoding="utf-8")
