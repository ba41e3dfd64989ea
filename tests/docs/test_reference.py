"""The pages of reference say what the program says today, in both languages, and leave nothing out."""

import re
from typing import Any

import pytest
import typer
from generate import DOCS, PAGES

from pipeline.cli import app
from pipeline.lexicons import rows
from pipeline.tables.columns import TABLES

COMMANDS = ("reference/commands.md", "fr/commandes.md")
COLUMNS = ("reference/tables.md", "fr/tableaux.md")
ACTS = ("reference/acts.md", "fr/actes.md")


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_stale(name: str) -> None:
    assert page(name) == PAGES[name](), "run: make renew"


def names(path: str, command: Any) -> list[tuple[str, list[str]]]:
    """Every command and the options that it has, asked of Typer itself and not of the generator."""
    own = [option for param in command.params for option in param.opts[:1] if option.startswith("--")]
    children = getattr(command, "commands", {})
    inner = [found for name, child in children.items() for found in names(f"{path} {name}", child)]
    return inner if children else [(path, own)]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("path", "options"), names("recense", typer.main.get_command(app)))
def test_every_command_and_option_is_documented(name: str, path: str, options: list[str]) -> None:
    found = re.search(rf"^## `{path}`\n(.*?)(?=^## |\Z)", page(name), re.MULTILINE | re.DOTALL)
    assert found, f"{path} is not documented"
    assert [option for option in options if f"| `{option}" not in found[1]] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_is_documented(name: str) -> None:
    for table, columns in TABLES.items():
        section = page(name).split(f"\n## `{table}`\n")[1].split("\n## ")[0]
        assert [column.name for column in columns if f"| `{column.name}` |" not in section] == []


@pytest.mark.parametrize("name", ACTS)
def test_every_act_is_documented(name: str) -> None:
    assert [row["act"] for row in rows("taxonomy") if page(name).count(f"| `{row['act']}` |") != 2] == []
