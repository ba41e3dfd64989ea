"""Quick look-ups for the base model's rule lemmatizer, whose answers stay the same."""

from spacy.language import Language

MOST_REMEMBERED = 1 << 16  # lemmas of forms; a stream of alerts brings ever new ones


class Memory(dict[tuple[int, int], list[str]]):
    """A cache that begins anew when it is full."""

    def __setitem__(self, key: tuple[int, int], lemmas: list[str]) -> None:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        super().__setitem__(key, lemmas)


def quicken_lemmatizer(nlp: Language) -> None:
    """Keep the index of known forms, lists of tens of thousands that are searched from their start, as dicts."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for pos, forms in index.items():
        index[pos] = dict.fromkeys(forms)
    lemmatizer.cache = Memory()  # type: ignore[attr-defined]
