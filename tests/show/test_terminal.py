import io
import re
from typing import Any

from rich.console import Console

from pipeline.messages import speaking
from pipeline.show.terminal import render
from pipeline.show.view import view

Rows = dict[str, list[dict[str, Any]]]


def printed(rows: Rows, coloured: bool, width: int = 140) -> str:
    system = "truecolor" if coloured else None
    console = Console(file=io.StringIO(), width=width, force_terminal=coloured, color_system=system)
    with speaking("fr"):
        console.print(render(view(rows), coloured, width))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_without_colour_brackets_name_what_the_words_tell(rows: Rows) -> None:
    shown = printed(rows, coloured=False)
    assert "\x1b" not in shown
    assert "[date: Le 3 février 2021], [auteur: des policiers] ont [acte: arrêté] [victime: Inès Corvelle]" in shown


def test_without_colour_nested_words_are_nested_brackets(rows: Rows) -> None:
    text = rows["alerts"][0]["text"]
    start = text.index("arrestation")
    rows["incidents"][0].update(trigger="arrestation", start=start, end=start + len("arrestation"))
    assert "[date: La veille de l'[acte: arrestation]]" in printed(rows, coloured=False)


def test_with_colour_the_text_is_unchanged_and_a_legend_explains_it(rows: Rows) -> None:
    shown = printed(rows, coloured=True)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "Le 3 février 2021, des policiers ont arrêté Inès Corvelle à Port-Lune." in plain
    assert re.search(r"acte +victime +auteur +date +lieu", plain)
    assert "48;2;230;159;0marrêté" in shown


def test_the_table_has_a_row_for_each_incident(rows: Rows) -> None:
    lines = printed(rows, coloured=False).splitlines()
    arrest = next(line for line in lines if "Arrestation" in line)
    assert all(word in arrest for word in ("3", "3 février 2021", "Inès Corvelle", "des policiers", "0.82"))


def test_nothing_in_a_text_steers_the_terminal(rows: Rows) -> None:
    rows["alerts"][0]["title"] = "titre \x1b]0;pris\x07\x1b[31m"
    rows["alerts"][0]["text"] += "\x1b[2J\x9b31m\u202e"
    shown = printed(rows, coloured=False)
    assert not re.search(r"[\x07\x1b\x9b\u202e]", shown)
    assert "⟨U+001B⟩[2J" in shown


def test_square_brackets_of_a_text_are_no_markup(rows: Rows) -> None:
    rows["alerts"][0]["text"] += "\n[bold]mot[/bold] [/]"
    assert "[bold]mot[/bold] [/]" in printed(rows, coloured=False)


def test_a_sentence_that_tells_two_incidents_is_quoted_once(rows: Rows) -> None:
    rows["incidents"][2]["quote"] = rows["incidents"][0]["quote"]
    quotes = printed(rows, coloured=False).split("Citations")[1].split("Texte")[0]
    assert "2, 3 Le 3 février 2021, des policiers" in quotes
    assert quotes.count("des policiers") == 1


def test_in_eighty_columns_standing_and_confidence_stand_under_the_act(rows: Rows) -> None:
    lines = printed(rows, coloured=False, width=80).splitlines()
    at = next(i for i, line in enumerate(lines) if "Arrestation" in line)
    assert "Affirmé, 0.82" in lines[at + 1]
    assert max(map(len, lines)) <= 80
    assert not any("Statut" in line for line in lines)
