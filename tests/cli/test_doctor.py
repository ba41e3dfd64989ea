"""`recense doctor` finds what is wrong, says what to do, and ends with a status that a script can use."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Outcome
from spacy.language import Language

from pipeline.batch.lock import locked
from pipeline.batch.manifest import Manifest
from pipeline.cli.checks import Finding, Level, install, machine, place
from pipeline.messages import say
from pipeline.tables.dataset import STATE

Recense = Callable[..., Outcome]


def told(finding: Finding) -> str:
    return say(f"doctor.{finding.key}", **finding.values)


@pytest.fixture
def dataset(recense: Recense, quick: None, alerts: Path, tmp_path: Path) -> Path:
    recense("extract", alerts, "--out", tmp_path / "jeu")
    return tmp_path / "jeu"


@pytest.mark.parametrize(("language", "verdict"), [("fr", "Recense fonctionne ici."), ("en", "Recense works here.")])
def test_a_sound_installation_reads_its_test_sentence(
    recense: Recense, nlp: Language, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str, verdict: str
) -> None:
    monkeypatch.setattr("pipeline.language.assembly.load", lambda: nlp)
    done = recense("doctor", tmp_path, "--lang", language)
    assert (done.status, done.err) == (0, "")
    assert verdict in done.out
    assert "x   " not in done.out
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_gives_wrong_rows_is_a_fault(
    recense: Recense, nlp: Language, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("pipeline.language.assembly.load", lambda: nlp)
    monkeypatch.setattr("pipeline.cli.checks.reading.SENTENCE", "Me Inès Corvelle n'a pas été arrêtée.")
    done = recense("doctor", tmp_path)
    assert done.status == 1
    assert "x   Une phrase d'essai ne donne pas la ligne attendue\n    → Installez" in done.out
    assert "1 chose est à réparer." in done.out


def test_a_model_that_does_not_load_is_a_fault(
    recense: Recense, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def load() -> None:
        raise OSError("secret words")

    monkeypatch.setattr("pipeline.language.assembly.load", load)
    done = recense("doctor", tmp_path)
    assert done.status == 1
    assert "x   Le modèle ne se charge pas : OSError" in done.out
    assert "secret" not in done.out + done.err
    monkeypatch.setattr("pipeline.cli.checks.reading.ARTEFACTS", tmp_path)
    assert "Des parties du modèle manquent : ner, acts.npz, incidents.json" in recense("doctor", tmp_path).out


def test_without_its_packages_it_looks_no_further_and_says_which(
    recense: Recense, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = ["spacy<2", "packaging", "nowhere-to-be-found>=1", "review-only; extra == 'review'"]
    monkeypatch.setattr(install, "requires", lambda _: asked)
    done = recense("doctor", tmp_path)
    assert done.status == 1
    assert "x   2 paquets manquent ou ne conviennent pas : spacy 3." in done.out
    assert "nowhere-to-be-found – (>=1)" in done.out
    assert (
        "!   Le complément review n'est pas installé\n    → S'il vous le faut : pip install 'recense[review]'"
        in done.out
    )
    assert "ok  Le complément cluster est installé" in done.out
    assert "phrase d'essai" not in done.out


def test_other_versions_than_those_measured_are_worth_knowing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "spacy==0.1 \\\n    --hash=sha256:00\nnobody==1\ntyper==9 ; sys_platform == 'none'\n", encoding="utf-8"
    )
    monkeypatch.setattr(install, "LOCK", lock)
    (finding,) = install.tested()
    assert (finding.level, finding.values["n"]) == (Level.note, 1)
    assert finding.values["packages"].startswith("spacy 3.")
    lock.unlink()
    assert [found.key for found in install.tested()] == ["lock_missing"]


def test_the_lock_of_the_project_is_found() -> None:
    assert install.LOCK.is_file()


def test_a_python_too_old_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install.platform, "python_version", lambda: "3.10.4")
    assert [(found.level, found.key) for found in install.python()] == [(Level.fault, "python_old")]


@pytest.mark.parametrize(
    ("available", "limit", "level", "workers"),
    [(9_000_000, None, Level.good, 9), (500_000, None, Level.note, 0), (9_000_000, 3_000_000_000, Level.good, 2)],
)
def test_memory_is_what_the_system_or_its_container_leaves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, available: int, limit: int | None, level: Level, workers: int
) -> None:
    (tmp_path / "meminfo").write_text(f"MemTotal: 99999999 kB\nMemAvailable: {available} kB\n", encoding="ascii")
    if limit:
        (tmp_path / "memory.max").write_text(f"{limit}\n", encoding="ascii")
        (tmp_path / "memory.current").write_text("500000000\n", encoding="ascii")
    monkeypatch.setattr(machine, "MEMINFO", tmp_path / "meminfo")
    monkeypatch.setattr(machine, "CGROUP", tmp_path)
    (finding,) = machine.memory()
    assert (finding.level, finding.values.get("n", 0)) == (level, workers)


def test_a_system_that_hides_its_memory_is_no_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "MEMINFO", tmp_path / "nothing")
    assert [found.key for found in machine.memory()] == ["memory_unknown"]


def test_a_place_that_refuses_files_is_a_fault(tmp_path: Path) -> None:
    refused, temporary = place.writing(Path("/proc/self"))
    assert (refused.level, temporary.level) == (Level.fault, Level.good)
    assert "/proc/self" in told(refused)


def test_an_interrupted_run_is_named_with_the_way_on(dataset: Path) -> None:
    assert [found.key for found in place.runs(dataset.parent)] == ["runs"]
    with closing(Manifest(dataset / STATE)) as manifest:
        manifest.base.execute("UPDATE tasks SET done = 0")
    for folder in (dataset.parent, dataset):
        assert [(found.key, found.values["path"]) for found in place.runs(folder)] == [("run_interrupted", dataset)]


def test_a_run_that_goes_on_is_left_alone(dataset: Path) -> None:
    with locked(dataset / STATE / "lock", dataset):
        (finding,) = place.runs(dataset.parent)
    assert finding.key == "run_held"
    assert "another run" in told(finding)


def test_a_damaged_dataset_is_a_fault_that_can_be_mended(recense: Recense, dataset: Path, alerts: Path) -> None:
    (dataset / STATE / "manifest.sqlite").write_bytes(b"no database" * 99)
    assert [found.key for found in place.runs(dataset.parent)] == ["manifest_broken"]
    recense("extract", alerts, "--out", dataset, "--rebuild")
    assert [found.key for found in place.runs(dataset.parent)] == ["runs"]


def test_what_an_export_left_behind_is_named(dataset: Path) -> None:
    left = dataset.parent / ".livre.xlsx.recense-partial"
    left.mkdir()
    assert [found.values["path"] for found in place.runs(dataset.parent)] == [left]


def test_the_folder_may_be_left_out(recense: Recense) -> None:
    assert "recense doctor [DOSSIER]" in recense("doctor", "--help").out


def test_a_folder_that_is_not_there_is_refused(recense: Recense, tmp_path: Path) -> None:
    assert recense("doctor", tmp_path / "nulle").status == 2
