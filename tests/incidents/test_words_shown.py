"""The words that are shown for a participant are words that mean him."""

import pytest
from spacy.language import Language


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize(
    ("text", "victims"),
    [
        (
            "Le reporter Junior Barou a été enlevé le 28 mars 2024 à Delmas par le gang Baz.\n\n"
            "Nous craignons que Junior Barou ne soit tué si l'État continue de regarder ailleurs.",
            {"Junior Barou"},
        ),
        (
            "Marlène Ruiz et Evaristo Soria sont aux mains de la police depuis le 3 mai 2023. Marlène Ruiz est malade.",
            {"Marlène Ruiz", "Evaristo Soria"},
        ),
    ],
)
def test_no_description_of_others_that_happens_to_stand_nearer(nlp: Language, text: str, victims: set[str]) -> None:
    shown = {
        participant["text"]
        for incident in nlp(text)._.incidents
        for participant in incident["participants"]
        if participant["role"] == "victim"
    }
    assert shown == victims
