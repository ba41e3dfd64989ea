"""The site that `make docs` builds: whole, from its own files alone, and not at all where a link leads nowhere."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pages import DOCS, ROOT

BUILDER = Path(sys.executable).with_name("zensical")


class Links(HTMLParser):
    """What a page names: `found` holds the values of its `href` and `src`, `anchors` of its `id`."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.anchors: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]
        self.anchors |= {value for name, value in attrs if name == "id" and value}


def copied(folder: Path) -> Path:
    shutil.copytree(DOCS, folder / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    call = [BUILDER, "build", "--strict", "--config-file", "mkdocs.yml"]
    return subprocess.run(call, cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copied(tmp_path_factory.mktemp("docs"))
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build" / "site"


def test_every_page_is_built_and_nothing_else_of_the_folder(site: Path) -> None:
    made = {page.relative_to(site).with_suffix(".md").as_posix() for page in site.rglob("*.html")}
    assert made - {"404.md"} == {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    assert not [path for path in site.rglob("*") if path.suffix in (".py", ".txt") and "assets" not in path.parts]


def test_what_a_page_names_lies_in_the_site(site: Path) -> None:
    """Pages, headings, pictures, styles and scripts; so nothing is loaded from elsewhere."""
    for page in set(site.rglob("*.html")) - {site / "404.html"}:
        for link in Links(page).found:
            target, _, anchor = link.partition("#")
            file = (page.parent / target).resolve() if target else page
            assert file.is_file() and file.is_relative_to(site), f"{page.name}: {link}"
            assert not anchor or anchor in Links(file).anchors or anchor.startswith("__"), f"{page.name}: {link}"


@pytest.mark.parametrize("link", ["nowhere.md", "tutorial.md#nowhere"])
def test_a_link_that_leads_nowhere_ends_the_build(tmp_path: Path, link: str) -> None:
    with (copied(tmp_path) / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write(f"\n[lost]({link})\n")
    done = build(tmp_path)
    assert done.returncode == 1
    assert re.search(r"does not exist", done.stdout + done.stderr)
