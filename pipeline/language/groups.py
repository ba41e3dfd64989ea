"""spaCy component `recense_groups`: phrases that denote people or bodies without naming them."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.language import extents
from pipeline.language.appositions import appositions
from pipeline.language.counts import count, number
from pipeline.language.extensions import Group, Reference, declare
from pipeline.language.extents import DETERMINERS, NEEDS, PREPOSITIONS, WORDS, Clause, Phrase, is_number
from pipeline.language.nouns import Noun
from pipeline.lexicons import table
from pipeline.normalise import organisation_type

PARTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "conj")  # of a clause, that people play
NOMINAL = ("NOUN", "ADJ", "NUM", "PROPN")
UNDERGONE, WORN = 5, 2  # words between a verb and what somebody underwent or wears
FIRST_YEAR = 1000  # a bare number from here on is a year or a sum
STRANGERS = frozenset({"homme", "individu", "personne", "jeune", "type", "garçon", "quidam"})
BODIES = {"media": "company", "ngo": "individual", "party": "individual"}  # what SPEC section 3 makes of them
OVERRULED = {  # which types of a complement say more than that of the noun
    "police": ("intelligence", "military", "prison"),
    "military": ("intelligence", "police", "armed_group"),
    "government": ("intelligence", "police", "prison"),
    "company": ("government",),
    "armed_group": ("military",),
}
UNLESS: dict[str, list[str]] = table("groups")["unless"]
BEHIND: dict[str, list[str]] = table("groups")["behind"]
CLITICS = frozenset(table("cues")["clitics"])


@Language.factory(
    "recense_groups",
    requires=["token.pos", "token.dep", "doc.spans"],
    assigns=["doc._.groups", "doc._.references", "doc.spans"],
)
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Fill `doc._.groups` and `doc.spans["groups"]` (label: the class of people; id: the index of the group).

    A phrase in apposition to a person's name (`l'avocate X`, `X, journaliste`) is no group: it goes to
    `doc._.references` as a description of that person.
    """
    declare()

    def component(doc: Doc) -> Doc:
        clause = Clause.of(doc)
        found = outermost(clause, sorted({*noun_phrases(clause), *partitives(clause)}))
        beside = appositions(clause, found)
        kept = [phrase for phrase in found if not beside[phrase]]
        doc._.groups = [group(clause, *phrase) for phrase in kept]
        doc._.references = [described(clause, phrase, names) for phrase, names in beside.items() if names]
        doc.spans["groups"] = [
            Span(doc, start, end, label=doc._.groups[i]["human"], span_id=str(i))
            for i, (start, end, _) in enumerate(kept)
        ]
        return doc

    return component


def described(clause: Clause, phrase: Phrase, names: list[str]) -> Reference:
    """A description that stands beside the name of a person (or several, of equal score)."""
    start, end = clause.chars(phrase[0], phrase[1])
    noun = clause.noun(phrase[2])
    return Reference(
        start=start,
        end=end,
        form="description",
        head=noun.lemma if noun else "",
        candidates=[(name, 1.0) for name in names],
    )


def outermost(clause: Clause, phrases: list[Phrase]) -> list[Phrase]:
    """Without phrases that have no noun and lie in another."""
    found: list[Phrase] = []
    for phrase in phrases:
        if not (found and clause.noun(phrase[2]) is None and phrase[0] < found[-1][1]):
            found.append(phrase)
    return found


def noun_phrases(clause: Clause) -> Iterator[Phrase]:
    """Every phrase around a known noun that is no name."""
    for i in range(len(clause.lower)):
        noun = clause.noun(i)
        if noun is None or i in clause.in_name or not is_head(clause, i, noun):
            continue
        start, end = extents.left(clause, i), extents.right(clause, i)
        if noun.human != "thing" or WORDS["unknown"] & set(clause.lower[start:end]):
            yield start, end, i


def is_head(clause: Clause, i: int, noun: Noun) -> bool:
    """Is the word a noun here, not an adjective, a verb or the pronoun `personne`?"""
    word, pos = clause.lower[i], clause.pos[i]
    before = clause.lower[i - 1] if i and not clause.sentence_start[i] else ""
    after = clause.lower[i + 1] if clause.inside(i + 1) else ""
    further = clause.lower[i - 2] if before in WORDS["before"] and clause.inside(i - 1) else ""
    determined = before in DETERMINERS or extents.is_number(before) or further in DETERMINERS
    if (word == "personne" and not determined) or after in UNLESS.get(noun.lemma, ()) or before == "-":
        return False
    told = clause.inside(i + 1) and clause.pos[i + 1] == "ADJ"
    if not told and not {before, " ".join(clause.lower[max(0, i - 2) : i])}.isdisjoint(BEHIND.get(word, ())):
        return False  # `évacués par la force`
    if word in WORDS["manners"] and before in WORDS["prepositions"] and noun.lemma not in NEEDS:
        return False  # `en civil`
    if not (fits(clause, i, noun) and (determined or not bound(clause, i, noun))):
        return False
    if noun.human == "body" and noun.number == "sing" and before in ("de", "d'", "d’", "en", "à"):
        return False  # `juge de paix`, `en justice`: a kind, not a body
    likely = pos == "PROPN" or noun.human in ("profession", "kin")  # in capitals the tagger knows few words
    if pos == "NOUN" or (likely and clause.texts[i].isupper() and shouted(clause, i)):
        return True
    clitic = pos in ("VERB", "AUX", "PRON") and before in ("l'", "l’", "la", "les", "le")
    return determined and not clitic and not describes(clause, i)


def describes(clause: Clause, i: int) -> bool:
    """Is the word an adjective of the noun that follows (`les petites filles`)?"""
    if not clause.inside(i + 1) or clause.lower[i + 1] == "-":
        return False
    follows = clause.pos[i + 1]
    return follows in NOMINAL if clause.lower[i] in WORDS["before"] else follows == "NOUN" and clause.pos[i] == "ADJ"


def fits(clause: Clause, i: int, noun: Noun) -> bool:
    """Does a noun stand as it must to denote people: beside one of its words, counted, or as a body that acts?"""
    needed = NEEDS.get(noun.lemma)
    if needed:
        if worn(clause, i, noun):
            return False
        after = clause.lower[i + 1 : i + 3]
        return not {*clause.lower[max(0, i - 1) : i], *after[:1], " ".join(after)}.isdisjoint(needed)
    if noun.lemma in WORDS["counted"]:
        return counts_people(clause, extents.left(clause, i), i)
    if noun.lemma in WORDS["acting"]:
        active = clause.deps[i] != "nsubj:pass" and acts(clause, extents.right(clause, i))
        return not extents.placed(clause, i) and (extents.by(clause, i) or active)
    return noun.lemma not in WORDS["premises"] or not extents.placed(clause, i)


def counts_people(clause: Clause, start: int, i: int) -> bool:
    """Do the words from a start to a noun count people, not what one of them met with (`a subi deux arrestations`)?"""
    before = clause.lower[start:i]
    if count(before) < 2 or any(DETERMINERS.get(word) == "possessive" for word in before):
        return False
    return WORDS["undergone"].isdisjoint(words_before(clause, start, UNDERGONE))


def worn(clause: Clause, i: int, noun: Noun) -> bool:
    """Is what people are called by worn here (`porte un casque bleu`, `le casque bleu qu'il portait`, `la robe`)?"""
    if noun.lemma in WORDS["garments"] and noun.number == "sing":
        return True
    after = clause.lower[i + 2 : i + 6] if clause.lower[i + 2 : i + 3] in (["que"], ["qu'"], ["qu’"]) else []
    before = words_before(clause, extents.left(clause, i), WORN)
    return not WORDS["wearing"].isdisjoint({*before, *after})


def words_before(clause: Clause, start: int, most: int) -> list[str]:
    """The words that stand before a token, as far as no punctuation and no other sentence divides them from it."""
    first = start
    while start - first < most and clause.inside(first) and clause.pos[first - 1] != "PUNCT":
        first -= 1
    return clause.lower[first:start]


def bound(clause: Clause, i: int, noun: Noun) -> bool:
    """Is a noun that no determiner precedes hardly one: a participle behind another noun, `maître` as a title?"""
    if noun.lemma in WORDS["determined"]:
        return True
    behind = clause.inside(i) and (clause.noun(i - 1) is not None or clause.texts[i].isupper())
    return behind and noun.human == "person" and extents.PARTICIPLE.search(noun.lemma) is not None


def shouted(clause: Clause, i: int) -> bool:
    """Are the words on both sides of a token in capitals too, as in a heading?"""
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(clause.texts) and clause.texts[j].isalpha()]
    return bool(beside) and all(clause.texts[j].isupper() for j in beside)


def partitives(clause: Clause) -> Iterator[Phrase]:
    """Phrases without a noun: `deux d'entre eux`, `les onze autres`, `le second`, `quelqu'un`, `48`, `ceux qui …`."""
    for i, word in enumerate(clause.lower):
        if clause.inside(i) and (word in WORDS["partitive"] or (clause.lower[i - 1] == "des" and number(word) > 1)):
            yield from part_of(clause, i)
        if word in WORDS["headless"] and clause.inside(i + 1) and clause.lower[i + 1] in WORDS["relatives"]:
            yield i, i + 1, i
        elif word in ("quelqu'", "quelqu’") and clause.inside(i + 1) and clause.lower[i + 1] == "un":
            yield i, i + 2, i
        elif stands_alone(clause, i):
            yield beginning(clause, i), i + 1, i


def stands_alone(clause: Clause, i: int) -> bool:
    """Is the token a number, a rank, a share or `tous` that takes part in its clause without a noun?"""
    word = clause.lower[i]
    counts = word in WORDS["shares"] or 1 < number(word) < FIRST_YEAR
    ranks = word in WORDS["ranks"] or (word in WORDS["superlatives"] and i > 0 and clause.lower[i - 1] == "plus")
    one = word in ("un", "une") and i > 0 and clause.lower[i - 1] in ("l'", "l’", "et")
    same = word in WORDS["same"] and i > 0 and clause.lower[i - 1] in WORDS["plural"] and not predicate(clause, i - 1)
    if not (counts or ranks or one or same or word in WORDS["alone"]) or i in clause.in_name:
        return False
    if not (same or takes_part(clause, i) or plainly(clause, i, counts or word == "un")):
        return False
    if word.isdecimal() and not people_in_digits(clause, i):
        return False
    return closes(clause, i) and not before_noun(clause, i)


def before_noun(clause: Clause, i: int) -> bool:
    """Does a noun of people follow, whatever its tag (`six libérés`)?"""
    noun = clause.noun(i + 1) if clause.inside(i + 1) else None
    return noun is not None and i + 1 not in clause.in_name and is_head(clause, i + 1, noun)


def predicate(clause: Clause, start: int) -> bool:
    """Does a form of `être` stand before a phrase (`elle n'est pas des nôtres`)?"""
    return clause.inside(start) and (clause.pos[start - 1] == "AUX" or clause.lower[start - 1] == "pas")


def closes(clause: Clause, i: int) -> bool:
    """Does nothing follow that a number or rank belongs to (`les deux plaintes`, `les 15 et 16`, `les 15, 16 …`)?"""
    if not clause.inside(i + 1):
        return True
    after, beyond = clause.lower[i + 1], clause.lower[i + 2] if clause.inside(i + 2) else ""
    if after in WORDS["complement"]:
        return beyond == "«" and number(clause.lower[i]) > 1  # `les trois d'« Umurava »`
    listed = after == "," and beyond.isdecimal()
    spelt = number(clause.lower[i]) > 1 or (i > 0 and clause.lower[i - 1] == "et")
    bare = spelt and not clause.lower[i].isdecimal()
    joined = after == "et" and (not bare or number(beyond) > 0 or beyond.endswith(("ième", "ièmes")))
    heading = clause.texts[i].isupper() and clause.texts[i + 1].isupper() and clause.texts[i + 1].isalpha()
    thousands = after.isdecimal()  # `3 000`
    return not (heading or thousands or listed or joined or clause.pos[i + 1] in NOMINAL or after == "/")


def plainly(clause: Clause, i: int, counts: bool) -> bool:
    """Do the words beside a number or rank show that it plays a part, whatever the parse says?

    `audition des cinq`, `en a interpellé six`, `Six sont au Cameroun`, `le dernier a fui`.
    """
    first = beginning(clause, i)
    previous = clause.lower[first - 1] if clause.inside(first) else ""
    opens = not previous or previous in WORDS["openers"]
    determined = clause.lower[first] in DETERMINERS or previous in extents.CONTRACTED
    if clause.lower[i] == "autre" and previous in ("d'", "d’"):
        return False  # `rien d'autre`
    if counts:
        plural = not {clause.lower[first], previous}.isdisjoint(WORDS["people"])
        told = clause.inside(first) and clause.pos[first - 1] in ("VERB", "ADJ")
        taken = told and "en" in clause.lower[max(0, first - 5) : first]
        return plural or taken or (opens and acts(clause, i + 1))
    return (determined or (opens and clause.lower[i] in WORDS["alone"])) and acts(clause, i + 1)


def acts(clause: Clause, i: int) -> bool:
    """Does a verb stand at a token or behind the clitics that stand there (`y ont été relaxés`)?"""
    while clause.inside(i) and clause.lower[i] in CLITICS:
        i += 1
    return clause.inside(i) and clause.pos[i] in ("VERB", "AUX")


def people_in_digits(clause: Clause, i: int) -> bool:
    """Are people told by a number in digits, not a day, the mark of an item or a number of a street (`le 12`, `4.`)?"""
    if i and not clause.sentence_start[i] and clause.lower[i - 1] in DETERMINERS:
        return clause.lower[i - 1] in WORDS["plural"]
    verbs = ("VERB", "AUX")  # `en a arrêté 30`, `12 ne sont pas libres`
    if clause.inside(i) and clause.pos[i - 1] in verbs:
        return True
    after = i + 1
    while clause.inside(after) and (clause.lower[after] in CLITICS or clause.pos[after] == "ADV"):
        after += 1
    return clause.inside(after) and clause.pos[after] in verbs


def takes_part(clause: Clause, i: int) -> bool:
    """Does a token play a part of its clause that people play? `en a arrêté trente` is one, `le 30` is none."""
    word, previous = clause.lower[i], clause.lower[i - 1] if i else ""
    if word == "autres" and is_number(previous):
        return True
    if clause.deps[i] == "nummod":
        return clause.pos[clause.heads[i]] in ("VERB", "AUX") and previous not in ("le", "du", "au")
    return clause.deps[i] in PARTS


def beginning(clause: Clause, i: int) -> int:
    """The first token of a phrase that ends with a word that stands for a noun (`les deux plus`, `tous les`)."""
    start = i
    while start and not clause.sentence_start[start] and start - 1 not in clause.in_name:
        word = clause.lower[start - 1]
        if word in DETERMINERS:
            if clause.pos[start - 1] != "ADP":
                start -= 1
            break
        joint = word == "et" and start > 1 and is_number(clause.lower[start - 2])
        if not (joint or is_number(word) or word in WORDS["within"]):
            break
        start -= 1
    return start - 1 if start and clause.lower[start - 1] in ("tous", "toutes") else start


def part_of(clause: Clause, i: int) -> Iterator[Phrase]:
    """The partitive that ends with a pronoun or number: `cinq d'entre eux`, `deux des six`, `trois de ces derniers`."""
    if clause.lower[i] in ("derniers", "dernières") and clause.lower[i - 1] != "ces":
        return
    start = i - 1 if clause.lower[i - 1] not in ("entre", "ces") else i - 2
    if clause.lower[start] == "des":
        if not (clause.lower[i] in WORDS["own"] or (number(clause.lower[i]) > 1 and closes(clause, i))):
            return
    elif clause.lower[start] not in ("d'", "d’", "de") or number(clause.lower[i]) or clause.lower[i] in WORDS["own"]:
        return
    if start < 1:
        return
    first = head = start - 1
    word = clause.lower[head]
    if number(word) or word in WORDS["ones"] | WORDS["before"] | WORDS["shares"]:
        if first and clause.lower[first - 1] in ("l'", "l’", "la", "une"):
            first -= 1
        yield first, i + 1, head


def perpetrator_type(noun: Noun | None, complement: str) -> str:
    """The class of SPEC section 3 that a noun and what follows it give (`agent`, `de la DGST`: intelligence)."""
    if noun is None:
        return "none"
    own = noun.type
    if noun.human == "kin":
        return "individual"
    told = told_type(complement) if complement else ""
    if own.endswith("?"):
        return told or own.removesuffix("?")
    if own not in ("none", "unidentified"):
        return told if told in OVERRULED.get(own, ()) else own
    unknown = not WORDS["masks"].isdisjoint(complement.casefold().split())
    stranger = own == "unidentified" or noun.lemma in STRANGERS or unknown
    return told or ("unidentified" if stranger else "individual")


@lru_cache(maxsize=1 << 14)
def told_type(words: str) -> str:
    """The perpetrator type of the service, body or firm that some words name, empty if they name none."""
    kind = organisation_type(words)
    return BODIES.get(kind, kind)


def determiner(words: list[str], partitive: bool) -> str:
    """The kind of determiner of a phrase that begins with these words."""
    if partitive:
        return "partitive"
    kinds = [DETERMINERS[word] for word in words if word in DETERMINERS]
    for kind in ("possessive", "demonstrative", "definite"):
        if kind in kinds:
            return kind
    return "indefinite" if kinds or any(number(word) for word in words) else "bare"


def shown_gender(words: list[str]) -> str:
    """The gender that the words before a noun, or in the place of one, show (`la`, `les dernières`), empty for none."""
    return "f" if WORDS["feminine"] & set(words) else "m" if WORDS["masculine"] & set(words) else ""


def group(clause: Clause, start: int, end: int, head: int) -> Group:
    """The facts of one phrase."""
    noun = clause.noun(head)
    first = start - 1 if start and clause.lower[start - 1] in extents.CONTRACTED else start
    before = clause.lower[first : head if noun else end]
    parts = next((i for i, word in enumerate(before) if i and word in PREPOSITIONS), len(before))
    said = count(before[:parts]) or (count(before) if noun else 0)  # `deux des six` are two, `près de cent` a hundred
    shares = bool(WORDS["shares"] & set(before))
    many = noun.number == "plur" if noun else said > 1 or shares or before[-1].endswith(("s", "x", "beaucoup"))
    plural = many and not (said == 1 and len(before) > 2)
    first_char, last_char = clause.chars(start, end)
    part = any(word in ("de", "des", "d'", "d’") for word in before[1:])
    own = [] if noun and (part or shares) else before  # `une dizaine de journalistes`: of the ten, not of the people
    kind = determiner(before, part and said > 0 if noun else part or shares)
    return Group(
        start=first_char,
        end=last_char,
        text=clause.text[first_char:last_char],
        head=noun.lemma if noun else "",
        head_start=clause.starts[head],
        count=said if said > 1 or before[:1] not in (["un"], ["une"]) else 1,
        number="plur" if plural else "sing",
        gender=(noun.gender if noun else "") or shown_gender(own),
        determiner=kind,
        human=noun.human if noun else "person",
        perpetrator_type=perpetrator_type(noun, clause.words(head + 1, extents.claim(clause, end))),
        of="",
    )
