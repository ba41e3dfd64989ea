"""Runs notebooks from their `.py` and writes the executed `.ipynb` beside: `python notebooks/run.py [NAME]...`."""

import sys
import time
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent
SECONDS = 120  # for one cell


def written(source: Path) -> nbformat.NotebookNode:
    """The notebook of a source, not yet run; its cells have names that do not change from run to run."""
    notebook = jupytext.read(source)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"], "language_info": {"name": "python"}}
    return notebook


def run(source: Path) -> None:
    """Execute a notebook in its folder and write it; an error in a cell ends the run."""
    notebook = written(source)
    client = NotebookClient(notebook, timeout=SECONDS, resources={"metadata": {"path": FOLDER}}, record_timing=False)
    client.execute()
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"], "language_info": {"name": "python"}}
    nbformat.write(notebook, source.with_suffix(".ipynb"))


def main(names: list[str]) -> None:
    """Run the notebooks that are named, or all."""
    for source in sorted(FOLDER.glob("[0-9]*.py")):
        if not names or source.stem in names:
            began = time.monotonic()
            run(source)
            print(f"{source.stem}: {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
