"""What is handed over: sdist and wheel hold what they must and no more, and the wheel works where nothing else is."""

import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LARGEST = 15_000_000  # bytes of the wheel: the name recogniser, then the signs of acts and of victims
KILOBYTES = 1_000
ALERTS = {
    "un": "Le 3 mai 2021, Me Inès Corvelle a été arrêtée par la police à Port-Lune.\n",
    "deux": "Lomé, le 4 mars 2019\n\nDes inconnus ont menacé de mort le journaliste Kossi Amédro le 2 mars 2019.\n",
}
GOLD = """{"header": {"country": null, "published": null, "subjects": ["corvelle"]},
 "entities": [{"key": "corvelle", "kind": "person", "name": "Inès Corvelle", "variants": []}],
 "dates": [{"quote": "Le 3 mai 2021", "value": "2021-05-03"}],
 "incidents": [{"act": "arrest", "mentions": [{"quote": "a été arrêtée", "trigger": "arrêtée"}], "date": "2021-05-03",
  "victims": ["corvelle"], "perpetrators": [{"quote": "la police"}], "perpetrator_type": "police", "target": "person",
  "country": null, "factuality": "asserted"}]}
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with sdist and wheel, built as `uv build` does: the wheel from the sdist's own files."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build"]
    subprocess.run([*build, "-t", "sdist", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as sdist:
        sdist.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    subprocess.run([*build, "-t", "wheel", "-d", str(folder)], cwd=source, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="session")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that holds the wheel and what it asks for, at the versions of the lock."""
    place = tmp_path_factory.mktemp("empty")
    venv.create(place / "env", with_pip=True)
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    versions = place / "versions.txt"
    versions.write_text("\n".join(line.removesuffix("\\") for line in lines if line[:1].isalnum()), encoding="utf-8")
    pip = [place / "env" / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "-c", versions, f"recense[review] @ {wheel.as_uri()}"], cwd=place, check=True)
    return place / "env" / "bin" / "recense"


def run(command: Path, folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command in a folder outside the project, in an environment that knows nothing of the project."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    environ = {**kept, "LC_ALL": "C.UTF-8"}
    call = [str(command), *map(str, words)]
    return subprocess.run(call, cwd=folder, env=environ, capture_output=True, text=True)


@pytest.fixture(scope="session")
def folder(command: Path) -> Path:
    """A folder with alerts that are not in the corpus, and their dataset."""
    alerts = command.parents[2] / "work" / "alerts"
    alerts.mkdir(parents=True)
    for name, text in ALERTS.items():
        (alerts / f"{name}.txt").write_text(text, encoding="utf-8")
    (alerts / "un.gold.json").write_text(GOLD, encoding="utf-8")
    done = run(command, alerts.parent, "extract", "alerts", "--out", "dataset")
    assert (done.returncode, done.stdout) == (0, "dataset\n"), done.stderr
    return alerts.parent


def held(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def tracked(*folders: str) -> set[str]:
    listed = subprocess.run(["git", "ls-files", "-z", *folders], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}


def test_the_wheel_holds_code_words_models_and_pages(wheel: Path) -> None:
    wanted = {
        name.replace("models/artefacts", "pipeline/artefacts") for name in tracked("pipeline", "models/artefacts")
    }
    assert wanted - held(wheel) == set()
    assert "pipeline/requirements.lock" in held(wheel)
    assert {Path(name).name for name in held(wheel) if "/licenses/" in name} == {"LICENSE", "NOTICE"}


def test_nothing_else_is_handed_over(built: Path, wheel: Path) -> None:
    assert {name.split("/")[0].split("-")[0] for name in held(wheel)} == {"pipeline", "recense"}
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.split("/")[1] for name in sdist.getnames() if "/" in name}
    assert names & {"corpus", "tests", "notebooks", "docs", ".ci", "build"} == set()


def test_the_wheel_is_small(wheel: Path) -> None:
    size = wheel.stat().st_size
    print(f"\nwheel: {size / KILOBYTES:.0f} kB")
    assert size < LARGEST


def test_the_doctor_finds_a_sound_installation(command: Path, folder: Path) -> None:
    done = run(command, folder, "doctor", "--lang", "en")
    assert done.returncode == 0, done.stdout
    assert "Extra review is installed" in done.stdout
    assert "A test sentence gives the row it should" in done.stdout


def test_it_evaluates(command: Path, folder: Path) -> None:
    (folder / "alerts" / "deux.txt").rename(folder / "deux.txt")
    done = run(command, folder, "evaluate", "dataset", "--gold", "alerts", "--json")
    (folder / "deux.txt").rename(folder / "alerts" / "deux.txt")
    assert done.returncode == 0, done.stderr
    assert '"clean"' in done.stdout


@pytest.mark.parametrize("form", ["xlsx", "csv", "duckdb", "ftm", "uwazi", "datapackage", "annotations", "html"])
def test_it_exports(command: Path, folder: Path, form: str) -> None:
    done = run(command, folder, "export", "dataset", "--to", form, "--out", f"out.{form}")
    assert (done.returncode, done.stdout) == (0, f"out.{form}\n"), done.stderr
    assert (folder / f"out.{form}").exists()


def test_its_desk_opens(command: Path, folder: Path) -> None:
    assert run(command, folder, "review", "--help").stdout.startswith("Usage: recense review DATASET")
    call = [str(command), "review", "dataset", "--reviewer", "Noor"]
    with subprocess.Popen(call, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as desk:
        try:
            assert desk.stdout is not None
            assert re.search(r"http://127\.0\.0\.1:\d+/enter/", desk.stdout.readline())
        finally:
            desk.terminate()


def test_python_reads_with_it(command: Path, folder: Path) -> None:
    code = f"from pipeline import extract, load; print(len(next(extract([{ALERTS['un']!r}], load())).incidents))"
    done = run(command.with_name("python"), folder, "-c", code)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr
