"""Pronouns before a verb that the tagger took for articles: `un tribunal les a condamnés`, `on la garde au secret`.

In one alert of ten an act loses whom it hit that way. Nor is `nous` the subject of a verb in the third person (`la
mairie nous a fermés`).
"""

import re

from spacy.tokens import Doc, Token

from pipeline.language.nouns import nouns
from pipeline.language.tokens import strings
from pipeline.lexicons import rows, table

ARTICLES = ("le", "la", "les", "l'", "l’")
ANALYSES = {
    row["form"]: "|".join(
        value
        for value in (
            {"m": "Gender=Masc", "f": "Gender=Fem"}.get(row["gender"], ""),
            {"sing": "Number=Sing", "plur": "Number=Plur"}[row["number"]],
            "Person=3|PronType=Prs",
        )
        if value
    )
    for row in rows("roles_pronouns")
    if row["use"] == "object" and row["form"] in ARTICLES
}
BEFORE_CLITICS = frozenset(table("cues")["before_clitics"])
EITHER = ("nous", "vous")  # subjects or objects
VERBS = ("VERB", "AUX")
# What may stand before a verb with its pronoun: its subject, or a mark that closes what stands between.
SUBJECTS = ("NOUN", "PROPN", "PRON", "ADV", "ADJ", "PUNCT", "NUM", "X")
INFINITIVE = re.compile("(er|ir|re)$")


def mend_clitics(doc: Doc) -> None:
    """Make objects of the pronouns of a Doc that stand before a verb and were taken for something else."""
    (forms,) = strings(doc, "LOWER")
    for place, form in enumerate(forms[:-1]):
        if form in ANALYSES:
            token = doc[place]
            if token.pos_ != "PRON" and is_object(token, token.nbor()):
                make_object(token, token.nbor())
        elif form in EITHER:
            token = doc[place]
            if token.dep_ == "nsubj" and "3" in token.nbor().morph.get("Person", []):
                token.dep_ = "obj"


def make_object(article: Token, verb: Token) -> None:
    """Hang an article on the verb behind it as a pronoun; a verb that hung on it takes its place."""
    head = verb.head if verb.dep_.startswith("aux") and verb.head != article else verb
    if article.is_ancestor(head):
        above = article.head if article.head != article else head
        head.dep_, head.head = article.dep_, above
    article.pos_, article.dep_, article.head = "PRON", "obj", head
    article.set_morph(ANALYSES[article.lower_])  # type: ignore[attr-defined]  # unknown to its stubs


def is_object(article: Token, verb: Token) -> bool:
    """Is an article the object of the verb that follows it, not the article of a noun taken for one (`l'été`)?"""
    if verb.pos_ not in VERBS or article.is_sent_start or not verb.text.islower():
        return False
    before, form = article.nbor(-1), verb.morph.get("VerbForm", [""])[0]
    if before.lower_ in BEFORE_CLITICS:
        return verb.lemma_ != "être" or form == "Fin"
    if verb.lemma_ == "avoir" and form == "Fin":
        return True
    if verb.lower_ in nouns() or not INFINITIVE.search(verb.lemma_):
        return False
    if form == "Inf":
        return before.pos_ in ("ADP", *VERBS)
    if form == "Fin":
        loose = article.dep_ != "det"  # the parser hangs few articles elsewhere than on their nouns
        return before.pos_ != "ADP" and before.lower_ != "comme" and (loose or before.pos_ in SUBJECTS)
    return False
