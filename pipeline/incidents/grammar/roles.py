"""Who stands where around an act: deep roles read off the parse, whatever the voice."""

from pipeline.incidents.grammar.cues import feature, is_passive, leader, stands_for_passive, words
from pipeline.incidents.grammar.parse import Word, remembered
from pipeline.language.counts import QUANTITIES, number

OBLIQUE = ("obl", "obl:arg", "obl:mod", "obl:agent", "nmod")
PASSIVE_SUBJECT = "nsubj:pass"
CAUSATIVES = ("faire", "laisser", "voir", "retrouver")
SHARED = ("conj", "xcomp", "advcl", "ccomp")
LOOSE = ("advmod", "obl:mod", "dep", "parataxis", "amod")  # how the parser hangs a participle that goes before its verb


@remembered
def case(token: Word) -> str:
    """The preposition of a noun phrase, lower-cased lemma, empty for none (`de`, `par`, `contre`, …)."""
    return next((c.lemma_.lower() for c in token.lefts if c.dep_ == "case"), "")


def path(trigger: Word, other: Word, most: int = 4) -> str:
    """The dependency path from a trigger up (`^`) and down to another token, with prepositions; `far` if longer."""
    above: dict[int, int] = {trigger.i: 0}
    ups = ["^" + trigger.dep_]
    node = trigger
    while node.head.i != node.i and len(above) <= most:
        node = node.head
        above[node.i] = len(above)
        ups.append("^" + node.dep_)
    downs: list[str] = []
    node = other
    while node.i not in above:
        if node.head.i == node.i or len(downs) > most:
            return "far"
        preposition = case(node)
        downs.append(node.dep_ + (f"[{preposition}]" if preposition else ""))
        node = node.head
    steps = ups[: above[node.i]] + downs[::-1]
    return ".".join(steps) if len(steps) <= most else "far"


def subject_of(token: Word) -> Word | None:
    """The grammatical subject of a verb, taken from the verb that it is joined to if it has none."""
    for _ in range(4):
        for child in token.children:
            if child.dep_ in ("nsubj", PASSIVE_SUBJECT):
                return child
        if token.head.i == token.i or not shares(token):
            return None
        token = token.head
    return None


def shares(token: Word) -> bool:
    """Has a verb without subject that of the verb above it (`Condamné en mai, il a été …`, `arrêtée et battue`)?"""
    participle = feature(token, "VerbForm") == "Part" and token.head.pos_ in ("VERB", "AUX")
    return token.dep_ in SHARED or (participle and token.dep_ in LOOSE)


def verb_roles(verb: Word) -> dict[int, str]:
    """Deep roles of the tokens around a verb: `patient`, `agent`, `recipient` or `obl:PREPOSITION`."""
    found: dict[int, str] = {}
    passive = is_passive(verb)
    reflexive = any(c.dep_.startswith("expl") or c.lower_ in words("reflexive") for c in verb.lefts)
    for child in verb.children:
        if child.dep_ == "obj":
            if not stands_for_passive(verb):  # `l'a été`
                found[child.i] = "patient"
        elif child.dep_ == "iobj":
            found[child.i] = "recipient"
        elif child.dep_ in OBLIQUE:
            preposition = case(child)
            found[child.i] = "agent" if preposition == "par" and passive else f"obl:{preposition}"
    first = leader(verb)
    if first is not None and not passive and not any(child.dep_ in ("obj", "ccomp") for child in verb.children):
        found |= {child.i: "patient" for child in first.lefts if child.dep_ == "obj"}  # `l'ont arrêté et battu`
    subject = subject_of(verb)
    if subject is not None:
        own = subject.head.i == verb.i
        found.setdefault(
            subject.i, "patient" if passive else "reflexive" if reflexive else "agent" if own else "shared"
        )
    if verb.dep_ in ("acl", "amod") and passive:
        found[verb.head.i] = "patient"
    if verb.dep_ == "acl:relcl":
        found.setdefault(verb.head.i, "antecedent")
    if verb.dep_ == "xcomp" and verb.head.lemma_ in CAUSATIVES:
        causee = subject_of(verb.head)
        if causee is not None:
            found[causee.i] = "patient"
    return found


def noun_roles(noun: Word) -> dict[int, str]:
    """Deep roles around a noun of action: its complements by preposition, its possessor, the subject of its verb."""
    found: dict[int, str] = {}
    for child in noun.children:
        if child.dep_ == "nmod":
            found[child.i] = f"nmod:{case(child)}"
        elif child.dep_ == "det" and feature(child, "Poss"):
            found[child.i] = "owner"
    verb = noun.head
    if verb.i != noun.i and verb.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
        kind = noun.dep_.split(":")[0]
        for i, role in (verb_roles(verb) if verb.pos_ != "NOUN" else {}).items():
            if i != noun.i:
                found.setdefault(i, f"of_{kind}:{role}")
    return found


NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")


def spread(tokens: list[Word], found: dict[int, str]) -> None:
    """Give the role of a phrase to what is joined to it: coordinated phrases, what it stands in apposition to and what
    to it, parts of a name, those who are counted (`une trentaine de marcheuses`)."""
    waiting = list(found.items())
    for i, role in waiting:
        above = tokens[i].head
        if tokens[i].dep_ == "appos" and above.i not in found and above.pos_ in NOMINAL:
            found[above.i] = f"{role}~"
            waiting.append((above.i, found[above.i]))
        for child in tokens[i].children:
            if child.i in found or child.pos_ not in NOMINAL:
                continue
            whole = child.dep_ == "nmod" and (not case(child) or (case(child) == "de" and counts(tokens[i])))
            if whole or child.dep_ in ("conj", "appos", "flat:name", "flat"):
                found[child.i] = role if child.dep_ != "appos" else f"{role}~"
                waiting.append((child.i, found[child.i]))


def counts(token: Word) -> bool:
    """Does a word say how many (`dizaine`, `deux`, `l'un`)?"""
    return token.lower_ in QUANTITIES or number(token.lower_) > 0 or token.lower_ in words("counting")


def owners(tokens: list[Word], found: dict[int, str]) -> dict[int, str]:
    """Whose that is which takes part in an act: `sa caméra a été brisée` (`owner:patient`), `le studio de X`
    (`of:patient`)."""
    out: dict[int, str] = {}
    waiting = [(i, role) for i, role in found.items() if not role.startswith("of_")]
    for i, role in waiting:
        part = role.removeprefix("of:").split(":")[0].rstrip("~")
        for child in tokens[i].children:
            if child.i in found or child.i in out:
                continue
            if child.dep_ == "det" and feature(child, "Poss"):
                out[child.i] = f"owner:{part}"
            elif child.dep_ == "nmod" and child.pos_ in NOMINAL and case(child) == "de":
                out[child.i] = f"of:{part}"
                waiting.append((child.i, out[child.i]))
    return out


@remembered
def roles(trigger: Word) -> dict[int, str]:
    """Deep roles of the tokens around a trigger, spread to coordinated phrases and (marked `~`) to appositions; and
    those to whom what takes part belongs."""
    found = verb_roles(trigger) if trigger.pos_ in ("VERB", "AUX", "ADJ") else noun_roles(trigger)
    found.pop(trigger.i, None)
    spread(trigger.doc, found)
    belonging = owners(trigger.doc, found)
    spread(trigger.doc, belonging)
    return belonging | found
