"""Who is named out of a group that a sentence tells of."""

from collections.abc import Callable

import pytest

from pipeline.incidents.scene.scene import Scene

Read = Callable[[str], Scene]


@pytest.mark.parametrize(
    "told",
    [
        "La police a frappé cinq étudiantes, dont Awa Diop.",
        "La police a frappé cinq étudiantes ; l'une d'elles, Awa Diop, a été hospitalisée.",
    ],
)
def test_somebody_named_out_of_a_group_belongs_to_it(read: Read, told: str) -> None:
    scene = read(told)
    found = {scene.words_of(group): {scene.words_of(key) for key in keys} for group, keys in scene.members.items()}
    assert found == {"cinq étudiantes": {"Awa Diop"}}
