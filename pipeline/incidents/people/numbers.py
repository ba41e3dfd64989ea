"""What speaks for someone being the victim or the perpetrator of an act, as numbers for the trees."""

from dataclasses import dataclass

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import ELSE, acts, code, groups, places
from pipeline.incidents.people.candidates import Candidate
from pipeline.incidents.people.features import Situation, agreement, nested, stand
from pipeline.incidents.people.slots import RIVALS, Filler, certainty, fillers, rivals
from pipeline.incidents.scene.scene import Actor, Scene, Sighting

FAR = 99.0
HIT = ("nothing", "thing", "body", "premises", "ours")
LIKELY = 0.3  # sightings less likely than this tell no distance


@dataclass(frozen=True, slots=True)
class Places:
    """Who fills the places of an act, and what all candidates of a mention share."""

    victims: list[Filler]
    agents: list[Filler]
    hurt: frozenset[int]  # the tokens of `victims`
    doing: frozenset[int]  # … of `agents`
    shared: list[float]


def places_of(scene: Scene, mention: Mention, around: Situation) -> Places:
    """Read once for a mention."""
    frames = [frame for frame in mention.frames if frame.act == mention.act]
    sentence = mention.sentence
    victims, agents = (fillers(scene, mention, around, part) for part in ("victim", "agent"))
    shared = [
        groups()[mention.act],
        acts()[mention.act],
        code("voices", around.voice),
        float(HIT.index(around.owned or ("thing" if around.thing else "nothing"))),
        float(len(victims)),
        float(len(agents)),
        float(any(frame.victim for frame in frames)),
        float(any(frame.agent for frame in frames)),
        float(len(scene.subjects)),
        float(len(scene.people)),
        float(len(scene.headed[sentence])),
        sentence / len(scene.sentences),
        code("blocks", scene.block_kind(sentence)),
        float(sum(actor.kind != "place" for actor in scene.actors_in[sentence])),
    ]
    hurt, doing = (frozenset(filler.token for filler in found) for found in (victims, agents))
    return Places(victims, agents, hurt, doing, shared)


def numbers(
    scene: Scene, mention: Mention, candidate: Candidate, order: int, around: Situation, filled: Places
) -> list[float]:
    """All numbers of one candidate for a role in the act; `order` is its place among the candidates, nearest first."""
    return [
        *filled.shared,
        float(order),
        *sighted(scene, mention, candidate, around, filled),
        *against(candidate.key, filled),
        *standing(scene, mention, candidate, around),
    ]


def sighted(scene: Scene, mention: Mention, candidate: Candidate, around: Situation, filled: Places) -> list[float]:
    """What the sightings in the act's sentence say, each as far as it is likely to mean the candidate."""
    roles = dict.fromkeys(places("roles"), 0.0)
    other = sure = victim = agent = 0.0
    best: Sighting | None = None
    certain = [certainty(sighting.actor, candidate.key) for sighting in candidate.here]
    for sighting, likely in zip(candidate.here, certain, strict=True):
        head = sighting.actor.head
        role = around.roles.get(head, "").removeprefix("clause:").rstrip("~")
        if likely > sure:
            sure, best = likely, sighting
        if role in roles:
            roles[role] = max(roles[role], likely)
        elif role:
            other = max(other, likely)
        victim = max(victim, likely * (head in filled.hurt))
        agent = max(agent, likely * (head in filled.doing))
    form = code("forms", best.actor.form) if best else ELSE
    determiner = code("determiners", best.actor.determiner) if best else ELSE
    before = code("prepositions", stand(scene, best.actor).preposition) if best else ELSE
    seats = near(
        scene, mention, [s.actor for s, sure in zip(candidate.here, certain, strict=True) if sure > LIKELY], around
    )
    return [float(bool(best)), sure, victim, agent, *roles.values(), other, form, determiner, before, *seats]


def near(scene: Scene, mention: Mention, likely: list[Actor], around: Situation) -> list[float]:
    """How far the likely sightings stand from the trigger: tokens and seats before and behind, verbs, commas."""
    before = behind = verbs = commas = seat_before = seat_behind = FAR
    named = inside = within = False
    for actor in likely:
        low, high = sorted((actor.head, mention.head))
        verbs = min(verbs, scene.verbs_until[high] - scene.verbs_until[low + 1])
        commas = min(commas, scene.stops_until[high] - scene.stops_until[low + 1])
        seat = around.seats.get(actor.head, "")
        if actor.head < mention.head:
            before = min(before, mention.head - actor.head)
            seat_before = min(seat_before, float(seat[-1])) if seat else seat_before
        else:
            behind = min(behind, actor.head - mention.head)
            seat_behind = min(seat_behind, float(seat[-1])) if seat else seat_behind
        named |= actor.form == "name"
        inside |= mention.tokens[0] <= actor.head <= mention.tokens[-1]
        within |= nested(stand(scene, actor), mention)
    flags = [float(named), float(inside), float(within)]
    return [float(before), float(behind), float(verbs), float(commas), seat_before, seat_behind, *flags]


def against(key: str, filled: Places) -> list[float]:
    """Whether others fill the places of the act, and what they are."""
    victim, others = rivals(filled.victims, key)
    agent, doers = rivals(filled.agents, key)
    return [victim, agent, *(float(kind in others) for kind in RIVALS), *(float(kind in doers) for kind in "PGO")]


def standing(scene: Scene, mention: Mention, candidate: Candidate, around: Situation) -> list[float]:
    """Who the candidate is, and what the telling was about before."""
    key, sentence = candidate.key, mention.sentence
    kind, human = scene.nature(key)
    named = scene.last_naming(key, sentence)
    first = scene.first_actor.get(key)
    group = key.startswith("group:")
    return [
        code("kinds", human or kind),
        float(sentence - named) if named >= 0 else FAR,
        float(sentence - scene.sentence_of[candidate.nearest.actor.head]),
        float(key in around.topics),
        float(key in scene.subjects_of(sentence)),
        float(key in around.opening),
        float(key == around.last),
        float(key in scene.subjects),
        float(scene.main_person == key),
        float(key in scene.titled),
        float(scene.frequency.get(key, 1)),
        code("agreements", agreement(scene, around, key)),
        code("services", scene.types.get(key, "")),
        float(key in scene.kin),
        float(key in scene.authorities),
        float(key in scene.headed[sentence]),
        float(key == around.opener),
        float(key in scene.signers),
        code("genders", scene.genders.get(key, "")),
        code("numbers", scene.numbers.get(key, "")),
        float(scene.group(key)["count"]) if group else 0.0,
        float(scene.sentence_of[first.head]) if first is not None else FAR,
    ]
