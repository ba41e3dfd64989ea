"""From name spans to entities: which spans name the same person, organisation or place."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from pipeline.language import persons
from pipeline.language.aliases import aliases
from pipeline.language.extensions import Entity
from pipeline.language.kinds import office
from pipeline.language.namesakes import namesakes
from pipeline.language.relatives import relatives
from pipeline.language.words import Name, Words
from pipeline.lexicons import table
from pipeline.normalise import country_code, fold, place_country

SHORTEST_ACRONYM = 2
BODIES = table("bodies")
SAINT = re.compile(table("names")["saint"])
CIVIL = frozenset(table("names")["civil"])
SMALL = frozenset(map(fold, BODIES["small"]))
SAME = {fold(name): fold(names[0]) for names in BODIES["same"] for name in names}


def by_string(words: Words, names: Iterable[Name]) -> dict[str, list[Name]]:
    """Names grouped by their folded string, in order of the text."""
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        groups[words.key(name)].append(name)
    return dict(groups)


def form(words: Words, key: str, names: list[Name], apart: bool, unlike: frozenset[str]) -> persons.Form:
    """What clustering needs to know of one string that names a person, and may be told `apart` from all others or be
    `unlike` some."""
    titles = [words.title(name.start - 1) if name.start else None for name in names]
    told = {title["gender"] for title in titles if title}
    genders = told - {""}
    gender = next(iter(genders)) if len(genders) == 1 else ""
    parts = hyphenated(key)
    titled = all(titles) and len(told) == 1
    return persons.Form(parts, gender, names[0].start, apart, key, titled, roles(words, names, len(parts) > 1), unlike)


def roles(words: Words, names: list[Name], full: bool) -> frozenset[str]:
    """The offices and titles right before some names, as they stand there, but for those that any man or woman has; of
    what is no full name the one that always stands there."""
    before = [words.before(name.start) for name in names]
    told = [words.folded[i] if i >= 0 and (words.title(i) or office(words, i)) else "" for i in before]
    found = frozenset(told)
    return found - CIVIL - {""} if full or len(found) == 1 else frozenset()


def hyphenated(text: str) -> tuple[str, ...]:
    """The words of a name, those that hyphens join as one (`Al-Ketbi` is a surname); `St-` is `Saint-`."""
    return tuple(SAINT.sub(r"saint\1-", re.sub(r" [-‐‑] ", "-", text)).split(" "))


def cluster_persons(words: Words, names: list[Name]) -> list[list[Name]]:
    """The name spans of each person."""
    strings = by_string(words, names)
    apart, pairs = namesakes(words, names)
    unlike: dict[str, set[str]] = defaultdict(set)
    kin = (frozenset((words.key(left), words.key(right))) for left, right in relatives(words, names))
    for both in (*pairs, *kin):
        for key in both:
            unlike[key] |= both - {key}
    forms = {
        key: form(words, key, spans, key in apart, frozenset(unlike.get(key, ()))) for key, spans in strings.items()
    }
    people = persons.persons(list(forms.values()))
    own = [[name for member in person.forms for name in strings[member.key]] for person in people]
    return united(own, aliases(words, names))


def united(clusters: list[list[Name]], pairs: Iterable[tuple[Name, Name]]) -> list[list[Name]]:
    """The clusters, those put together of which a pair of names has one each."""
    for left, right in pairs:
        first, second = (next(cluster for cluster in clusters if name in cluster) for name in (left, right))
        if first is not second:
            first += second
            clusters = [cluster for cluster in clusters if cluster is not second]
    return clusters


def acronyms(words: Words, names: list[Name]) -> dict[str, str]:
    """Acronyms and the full names that they stand for, from `Full Name (FN)` and `FN (Full Name)`."""
    found = {}
    for left, right in pairwise(names):
        between = "".join(words.texts[left.end : right.start]).strip()
        if between != "(" or left.kind != right.kind:
            continue
        short, long = sorted((left, right), key=lambda name: len(words.key(name)))
        if words.texts[short.start].isupper() and len(words.texts[short.start]) >= SHORTEST_ACRONYM:
            found[words.key(short)] = words.key(long)
    return found


def abbreviates(short: str, long: str) -> bool:
    """Do the letters of a folded acronym begin the words of a folded name, one by one, small words left out or not?"""
    ends = {0}  # how many letters the words so far may have used up
    for word in re.findall(r"\w+", long):
        used = {end + 1 for end in ends if short[end : end + 1] == word[0]}
        ends = used | ends if word in SMALL else used
    return len(short) in ends


def synonyms(keys: Iterable[str]) -> dict[str, str]:
    """Folded names of organisations that are known by several, and the first of these that the text has."""
    found: dict[str, str] = {}
    first: dict[str, str] = {}
    for key in keys:
        if key in SAME and (earlier := first.setdefault(SAME[key], key)) != key:
            found[key] = earlier
    return found


def cluster_bodies(words: Words, names: list[Name]) -> list[list[Name]]:
    """The name spans of each organisation: equal strings, acronyms, and a short form with the name that it begins."""
    strings = by_string(words, names)
    target = acronyms(words, names) | synonyms(strings)
    longer = [key for key in strings if " " in key]
    for key in strings:
        if key in target:
            continue
        fuller = next((other for other in longer if target.get(other) != key and fits(key, other)), "")
        if fuller:
            target[key] = fuller
    clusters: dict[str, list[Name]] = defaultdict(list)
    for key, spans in strings.items():
        root, seen = key, {key}
        while root in target and target[root] in strings and target[root] not in seen:
            root = target[root]
            seen.add(root)
        clusters[root].extend(spans)
    return list(clusters.values())


def fits(short: str, long: str) -> bool:
    """Is one folded name a short form of the other: its first words, its last words, or its initials?"""
    if len(short) >= len(long):
        return False
    if " " not in short and len(short) > 2 and abbreviates(short, long):
        return True
    return long.startswith(f"{short} ") or (long.endswith(f" {short}") and len(short) > 4)


def cluster_places(words: Words, names: list[Name]) -> list[list[Name]]:
    """The name spans of each place: equal strings, and all names of one country."""
    clusters: dict[str, list[Name]] = defaultdict(list)
    for key, spans in by_string(words, names).items():
        clusters[country_code(key) or key].extend(spans)
    return list(clusters.values())


def best_form(words: Words, spans: list[Name]) -> str:
    """The fullest form, one in ordinary case before one in capitals, the first of equals."""
    texts = [" ".join(words.text_of(name).split()) for name in spans]
    return max(texts, key=lambda text: (len(text.split()), not text.isupper(), len(text), -texts.index(text)))


def slug(text: str, taken: set[str]) -> str:
    """A readable key that no other entity has."""
    base = "-".join(re.findall(r"\w+", text.casefold())) or "x"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    taken.add(key)
    return key


def entities(words: Words, names: list[Name]) -> list[Entity]:
    """All entities of a Doc with their mentions, in order of the first mention."""
    kinds = {kind: [name for name in names if name.kind == kind] for kind in ("person", "organisation", "place")}
    clusters = [
        *cluster_persons(words, kinds["person"]),
        *cluster_bodies(words, kinds["organisation"]),
        *cluster_places(words, kinds["place"]),
    ]
    taken: set[str] = set()
    return [entity(words, sorted(spans), taken) for spans in sorted(map(sorted, clusters))]


def entity(words: Words, spans: list[Name], taken: set[str]) -> Entity:
    """One entity from its spans."""
    name = best_form(words, spans)
    kind = spans[0].kind
    texts = dict.fromkeys(words.text_of(span) for span in spans)
    country = (country_code(name) or place_country(name)) if kind == "place" else ""
    return Entity(
        key=slug(name, taken),
        kind=kind,
        name=name,
        variants=[text for text in texts if text != name],
        gender="",
        number="sing",
        count=0,
        occupation="",
        country=country,
        mentions=[{"start": start, "end": end, "form": "name"} for start, end in map(words.chars, spans)],
    )
