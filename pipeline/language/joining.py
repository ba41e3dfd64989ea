"""The Docs of a long text's pieces become one Doc, as if it had been read in one."""

from typing import Any

from spacy.tokens import Doc

from pipeline.language.extensions import Entity

SPANS = ("start", "end")
LISTS = ("blocks", "sections", "sentences", "entities", "dates", "incidents")


def joined(docs: list[Doc]) -> Doc:
    """One Doc of all tokens and of all that was read in the pieces, which follow each other without gaps.

    An entity that has the kind and name of one of an earlier piece is that one; the header and the subjects are those
    of the first piece. No reference leads from one piece to another.
    """
    whole = Doc.from_docs(docs, ensure_whitespace=False, exclude=["user_data"])  # type: ignore[call-arg]
    assert whole is not None
    for name in ("header", "published_on", "country", "subjects"):
        whole._.set(name, getattr(docs[0]._, name))
    lists: dict[str, list[Any]] = {name: [] for name in LISTS}
    known: dict[tuple[str, str], Entity] = {}
    start = 0
    for number, doc in enumerate(docs):
        keys = _add_entities(lists["entities"], known, doc, start, f"{number}:" if number else "")
        for incident in doc._.incidents:
            lists["incidents"].append(_incident(incident, start, len(lists["dates"]), keys))
        for name in ("blocks", "sections"):
            lists[name] += [[kind, begin + start, end + start] for kind, begin, end in getattr(doc._, name)]
        lists["sentences"] += [[begin + start, end + start] for begin, end in doc._.sentences]
        lists["dates"] += [_moved(date, start) for date in doc._.dates]
        start += len(doc.text)
    for name, values in lists.items():
        whole._.set(name, values)
    return whole


def _add_entities(
    entities: list[Entity], known: dict[tuple[str, str], Entity], doc: Doc, start: int, prefix: str
) -> dict[str, str]:
    """Add the entities of a piece to those of earlier ones; returns what each of its keys is called in the whole."""
    keys = {"": ""}
    new: list[Entity] = []
    for entity in doc._.entities:
        mentions = [_moved(mention, start) for mention in entity["mentions"]]
        same = known.get((entity["kind"], entity["name"])) if entity["kind"] != "group" else None
        if same is None:
            same = entity | {"key": prefix + entity["key"], "mentions": mentions}
            new.append(same)
        else:
            same["mentions"] += mentions
            same["variants"] += [variant for variant in entity["variants"] if variant not in same["variants"]]
        keys[entity["key"]] = same["key"]
    entities += new
    for entity in new:
        known.setdefault((entity["kind"], entity["name"]), entity)
    return keys


def _incident(incident: Any, start: int, dates: int, keys: dict[str, str]) -> Any:
    people = [
        _moved(member, start) | {"entity": keys.get(member["entity"], "")} if member["start"] >= 0 else member
        for member in incident["participants"]
    ]
    return incident | {
        "mentions": [(begin + start, end + start) for begin, end in incident["mentions"]],
        "participants": people,
        "date": incident["date"] + dates if incident["date"] >= 0 else -1,
    }


def _moved(item: Any, by: int) -> Any:
    """A dict with its span further on in the text."""
    return item | {name: item[name] + by for name in SPANS}
