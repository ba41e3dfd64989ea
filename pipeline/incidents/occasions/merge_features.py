"""What speaks for two mentions of one act telling the same occasion, as features."""

from pipeline.incidents.acts.features import determiner
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import GROUPS, bucket
from pipeline.incidents.occasions.reading import Reading
from pipeline.incidents.scene.scene import Scene


def overlap(one: frozenset[str], other: frozenset[str]) -> str:
    """How two sets of participants agree: `same`, `some`, `apart`, or `open` where one is empty."""
    if not one or not other:
        return "open"
    return "same" if one == other else "some" if one & other else "apart"


def days(one: Reading, other: Reading) -> str:
    """How the days of two readings agree."""
    if (not one.first and not one.last) or (not other.first and not other.last):
        return "open" if one.first or other.first or one.last or other.last else "none"
    if (one.first, one.last) == (other.first, other.last):
        return "same"
    late, early = max(one.first, other.first), min(one.last or "9999", other.last or "9999")
    return "within" if late <= early else "apart"


def reckoned(scene: Scene, mention: Mention) -> bool:
    """Does a time count from what is told (`la veille de son arrestation`), which is mostly known by then?"""
    return scene.date_over(mention.head) >= 0


def features(scene: Scene, one: Reading, other: Reading, number: int) -> list[str]:
    """All features of a pair, the earlier first; `number` counts the mentions of the act in the alert."""
    act = one.mention.act
    gap = other.mention.sentence - one.mention.sentence
    who = overlap(one.victims, other.victims)
    when = days(one, other)
    heads = scene.tokens[one.mention.head], scene.tokens[other.mention.head]
    sections = f"{scene.section_of[one.mention.sentence]}-{scene.section_of[other.mention.sentence]}"
    by = overlap(one.perpetrators, other.perpetrators)
    types = "same" if one.perpetrator_type == other.perpetrator_type else "differ"
    out = [
        f"who:{who}",
        f"when:{when}",
        f"who:{who}|when:{when}",
        f"who:{who}|when:{when}|{GROUPS[act]}",
        f"who:{who}|when:{when}|{act}",
        f"by:{by}|types:{types}",
        f"gap:{bucket(gap) if gap else 0}",
        f"gap:{min(3, gap)}|who:{who}|when:{when}",
        f"pos:{heads[0].pos_}-{heads[1].pos_}",
        f"pos:{heads[1].pos_}|det:{determiner(heads[1]) if heads[1].pos_ == 'NOUN' else ''}|who:{who}",
        f"lemma:{heads[0].lemma_ == heads[1].lemma_}|who:{who}",
        f"section:{sections}",
        f"head:{scene.section_of[one.mention.sentence] in ('headline', 'summary')}|who:{who}|when:{when}",
        f"number:{min(5, number)}",
        f"act:{act}",
        f"fact:{one.factuality}-{other.factuality}",
        f"first_word:{scene.first_word(other.mention.sentence)}|who:{who}",
        f"reckoned:{reckoned(scene, one.mention)}-{reckoned(scene, other.mention)}",
    ]
    if not gap:
        out.append(f"close:{bucket(heads[1].i - heads[0].i)}|who:{who}")
    return out
