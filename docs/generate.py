"""Brings the pages in step with the program: `python docs/generate.py` (or `make renew`, which does more).

The pages of reference are made of what the program itself knows, in English and French; in all other pages, what their
blocks show is shown anew (pages.py). Tests fail where a page is stale.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from pages import DOCS, RUN, reading, renewed

from pipeline import load
from pipeline.cli import app
from pipeline.cli.help import label, usage
from pipeline.lexicons import rows
from pipeline.messages import knows, say, speaking
from pipeline.tables.columns import ABOUT, TABLES, Code, Column, codes
from pipeline.tables.schemas import dtype

NOTE = "<!-- Made by docs/generate.py; do not edit. -->\n\n"
SHOWN_LISTS = ("perpetrator_type", "target", "factuality", "basis", "precision", "kind", "form", "role", "stage")
WORDS: dict[str, dict[str, str]] = {
    "en": {
        "commands": "# Commands\n\n{about} Every command has the options of the first table, anywhere on its line, and "
        "`--help`. French or English, as the locale or `--lang` says.\n",
        "tables": "# Tables and columns\n\nA dataset is a folder of Parquet files, one for each table. Text that is "
        "not there is the empty string, a number that is not there is missing. Offsets count code points of "
        "`alerts.text`. Headings are those of the workbook.\n",
        "acts": "# Acts\n\nThe {count} kinds of act that a row can be. Rows of the group `context` are done by or for "
        "people, all others to them. `--filter act=GROUP` takes a whole group.\n",
        "outside": "## Codes of others\n\nThe codes of HURIDOCS' micro-thesaurus of acts, of ACLED's sub-events and of "
        "the indicator SDG 16.10.1, where there is one.\n",
        "codes": "## Codes\n",
        "option": "option|what it does",
        "parameter": "|what it is",
        "column": "column|type|heading|meaning",
        "code": "code|meaning",
        "act": "act|meaning|words that often tell it",
        "see": "Codes",
    },
    "fr": {
        "commands": "# Commandes\n\n{about} Chaque commande a les options du premier tableau, n'importe où sur sa "
        "ligne, et `--help`. Elle parle français ou anglais, selon le système ou `--lang`.\n",
        "tables": "# Tableaux et colonnes\n\nUn jeu de données est un dossier de fichiers Parquet, un par tableau. Un "
        "texte absent est la chaîne vide, un nombre absent est une valeur manquante. Les positions comptent les "
        "caractères (points de code) de `alerts.text`. Les titres sont ceux du classeur.\n",
        "acts": "# Actes\n\nLes {count} sortes d'actes qu'une ligne peut être. Ceux du groupe `context` sont faits par "
        "ou pour des personnes, tous les autres leur sont faits. `--filter act=GROUPE` prend un groupe entier.\n",
        "outside": "## Codes d'ailleurs\n\nLes codes du micro-thésaurus des actes de HURIDOCS, des sous-événements "
        "d'ACLED et de l'indicateur ODD 16.10.1, là où il y en a un.\n",
        "codes": "## Codes\n",
        "option": "option|ce qu'elle fait",
        "parameter": "|ce que c'est",
        "column": "colonne|type|titre|sens",
        "code": "code|sens",
        "act": "acte|sens|mots qui le disent souvent",
        "see": "Codes",
    },
}


def markdown(headings: str, lines: list[list[str]]) -> str:
    """A Markdown table; `headings` are parted by `|`."""
    parts = headings.split("|")
    cells = [parts, ["---"] * len(parts), *([cell.replace("|", r"\|") for cell in line] for line in lines)]
    return "\n".join(f"| {' | '.join(line)} |" for line in cells) + "\n"


def described() -> Iterator[tuple[str, Any]]:
    """Every command with the words that call it, in the order of the program's own help; groups are left out."""

    def walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
        if not hasattr(command, "commands"):
            yield path, typer.Context(command, info_name=path)
        for name, child in getattr(command, "commands", {}).items():
            yield from walk(f"{path} {name}", child)

    yield from walk("recense", typer.main.get_command(app))


def command_page(lang: str) -> str:
    """The page of commands."""
    words = WORDS[lang]
    with speaking(lang):
        common = [[f"`--{name}`", one_line(say(f"help.recense.{name}"))] for name in ("lang", "debug")]
        parts = [
            NOTE + words["commands"].format(about=say("help.recense.about")),
            markdown(words["option"], common),
            say("help.recense.after").strip() + "\n",
            *(command_section(path, context, words) for path, context in described()),
        ]
    return "\n".join(parts)


def command_section(path: str, context: Any, words: dict[str, str]) -> str:
    """One command: what it is for, how it is called, its arguments and options."""
    name = "_".join(path.split()[1:])
    lines = [[f"`{label(param)}`", one_line(say(f"help.{name}.{param.name}"))] for param in context.command.params]
    after = one_line(say(f"help.{name}.after")) + "\n" if knows(f"help.{name}.after") else ""
    called = usage(context).split(": ", 1)[1]
    about = one_line(say(f"help.{name}.about"))
    parts = [f"## `{path}`\n", f"{about}\n", f"```text\n{called}\n```\n", markdown(words["parameter"], lines), after]
    return "\n".join(parts).rstrip("\n") + "\n"


def one_line(text: str) -> str:
    """A message without its line ends."""
    return " ".join(text.split())


def table_page(lang: str) -> str:
    """The page of tables, columns and codes."""
    words = WORDS[lang]

    def line(column: Column) -> list[str]:
        see = f" [{words['see']}](#{column.codes})" if column.codes in SHOWN_LISTS else ""
        return [f"`{column.name}`", dtype(column), column.heading, getattr(column, lang) + see]

    parts = [NOTE + words["tables"]]
    for name, columns in TABLES.items():
        parts += [f"## `{name}`\n", f"{getattr(ABOUT[name], lang)}\n"]
        parts += [markdown(words["column"], [line(column) for column in columns])]
    parts += [words["codes"]]
    for name in SHOWN_LISTS:
        parts += [f"### {name}\n", code_table(codes(name), lang)]
    return "\n".join(parts)


def code_table(values: tuple[Code, ...], lang: str) -> str:
    """The values of a code list."""
    lines = [[f"`{code.code}`", getattr(code, f"label_{lang}")] for code in values if code.code]
    return markdown(WORDS[lang]["code"], lines)


def act_page(lang: str) -> str:
    """The page of acts: the taxonomy, group by group, and the codes that others have for them."""
    words, acts = WORDS[lang], rows("taxonomy")
    parts = [NOTE + words["acts"].format(count=len(acts))]
    for group in dict.fromkeys(row["group"] for row in acts):
        lines = [[f"`{row['act']}`", row[f"label_{lang}"], row["triggers"]] for row in acts if row["group"] == group]
        parts += [f"## {group}\n", markdown(words["act"], lines)]
    outside = [[f"`{row['act']}`", row["huridocs"], row["acled"], row["sdg_16_10_1"]] for row in acts]
    parts += [words["outside"], markdown("act|HURIDOCS|ACLED|SDG 16.10.1", outside)]
    return "\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "reference/commands.md": lambda: command_page("en"),
    "reference/tables.md": lambda: table_page("en"),
    "reference/acts.md": lambda: act_page("en"),
    "fr/commandes.md": lambda: command_page("fr"),
    "fr/tableaux.md": lambda: table_page("fr"),
    "fr/actes.md": lambda: act_page("fr"),
}


def write(page: Path, text: str) -> None:
    """Write a page where it has changed, and say so."""
    if not page.exists() or page.read_text(encoding="utf-8") != text:
        page.write_text(text, encoding="utf-8")
        print(page.relative_to(DOCS))


if __name__ == "__main__":
    for name, make in PAGES.items():
        write(DOCS / name, make())
    nlp = load()
    for page in RUN:
        with reading(nlp):
            write(page, renewed(page))
