"""Who stands where around an act: deep roles read off the parse, whatever the voice."""

from pipeline.incidents.cues import feature, is_passive
from pipeline.incidents.parse import Word, remembered

OBLIQUE = ("obl", "obl:arg", "obl:mod", "obl:agent", "nmod")
PASSIVE_SUBJECT = "nsubj:pass"
CAUSATIVES = ("faire", "laisser", "voir", "retrouver")
SHARED = ("conj", "xcomp", "advcl", "ccomp")


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
        if token.dep_ not in SHARED or token.head.i == token.i:
            return None
        token = token.head
    return None


def verb_roles(verb: Word) -> dict[int, str]:
    """Deep roles of the tokens around a verb: `patient`, `agent`, `recipient` or `obl:PREPOSITION`."""
    found: dict[int, str] = {}
    passive = is_passive(verb)
    reflexive = any(c.dep_.startswith("expl") or c.lower_ in ("se", "s'", "s’") for c in verb.lefts)
    for child in verb.children:
        if child.dep_ == "obj":
            found[child.i] = "patient"
        elif child.dep_ == "iobj":
            found[child.i] = "recipient"
        elif child.dep_ in OBLIQUE:
            preposition = case(child)
            found[child.i] = "agent" if preposition == "par" and passive else f"obl:{preposition}"
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
    """Give the role of a phrase to what is joined to it: coordinated phrases, appositions, parts of a name."""
    waiting = list(found.items())
    for i, role in waiting:
        for child in tokens[i].children:
            if child.i in found or child.pos_ not in NOMINAL:
                continue
            if child.dep_ in ("conj", "appos", "flat:name", "flat") or (child.dep_ == "nmod" and not case(child)):
                found[child.i] = role if child.dep_ != "appos" else f"{role}~"
                waiting.append((child.i, found[child.i]))


@remembered
def roles(trigger: Word) -> dict[int, str]:
    """Deep roles of the tokens around a trigger, spread to coordinated phrases and (marked `~`) to appositions."""
    found = verb_roles(trigger) if trigger.pos_ in ("VERB", "AUX", "ADJ") else noun_roles(trigger)
    found.pop(trigger.i, None)
    spread(trigger.doc, found)
    return found
