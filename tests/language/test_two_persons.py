"""Whom no rule may take for somebody else: a wrong union moves what was done to one person onto another."""

import pytest
from spacy.language import Language

from .annotated import partition, told_by_entities

BRACKETS = {
    "who took a picture": (
        "La photographe [Awa Keïta|person|a] ([Ousmane Diop|person|o]) a été libérée. [Ousmane Diop|person|o] a"
        " témoigné."
    ),
    "who plays a part": "Le rôle de [Karim Benali|person|k] ([Ahmed Tazi|person|a]) est fort.",
    "who are held with others": (
        "Sont détenus : [Ousmane Diop|person|a] ([Awa Sow|person|b]), [Moussa Ba|person|c] ([Fatou Sy|person|d])."
    ),
    "who may be instead": "On appelle [Karim Benali|person|k] (ou [Ahmed Tazi|person|a]) à la barre.",
    "who is named with a slogan": "Le collectif d'[Assa Zworé|person|a] (« [Adama Zworé|person|b] ») est menacé.",
    "another spelling of a name": "[Dilfouza Zwakhimova|person|d] ([Dilfuza Zwahimova|person|d]) est internée.",
    "the full name of a given name": "[Khanh|person|k] ([Nguyen Zwuu Khanh|person|k]) est libre.",
    "another name of which the text says so": "[Liban Zwuf|person|l] (on écrit aussi [Yuusuf Zwal|person|l]) nie.",
}
QUOTED = {
    "a slogan of relatives": (
        "Le collectif d'[Assa Zworé|person|a] affiche « [Adama Zworé|person|b] » partout. [Adama Zworé|person|b] est"
        " mort en 2016."
    ),
    "what a relative says": (
        "[Ibrahim Zworé|person|a] a déclaré que « [Moussa Zworé|person|b] n'a rien fait ». [Moussa Zworé|person|b] est"
        " en prison."
    ),
    "a sign with another's name": (
        "[Mohamed Ba|person|a] brandissait une pancarte « [Mohamed Sow|person|b] libre ». [Mohamed Sow|person|b] est"
        " détenu."
    ),
    "another spelling in the papers": (
        "[Sok Zwea|person|s], notre trésorier (« [Sok Zweap|person|s] » dans les journaux), est détenu."
    ),
    "a daughter of nearly the same name": (
        "[Ali Zworé|person|a], le père (« [Alia Zworé|person|b] » sur les affiches), est détenu."
    ),
    "a brother in brackets": (
        "[Ibrahim Zworé|person|a], le frère (« [Moussa Zworé|person|b] » sur les affiches), est détenu."
    ),
    "a sign with a relative's name": (
        "[Marie Diallo|person|a] portait une pancarte « [Alpha Diallo|person|b] » devant la prison."
    ),
}
TITLES = {
    "a title that any man has": (
        "[Jean Zwabila|person|j] a été enlevé à Goma. L'officier, M. [Paul Zwabila|person|p], dément. M."
        " [Zwabila|person|j], journaliste, a été torturé."
    ),
    "the first of two men": (
        "Le militant [Karim Zwali|person|k] a été arrêté. Le commissaire M. [Omar Zwali|person|o] nie. M."
        " [Zwali|person|k] risque la peine de mort."
    ),
    "husband and wife": (
        "Le journaliste [Omar Zwadi|person|o] a été condamné. Sa femme, Mme [Awa Zwadi|person|a], pleure. Mme"
        " [Zwadi|person|o] et M. [Zwadi|person|o] ont trois enfants. M. [Zwadi|person|o] est malade."
    ),
    "a wife of whom no title was told": (
        "[Omar Zwadi|person|o] a été condamné. [Aminata Zwadi|person|a] pleure. Mme [Zwadi|person|a] est seule."
    ),
    "a wife and a bare surname": (
        "[Omar Zwadi|person|o] a été arrêté. [Aminata Zwadi|person|a] pleure. Mme [Zwadi|person|o] est seule."
        " [Zwadi|person|o] a été torturé."
    ),
    "a lawyer and his wife": (
        "Me [Rachid Zwadi|person|o] a été tué. Sa veuve, Mme [Aminata Zwadi|person|a], pleure. Me [Zwadi|person|o]"
        " était connu. Mme [Zwadi|person|o] est seule."
    ),
    "an office that one of two has": (
        "Le journaliste [Karim Zwali|person|k] a été arrêté. La juge [Ana Zwali|person|a] nie. La juge"
        " [Zwali|person|a] est partie."
    ),
    "an office of one and a bare surname": (
        "Le journaliste [Karim Zwali|person|k] a été arrêté. Le juge [Omar Zwali|person|o] nie. [Zwali|person|k] a été"
        " torturé. Le juge [Zwali|person|k] est parti."
    ),
}
INITIALS = {
    "a pupil of a president's initials": (
        "Le président [Paul Zwiya|person|p] a signé. [P. Z.|person|x], un élève de 14 ans, a été torturé."
        " [P. Z.|person|x] est à l'hôpital."
    ),
    "a girl of a president's initials": (
        "[Ali Zwongo|person|p] préside. [A. Z.|person|x], 16 ans, a été violée. La mineure [A. Z.|person|x] a porté"
        " plainte."
    ),
    "initials before the names": (
        "[A. B.|person|a] et [B. A.|person|b] sont détenus. [Ali Bongo|person|c] et [Basile Ango|person|d] ont parlé."
    ),
    "one token of initials": "[J.-Z.|person|a] a été violée. [Joseph Zwiya|person|b] est maire.",
    "a victim behind a colon": "[Paul Zwiya|person|p] a signé. Victime : [P. Z.|person|x], 14 ans.",
    "a man whose surname is a woman's initial": (
        "Mme [Radhia Z.|person|r] a été arrêtée. M. [Z.|person|x], son voisin, est libre."
    ),
    "an initial without a title": "Mme [Radhia Z.|person|r] a été arrêtée. [Z.|person|x], 12 ans, est libre.",
}
SPEAKERS = {
    "a lawyer who says something": (
        "Nul n'a vu [Ali Diallo|person|a], dit [Moussa Ba|person|m], son avocat. [Moussa Ba|person|m] plaide demain."
    ),
    "a witness who says something": (
        "Les policiers ont arrêté [Samuel Zweto|person|a], dit [Jean Kamga|person|b], témoin des faits."
    ),
    "a lawyer behind a quotation": (
        "« Il est innocent », répète le frère d'[Ali Diallo|person|a], dit [Moussa Ba|person|b], avocat."
    ),
}
RELATIVES = {
    "a husband of whom his wife speaks": (
        "[Ali Hassan Zwinyi|person|a] est détenu. Sa femme parle. « Mon mari [Ali Zwinyi|person|a] est malade. »"
        " [Ali Zwinyi|person|a] a été torturé. M. [Zwinyi|person|a] va mal."
    ),
    "a son of whom his mother speaks": (
        "La mère du journaliste [Omar Ahmed Zwadi|person|o] a parlé. « Mon fils [Omar Zwadi|person|o] est innocent »"
    ),
    "a husband with a name left out": (
        "Mme [Awa Barry|person|a] lutte pour [Mohamed Lamine Zwiallo|person|m]. Son mari, [Mohamed Zwiallo|person|m],"
        " est en prison."
    ),
    "a relative of whom somebody else speaks": (
        "[Ali Zwoumed|person|a] est détenu. Mme [Awa Barry|person|b] attend. Son mari [Zwoumed Ali|person|a] va mal."
    ),
}
BLANKS = {
    "a man and a woman": (
        "[Emmanuel Le Roy|person|a] et [Emmanuelle Roy|person|b] ont été arrêtés. [Michel Le Roux|person|c] et"
        " [Michelle Roux|person|d] sont libres."
    ),
    "a woman of half the surname": "[Daniel Le Goff|person|a] préside. [Danielle Goff|person|b] est avocate.",
    "an initial that is no ending": "[Saïd B. Benali|person|a] est détenu. [Saïda Benali|person|b] est libre.",
    "a full name that is another's surname": (
        "[Abdou Zwarim|person|a] est détenu avec [Issa Abdouzwarim|person|i]. [Abdou Zwarim|person|a] a faim. M."
        " [Abdouzwarim|person|i] nie."
    ),
    "a full name that is a mayor's surname": (
        "[Abdou Zwahman|person|a] est détenu. [Osman Abdouzwahman|person|o] est maire."
    ),
    "a full name that is a given name": "[Christian Ndiaye|person|a] est libre. [Christ Ian|person|b] est détenu.",
}
ALIKE = {
    "taken for a thief": (
        "[Omar Ahmed Zwadi|person|o] est détenu. [Omar Zwadi|person|o], que les policiers ont d'abord confondu avec un"
        " voleur, a été torturé."
    ),
    "who confounds his judges": (
        "[Omar Ahmed Zwadi|person|o] est détenu. [Omar Zwadi|person|o] a confondu ses juges avec calme."
    ),
    "who is said to confound": (
        "[Omar Ahmed Zwadi|person|o] est détenu. On accuse [Omar Zwadi|person|o] de confondre information avec"
        " propagande."
    ),
    "who has changed": (
        "[Karim Ahmed Zwali|person|k] est libre. Depuis sa sortie, [Karim Zwali|person|k] est un autre homme."
    ),
    "what somebody says of a fight": (
        "[Karim Ahmed Zwali|person|k] est libre. Selon [Karim Zwali|person|k], le combat est un autre."
    ),
    "what has no relation": (
        "[Karim Ahmed Zwali|person|k] est libre. [Karim Zwali|person|k] dénonce des accusations sans rapport."
    ),
    "what has nothing to do": (
        "[Karim Ahmed Zwali|person|k] est libre. Les faits reprochés à [Karim Zwali|person|k] n'ont rien à voir."
    ),
    "a street that bears a name": (
        "[Karim Ahmed Zwali|person|k] est libre. La rue porte son nom, [Karim Zwali|person|k] en rit."
    ),
    "a film of one name with a book": (
        "[Karim Ahmed Zwali|person|k] est libre. Le livre de [Karim Zwali|person|k] et le film de même nom sont"
        " interdits."
    ),
    "a surname before and behind": (
        "[Zwali|person|k] est en prison. Depuis la torture, [Karim Zwali|person|k] est un autre homme."
        " [Zwali|person|k] ne dort plus."
    ),
    "who has been told to be another": (
        "[Kada Zwadri|person|a] est détenu. M. [Kada Zwadri-Senouci|person|b], député, nous prie de dire qu'il n'est"
        " pas lui."
    ),
    "who is not of the family of a surname": (
        "[Zwanga|person|a] est détenu. Le photographe [Rock Zwanga|person|b], de Vox, qui n'est pas de sa famille, est"
        " libre."
    ),
    "who are no relatives": (
        "Me [Lê Zwich Hanh|person|a] est détenue. Son confrère [Lê Van Hanh|person|b] (ils ne sont pas parents) nie."
    ),
    "a surname before quite another man": (
        "[Zwali|person|k] est en prison. Depuis la torture, [Karim Zwali|person|k] est un tout autre homme."
        " [Zwali|person|k] ne dort plus."
    ),
}
PASSAGES = [BRACKETS, QUOTED, TITLES, INITIALS, SPEAKERS, RELATIVES, BLANKS, ALIKE]


@pytest.mark.parametrize(
    "annotated",
    [passage for group in PASSAGES for passage in group.values()],
    ids=[name for group in PASSAGES for name in group],
)
def test_who_is_one_person_and_who_is_not(nlp: Language, annotated: str) -> None:
    found, wanted = told_by_entities(nlp, annotated)
    assert partition(found) == partition(wanted)
