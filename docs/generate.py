"""Writes the pages of reference from what the program itself knows: `python docs/generate.py` renews them.

`tests/docs/test_reference.py` fails where a page is stale or a command, table or act is missing.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from pipeline.cli import app
from pipeline.cli.help import label, usage
from pipeline.lexicons import rows
from pipeline.messages import knows, say, speaking
from pipeline.tables.columns import ABOUT, TABLES, Code, codes
from pipeline.tables.schemas import dtype

FOLDER = Path(__file__).parent / "reference"
NOTE = "<!-- Made by docs/generate.py; do not edit. -->\n\n"
SHOWN_LISTS = ("perpetrator_type", "target", "factuality", "basis", "precision", "kind", "form", "role", "stage")


def table(headings: list[str], lines: list[list[str]]) -> str:
    """A Markdown table."""
    cells = [headings, ["---"] * len(headings), *lines]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in cells) + "\n"


def described() -> Iterator[tuple[str, Any]]:
    """Every command with the words that call it, in the order of the program's own help; groups are left out."""

    def walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
        if not hasattr(command, "commands"):
            yield path, typer.Context(command, info_name=path)
        for name, child in getattr(command, "commands", {}).items():
            yield from walk(f"{path} {name}", child)

    yield from walk("recense", typer.main.get_command(app))


def command_page() -> str:
    """The page of commands, in English."""
    with speaking("en"):
        parts = [
            NOTE + "# Commands\n",
            f"{say('help.recense.about')} Every command has the options of the first table, anywhere on its line, and "
            "`--help`. French or English, as the locale or `--lang` says.\n",
            table(
                ["option", "what it does"],
                [[f"`--{name}`", one_line(say(f"help.recense.{name}"))] for name in ("lang", "debug")],
            ),
            say("help.recense.after").strip() + "\n",
        ]
        parts += [command_section(path, context) for path, context in described()]
    return "\n".join(parts)


def command_section(path: str, context: Any) -> str:
    """One command: what it is for, how it is called, its arguments and options."""
    name = "_".join(path.split()[1:])
    lines = [[f"`{label(param)}`", one_line(say(f"help.{name}.{param.name}"))] for param in context.command.params]
    after = one_line(say(f"help.{name}.after")) + "\n" if knows(f"help.{name}.after") else ""
    called = usage(context).split(": ", 1)[1]
    about = one_line(say(f"help.{name}.about"))
    return (
        "\n".join(
            [f"## `{path}`\n", f"{about}\n", f"```text\n{called}\n```\n", table(["", "what it is"], lines), after]
        ).rstrip("\n")
        + "\n"
    )


def one_line(text: str) -> str:
    """A message without its line ends."""
    return " ".join(text.split())


def table_page() -> str:
    """The page of tables, columns and codes, in English and French."""
    parts = [
        NOTE + "# Tables and columns\n",
        "A dataset is a folder of Parquet files, one for each table. Text that is not there is the empty string, a "
        "number that is not there is missing. Offsets count code points of `alerts.text`. In each line the heading is "
        "that of the workbook.\n",
    ]
    for name, columns in TABLES.items():
        lines = [
            [
                f"`{c.name}`",
                dtype(c),
                c.heading,
                c.en + (f" [Codes](#{c.codes})" if c.codes in SHOWN_LISTS else ""),
                c.fr,
            ]
            for c in columns
        ]
        about = ABOUT[name]
        parts += [f"## `{name}`\n", f"{about.en} *{about.fr}*\n"]
        parts += [table(["column", "type", "heading", "meaning", "sens"], lines)]
    parts += ["## Codes\n"]
    for name in SHOWN_LISTS:
        parts += [f"### {name}\n", code_table(codes(name))]
    return "\n".join(parts)


def code_table(values: tuple[Code, ...]) -> str:
    """The values of a code list."""
    lines = [[f"`{code.code}`", code.label_en, code.label_fr] for code in values if code.code]
    return table(["code", "English", "français"], lines)


def act_page() -> str:
    """The page of acts: the taxonomy, group by group."""
    acts = rows("taxonomy")
    parts = [
        NOTE + "# Acts\n",
        f"The {len(acts)} kinds of act that a row can be. Rows of the group `context` are done by or for people, all "
        "others to them. `--filter act=GROUP` takes a whole group. The codes are those of HURIDOCS' micro-thesaurus of "
        "acts, of ACLED's sub-events and of the indicator SDG 16.10.1, where there is one.\n",
    ]
    for group in dict.fromkeys(row["group"] for row in acts):
        lines = [
            [
                f"`{row['act']}`",
                row["label_en"],
                row["label_fr"],
                row["triggers"],
                row["huridocs"],
                row["acled"],
                row["sdg_16_10_1"],
            ]
            for row in acts
            if row["group"] == group
        ]
        headings = ["act", "English", "français", "words that often tell it", "HURIDOCS", "ACLED", "SDG 16.10.1"]
        parts += [f"## {group}\n", table(headings, lines)]
    return "\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {"commands.md": command_page, "tables.md": table_page, "acts.md": act_page}

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for page, make in PAGES.items():
        (FOLDER / page).write_text(make(), encoding="utf-8")
