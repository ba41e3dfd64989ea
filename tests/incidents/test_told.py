"""What a text tells of people: who is named beside a description, under a heading, between quotation marks."""

from collections.abc import Callable

import pytest

from pipeline.incidents.scene.scene import Scene, together
from pipeline.incidents.scene.told import apposed, opener

Read = Callable[[str], Scene]


def name(scene: Scene, words: str) -> str:
    """The key of the first name that holds the words."""
    return next(a.key for a in scene.actors if a.form == "name" and words in scene.doc[a.start : a.end].text)


def test_the_name_of_someone_owned_is_not_the_owner(read: Read) -> None:
    scene = read("Me Paul Doué a été frappé. Son épouse, Odette Doué, a été giflée.")
    possessive = next(a for a in scene.actors if a.form == "possessive")
    assert apposed(scene, possessive, name(scene, "Odette")) == "after"
    assert apposed(scene, possessive, name(scene, "Paul")) == ""


def test_titles_and_appositions_are_nouns_of_a_person(read: Read) -> None:
    scene = read("Me Awa Diop défend le blogueur Samba Fall, ancien professeur à Thiès.")
    assert "avocat" in scene.nouns[name(scene, "Awa")]
    assert {"blogueur", "professeur"} <= scene.nouns[name(scene, "Samba")]


def test_a_body_is_told_by_the_noun_at_its_name_alone(read: Read) -> None:
    scene = read("Le président de la Ligue des Rivages a écrit au quotidien Le Fleuve, fermé mardi.")
    assert "quotidien" in scene.nouns[name(scene, "Fleuve")]
    assert "président" not in scene.nouns[name(scene, "Ligue")]


def test_an_office_makes_an_authority(read: Read) -> None:
    scene = read("Le juge Karim Nour a condamné Me Awa Diop.")
    assert scene.authorities == {name(scene, "Karim")}


def test_a_heading_names_whom_the_lines_under_it_are_about(read: Read) -> None:
    scene = read("Dossiers du mois\n\nMédard Kasongo, Bukavu\n\nCe caméraman a été tué le 28 avril 2023.\n")
    last = scene.sentence_of[len(scene.doc) - 2]
    assert scene.headed[last] == {name(scene, "Médard")}
    assert scene.headed[0] == frozenset()


def test_the_opener_of_a_paragraph_stands_before_a_token(read: Read) -> None:
    scene = read("Awa Diop a été arrêtée. Le lendemain, Samba Fall a été convoqué. Il a parlé.")
    assert opener(scene, len(scene.sentences) - 1, len(scene.doc)) == name(scene, "Awa")
    assert opener(scene, 0, 0) == ""


def test_words_between_quotation_marks_are_known(read: Read) -> None:
    scene = read("« Je reviendrai », a dit Awa Diop. Elle est partie.")
    quoted = [token.text for token in scene.doc if scene.quoted[token.i]]
    assert "reviendrai" in quoted and "Elle" not in quoted
    assert scene.quoted_share == 1.0


def meant(scene: Scene, words: str) -> set[str]:
    """The words that stand for those whom a description means first."""
    actor = next(a for a in scene.actors if a.form == "group" and words in scene.doc[a.start : a.end].text)
    return {scene.words_of(key) for key in together(actor)}


def test_a_title_counts_those_whom_the_text_names(read: Read) -> None:
    scene = read("Deux avocats arrêtés à Thiès\n\nMes Awa Diop et Samba Fall ont été arrêtés. Karim Nour est libre.")
    assert meant(scene, "Deux avocats") == {"Awa Diop", "Samba Fall"}


def test_a_title_announces_nobody_where_two_enumerations_fit(read: Read) -> None:
    scene = read("Deux avocats arrêtés\n\nAwa Diop et Samba Fall ont été arrêtés, Ali Sow et Ima Ba relâchés.")
    assert meant(scene, "Deux avocats") == set()


@pytest.mark.parametrize("words", ["Tous deux", "Toutes deux", "Tous les deux"])
def test_a_count_of_all_means_as_many_as_were_named_last(read: Read, words: str) -> None:
    scene = read(
        "Me Omar Sy a écrit au ministre. Me Ali Diallo a été arrêtée le 4 mars 2019. Me Fatou Bah a été interpellée "
        f"le 5 mars. {words} ont été libérées le 9 mars. Mes Karim Sow et Jean Camara sont attendus au tribunal."
    )
    assert meant(scene, words) == {"Ali Diallo", "Fatou Bah"}


def test_a_count_of_all_means_nobody_where_too_few_were_named(read: Read) -> None:
    scene = read("Me Fatou Bah a été interpellée le 5 mars 2019. Tous trois ont été libérés le 9 mars.")
    assert meant(scene, "Tous trois") == set()


@pytest.mark.parametrize(
    "denied",
    [
        "sans lien de parenté avec l'avocat Ali Salman",
        "sans aucun lien avec Me Salman",
        "à ne pas confondre avec l'avocat",
        "simple homonyme de l'avocat",
    ],
)
def test_whoever_has_nothing_to_do_with_someone_plays_no_role_beside_him(read: Read, denied: str) -> None:
    scene = read(f"Me Ali Salman a plaidé. Le photographe Yasser Salman, {denied}, a été condamné le 3 mai 2013.")
    told = [actor.key for actor in scene.actors_in[1] if actor.form in ("name", "group") and actor.kind != "place"]
    assert name(scene, "Ali") not in told
    assert name(scene, "Yasser") in told
    assert not any("avocat" in scene.doc[a.start : a.end].text for a in scene.actors_in[1])
