"""Whom the head of a text tells before it names him."""

from collections.abc import Callable

import pytest

from pipeline.incidents.scene.scene import Scene, meant_by

Read = Callable[[str], Scene]
BODY = "Le 3 mai 2021, à Bamako, Samba Fall, blogueur, a été enlevé par des hommes armés. Awa Diop, avocate, le défend."
FILLER = "Il pleuvait ce jour-là. La rue était vide. Les voisins dormaient encore. "


def meant(scene: Scene, words: str) -> list[str]:
    """The names of those whom a description means; of itself its words."""
    actor = next(a for a in scene.actors if a.form == "group" and scene.doc[a.start : a.end].text == words)
    return [scene.words_of(key) for key in meant_by(actor)]


@pytest.mark.parametrize(
    ("title", "words", "name"),
    [
        ("Mali : un blogueur enlevé", "un blogueur", "Samba Fall"),
        ("Mali : le blogueur a été enlevé, une avocate proteste", "une avocate", "Awa Diop"),
    ],
)
def test_a_title_announces_the_only_one_who_is_told_by_its_noun(read: Read, title: str, words: str, name: str) -> None:
    assert meant(read(f"{title}\n\n{BODY}"), words) == [name]


def test_nobody_is_announced_where_several_are_told_so(read: Read) -> None:
    told = "Un blogueur a été enlevé. Karim Nour, blogueur, a été entendu lundi. Luc Sow, blogueur, l'a été mardi."
    assert meant(read(f"{FILLER}{told}"), "Un blogueur") == ["Un blogueur"]


def test_a_woman_is_not_announced_as_a_man(read: Read) -> None:
    text = "Mali : un journaliste enlevé\n\nLe 3 mai 2021, à Bamako, Mme Awa Diop, journaliste, a protesté."
    assert meant(read(text), "un journaliste") == ["un journaliste"]


def test_a_body_is_announced_at_the_head_alone(read: Read) -> None:
    named = "Le quotidien Le Rivage a été suspendu hier par le ministre."
    assert meant(read(f"Mali : un quotidien suspendu\n\n{named}"), "un quotidien") == ["Le Rivage"]
    assert meant(read(f"{FILLER}Un quotidien a été suspendu. {FILLER}{named}"), "Un quotidien") == ["Un quotidien"]
