"""Which words are nouns that denote people or bodies where they stand: no adjective, no verb, no mere place."""

from pipeline.language import extents
from pipeline.language.counts import count
from pipeline.language.extents import DETERMINERS, NEEDS, WORDS, Clause
from pipeline.language.nouns import Noun
from pipeline.lexicons import table

NOMINAL = ("NOUN", "ADJ", "NUM", "PROPN")
UNDERGONE, WORN = 5, 2  # words between a verb and what somebody underwent or wears
UNLESS: dict[str, list[str]] = table("groups")["unless"]
BEHIND: dict[str, list[str]] = table("groups")["behind"]
CLITICS = frozenset(table("cues")["clitics"])
SOMEBODY = CLITICS.difference(table("cues")["of_nobody"])  # those that mean people


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
    """Is a noun that no determiner precedes hardly one: a participle or epithet behind another noun, a title?"""
    if noun.lemma in WORDS["determined"]:
        return True
    behind = clause.inside(i) and (clause.noun(i - 1) is not None or clause.texts[i].isupper())
    participle = noun.human == "person" and extents.PARTICIPLE.search(noun.lemma) is not None
    return behind and (participle or noun.lemma in WORDS["epithets"])


def shouted(clause: Clause, i: int) -> bool:
    """Are the words on both sides of a token in capitals too, as in a heading?"""
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(clause.texts) and clause.texts[j].isalpha()]
    return bool(beside) and all(clause.texts[j].isupper() for j in beside)


def behind_clitics(clause: Clause, i: int) -> int:
    """The first token from one on that is no clitic."""
    while clause.inside(i) and clause.lower[i] in CLITICS:
        i += 1
    return i


def acts(clause: Clause, i: int) -> bool:
    """Does a verb stand at a token or behind the clitics that stand there (`y ont été relaxés`)?"""
    verb = behind_clitics(clause, i)
    return clause.inside(verb) and clause.pos[verb] in ("VERB", "AUX")


def hits(clause: Clause, i: int) -> bool:
    """Does a verb that stands at a token have somebody beside it: a pronoun before (`la file`), a name behind?"""
    verb = behind_clitics(clause, i)
    before = not SOMEBODY.isdisjoint(clause.lower[i:verb])
    return acts(clause, i) and (before or any(j in clause.in_name for j in (verb + 1, verb + 2)))


def does(clause: Clause, start: int, end: int, i: int) -> bool:
    """Does a thing whose owner is not told do something to somebody (`une voiture la file`, `filée par une moto`, `un
    pick-up qui la suit`)? Then it stands for whoever sits in it or sends it."""
    kinds = {DETERMINERS[word] for word in clause.lower[start:i] if word in DETERMINERS}
    if not kinds or "possessive" in kinds:
        return False  # `par téléphone`, `sa moto`
    who = clause.inside(end) and clause.lower[end] == "qui"
    return extents.by(clause, i) or (clause.deps[i] != "nsubj:pass" and hits(clause, end + who))
