"""The guideline's example is gold that holds."""

import re
from pathlib import Path

from pipeline.evaluate import check

GUIDELINE = Path(__file__).parents[2] / "corpus" / "GUIDELINE.md"
TEXT = (
    "Le 2 mars, Me Mensanvi a été interpellée par deux gendarmes à la brigade de Tokpli.\n\n"
    "Adjo Mensanvi, avocate à Tokpli, avait récemment écrit au ministre.\n"
)


def test_the_example_of_the_guideline_holds(tmp_path: Path) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", GUIDELINE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "togo.gold.json").write_text(example, encoding="utf-8")
    (tmp_path / "togo.txt").write_text(TEXT, encoding="utf-8")
    assert [str(problem) for problem in check(tmp_path)] == []
