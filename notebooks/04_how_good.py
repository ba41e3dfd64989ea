# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # How good is it?
#
# What the program reads in the alerts of `corpus/dev`, beside what people annotated in them. No alert is quoted here.

# %%
import altair as alt
import pandas as pd
from common import BLACK, BLUE, CORPUS, GREY, ORANGE, bars, dataset

from pipeline.evaluate import judge, row_errors, summarise
from pipeline.evaluate.errors import count_by_confusion, count_by_kind
from pipeline.tables import read_dataset

judgements = list(judge(read_dataset(dataset("dev", CORPUS)), CORPUS))
scores = summarise(judgements)
fields = {name: f"{share.right / share.of:.1%}" for name, share in scores.fields.items() if share.of}
pd.DataFrame(
    {
        "incidents found, F1": [f"{scores.incidents.f1:.3f}"],
        "clean rows, F1": [f"{scores.clean.f1:.3f}"],
        "dates, F1": [f"{scores.dates.f1:.3f}"],
        **{f"right: {name}": [value] for name, value in fields.items()},
    }
).T.rename(columns={0: "dev"})

# %%
worst = min((share.right / share.of, name) for name, share in scores.fields.items() if share.of)
told = scores.incidents.gold + scores.incidents_context.gold
found = scores.incidents.right + scores.incidents_context.right
print(f"Of {told} annotated incidents {found} are found ({found / told:.0%}).")
print(f"A row is clean when it is found and right in five fields; {scores.clean.f1:.0%} are (F1).")
print(f"The weakest field of the rows found is {worst[1]}: right in {worst[0]:.0%}.")

# %% [markdown]
# ## Does confidence mean what it says?
# Each point is a tenth of the scale. On the line, rows are clean as often as they say; under it the program is too
# sure.

# %%
points = pd.DataFrame([{"confidence": b.confidence, "clean": b.clean, "rows": b.rows} for b in scores.calibration.bins])
ideal = (
    alt.Chart(pd.DataFrame({"x": [0, 1], "y": [0, 1]})).mark_line(color=GREY, strokeDash=[5, 4]).encode(x="x", y="y")
)
curve = alt.Chart(points, title="Share of clean rows by confidence").encode(
    x=alt.X("confidence:Q", title="mean confidence", scale=alt.Scale(domain=[0, 1])),
    y=alt.Y("clean:Q", title="share of clean rows", scale=alt.Scale(domain=[0, 1])),
)
marks = curve.mark_line(color=BLUE, strokeWidth=2) + curve.mark_circle(color=BLUE, opacity=1).encode(
    size=alt.Size("rows:Q", title="rows", scale=alt.Scale(range=[30, 400]))
)
(ideal + marks).properties(width=340, height=340)

# %%
calibration = scores.calibration
print(f"Confidence is off by {100 * calibration.error:.0f} points on average.")
sure, doubtful = calibration.confident_half, calibration.doubtful_half
print(f"Of the more confident half {sure:.0%} are clean, of the other {doubtful:.0%}.")

# %% [markdown]
# ## What goes wrong
# `missed` and `spurious` are whole rows; `act` is a row told as another act; the others are fields of rows that
# were found.

# %%
errors = row_errors(judgements)
bars(pd.Series(count_by_kind(errors)), "Errors by kind", "Errors")

# %%
kinds = count_by_kind(errors)
print(f"The most frequent error is {next(iter(kinds))} ({next(iter(kinds.values()))} of {len(errors)}).")
for kind, expected, said, n in count_by_confusion(errors)[:5]:
    print(f"  {n} times {kind}: {said or 'nothing'} was said where {expected or 'nothing'} was meant")

# %% [markdown]
# ## By act
# Acts with eight annotated incidents or more. A full point is what is found, a hollow one what is clean.

# %%
frequent = [act for act in scores.acts if act.incidents.gold >= 8]
by_act = pd.DataFrame(
    [
        {
            "act": f"{act.act} ({act.incidents.gold})",
            "measure": measure,
            "f1": tally.f1 or 0.0,
            "sort": act.incidents.f1 or 0,
        }
        for act in frequent
        for measure, tally in (("found", act.incidents), ("clean", act.clean))
    ]
)
domain = ["found", "clean"]
base = alt.Chart(by_act, title="F1 by act").encode(
    y=alt.Y("act:N", sort=alt.SortField("sort", "descending"), title=None)
)
span = base.mark_line(color="#D0D0D0", strokeWidth=2).encode(x="f1:Q", detail="act:N")
ends = base.mark_point(size=90, strokeWidth=2, opacity=1).encode(
    x=alt.X("f1:Q", title="F1", scale=alt.Scale(domain=[0, 1])),
    color=alt.Color("measure:N", title=None, sort=domain, scale=alt.Scale(domain=domain, range=[BLACK, ORANGE])),
    fill=alt.Fill("measure:N", title=None, sort=domain, scale=alt.Scale(domain=domain, range=[BLACK, "white"])),
)
(span + ends).properties(width=420, height=alt.Step(20))

# %%
ranked = sorted(frequent, key=lambda act: act.incidents.f1 or 0)
best, least = ", ".join(act.act for act in ranked[::-1][:3]), ", ".join(act.act for act in ranked[:3])
print(f"Found best: {best}. Found worst: {least}.")
rare = [act.act for act in scores.acts if act.incidents.gold < 8]
print(f"{len(rare)} acts have fewer than eight annotated incidents here: nothing can be said of them.")
