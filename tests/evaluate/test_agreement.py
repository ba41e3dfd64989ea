"""Two annotators compared."""

from pathlib import Path

import pytest
from gold_cases import gold, incident, write

from pipeline.evaluate import agreement
from pipeline.evaluate.agreement import kappa

TEXT = "Lila a été arrêtée. Paul a été menacé. Anna fut jugée. Un journal a fermé.\n"


def test_kappa_takes_chance_out() -> None:
    # Observed 3/4. First: a 3, b 1; second: a 2, b 2. Expected (3*2 + 1*2)/16 = 1/2. Kappa (3/4 - 1/2)/(1/2) = 1/2.
    assert kappa([("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")]).value == pytest.approx(0.5)


def test_kappa_below_chance_is_negative_and_of_one_code_undefined() -> None:
    assert kappa([("a", "b"), ("b", "a")]).value == pytest.approx(-1)
    assert kappa([("a", "a")] * 3).value is None
    assert kappa([]).value is None


def test_two_annotations_of_one_text(tmp_path: Path) -> None:
    # A: arrest, threat, prosecution. B: arrest (reported), smear (for the threat), prosecution, closure.
    # Incidents: 2 shared of 3 and 4, F1 4/7. Acts in the same sentence: (arrest, arrest), (threat, smear),
    # (prosecution, prosecution): observed 2/3; expected (1 + 0 + 1)/9 = 2/9; kappa (6/9 - 2/9)/(7/9) = 4/7.
    # Factuality of the 2 matched: (asserted, reported), (asserted, asserted): observed 1/2, expected 1/2, kappa 0.
    arrest, trial = incident("arrest", "arrêtée"), incident("prosecution", "jugée")
    a = gold([arrest, incident("threat", "menacé"), trial])
    b = gold(
        [
            {**arrest, "factuality": "reported"},
            incident("smear", "menacé"),
            trial,
            incident("organisation_closure", "fermé"),
        ]
    )
    one, two = write(tmp_path / "a", TEXT, a), write(tmp_path / "b", TEXT, b, "autre-nom")
    write(one, "Un texte que l'autre n'a pas.\n", gold([incident("threat", "texte")]), "seul")
    result = agreement(one, two)
    assert result.alerts == 1
    assert result.incidents.f1 == pytest.approx(4 / 7)
    assert result.kappa["act"].value == pytest.approx(4 / 7)
    assert (result.kappa["factuality"].value, result.kappa["factuality"].rows) == (0, 2)
    assert agreement(two, one).incidents.f1 == result.incidents.f1


def test_an_annotation_agrees_with_itself(tmp_path: Path) -> None:
    content = gold([incident("arrest", "arrêtée"), incident("threat", "menacé", factuality="feared")])
    folder = write(tmp_path, TEXT, content)
    result = agreement(folder, folder)
    assert (result.clean.f1, result.kappa["act"].value, result.kappa["factuality"].value) == (1, 1, 1)


def test_folders_without_a_common_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no text in common"):
        agreement(write(tmp_path / "a", TEXT, gold()), write(tmp_path / "b", "Autre.\n", gold()))
