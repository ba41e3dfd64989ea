"""The whole job, as a person starts it, with the real pipeline: faults 49 to 52.

Everything that it does is noted by an audit hook in each of its processes (see `guard/sitecustomize.py`).
"""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from ingest.makers import pdf, put, zipped

from pipeline.tables import read_dataset

ROOT = Path(__file__).parents[2]
CANARY = "Zébuline Canarix"
ALERT = f"Le 3 mai 2021, Me {CANARY} a été arrêtée par la police à Lyon.\n"
RECENSE = "import sys; from pipeline.cli import main; sys.exit(main())"


@dataclass
class Job:
    status: int
    said: str
    titles: set[str]
    place: Path

    @property
    def notes(self) -> list[str]:
        path = self.place / "notes"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Job]:
    """A run over alerts, sound and broken, with all doors open: umask 0, temporary folder of its own."""
    place = tmp_path_factory.mktemp("job")
    (place / "tmp").mkdir()
    put(place / "alertes", "un.txt", ALERT)
    put(place / "alertes", "deux.html", f"<p>{ALERT}</p><img src='http://127.0.0.1:9/x.png'>")
    put(place / "alertes", "trois.zip", zipped({"../dehors.txt": ALERT, "a.txt": ALERT + "Fin.", "b.docx": CANARY}))
    put(place / "alertes", "quatre.pdf", pdf([(50, 800, CANARY)])[:300])
    put(place / "alertes", "cinq.csv", f'text,published_on\n"{ALERT}Suite.",{CANARY}\n{CANARY}\n')
    put(place / "alertes", "six.json", f'{{"text": "{CANARY}"')
    put(place / "alertes", "sept.txt", ALERT + "Le comité reste inquiet.\n" * 2500)
    env = os.environ | {
        "TMPDIR": str(place / "tmp"),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent / "guard"), str(ROOT)]),
        "RECENSE_TEST_NOTES": str(place / "notes"),
        "RECENSE_TEST_PLACES": os.pathsep.join([str(place / "jeu"), str(place / "tmp")]),
        "LC_ALL": "C",
    }
    words = ["extract", place / "alertes", "--out", place / "jeu", "--debug", "--workers", "2"]
    run = subprocess.Popen(
        [sys.executable, "-c", RECENSE, *map(str, words)],
        env=env,
        umask=0,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    titles: set[str] = set()
    watcher = threading.Thread(target=watch_titles, args=[run, titles])
    watcher.start()
    said = run.communicate(timeout=300)[0].decode()
    watcher.join()
    yield Job(run.returncode, said, titles, place)


def watch_titles(run: subprocess.Popen[bytes], titles: set[str]) -> None:
    """The command lines of the run and of its workers, again and again while it lives."""
    while True:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes()
            except OSError:
                continue
            if b"pipeline" in words:
                titles.add(words.decode("utf-8", "replace"))
        try:
            run.wait(0.2)
            return
        except subprocess.TimeoutExpired:
            continue


def test_the_job_was_done(job: Job) -> None:
    tables = read_dataset(job.place / "jeu")
    assert job.status == 1, job.said
    assert len(tables["alerts"]) == 5
    assert {"CORRUPT", "UNSAFE_MEMBER", "BAD_ROW", "BAD_JSON", "BAD_DATE"} == set(tables["errors"]["error"])
    assert CANARY in set(tables["entities"]["name"])


def test_fault_49_only_the_owner_can_read_what_was_written(job: Job) -> None:
    paths = [job.place / "jeu", *(job.place / "jeu").rglob("*")]
    assert len(paths) > 12
    assert {oct(path.stat().st_mode & 0o777) for path in paths if path.is_file()} == {"0o600"}
    assert {oct(path.stat().st_mode & 0o777) for path in paths if path.is_dir()} == {"0o700"}


def test_fault_50_no_text_in_what_is_said_in_errors_and_in_titles_of_processes(job: Job) -> None:
    errors = read_dataset(job.place / "jeu")["errors"]
    for words in (job.said, *errors["message"], *job.titles):
        assert not re.search("canarix|zébuline", words, re.IGNORECASE)
    assert any("pipeline.batch.worker" in title for title in job.titles) or not Path("/proc/self").exists()


def test_fault_51_no_network_is_used(job: Job) -> None:
    """A library asks at its import whether the machine knows IPv6, by a socket that nobody can reach."""
    used = [line for line in job.notes if line.startswith(("socket", "urllib"))]
    assert [line for line in used if "socket.bind" not in line or "('::1', 0)" not in line] == []


def test_fault_21_fault_52_nothing_is_written_outside_or_left_behind(job: Job) -> None:
    assert [line for line in job.notes if line.startswith(("open", "os."))] == []
    assert list((job.place / "tmp").iterdir()) == []
    left = {path.name for path in (job.place / "jeu" / "shards").iterdir()}
    assert {name for name in left if not name.endswith(".zip")} == {"lock", "manifest.sqlite"}


def test_fault_52_nothing_is_unpickled(job: Job) -> None:
    """Babel keeps the names of countries that it is installed with in this form; nothing else is read so."""
    assert [line for line in job.notes if line.startswith("pickle") and "('babel." not in line] == []
    read = re.compile(r"^\s*(?:import|from) (?:pickle|dill|joblib|marshal|shelve)\b|allow_pickle=True", re.MULTILINE)
    code = [*(ROOT / "pipeline").rglob("*.py")]
    assert [path.name for path in code if read.search(path.read_text(encoding="utf-8"))] == []
    assert [path for path in (ROOT / "models").rglob("*") if path.suffix in (".pkl", ".pickle", ".joblib")] == []


def test_fault_33_the_order_in_which_python_hashes_changes_no_byte(tmp_path: Path) -> None:
    """Sets are walked in another order in each process; alerts with several persons tell where one is."""
    names = ("kazakhstan-2020-05-18.txt", "tchad-2025-03-14.txt", "turquie-2018-05-18.txt")
    prints = []
    for seed in ("1", "77"):
        paths = [str(ROOT / "corpus" / "train" / name) for name in names]
        words = ["extract", *paths, "--out", str(tmp_path / seed), "--quiet"]
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", RECENSE, *words], env=env, check=True, capture_output=True)
        prints.append({path.name: path.read_bytes() for path in (tmp_path / seed).glob("*.parquet")})
    assert prints[0] == prints[1] and len(prints[0]) == 9


def test_the_guard_notes_what_it_is_for(tmp_path: Path) -> None:
    """A test of the test: the hook sees a socket, an unpickling and a file where none should be."""
    code = "import pickle, socket; pickle.loads(pickle.dumps(len)); open('dehors', 'w'); socket.socket().bind(('', 0))"
    env = {"PYTHONPATH": str(Path(__file__).parent / "guard"), "RECENSE_TEST_NOTES": str(tmp_path / "notes")}
    env |= {"RECENSE_TEST_PLACES": "/nowhere", "PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, "-c", code], env=env, cwd=tmp_path, check=True)
    assert {line.split()[0] for line in (tmp_path / "notes").read_text().splitlines()} == {
        "pickle.find_class", "open", "socket.bind",
    }  # fmt: skip
