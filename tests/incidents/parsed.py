"""Sentences with their parse written by hand, a token a line: `form lemma POS dependency head [morphology]`.

`head` is the number of the token, from 1, that governs it; the root has 0. A blank line ends a sentence.
"""

from spacy.lang.fr import French
from spacy.tokens import Doc

from pipeline.incidents.grammar.parse import Word, read_words

FRENCH = French()


def parsed(lines: str) -> Doc:
    """The Doc that the lines describe."""
    words, lemmas, tags, labels, heads, morphs, starts = [], [], [], [], [], [], []
    for sentence in lines.strip().split("\n\n"):
        first = len(words)
        for number, line in enumerate(sentence.strip().splitlines()):
            form, lemma, pos, label, head, *morph = line.split()
            words.append(form)
            lemmas.append(lemma)
            tags.append(pos)
            labels.append(label)
            heads.append(first + (int(head) or number + 1) - 1)
            morphs.append(morph[0] if morph else "")
            starts.append(number == 0)
    return Doc(
        FRENCH.vocab, words, lemmas=lemmas, pos=tags, deps=labels, heads=heads, morphs=morphs, sent_starts=starts
    )


def word(doc: Doc, form: str) -> Word:
    """The first token of a form, as incidents read it."""
    return next(word for word in read_words(doc) if word.text == form)
