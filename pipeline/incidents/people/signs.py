"""The signs of someone who may take part in an act, written from a few facts at a time (see `encoding/bundles.py`)."""

from pipeline.incidents.encoding.codes import GROUPS


def is_of(kind: str, act: str, here: bool) -> list[str]:
    """Of what kind someone is."""
    return [f"kind:{kind}", f"kind:{kind}|{GROUPS[act]}", f"kind:{kind}|{act}", f"kind:{kind}|here:{here}"]


def serves(service: str, act: str, voice: str) -> list[str]:
    """Of which service someone is."""
    return [f"type:{service}", f"type:{service}|{GROUPS[act]}", f"type:{service}|{voice}"]


def stands(order: int, sightings: int, agrees: str, patient: bool) -> list[str]:
    """The place among the candidates, and the sightings in the act's sentence; is a patient of the act known?"""
    here = bool(sightings)
    out = [f"order:{order}|here:{here}", f"sightings:{sightings}", f"agree:{agrees}"]
    return [*out, f"patient_known|here:{here}"] if patient else out


def named(word: str, act: str) -> list[str]:
    """The word by which someone was told nearest to the act; of a name its kind."""
    return [f"word:{word}", f"word:{word}|{GROUPS[act]}", f"word:{word}|{act}"]


def told_as(noun: str, act: str, form: str, role: str) -> list[str]:
    """A noun by which someone is told anywhere (`avocat`), and the role where he stands in the act's sentence: a lawyer
    files the complaint that is his client's."""
    return [f"as:{noun}", f"as:{noun}|{act}", f"as:{noun}|{form}", f"as:{noun}|role:{role}"]


def known_for(says: str, suffers: int, prominence: int, form: str, rank: int) -> list[str]:
    """Whether someone is named as saying something, how often as suffering, and how prominent the text makes him."""
    return [
        f"says:{says}|{form}|{rank}",
        f"suffers:{suffers}|{form}|{rank}",
        f"prominent:{prominence}|{form}|{rank}",
    ]


def is_one(authority: bool, signer: bool, kin: bool, form: str, act: str) -> list[str]:
    """Is someone of an authority, one who signs, somebody's kin?"""
    return [f"authority:{authority}|{GROUPS[act]}", f"signs:{signer}|{form}", f"kin:{kin}|{form}"]


def leads(headed: bool, opens: bool, form: str) -> list[str]:
    """Does the heading over the act name someone, or its paragraph first?"""
    return [f"headed:{headed}|{form}", f"opens:{opens}|{form}"]


def voiced(own: bool, form: str) -> list[str]:
    """Does someone say himself the quotation in which a word means him?"""
    return [f"voice:{own}|{form}"]


def quoted(form: str) -> list[str]:
    """The act is told in a quotation."""
    return [f"quoted|{form}"]


def owns(thing: str, owned: str, kind: str, here: bool, act: str) -> list[str]:
    """What the act hits that is nobody, and who may be its owner."""
    out = [f"thing:{thing}|{kind}", f"thing:{thing}|here:{here}"] if thing else [f"thing:none|{kind}"]
    return [*out, f"{owned}|{kind}|here:{here}", f"{owned}|{kind}|{act}"] if owned else out


def away(gap: int, act: str, voice: str, form: str, seats: int) -> list[str]:
    """How far before the act someone was last told who is not told in its sentence."""
    return [
        f"away:{gap}",
        f"away:{gap}|{GROUPS[act]}",
        f"away:{gap}|{voice}|{form}",
        f"away:{gap}|seats:{seats}",
    ]


def spoken_of(form: str, rank: int, since: int, topic: bool, opening: bool, last: bool) -> list[str]:
    """Is the telling about someone: named lately, subject of the sentence before, the last one named?"""
    return [
        f"since:{since}|{form}",
        f"topic:{topic}|{form}",
        f"topic:{topic}|rank:{rank}|{form}",
        f"opening:{opening}|{form}",
        f"last:{last}|{form}",
        f"last:{last}|topic:{topic}|{form}",
    ]


def fitting(fits: str, rank: int, form: str, subject: bool, act: str) -> list[str]:
    """Does a pronoun fit someone, and is he a subject of the alert?"""
    return [
        f"fits:{fits}",
        f"fits:{fits}|rank:{rank}",
        f"subject:{subject}|rank:{rank}|{form}",
        f"subject:{subject}|{GROUPS[act]}",
    ]


def counted(main: bool, form: str, people: int, subject: bool, only: bool, mentions: int) -> list[str]:
    """How many people the text tells of, and how often of someone."""
    return [
        f"main:{main}|{form}",
        f"people:{people}|subject:{subject}|{form}",
        f"only:{only}|{form}",
        f"mentions:{mentions}",
    ]


def titled(named: bool, anyone: bool, form: str, rank: int, main: bool) -> list[str]:
    """Does the title name someone, or anyone, and is it the one whom the text names most?"""
    return [f"titled:{named}|{anyone}|{main}|{form}{rank}"]


def plays(role: str, voice: str, act: str) -> list[str]:
    """The role in the parse."""
    return [f"role:{role}", f"role:{role}|{voice}", f"role:{role}|{act}", f"role:{role}|{GROUPS[act]}"]


def worded(word: str, role: str, seat: str, voice: str) -> list[str]:
    """The word that tells the act, and where someone stands beside it: whoever flees or appears in court is hit."""
    return [f"told:{word}|{role}", f"told:{word}|{seat}|{voice}"]


def worded_away(word: str) -> list[str]:
    """The word that tells the act of one who is not told in its sentence."""
    return [f"told:{word}|away"]


def plays_as(role: str, form: str, kind: str, voice: str, determiner: str) -> list[str]:
    """The role in the parse, and who plays it."""
    return [f"role:{role}|{form}", f"role:{role}|{kind}|{voice}", f"det:{determiner}|{role}"]


def may_be(rank: int, form: str, role: str, score: float) -> list[str]:
    """How likely someone is meant."""
    return [f"rank:{rank}|{form}", f"rank:{rank}|role:{role}", f"sure:{score}|{form}"]


def seated(seat: str, kind: str, voice: str, form: str) -> list[str]:
    """The seat in the sentence, and who has it."""
    return [f"seat:{seat}|{kind}|{voice}", f"seat:{seat}|{form}|{voice}"]


def led(seat: str, preposition: str, voice: str, act: str) -> list[str]:
    """The preposition."""
    return [
        f"seat:{seat}|{preposition}|{voice}",
        f"seat:{seat}|{preposition}|{GROUPS[act]}",
        f"prep:{preposition}|{act}",
    ]


def parted(seat: str, verbs: int, commas: int, voice: str, role: str) -> list[str]:
    """What stands between someone and the act."""
    return [
        f"seat:{seat}|verbs:{verbs}|{voice}",
        f"seat:{seat}|commas:{commas}|{voice}",
        f"seat:{seat}|{role}",
    ]


def distant(side: str, distance: str, form: str, preposition: str, voice: str, number: str) -> list[str]:
    """On which side of the act someone stands, and how far."""
    return [f"prep:{preposition}|{side}|{voice}", f"dist:{side}{distance}|{form}", f"number:{number}|{voice}"]


def neighbour(side: str, word: str, act: str) -> list[str]:
    """The word right `before` or `behind` someone."""
    return [f"{side}:{word}", f"{side}:{word}|{GROUPS[act]}"]


def hangs(above: str, case: str, relation: str, act: str) -> list[str]:
    """The word that someone hangs on."""
    return [f"above:{above}|{case}", f"above:{above}|{relation}", f"above:{above}|{relation}|{GROUPS[act]}"]


def reached(way: str, voice: str, act: str, form: str) -> list[str]:
    """The path to someone from the act."""
    return [f"path:{way}", f"path:{way}|{voice}", f"path:{way}|{act}", f"path:{way}|{form}"]


def inside() -> list[str]:
    """Someone stands among the words of the act."""
    return ["inside"]


def nested(role: str) -> list[str]:
    """Someone stands in the phrase of another."""
    return ["nested", f"nested|role:{role}"]


def fills(part: str, hit: str, role: str, seat: str, slots: str, preposition: str, voice: str) -> list[str]:
    """Does someone fill a slot that the lexicon gives to the `victim` or `agent`?"""
    return [
        f"{part}_slot:{hit}",
        f"{part}_slot:{hit}|{role.split(':')[0]}",
        f"{part}_slot:{hit}|{seat}",
        f"{part}_slot:{slots}|{seat}|{preposition}|{voice}",
    ]
