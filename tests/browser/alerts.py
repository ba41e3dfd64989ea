"""A dataset for the browser: the invented alerts of tests/review, many summonses, and a text of strange characters."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "review"))
from desk import Alert, aubrac, niang, write

STRANGE = (
    "\N{BLACK HEART SUIT}\N{CRICKET BAT AND BALL}\N{SMILING FACE WITH SUNGLASSES} ALERTE\n\n"
    "Me \u202eAwa\u202c \N{SMILING FACE WITH SUNGLASSES} Diarra a été agressée à Port-Lune "
    "le 7 avril 2021 & <b>menacée</b>.\n"
)
SUMMONSES = 40


def strange() -> Alert:
    """Astral characters, overrides of direction and markup before the words that count."""
    alert = Alert(STRANGE, "étrange")
    alert.entity("place", "Port-Lune")
    alert.date("le 7 avril 2021", "2021-04-07")
    alert.incident("assault", "agressée", ("place", "Port-Lune"), confidence=0.99)
    return alert


def summons(number: int) -> Alert:
    """One of many alike."""
    alert = Alert(
        f"Le {number % 28 + 1} mars 2020, Oumou Niang a été convoquée à Sorel pour la {number}e fois.", f"n{number}"
    )
    alert.entity("person", "Oumou Niang")
    alert.entity("place", "Sorel")
    day = f"2020-03-{number % 28 + 1:02}"
    alert.date(f"Le {number % 28 + 1} mars 2020", day)
    people = [("victim", "Oumou Niang"), ("place", "Sorel")]
    text = f"Le {number % 28 + 1} mars 2020"
    alert.incident("summons", "convoquée", *people, date_edtf=day, date_text=text, confidence=0.4 + number / 100)
    return alert


def write_dataset(folder: Path, many: int = SUMMONSES) -> Path:
    """All of them as `recense extract` and `recense link` would leave them: the first two summonses are one case."""
    several = [summons(number) for number in range(1, many + 1)]
    link = {"case_id": "c1", "score": 0.9, "reason": "même victime, même lieu"}
    told = [alert.rows["incidents"][0] for alert in several[:2]]
    cases = [{**link, "incident_id": row["incident_id"], "alert_id": row["alert_id"]} for row in told]
    return write(folder, aubrac(), niang(), strange(), *several, cases=cases)
