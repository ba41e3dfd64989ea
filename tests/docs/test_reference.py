"""The pages of reference say what the program says today, and leave nothing out."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from pipeline.cli import app
from pipeline.lexicons import rows
from pipeline.tables.columns import TABLES

DOCS = Path(__file__).parents[2] / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MADE = generator()


def page(name: str) -> str:
    return (DOCS / "reference" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MADE.PAGES)
def test_no_page_is_stale(name: str) -> None:
    assert page(name) == MADE.PAGES[name](), "run: python docs/generate.py"


def names(path: str, command: Any) -> list[tuple[str, list[str]]]:
    """Every command and the options that it has, asked of Typer itself and not of the generator."""
    own = [option for param in command.params for option in param.opts[:1] if option.startswith("--")]
    children = getattr(command, "commands", {})
    inner = [found for name, child in children.items() for found in names(f"{path} {name}", child)]
    return inner if children else [(path, own)]


@pytest.mark.parametrize(("path", "options"), names("recense", typer.main.get_command(app)))
def test_every_command_and_option_is_documented(path: str, options: list[str]) -> None:
    found = re.search(rf"^## `{path}`\n(.*?)(?=^## |\Z)", page("commands.md"), re.MULTILINE | re.DOTALL)
    assert found, f"{path} is not documented"
    assert [option for option in options if f"| `{option}" not in found[1]] == []


def test_every_column_is_documented() -> None:
    text = page("tables.md")
    for table, columns in TABLES.items():
        section = text.split(f"\n## `{table}`\n")[1].split("\n## ")[0]
        assert [column.name for column in columns if f"| `{column.name}` |" not in section] == []


def test_every_act_is_documented() -> None:
    assert [row["act"] for row in rows("taxonomy") if f"| `{row['act']}` |" not in page("acts.md")] == []
