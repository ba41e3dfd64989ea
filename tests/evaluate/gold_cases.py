"""Gold written in a test: a text and the few things that the case is about."""

import json
from pathlib import Path
from typing import Any

Gold = dict[str, Any]


def incident(act: str, trigger: str, quote: str = "", **fields: Any) -> dict[str, Any]:
    """An incident of the gold format with everything plain but what is given."""
    plain = {"date": None, "victims": [], "perpetrators": [], "perpetrator_type": "none"}
    plain |= {"target": "person", "country": "", "factuality": "asserted"}
    return {"act": act, "mentions": [{"quote": quote or trigger, "trigger": trigger}], **plain, **fields}


def gold(incidents: list[Any] | None = None, *, dates: Any = (), entities: Any = (), **header: Any) -> Gold:
    """A gold file; an entity is (key, kind, name, variants...), a date is (quote, value)."""
    return {
        "header": {"country": None, "published": None, "subjects": [], **header},
        "entities": [{"key": k, "kind": kind, "name": n, "variants": list(v)} for k, kind, n, *v in entities],
        "dates": [{"quote": quote, "value": value} for quote, value in dates],
        "incidents": incidents or [],
    }


def write(folder: Path, text: str, content: Gold, name: str = "alerte") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text.encode())
    (folder / f"{name}.gold.json").write_text(json.dumps(content), encoding="utf-8")
    return folder
