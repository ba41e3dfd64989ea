"""Every block of Python and every command line of the documentation runs, and shows what the page says it shows."""

import re
from pathlib import Path

import pytest
from pages import DOCS, PAGES, ROOT, RUN, Broken, console, figured, python, renewed, shown


def name(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


@pytest.mark.parametrize("page", RUN, ids=name)
def test_the_blocks_of_a_page_show_what_it_says(page: Path, place: Path) -> None:
    assert renewed(page) == page.read_text(encoding="utf-8"), "run: make renew"


def test_an_output_that_is_no_longer_true_is_replaced() -> None:
    assert python(">>> 1 + 1\n3\n\n", {}) == ">>> 1 + 1\n2\n\n"
    assert shown("2 alerts read\n", "2 alerts read\n1 failed\n") == "2 alerts read\n1 failed\n"


def test_what_a_page_leaves_open_stays_open() -> None:
    want = "Loading…\n...\n6 alerts · 27 incidents · ... s\n"
    got = "Loading…\nUse --workers.\n6 alerts · 31 incidents · 2.5 s\n"
    assert shown(want, got) == "Loading…\n...\n6 alerts · 31 incidents · ... s\n"
    assert shown(want, got.replace("31", "27")) == want
    assert figured("27 incidents", "one\n 4 incidents\n") == "4 incidents"


@pytest.mark.parametrize("line", ["recense exprot x", "recense extract nowhere --out x", "make nothing", "rm -r ~"])
def test_a_line_that_fails_is_told(line: str, place: Path) -> None:
    with pytest.raises(Broken):
        console(f"$ {line}\n", {})
    with pytest.raises(Broken):
        python(">>> nothing\n", {})


def test_the_site_lists_every_page_once() -> None:
    listed = re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(name(page) for page in PAGES)
