"""A scene knows everyone whom its words may mean."""

import spacy

from pipeline.incidents.staging import set_scene
from pipeline.language.extensions import declare


def test_someone_who_is_only_meant_has_a_place_to_point_to() -> None:
    declare()
    doc = spacy.blank("fr")("Elle a été arrêtée.")
    for token in doc:
        token.is_sent_start = token.i == 0
    doc._.references = [{"start": 0, "end": 4, "form": "pronoun", "candidates": [("group:0", 0.6), ("awa-diop", 0.4)]}]
    scene = set_scene(doc)
    assert {scene.first_actor[key].start for key in ("group:0", "awa-diop")} == {0}
