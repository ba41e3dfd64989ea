"""Where an act happened: the words that may tell its country."""

from collections.abc import Callable

import numpy as np
import pytest

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.details.where import candidates, country, features
from pipeline.incidents.scene.scene import Scene
from pipeline.learned.linear import Linear

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


def test_the_last_place_before_an_act_is_told_from_one_that_was_left(read: Read) -> None:
    scene = read("SÉNÉGAL. Partie de Bamako, revenue à Thiès, Awa Diop a été frappée.")
    place = next(token.i for token in scene.tokens if token.text == "frappée")
    act = Mention("assault", 1.0, (place,), place, scene.sentence_of[place], ())
    spots = candidates(scene, act)
    latest = {spot.country: any("latest:True" in sign for sign in features(scene, act, spot, spots)) for spot in spots}
    assert latest == {"ML": False, "SN": True}


def doubtful(odds: dict[str, float]) -> Linear:
    """A model that knows only whether a spot is at home."""
    rows = {f"home:{home}": place for place, home in enumerate(odds)}
    weights = np.array(list(odds.values()), dtype=np.float32)[:, None]
    return Linear(("yes",), rows, weights, np.zeros(1, dtype=np.float32))


def test_a_place_that_several_tellings_see_counts_once(read: Read) -> None:
    scene = read("SÉNÉGAL. Awa Diop vivait à Kayes. Elle a été frappée, battue et insultée.")
    places = [token.i for token in scene.tokens if token.text in ("frappée", "battue", "insultée")]
    told = [Mention("assault", 1.0, (place,), place, scene.sentence_of[place], ()) for place in places]
    assert country(scene, told, doubtful({"False": -0.5}), 0.5) == "SN"


def test_a_place_at_home_outweighs_a_doubtful_one_abroad(read: Read) -> None:
    scene = read("SÉNÉGAL. Awa Diop a été frappée à Thiès par des hommes venus de Kayes.")
    place = next(token.i for token in scene.tokens if token.text == "frappée")
    told = [Mention("assault", 1.0, (place,), place, scene.sentence_of[place], ())]
    assert country(scene, told, doubtful({"True": 2.0, "False": 1.0}), 0.5) == "SN"
