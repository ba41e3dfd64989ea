"""Several who are spoken of together: who is enumerated, and whom a counted description means."""

from collections.abc import Callable
from unittest.mock import Mock

import pytest

from pipeline.incidents.scene import ensembles
from pipeline.incidents.scene.ensembles import explain_groups
from pipeline.incidents.scene.scene import Scene, together

Read = Callable[[str], Scene]
THREE = "Awa Diop (32 ans), Samba Fall, maçon, et Karim Nour"


def last_name(scene: Scene, key: str) -> str:
    """The last name of a person."""
    return next(scene.doc[a.end - 1].text for a in scene.actors if a.form == "name" and a.key == key)


def listed(scene: Scene) -> list[list[str]]:
    """The last names of those who are enumerated."""
    return [[last_name(scene, key) for key in ensemble.keys] for ensemble in scene.ensembles]


def meant(scene: Scene, words: str) -> set[str]:
    """The last names of those whom a description means, empty if it stands for itself."""
    actor = next(a for a in scene.actors if a.form == "group" and scene.doc[a.start : a.end].text.lower() == words)
    return {last_name(scene, key) for key in together(actor)}


@pytest.mark.parametrize(
    "text",
    [
        f"La police a arrêté {THREE}.",
        "Ont été arrêtés : Awa Diop (32 ans, sans lien avec le ministre), Samba Fall ; Karim Nour.",
        "La police a arrêté Awa Diop, Samba Fall, étudiant de 23 ans, et l'enseignant Karim Nour.",
        "Sont détenus :\n\n- Awa Diop, arrêtée lundi ;\n- Samba Fall, arrêté mardi ;\n- Karim Nour, arrêté hier.\n",
    ],
)
def test_enumerations_reach_over_ages_trades_and_brackets(read: Read, text: str) -> None:
    assert ["Diop", "Fall", "Nour"] in listed(read(text))


def test_a_complement_is_no_member_of_an_enumeration(read: Read) -> None:
    assert listed(read("La police a arrêté Awa Diop, fille de Samba Fall, et Karim Nour.")) == [["Diop", "Nour"]]


def test_the_second_of_two_complements_is_no_member_either(read: Read) -> None:
    assert listed(read("Awa Diop a épousé Jean Kouassi, fils de Paul Kouassi et de Luce Adou.")) == []
    text = "Le procès d'Awa Diop, fille de Samba Fall, et de Karim Nour est ouvert."
    assert listed(read(text)) == [["Diop", "Nour"]]


def test_ages_and_births_of_several_stand_in_an_enumeration(read: Read) -> None:
    text = "La police a arrêté Awa Diop et Samba Fall, âgés de 20 ans, et Karim Nour."
    assert listed(read(text)) == [["Diop", "Fall", "Nour"]]


def test_a_verb_parts_an_enumeration(read: Read) -> None:
    assert listed(read("Awa Diop a été arrêtée, Samba Fall a fui.")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Arrestation de trois militants de Thiès : {THREE}.", "trois militants de thiès"),
        (f"La police a arrêté {THREE}. Les trois militants sont détenus.", "les trois militants"),
        (
            "Awa Diop a été arrêtée lundi. Samba Fall a été pris mardi. Puis Karim Nour a été pris. "
            "Ces trois personnes sont détenues.",
            "ces trois personnes",
        ),
        ("Awa Diop, Samba Fall et Karim Nour\n\nTrois libraires ont été écroués à Thiès lundi.", "trois libraires"),
        (f"Trois employés arrêtés\n\nLa police a pris lundi à leur domicile {THREE}.", "trois employés"),
    ],
)
def test_a_counted_description_means_those_who_are_as_many(read: Read, text: str, words: str) -> None:
    assert meant(read(text), words) == {"Diop", "Fall", "Nour"}


def test_no_woman_is_one_of_some_brothers(read: Read) -> None:
    scene = read("La police a arrêté Mme Awa Diop et M. Samba Fall. Les deux frères sont détenus.")
    assert meant(scene, "les deux frères") == set()


def test_the_others_are_those_who_were_not_told_apart(read: Read) -> None:
    scene = read(f"La police a arrêté {THREE}. Awa Diop a été relâchée. Les deux autres restent détenus.")
    assert meant(scene, "les deux autres") == {"Fall", "Nour"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("Le juge Paul Soro a libéré Awa Diop", "les deux autres juges"),
        ("Le libraire Paul Soro a libéré Awa Diop", "les deux autres libraires"),
        ("Awa Diop a été relâchée", "les deux autres femmes"),
    ],
)
def test_the_others_are_such_as_they_are_said_to_be(read: Read, told: str, words: str) -> None:
    scene = read(f"Awa Diop, Samba Fall et Karim Nour ont été pris. {told}. {words.capitalize()} ont refusé.")
    assert meant(scene, words) == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Affaire Awa Diop et Samba Fall\n\nDeux suspects sont arrêtés.", "deux suspects"),
        ("Awa Diop et Samba Fall menacés\n\nDeux inconnus sont venus à leur domicile.", "deux inconnus"),
        ("Awa Diop et Samba Fall sont journalistes.\n\nDeux étudiants ont été tués lundi.", "deux étudiants"),
        ("L'avocate Awa Diop et Samba Fall menacés\n\nDeux étudiants ont été tués lundi.", "deux étudiants"),
        ("Awa Diop et Samba Fall menacés\n\nDeux étudiants qui fuyaient ont été tués.", "deux étudiants"),
    ],
)
def test_new_people_under_a_heading_are_nobody_named_in_it(read: Read, text: str, words: str) -> None:
    assert meant(read(text), words) == set()


def test_those_whom_a_complaint_is_against_are_not_announced(read: Read) -> None:
    text = "Trois avocats arrêtés\n\nMe Awa Diop a porté plainte contre Samba Fall, Karim Nour et Paul Soro."
    assert meant(read(text), "trois avocats") == set()


def test_no_judge_is_one_of_some_lawyers(read: Read) -> None:
    scene = read("Le procureur Awa Diop et le juge Samba Fall ont parlé. Les deux avocats ont été arrêtés.")
    assert meant(scene, "les deux avocats") == set()


def test_names_are_looked_for_beside_a_count_in_the_next_sentence_at_most(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = read("Deux avocats ont fui. La police a arrêté Awa Diop et Samba Fall. " * 100)
    asked = Mock(wraps=ensembles.light)
    monkeypatch.setattr(ensembles, "light", asked)
    explain_groups(scene)
    assert 0 < asked.call_count <= 3 * 100


def test_the_others_of_people_without_names_are_nobody_named(read: Read) -> None:
    text = f"La police a arrêté {THREE}. Huit marchands ont été battus. Awa Diop a fui. Les deux autres sont morts."
    assert meant(read(text), "les deux autres") == set()


def test_too_few_others_are_not_guessed(read: Read) -> None:
    scene = read(f"La police a arrêté {THREE}. Awa Diop a été relâchée. Les cinq autres restent détenus.")
    assert meant(scene, "les cinq autres") == set()


def test_those_described_before_by_the_same_words_are_taken_up(read: Read) -> None:
    scene = read("Deux gardiens ont battu Awa Diop et Samba Fall. Les deux gardiens ont été arrêtés.")
    assert meant(scene, "les deux gardiens") == set()


def test_a_clause_that_says_which_is_no_taking_up(read: Read) -> None:
    scene = read("Awa Diop a été arrêtée. Samba Fall a fui. Les deux confrères qui la défendaient ont été expulsés.")
    assert meant(scene, "les deux confrères") == set()


def apposed(scene: Scene, words: str) -> str:
    """The words of those whom a description means."""
    actor = next(a for a in scene.actors if a.form == "group" and words in scene.doc[a.start : a.end].text)
    return scene.words_of(actor.candidates[0][0])


def test_a_description_beside_another_means_the_same(read: Read) -> None:
    scene = read("Sa mère, une femme de 71 ans, aurait été jetée au sol.")
    assert apposed(scene, "une femme").startswith("Sa mère")
    scene = read("Une cliente de l'avocate, adolescente de Khogyani, avait été violée.")
    assert apposed(scene, "adolescente").startswith("Une cliente")


def test_descriptions_in_an_enumeration_mean_others(read: Read) -> None:
    scene = read("Son père, un oncle et une voisine ont été arrêtés.")
    assert apposed(scene, "un oncle") == "un oncle"
    scene = read("Un avocat, un étudiant, ont été arrêtés.")
    assert apposed(scene, "un étudiant") == "un étudiant"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("D'après le médecin, un homme, arrivé tard, l'a battu.", "un homme"),
        ("Le médecin, un soldat, l'a battu.", "un soldat"),
        ("Ont été tués : le libraire, un paysan.", "un paysan"),
    ],
)
def test_descriptions_of_different_people_are_not_joined(read: Read, text: str, words: str) -> None:
    assert apposed(read(text), words) == words


def test_an_apposition_is_not_wholly_sure(read: Read) -> None:
    scene = read("Sa mère, une femme de 71 ans, aurait été jetée au sol.")
    actor = next(a for a in scene.actors if scene.doc[a.start].lower_ == "une")
    assert [round(score, 2) for _, score in actor.candidates] == [0.9, 0.1]
