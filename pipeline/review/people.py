"""Persons and other participants of incidents, as decisions change them."""

from typing import Any

from pipeline.review.state import Row, State
from pipeline.tables.rows import digest

SEPARATOR = "; "


def called(state: State, participant: Row) -> str:
    """The name under which a participant stands in its incident's columns."""
    entity = state.row("entities", participant["entity_id"]) if participant["entity_id"] else None
    return str(entity["name"]) if entity else " ".join(participant["text"].split())


def recast(state: State, incident: Row, role: str, names: list[str], words: list[int] | None = None) -> None:
    """Give a role of an incident to these people or things: who had it keeps their words, the others get some.

    A new name's words are those marked (`words`), else the mention of the entity nearest to the act, else the nearest
    place where the name stands in the text, else none.
    """
    people = state.rows["participants"]
    had = {called(state, p): p for p in people if p["incident_id"] == incident["incident_id"] and p["role"] == role}
    new = [had.get(name) or _participant(state, incident, role, name, words) for name in names]
    others = [p for p in people if p["incident_id"] != incident["incident_id"] or p["role"] != role]
    state.rows["participants"] = others + new


def _participant(state: State, incident: Row, role: str, name: str, words: list[int] | None) -> Row:
    entity = next((e for e in state.rows["entities"] if e["name"] == name), None)
    spans = [(m["start"], m["end"]) for m in state.rows["mentions"] if entity and m["entity_id"] == entity["entity_id"]]
    marked = words and " ".join(state.text[words[0] : words[1]].split())
    if words and (marked == name or tuple(words) in spans):
        spans = [(words[0], words[1])]
    spans = spans or _places(state.text, name)
    start, end = min(spans, key=lambda span: abs(span[0] - incident["start"]), default=(None, None))
    return {
        "incident_id": incident["incident_id"],
        "alert_id": incident["alert_id"],
        "role": role,
        "entity_id": entity["entity_id"] if entity else "",
        "text": state.text[start:end] if start is not None else name,
        "start": start,
        "end": end,
        "count": None,
    }


def _places(text: str, piece: str) -> list[tuple[int, int]]:
    found, start = [], text.find(piece)
    while start >= 0:
        found.append((start, start + len(piece)))
        start = text.find(piece, start + 1)
    return found


def _rewrite(state: State, changed: set[str], before: dict[int, str]) -> None:
    """Put the names of changed entities into the columns of the incidents they take part in."""
    for number, participant in enumerate(state.rows["participants"]):
        if participant["entity_id"] not in changed:
            continue
        incident = state.row("incidents", participant["incident_id"])
        column = {"victim": "victims", "perpetrator": "perpetrators", "place": "place"}.get(participant["role"])
        if incident and column:
            named = [called(state, participant) if n == before[number] else n for n in _split(incident[column])]
            incident[column] = SEPARATOR.join(dict.fromkeys(named))


def _split(value: str) -> list[str]:
    return [name for name in value.split(SEPARATOR) if name]


def join(state: State, kept: Row, other: Row) -> None:
    """Two entities are one: its name is that of the kept one, the other's names become variants."""
    before = {number: called(state, p) for number, p in enumerate(state.rows["participants"])}
    old, new = other["entity_id"], kept["entity_id"]
    variants = dict.fromkeys([*_split(kept["variants"]), other["name"], *_split(other["variants"])])
    kept["variants"] = SEPARATOR.join(name for name in variants if name != kept["name"])
    for column in ("gender", "occupation", "country"):
        kept[column] = kept[column] or other[column]
    for row in (*state.rows["mentions"], *state.rows["participants"]):
        if row["entity_id"] == old:
            row["entity_id"] = new
    state.rows["entities"] = [row for row in state.rows["entities"] if row is not other]
    state.same[old] = new
    _rewrite(state, {new}, before)
    state.rows["participants"] = _once(state.rows["participants"])


def _once(participants: list[Row]) -> list[Row]:
    """One row per incident, role and entity, as the table `participants` has it."""
    found: dict[Any, Row] = {}
    for p in participants:
        entity = p["entity_id"] or (p["text"], p["start"], p["end"])
        found.setdefault((p["incident_id"], p["role"], entity), p)
    return list(found.values())


def part(state: State, entity: Row, name: str, made_by: str) -> bool:
    """The mentions that read `name` are of somebody else, a new entity; False where the entity has no such name."""
    if name not in _split(entity["variants"]):
        return False
    before = {number: called(state, p) for number, p in enumerate(state.rows["participants"])}
    new = {**entity, "entity_id": f"{entity['alert_id']}-e{digest(made_by)}", "name": name, "variants": ""}
    entity["variants"] = SEPARATOR.join(variant for variant in _split(entity["variants"]) if variant != name)
    spans = set()
    for mention in state.rows["mentions"]:
        if mention["entity_id"] == entity["entity_id"] and " ".join(mention["text"].split()) == name:
            mention["entity_id"] = new["entity_id"]
            spans.add((mention["start"], mention["end"]))
    for participant in state.rows["participants"]:
        if participant["entity_id"] == entity["entity_id"] and (participant["start"], participant["end"]) in spans:
            participant["entity_id"] = new["entity_id"]
    state.rows["entities"].append(new)
    _rewrite(state, {new["entity_id"]}, before)
    return True
