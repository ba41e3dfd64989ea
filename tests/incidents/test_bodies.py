"""Whose premises, devices and accounts are hit: a body may be named far before the act that hits it."""

from collections.abc import Callable

import pytest

from pipeline.incidents.acts.lexicon import head, matches
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.people.features import candidates, situation
from pipeline.incidents.references.antecedents import Question
from pipeline.incidents.scene.scene import Scene

Read = Callable[[str], Scene]
SUBJECT = "Me Awa Diop a été arrêtée le 3 mai 2021. Awa Diop a été frappée. Me Diop est libre. "
FILLER = "Il pleuvait ce jour-là. La rue était vide. Les voisins dormaient encore. "


def who_may_be_hit(scene: Scene, word: str, act: str) -> set[str]:
    """The names of those who come into question as victims of the act that a word tells."""
    match = next(m for m in matches(scene.tokens) if word in {scene.tokens[i].text for i in m.tokens})
    token = head(scene.tokens, match)
    mention = Mention(act, 1.0, match.tokens, token.i, scene.sentence_of[token.i], match.frames)
    return {scene.words_of(c.key) for c in candidates(scene, mention, situation(scene, mention))}


@pytest.mark.parametrize(
    ("told", "word", "act"),
    [
        ("Des soldats ont saccagé le studio.", "saccagé", "property_damage"),
        ("Des agents ont saisi l'émetteur.", "saisi", "seizure"),
        ("Les comptes ont été gelés.", "gelés", "seizure"),
        ("Une perquisition a eu lieu au siège.", "perquisition", "search"),
    ],
)
def test_a_body_named_far_before_may_be_hit_through_its_premises(read: Read, told: str, word: str, act: str) -> None:
    scene = read(f"{SUBJECT}La station Radio Fouta Vérité émet depuis Labé. {FILLER}{told}")
    assert any("Radio Fouta" in name for name in who_may_be_hit(scene, word, act))


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
    match = next(m for m in matches(scene.tokens) if "arrêtée" in {scene.tokens[i].text for i in m.tokens})
    token = head(scene.tokens, match)
    mention = Mention("arrest", 1.0, match.tokens, token.i, scene.sentence_of[token.i], match.frames)
    assert situation(scene, mention).owned == ""
