"""Reviewed alerts as gold files (SPEC section 6), for the corpus tools and for training.

An alert becomes gold when each of its incidents is decided and nothing in it is to be looked at again: then what it
does not hold is known to be absent. An incident has the one mention that its row has.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.evaluate.gold import inside_word, occurrences
from pipeline.evaluate.matching import NAMED_KINDS
from pipeline.normalise import name_key
from pipeline.review.apply import Reviewed, rows_of
from pipeline.review.people import SEPARATOR
from pipeline.review.state import Row
from pipeline.tables.output import OutputError, create, replace_folder, settle, workspace
from pipeline.tables.rows import digest

Span = tuple[int, int]
_WORD_BEFORE, _WORD_AFTER = re.compile(r"\S+[^\S\n]*$"), re.compile(r"^[^\S\n]*\S+")
WIDEST = 12  # words that a quote may take on either side


@dataclass(frozen=True, slots=True)
class Learned:
    """How many alerts became gold, how many are not wholly decided yet, and how many people or places were left out
    because they have no words in the text."""

    alerts: int
    unfinished: int
    without_words: int


def learn(reviewed: Reviewed, out: Path) -> Learned:
    """Write `NAME.txt` and `NAME.gold.json` for each wholly reviewed alert into the new folder `out`.

    OutputError where `out` holds anything already.
    """
    out = out.resolve()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputError(f"{out}: is there already; name a new folder")
    begun = _begun(reviewed)
    whole = {alert_id for alert_id in begun if _is_whole(reviewed, alert_id)}
    names: Counter[str] = Counter()
    without_words = 0
    with workspace(out) as folder:
        for rows in rows_of(reviewed.tables, whole).values():
            gold = _Gold(rows)
            _put(folder / f"{_name(rows['alerts'][0], names)}.txt", gold.text, gold.document())
            without_words += gold.without_words
        replace_folder(folder, out)
    return Learned(len(whole), len(begun) - len(whole), without_words)


def _begun(reviewed: Reviewed) -> set[str]:
    return {d.alert_id for d in reviewed.applied} & set(reviewed.tables["alerts"]["alert_id"])


def _is_whole(reviewed: Reviewed, alert_id: str) -> bool:
    incidents = reviewed.tables["incidents"]
    keys = incidents["incident_id"][incidents["alert_id"] == alert_id]
    drifted = any(drift.decision.alert_id == alert_id for drift in reviewed.drifted)
    return not drifted and all(
        (standing := reviewed.standing.get(key)) is not None and standing.decided for key in keys
    )


def _name(alert: Mapping[str, Any], taken: Counter[str]) -> str:
    """A file name from that of the alert's source."""
    stem = name_key(Path(alert["source"].split(" ; ")[0]).stem).replace(" ", "-") or digest(alert["text"])
    taken[stem] += 1
    return stem if taken[stem] == 1 else f"{stem}-{digest(alert['text'])}"


def _put(path: Path, text: str, document: dict[str, Any]) -> None:
    for target, content in ((path, text), (path.with_suffix(".gold.json"), json.dumps(document, **_STYLE) + "\n")):
        file = create(target)
        file.write(content.encode())
        settle(file)


_STYLE: dict[str, Any] = {"ensure_ascii": False, "indent": 1}


class _Gold:
    """Turns the reviewed rows of one alert into the JSON of a gold file."""

    def __init__(self, rows: Mapping[str, list[Row]]) -> None:
        self.rows = rows
        self.alert = rows["alerts"][0]
        self.text = str(self.alert["text"])
        self.without_words = 0
        self.entities: dict[str, dict[str, Any]] = {}
        owner: set[str] = set()
        for row in rows["entities"]:
            forms = [name for name in self._forms(row) if name not in owner]
            if row["kind"] in NAMED_KINDS and forms:
                owner.update(forms)
                self.entities[row["entity_id"]] = self._entity(row, forms)

    def _forms(self, row: Row) -> list[str]:
        """The strings in the text that are names of an entity, the one it is called by first."""
        mine = [m for m in self.rows["mentions"] if m["entity_id"] == row["entity_id"] and m["form"] == "name"]
        exact = dict.fromkeys(self.text[m["start"] : m["end"]] for m in mine)
        forms = [form for form in exact if form.strip() and self._is_whole_word(form)]
        return sorted(forms, key=lambda form: (" ".join(form.split()) != row["name"], -len(form)))

    def _is_whole_word(self, form: str) -> bool:
        """Whether a form stands somewhere by itself, as gold counts mentions."""
        return not all(inside_word(self.text, *place) for place in occurrences(self.text, form))

    def _entity(self, row: Row, forms: list[str]) -> dict[str, Any]:
        key = name_key(row["name"]).replace(" ", "-") or "e"
        used = {entity["key"] for entity in self.entities.values()}
        key = key if key not in used else f"{key}-{len(used)}"
        found = {"key": key, "kind": row["kind"], "name": forms[0], "variants": forms[1:]}
        return found | ({"country": row["country"]} if row["country"] else {})

    def document(self) -> dict[str, Any]:
        """The whole gold file."""
        subjects = self.alert["subjects"].split(SEPARATOR)
        named = {
            row["name"]: self.entities[row["entity_id"]]["key"]
            for row in self.rows["entities"]
            if row["entity_id"] in self.entities
        }
        return {
            "header": {
                "country": self.alert["country"],
                "published": self.alert["published_on"],
                "subjects": [named[name] for name in subjects if name in named],
            },
            "entities": list(self.entities.values()),
            "dates": self._dates(),
            "incidents": _once(self._incident(row) for row in self.rows["incidents"]),
        }

    def _dates(self) -> list[dict[str, Any]]:
        spans = {(d["start"], d["end"]): d["edtf"] or None for d in self.rows["dates"]}
        return [{**self._quote(span), "value": value} for span, value in sorted(spans.items())]

    def _quote(self, span: Span) -> dict[str, Any]:
        """These very characters, told apart from the same ones elsewhere."""
        piece = self.text[slice(*span)]
        places = occurrences(self.text, piece)
        return {"quote": piece} | ({"nth": places.index(span) + 1} if len(places) > 1 else {})

    def _mention(self, span: Span) -> dict[str, Any]:
        """The trigger in as few words around it as make a quote that occurs once."""
        trigger = self.text[slice(*span)]
        start, end = span
        for _ in range(WIDEST):
            piece = self.text[start:end]
            if len(occurrences(piece, trigger)) > 1:
                break
            if len(occurrences(self.text, piece)) == 1 and piece != trigger:
                return {"quote": piece, "trigger": trigger}
            before, after = _WORD_BEFORE.search(self.text[:start]), _WORD_AFTER.search(self.text[end:])
            start, end = before.start() if before else start, end + after.end() if after else end
        return {**self._quote(span), "trigger": trigger}

    def _incident(self, row: Row) -> dict[str, Any]:
        place = self._participants(row, "place")
        found: dict[str, Any] = {
            "act": row["act"],
            "mentions": [self._mention((row["start"], row["end"]))],
            "date": row["date_edtf"] or None,
            "victims": self._participants(row, "victim"),
            "perpetrators": self._participants(row, "perpetrator"),
            **{name: row[name] for name in ("perpetrator_type", "target", "country", "factuality")},
        }
        found |= {"place": place[0]} if place else {}
        return found | {name: row[name] for name in ("charge", "sentence_text") if row[name]}

    def _participants(self, row: Row, role: str) -> list[Any]:
        found: list[Any] = []
        for person in self.rows["participants"]:
            if person["incident_id"] != row["incident_id"] or person["role"] != role:
                continue
            if person["entity_id"] in self.entities:
                found.append(self.entities[person["entity_id"]]["key"])
            elif person["start"] is None or person["start"] >= person["end"]:
                self.without_words += 1
            else:
                count = {"count": person["count"]} if person["count"] else {}
                found.append(self._quote((person["start"], person["end"])) | count)
        return [one for number, one in enumerate(found) if one not in found[:number]]


def _once(incidents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for incident in incidents:
        same = ("act", "mentions", "victims", "date")
        if not any(all(incident[name] == other[name] for name in same) for other in found):
            found.append(incident)
    return found
