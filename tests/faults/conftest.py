"""The makers of files of `tests/ingest` and the runs of `tests/batch` serve here too."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "batch")]
