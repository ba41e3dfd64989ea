import pytest
from spacy.language import Language

from pipeline.language.assembly import load


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline but for dates and incidents, loaded once."""
    pipeline = load()
    pipeline.select_pipes(disable=["recense_dates", "recense_incidents"])
    return pipeline
