"""Who answers for an act: formulas of hearsay and how far from the act they stand."""

from collections.abc import Callable

import pytest

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.factuality.attribution import attributions, formulas, met
from pipeline.incidents.factuality.features import features
from pipeline.incidents.scene.scene import Scene

Read = Callable[[str], Scene]


def mention(scene: Scene, word: str) -> Mention:
    """An act told by one word of a text."""
    place = next(token.i for token in scene.tokens if token.text == word)
    return Mention("detention", 1.0, (place,), place, scene.sentence_of[place], ())


def kinds(scene: Scene, word: str) -> set[str]:
    """The kinds of hearsay seen around an act."""
    return {sign.split("|")[0].split(":")[0] for sign in attributions(scene, mention(scene, word))}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Selon sa famille, Awa Diop est détenue à Thiès.", "source"),
        ("D'après sa famille, Awa Diop est détenue à Thiès.", "source"),
        ("Awa Diop est détenue à Thiès, d’après sa famille.", "source"),
        ("À en croire sa famille, Awa Diop est détenue à Thiès.", "source"),
        ("Awa Diop est détenue à Thiès, a-t-on appris.", "incise"),
        ("Awa Diop, précise sa famille, est détenue à Thiès.", "incise"),
        ("Sa famille affirme que Awa Diop est détenue à Thiès.", "said"),
        ("« Elle est détenue à Thiès », a dit Samba Fall.", "quotes"),
    ],
)
def test_hearsay_is_seen_beside_an_act(read: Read, text: str, kind: str) -> None:
    assert kind in kinds(read(text), "détenue")


def test_a_source_may_open_a_clause_alone(read: Read) -> None:
    scene = read("Le bureau est fermé : d'après sa famille, Awa Diop est détenue à Thiès.")
    assert any("opens:clause" in sign for sign in attributions(scene, mention(scene, "détenue")))


@pytest.mark.parametrize(
    "text",
    [
        "Awa Diop est détenue à Thiès.",
        "Le jeudi suivant, Awa Diop est détenue.",
        "Awa Diop est détenue à Thiès. Samba Fall est libre, selon sa famille.",
    ],
)
def test_what_the_alert_says_itself_is_no_hearsay(read: Read, text: str) -> None:
    assert not kinds(read(text), "détenue")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Awa Diop est détenue à Thiès, a-t-elle confié.", "a-t-elle confié"),
        ("Awa Diop est détenue à Thiès, a-t-on appris hier.", "a-t-on appris"),
        ("Awa Diop, précise sa famille, est détenue à Thiès.", "précise"),
    ],
)
def test_an_incise_ends_behind_its_participle(read: Read, text: str, words: str) -> None:
    scene = read(text)
    (found,) = formulas(scene.tokens, 0, len(scene.tokens))
    assert scene.doc[found.start : found.end].text == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("La radio serait fermée ; des soldats, détenue hier, Awa Diop.", "doubt"),
        ("Sa famille a raconté ceci : détenue hier, Awa Diop.", "says"),
    ],
)
def test_hearsay_is_seen_where_the_parse_joins_it_to_no_act(read: Read, text: str, kind: str) -> None:
    assert kind in kinds(read(text), "détenue")


def test_the_sentences_beside_tell_whether_hearsay_goes_on(read: Read) -> None:
    scene = read("Awa Diop est détenue à Thiès. Selon sa famille, elle serait malade.")
    assert {"beside:1:source", "beside:1:doubt"} <= set(features(scene, mention(scene, "détenue")))


def test_a_source_closes_its_clause_though_another_follows(read: Read) -> None:
    scene = read("Awa Diop est détenue, selon sa famille ; son fils étudie à Thiès.")
    assert any("closes:True" in sign for sign in attributions(scene, mention(scene, "détenue")))


def test_who_says_it_and_when_is_told(read: Read) -> None:
    scene = read("Nous écrivions que Awa Diop était détenue à Thiès.")
    assert any(sign.startswith("said:1Plur|") for sign in attributions(scene, mention(scene, "détenue")))


def test_a_hyphen_between_spaces_is_no_inversion(read: Read) -> None:
    scene = read("Le rapport que le comité confirme - et publie - est long.")
    assert not list(formulas(scene.tokens, 0, len(scene.tokens)))


def test_a_source_behind_a_colon_is_told_from_one_that_covers_the_sentence(read: Read) -> None:
    far = read("Awa Diop est détenue à Thiès : selon sa famille, le préfet est absent.")
    near = read("Awa Diop est détenue à Thiès selon sa famille.")
    assert set(attributions(near, mention(near, "détenue"))) - set(attributions(far, mention(far, "détenue")))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“Elle est détenue à Thiès”, a dit Samba Fall.", True),
        ("« Elle est détenue à Thiès », a dit Samba Fall.", True),
        ('Une lame de 15" a été saisie, et elle est détenue à Thiès.', False),
    ],
)
def test_only_what_stands_between_marks_is_quoted(read: Read, text: str, quoted: bool) -> None:
    scene = read(text)
    assert ("quoted" in features(scene, mention(scene, "détenue"))) == quoted


@pytest.mark.parametrize(
    "text",
    ["Awa Diop est détenue à Thiès, a-t-elle confié.", "Awa Diop, précise sa famille, est détenue à Thiès."],
)
def test_the_verb_of_an_incise_is_told_once(read: Read, text: str) -> None:
    scene = read(text)
    assert [formula.kind for formula in met(scene, 0)] == ["incise"]
