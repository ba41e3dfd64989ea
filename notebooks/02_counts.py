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
# # Quand, quoi, où, par qui
#
# Les alertes de `corpus/dev`, comptées. Ces chiffres montrent ce que l'on peut faire d'un jeu de données ; ils ne
# disent **rien du monde** : les textes ont été choisis pour leur variété.

# %%
import altair as alt
import pandas as pd
from common import CORPUS, GROUPS, bars, labels, tables

from pipeline.lexicons import rows

data = tables("dev", CORPUS)
acts = pd.DataFrame(rows("taxonomy")).set_index("act")
incidents = data["incidents"].join(acts["group"], on="act")
told = incidents[(incidents["group"] != "context") & ~incidents["factuality"].isin(["negated", "feared"])]
print(f"{len(data['alerts'])} alertes, {len(incidents)} incidents, dont {len(told)} actes subis et tenus pour advenus.")

# %% [markdown]
# ## Au fil du temps
# On ne place sur l'axe que les incidents dont l'année est sûre : ceux qui commencent et finissent dans la même
# année, ou qui ont commencé et durent.

# %%
names = {"liberty": "liberté", "justice": "justice", "integrity": "intégrité et vie", "life": "intégrité et vie"}
start, end = told["date_start"].str[:4], told["date_end"].str[:4]
placed = told[(start != "") & ((end == start) | (end == ""))].assign(year=start)
placed = placed.assign(groupe=placed["group"].map(names).fillna("autres"))
recent = placed[placed["year"] >= "2010"]
years = recent.groupby(["year", "groupe"]).size().rename("n").reset_index()
order = list(GROUPS)
alt.Chart(years, title="Incidents par année et par groupe d'actes").mark_bar(stroke="white", strokeWidth=0.5).encode(
    x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
    y=alt.Y("n:Q", title="Incidents"),
    color=alt.Color("groupe:N", title=None, sort=order, scale=alt.Scale(domain=order, range=list(GROUPS.values()))),
    order=alt.Order("rank:Q"),
).transform_calculate(rank=f"indexof({order}, datum.groupe)").properties(width=560, height=240)

# %%
peak = recent["year"].value_counts()
print(f"{len(placed)} incidents sur {len(told)} ont une année sûre, {len(recent)} depuis 2010.")
print(f"L'année la plus racontée est {peak.index[0]}, avec {peak.iloc[0]} incidents.")

# %% [markdown]
# ## Par acte

# %%
by_act = told["act"].map(labels("act")).value_counts()
bars(by_act.head(15), "Les quinze actes les plus fréquents")

# %%
share = by_act.head(5).sum() / len(told)
print(f"Cinq actes sur {len(by_act)} font {share:.0%} des incidents ; le premier est : {by_act.index[0].lower()}.")

# %% [markdown]
# ## Par pays
# Le pays est celui où l'acte a eu lieu, non celui dont traite l'alerte.

# %%
by_country = told.loc[told["country"] != "", "country"].map(labels("country")).value_counts()
bars(by_country.head(15), "Les quinze pays les plus fréquents")

# %%
home = told.merge(data["alerts"][["alert_id", "country"]], on="alert_id", suffixes=("", "_alert"))
abroad = ((home["country"] != home["country_alert"]) & (home["country"] != "") & (home["country_alert"] != "")).sum()
print(f"{len(by_country)} pays ; {abroad} incidents ont eu lieu ailleurs que dans le pays de leur alerte.")

# %% [markdown]
# ## Par type d'auteur
# « Non dit » n'est pas « inconnus » : dans le premier cas le texte se tait (souvent un passif), dans le second il
# dit que les auteurs n'ont pas été reconnus.

# %%
by_type = told["perpetrator_type"].map(labels("perpetrator_type")).value_counts()
bars(by_type, "Qui, selon le texte")

# %%
state = ["police", "military", "intelligence", "judiciary", "prison", "government"]
named = told[~told["perpetrator_type"].isin(["none"])]
print(f"Le texte nomme un auteur pour {len(named)} incidents sur {len(told)} ({len(named) / len(told):.0%}).")
print(f"De ceux-là, {named['perpetrator_type'].isin(state).mean():.0%} sont le fait d'un service de l'État.")
