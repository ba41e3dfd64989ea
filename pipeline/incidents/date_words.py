"""Which words stand at, before, behind and above a date expression near an act, as features."""

from pipeline.incidents.cues import above, beside, form
from pipeline.incidents.mentions import Mention
from pipeline.incidents.parse import Word
from pipeline.incidents.scene import Scene


def opening(scene: Scene, sentence: int) -> str:
    """The first word of a sentence; of a name its kind."""
    return form(scene.tokens[scene.sentences[sentence].start])


def words(scene: Scene, mention: Mention, date: int, where: str, clause: Word) -> list[str]:
    """The features of one candidate date; `where` it stands as seen from the mention, `clause` the head of its
    clause."""
    tokens, act = scene.tokens, mention.act
    start, end = scene.date_tokens[date]
    root = scene.date_roots[date]
    over = above(scene.lemmas, root, mention.head)
    own = scene.lemmas[mention.head]
    told = " ".join(mention.frames[0].lemmas) if mention.frames else own
    place = where.lstrip("^")[:4]
    before, behind = beside(tokens, start, end)
    first = form(tokens[start])
    begins = opening(scene, mention.sentence)
    expression = scene.dates[date]
    return [
        f"before:{before}|{place}",
        f"before:{before}|{act}",
        f"behind:{behind}|{place}",
        f"above:{over}|{place}",
        f"above:{over}|{act}",
        f"above:{over}|{own}",
        f"first:{first}|{place}",
        f"first:{first}|{act}",
        f"begins:{begins}|{where}",
        f"led:{opening(scene, scene.sentence_of[start])}|{place}",
        f"clause:{scene.lemmas[clause.i]}|{place}",
        f"told:{told}|{place}",
        f"act:{act}|{where}",
        f"kind:{expression['precision']}|{expression['basis']}|{place}",
    ]
