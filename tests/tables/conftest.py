from pathlib import Path

import pytest
from table_samples import sample_rows, text_rows

from pipeline.ingest.types import InputError
from pipeline.tables import DatasetWriter


@pytest.fixture
def dataset_of(tmp_path: Path):
    """Writes a dataset of alerts without incidents, one per text, and gives its path."""

    def build(*texts: str, title: str = "") -> Path:
        path = tmp_path / f"set{len(list(tmp_path.glob('set*')))}"
        with DatasetWriter(path) as writer:
            for number, text in enumerate(texts):
                writer.add(text_rows(text, f"{number}.txt", id=f"k{number}", title=title))
        return path

    return build


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A dataset of one alert with two incidents, and an error."""
    with DatasetWriter(tmp_path / "sample") as writer:
        writer.add(sample_rows())
        writer.error(InputError("b.pdf", "read", "ENCRYPTED", "Remove the password."))
    return tmp_path / "sample"
