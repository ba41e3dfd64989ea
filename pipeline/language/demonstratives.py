"""Demonstrative pronouns as the one word that each is: spaCy knows `celui-ci`, yet cuts `Celui-ci` and `ceux-là`.

In one alert of twenty somebody acts or suffers by such a word; the parser knows what it does where it is whole.
"""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import lexicons
from pipeline.language.tokens import strings

PRONOUN = "PRON"
GENDERS = {"m": "Masc", "f": "Fem"}
MORPHS = {
    row["form"]: f"Gender={GENDERS[row['gender']]}|Number={row['number'].title()}|PronType=Dem"
    for row in lexicons.rows("roles_pronouns")
    if row["use"] == "last"
}


def keep_whole(nlp: Language) -> None:
    """Let the tokenizer of a pipeline cut no demonstrative, at the beginning of a sentence and in capitals neither."""
    for form in MORPHS:
        for word in (form, form.capitalize(), form.upper()):
            nlp.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]


def tag_demonstratives(doc: Doc) -> None:
    """Tag the demonstratives of a Doc as the pronouns that they are: the tagger takes half of them for names."""
    (forms,) = strings(doc, "LOWER")
    for i, form in enumerate(forms):
        if form in MORPHS:
            token = doc[i]
            token.pos_, token.lemma_ = PRONOUN, form.partition("-")[0]  # frames know `ceux`
            token.set_morph(MORPHS[form])  # type: ignore[attr-defined]  # unknown to its stubs
