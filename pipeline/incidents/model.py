"""The trained models and thresholds that the reading of incidents uses, loaded once."""

import json
from dataclasses import dataclass
from pathlib import Path

from pipeline.incidents.linear import Linear

NAMES = (
    "antecedents",
    "acts",
    "victims",
    "perpetrators",
    "services",
    "dates",
    "factuality",
    "merging",
    "places",
    "targets",
    "confidence",
    "subjects",
)


@dataclass(frozen=True, slots=True)
class Models:
    """One linear model for each decision, and the thresholds of `models/config.toml`."""

    antecedents: Linear
    acts: Linear
    victims: Linear
    perpetrators: Linear
    services: Linear
    dates: Linear
    factuality: Linear
    merging: Linear
    places: Linear
    targets: Linear
    confidence: Linear
    subjects: Linear
    thresholds: dict[str, float]


def load_models(folder: Path) -> Models:
    """Read the artefacts that `make train` wrote to a folder."""
    settings = json.loads((folder / "incidents.json").read_text(encoding="utf-8"))
    linear = {name: Linear.load(folder / f"{name}.npz") for name in NAMES}
    return Models(**linear, thresholds=settings["thresholds"])


def save_models(models: Models, folder: Path) -> None:
    """Write the artefacts that `load_models` reads."""
    for name in NAMES:
        getattr(models, name).save(folder / f"{name}.npz")
    settings = {"thresholds": models.thresholds}
    text = json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / "incidents.json").write_text(text, encoding="utf-8")
