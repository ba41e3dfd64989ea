"""The accusation and the penalty of an act of justice, as said."""

import re
from functools import cache

from pipeline import lexicons
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.scene.scene import Scene

WITH_CHARGE = ("prosecution", "conviction")


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The compiled patterns of a list in `details.toml`."""
    return tuple(re.compile(p, re.IGNORECASE) for p in lexicons.table("details")[name])


def first(scene: Scene, mentions: list[Mention], name: str) -> str:
    """The group `said` of the first pattern that fits after a trigger, else anywhere in its sentence."""
    for mention in mentions:
        sentence = scene.sentences[mention.sentence]
        for start in (scene.doc[mention.head].idx, sentence.start_char):
            part = scene.text[start : sentence.end_char]
            for pattern in patterns(name):
                if found := pattern.search(part):
                    return found["said"].strip(' «»"“”.,;:')
    return ""


def charge(scene: Scene, mentions: list[Mention]) -> str:
    """What someone is accused or found guilty of, for `prosecution` and `conviction`."""
    return first(scene, mentions, "charges") if mentions[0].act in WITH_CHARGE else ""


def sentence_text(scene: Scene, mentions: list[Mention]) -> str:
    """The penalty, for `conviction` (also the one that is risked)."""
    return first(scene, mentions, "penalties") if mentions[0].act == "conviction" else ""
