"""The signs of someone whom a reference may mean, written from a few facts at a time (see `encoding/bundles.py`).

`form` is that of the reference, `own` its lemma, `above` what it hangs on, `does` what it does there; `did` is what the
candidate did where he was last mentioned, `last` the form of that mention, `back` how many sentences before.
"""


def told(form: str, agrees: str, back: int, kind: str, last: str, rank: int) -> list[str]:
    """Of what kind someone is, and when he was last mentioned."""
    return [
        f"{form}|{agrees}|{back}|{kind}",
        f"{form}|rank:{rank}|{agrees}",
        f"{form}|{last}|{back}|{kind}",
    ]


def linked(form: str, agrees: str, back: int, did: str, does: str, bound: bool) -> list[str]:
    """What someone did and the reference does; `bound` if both hang on one word."""
    return [f"{form}|{agrees}|{did}>{does}|{bound}", f"{form}|{did}>{does}|{back}"]


def ruled(form: str, rules: bool, does: str, agrees: str) -> list[str]:
    """Is someone the subject of the clause? Its object is another, its possessive mostly he."""
    return [f"{form}|rules:{rules}|{does}", f"{form}|rules:{rules}|{does}|{agrees}"]


def owned(form: str, own: str, agrees: str, back: int, kind: str, gender: str, last: str, service: str) -> list[str]:
    """Whom the word of the reference means."""
    return [
        f"own:{own}|{agrees}",
        f"own:{own}|{kind}",
        f"own:{own}|{last}|{back}",
        f"own:{own}|{service}",
        f"{form}|{kind}|{gender}|{own}",
    ]


def hung(above: str, does: str, kind: str, did: str, last: str) -> list[str]:
    """Whom the word means that the reference hangs on."""
    return [f"above:{above}|{does}|{fact}" for fact in (kind, did, last)]


def led(form: str, agrees: str, chain: str, before: bool, beside: bool, opening: bool, does: str) -> list[str]:
    """Did the last pronoun mean someone, and is he a subject of the sentences around?"""
    return [f"{form}|chain:{chain}|{agrees}", f"{form}|led:{before}{beside}{opening}|{does}"]


def voiced(form: str, own: str, quoted: bool, voice: bool, kind: str, main: bool, subject: bool) -> list[str]:
    """Does someone (`voice`) or anyone (`quoted`) say the quotation, and is the alert about him?"""
    return [f"{form}|voice:{quoted}{voice}|{own}", f"{form}|about:{main}{subject}|{kind}"]


def says(form: str, saying: str, suffering: bool, quoted: bool) -> list[str]:
    """Is someone named as saying something, or as suffering?"""
    return [f"{form}|says:{saying}|{suffering}|{quoted}"]


def titled(form: str, named: bool, agrees: str, renowned: str, back: int) -> list[str]:
    """Does the title name someone, and is he named as saying something?"""
    return [f"{form}|titled:{named}|{agrees}|{renowned}|{back}"]


def before(word: str, did: str, back: int) -> list[str]:
    """The word before the reference."""
    return [f"before:{word}|{did}|{back}"]


def behind(word: str, kind: str) -> list[str]:
    """The word behind the reference."""
    return [f"behind:{word}|{kind}"]


def mentioned(lemma: str, form: str, back: int) -> list[str]:
    """The word by which someone was last mentioned."""
    return [f"last:{lemma}|{form}|{back}"]


def noun(word: str, above: str, does: str, own: str) -> list[str]:
    """A noun by which someone is told; `own` empty for the reference itself."""
    here = f"noun:{word}|{above}|{does}"
    return [here, f"own:{own}|noun:{word}"] if own else [here]


def new(new: bool, own: str, determiner: str, above: str, does: str, behind: str) -> list[str]:
    """Does a description mean somebody `new`?"""
    return [
        f"new:{new}|{own}",
        f"new:{new}|{own}|{determiner}",
        f"new:{new}|{determiner}|{above}|{does}",
        f"new:{new}|{determiner}|{behind}",
    ]


def newness(determiner: str, human: str, bearing: int, agreeing: int, earlier: int, *relatives: str) -> list[str]:
    """How many bear the noun of a description of somebody new, how often it was said, whom its owner is paired with."""
    return [
        f"bear:{determiner}|{bearing}|{agreeing}|{earlier}",
        f"bear:{human}|{agreeing}",
        f"relatives:{list(relatives)}",
    ]


def alike(
    like: int, determiner: str, agreeing: int, agrees: str, human: str, kind: str, back: int, last: bool
) -> list[str]:
    """How the noun of a description fits those by which someone is told, and whether the last one with it means him."""
    return [
        f"like:{like}|{determiner}|{agreeing}|{agrees}",
        f"like:{like}|{agrees}|{kind}|{back}",
        f"like:{like}|{human}|{kind}|{back}",
        f"like:{like}|{last}|{determiner}",
    ]


def related(relative: str, agrees: str, noun: str) -> list[str]:
    """Whom earlier words of kinship pair with the owner of a description."""
    return [f"relative:{relative}|{agrees}", f"relative:{relative}|{noun}"]


def did(own: str, did: str, above: str) -> list[str]:
    """What someone whom a description may mean did, and under which word."""
    return [f"own:{own}|{did}|{above}"]


def happened(form: str, act: str, part: str, now: str, own: str, back: int, agrees: str) -> list[str]:
    """What befell someone where he was last mentioned, and what befalls whom the reference means."""
    return [
        f"{form}|then:{act}:{part}>{now}:{own}",
        f"{form}|then:{part}>{own}|{back}|{agrees}",
        f"{form}|then:{act}:{part}>{own}",
        f"{form}|now:{now}:{own}|{part}|{back}",
    ]


def suffered(form: str, agrees: str, kind: str, times: int, now: str, own: str) -> list[str]:
    """How often someone suffered something before."""
    return [
        f"{form}|suffered:{times}|{now}:{own}",
        f"{form}|suffered:{times}|{agrees}|{kind}",
        f"{form}|suffered:{times}|{own}|{kind}",
    ]


def befell(form: str, group: str, now: str, own: str) -> list[str]:
    """What kind of act hit someone before."""
    return [f"{form}|befell:{group}>{now}:{own}"]


def befell_last(form: str, act: str, now: str, own: str) -> list[str]:
    """What act hit someone last."""
    return [f"{form}|befell last:{act}>{now}:{own}", f"{form}|befell last:{act}>{own}"]


def among(form: str, place: int, persons: int, fitting: int, agrees: str, kind: str, does: str) -> list[str]:
    """The place of someone among those that agree, the last mentioned first; how many they are."""
    return [
        f"{form}|among:{place}|{persons}|{kind}",
        f"{form}|among:{place}|{fitting}",
        f"{form}|among:{place}|{does}|{agrees}",
    ]


def lined(form: str, place: int, does: str, back: int, agrees: str) -> list[str]:
    """The place of someone among the last subjects that agree."""
    return [f"{form}|lined:{place}|{does}|{agrees}", f"{form}|lined:{place}|{back}"]


def apposed(where: str, above: str, gender: str, kind: str, rules: bool) -> list[str]:
    """Where someone is named beside what belongs to him (`son frère, X`), and the gender of whom it belongs to."""
    return [
        f"apposed:{where}|{above}",
        f"apposed:{where}|{kind}",
        f"owner:{gender}|{above}",
        f"ruler:{rules}|{kind}|{gender}",
    ]


def beside(where: str, named: bool, kind: str, human: str) -> list[str]:
    """Where someone is named beside a description, and whether anyone is."""
    return [f"beside:{where}|{named}|{kind}", f"beside:{where}|{named}|{human}"]


def again(like: int, determiner: str, last: str, form: str, back: int, agrees: str) -> list[str]:
    """How someone was last told."""
    return [f"again:{like}|{determiner}|{last}|{form}", f"again:{like}|{last}|{form}|{back}|{agrees}"]


def body(own: str, kind: str, main: bool, titled: bool, back: int, completed: bool, like: int) -> list[str]:
    """Is a body the one told most often, and does the title name it?"""
    return [
        f"body:{own}|{main}|{kind}|{completed}",
        f"body:{main}{titled}|{like}|{kind}|{completed}",
        f"body:{own}|{like}|{back}",
    ]
