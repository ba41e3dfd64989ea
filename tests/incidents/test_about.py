"""Whom an alert is about: what befell a person, how she stands in the text, which story she is of."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.subjects.about import samples
from pipeline.incidents.subjects.fates import fates, share
from pipeline.incidents.subjects.standing import descriptions, meant_in, standing, surnames
from pipeline.incidents.subjects.stories import forms, joined, stories
from pipeline.incidents.types import Incident, Participant
from pipeline.learned.linear import Linear

Read = Callable[[str], Scene]


def silent(*labels: str) -> Linear:
    """A model that knows no words."""
    width = len(labels)
    return Linear(labels, {}, np.zeros((0, width), dtype=np.float32), np.zeros(width, dtype=np.float32))


TOPICS, NAMED = silent("0", "1", "2"), silent("yes")


def name(scene: Scene, words: str) -> str:
    """The key of the first name that holds the words."""
    return next(a.key for a in scene.actors if a.form == "name" and words in scene.doc[a.start : a.end].text)


def hit(*keys: str, act: str = "arrest", day: str = "") -> Incident:
    """An act on some day with its victims."""
    people = [Participant(role="victim", entity=key, text="", start=0, end=0, count=0) for key in keys]
    return Incident(
        act=act, mentions=[(0, 1)], date=-1, date_edtf=day, date_start=day, date_end=day, date_precision="",
        date_text="", date_basis="none", participants=people, victim_count=len(keys), perpetrator_type="none",
        target="person", place="", country="TG", factuality="asserted", charge="", sentence_text="", confidence=1.0,
    )  # fmt: skip


def test_who_was_hit_years_before_is_a_precedent(read: Read) -> None:
    scene = read("Lomé, le 4 mars 2021. Me Awa Diop a été arrêtée mardi. En 2006, Samba Fall avait été arrêté.")
    awa, samba = name(scene, "Awa"), name(scene, "Samba")
    found = [hit(awa, day="2021-03-02"), hit(samba, day="2006-05-01")]
    own = fates(scene, found, [awa, samba], awa)
    assert max(own[samba]) > 5000 - 1 > max(own[awa])


def test_who_is_hit_together_with_the_leader_shares_her_fate(read: Read) -> None:
    scene = read("Me Awa Diop, Samba Fall et Koffi Adjo ont été arrêtés. Koffi Adjo a été jugé.")
    awa, samba, koffi = (name(scene, words) for words in ("Awa", "Samba", "Koffi"))
    found = [hit(awa, samba), hit(koffi, act="prosecution")]
    own = fates(scene, found, [awa, samba, koffi], awa)
    assert own[awa] == own[samba] != own[koffi]


def test_what_belongs_to_the_context_is_no_fate_but_told(read: Read) -> None:
    scene = read("Me Awa Diop a plaidé. Samba Fall a écouté.")
    awa, samba = name(scene, "Awa"), name(scene, "Samba")
    own = fates(scene, [hit(awa, act="activity")], [awa, samba], awa)
    assert sum(own[awa]) == sum(own[samba]) + 1


def test_somebodys_client_is_told_from_the_one_whose_he_is(read: Read) -> None:
    scene = read("Me Awa Diop a été frappée. Son client Samba Fall a été arrêté.")
    owned = {key: counts[0] for key, counts in descriptions(scene).items()}
    assert owned.get(name(scene, "Samba")) == 1
    assert not owned.get(name(scene, "Awa"))


def test_who_is_meant_without_a_name_is_told_of(read: Read) -> None:
    scene = read("Me Awa Diop a été frappée. Elle a porté plainte. Samba Fall est libre.")
    assert meant_in(scene) == {name(scene, "Awa"): [0, 1], name(scene, "Samba"): [2]}


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Awa Ould Diop", "Samba Diop", True),
        ("Awa Ould Diop", "Karim Ould Fall", False),
        ("Awa Diop", "Awa Fall", False),
        ("DIOP Awa", "Samba Diop", True),
    ],
)
def test_a_family_shares_a_surname_but_not_a_first_name(read: Read, first: str, second: str, alike: bool) -> None:
    scene = read(f"Me {first} a été frappée. Me {second} est libre.")
    assert (len(set(surnames(scene).values())) == 1) == alike


@pytest.mark.parametrize(
    "text",
    [
        "Me Awa Diop a été frappée.\n\nSamba Fall, un homonyme du greffier, est libre.",
        "Me Awa Diop a été frappée. Elle n'est pas apparentée à Samba Fall.",
    ],
)
def test_a_namesake_is_told_apart(read: Read, text: str) -> None:
    scene = read(text)
    awa, samba = keys = [name(scene, words) for words in ("Awa", "Samba")]
    apart = {key: numbers[11] for key, numbers in standing(scene, keys, awa).items()}
    assert apart == {awa: 0.0, samba: 1.0}


def test_a_confusion_of_files_tells_nobody_apart(read: Read) -> None:
    scene = read("Le greffier a confondu les dossiers de Me Awa Diop.")
    awa = name(scene, "Awa")
    assert standing(scene, [awa], awa)[awa][11] == 0


def test_the_head_of_a_bulletin_speaks_as_one() -> None:
    bulletin, alert, notice = map(forms, (
        "BULLETIN N° 12\nSemaine du 3 au 9 mai 2021",
        "ALERTE URGENTE\nMe Awa Diop, avocate",
        "Invitation au colloque sur la loi de 2012",
    ))  # fmt: skip
    assert [bulletin.index(max(bulletin)), alert.index(max(alert)), notice.index(max(notice))] == [0, 1, 2]


def test_a_guard_is_no_bulletin() -> None:
    periodical, *_ = forms("Un avocat arrêté par la Garde nationale, en garde à vue depuis la veille")
    assert periodical == 0


def test_a_chain_of_acts_makes_one_story() -> None:
    links = [frozenset("ab"), frozenset("cd"), frozenset("bc"), frozenset("xe")]
    whole = joined(links, "abcdef")
    assert whole["a"] == whole["d"] == frozenset("abcd")
    assert whole["e"] == frozenset("e") and whole["f"] == frozenset("f")


def test_a_case_in_a_paragraph_of_its_own_is_another_story(read: Read) -> None:
    scene = read("Me Awa Diop a été frappée devant Samba Fall.\n\nÀ Kara, Koffi Adjo a été arrêté.")
    awa, samba, koffi = keys = [name(scene, words) for words in ("Awa", "Samba", "Koffi")]
    own = stories(scene, [hit(awa), hit(koffi)], keys, awa)
    assert own[awa] == own[samba]
    assert own[awa][:2] == [1.0, 1.0] and own[koffi][:2] == [0.0, 0.0]


@pytest.mark.parametrize("text", ["", "Rien.", "Me Awa Diop a été arrêtée."])
def test_everyone_has_as_many_numbers(read: Read, text: str) -> None:
    scene = read(text)
    keys, rows = samples(scene, [], TOPICS, NAMED)
    assert len(keys) == len(rows) == ("Awa" in text)
    few: Sequence[float] = rows[0] if rows else ()
    full = read("ALERTE\n\nMe Awa Diop, Samba Fall : arrêtés.")
    _, other = samples(full, [hit(name(full, "Awa"), day="2021-03-02")], TOPICS, NAMED)
    assert not few or {len(row) for row in other} == {len(few)}


def test_a_share_of_nothing_is_none() -> None:
    assert (share(1, 4), share(1, 0)) == (0.25, 0.0)


def test_the_words_of_the_text_count_for_all_and_those_around_a_name_for_one(read: Read) -> None:
    scene = read("Bulletin. Me Awa Diop a été frappée. Samba Fall est libre.")
    sure = replace(NAMED, rows={"right behind être": 0}, weights=np.array([[9.0]], dtype=np.float32))
    split = replace(TOPICS, rows={"bulletin": 0}, weights=np.array([[9.0, 0.0, 0.0]], dtype=np.float32))
    (_, before), (_, named), (_, telling) = (samples(scene, [], *own) for own in (
        (TOPICS, NAMED), (TOPICS, sure), (split, NAMED),
    ))  # fmt: skip
    changed = [[place for place, pair in enumerate(zip(*rows, strict=True)) if len(set(pair)) > 1]
               for rows in zip(before, telling, strict=True)]  # fmt: skip
    assert changed[0] == changed[1] != []
    assert named[0] != before[0]
