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
# # Un premier regard sur un jeu de données
#
# Six courtes alertes sur une avocate inventée deviennent des tableaux. Que contiennent-ils, et que valent-ils ?

# %%
import pandas as pd
from common import ALERTS, bars, labels, tables

from pipeline.tables.columns import ABOUT

pd.set_option("display.max_colwidth", 60)
data = tables("alerts", ALERTS)
pd.DataFrame([{"tableau": name, "lignes": len(rows), "contenu": ABOUT[name].fr} for name, rows in data.items()])

# %% [markdown]
# ## Les alertes
# Le pays, le jour et la personne concernée sont lus dans le texte.

# %%
data["alerts"][["published_on", "country", "title", "subjects"]]

# %% [markdown]
# ## Les incidents
# Une ligne par acte commis en une occasion. La date est écrite en EDTF : `2021-05-03/..` dure encore,
# `2022-02-11/2022-02-12` est une nuit, un vide est un silence du texte.

# %%
incidents = data["incidents"].assign(acte=data["incidents"]["act"].map(labels("act")))
incidents[["acte", "date_edtf", "victims", "perpetrators", "place", "factuality", "confidence"]]

# %%
bars(incidents["acte"].value_counts(), "Ce que racontent les six alertes")

# %% [markdown]
# ## Chaque valeur mène à ses mots
# `start` et `end` sont des positions dans le texte de l'alerte.

# %%
texts = data["alerts"].set_index("alert_id")["text"]
right = [texts[row.alert_id][row.start : row.end] == row.trigger for row in incidents.itertuples()]
surest = incidents.loc[incidents["confidence"].idxmax()]
print(f"{sum(right)} lignes sur {len(incidents)} mènent exactement au mot qui dit l'acte.")
print(f"La plus sûre : {surest['acte']} ({surest['confidence']:.2f}), dans « {' '.join(surest['quote'].split())} »")

# %% [markdown]
# ## Ce qu'on peut en conclure

# %%
dated = (incidents["date_edtf"] != "").sum()
asserted = (incidents["factuality"] == "asserted").sum()
doubtful = incidents[incidents["confidence"] < 0.3]
print(f"{len(data['alerts'])} alertes racontent {len(incidents)} incidents, dont {incidents['act'].nunique()} sortes.")
print(
    f"{dated} ont une date ; les {len(incidents) - dated} autres n'en ont pas dans le texte, ou elle n'a pas été vue."
)
print(f"{asserted} sont affirmés ; les autres sont présumés, redoutés ou niés, et marqués comme tels.")
print(f"À relire d'abord, sous 0,3 : {', '.join(f'{row.acte} ({row.trigger})' for row in doubtful.itertuples())}.")
