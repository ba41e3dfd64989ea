"""Descriptions that stand beside a person's name: `l'avocate X`, `son avocat, Me X,`, `X et Y, journalistes`."""

from collections.abc import Sequence

from pipeline.language.extents import DETERMINERS, Clause, Phrase
from pipeline.lexicons import rows

TITLES = frozenset(row["form"].casefold() for row in rows("names_titles"))
OPENERS = frozenset({",", "(", ":", "–", "-", "—"})
BETWEEN_NAMES = frozenset({",", "et", "de", "d'", "d’", "ainsi", "que"})
CLOSERS = frozenset({"PUNCT", "ADP", "CCONJ", "PRON", "SPACE"})


def appositions(clause: Clause, phrases: Sequence[Phrase]) -> dict[Phrase, list[str]]:
    """The keys of the persons that each phrase stands beside, an empty list where it stands alone."""
    found: dict[Phrase, list[str]] = {}
    reach = 0  # the end of the phrases before: one inside another describes nobody
    for phrase in phrases:
        found[phrase] = [] if phrase[1] <= reach else beside(clause, phrase)
        reach = max(reach, phrase[1])
    return found


def beside(clause: Clause, phrase: Phrase) -> list[str]:
    """The persons named right after a phrase, else right before it."""
    head = phrase[2]
    noun = clause.noun(head)
    if noun is None or noun.collective or noun.human not in ("profession", "kin", "person"):
        return []
    many = noun.number == "plur"
    return named_after(clause, phrase[1], many) or named_before(clause, phrase, many)


def skip_title(clause: Clause, index: int) -> int:
    """The token after a title, or the token itself."""
    return index + 1 if clause.inside(index) and clause.lower[index] in TITLES else index


def named_after(clause: Clause, end: int, many: bool) -> list[str]:
    """`le journaliste X`, `les avocats X et Y`, `son avocat, Me X, …`; after a comma the name must end its clause."""
    comma = clause.inside(end) and clause.lower[end] in OPENERS
    name = skip_title(clause, end + comma)
    if not clause.inside(name) or clause.name_kind.get(name) != "person":
        return []
    close = clause.name_end[name]
    if many:
        second = skip_title(clause, close + 1) if clause.inside(close) and clause.lower[close] in ("et", ",") else -1
        pair = clause.name_kind.get(second) == "person"
        return [clause.name_key[name], clause.name_key[second]] if pair and not comma else []
    open_ended = clause.inside(close) and clause.pos[close] not in ("PUNCT", "CCONJ")
    return [] if comma and open_ended else [clause.name_key[name]]


def named_before(clause: Clause, phrase: Phrase, many: bool) -> list[str]:
    """`X, journaliste`, `X, l'avocat de Y,`, `X et Y, délégués du syndicat`."""
    start, end, head = phrase
    if start < 2 or clause.sentence_start[start] or clause.lower[start - 1] not in OPENERS:
        return []
    last = start - 2
    if last not in clause.person_last:
        return []
    bare = all(clause.lower[i] not in DETERMINERS for i in range(start, head))
    closed = not clause.inside(end) or clause.pos[end] in CLOSERS
    if not (bare if many else bare or closed):
        return []
    return coordinated(clause, last) if many else [clause.person_last[last]]


def coordinated(clause: Clause, last: int) -> list[str]:
    """The persons of the enumeration that ends at a token; none if it is a single one."""
    starts = {end - 1: start for start, end in clause.name_end.items()}
    found: list[str] = []
    while last in clause.person_last:
        found.insert(0, clause.person_last[last])
        last = starts[last] - 1
        while last > 0 and (clause.lower[last] in BETWEEN_NAMES or clause.lower[last] in TITLES):
            last -= 1
    return found if len(found) > 1 else []
