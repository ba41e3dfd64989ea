"""The command answers at once: what loads slowly is loaded when it is needed. Modules are counted, not seconds."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = {"spacy", "thinc", "numpy", "pandas", "pyarrow", "duckdb", "lxml", "dateparser", "fastapi", "distributed"}
RUN = "import sys\nfrom pipeline.cli import main\nmain({words!r})\nprint('MODULES', *sys.modules)"
MOST = 500  # modules of a help page; there are about 260, most of them of rich, typer and the standard library


def modules_after(code: str) -> list[str]:
    """The modules that a fresh Python holds after the code, and on the screen the processor time that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    modules = done.stdout.rpartition("MODULES ")[2].split()
    print(f"\n{len(modules)} modules, {seconds:.2f} s of processor time")
    return modules


def test_importing_the_package_loads_nothing_but_itself() -> None:
    bare = set(modules_after("import sys\nprint('MODULES', *sys.modules)"))
    found = set(modules_after("import sys, pipeline\nprint('MODULES', *sys.modules)"))
    assert {name.split(".")[0] for name in found - bare} <= {"pipeline", *sys.stdlib_module_names}
    assert {name for name in found if name.startswith("pipeline")} == {"pipeline"}


@pytest.mark.parametrize(
    "words",
    [["--help"], ["extract", "--help"], ["doctor", "--help"], ["exprot"], ["extract", "no-such-file", "--out", "x"]],
    ids=" ".join,
)
def test_help_and_refusals_need_no_library_that_loads_slowly(words: list[str], tmp_path: Path) -> None:
    modules = modules_after(f"import os\nos.chdir({str(tmp_path)!r})\n{RUN.format(words=words)}")
    assert {name.split(".")[0] for name in modules} & SLOW == set()
    assert len(modules) < MOST


def test_reading_a_dataset_needs_no_model() -> None:
    modules = modules_after("import sys, pipeline.tables, pipeline.evaluate\nprint('MODULES', *sys.modules)")
    assert {name.split(".")[0] for name in modules} & {"spacy", "thinc", "distributed", "fastapi"} == set()
