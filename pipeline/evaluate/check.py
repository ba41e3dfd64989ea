"""Proves that a folder of gold holds: every quote, name, date, act, code and key, and what a corpus pins."""

from collections import Counter
from pathlib import Path

from babel import Locale

from pipeline.dates.edtf import is_valid, precision
from pipeline.document import normalise_text
from pipeline.evaluate.gold import GoldAlert, GoldIncident, Problem, gold_paths, inside_word, read_alert, text_path
from pipeline.evaluate.hashes import hash_problems
from pipeline.evaluate.matching import NAMED_KINDS
from pipeline.evaluate.splits import split_problems
from pipeline.tables.columns import codes

_CODED = ("act", "perpetrator_type", "target", "factuality")
_COUNTRIES = frozenset(code for code in map(str, Locale("fr").territories) if len(code) == 2)


def check(folder: Path) -> list[Problem]:
    """Everything that is wrong under a folder of gold, by alert; empty where all holds.

    Beside what `gold` cannot resolve: codes, countries and dates of publication; texts that are not NFC with LF; the
    same date or incident twice; dates quoted out of the midst of a word; a text without gold among gold; a name used
    twice; then what `hashes.csv` and `provenance.csv` say, where the folder has them.
    """
    folder = Path(folder)
    paths = gold_paths(folder)
    problems = [] if paths else [Problem("", "no_gold")]
    for path in paths:
        alert = read_alert(path)
        problems += [*alert.problems, *_alert_problems(alert)]
    names = Counter(path.name.removesuffix(".gold.json") for path in paths)
    problems += [Problem(name, "name_twice") for name, count in names.items() if count > 1]
    texts = {text for parent in {path.parent for path in paths} for text in parent.glob("*.txt")}
    texts -= {text_path(path) for path in paths}
    problems += [Problem(path.stem, "text_without_gold") for path in texts]
    problems += hash_problems(folder) + split_problems(folder)
    return sorted(problems, key=lambda problem: (problem.alert, problem.kind, problem.where))


def _alert_problems(alert: GoldAlert) -> list[Problem]:
    found: list[tuple[str, str]] = []
    if normalise_text(alert.text) != alert.text:
        found.append(("text_not_normalised", ""))
    if alert.published and not (is_valid(alert.published) and precision(alert.published) == "day"):
        found.append(("not_a_day", "header.published"))
    countries = [("header", alert.country)]
    for number, entity in enumerate(alert.entities):
        if entity.kind not in NAMED_KINDS:
            found.append(("unknown_kind", f"entities[{number}]"))
        countries.append((f"entities[{number}]", entity.country))
    spans = Counter((date.start, date.end) for date in alert.dates)
    found += [("date_twice", f"dates[{n}]") for n, d in enumerate(alert.dates) if spans[d.start, d.end] > 1]
    cut = [n for n, d in enumerate(alert.dates) if inside_word(alert.text, d.start, d.end)]
    found += [("date_inside_word", f"dates[{n}]") for n in cut]
    same = Counter(_content(incident) for incident in alert.incidents)
    for number, incident in enumerate(alert.incidents):
        where = f"incidents[{number}]"
        for field in _CODED:
            if getattr(incident, field) not in {code.code for code in codes(field)}:
                found.append((f"unknown_{field}", where))
        if same[_content(incident)] > 1:
            found.append(("incident_twice", where))
        roles = (incident.victims, incident.perpetrators)
        if any(len(set(people)) < len(people) for people in roles):
            found.append(("participant_twice", where))
        countries.append((where, incident.country))
    found += [("unknown_country", where) for where, code in countries if code and code not in _COUNTRIES]
    return [Problem(alert.name, kind, where) for kind, where in found]


def _content(incident: GoldIncident) -> tuple[object, ...]:
    return incident.act, incident.mentions, incident.victims, incident.date
