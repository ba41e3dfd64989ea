"""Sets the scene of a Doc: seats its actors and dates by sentence and gathers what is known of each."""

from bisect import bisect_right
from itertools import accumulate

from spacy.tokens import Doc

from pipeline.document.country import stretches
from pipeline.document.types import Block
from pipeline.incidents.grammar.complements import find_complements
from pipeline.incidents.grammar.cues import lemma, words
from pipeline.incidents.grammar.parse import Word, read_words
from pipeline.incidents.grammar.subjects import find_subjects
from pipeline.incidents.scene.actors import (
    first_person_actors,
    group_actors,
    name_actors,
    reference_actors,
    tokens_of,
    unrelated,
)
from pipeline.incidents.scene.apposed_groups import explain_appositions
from pipeline.incidents.scene.ensembles import explain_groups
from pipeline.incidents.scene.events import befalls, event, tells_act
from pipeline.incidents.scene.genders import body_genders
from pipeline.incidents.scene.membership import members
from pipeline.incidents.scene.quotations import know_quotations
from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.incidents.scene.told import know_headings, know_nouns
from pipeline.language.tokens import text_of
from pipeline.normalise import country_code, organisation_type

NEW = ("indefinite", "bare")  # determiners of descriptions that tell of someone for the first time
PRIVATE = ("", "media", "ngo", "party", "company", "individual")  # types of bodies that serve no state
TITLE_WORDS = 3  # words before a name that may tell whom someone serves
CONTENT = ("VERB", "NOUN", "ADJ", "PROPN")
STOPS = (",", ";", ":", "–", "—", "(")


def part_at(spans: list[list[object]], start: int) -> int:
    """The index of the last [kind, start, end] that starts at or before a character, else -1."""
    return bisect_right(spans, start, key=lambda span: int(span[1])) - 1  # type: ignore[call-overload]


def person_services(tokens: list[Word], actors: list[Actor]) -> dict[str, str]:
    """The service of named persons whom the words before a name place (`le juge X`, `l'adjudant Y`)."""
    found: dict[str, str] = {}
    for actor in actors:
        if actor.kind == "person" and actor.form == "name" and not found.get(actor.key):
            before = tokens[max(0, actor.start - TITLE_WORDS) : actor.start]
            nouns = [t.text for t in before if t.pos_ in ("NOUN", "ADJ") and t.is_alpha]
            found[actor.key] = organisation_type(" ".join(nouns)) if nouns else ""
    return found


def beside_kin(tokens: list[Word], actor: Actor) -> bool:
    """Does a name stand right after a word of kinship (`son frère Ali`, `sa mère, Fatou`)?"""
    return actor.kind == "person" and any(
        token.lemma_.lower() in words("kin") for token in tokens[max(0, actor.start - 3) : actor.start]
    )


def seat_actors(scene: Scene) -> None:
    """Find everyone who can play a role, one for each head token, and sort them by sentence."""
    doc = scene.doc
    known = unrelated(scene.text, scene.tokens)
    for actor in [*name_actors(doc), *group_actors(doc), *reference_actors(doc), *first_person_actors(scene.tokens)]:
        if actor.head not in known:
            known.add(actor.head)
            scene.actors.append(actor)
    scene.actors.sort(key=lambda actor: (actor.start, actor.end))
    scene.actor_at = {actor.head: actor for actor in scene.actors}
    scene.actors_in = [[] for _ in scene.sentences]
    for actor in scene.actors:
        scene.actors_in[scene.sentence_of[actor.head]].append(actor)


def seat_dates(scene: Scene) -> None:
    """Sort the date expressions by sentence."""
    doc = scene.doc
    scene.dates_in = [[] for _ in scene.sentences]
    for index, date in enumerate(doc._.dates):
        span = tokens_of(doc, date["start"], date["end"])
        scene.dates.append(date)
        scene.date_tokens.append((span.start, span.end) if span is not None else (0, 0))
        scene.date_roots.append(scene.tokens[span.root.i if span is not None else 0])
        if span is not None:
            scene.dates_in[scene.sentence_of[span.start]].append(index)


def know_entities(scene: Scene) -> None:
    """What is known of each entity and group, by key."""
    doc = scene.doc
    scene.subjects = frozenset(doc._.subjects)
    scene.kinds = {entity["key"]: entity["kind"] for entity in doc._.entities}
    scene.types = {e["key"]: organisation_type(e["name"]) for e in doc._.entities if e["kind"] == "organisation"}
    for index, group in enumerate(doc._.groups):
        scene.types[f"group:{index}"] = group["perpetrator_type"]
    scene.types |= {key: kind for key, kind in person_services(scene.tokens, scene.actors).items() if kind}
    for e in doc._.entities:
        scene.genders[e["key"]], scene.numbers[e["key"]] = e["gender"], e["number"]
    scene.genders |= body_genders(scene.tokens, scene.actors)
    for index, group in enumerate(doc._.groups):
        scene.genders[f"group:{index}"], scene.numbers[f"group:{index}"] = group["gender"], group["number"]
    scene.occupations = {e["key"]: e["occupation"] for e in doc._.entities if e["occupation"]}
    scene.countries = {e["key"]: e["country"] for e in doc._.entities if e["kind"] == "place" and e["country"]}
    scene.is_country = {e["key"]: bool(country_code(e["name"])) for e in doc._.entities if e["kind"] == "place"}
    scene.groups = list(doc._.groups)
    scene.natures = {key: (kind, "") for key, kind in scene.kinds.items()}
    scene.natures |= {f"group:{index}": ("group", group["human"]) for index, group in enumerate(scene.groups)}
    scene.published = str(doc._.published_on)


def know_actors(scene: Scene) -> None:
    """What the actors of the whole text tell: who is named where and how often, who signs, whom it is about."""
    scene.kin = frozenset(actor.key for actor in scene.actors if beside_kin(scene.tokens, actor))
    for group in (a for a in scene.actors if a.form == "group"):
        for actor in scene.actors_in[scene.sentence_of[group.head]]:
            if actor.form == "name" and group.start <= actor.start and actor.end <= group.end:
                scene.container[actor.head] = group
    scene.people = list(dict.fromkeys(a.key for a in scene.actors if a.kind == "person"))
    meant: dict[str, Actor] = {}  # who is only meant and never seated stands where he is meant
    for actor in scene.actors:
        if actor.form == "name":
            scene.named_in.setdefault(actor.key, []).append(scene.sentence_of[actor.head])
        for key, _ in actor.candidates:
            meant.setdefault(key, actor)
        if actor.key:
            scene.frequency[actor.key] = scene.frequency.get(actor.key, 0) + 1
            scene.first_actor.setdefault(actor.key, actor)
    scene.first_actor = meant | scene.first_actor
    last = max((scene.sentence_of[a.head] for a in scene.actors if a.kind == "person"), default=0)
    scene.signers = frozenset(
        a.key
        for a in scene.actors
        if a.kind == "person" and scene.sentence_of[a.head] >= max(last, len(scene.sentences) - 4)
    )
    bodies = (
        actor
        for actor in scene.actors
        if (scene.kinds.get(actor.key) == "organisation" or (actor.human == "body" and actor.determiner in NEW))
        and scene.types.get(actor.key, "") in PRIVATE
    )
    scene.bodies = sorted(bodies, key=lambda actor: actor.head)
    scene.main_body = max(scene.bodies, key=lambda actor: scene.frequency.get(actor.key, 0), default=None)
    scene.main_person = max(scene.people, key=lambda key: scene.frequency.get(key, 0), default="")
    told = (actor.head for actor in scene.actors if actor.kind != "place")
    scene.befallen = sorted(head for head in told if befalls(event(scene.tokens[head])))
    know_prominence(scene)


def know_prominence(scene: Scene) -> None:
    """Whom the title names, and the persons in order of how prominent the text makes them by name: who is meant by
    pronouns is not known yet, and whoever is quoted last would seem to be meant by all of them."""
    _, start, end = scene.doc._.header.get("title", ["", -1, -1])
    scene.titled = frozenset(
        actor.key
        for actor in scene.actors
        if actor.form == "name" and actor.kind != "place" and start <= scene.tokens[actor.head].idx < end
    )
    often = {key: len(scene.named_in.get(key, ())) for key in scene.people}
    order = sorted(scene.people, key=lambda key: (key not in scene.titled, -often[key]))
    scene.prominence = {key: place for place, key in enumerate(order)}


def homes(scene: Scene, starts: list[int]) -> list[str]:
    """The country that each sentence tells of, given where the sentences start: that of its part, else the alert's."""
    country = str(scene.doc._.country)
    told = stretches(scene.text, [Block(*block) for block in scene.doc._.blocks], country)
    places = [place for place, _ in told]
    return [told[at - 1][1] if (at := bisect_right(places, start)) else country for start in starts]


def set_scene(doc: Doc) -> Scene:
    """Read the extensions of a Doc once."""
    sentences = list(doc.sents)
    sentence_of = [i for i, sentence in enumerate(sentences) for _ in range(len(sentence))]
    sections, blocks = doc._.sections, doc._.blocks
    tokens = read_words(doc)
    find_complements(tokens, tells_act)
    find_subjects(tokens)
    starts = [next((t.idx for t in tokens[s.start : s.end] if not t.is_space), s.start_char) for s in sentences]
    scene = Scene(
        doc,
        text_of(doc),
        sentences,
        sentence_of,
        [str(sections[max(0, part_at(sections, start))][0]) if sections else "body" for start in starts],
        [part_at(blocks, start) for start in starts],
        [str(block[0]) for block in blocks],
        [],
        tokens,
    )
    kinds = [token.pos_ for token in tokens]
    scene.lemmas = [lemma(token) for token in tokens]
    scene.lemmas_in = [frozenset(scene.lemmas[sentence.start : sentence.end]) for sentence in sentences]
    scene.content = [kind in CONTENT for kind in kinds]
    scene.verbs_until = [0, *accumulate(kind == "VERB" for kind in kinds)]
    scene.stops_until = [0, *accumulate(token.text in STOPS for token in tokens)]
    scene.homes = homes(scene, starts)
    seat_actors(scene)
    seat_dates(scene)
    know_entities(scene)
    know_actors(scene)
    know_nouns(scene)
    explain_appositions(scene)
    explain_groups(scene)
    scene.members = members(scene)
    know_headings(scene)
    know_quotations(scene)
    return scene
