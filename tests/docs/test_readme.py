"""The README can be read in five minutes, and what it points at is there."""

import re
from pathlib import Path

import pytest
from figures import PLACE, README, put
from pages import ROOT
from picture import PICTURE

TEXT = README.read_text(encoding="utf-8")
WORDS = 1_300  # five minutes at 260 a minute, tables and code counted
GUIDES = [README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "SECURITY.md", ROOT / "models" / "README.md"]


def test_it_is_read_in_five_minutes() -> None:
    shown = re.sub(r"<!--.*?-->|\]\(\S+\)|-{3,}|[|`*]+", " ", TEXT)
    assert len(shown.split()) < WORDS


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_its_links_and_those_of_the_other_guides_lead_to_files(guide: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", guide.read_text(encoding="utf-8"))
    assert [link for link in links if not re.match(r"https?:", link) and not (guide.parent / link).exists()] == []


def test_every_target_of_make_that_it_names_is_there() -> None:
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:^    |`)make ([a-z]+)", TEXT, re.MULTILINE)) <= made


def test_its_picture_is_small() -> None:
    assert "![" in TEXT and PICTURE.relative_to(ROOT).as_posix() in TEXT
    assert PICTURE.stat().st_size < 200_000


@pytest.mark.parametrize("name", ["figures", "genres", "confidence"])
def test_its_figures_are_measured_and_have_a_place(name: str) -> None:
    found = re.search(PLACE.format(name=name), TEXT, re.DOTALL)
    assert found and re.search(r"\.\d{3}|\d%", found[0])
    assert put(TEXT, name, "new").count(f"<!-- {name}: docs/figures.py -->new<!-- -->") == 1
