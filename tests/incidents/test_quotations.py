"""Who says what stands between quotation marks."""

from collections.abc import Callable

import pytest

from pipeline.incidents.scene.quotations import is_source
from pipeline.incidents.scene.scene import Scene

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
        "Hier, Awa Diop a raconté : « Ils me tueront. »",
        "Awa Diop raconte à Samba Fall : « Elle est morte. Ils me tueront. »",
        '"Ils me tueront", s\'inquiète Awa Diop.',
        "« On le sait », s'indigne Awa Diop. « Ils me tueront demain. »",
        "« Il m'a dit “tais-toi” et ils me tueront », raconte Awa Diop.",
        "Selon Awa Diop, « ils me tueront ».",
        "« Ils me tueront », d'après Awa Diop.",
        "D’après Awa Diop, « ils me tueront ».",
        "Awa Diop : « Ils me tueront. »",
    ],
)
def test_the_speaker_stands_beside_what_is_said(read: Read, text: str) -> None:
    assert said(read(text), "tueront") == "Awa Diop"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Awa Diop est poursuivie pour « outrage à agent » par le parquet.", "outrage"),
        ("Poursuivie pour « outrage », Awa Diop a été condamnée par le juge Samba Fall.", "outrage"),
        ("Le journal « La Voix » a annoncé que Samba Fall était mort.", "Voix"),
        ("La radio « Espoir », dirigée par Awa Diop, a été fermée.", "Espoir"),
        ("« Je pars », dit-elle à Samba Fall.", "pars"),
        ("Awa Diop a reçu un message : « On va te tuer ».", "tuer"),
        ("Awa Diop a été menacée par téléphone : « On va te tuer ».", "tuer"),
        ("« Je pars », dit Awa Diop, accusée d'« outrage » par le juge.", "outrage"),
        ("« Je pars », dit Awa Diop.\n\n« Nul n'est au-dessus des lois », rappelle le texte.", "lois"),
    ],
)
def test_nobody_is_made_a_speaker(read: Read, text: str, word: str) -> None:
    assert said(read(text), word) in ("", "le texte")


def test_a_speaker_before_a_colon_outweighs_one_behind(read: Read) -> None:
    scene = read("Hier, Awa Diop a raconté : « Ils me tueront », puis Samba Fall ajoute : « Ils viendront ».")
    assert (said(scene, "tueront"), said(scene, "viendront")) == ("Awa Diop", "Samba Fall")


def test_an_inch_is_no_quotation(read: Read) -> None:
    scene = read('Un écran de 15" a été saisi. Awa Diop a été arrêtée.')
    assert not any(scene.quoted)


def test_a_mark_that_nobody_closes_holds_until_the_paragraph_ends(read: Read) -> None:
    scene = read("Awa Diop raconte : « Ils sont venus.\n\nSamba Fall a été arrêté.")
    quoted = [token.text for token in scene.doc if scene.quoted[token.i]]
    assert "venus" in quoted and "Samba" not in quoted


def test_those_who_are_named_as_speakers_are_told_from_those_who_suffer(read: Read) -> None:
    scene = read("Awa Diop a été arrêtée. Selon Samba Fall, elle va bien. « C'est grave », ajoute Samba Fall.")
    keys = {scene.words_of(key): key for key in scene.people}
    assert scene.saying == {keys["Samba Fall"]: 2}
    assert set(scene.suffering) == {keys["Awa Diop"]}


@pytest.mark.parametrize("formula", ["Selon", "D'après", "À en croire"])
@pytest.mark.parametrize(("led", "named"), [("la cousine de", True), ("la cousine du beau voisin de", False)])
def test_a_source_is_named_within_some_words_whatever_the_formula(
    read: Read, formula: str, led: str, named: bool
) -> None:
    scene = read(f"{formula} {led} Awa Diop, le bureau a été fermé.")
    assert bool(scene.saying) == named


def test_whoever_a_text_begins_with_is_no_source(read: Read) -> None:
    scene = read("Hier, Me Ali Sow a été arrêté à Dakar.")
    assert [place for place in range(len(scene.tokens)) if is_source(scene, place)] == []
    assert scene.tokens
