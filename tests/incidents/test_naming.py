"""Whom an alert is about, by the words around names."""

from collections.abc import Callable

import numpy as np

from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.subjects import naming
from pipeline.incidents.subjects.about import persons
from pipeline.learned.linear import Linear

Read = Callable[[str], Scene]
TEXT = "Me Awa Diop a été arrêtée. Son client Samba Fall attend. Me Awa Diop sera jugée."


def signs(scene: Scene) -> dict[str, set[str]]:
    """The signs of each person by her name."""
    keys = persons(scene)
    names = {entity["key"]: entity["name"] for entity in scene.doc._.entities}
    return {names[key]: set(own) for key, own in zip(keys, naming.signs(scene, keys), strict=True)}


def test_the_words_beside_a_name_tell_who_someone_is(read: Read) -> None:
    own = signs(read(TEXT))
    assert "before client" in own["Samba Fall"] and "right before son client" in own["Samba Fall"]
    assert "right before son client" not in own["Awa Diop"]


def test_what_is_said_where_someone_is_first_named_is_told_apart(read: Read) -> None:
    own = signs(read(TEXT))["Awa Diop"]
    assert "first behind arrêter" in own
    assert "behind juger" in own and "first behind juger" not in own


def test_who_is_named_twice_is_told_from_who_is_named_once(read: Read) -> None:
    own = signs(read(TEXT))
    assert "names 2" in own["Awa Diop"] and "names 1" in own["Samba Fall"]
    assert "rank 0" in own["Awa Diop"] and "rank 1" in own["Samba Fall"]


def test_no_sign_holds_a_name(read: Read) -> None:
    own = signs(read(TEXT))
    assert not {"awa", "diop", "samba", "fall"} & set(" ".join(set().union(*own.values())).casefold().split())


def test_everyone_knows_her_best_rival(read: Read) -> None:
    scene = read(TEXT)
    model = Linear(
        ("yes",), {"first before client": 0}, np.array([[-9.0]], dtype=np.float32), np.zeros(1, dtype=np.float32)
    )
    awa, samba = naming.numbers(scene, persons(scene), model)
    assert awa[0] > samba[0] and samba[1] == awa[0] and (awa[3], samba[3]) == (0, 1)
