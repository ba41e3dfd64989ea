"""The vectors of the words around a match."""

import numpy as np
from spacy.language import Language

from pipeline.incidents.acts.contexts import AROUND, OFFERED, contexts
from pipeline.incidents.acts.lexicon import matches
from pipeline.incidents.encoding.codes import acts
from pipeline.incidents.scene.staging import set_scene

WIDTH = 300  # of a vector of the base model


def rows(nlp: Language, text: str) -> tuple[list[str], np.ndarray]:
    scene = set_scene(next(nlp.pipe([text], disable=["recense_incidents"])))
    found = matches(scene.tokens)
    return [scene.doc[match.tokens[0]].text for match in found], contexts(scene, found)


def test_words_of_one_meaning_have_neighbouring_vectors(nlp: Language) -> None:
    words, found = rows(
        nlp, "Me Awa Diop a été arrêtée lundi. Me Ali Sow a été interpellé mardi. On l'a menacé de mort."
    )
    arrested, seized, threatened = (found[words.index(word), :WIDTH] for word in ("arrêtée", "interpellé", "menacé"))

    def alike(one: np.ndarray, other: np.ndarray) -> float:
        return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))

    assert alike(arrested, seized) > alike(arrested, threatened)


def test_what_stands_before_and_behind_is_averaged(nlp: Language) -> None:
    words, found = rows(nlp, "Arrêtée, Me Awa Diop a été relâchée.")
    scene = nlp.make_doc("Arrêtée, Me Awa Diop a été relâchée.")
    first = found[words.index("Arrêtée")]
    assert not first[2 * WIDTH : 3 * WIDTH].any(), "nothing stands before the first word"
    behind = np.mean([token.vector for token in scene[1 : 1 + AROUND]], axis=0)
    assert np.allclose(first[3 * WIDTH : 4 * WIDTH], behind, atol=1e-4)


def test_words_that_nobody_knows_say_nothing_and_frames_still_do(nlp: Language) -> None:
    words, found = rows(nlp, "Zwqxv arrêtée zwqxvk.")
    row = found[words.index("arrêtée")]
    assert not row[2 * WIDTH : 3 * WIDTH].any()
    assert row[4 * WIDTH + int(acts()["arrest"])] == OFFERED
