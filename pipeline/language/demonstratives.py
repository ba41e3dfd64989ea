"""Demonstrative pronouns that the tokenizer cuts where they begin a sentence: `Ceux-ci ont fouillé la maison`.

It knows `celui-ci` and no `Celui-ci`, nor `ceux-ci`: in one alert of twenty somebody acts or suffers by such a pronoun.
"""

from spacy.tokens import Doc, Span, Token

from pipeline.language.tokens import strings

FORMS = {
    "celui": "Gender=Masc|Number=Sing|PronType=Dem",
    "celle": "Gender=Fem|Number=Sing|PronType=Dem",
    "ceux": "Gender=Masc|Number=Plur|PronType=Dem",
    "celles": "Gender=Fem|Number=Plur|PronType=Dem",
}
WHOLE = {f"{form}-{end}": morph for form, morph in FORMS.items() for end in ("ci", "là")}
CUT = (2, 3)  # into so many tokens
CORE = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent")  # parts that one of its pieces may know
LOOSE = ("dep", "dislocated", "discourse", "parataxis")  # … and what the parser says where it knows none
BETWEEN = ("PRON", "ADV")  # what stands between a subject and its verb (`ne l'y`)
VERBS = ("VERB", "AUX")


def mend_demonstratives(doc: Doc) -> None:
    """Make one pronoun of each demonstrative of a Doc, with the part in its clause that most likely is its own."""
    (forms,) = strings(doc, "LOWER")
    cut = [span for i, form in enumerate(forms) if form in FORMS and (span := pieces(doc, i)) is not None]
    if cut:
        with doc.retokenize() as retokenizer:
            for span in cut:
                retokenizer.merge(span, attrs={"DEP": role(span)})
        (forms,) = strings(doc, "LOWER")
    for i, form in enumerate(forms):
        if form in WHOLE:
            make_pronoun(doc[i])


def pieces(doc: Doc, start: int) -> Span | None:
    """The pieces of a demonstrative that was cut and begins at a token (`Ceux`, `-`, `ci`; `celui`, `-là`)."""
    spans = (doc[start : start + length] for length in CUT if start + length <= len(doc))
    return next((span for span in spans if span.text.lower() in WHOLE), None)


def role(span: Span) -> str:
    """The part that a demonstrative plays: that of the last of its pieces to know one, else of all of them."""
    told = [token.dep_ for token in span if token.dep_ in CORE]
    return told[-1] if told else str(span.root.dep_)


def make_pronoun(token: Token) -> None:
    """Tag a demonstrative as the pronoun that it is; where the parser did not know what it is to do and a verb follows,
    it is its subject."""
    token.pos_, token.lemma_ = "PRON", token.lower_
    token.set_morph(WHOLE[token.lower_])  # type: ignore[attr-defined]  # unknown to its stubs
    if token.dep_ in LOOSE and acts(token):
        token.dep_ = "nsubj"


def acts(token: Token) -> bool:
    """Does a verb follow, but for pronouns and adverbs between?"""
    following = iter(token.doc[token.i + 1 : token.sent.end])
    return next((word.pos_ for word in following if word.pos_ not in BETWEEN), "") in VERBS
