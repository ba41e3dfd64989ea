"""The picture of the README: `python docs/picture.py` reads docs/alerts, opens the desk at one row and takes it.

Needs Debian's Chromium; persons, towns and organisations of these alerts are invented.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parent
PICTURE = DOCS / "assets" / "desk.png"
WORD = "incendi%C3%A9"  # what the row is found by
WIDTH, HEIGHT = 1200, 640
RECENSE = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]


def take(dataset: Path) -> None:
    """Find the row in the desk of a dataset, open it and take the window."""
    sys.path.append(str(DOCS.parent / "tests" / "browser"))
    from conftest import CHROMIUM, FLAGS, Server

    server = Server(dataset, "Claire", lang="en")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(server.addresses["Claire"])
            page.goto(f"{server.base}/queue?q={WORD}")
            page.locator("a.open").first.click()
            page.locator("#desk").wait_for()
            page.screenshot(path=PICTURE)
            browser.close()
    finally:
        server.kill()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        dataset = Path(folder) / "dataset"
        subprocess.run([*RECENSE, "extract", DOCS / "alerts", "--out", dataset, "--quiet"], check=True)
        take(dataset)
