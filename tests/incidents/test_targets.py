"""What an act hit: who is a relative, whatever he is called where he is hit."""

from collections.abc import Callable

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.details.targets import features
from pipeline.incidents.scene.scene import Scene

Read = Callable[[str], Scene]


def signs(scene: Scene, name: str) -> set[str]:
    """What speaks for the target of a beating of somebody named."""
    place = next(token.i for token in scene.tokens if token.text == "battue")
    key = next(a.key for a in scene.actors if a.form == "name" and name in scene.doc[a.start : a.end].text)
    return set(features(scene, [Mention("assault", 1.0, (place,), place, scene.sentence_of[place])], [key]))


def test_a_relative_may_be_told_behind_the_name(read: Read) -> None:
    assert "related:True|assault" in signs(read("Awa Diop, la sœur de Samba Fall, a été battue."), "Diop")


def test_who_is_told_by_a_trade_alone_is_no_relative(read: Read) -> None:
    assert "related:False|assault" in signs(read("Awa Diop, avocate à Thiès, a été battue."), "Diop")


def test_who_is_hit_in_the_stead_of_another(read: Read) -> None:
    for told in ("Faute de le trouver, ", "En otage ou à sa place, "):
        assert "stead|related:True" in signs(read(f"{told}Awa Diop, la sœur de Samba Fall, a été battue."), "Diop")


def test_who_is_hit_for_himself_stands_in_nobodys_stead(read: Read) -> None:
    told = signs(read("Sa place était vide. Awa Diop, la sœur de Samba Fall, a été battue."), "Diop")
    assert not any(sign.startswith("stead") for sign in told)
