"""Who says what stands between quotation marks."""

from collections.abc import Callable

import pytest

from pipeline.incidents.scene import Scene

Read = Callable[[str], Scene]


def said(scene: Scene, word: str) -> str:
    """The name of who says the quotation that a word stands in, empty for none."""
    token = next(token for token in scene.doc if token.text == word)
    speaker = scene.actor_at.get(scene.voices.get(token.i, -1))
    return "" if speaker is None else scene.doc[speaker.start : speaker.end].text


@pytest.mark.parametrize(
    "text",
    [
        "« Ils me tueront », a dit Awa Diop à son avocat.",
        "« Ils me tueront », selon Awa Diop.",
        "Awa Diop raconte : « Ils me tueront. »",
        "Awa Diop raconte à Samba Fall : « Elle est morte. Ils me tueront. »",
        '"Ils me tueront", s\'inquiète Awa Diop.',
        "« On le sait », s'indigne Awa Diop. « Ils me tueront demain. »",
    ],
)
def test_the_speaker_stands_beside_what_is_said(read: Read, text: str) -> None:
    assert said(read(text), "tueront") == "Awa Diop"


def test_an_accusation_between_marks_has_no_speaker(read: Read) -> None:
    scene = read("Awa Diop est poursuivie pour « outrage à agent » par le parquet.")
    assert said(scene, "outrage") == ""
    assert scene.quoted[next(token.i for token in scene.doc if token.text == "outrage")]


def test_a_mark_that_nobody_closes_holds_until_the_paragraph_ends(read: Read) -> None:
    scene = read("Awa Diop raconte : « Ils sont venus.\n\nSamba Fall a été arrêté.")
    quoted = [token.text for token in scene.doc if scene.quoted[token.i]]
    assert "venus" in quoted and "Samba" not in quoted


def test_those_who_are_named_as_speakers_are_told_from_those_who_suffer(read: Read) -> None:
    scene = read("Awa Diop a été arrêtée. Selon Samba Fall, elle va bien. « C'est grave », ajoute Samba Fall.")
    keys = {scene.words_of(key): key for key in scene.people}
    assert scene.saying == {keys["Samba Fall"]: 2}
    assert set(scene.suffering) == {keys["Awa Diop"]}
