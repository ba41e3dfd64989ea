"""Gold turned into samples for each decision: which match tells which act, who takes part, when, where, how sure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from models.counterparts import Counterparts
from pipeline.evaluate.gold import GoldAlert, GoldIncident, GoldParticipant, Span
from pipeline.incidents.acts import acts
from pipeline.incidents.acts.contexts import contexts
from pipeline.incidents.acts.lexicon import NONE, Match, head, matches
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.assemble import Told
from pipeline.incidents.details import targets, where
from pipeline.incidents.factuality import features as factuality_features
from pipeline.incidents.model import Models
from pipeline.incidents.occasions import lasting
from pipeline.incidents.occasions.reading import Occasion, Reading
from pipeline.incidents.people import participants, service
from pipeline.incidents.people.company import parts
from pipeline.incidents.scene.staging import set_scene
from pipeline.incidents.when import numbers as date_numbers
from pipeline.incidents.when import when
from pipeline.incidents.when.numbers import Dating
from pipeline.learned.linear import Floats


@dataclass
class Samples:
    """Features and labels of one decision."""

    features: list[list[str]] = field(default_factory=list)
    numbers: list[Sequence[float] | Floats] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    truths: list[bool] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)  # how many truths were added at a time: the options of a choice

    def add(
        self,
        rows: Iterable[list[str]] = (),
        labels: Iterable[str] = (),
        truths: Iterable[bool] = (),
        numbers: Iterable[Sequence[float] | Floats] = (),
    ) -> None:
        self.features.extend([intern(sign) for sign in row] for row in rows)  # millions of them, few unlike
        self.numbers.extend(numbers)
        self.labels.extend(labels)
        before = len(self.truths)
        self.truths.extend(truths)
        if len(self.truths) > before:
            self.sizes.append(len(self.truths) - before)

    def add_open(self, numbers: Iterable[list[float]], truths: Iterable[bool]) -> None:
        """Add samples but for the hopeless ones, which have no numbers and which no trees are asked about."""
        asked = [(row, truth) for row, truth in zip(numbers, truths, strict=True) if row]
        self.add(truths=[truth for _, truth in asked], numbers=[row for row, _ in asked])


@dataclass
class Telling:
    """A gold mention as the reader would see it, with the gold incident it belongs to."""

    mention: Mention
    incident: GoldIncident
    number: int


def span_of(doc: Doc, chars: Span) -> TokenSpan:
    """The tokens of a gold span, widened to whole tokens."""
    span = doc.char_span(*chars, alignment_mode="expand")
    assert span is not None, "gold spans lie in the text"
    return span


class Annotated:
    """An alert, its Doc as a scene, its gold, and what models that have not seen it have read of it so far."""

    models: Models  # that have not seen the alert, once there are any

    def __init__(self, alert: GoldAlert, doc: Doc) -> None:
        self.alert = alert
        self.scene = set_scene(doc)
        self.found = matches(self.scene.tokens)
        self.counterparts = Counterparts(alert.entities, doc)
        self.typical = False
        self.counted = False  # … and one by whose rows confidence is counted
        # What was read at first, of the mentions that were found and of those of gold, and what was made of the first.
        self.casts: list[participants.Cast] = []
        self.dates: list[Dating] = []
        self.told_casts: list[participants.Cast] = []
        self.told_dates: list[Dating] = []
        self.readings: list[Reading] = []
        self.told: list[Told] = []
        self.occasions: list[Occasion] = []
        self.meanings: dict[int, set[str]] = {}  # by head of a reference: the keys that it means, see `antecedents`
        self.tellings = [
            Telling(self._mention(incident.act, mention.trigger), incident, number)
            for number, incident in enumerate(alert.incidents)
            for mention in incident.mentions
        ]

    @cached_property
    def told_signs(self) -> list[participants.Signs]:
        """The candidates of each gold mention and what speaks for each, once references are resolved."""
        return [
            (around, found, [[intern(sign) for sign in row] for row in rows])
            for around, found, rows in (participants.signs(self.scene, told.mention) for told in self.tellings)
        ]

    def forget_first(self) -> None:
        """Free the memory of what was read at first."""
        self.casts, self.dates, self.told_casts, self.told_dates = [], [], [], []
        self.__dict__.pop("told_signs", None)

    def _mention(self, act: str, trigger: Span) -> Mention:
        doc = self.scene.doc
        span = span_of(doc, trigger)
        inside = set(range(span.start, span.end))
        match = next((m for m in self.found if inside & set(m.tokens) and any(f.act == act for f in m.frames)), None)
        match = match or next((m for m in self.found if inside & set(m.tokens)), None)
        match = match or Match((span.root.i,), ())
        token = head(self.scene.tokens, match)
        return Mention(act, 1.0, match.tokens, token.i, self.scene.sentence_of[token.i], match.frames)

    def participant_keys(self, people: Iterable[GoldParticipant]) -> set[str]:
        """The keys of the Doc that stand for gold participants."""
        return set().union(*self.each_keys(people))

    def each_keys(self, people: Iterable[GoldParticipant]) -> list[set[str]]:
        """For each gold participant the keys of the Doc that stand for it: of a description its group."""
        each = {person.entity or (person.start, person.end): person for person in people}.values()
        return [self.counterparts.of(one) for one in each]


def act_labels(annotated: Annotated) -> list[str]:
    """The gold act of each candidate match of an alert; `none` for those that tell no incident."""
    scene = annotated.scene
    by_token: dict[int, set[str]] = defaultdict(set)
    by_sentence: dict[int, set[str]] = defaultdict(set)
    for incident in annotated.alert.incidents:
        for mention in incident.mentions:
            span = span_of(scene.doc, mention.trigger)
            by_sentence[scene.sentence_of[span.start]].add(incident.act)
            for token in span:
                by_token[token.i].add(incident.act)
    labels = []
    for match in annotated.found:
        offered = {frame.act for frame in match.frames}
        told = set().union(*(by_token.get(i, set()) for i in match.tokens))
        told = told or offered & by_sentence[scene.sentence_of[match.tokens[0]]]
        labels.append(min(told, key=lambda act: (act not in offered, act)) if told else NONE)
    return labels


def act_samples(annotated: Annotated) -> Samples:
    """The features of all candidate matches of an alert, and their acts."""
    out = Samples()
    out.add(acts.samples(annotated.scene, annotated.found), act_labels(annotated))
    return out


def sense_samples(annotated: Annotated) -> Samples:
    """The vectors of words around all candidate matches of an alert, and their acts."""
    out = Samples()
    if annotated.found:
        out.add(labels=act_labels(annotated), numbers=contexts(annotated.scene, annotated.found))
    return out


def first_participant_samples(annotated: Annotated, role: str) -> Samples:
    """For each gold mention, the signs of each candidate and whether it plays the role."""
    out = Samples()
    for telling, (_, found, signs) in zip(annotated.tellings, annotated.told_signs, strict=True):
        wanted = annotated.participant_keys(getattr(telling.incident, role))
        out.add(signs, truths=[candidate.key in wanted for candidate in found])
    return out


def participant_samples(annotated: Annotated, role: str) -> Samples:
    """For each gold mention, the numbers of each candidate, in the light of what was read of all at first."""
    out = Samples()
    read = participants.tell(annotated.casts)
    played = parts(read)
    for telling, cast in zip(annotated.tellings, annotated.told_casts, strict=True):
        wanted = annotated.participant_keys(getattr(telling.incident, role))
        rows = participants.numbers_of(annotated.scene, cast, read, played)
        out.add_open(rows, [candidate.key in wanted for candidate in cast.candidates])
    return out


def service_samples(annotated: Annotated) -> Samples:
    """Each gold perpetrator as the reader sees it, and the incident's perpetrator type."""
    out = Samples()
    scene = annotated.scene
    for telling in annotated.tellings:
        for key in sorted(annotated.participant_keys(telling.incident.perpetrators)):
            actor = participants.sighting(scene, telling.mention, key)
            features = service.features(scene, telling.mention, key, actor)
            out.add([features], [telling.incident.perpetrator_type])
    return out


def same_days(first: str, last: str, incident: GoldIncident) -> bool:
    """Do two dates agree as SPEC section 7 counts: same first day, same last day unless either is open?"""
    return first == incident.first and (last == incident.last or not last or not incident.last)


def dates_incident(first: str, last: str, incident: GoldIncident) -> bool:
    """Is a date the one behind an incident's? Of acts that last or happen in custody the first day decides."""
    if incident.act in lasting.acts("lasting") | lasting.acts("inside"):
        return bool(first) and first == incident.first
    return same_days(first, last, incident)


def told_by(annotated: Annotated, incident: GoldIncident, found: list[int]) -> list[bool]:
    """Which of some date expressions are the one of a gold incident."""
    dates = [annotated.scene.dates[i] for i in found]
    dated = bool(incident.date)
    return [dated and dates_incident(date["date_start"], date["date_end"], incident) for date in dates]


def first_date_samples(annotated: Annotated) -> Samples:
    """For each gold mention, the signs of each candidate date and whether it is the incident's."""
    out = Samples()
    triggers = sorted({telling.mention.head for telling in annotated.tellings})
    for telling in annotated.tellings:
        found, rows = when.signs(annotated.scene, telling.mention, triggers)
        out.add(rows, truths=told_by(annotated, telling.incident, found))
    return out


def date_samples(annotated: Annotated) -> Samples:
    """For each gold mention, the numbers of each candidate date, in the light of what was read of all at first."""
    out = Samples()
    triggers = sorted({telling.mention.head for telling in annotated.tellings})
    read = date_numbers.gathered(annotated.dates)
    for telling, one in zip(annotated.tellings, annotated.told_dates, strict=True):
        rows = date_numbers.numbers(annotated.scene, one, triggers, read)
        out.add_open(rows, told_by(annotated, telling.incident, list(one.odds)))
    return out


def factuality_samples(annotated: Annotated) -> Samples:
    """Each gold mention and the factuality of its incident."""
    out = Samples()
    for telling in annotated.tellings:
        out.add([factuality_features.features(annotated.scene, telling.mention)], [telling.incident.factuality])
    return out


def place_samples(annotated: Annotated) -> Samples:
    """For each gold mention, each word that may tell a country and whether that is the incident's."""
    out = Samples()
    scene = annotated.scene
    for telling in annotated.tellings:
        found = where.candidates(scene, telling.mention)
        out.add(
            [where.features(scene, telling.mention, spot, found) for spot in found],
            truths=[spot.country == telling.incident.country for spot in found],
        )
    return out


def target_samples(annotated: Annotated) -> Samples:
    """Each gold incident and its target."""
    out = Samples()
    for number, incident in enumerate(annotated.alert.incidents):
        mentions = [telling.mention for telling in annotated.tellings if telling.number == number]
        victims = annotated.participant_keys(incident.victims)
        out.add([targets.features(annotated.scene, mentions, victims)], [incident.target])
    return out
