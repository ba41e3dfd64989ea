"""How a person stands in an alert, in numbers: where she is named, as what, and beside whom."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.incidents.encoding.codes import ELSE, code
from pipeline.incidents.scene.scene import Actor, Scene
from pipeline.incidents.subjects.fates import share
from pipeline.language.extents import DETERMINERS
from pipeline.language.namesakes import told_apart
from pipeline.language.persons import surname

HEAD = 500  # characters in which an alert mostly says whom it is about
OPENING = 3  # tokens with which a paragraph says whom it is about


def standing(scene: Scene, keys: Sequence[str], leader: str) -> dict[str, list[float]]:
    """The numbers of each person; `leader` is the one to whom most was done."""
    names: dict[str, list[Actor]] = defaultdict(list)
    for actor in scene.actors:
        if actor.form == "name":
            names[actor.key].append(actor)
    described, meant, called = descriptions(scene), meant_in(scene), surnames(scene)
    others = told_apart(scene.doc)
    most = max(map(len, meant.values()), default=0)
    acting = Counter(key for sentence in range(len(scene.sentences)) for key in scene.subjects_of(sentence))
    headed = Counter(key for over in scene.headed for key in over)
    return {
        key: [
            *placed(scene, names[key]),
            *worded(scene, names[key], others),
            *told_of(meant.get(key, ()), most, len(scene.sentences)),
            float(sum(called[key] == called[other] for other in keys if other != key)),
            float(key != leader and called[key] == called[leader]),
            *described.get(key, (0.0, 0.0)),
            float(acting[key]),
            float(headed[key]),
            *beside(scene, key, leader),
            float(key in scene.authorities),
            float(key in scene.occupations),
            float(scene.suffering.get(key, 0)),
        ]
        for key in keys
    }


def placed(scene: Scene, names: Sequence[Actor]) -> list[float]:
    """In which parts of the text someone's names stand."""
    if not names:
        return [ELSE] * 8
    sentences = [scene.sentence_of[actor.head] for actor in names]
    first, start = sentences[0], scene.tokens[names[0].start].idx
    return [
        float(start),
        float(start < HEAD),
        float(len({scene.block_of[sentence] for sentence in sentences})),
        code("blocks", scene.block_kind(first)),
        code("sections", scene.section_of[first]),
        float(sum(scene.section_of[sentence] == "demands" for sentence in sentences)),
        float(names[0].start - scene.sentences[first].start),
        float(sum(actor.form == "name" and actor.kind == "person" for actor in scene.actors_in[first])),
    ]


def worded(scene: Scene, names: Sequence[Actor], others: set[int]) -> list[float]:
    """How someone is named: in quotations, as one of a group, at full length, as one of the `others` who are told from
    their namesakes (by the first tokens of their names), at the head of paragraphs."""
    return [
        float(sum(scene.quoted[actor.head] for actor in names)),
        float(any(actor.head in scene.container for actor in names)),
        float(max((actor.end - actor.start for actor in names), default=0)),
        float(sum(actor.start in others for actor in names)),
        float(sum(opens(scene, actor) for actor in names)),
    ]


def opens(scene: Scene, actor: Actor) -> bool:
    """Does a paragraph begin with a name?"""
    sentence = scene.sentence_of[actor.head]
    return scene.begins_block(sentence) and actor.start < scene.sentences[sentence].start + OPENING


def meant_in(scene: Scene) -> dict[str, list[int]]:
    """The sentences in which someone is named or likeliest meant, by key, in order of the text."""
    out: dict[str, list[int]] = {}
    for sentence, actors in enumerate(scene.actors_in):
        for key in {actor.candidates[0][0] for actor in actors if actor.candidates}:
            out.setdefault(key, []).append(sentence)
    return out


def told_of(meant: Sequence[int], most: int, sentences: int) -> list[float]:
    """In how many sentences someone is meant, as a share of all and of the most that anyone is meant in, and where
    last."""
    last = max(meant, default=0)
    return [float(len(meant)), share(len(meant), sentences), share(len(meant), most), share(last, sentences)]


def surnames(scene: Scene) -> dict[str, str]:
    """The surname of each person: who shares it may be of the same family."""
    return {entity["key"]: surname(entity["name"]) for entity in scene.doc._.entities if entity["kind"] == "person"}


def descriptions(scene: Scene) -> dict[str, tuple[float, float]]:
    """How often each person is described as somebody's (`son client X`), and how often at all."""
    out: dict[str, tuple[float, float]] = {}
    for reference in (one for one in scene.doc._.references if one["form"] == "description"):
        word = scene.text[reference["start"] : reference["end"]].split()[0].casefold()
        for key, _ in reference["candidates"]:
            owned, often = out.get(key, (0.0, 0.0))
            out[key] = (owned + (DETERMINERS.get(word) == "possessive"), often + 1)
    return out


def beside(scene: Scene, key: str, leader: str) -> list[float]:
    """How many at most are named in one breath with someone, is the leader among them, and does the leader stand in the
    sentence that names her first?"""
    ensembles = [one.keys for one in scene.ensembles if key in one.keys]
    first = next(iter(scene.named_in.get(key, ())), ELSE)
    return [
        float(max(map(len, ensembles), default=0)),
        float(any(leader in keys for keys in ensembles)),
        float(first in scene.named_in.get(leader, ())),
    ]
