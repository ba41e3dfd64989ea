"""Sentences as a reader of French would part them. `|` in a text stands for a border that must be found."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import blocks, normalise_text, sentences

ANNOTATED = [
    # abbreviations and titles
    "M. Diallo a été arrêté.| Il est détenu à la prison centrale.",
    "Me. Sow et Mme. Ba ont plaidé.| Le juge a rejeté la demande.",
    "MM. Kanté et Dia ont été relâchés.| Leurs avocats aussi.",
    "Mmes Ndiaye et Fall témoignent.| Mlle Sy s'est tue.",
    "Le Dr. Haroun l'a soignée.| Elle respire.",
    "Mgr. Ambroise a béni la marche.| Personne n'a été blessé.",
    "Le Pr. Lamine Dieng est libre.| Il enseigne.",
    "Selon l'art. 9 du Pacte, nul ne peut être détenu.| L'art. 14 garantit un procès.",
    "Voir p. 3 et pp. 12-14 du rapport.| Le reste suit.",
    "Le dossier n°. 12 est clos.| Un autre s'ouvre.",
    "Il habite av. Lumumba, près de la gare.| On l'y a suivi.",
    "Elle est née à St. Louis.| Elle vit à Thiès.",
    "Cf. la note du 3 mai.| Elle est jointe.",
    "Des livres, des tracts, etc. ont été saisis.| Rien n'a été rendu.",
    "On a saisi des livres, des tracts, etc.| Les policiers sont repartis à midi.",
    "La loi, al. 2, le permet.| Le juge en a douté.",
    "Tél. 22 30 11 le matin.| Demandez Awa.",
    "L'éd. de 2012 le cite.| Celle de 2015 non.",
    "C'est le cas du lt. Sanogo.| Il a nié.",
    "Arrivé en sept. 2019, il est reparti en déc. 2020.| On ne l'a plus revu.",
    "Le 13 nov. 2009 au soir, deux hommes ont tiré.| Ils ont fui.",
    # initials and names
    "J. K. Mbeki a écrit au ministre.| Il attend.",
    "L'avocat A. Karimov est à Och.| Sa famille à Bichkek.",
    "Moncef R., de Gafsa, a téléphoné.| La ligne a été coupée.",
    "Kossi W. a reçu un message.| Il l'a gardé.",
    "On a revu Maher S.| Il va bien.",
    "L'appel vient de Salima B.| Elle attend.",
    "A. Le Guen a plaidé.| Il a perdu.",
    "C. Onana Bilé a rédigé la fiche.| Elle est datée.",
    "La société S.A. Minex dément.| Les riverains insistent.",
    "Le R.P. Ignace a fui.| Il est sauf.",
    # numbers, dates, times
    "La balle, de calibre 7.62, a touché le cou.| Il est mort.",
    "Arrêté le 3.6.2019 à l'aube.| Relâché le 5.6.2019.",
    "Le 3. 6. 2019, il a disparu.| On le cherche.",
    "Il doit 5.000 francs.| Il n'a rien.",
    "Le procès s'est ouvert en 2019.| 12 prévenus comparaissaient.",
    "La caution est de 1.500.000 CFA.| Elle est payée.",
    "1. Libérer Mme Traoré sans condition.| Cela presse.",
    "a) Protéger la famille.| b) Ouvrir une enquête.",
    # marks other than the full stop
    "Où est-il ?| Personne ne le sait.",
    "Libérez-la !| Signez l'appel.",
    "Pourquoi lui ?!| Pourquoi maintenant ?",
    "Il a hésité… puis il a signé.| On l'a libéré.",
    "Il a hésité...| Puis il a signé.",
    "Et après ?...| Rien.",
    "Trois témoins, dont un enfant... ont parlé.| Le juge écoutait.",
    # quotations
    "« Je n'ai rien fait. »| Il a répété ces mots au juge.",
    "« Tais-toi ! Pars ! », lui a crié le gendarme.| Elle est partie.",
    "« Dégage ! » a hurlé l'agent.| Elle n'a pas bougé.",
    "« On te tuera. On sait où tu dors », disait le message.| Il a porté plainte.",
    'Le tract disait : "Tu pars ou tu meurs. Choisis."| Elle a choisi.',
    "« Juger, ce n'est pas se venger », répétait-il, « c'est nommer. »| On l'écoutait.",
    "Elle a dit “Je reste. Je plaide.” à la presse.| Puis elle est entrée.",
    "Il a été accusé d'« outrage. »| L'audience est fixée.",
    "(Il a été libéré le lendemain. Sa moto, non.)| Le parquet se tait.",
    "Le maire (v. notre note du 3 mai. Elle est en ligne) dément.| Nous maintenons.",
    # notes, glued stops, colons
    "Il a été torturé [1].| Son avocat l'a vu.",
    "Il a été torturé.[1]| Son avocat l'a vu.",
    "Il a été arrêté.|Le lendemain, on l'a libéré.",
    "Voir www.exemple.org pour la suite.| Merci.",
    "Écrivez à bureau@ligue.example.| Merci.",
    "Les faits sont simples : il a parlé, on l'a puni.| Voilà tout.",
    "Elle a trois torts : être femme ; être avocate ; gagner.| Le barreau se tait.",
    "Des gendarmes l'ont battu ; il a saigné.| On l'a laissé.",
    "Le n° 12 du bulletin a été saisi.| Le n° 13 paraîtra.",
    "L'O.N.U. a réagi.| L'État, non.",
    "L'audience est renvoyée au 6 mars.| D'ici là, il reste détenu.",
    "À Kara, un homme est mort.| À Lomé, deux.",
    "Élu en 2019, il a été destitué.| Étonnant ?",
]


@pytest.mark.parametrize("annotated", ANNOTATED)
def test_borders(annotated: str) -> None:
    text = annotated.replace("|", "")
    assert [text[start:end] for start, end in sentences(text)] == [part.strip() for part in annotated.split("|")]


def test_hard_wrapped_paragraph_is_read_as_one() -> None:
    text = (
        "M. Djibrine Nassour a quitté la maison d'arrêt de Moundou le 2 avril,\n"
        "après vingt-cinq jours de détention préventive. La Cour d'appel de\n"
        "Moundou lui interdit toutefois de sortir de la ville, sans obte-\n"
        "nir de réponse.\n"
    )
    found = [text[start:end] for start, end in sentences(text)]
    assert len(found) == 2
    assert found[1].startswith("La Cour d'appel de\nMoundou") and found[1].endswith("obte-\nnir de réponse.")


def test_heading_is_no_part_of_the_sentence_under_it() -> None:
    text = "KAZAKHSTAN- 18 mai 2020\n\nAïgoul Sarsenova\n\nDes inconnus ont tué son chien.\nElle a porté plainte."
    assert [text[start:end] for start, end in sentences(text)] == [
        "KAZAKHSTAN- 18 mai 2020",
        "Aïgoul Sarsenova",
        "Des inconnus ont tué son chien.",
        "Elle a porté plainte.",
    ]


def test_items_and_lines_of_an_address_stand_alone() -> None:
    text = (
        "Nous demandons :\n- sa libération ;\n- une enquête.\n\nMinistère de la Justice\nBP 426, Lomé\nTél. +228 555 01"
    )
    found = [text[start:end] for start, end in sentences(text)]
    assert "- sa libération ;" in found and "- une enquête." in found
    assert "BP 426, Lomé" in found and "Tél. +228 555 01" in found


def test_long_quotation_is_parted() -> None:
    told = "Ils sont venus à six heures. " * 12
    text = f"« {told}»"
    assert len(sentences(text)) > 5


TEXTS = st.text(alphabet=st.sampled_from("Aa é.!?…«»\"()[]\n-–:;,1'’M\u00a0|*_\t"), max_size=200) | st.text(max_size=80)


@given(TEXTS)
def test_sentences_hold_every_visible_character_once(raw: str) -> None:
    text = normalise_text(raw)
    last = 0
    for start, end in sentences(text):
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


@given(TEXTS)
def test_no_sentence_crosses_a_block_and_blocks_never_overlap(raw: str) -> None:
    text = normalise_text(raw)
    found = blocks(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for start, end in sentences(text):
        assert any(block.start <= start and end <= block.end for block in found)
