"""What the linear models read: words, but never whose."""

import pytest

from pipeline.incidents.acts import acts
from pipeline.incidents.acts.lexicon import matches
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.acts.signs import joinable, joined
from pipeline.incidents.people import participants
from pipeline.incidents.references import antecedents
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.scene.staging import set_scene
from pipeline.incidents.when import when
from pipeline.language.assembly import load

TEXT = """Antananarivo, le 4 mai 2021

Me Haritiana Rakotondrabe a été arrêté lundi par des gendarmes à Toamasina. Il a été frappé et sa maison a été fouillée.
L'avocat Velonjara Andrianasolo, son confrère, a été menacé de mort le lendemain par le colonel Fanomezana Rabearivelo.
"""
NAMES = ("haritiana", "rakotondrabe", "velonjara", "andrianasolo", "fanomezana", "rabearivelo", "toamasina")


@pytest.fixture(scope="module")
def scene(trained: None) -> Scene:
    return set_scene(next(load().pipe([TEXT], disable=["recense_incidents"])))


def signs(scene: Scene) -> dict[str, list[list[str]]]:
    found = matches(scene.tokens)
    told = [
        Mention(m.frames[0].act, 1.0, m.tokens, m.tokens[0], scene.sentence_of[m.tokens[0]], m.frames)
        for m in found
        if m.frames[0].act != "none"
    ]
    heads = [mention.head for mention in told]
    asked = [antecedents.Question.of(scene, a) for a in scene.actors if antecedents.refers(scene, a)]
    return {
        "acts": acts.samples(scene, found),
        "participants": [row for mention in told for row in participants.signs(scene, mention)[2]],
        "dates": [row for mention in told for row in when.signs(scene, mention, heads)[1]],
        "references": [row for question in asked for row in question.signs(scene)],
    }


def test_no_model_learns_who_someone_is(scene: Scene) -> None:
    for name, rows in signs(scene).items():
        assert rows, name
        known = " ".join(sign for row in rows for sign in row).lower()
        assert not [one for one in NAMES if one in known], name


def test_the_words_around_someone_are_read(scene: Scene) -> None:
    read = {sign for row in signs(scene)["participants"] for sign in row}
    assert {"word:gendarme", "before:par", "above:<act>|par"} <= read


def test_the_word_of_the_act_is_read_with_the_place_of_who_may_be_hit(scene: Scene) -> None:
    read = {sign for row in signs(scene)["participants"] for sign in row}
    assert "told:arrêter|agent" in read
    assert any(sign.startswith("told:arrêter|before0|") for sign in read)
    assert "as:avocat|death_threat" in read


def test_what_someone_is_in_the_text_is_read_with_each_act(scene: Scene) -> None:
    read = {sign for row in signs(scene)["participants"] for sign in row}
    assert any(sign.startswith("says:") for sign in read)
    assert any(sign.startswith("prominent:0|") for sign in read)
    assert any(sign.startswith("authority:") for sign in read)


def test_the_words_around_a_date_are_read(scene: Scene) -> None:
    read = {sign for row in signs(scene)["dates"] for sign in row}
    assert any(sign.startswith("above:<act>|same") for sign in read)
    assert "first:lundi|same" in read


def test_what_is_told_of_a_word_stands_together_with_it() -> None:
    assert joined("arrêter", *joinable(["tense:past", "near:hier"])) == ["arrêter&tense:past"]


def test_how_the_act_goes_on_is_read_with_its_date(trained: None) -> None:
    text = "Me Velonjara a été arrêté le 3 mai 2021. Il a ensuite été condamné, et il est désormais détenu."
    rows = signs(set_scene(next(load().pipe([text], disable=["recense_incidents"]))))["dates"]
    read = {sign for row in rows for sign in row}
    assert {"adverb:ensuite|befo", "adverb:désormais|befo", "form:VERBpres=|befo"} <= read
