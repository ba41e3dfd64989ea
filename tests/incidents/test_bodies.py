"""Whose premises, devices and accounts are hit: a body may be named far before the act that hits it."""

from collections.abc import Callable

import pytest
from hit import mentioned, who_may_be_hit

from pipeline.incidents.people.features import situation
from pipeline.incidents.references.antecedents import Question
from pipeline.incidents.scene.scene import Scene

Read = Callable[[str], Scene]
SUBJECT = "Me Awa Diop a été arrêtée le 3 mai 2021. Awa Diop a été frappée. Me Diop est libre. "
FILLER = "Il pleuvait ce jour-là. La rue était vide. Les voisins dormaient encore. "


@pytest.mark.parametrize(
    ("told", "word", "act"),
    [
        ("Des soldats ont saccagé le studio.", "saccagé", "property_damage"),
        ("Des agents ont saisi l'émetteur.", "saisi", "seizure"),
        ("Les comptes ont été gelés.", "gelés", "seizure"),
        ("Une perquisition a eu lieu au siège.", "perquisition", "search"),
        ("Des inconnus ont brisé les vitres.", "brisé", "property_damage"),
        ("Le pillage a duré deux heures.", "pillage", "property_damage"),
        ("Le préfet a suspendu la diffusion.", "suspendu", "censorship"),
    ],
)
def test_a_body_named_far_before_may_be_hit_through_its_premises(read: Read, told: str, word: str, act: str) -> None:
    scene = read(f"{SUBJECT}La station Radio Fouta Vérité émet depuis Labé. {FILLER}{told}")
    assert any("Radio Fouta" in name for name in who_may_be_hit(scene, word, act))


def test_a_body_of_the_title_may_be_hit_at_any_distance(read: Read) -> None:
    scene = read(
        f"Guinée : Radio Fouta Vérité muette\n\n{SUBJECT}Le quotidien Le Rivage a paru. Le Rivage l'a écrit. "
        "Un passant lisait Le Soleil. Un autre lisait La Lagune. Des soldats ont saccagé le studio."
    )
    assert any("Radio Fouta" in name for name in who_may_be_hit(scene, "saccagé", "property_damage"))


def test_our_office_is_of_those_who_write(read: Read) -> None:
    scene = read(
        f"Ligue ivoirienne des droits\n\nCommuniqué\n\n{FILLER}Le quotidien Le Rivage a paru. Le Rivage l'a écrit. "
        "Un passant lisait Le Soleil. Un autre lisait La Lagune. Des inconnus ont saccagé notre local."
    )
    assert any("Ligue" in name for name in who_may_be_hit(scene, "saccagé", "property_damage"))


def test_the_description_of_a_body_may_mean_one_named_far_before(read: Read) -> None:
    scene = read(
        f"{SUBJECT}Femmes Debout a son bureau à Owando. {FILLER}Des agents ont fouillé le siège de l'association."
    )
    actor = next(a for a in scene.actors if "association" in scene.doc[a.start : a.end].text)
    named = next(a.key for a in scene.actors if a.form == "name" and "Debout" in scene.doc[a.start : a.end].text)
    assert named in Question.of(scene, actor).keys


def test_a_room_where_somebody_is_arrested_is_not_what_is_hit(read: Read) -> None:
    scene = read("Me Awa Diop a été arrêtée dans la salle. Luc Sow a été frappé.")
    assert situation(scene, mentioned(scene, "arrêtée", "arrest")).owned == ""


def test_those_who_write_are_hit_where_they_say_so(read: Read) -> None:
    scene = read(
        f"Ligue ivoirienne des droits\n\nCommuniqué\n\n{FILLER}Le quotidien Le Rivage a paru. Le Rivage l'a écrit. "
        "Un passant lisait Le Soleil. Un autre lisait La Lagune. La mairie nous a fermés deux semaines."
    )
    assert any("Ligue" in name for name in who_may_be_hit(scene, "fermés", "organisation_closure"))


def test_what_tells_how_long_is_not_hit(read: Read) -> None:
    scene = read("Une voiture sans plaque guette jour et nuit notre local de Thiès.")
    around = situation(scene, mentioned(scene, "guette", "surveillance"))
    assert (around.thing, around.owned) == ("local", "ours")
