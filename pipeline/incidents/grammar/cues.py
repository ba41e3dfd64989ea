"""Signs around a word that tell how it is meant: negation, hearsay, wish, fear, voice. Words are data (`cues.toml`)."""

from functools import cache, lru_cache

from pipeline import lexicons
from pipeline.incidents.grammar.parse import Word, remembered

MOST_JOINED = 8  # participles that are joined one to the other
MOST_BETWEEN = 5  # words between a clitic and the `être` that it belongs to (`ne l'a encore jamais été`)
REMEMBERED = 4096  # analyses, and lists of candidates, that are read once
CLAUSE_HEADS = ("ROOT", "conj", "advcl", "ccomp", "xcomp", "acl", "acl:relcl", "parataxis", "csubj", "dep")
FUTURE = ("ra", "ront")  # endings that no present has; the tagger takes rare verbs for one (`comparaîtront`)
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")


@cache
def words(name: str) -> frozenset[str]:
    """A set of lemmas of `cues.toml`."""
    return frozenset(lexicons.table("cues")[name])


@cache
def source_formulas() -> dict[str, list[tuple[str, ...]]]:
    """The formulas that name a source, as words, by the first of these; the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for formula in sorted(words("sources"), key=len, reverse=True):
        parts = tuple(formula.split())
        found.setdefault(parts[0], []).append(parts)
    return found


@cache
def longest_source() -> int:
    """The number of words in the longest of these formulas."""
    return max(len(parts) for formulas in source_formulas().values() for parts in formulas)


def source(tokens: list[Word], place: int) -> int:
    """The token behind a formula that names a source (`selon`, `d'après`) and begins at a token; 0 where none does."""
    for parts in source_formulas().get(tokens[place].lower_.replace("’", "'"), ()):
        end = place + len(parts)
        if tuple(token.lower_.replace("’", "'") for token in tokens[place:end]) == parts:
            return end
    return 0


def feature(token: Word, name: str) -> str:
    """The first value of a morphological feature (`VerbForm` → `Part`), empty for none."""
    return morphology(str(token.morph)).get(name, "")


@lru_cache(maxsize=REMEMBERED)
def morphology(written: str) -> dict[str, str]:
    """The first value of each feature of an analysis as spaCy writes it (`Gender=Fem|Number=Sing`)."""
    pairs = (part.partition("=") for part in written.split("|"))
    return {name: values.split(",")[0] for name, _, values in pairs}


def lemma(token: Word) -> str:
    """The lemma of a word in lower case; of a name only its kind, so that no model learns who someone is."""
    if token.ent_type_:
        return f"<{token.ent_type_}>"
    return "<name>" if token.pos_ == "PROPN" else str(token.lemma_).lower()


def form(token: Word) -> str:
    """The word in lower case; of a name only its kind."""
    return str(token.lower_) if not token.ent_type_ and token.pos_ != "PROPN" else lemma(token)


def beside(tokens: list[Word], start: int, end: int) -> tuple[str, str]:
    """The words right before and behind some tokens as `form` writes them, empty at the ends of the text."""
    return form(tokens[start - 1]) if start > 0 else "", form(tokens[end]) if end < len(tokens) else ""


def above(lemmas: list[str], word: Word, act: int) -> str:
    """The lemma of what a word hangs on, `<act>` where that is the word at `act`, which tells the act."""
    return "<act>" if word.head.i == act else lemmas[word.head.i]


def chain(token: Word, most: int = 4) -> list[Word]:
    """The heads above a token, nearest first, inside its sentence."""
    found: list[Word] = []
    while token.head.i != token.i and len(found) < most:
        token = token.head
        found.append(token)
    return found


@remembered
def clause(token: Word) -> Word:
    """The head of the clause that a token stands in: the nearest verb at or above it."""
    for candidate in (token, *chain(token, 6)):
        if candidate.pos_ in ("VERB", "AUX") and candidate.dep_ not in ("aux", "aux:tense", "aux:pass", "cop", "amod"):
            return candidate
    return token


def is_participle(token: Word) -> bool:
    """Is a word a past participle?"""
    return feature(token, "VerbForm") == "Part" and feature(token, "Tense") == "Past"


@remembered
def own_auxiliaries(token: Word) -> tuple[Word, ...]:
    """The auxiliaries and copulas that hang on a token."""
    return tuple(c for c in token.lefts if c.dep_ in ("aux", "aux:tense", "aux:pass", "aux:caus", "cop"))


@remembered
def leader(token: Word) -> Word | None:
    """The verb whose auxiliary a participle that is joined to it shares (`auraient arrêté et battu`), if there is one.

    Not where the participle tells by its form that it is passive: `ont protesté et chassées`, `a plaidé, menacé par`.
    """
    word = token
    for _ in range(MOST_JOINED):
        if word.dep_ != "conj" or not is_participle(word) or own_auxiliaries(word):
            break
        word = word.head
    if word is token or not is_participle(word) or not own_auxiliaries(word):
        return None
    return None if lone_passive(token, word) else word


def lone_passive(token: Word, first: Word) -> bool:
    """Is a participle without auxiliary passive though the one it is joined to is active?"""
    if is_passive(first):
        return False
    if any(child.dep_ == "obl:agent" or "par" in (c.lower_ for c in child.lefts) for child in token.rights):
        return True
    agrees = feature(token, "Gender") == "Fem" or feature(token, "Number") == "Plur"
    objects = [*first.lefts, *token.children]
    return agrees and not any(child.dep_ == "obj" for child in objects)


@remembered
def auxiliaries(token: Word) -> tuple[Word, ...]:
    """The auxiliaries and copulas of a token, its own or shared."""
    first = leader(token)
    return own_auxiliaries(token if first is None else first)


def stands_for_passive(token: Word) -> bool:
    """Does `être` stand for a passive told before, which a clitic takes up (`un autre l'a été`, `craint de l'être`)?"""
    if token.lower_ not in words("being") or (token.head.i > token.i and is_participle(token.head)):
        return False
    before = token.doc[max(0, token.i - MOST_BETWEEN) : token.i]
    while before and before[-1].pos_ in ("ADV", "AUX"):
        before = before[:-1]
    if not before or before[-1].lower_ not in words("it"):
        return False
    helped = any(word.lemma_ == "avoir" for word in token.doc[before[-1].i : token.i])
    return helped == (token.lower_ == "été")  # `l'été` is a season


@remembered
def is_passive(token: Word) -> bool:
    """Is a verb in the passive?

    The auxiliaries decide, be they its own or shared with another participle; then the form: a bare participle that
    modifies a noun is passive.
    """
    labels = {c.dep_ for c in token.lefts}
    if stands_for_passive(token):
        return True
    if "aux:pass" in labels or "nsubj:pass" in labels:
        return True
    if "aux:tense" in labels or "nsubj" in labels:
        return False
    first = leader(token)
    if first is not None:
        return is_passive(first)
    return is_participle(token) and "obj" not in labels


def adverbs(head: Word, top: Word) -> list[Word]:
    """The adverbs of a word and of the head of its clause."""
    own = head.children if head.i == top.i else (*head.children, *top.children)
    return [child for child in own if child.dep_ == "advmod"]


@remembered
def mood(token: Word) -> str:
    """The mood of a verb with its auxiliaries: `cnd` and `sub` win over the rest."""
    moods = {feature(t, "Mood") for t in (token, *auxiliaries(token))}
    return "cnd" if "Cnd" in moods else "sub" if "Sub" in moods else "ind" if "Ind" in moods else ""


@remembered
def tense(token: Word) -> str:
    """The tense of the finite form, in lower case; empty for none."""
    for t in (*auxiliaries(token), token):
        if feature(t, "VerbForm") == "Fin" or feature(t, "Mood"):
            told = feature(t, "Tense").lower()
            return "fut" if told == "pres" and t.lower_.endswith(FUTURE) else told
    return ""


@remembered
def negated(token: Word) -> bool:
    """Does a negation stand at the word or its clause (`ne … pas`, `aucun`, `sans`)?"""
    near = list(token.lefts) + [c for a in auxiliaries(token) for c in a.lefts]
    for child in near:
        lemma = child.lemma_.lower()
        if child.lower_ in ("n'", "n’", "ne") or lemma in words("negations"):
            return not restricted(token)
    return False


def restricted(token: Word) -> bool:
    """`ne … que` asserts."""
    return any(c.lower_ in ("que", "qu'", "qu’") and c.dep_ in ("advmod", "mark") for c in token.rights)
