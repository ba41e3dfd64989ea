"""Who comes into question for an act though nobody tells him near it: below a heading, in one breath with another."""

from collections.abc import Callable

import pytest
from hit import who_may_be_hit

from pipeline.incidents.scene.scene import Scene

Read = Callable[[str], Scene]
FILLER = "La rue était vide. La nuit était froide. Le vent soufflait. "
TITLE = "Tchad : un procès à Abéché\n\n"
SUBJECT = "Me Awa Diop, avocate, a été arrêtée le 3 mai 2021. Awa Diop a été frappée. Me Diop est libre. "


def test_a_title_may_tell_of_those_named_below_it(read: Read) -> None:
    below = "Le 3 mai 2021, dans la matinée, Samba Fall et Karim Nour ont comparu."
    assert {"Samba Fall", "Karim Nour"} <= who_may_be_hit(read(f"{TITLE}{below}"), "procès", "prosecution")


def test_a_sentence_of_the_text_tells_of_nobody_named_behind_it(read: Read) -> None:
    scene = read(f"{TITLE}{SUBJECT}{FILLER}Karim Nour vend du pain.")
    assert "Karim Nour" not in who_may_be_hit(scene, "frappée", "assault")


def test_a_sentence_that_tells_of_nobody_may_mean_all_who_are_named_together(read: Read) -> None:
    together = "Samba Fall, Karim Nour et Awa Diop étaient assis. "
    text = f"{FILLER}{together}{FILLER}{FILLER}Samba Fall a souri. La salle riait. "
    assert "Awa Diop" in who_may_be_hit(read(f"{text}L'audience a duré neuf heures."), "audience", "prosecution")
    others = who_may_be_hit(read(f"{text}L'audience a duré neuf heures pour le maire."), "audience", "prosecution")
    assert "Awa Diop" not in others


@pytest.mark.parametrize(("place", "in_question"), [("du Balafour", True), ("de Bamako", False)])
def test_a_place_that_nobody_knows_may_be_what_is_hit(read: Read, place: str, in_question: bool) -> None:
    scene = read(f"Des soldats ont perquisitionné les locaux {place}.")
    name = place.split()[-1]
    assert scene.kinds[name.lower()] == "place"
    assert (name in who_may_be_hit(scene, "perquisitionné", "search")) == in_question
