"""What the notebooks share: where the alerts lie, how a dataset is made once, how a plot looks."""

import os
import subprocess
import sys
from pathlib import Path

import altair as alt
import pandas as pd

from pipeline.tables import read_dataset
from pipeline.tables.columns import codes

CORPUS = Path("../corpus/dev")
ALERTS = Path("../docs/alerts")
BUILD = Path("../build/notebooks")
RUN = "import sys; from pipeline.cli import main; sys.exit(main())"

# Okabe and Ito's colours, chosen so that they differ for the colour-blind and, by their lightness, on grey paper.
BLACK, BLUE, ORANGE, SKY, GREY = "#222222", "#0072B2", "#E69F00", "#56B4E9", "#999999"
GROUPS = {"liberté": BLUE, "justice": ORANGE, "intégrité et vie": BLACK, "autres": "#C8C8C8"}


def recense(*words: str | Path, program: Path | None = None) -> str:
    """One command line of Recense, or of a changed copy of it, and what it writes to standard output."""
    environment = {**os.environ, **({"PYTHONPATH": str(program.resolve())} if program else {})}
    line = [sys.executable, "-c", RUN, *map(str, words)]
    return subprocess.run(line, env=environment, capture_output=True, text=True, check=True).stdout


def dataset(name: str, alerts: Path) -> Path:
    """The dataset of a folder of alerts; what was read before with the same version is not read again."""
    BUILD.mkdir(parents=True, exist_ok=True)
    path = BUILD / name
    try:
        recense("extract", alerts, "--out", path, "--prune")
    except subprocess.CalledProcessError:  # another version of Recense made it
        recense("extract", alerts, "--out", path, "--rebuild")
    return path


def tables(name: str, alerts: Path) -> dict[str, pd.DataFrame]:
    """The tables of such a dataset."""
    return read_dataset(dataset(name, alerts))


def labels(name: str) -> dict[str, str]:
    """The French names of a list of codes."""
    return {code.code: code.label_fr for code in codes(name)}


def paper() -> alt.theme.ThemeConfig:
    """Black on white, few lines, letters that can be read in print."""
    axis = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": 400}
    return alt.theme.ThemeConfig(
        config={
            "background": "white",
            "font": "DejaVu Sans, Arial, sans-serif",
            "view": {"stroke": None},
            "axis": {**axis, "gridColor": "#E5E5E5", "domainColor": BLACK, "tickColor": BLACK},
            "title": {"fontSize": 14, "anchor": "start", "fontWeight": "bold", "offset": 12},
            "legend": {"labelFontSize": 12, "titleFontSize": 12, "symbolSize": 120},
            "bar": {"color": BLUE},
        }
    )


alt.theme.register("paper", enable=True)(paper)
alt.renderers.enable("svg")  # drawn here: a notebook that is opened later loads nothing


def bars(counts: pd.Series, title: str, heading: str = "Incidents") -> alt.LayerChart:
    """Counts as bars with their figures, the longest first."""
    data = counts.rename_axis("name").rename("n").reset_index()
    chart = alt.Chart(data, title=title).encode(y=alt.Y("name:N", sort="-x", title=None))
    figures = chart.mark_text(align="left", dx=4, fontSize=12, color=BLACK).encode(x="n:Q", text="n:Q")
    shown = chart.mark_bar(color=BLUE).encode(x=alt.X("n:Q", title=heading, axis=alt.Axis(tickMinStep=1)))
    return (shown + figures).properties(width=420, height=alt.Step(22))
