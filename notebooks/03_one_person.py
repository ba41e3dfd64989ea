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
# # L'histoire d'une personne, d'alerte en alerte
#
# Six alertes de deux organisations parlent, sur deux ans, d'Inès Corvelle, avocate inventée. Réunies, elles
# racontent une histoire.

# %%
import altair as alt
import pandas as pd
from common import ALERTS, BLUE, GREY, ORANGE, dataset, labels, recense

from pipeline.normalise import person_key
from pipeline.tables import read_dataset

path = dataset("alerts", ALERTS)
recense("link", path)
data = read_dataset(path)
name = "Inès Corvelle"
persons = data["entities"].query("kind == 'person'")
sorted(set(persons["name"]))

# %% [markdown]
# ## Ses incidents
# Une alerte ne dit que *Me Corvelle* : un nom de famille seul se rattache à la personne dont les autres alertes
# donnent le nom entier, s'il n'y en a qu'une. Son frère porte le même nom de famille ; on tient donc aussi compte
# du genre.


# %%
def is_her(row) -> bool:
    key = person_key(row.name)
    return key == person_key(name) or (key == person_key(name.split()[-1]) and row.gender != "m")


hers = {row.entity_id for row in persons[["entity_id", "name", "gender"]].itertuples(index=False) if is_her(row)}
parts = data["participants"]
mine = parts[(parts["role"] == "victim") & parts["entity_id"].isin(hers)]["incident_id"]
told = data["incidents"][data["incidents"]["incident_id"].isin(mine)].merge(
    data["alerts"][["alert_id", "published_on", "issuer"]], on="alert_id"
)
told = told.assign(acte=told["act"].map(labels("act")), statut=told["factuality"].map(labels("factuality")))
print(f"{told['alert_id'].nunique()} alertes racontent {len(told)} incidents dont elle est la victime.")

# %% [markdown]
# ## Une occasion, une ligne
# `recense link` a réuni ce que plusieurs alertes racontent. De chaque affaire on garde le récit le plus sûr.

# %%
cases = data["cases"].set_index("incident_id")["case_id"]
told = told.assign(case=told["incident_id"].map(cases).fillna(told["incident_id"]))
story = told.sort_values("confidence", ascending=False).drop_duplicates("case")
story = story[story["date_start"] != ""].sort_values("date_start")
silent = told[told["date_start"] == ""]
story[["date_edtf", "acte", "perpetrators", "statut", "confidence"]].reset_index(drop=True)

# %% [markdown]
# ## La ligne du temps
# Un trait plein va du premier au dernier jour, un pointillé dure encore ; un signe vide dit que le texte ne tient
# pas l'acte pour advenu
# (redouté, présumé).

# %%
kinds = ["affirmé", "présumé ou redouté"]
first, last = pd.to_datetime(story["date_start"]), pd.to_datetime(story["date_end"])
line = story.assign(
    first=first,
    last=last.fillna(max(first.max(), last.max())),
    open=last.isna(),
    sure=(story["factuality"] == "asserted").map({True: kinds[0], False: kinds[1]}),
    label=story["acte"] + "  " + story["date_edtf"],
)
base = alt.Chart(line, title="Ce qui est arrivé à Inès Corvelle").encode(
    y=alt.Y("label:N", sort=list(line["label"]), title=None)
)
rule = base.mark_rule(color=GREY, strokeWidth=3).encode(
    x=alt.X(
        "first:T", title=None, axis=alt.Axis(format="%m/%Y", tickCount=8), scale=alt.Scale(nice="month", padding=12)
    ),
    x2="last:T",
    strokeDash=alt.condition("datum.open", alt.value([2, 4]), alt.value([1, 0])),
)
points = base.mark_point(size=110, strokeWidth=2, opacity=1).encode(
    x=alt.X("first:T", title=None),
    color=alt.Color("sure:N", title=None, scale=alt.Scale(domain=kinds, range=[BLUE, ORANGE])),
    fill=alt.Fill("sure:N", title=None, scale=alt.Scale(domain=kinds, range=[BLUE, "white"])),
    shape=alt.Shape("sure:N", title=None, scale=alt.Scale(domain=kinds, range=["circle", "diamond"])),
)
(rule + points).properties(width=460, height=alt.Step(26))

# %% [markdown]
# ## Ce qu'on en retient

# %%
begin, end = story["date_start"].min(), story["date_start"].max()
days = (pd.Timestamp(end) - pd.Timestamp(begin)).days
several = told.groupby("case")["alert_id"].nunique()
print(f"Du {begin} au {end} : {len(story)} faits datés en {days} jours.")
print(f"{(several > 1).sum()} d'entre eux sont racontés par plusieurs alertes.")
print(f"{len(silent)} n'ont pas de date dans leur texte et ne sont pas sur la ligne : {', '.join(silent['acte'])}.")
around = data["incidents"][~data["incidents"]["incident_id"].isin(mine)]
others = ", ".join(sorted(set(around["victims"])))
print(f"{len(around)} incidents des mêmes alertes en touchent d'autres autour d'elle : {others}.")
least = told.loc[told["confidence"].idxmin()]
print(f"La moins sûre de ses lignes : {least['acte']} ({least['confidence']:.2f}), à relire : « {least['trigger']} ».")
