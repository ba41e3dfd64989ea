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
# # Teach it a word
#
# To *doxer* somebody is to publish where they live; *la Saint-Éloi* is 1 December. The program knows neither. Each
# is a line or two of a lexicon. The change is tried in a copy of the program, measured, and only then made for good.

# %%
import json
import shutil

import pandas as pd
from common import BUILD, recense

from pipeline.dates import parse
from pipeline.tables import read_dataset

print(parse("Arrêtée à la Saint-Éloi.", "2022-01-04"))

# %% [markdown]
# ## First the test
# Three invented alerts, with what a careful reader finds in them, in the form of `corpus/`. The third holds a
# look-alike: *doxa* is an opinion, and nothing was done to anybody.

# %%
GOLD = BUILD / "teach" / "gold"
shutil.rmtree(GOLD.parent, ignore_errors=True)
GOLD.mkdir(parents=True)


def annotated(name: str, country: str, day: str, text: str, dates: dict[str, str], incidents: list[dict]) -> None:
    person = {"key": "p", "kind": "person", "name": "Salwa Bennari", "variants": []}
    header = {"country": country, "published": day, "subjects": ["p"]}
    gold = {
        "header": header,
        "entities": [person],
        "dates": [{"quote": quote, "value": value} for quote, value in dates.items()],
        "incidents": [
            {
                "victims": ["p"],
                "perpetrators": [],
                "target": "person",
                "country": country,
                "factuality": "asserted",
                **row,
            }
            for row in incidents
        ],
    }
    (GOLD / f"{name}.txt").write_text(text, encoding="utf-8")
    (GOLD / f"{name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")


annotated(
    "un",
    "TG",
    "2022-03-10",
    "TOGO – 10 mars 2022\n\nLe 7 mars 2022, Salwa Bennari a été doxée par des inconnus.\n",
    {"10 mars 2022": "2022-03-10", "Le 7 mars 2022": "2022-03-07"},
    [
        {
            "act": "harassment",
            "mentions": [{"quote": "a été doxée", "trigger": "doxée"}],
            "date": "2022-03-07",
            "perpetrators": [{"quote": "des inconnus"}],
            "perpetrator_type": "unidentified",
        }
    ],
)
annotated(
    "deux",
    "TG",
    "2022-01-04",
    "TOGO – 4 janvier 2022\n\nSalwa Bennari a été arrêtée par la police à la Saint-Éloi.\n",
    {"4 janvier 2022": "2022-01-04", "la Saint-Éloi": "2021-12-01"},
    [
        {
            "act": "arrest",
            "mentions": [{"quote": "a été arrêtée", "trigger": "arrêtée"}],
            "date": "2021-12-01",
            "perpetrators": [{"quote": "la police"}],
            "perpetrator_type": "police",
        }
    ],
)
annotated(
    "trois",
    "TG",
    "2022-03-11",
    "TOGO – 11 mars 2022\n\nLe livre de Salwa Bennari sur la doxa est en vente.\n",
    {"11 mars 2022": "2022-03-11"},
    [],
)

# %% [markdown]
# ## Score before, change, score after
# The copy of the program is read with `PYTHONPATH`, so that nothing here changes the one that is installed.

# %%
WORKSHOP = BUILD / "teach" / "program"
shutil.copytree("../pipeline", WORKSHOP / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
shutil.copytree("../models/artefacts", WORKSHOP / "models" / "artefacts")


def scores(name: str) -> dict[str, float]:
    recense("extract", GOLD, "--out", BUILD / "teach" / name, program=WORKSHOP)
    return json.loads(recense("evaluate", BUILD / "teach" / name, "--gold", GOLD, "--json", program=WORKSHOP))


def figures(found: dict) -> dict[str, str]:
    wanted = {"dates": "dates found", "incidents": "incidents found", "clean": "clean rows"}
    return {label: f"{found[key]['right']} of {found[key]['gold']}" for key, label in wanted.items()}


before = figures(scores("before"))
print(before)

# %% [markdown]
# One line for the act: the lemma, the act, and where victim and perpetrator stand. Two for the day: the word with
# its class, and the rule of the feast.

# %%
FRAME = "doxer,verb,harassment,1.0,obj,subj|par,,Elle a été doxée par des inconnus\n"
WORD = "éloi,feast_saint,\n"
FEAST = "saint éloi,fixed 12-1,1,\n"
for file, line in (("frames.csv", FRAME), ("dates_words.csv", WORD), ("dates_feasts.csv", FEAST)):
    with (WORKSHOP / "pipeline" / "lexicons" / file).open("a", encoding="utf-8") as lexicon:
        lexicon.write(line)
after = figures(scores("after"))
pd.DataFrame({"before": before, "after": after})

# %% [markdown]
# ## Conclusion

# %%
for name in before:
    print(f"{name}: {before[name]} before, {after[name]} after")
dates = read_dataset(BUILD / "teach" / "after")["dates"]
print("Dates read now:", ", ".join(f"{row.text} = {row.edtf}" for row in dates.itertuples()))
print("Three lines taught it two words.")
print("To keep them: the lines into pipeline/lexicons, the sentences into tests/, then `make test` and `make gate`.")
