from collections.abc import Callable

import pytest
from spacy.language import Language

from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.scene.staging import set_scene
from pipeline.settings import ARTEFACTS


@pytest.fixture(scope="session")
def trained() -> None:
    """For tests that mean nothing before the first `make train`; the gate of the scores fails without models."""
    if not (ARTEFACTS / "incidents.json").exists():
        pytest.skip("there are no trained models: make train")


@pytest.fixture
def read(nlp: Language) -> Callable[[str], Scene]:
    """Set the scene of a text, as it is before its incidents are read."""
    return lambda text: set_scene(next(nlp.pipe([text], disable=["recense_incidents"])))
