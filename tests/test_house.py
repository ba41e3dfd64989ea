"""The rules of the house: one way through the rooms, small modules, nothing unused, nothing of one machine."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from spacy.language import Language

from pipeline.language import assembly

ROOT = Path(__file__).parent.parent
PIPELINE = ROOT / "pipeline"
LEXICONS = sorted(path for path in (PIPELINE / "lexicons").iterdir() if path.suffix in (".csv", ".toml"))
LEAVES = {"lexicons", "normalise", "settings", "messages", "learned"}  # any room may use them
ROOMS = [
    *("ingest", "document", "language", "dates", "incidents", "tables", "extraction"),
    *("batch", "cases", "evaluate", "show", "review", "cli"),
]
WITHIN_INCIDENTS = [
    *("grammar", "encoding", "scene", "references"),
    *("acts", "factuality", "people", "when", "occasions", "details", "subjects"),
]
LONGEST = 400
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in ("pipeline", "models")
    for path in sorted((ROOT / folder).rglob("*.py"))
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(node: ast.AST) -> Iterator[str]:
    """The modules of the house that an import statement names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in MODULES)
    elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            yield whole if whole in MODULES else str(node.module)


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def imports(node: ast.AST, inside_functions: bool) -> Iterator[str]:
    """The modules of the house that a file imports when it runs."""
    for child in ast.iter_child_nodes(node):
        if is_for_types(child) or (isinstance(child, ast.FunctionDef) and not inside_functions):
            continue
        yield from imported(child)
        yield from imports(child, inside_functions)


def room(module: str) -> str:
    """`pipeline.dates.edtf` → `dates`; the façade `pipeline` itself is no room."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize("module", [name for name in MODULES if room(name) in ROOMS and name.startswith("pipeline")])
def test_a_room_knows_only_the_rooms_before_it(module: str) -> None:
    own = ROOMS.index(room(module))
    used = {room(name) for name in imports(tree(MODULES[module]), inside_functions=True)} - LEAVES - {""}
    assert {name for name in used if ROOMS.index(name) > own} == set()


def within_incidents(module: str) -> str:
    """`pipeline.incidents.acts.lexicon` → `acts`; the name of the module itself where it stands in no inner room."""
    return module.removeprefix("pipeline.incidents.").split(".")[0]


@pytest.mark.parametrize("inner", WITHIN_INCIDENTS)
def test_an_inner_room_of_incidents_knows_only_those_before_it(inner: str) -> None:
    own = [name for name in MODULES if f"{name}.".startswith(f"pipeline.incidents.{inner}.")]
    used = {name for module in own for name in imports(tree(MODULES[module]), inside_functions=True)}
    known = {within_incidents(name) for name in used if name.startswith("pipeline.incidents.")} - {"types"}
    assert own and known <= set(WITHIN_INCIDENTS[: WITHIN_INCIDENTS.index(inner) + 1])


def test_every_inner_room_of_incidents_has_its_place() -> None:
    assert {path.parent.name for path in (PIPELINE / "incidents").glob("*/__init__.py")} == set(WITHIN_INCIDENTS)


@pytest.mark.parametrize("module", [name for name in MODULES if room(name) in LEAVES])
def test_a_leaf_knows_no_room(module: str) -> None:
    used = {room(name) for name in imports(tree(MODULES[module]), inside_functions=True)}
    assert used <= LEAVES


def test_the_pipeline_does_not_know_how_it_was_trained() -> None:
    users = [name for name, path in MODULES.items() if name.startswith("pipeline") and "models" in top_level(path)]
    assert users == []


def top_level(path: Path) -> set[str]:
    """The first names of all that a file imports, of whatever origin."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("name", ["pipeline.normalise", "pipeline.document", "pipeline.dates.resolve"])
def test_what_reads_values_needs_no_spacy(name: str) -> None:
    paths = [path for module, path in MODULES.items() if f"{module}.".startswith(f"{name}.")]
    assert paths and [path.name for path in paths if "spacy" in top_level(path)] == []


def test_no_imports_run_in_a_circle() -> None:
    graph = {name: set(imports(tree(path), inside_functions=False)) - {name} for name, path in MODULES.items()}
    while leaves := {name for name, used in graph.items() if not used & graph.keys()}:
        graph = {name: used for name, used in graph.items() if name not in leaves}
    assert graph == {}


def test_no_module_is_long() -> None:
    lengths = {name: path.read_text(encoding="utf-8").count("\n") for name, path in MODULES.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def undocumented(module: ast.Module) -> Iterator[str]:
    """The public functions and classes without a docstring."""
    for node in module.body:
        named = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if named and not ast.get_docstring(node):
            yield node.name


def test_every_module_and_public_function_says_what_it_does() -> None:
    missing = [
        *(name for name, path in MODULES.items() if path.stat().st_size > 1 and not ast.get_docstring(tree(path))),
        *(f"{name}.{thing}" for name, path in MODULES.items() for thing in undocumented(tree(path))),
    ]
    assert missing == []


@cache
def lexicons_read() -> frozenset[str]:
    """The names that code gives to the loader of lexicons, with `*` for what an f-string fills in."""
    found = set()
    for path in MODULES.values():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).split(".")[-1] in ("rows", "table"):
                name = node.args[0]
                if isinstance(name, ast.Constant):
                    found.add(str(name.value))
                elif isinstance(name, ast.JoinedStr):
                    found.add("".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in name.values))
    return frozenset(found)


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.name)
def test_every_lexicon_is_read(path: Path) -> None:
    assert any(fnmatchcase(path.stem, name) for name in lexicons_read())


def test_every_component_is_registered_and_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    installed = {point.name: point for point in entry_points(group="spacy_factories")}
    names = set(declared["spacy_factories"])
    assert names == {name for name in installed if name.startswith("recense_")}
    assert names == {*assembly.BEFORE_PARSER, *assembly.IN_PLACE.values(), *assembly.AFTER_NER}
    for name in names:
        installed[name].load()
        assert Language.has_factory(name)


def loaded_by(statement: str) -> set[str]:
    """The packages that a fresh Python holds after a statement."""
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.split(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize("statement", ["import pipeline", "import pipeline.cli"])
def test_the_door_opens_at_once(statement: str) -> None:
    assert loaded_by(statement) & {"spacy", "pandas", "numpy", "sklearn"} == set()


def test_what_trains_is_not_needed_to_read() -> None:
    loaded = loaded_by("import pipeline.extraction, pipeline.incidents.incident")
    assert loaded & {"lightgbm", "sklearn", "models"} == set()


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, cwd=ROOT)
    if listed.returncode:
        pytest.skip("not a checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


MACHINE = r"/(?:home|Users|root|work|mnt)/\w"
INDEX = r"https?://\S*(?:/simple\b|artifactory|nexus|pypi)|--(?:extra-)?index-url\s+\S"


def test_no_file_names_a_machine_or_an_index() -> None:
    suspicious = re.compile(f"{MACHINE}|{INDEX}")
    kinds = (".py", ".toml", ".md", ".lock", ".json", "")
    texts = [path for path in tracked() if path.suffix in kinds and path != Path(__file__)]
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if suspicious.search(line)
    ]
    assert found == []


def test_no_two_test_files_share_a_name() -> None:
    """Pytest cannot collect both, unless one lies in a package."""
    files = [path for path in (ROOT / "tests").rglob("test_*.py") if not (path.parent / "__init__.py").exists()]
    names = Counter(path.name for path in files)
    assert [name for name, times in names.items() if times > 1] == []
