"""Alerts as the pipeline would hand them over, made by hand."""

import re
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.ingest.types import Given, SourceAlert
from pipeline.language.extensions import declare
from pipeline.tables import rows

VOCAB = Vocab()
TEXT = (
    "SÉNÉGAL – Arrestation de Me Awa Sarr\n\n"
    "Le 3 juin 2019, Me Awa Sarr a été arrêtée à Thiès par des policiers. Elle est toujours détenue.\n"
    "Dix-huit avocats ont été menacés par des inconnus."
)


def span(text: str, words: str, nth: int = 1) -> tuple[int, int]:
    place = -1
    for _ in range(nth):
        place = text.index(words, place + 1)
    return place, place + len(words)


def make_doc(text: str, sentences: bool = True, **extensions: Any) -> Doc:
    """A Doc of these very characters; a sentence ends at a full stop or a line's end."""
    declare()
    words = re.findall(r"\w+|\W", text)
    starts = [place == 0 or words[place - 1] in ".\n" for place in range(len(words))]
    doc = Doc(VOCAB, words=words, spaces=[False] * len(words), sent_starts=starts if sentences and words else None)
    for name, value in extensions.items():
        doc._.set(name, value)
    return doc


def entity(key: str, kind: str, name: str, mentions: list[tuple[int, int]], **more: Any) -> dict[str, Any]:
    base = {"gender": "", "number": "sing", "count": 0, "occupation": "", "country": "", "variants": [name]}
    spans = [{"start": start, "end": end, "form": "name"} for start, end in mentions]
    return {"key": key, "kind": kind, "name": name, **base, **more, "mentions": spans}


def participant(text: str, role: str, words: str, key: str = "", count: int = 0) -> dict[str, Any]:
    start, end = span(text, words)
    return {"role": role, "entity": key, "text": words, "start": start, "end": end, "count": count}


def incident(text: str, act: str, trigger: str, *participants: dict[str, Any], **more: Any) -> dict[str, Any]:
    dated = {"date": -1, **dict.fromkeys(["date_edtf", "date_start", "date_end", "date_precision", "date_text"], "")}
    base = {**dated, "date_basis": "none", "victim_count": 0, "perpetrator_type": "none", "target": "person"}
    base |= {"country": "SN", "factuality": "asserted", "charge": "", "sentence_text": "", "confidence": 0.8}
    return {"act": act, "mentions": [span(text, trigger)], "participants": list(participants), **base, **more}


DAY = {"edtf": "2019-06-03", "date_start": "2019-06-03", "date_end": "2019-06-03", "precision": "day"}


def sample_doc(**changes: Any) -> Doc:
    """Two incidents, a dated arrest and an undated threat."""
    start, end = span(TEXT, "Le 3 juin 2019")
    arrest = incident(
        TEXT,
        "arrest",
        "arrêtée",
        participant(TEXT, "victim", "Me Awa Sarr", "sarr"),
        participant(TEXT, "perpetrator", "des policiers"),
        participant(TEXT, "place", "Thiès", "thies"),
        **{f"date_{name.removeprefix('date_')}": value for name, value in DAY.items()},
        date_text="Le 3 juin 2019",
        date_basis="explicit",
        victim_count=1,
        perpetrator_type="police",
    )
    threat = incident(
        TEXT,
        "threat",
        "menacés",
        participant(TEXT, "victim", "Dix-huit avocats", "lawyers", count=18),
        participant(TEXT, "perpetrator", "des inconnus"),
        victim_count=18,
        perpetrator_type="unidentified",
        confidence=0.3,
    )
    extensions = {
        "header": {"title": ["Arrestation de Me Awa Sarr", 10, 36], "country": ["SN", 0, 7]},
        "published_on": "2019-06-10",
        "country": "SN",
        "entities": [
            entity("sarr", "person", "Awa Sarr", [span(TEXT, "Awa Sarr"), span(TEXT, "Awa Sarr", 2)], gender="f"),
            entity("thies", "place", "Thiès", [span(TEXT, "Thiès")], country="SN"),
            entity("lawyers", "group", "Dix-huit avocats", [span(TEXT, "Dix-huit avocats")], count=18),
        ],
        "subjects": ["sarr"],
        "dates": [{"start": start, "end": end, "text": TEXT[start:end], **DAY, "basis": "explicit", "note": ""}],
        "incidents": [arrest, threat],
    }
    return make_doc(TEXT, **(extensions | changes))


def source(text: str, path: str = "alertes/sarr.txt", **given: str) -> SourceAlert:
    return SourceAlert(path, text, "ab" * 32, Given(**given))


def sample_rows(path: str = "alertes/sarr.txt", **given: str) -> dict[str, list[dict[str, Any]]]:
    return rows(sample_doc(), source(TEXT, path, **given))  # type: ignore[return-value]


def text_rows(text: str, path: str = "a.txt", **given: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of an alert in which nothing was found."""
    return rows(make_doc(text), source(text, path, **given))  # type: ignore[return-value]
