"""Where an act happened: the words that may tell its country."""

from collections.abc import Callable

import pytest

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.details.where import candidates
from pipeline.incidents.scene.scene import Scene

Read = Callable[[str], Scene]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("SÉNÉGAL. Awa Diop a été reconduite à la frontière par la police malienne.", "ML"),
        ("SÉNÉGAL. Des policiers gambiens ont reconduite Awa Diop à la frontière.", "GM"),
        ("SÉNÉGAL. Awa Diop a été reconduite à la frontière à Kayes.", "ML"),
    ],
)
def test_the_country_of_a_body_may_be_that_of_its_act(read: Read, text: str, country: str) -> None:
    scene = read(text)
    place = next(token.i for token in scene.tokens if token.text == "reconduite")
    act = Mention("expulsion", 1.0, (place,), place, scene.sentence_of[place], ())
    assert country in {spot.country for spot in candidates(scene, act)}
