"""Of which service somebody is by the parts of the phrase that stands for him."""

from collections.abc import Callable

import pytest

from pipeline.incidents.people.phrases import of_phrase
from pipeline.incidents.scene.scene import Scene

Read = Callable[[str], Scene]


def signs(scene: Scene, words: str) -> set[str]:
    """The signs of the phrase or name that some words begin."""
    actor = next(a for a in scene.actors if scene.doc[a.start : a.end].text.startswith(words))
    return set(of_phrase(scene, actor.key, actor, "violence"))


@pytest.mark.parametrize(
    ("text", "words", "sign"),
    [
        ("Trois partisans du maire ont frappé Awa Diop.", "Trois partisans", "noun:|of:government"),
        ("Samba Fall, de la Sûreté nationale, a frappé Awa Diop.", "Samba", "behind:of|police"),
        ("Samba Fall, sergent de police, a frappé Awa Diop.", "Samba", "behind:is|police"),
        ("Six hommes, qui se disaient de la police, sont venus.", "Six hommes", "behind:who|police"),
        ("Un officier de la DGSE a frappé Awa Diop.", "Un officier", "names:intelligence"),
        (
            "La DGSE a convoqué Awa Diop. Les agents de ce service sont venus.",
            "Les agents",
            "last:intelligence|definite",
        ),
        ("Des gardes de la prison sont venus. Les gardes ont frappé Awa Diop.", "Les gardes", "fuller:prison"),
    ],
)
def test_the_parts_of_a_phrase_tell_the_service(read: Read, text: str, words: str, sign: str) -> None:
    assert sign in signs(read(text), words)
