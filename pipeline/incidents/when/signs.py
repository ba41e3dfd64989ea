"""The signs of a date expression near an act, written from a few facts at a time (see `encoding/bundles.py`).

`where` the expression stands is seen from the act (`same`, `^before1`, …), its `place` only roughly (`same`, `befo`).
"""

from pipeline.incidents.encoding.codes import GROUPS


def stands(where: str, act: str) -> list[str]:
    """Where the expression stands."""
    return [f"where:{where}", f"where:{where}|{GROUPS[act]}", f"act:{act}|{where}"]


def says(basis: str, precision: str, is_open: bool, act: str) -> list[str]:
    """What the expression says."""
    return [f"basis:{basis}", f"precision:{precision}", f"precision:{precision}|{act}", f"open:{is_open}|{act}"]


def told(where: str, pos: str, tense: str, mood: str, section: str) -> list[str]:
    """How the act is told."""
    return [
        f"pos:{pos}|where:{where}",
        f"tense:{tense}|where:{where}",
        f"mood:{mood}|{where}",
        f"section:{section}|where:{where}",
    ]


def meant(where: str, denied: bool, feared: bool, future: bool, act: str) -> list[str]:
    """Whether the act took place."""
    return [
        f"denied:{denied}|{where}",
        f"denied:{denied}|{act}",
        f"feared:{feared}|{where}",
        f"future:{future}|feared:{feared}",
    ]


def triggered(lemma: str, words: str, place: str) -> list[str]:
    """The word of the act, and those of the lexicon that it is told by."""
    return [f"lemma:{lemma}|{place}", f"told:{words}|{place}"]


def amid(here: int, where: str, block: str) -> list[str]:
    """How many expressions the act's sentence holds; the block of the expression."""
    return [f"here:{here}|where:{where}", f"block:{block}"]


def surrounded(before: str, behind: str, place: str, act: str) -> list[str]:
    """The words right before and behind the expression."""
    return [f"before:{before}|{place}", f"before:{before}|{act}", f"behind:{behind}|{place}"]


def hangs(above: str, place: str, act: str, own: str) -> list[str]:
    """The word that the expression hangs on."""
    return [f"above:{above}|{place}", f"above:{above}|{act}", f"above:{above}|{own}"]


def begins(first: str, place: str, act: str) -> list[str]:
    """The first word of the expression."""
    return [f"first:{first}|{place}", f"first:{first}|{act}"]


def opened(opening: str, where: str) -> list[str]:
    """The first word of the act's sentence."""
    return [f"begins:{opening}|{where}"]


def led(opening: str, place: str) -> list[str]:
    """The first word of the expression's sentence."""
    return [f"led:{opening}|{place}"]


def in_clause(lemma: str, place: str, precision: str, basis: str) -> list[str]:
    """The head of the act's clause, and the kind of the expression."""
    return [f"clause:{lemma}|{place}", f"kind:{precision}|{basis}|{place}"]


def beside(side: str, distance: str, nearest: bool, last: bool, first: bool, passed: int) -> list[str]:
    """How the expression stands to the act in its sentence, and to the other expressions and acts there."""
    return [
        f"side:{side}",
        f"dist:{side}{distance}",
        f"nearest:{nearest}|{side}",
        f"last_before:{last}|{side}",
        f"first_here:{first}|{side}",
        f"passed:{passed}|{side}",
    ]


def joined(same: bool, side: str, here: int, opens: bool, mates: int) -> list[str]:
    """Whether the expression stands in the act's clause, and how many acts do."""
    return [f"clause:{same}", f"clause:{same}|{side}|here:{here}", f"opens:{opens}", f"mates:{mates}"]


def reached(path: str, relation: str) -> list[str]:
    """The path to the expression from the act."""
    return [f"path:{path}", f"relation:{relation}"]


def counted(over: bool, first: str) -> list[str]:
    """Whether the expression counts from the act, whose word it holds, and its first word."""
    return [f"over:{first}"] if over else []


def afar(latest: bool, here: bool, where: str, act: str) -> list[str]:
    """Whether the expression is the last before the act's sentence."""
    return [f"latest:{latest}|here:{here}", f"latest:{latest}|{where}|here:{here}", f"latest:{latest}|{act}"]


def taken_up(latest: bool, opens: bool, vague: bool, first: str) -> list[str]:
    """Whether the act's sentence takes up an expression before it."""
    return [
        f"opens:{opens}|latest:{latest}",
        f"first_word:{first}|latest:{latest}",
        f"vague_here:{vague}|latest:{latest}",
    ]


def mated(mates: int) -> list[str]:
    """How many acts share the sentence of the last expression before the act."""
    return [f"mates:{mates}|latest"]


def flows(form: str, other: str, place: str, act: str) -> list[str]:
    """The forms of the verbs that tell the act and that the expression stands with."""
    return [f"form:{form}|{place}", f"forms:{form}|{other}|{place}", f"form:{form}|{act}|{place}"]


def adverb(lemma: str, place: str, act: str) -> list[str]:
    """An adverb of the act (`désormais`, `ensuite`, `toujours`)."""
    return [f"adverb:{lemma}|{place}", f"adverb:{lemma}|{act}"]


def linked(link: str, relation: str, where: str, pos: str) -> list[str]:
    """The word that joins the act to what is told (`après un entretien`, `pour avoir`, `qui`), and how its clause
    hangs."""
    return [
        f"link:{link}|{where}",
        f"link:{link}|{pos}|{relation}",
        f"hangs:{relation}|{where}",
        f"linked:{link}|{relation}|{where}",
    ]


def voiced(act: bool, date: bool, place: str) -> list[str]:
    """Whether the act and the expression stand between quotation marks."""
    return [f"quoted:{act}{date}|{place}"]


def stepped(step: str, relation: str, side: str, link: str) -> list[str]:
    """How the clause of the expression stands to the act's, and how it hangs."""
    return [f"step:{step}|{side}", f"step:{step}|{relation}|{side}", f"step:{step}|{link}|{side}"]


def crossed(word: str, side: str, step: str) -> list[str]:
    """A mark or a word that joins clauses, between the expression and the act."""
    return [f"cross:{word}|{side}", f"cross:{word}|{side}|{step}"]


def entry(alone: bool, opens: bool, leads: bool, same: bool, rank: int, here: bool) -> list[str]:
    """Whether the expression has a sentence of its own, opens it, leads its block, which is the act's; how many
    others stand between it and the act's sentence."""
    return [
        f"alone:{alone}|{same}",
        f"entry:{alone}{opens}{leads}{same}|{here}",
        f"rank:{rank}|{same}|{here}",
        f"rank:{rank}|{opens}{leads}{same}",
    ]


def behind(passed: int, rank: int, first: bool, here: bool) -> list[str]:
    """How many acts are told between the expression and the act, and whether the act's sentence begins its block."""
    return [f"acts:{passed}|{rank}|{here}", f"begun:{first}|{rank}|{here}"]
