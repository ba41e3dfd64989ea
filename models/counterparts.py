"""Who of a Doc stands for those whom gold names: its entities and groups, by the words that they share."""

import re
from collections.abc import Collection, Sequence

from spacy.tokens import Doc

from pipeline.evaluate.assignment import assign
from pipeline.evaluate.gold import GoldEntity, GoldParticipant, Span
from pipeline.evaluate.matching import overlap
from pipeline.language.tokens import text_of

OF = re.compile(r"\b(?:de|du|des)\b|\bd['’]", re.IGNORECASE)


def stand_for(members: Collection[str], each: Sequence[set[str]]) -> bool:
    """Are some keys as many as gold participants, each standing for one of its own?"""
    return len(members) == len(each) == len(assign([[int(key in keys) for key in members] for keys in each]))


def mostly(text: str, inner: Span, outer: Span) -> bool:
    """Does a span of a text lie in another and make up at least half of it, and is it not what the rest belongs to
    (`l'épouse de Boubacar Diallo`)?"""
    within = outer[0] <= inner[0] and inner[1] <= outer[1] and 2 * (inner[1] - inner[0]) >= outer[1] - outer[0]
    return within and not OF.search(text[outer[0] : inner[0]])


class Counterparts:
    """The entities and groups of a Doc beside the participants of its gold.

    Gold and Doc may differ in what is a name: `la police thaïlandaise` an entity in one, a group in the other.
    """

    def __init__(self, entities: Sequence[GoldEntity], doc: Doc) -> None:
        self.text = text_of(doc)
        self.named = {entity.key: entity.mentions for entity in entities}
        self.groups = [((group["start"], group["end"]), group["text"].casefold()) for group in doc._.groups]
        self.names = [
            (entity["key"], (mention["start"], mention["end"]))
            for entity in doc._.entities
            for mention in entity["mentions"]
            if mention["form"] == "name"
        ]

    def of(self, person: GoldParticipant) -> set[str]:
        """The keys that stand for a gold participant."""
        if person.entity:
            return self.entity_keys(person.entity) or self.described(person.entity)
        return self.group_keys(person) or self.named_by(person)

    def entity_keys(self, key: str) -> set[str]:
        """The entities that share a name span with a gold entity."""
        spans = self.named.get(key, ())
        return {own for own, name in self.names if any(name[0] < end and start < name[1] for start, end in spans)}

    def described(self, key: str) -> set[str]:
        """The groups whose words are for the most part a name of a gold entity."""
        names = self.named.get(key, ())
        return {
            f"group:{i}"
            for i, (span, _) in enumerate(self.groups)
            if any(mostly(self.text, name, span) for name in names)
        }

    def group_keys(self, person: GoldParticipant) -> set[str]:
        """The group that shares most with a gold description (not those nested in it), and those of the same words."""
        own = (person.start, person.end)
        shared = [overlap(own, span) / (span[1] - span[0] + person.end - person.start) for span, _ in self.groups]
        best = max(shared, default=0.0)
        text = person.text.casefold()
        return {f"group:{i}" for i, (_, words) in enumerate(self.groups) if 0.0 < best == shared[i] or words == text}

    def named_by(self, person: GoldParticipant) -> set[str]:
        """The entities whose name makes up most of a gold description."""
        return {key for key, name in self.names if mostly(self.text, name, (person.start, person.end))}
