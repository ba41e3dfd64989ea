"""How fast the desk answers at a hundred thousand incidents, in a browser, and how much memory its server takes.

RECENSE_BROWSER=1 python tests/browser/speed.py [FOLDER]: FOLDER holds what was prepared before, or will.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from conftest import CHROMIUM, FLAGS, Server
from large import enlarge
from playwright.sync_api import Page, sync_playwright

INCIDENTS = 100_000
ROUNDS = 40
# From the key to the second frame after the answer was swapped in: the first that surely shows it.
CLOCK = """
window.times = [];
let pressed = 0;
addEventListener("keydown", () => { pressed = performance.now(); }, true);
const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => {
  if (pressed) times.push(performance.now() - pressed);
  pressed = 0;
}));
document.addEventListener("htmx:afterSettle", painted);
"""


def prepared(folder: Path) -> Path:
    """The large dataset, made where it is not there yet."""
    small, large = folder / "small", folder / "large"
    if not large.exists():
        recense = "import sys; from pipeline.cli import main; sys.exit(main())"
        subprocess.run([sys.executable, "-c", recense, "extract", "corpus/train", "--out", str(small)], check=True)
        enlarge(small, large, INCIDENTS)
    return large


def press(page: Page, keys: list[str], rounds: int = ROUNDS) -> list[float]:
    """Milliseconds from each round's last key to its painted answer."""
    page.evaluate("times.length = 0")
    for number in range(rounds):
        for key in keys:
            page.keyboard.press(key)
        while page.evaluate("times.length") <= number:
            time.sleep(0.005)
    return list(page.evaluate("times"))


def opened(page: Page, address: str) -> float:
    """Milliseconds until a page has loaded and is painted."""
    began = time.perf_counter()
    page.goto(address)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return 1000 * (time.perf_counter() - began)


def report(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    p95 = ordered[max(0, round(0.95 * len(ordered)) - 1)]
    print(f"{name:34} median {statistics.median(ordered):6.0f} ms   95 % {p95:6.0f} ms   n={len(ordered)}")


def measure(folder: Path) -> None:
    """Print all figures."""
    began = time.perf_counter()
    server = Server(prepared(folder), "speed")
    print(f"{'server ready':34} {time.perf_counter() - began:6.1f} s")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(server.addresses["speed"])
        report("open the queue", [opened(page, f"{server.base}/queue") for _ in range(10)])
        report("open page 1,500 of the queue", [opened(page, f"{server.base}/queue?page=1500") for _ in range(10)])
        report("search the queue for words", [opened(page, f"{server.base}/queue?q=avocat+{n}") for n in range(10)])
        page.goto(f"{server.base}/queue")
        row = page.locator("a.open").first.get_attribute("href")
        report("open a row", [opened(page, f"{server.base}{row}") for _ in range(10)])
        page.evaluate(CLOCK)
        every: list[float] = []
        for name, keys in (("j: the next row", ["j"]), ("a: accept", ["a"]), ("r: reject", ["r"]), ("u: undo", ["u"])):
            times = press(page, keys)
            every += times
            report(name, times)
        every += (times := press(page, ["Escape", "2"]))
        report("2: the editor of the date", times)
        report("all keys", every)
        browser.close()
    print(f"{'memory of the server':34} {psutil.Process(server.process.pid).memory_info().rss / 1e6:6.0f} MB")
    server.kill()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            measure(Path(temporary))
