"""The words at, before, behind and above someone near an act, as features: what the parse alone does not say."""

from pipeline.incidents.cues import above, beside
from pipeline.incidents.mentions import Mention
from pipeline.incidents.roles import case, path
from pipeline.incidents.scene import Actor, Scene


def named(scene: Scene, actor: Actor, act: str, group: str) -> list[str]:
    """The word by which someone was told nearest to the act; of a name its kind."""
    word = scene.lemmas[actor.head]
    return [f"word:{word}", f"word:{word}|{group}", f"word:{word}|{act}"]


def around(scene: Scene, mention: Mention, actor: Actor, group: str, voice: str) -> list[str]:
    """The words right before and behind an actor in the act's sentence, the one that it hangs on, and the path to it
    from the act."""
    tokens = scene.tokens
    word = tokens[actor.head]
    before, behind = beside(tokens, actor.start, actor.end)
    over = above(scene.lemmas, word, mention.head)
    way = path(tokens[mention.head], word)
    return [
        f"before:{before}",
        f"before:{before}|{group}",
        f"behind:{behind}",
        f"behind:{behind}|{group}",
        f"above:{over}|{case(word)}",
        f"above:{over}|{word.dep_}",
        f"above:{over}|{word.dep_}|{group}",
        f"path:{way}",
        f"path:{way}|{voice}",
        f"path:{way}|{mention.act}",
        f"path:{way}|{actor.form}",
    ]
