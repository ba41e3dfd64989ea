"""The trained models and thresholds that the reading of incidents uses, loaded once."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.incidents.jury import Jury
from pipeline.incidents.linear import Linear
from pipeline.incidents.trees import Trees

LINEAR = (
    "acts",
    "services",
    "unnamed",
    "factuality",
    "merging",
    "places",
    "targets",
    "subjects",
)
JURIES = ("victims", "perpetrators", "dates")
TREES = ("antecedents", "tellings", "victim_sets", "occasion_dates", "occasion_types", "confidence")


@dataclass(frozen=True)
class Models:
    """One model for each decision, and the thresholds of `models/config.toml`.

    Of a jury the linear model first reads each mention for itself; both decide in the light of what it read of all.
    """

    antecedents: Trees
    acts: Linear
    tellings: Trees
    victims: Jury
    victim_sets: Trees
    occasion_dates: Trees
    occasion_types: Trees
    confidence: Trees
    perpetrators: Jury
    services: Linear
    unnamed: Linear  # … of agents whom no words stand for
    dates: Jury
    factuality: Linear
    merging: Linear
    places: Linear
    targets: Linear
    subjects: Linear
    thresholds: dict[str, float]

    @cached_property
    def casting(self) -> Linear:
        """The first reading of both roles at once."""
        return Linear.beside({"victims": self.victims.linear, "perpetrators": self.perpetrators.linear})


def load_models(folder: Path) -> Models:
    """Read the artefacts that `make train` wrote to a folder."""
    settings = json.loads((folder / "incidents.json").read_text(encoding="utf-8"))
    linear: dict[str, Any] = {name: Linear.load(folder / f"{name}.npz") for name in LINEAR}
    juries: dict[str, Any] = {name: Jury.load(folder, name) for name in JURIES}
    forest: dict[str, Any] = {name: Trees.load(folder / f"{name}_trees.npz") for name in TREES}
    return Models(**linear, **juries, **forest, thresholds=settings["thresholds"])


def save_models(models: Models, folder: Path) -> None:
    """Write the artefacts that `load_models` reads."""
    for name in LINEAR:
        getattr(models, name).save(folder / f"{name}.npz")
    for name in JURIES:
        getattr(models, name).save(folder, name)
    for name in TREES:
        getattr(models, name).save(folder / f"{name}_trees.npz")
    settings = {"thresholds": models.thresholds}
    text = json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / "incidents.json").write_text(text, encoding="utf-8")
