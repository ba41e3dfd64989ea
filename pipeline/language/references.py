"""spaCy component `recense_references`: what pronouns and descriptions point to, and whom the alert is about."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.language import profiles
from pipeline.language.extensions import Entity, Group, Reference, declare
from pipeline.language.nouns import nouns
from pipeline.language.salience import WEIGHTS, Clue, Discourse, Place, Referent, fit, probabilities
from pipeline.language.subjects import subjects
from pipeline.language.tokens import text_of
from pipeline.lexicons import rows

PRONOUNS = {(row["form"], row["pos"]): row for row in rows("roles_pronouns")}
FORMS = frozenset(form for form, _ in PRONOUNS)
COLLECTIVES = frozenset(noun.lemma for noun in nouns().values() if noun.collective)
CERTAIN = 0.5  # from this score the best candidate becomes a mention
CANDIDATES = 4
RELATIVE = 0.9  # a relative pronoun means what stands before it
SAME_HEAD, SAME_WORK, OTHER_WORK, OWN_COMPLEMENT = 5.0, 2.0, -2.0, -1.5
SEVERAL = 4.0  # that `deux d'entre eux` are of several
NOBODY = 4.0  # the evidence that a definite description means somebody new
PRONOUN, NAME, GROUP = range(3)


class Event(NamedTuple):
    """Something in the text that names or points to somebody, at a token, in the order in which it is read."""

    token: int
    kind: int  # PRONOUN, NAME or GROUP
    number: int  # of the token, name or group


@Language.factory(
    "recense_references",
    requires=["doc._.entities", "doc._.groups", "token.dep", "token.morph"],
    assigns=["doc._.references", "doc._.subjects", "doc._.entities"],
)
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Fill `doc._.references` and `doc._.subjects`; sure references become mentions of their entity.

    Also completes gender and occupation of persons, and the owner (`of`) of groups with a possessive.
    """
    declare()

    def component(doc: Doc) -> Doc:
        beside = list(doc._.references)
        text = text_of(doc)
        profiles.complete(doc, text, doc._.entities, beside)
        doc._.subjects = subjects(doc, text)
        reader = Reader(doc)
        found = [reference for event in events(doc) if (reference := reader.read(event))]
        doc._.references = sorted([*beside, *found], key=lambda reference: reference["start"])
        add_mentions(reader.entities, doc._.references)
        return doc

    return component


def events(doc: Doc) -> list[Event]:
    """Names, groups and pronouns in order of the text."""
    found = [Event(span.start, NAME, i) for i, span in enumerate(doc.spans["names"])]
    found += [Event(span.start, GROUP, i) for i, span in enumerate(doc.spans["groups"])]
    forms = {doc.vocab.strings[form] for form in FORMS}
    found += [Event(i, PRONOUN, i) for i, lower in enumerate(doc.to_array("LOWER").tolist()) if lower in forms]
    return sorted(found)


def add_mentions(entities: dict[str, Entity], references: Iterable[Reference]) -> None:
    """A sure reference to one entity is a mention of it; a possessive or relative is none."""
    grown: set[str] = set()
    for reference in references:
        best = [key for key, score in reference["candidates"] if score == reference["candidates"][0][1]]
        if reference["form"] not in ("pronoun", "description") or len(best) != 1:
            continue
        key, score = reference["candidates"][0]
        if score >= CERTAIN and key in entities:
            mentions = entities[key]["mentions"]
            mentions.append({"start": reference["start"], "end": reference["end"], "form": reference["form"]})
            grown.add(key)
    for key in grown:
        entities[key]["mentions"].sort(key=lambda mention: mention["start"])


class Reader:
    """Reads the events of a Doc in order and remembers who was spoken of."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.entities: dict[str, Entity] = {entity["key"]: entity for entity in doc._.entities}
        self.groups: list[Group] = doc._.groups
        self.names = list(doc.spans["names"])
        self.spans = list(doc.spans["groups"])
        self.discourse = Discourse()
        self.listed: tuple[str, ...] = ()  # the enumeration that the last name belongs to
        self.sentences = list(accumulate(int(start == 1) for start in doc.to_array("SENT_START").tolist()))
        spaces = enumerate(doc.to_array("IS_SPACE").tolist())
        self.paragraphs = list(accumulate(int(space and "\n\n" in doc[i].text) for i, space in spaces))
        self.owned = {
            token.i: i
            for i, span in enumerate(self.spans)
            for token in span
            if token.idx < self.groups[i]["head_start"]
        }  # the words before the noun of a group: the group
        self.by_sentence = self.spans_by_sentence()
        about = doc._.subjects
        self.discourse.about = [self.person(key) for key in about]
        if len(about) > 1:
            self.discourse.about.append(Referent(tuple(about), "person", self.common_gender(tuple(about)), "plur"))
        self.discourse.referents = {referent.members: referent for referent in self.discourse.about}

    def person(self, key: str) -> Referent:
        """A named person or organisation as a referent."""
        entity = self.entities[key]
        occupations = frozenset([entity["occupation"]] if entity["occupation"] else [])
        return Referent((key,), entity["kind"], entity["gender"], "sing", occupations=occupations)

    def read(self, event: Event) -> Reference | None:
        """Take one event in; a pronoun or definite description gives a reference."""
        if event.kind == NAME:
            self.read_name(event.number)
            return None
        if event.kind == GROUP:
            return self.read_group(event.number)
        return self.read_pronoun(self.doc[event.token])

    def place(self, token: Token) -> Place:
        """Where a token stands."""
        subject = token.dep_.startswith("nsubj")
        return Place(token.i, self.sentences[token.i], self.paragraphs[token.i], governors(token), subject)

    def note(self, referent: Referent, token: Token) -> None:
        """Remember a mention that stands at a token."""
        self.discourse.mention(referent, self.place(token))

    def read_name(self, index: int) -> None:
        """A name; with the name before it in an enumeration also a plurality."""
        span = self.names[index]
        if span.label_ == "place":
            return
        token = profiles.anchor(span)
        self.note(self.person(span.id_), token)
        members = self.enumeration(index)
        if len(members) > 1:
            self.note(Referent(members, "person", self.common_gender(members), "plur"), token)

    def enumeration(self, index: int) -> tuple[str, ...]:
        """The persons of the enumeration that ends with a name; names are read in their order, so it grows by one."""
        goes_on = index > 0 and self.enumerated(index)
        self.listed = tuple(dict.fromkeys((*(self.listed if goes_on else ()), self.names[index].id_)))
        return self.listed

    def enumerated(self, index: int) -> bool:
        """Whether only a comma, *et* or *ou* stands between a person and the person before."""
        if not self.names[index].label_ == "person" == self.names[index - 1].label_:
            return False
        between = self.doc[self.names[index - 1].end : self.names[index].start]
        return len(between) <= 4 and any(token.lower_ in (",", "et", "ou") for token in between)

    def common_gender(self, members: tuple[str, ...]) -> str:
        """The gender of several persons: feminine if all are, masculine if one is."""
        genders = {self.entities[key]["gender"] for key in members}
        return "m" if "m" in genders else "f" if genders == {"f"} else ""

    def read_group(self, index: int) -> Reference | None:
        """A group: a new one, or a definite description of somebody known."""
        group, span = self.groups[index], self.spans[index]
        token = next((token for token in span if token.idx == group["head_start"]), span[0])
        kind = "thing" if group["human"] == "thing" else "group"
        collective = group["human"] == "body" or group["head"] in COLLECTIVES
        own = Referent(
            (f"group:{index}",), kind, group["gender"], group["number"], head=group["head"], collective=collective
        )
        reference = None
        if group["determiner"] in ("definite", "demonstrative") and group["human"] != "body":
            clue = Clue(group["gender"], group["number"], "description", self.place(token))
            ranked = self.ranked(clue, lambda referent: described(referent, group, len(span)), NOBODY)
            reference = self.reference(span, "description", group["head"], members(ranked))
            if reference["candidates"] and reference["candidates"][0][1] >= CERTAIN:
                self.note(ranked[0][1], token)
                return reference
        if group["determiner"] == "partitive" and not group["head"]:
            self.take_after(group, token)
        self.note(own, token)
        return reference

    def take_after(self, group: Group, token: Token) -> None:
        """`deux d'entre eux` are some of the last people spoken of, and of their type."""
        clue = Clue(group["gender"], "plur", "part", self.place(token))
        ranked = self.ranked(clue, several)
        if ranked:
            group["of"] = ranked[0][1].members[0]
            if group["of"].startswith("group:"):
                group["perpetrator_type"] = self.groups[int(group["of"].removeprefix("group:"))]["perpetrator_type"]

    def read_pronoun(self, token: Token) -> Reference | None:
        """A pronoun or possessive."""
        row = PRONOUNS.get((token.lower_, token.pos_))
        subject = row is not None and row["form"] in ("il", "ils")
        if row is None or token.dep_.startswith("expl") or (subject and not token.dep_.startswith("nsubj")):
            return None
        if token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "on":
            return None  # `que l'on`
        if row["use"] == "relative":
            return self.read_relative(token)
        gender = row["gender"] or agreement(token)
        clue = Clue(gender, row["number"], row["use"], self.place(token))
        ranked = self.ranked(clue, lambda referent: 0.0)
        form = "possessive" if row["use"] == "possessive" else "pronoun"
        reference = self.reference(self.doc[token.i : token.i + 1], form, token.lower_, members(ranked))
        if ranked and form == "pronoun" and reference["candidates"][0][1] >= CERTAIN:
            self.note(ranked[0][1], token)
        if ranked and form == "possessive" and token.i in self.owned:
            self.groups[self.owned[token.i]]["of"] = ranked[0][1].members[0]
        return reference

    def read_relative(self, token: Token) -> Reference | None:
        """A relative pronoun: what stands right before it, or what its clause modifies."""
        governor = token.head.head.i if token.head.dep_ == "acl:relcl" else -1
        for member, span in reversed(self.by_sentence.get(self.sentences[token.i], [])):
            adjacent = token.i - 1 <= span.end <= token.i
            if adjacent or (span.end <= token.i and span.start <= governor < span.end):
                return self.reference(self.doc[token.i : token.i + 1], "relative", token.lower_, [(member, RELATIVE)])
        return None

    def spans_by_sentence(self) -> dict[int, list[tuple[str, Span]]]:
        """The names and groups of each sentence with whom they denote, in order of their ends."""
        found: dict[int, list[tuple[str, Span]]] = defaultdict(list)
        for span in self.names:
            if span.label_ != "place":
                found[self.sentences[span.start]].append((span.id_, span))
        for i, span in enumerate(self.spans):
            found[self.sentences[span.start]].append((f"group:{i}", span))
        return {sentence: sorted(spans, key=lambda item: item[1].end) for sentence, spans in found.items()}

    def ranked(
        self, clue: Clue, more: Callable[[Referent], float], nobody: float | None = None
    ) -> list[tuple[float, Referent]]:
        """The referents in mind with the probability that each is meant, best first."""
        near = self.discourse.near(clue.place.sentence)
        latest = self.discourse.latest
        scores = [fit(referent, clue, referent.members == latest) + more(referent) for referent in near]
        ranked = zip(probabilities(scores, nobody), near, strict=True)
        return sorted(ranked, key=lambda item: (-item[0], item[1].members))[:CANDIDATES]

    def reference(self, span: Span, form: str, head: str, candidates: list[tuple[str, float]]) -> Reference:
        """The record of what was found."""
        return Reference(start=span.start_char, end=span.end_char, form=form, head=head, candidates=candidates)


def agreement(token: Token) -> str:
    """The gender of the participle that agrees with an object before it (`l'a menacée`), empty if it tells none."""
    if token.dep_ != "obj" or "Part" not in token.head.morph.get("VerbForm", []):
        return ""
    gender = token.head.morph.get("Gender", [])
    return {"Fem": "f", "Masc": "m"}.get(gender[0], "") if gender else ""


def governors(token: Token) -> tuple[int, ...]:
    """The verb of a pronoun, and the verb whose subject an infinitive shares (`a refusé de le recevoir`)."""
    verb = token.head
    return (verb.i, verb.head.i) if verb.dep_ == "xcomp" else (verb.i,)


def members(ranked: list[tuple[float, Referent]]) -> list[tuple[str, float]]:
    """The keys of ranked referents with their scores; those of a plurality have one score."""
    return [(member, score) for score, referent in ranked for member in referent.members]


def several(referent: Referent) -> float:
    """How well `d'entre eux` fits a referent: some people rather than one, a group as well as named persons."""
    plural = SEVERAL if referent.number == "plur" else 0.0
    return plural - (WEIGHTS["group"] if referent.kind == "group" else 0.0)


def described(referent: Referent, group: Group, length: int) -> float:
    """How well a definite description fits a referent by its noun."""
    score = OWN_COMPLEMENT if length > 3 else 0.0
    if referent.kind == "group":
        return score + (SAME_HEAD if referent.head == group["head"] else OTHER_WORK)
    if group["human"] == "profession":
        known = bool(referent.occupations)
        matches = group["head"] in referent.occupations
        return score + (
            SAME_WORK if matches else OTHER_WORK if known or group["perpetrator_type"] != "individual" else 0.0
        )
    return score - (0.5 if group["human"] == "kin" else 0.0)
