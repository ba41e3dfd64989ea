"""The day of publication: read where an alert states it, never taken from what it tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import structure
from pipeline.ingest.types import Given

STORY = (
    "Deux hommes ont enlevé Me Awa Diallo à son domicile le 3 février 2019. Son mari a porté plainte le lendemain. "
    "Elle a été relâchée le 9 février 2019 sans explication."
)

STATED = [
    ("KAZAKHSTAN- 18 mai 2020\n\nAïgoul Sarsenova\n\n{story}", "2020-05-18"),
    ("Appel urgent\n18 mai 2020\n\n{story}", "2020-05-18"),
    ("LIGUE DU FLEUVE\nPodor, le 4 novembre 2016\n\n{story}", "2016-11-04"),
    ("Date de publication : 22/06/2023\nStatut : en cours\n\n{story}", "2023-06-22"),
    ("FICHE DE CAS n° 3/13\nÉtablie le : 08/02/2013\nDate des faits : 03/02/2013\n\n{story}", "2013-02-08"),
    ("DAKAR, le 4 mars 2019 – {story}", "2019-03-04"),
    ("Tbilissi, 20 mai 2024. {story}", "2024-05-20"),
    ("GENÈVE (11 octobre 2018) – {story}", "2018-10-11"),
    ("PARIS, 12 juin 2018 (AFP) - {story}", "2018-06-12"),
    ("Communiqué n° 17 – Abidjan, vendredi 4 décembre 2009\n\n{story}", "2009-12-04"),
    ("REVUE DE PRESSE DU 18 MARS 2015\n\n{story}", "2015-03-18"),
    ("De : Comité Nord\nDate : lundi 8 avril 2013 10:04\nObjet : Me Diallo\n\n{story}", "2013-04-08"),
    ("From: a@b.example\nDate: Mon, 8 Apr 2013 10:00:00 +0200\nSubject: alerte\n\n{story}", "2013-04-08"),
    ("Envoyé : 8 avril 2013\n\n{story}", "2013-04-08"),
    ("Publié le 3 juin 2019 par la rédaction\n\n{story}", "2019-06-03"),
    ("Posté le jeudi 17 mars 2016 à 06:12 | Mots-clés : fatigue\n\n{story}", "2016-03-17"),
    ("Mis à jour le 19/05/2020 à 10h – Publié le 18/05/2020 à 09h\n\n{story}", "2020-05-18"),
    ("BULLETIN N° 23   -   diffusé le 6/7/2017\nCompte rendu de la réunion du 5 juillet 2017\n\n{story}", "2017-07-06"),
    ("Alerte solidarité                          4/11/2016\n\n{story}", "2016-11-04"),
    ("[2 juin 2015]\n{story}", "2015-06-02"),
    ("Lettre n° 31 – 3 mai 2019\n\n{story}", "2019-05-03"),
    ("Édition du 04.11.2019, env. 40 destinataires\n\n{story}", "2019-11-04"),
    ("BOLIVIE, 14 VIII 2013\n\n{story}", "2013-08-14"),
    ("2019-05-03\n\n{story}", "2019-05-03"),
    ("Note 2012/9/20\n\n{story}", "2012-09-20"),
    ("Fiche 07/15 - 13.04.2015\n\n{story}", "2015-04-13"),
    ("Dacca, le 9 aout 2023\n\n{story}", "2023-08-09"),
    ("Lomé, le 1er décembre 2020\n\n{story}", "2020-12-01"),
    ("fil sms veilleurs  sam 16/01/21\n{story}", "2021-01-16"),
    ("Relevé de janvier 2012, mis en ligne le vendredi 3 février\n\n{story}", "2012-02-03"),
    ("18 mai 2020, Paris\n\n{story}", "2020-05-18"),
    ("{story}\n\nFait à Marseille, le 19 septembre 2013\nMe Antoine Sabatier", "2013-09-19"),
    ("{story}\n\nLibreville, Gabon, le 11 février 2010", "2010-02-11"),
    ("{story}\n\nVeille des prétoires (VP), Tunis, mardi 9 mai 2023", "2023-05-09"),
    ("{story} (Le Courrier du Golfe, 13 nov. 2009)", "2009-11-13"),
    ("{story}\n\n20 août 2013", "2013-08-20"),
    ("Le Conseil de l'Ordre, réuni en séance ordinaire le mardi 12 décembre 2023,\n\n{story}", "2023-12-12"),
    ("Index : EUR 44/2552/2020 Turquie Date : 22 juin 2020\n\n{story}", "2020-06-22"),
    ("Article publié le 12 mars 2020\n\n{story}", "2020-03-12"),
    ("Diffusé par courriel à 214 adresses le 12 mars 2022\n\n{story}", "2022-03-12"),
    ("N/Réf. 12/LDF      Lomé, le 12 mars 2021\n\n{story}", "2021-03-12"),
    ("Conakry le 12/03/2022\n\n{story}", "2022-03-12"),
    ("Une avocate condamnée\nPar Awa Ly | 12 mars 2022 | 09:14\n\n{story}", "2022-03-12"),
    ("@veilleurs · 18 mai 2020\n{story}", "2020-05-18"),
    ("(Presse en éveil, 22 novembre 2018) – {story}", "2018-11-22"),
    ("RAPPORT MORAL\nprésenté à l'assemblée générale ordinaire du samedi 30 avril 2016\n\n{story}", "2016-04-30"),
    ("ALERTE\n\n(Podor, 21 juin 2017) {story}", "2017-06-21"),
    ("Réseau Presse libre – Alerte du jeudi 19 octobre 2017\n\n{story}", "2017-10-19"),
    ("La voix du fleuve\nÉdition française, le fil du vendredi 22 juillet 2022\n\n{story}", "2022-07-22"),
    ("Commission des lois – séance du jeudi 16 mai 2024, après-midi\n\n{story}", "2024-05-16"),
    ("{story} – 15 mai 2019", "2019-05-15"),
    ("{story} Podor, 20 juin 2019", "2019-06-20"),
    ("{story} 25 juin 2020", "2020-06-25"),
    ("ALERTE\n\nPodor, 25 août (Agence du fleuve) – {story}", "2019-08-25"),
    ("Lettre ouverte\n\nPodor, le lundi 6 mai\n\nMonsieur le Ministre,\n\n{story}", "2019-05-06"),
    ("Chronologie arrêtée au 12 mars 2020\n\n{story}", "2020-03-12"),
    ("Déclaration finale adoptée à Dakar le 12 mars 2020\n\n{story}", "2020-03-12"),
    ("DÉCLARATION\nadoptée par l'assemblée générale le 12 mars 2020\n\n{story}", "2020-03-12"),
    ("Dakar, 12 mars 2020, 18 h (heure locale). {story}", "2020-03-12"),
    ("Nous, organisations réunies à Dakar ce 12 mars 2020, déclarons : {story}", "2020-03-12"),
    ("Sénégal : une avocate enlevée – 12 mars 2020\n\n{story}", "2020-03-12"),
    ("Ligue du Fleuve (LDF) - Communiqué de presse - 12 mars 2019\n\n{story}", "2019-03-12"),
    ("{story}\n\nFait à Paris, le 12 mars 2019", "2019-03-12"),
    ("{story}\n\nFait en deux exemplaires à Paris, ce douze mars deux mille dix-neuf.", "2019-03-12"),
    ("{story}\n\nMise à jour : 12 mars 2019", "2019-03-12"),
    ("Date: Tue, 12 Mar 2019 10:04\nFrom: Ligue\n\n{story}", "2019-03-12"),
    (
        "-- Message transféré --\nDe : Ligue\nDate : mar. 12 mars 2019 à 10:04\nObjet : Me Diallo\n\n{story}",
        "2019-03-12",
    ),
    ("Réf. : LDF/2019/03/12/AU\n\n{story}", "2019-03-12"),
    ("Réf. LDF-AU-12032019\n\n{story}", "2019-03-12"),
    ("Communiqué de presse du mardi 12 mars 2019\n\n{story}", "2019-03-12"),
    ("(Dakar) 12 mars 2019 – {story}", "2019-03-12"),
    ("[Dakar, 12 mars 2019] {story}", "2019-03-12"),
    ("FICHE\nDate des faits : 3 février 2019 | Date de signalement : 12 mars 2019\n\n{story}", "2019-03-12"),
    ("Enlèvement du 3 février 2019\n\n{story}\n\nPodor, le 12 mars 2019", "2019-03-12"),
    ("Sous embargo jusqu'au 12 mars 2019\n\n{story}", "2019-03-12"),
    ("LDF Info n° 212 * 12 mars 2019\n\n{story}", "2019-03-12"),
    ("20190312 – Alerte Sénégal\n\n{story}", "2019-03-12"),
    ("Alerte_2019-03-12_Senegal\n\n{story}", "2019-03-12"),
    ("#Sénégal 12/03/19 – {story}", "2019-03-12"),
    ("**Dakar, le 12 mars 2019**\n\n{story}", "2019-03-12"),
    ("*Publié le 12 mars 2019*\n\n{story}", "2019-03-12"),
    ("{story}\n\nInformations au 12 mars 2019.", "2019-03-12"),
    ("{story}\n\nTexte arrêté le 12 mars 2019.", "2019-03-12"),
    ("PROCÈS-VERBAL de la réunion du bureau du 12 mars 2019\n\n{story}", "2019-03-12"),
    ("Conférence de presse du 12 mars 2019 – Déclaration liminaire\n\n{story}", "2019-03-12"),
    ("Discours prononcé à Dakar le 12 mars 2019 par la présidente\n\n{story}", "2019-03-12"),
    ("Chers amis,\n\nNous sommes le 12 mars 2019 et Me Diallo n'est pas rentrée. {story}", "2019-03-12"),
    ("Nous apprenons ce 12 mars 2019 la libération de Me Diallo. {story}", "2019-03-12"),
    ("Ce mardi 12 mars 2019, la Ligue du Fleuve a appris l'enlèvement de Me Diallo. {story}", "2019-03-12"),
    ("La Ligue a publié, ce 12 mars 2019, l'appel suivant. {story}", "2019-03-12"),
    ("Traduit de l'anglais le 12 mars 2019\n\n{story}", "2019-03-12"),
    ("Sénégal / Alerte / 12-mars-2019\n\n{story}", "2019-03-12"),
    ("Mardi douze mars deux mille dix-neuf\n\n{story}", "2019-03-12"),
    ("Télégramme reçu le 12 mars 2019 à 14 h\n\n{story}", "2019-03-12"),
    ("Suivi de l'AU 12/19 du 5 mars 2019 — 12 mars 2019\n\n{story}", "2019-03-12"),
    ("[SN] 12.03.2019 – Me Diallo\n\n{story}", "2019-03-12"),
    ("Mardi 12 mars 2019 / n° 14\n\n{story}", "2019-03-12"),
    ("[12/03/2019 18:02] Ligue : {story}", "2019-03-12"),
    ("{story}\n\nVeuillez agréer, Monsieur le Ministre, nos salutations. Dakar, le 12 mars 2019.", "2019-03-12"),
    (
        "{story}\n\nDakar, le 12 mars 2019\n\nCopie : M. le procureur\nPièces jointes : certificat du 10 février 2019",
        "2019-03-12",
    ),
    (
        "{story}\n\nDakar, le 12 mars 2019\n\nNotes\n[1] Communiqué du 5 mars 2019.\n[2] Loi du 3 mai 2016.",
        "2019-03-12",
    ),
    ("« Me Diallo n'est pas seule »\n\nTribune publiée dans Le Courrier du 12 mars 2019\n\n{story}", "2019-03-12"),
    ("Entretien avec Me Diallo, réalisé à Podor le 12 mars 2019\n\n{story}", "2019-03-12"),
    ("Propos recueillis par A. Sy le 12 mars 2019\n\n{story}", "2019-03-12"),
    ("{story}\n\nPropos recueillis le 12 mars 2019 à Podor.", "2019-03-12"),
    ("Oraison funèbre de Me Diallo, Dakar, 12 mars 2019\n\n{story}", "2019-03-12"),
    ("TD DAKAR 214 du 12 mars 2019\n\n{story}", "2019-03-12"),
    ("Dakar, ce mardi matin 12 mars 2019\n\n{story}", "2019-03-12"),
    ("Dakar, le mardi 12 mars de l'an 2019\n\n{story}", "2019-03-12"),
    ("Créé le 12 mars 2019 | Vu 412 fois\n\n{story}", "2019-03-12"),
    ("12 mars 2019 par Ligue du Fleuve\n\n{story}", "2019-03-12"),
    ("Alerte du 12/3 (n° 14/2019)\n\n{story}", "2019-03-12"),
    (
        "Ligue\n\nUn mois déjà\n\n« Où est-elle ? »\n\nPodor, le 12 mars 2019\n\n{story}\n\n{story}\n\n{story}",
        "2019-03-12",
    ),
    ("SOMMAIRE\n1. Sénégal\n2. Mali\n3. Niger\n\nLettre n° 14, 12 mars 2019\n\n{story}", "2019-03-12"),
    ("Date d'émission 12.03.2019\nN° 14\n\n{story}", "2019-03-12"),
    ("Dakar, 3 février 2019. Deux hommes sonnent chez Me Diallo. {story}\n\nPodor, le 12 mars 2019", "2019-03-12"),
    (
        "Chronologie\n\n- 3 février 2019 – enlèvement\n- 9 février 2019 – libération\n\nLigue du Fleuve, 12 mars 2019",
        "2019-03-12",
    ),
    ("BULLETIN HEBDOMADAIRE DES MÉDIAS\nN° 14 – du 3 au 10 avril 2014\n\n{story}", "2014-04-10"),
    ("Bulletin de la Ligue du Fleuve\nSemaine du 28 avril au 4 mai 2014\n\n{story}", "2014-05-04"),
    (
        "APPEL\nAU 84/20 – SÉNÉGAL – 8 octobre 2020\n(complète l'AU 71/20, diffusée le 3 septembre)\n\n{story}",
        "2020-10-08",
    ),
    ("Point de situation arrêté au jeudi 12 mars 2020, 18 heures\n\n{story}", "2020-03-12"),
    (
        "La Ligue donne la parole à Awa Sy, 53 ans, gardienne de l'école de Podor et membre d'un comité de défense "
        "du quartier du fleuve depuis sa fondation. Propos traduits du peul, 12 mars 2019.\n\n{story}",
        "2019-03-12",
    ),
    ("Récit rendu public le 12 mars 2019 à la demande des familles\n\n{story}", "2019-03-12"),
    ("Lettre de Mme Sy,\nrendue publique par le comité de soutien le 12 mars 2019\n\n{story}", "2019-03-12"),
    ("Appel – 12 mars 2019 (informations complémentaires à l'appel du 5 février 2019)\n\n{story}", "2019-03-12"),
]

UNSTATED = [
    "{story}",
    "Sénégal : une avocate enlevée\n\n{story}",
    "Me Diallo, enlevée le 3 février 2019\n\n{story}",
    "Objet : disparition de Me Diallo, le 3 février 2019\n\n{story}",
    "Le 3 février 2019, Me Diallo a disparu. {story}",
    "Semaine du 2 au 8 mai 2016\n\n{story}",
    "Mission d'observation, 17-26 juin 2013\n\n{story}",
    "Né le 4 mai 1971, Me Diallo plaide depuis vingt ans.\n\n{story}",
    "La loi du 29 juillet 1881 la protège.\n\n{story}",
    "{story}\n\n[1] Voir l'appel du 17 février 2017.",
    "{story}\n\nElle a été arrêtée à Thiès, le 3 mai 2019.",
    "Date des faits : 03/02/2019\nLieu : Thiès\n\n{story}",
    "Prochaine audience : 6 mars 2019\n\n{story}",
    "Un rapport publié le 3 mai 2019 par la Ligue accuse la police. {story}",
    "Plainte déposée le 3 mai 2019\n\n{story}",
    "Me Diallo, autrice d'un article publié le 3 mai 2019\n\n{story}",
    "Lors de la séance du 12 mars 2019, le Parlement a levé son immunité. {story}",
    "31 février 2020\n\n{story}",
    "Podor, mardi 6 mai\n\n{story}",
    "Chronologie\n\n12 mars – Me Diallo est convoquée.\n\n{story}",
    "Massacre du 3 février 2019\n\n{story}",
    "L'attaque du 3 février 2019\n\n{story}",
    "Manifestation du 3 février 2019\n\n{story}",
    "3 février 2019 : une avocate enlevée à Thiès\n\n{story}",
    "Thiès, 3 février 2019 : une avocate est enlevée\n\n{story}",
    "le 12e jour du mois de mars 2019\n\n{story}",
    "Suite de l'alerte du 5 mars 2019\n\n{story}",
    "Rappel : appel du 5 mars 2019\n\n{story}",
    "Rendez-vous le 12 mars 2019 à 18 h\n\n{story}",
    "À la mémoire de Me Diallo (12 mars 1979 – 3 février 2019)\n\n{story}",
    "Me Awa Diallo, 12 mars 1979 - 3 février 2019\n\n{story}",
    "RETOUR SUR LE 3 FÉVRIER 2019\n\n{story}",
    "Chronologie\n3 février 2019 : enlèvement\n9 février 2019 : libération\n\n{story}",
    "Verdict du 3 février 2019\n\n{story}",
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_stated_day(text: str, expected: str) -> None:
    document = structure(text.format(story=STORY))
    field = document.header.published_on
    assert field is not None and field.value == expected
    assert field.end > field.start >= 0


@pytest.mark.parametrize("text", UNSTATED)
def test_no_day_is_invented(text: str) -> None:
    assert structure(text.format(story=STORY)).header.published_on is None


def test_span_holds_the_words_of_the_date() -> None:
    document = structure("LIGUE\nPodor, le 4 novembre 2016\n\n" + STORY)
    field = document.header.published_on
    assert field is not None and document.text[field.start : field.end] == "4 novembre 2016"


def test_given_day_wins() -> None:
    field = structure("Podor, le 4 novembre 2016\n\n" + STORY, Given(published_on="2016-11-07")).header.published_on
    assert field is not None and (field.value, field.start) == ("2016-11-07", -1)


@given(st.text(alphabet=st.sampled_from("0123456789/.- \nJjmai,:(–élreuPs"), max_size=120))
def test_any_text_gives_a_real_day_or_none(text: str) -> None:
    field = structure(text).header.published_on
    assert field is None or len(field.value) == 10
