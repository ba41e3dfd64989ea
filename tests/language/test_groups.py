import pytest
from spacy.language import Language

from pipeline.language.counts import count, number
from pipeline.language.nouns import nouns, plural

PHRASES = [
    ("Sept avocats ont été arrêtés.", "Sept avocats", 7, "plur", "individual"),
    ("La police a dispersé une dizaine de militants.", "une dizaine de militants", 10, "plur", "individual"),
    ("Il a été suivi par des inconnus.", "des inconnus", 0, "plur", "unidentified"),
    ("Des hommes armés non identifiés ont tiré.", "Des hommes armés non identifiés", 0, "plur", "unidentified"),
    ("Les autorités kazakhes l'ont expulsée.", "Les autorités kazakhes", 0, "plur", "government"),
    ("Elle a été battue par la police.", "la police", 0, "sing", "police"),
    ("Deux gendarmes sont venus la chercher.", "Deux gendarmes", 2, "plur", "police"),
    ("Le procureur a ouvert une enquête.", "Le procureur", 0, "sing", "judiciary"),
    ("Sa famille est sans nouvelles de lui.", "Sa famille", 0, "sing", "individual"),
    ("Cinq d'entre eux restent détenus.", "Cinq d'entre eux", 5, "plur", "none"),
    ("Quelque 200 manifestants ont défilé.", "Quelque 200 manifestants", 200, "plur", "individual"),
    ("Deux hommes à moto l'ont abattu.", "Deux hommes à moto", 2, "plur", "unidentified"),
    ("Des hommes en civil l'ont emmené.", "Des hommes en civil", 0, "plur", "unidentified"),
    ("Vingt et un étudiants ont été relâchés.", "Vingt et un étudiants", 21, "plur", "individual"),
    ("Elle a défendu deux de ses collègues.", "deux de ses collègues", 2, "plur", "individual"),
    (
        "Des agents de la sûreté de l'État ont fouillé son bureau.",
        "Des agents de la sûreté de l'État",
        0,
        "plur",
        "intelligence",
    ),
    ("Un gardien de la prison l'a frappé.", "Un gardien de la prison", 1, "sing", "prison"),
    ("Une camionnette grise l'a emmenée.", "Une camionnette grise", 1, "sing", "unidentified"),
    ("Un billet non signé l'a menacée.", "Un billet non signé", 1, "sing", "unidentified"),
    ("Un pick-up sans plaque l'a suivie.", "Un pick-up sans plaque", 1, "sing", "unidentified"),
    ("Un agent lui a arraché son voile.", "Un agent", 1, "sing", "police"),
    (
        "Des éléments de la garde présidentielle l'ont enlevé.",
        "Des éléments de la garde présidentielle",
        0,
        "plur",
        "military",
    ),
    ("Trois clients blessés ont témoigné.", "Trois clients", 3, "plur", "individual"),
    ("La mère du sergent a témoigné.", "La mère du sergent", 0, "sing", "individual"),
    ("Une camionnette sans plaques l'a suivi.", "Une camionnette sans plaques", 1, "sing", "unidentified"),
    (
        "Trois semaines plus tard, des enquêteurs du parquet perquisitionnaient son cabinet.",
        "des enquêteurs du parquet",
        0,
        "plur",
        "judiciary",
    ),
    ("Le second a été relaxé en mars.", "Le second", 0, "sing", "none"),
    ("Les quatre ont été retenus trente heures.", "Les quatre", 4, "plur", "none"),
    ("Les trois derniers ont été relâchés.", "Les trois derniers", 3, "plur", "none"),
    ("La plupart de ces derniers ont été battus.", "La plupart de ces derniers", 0, "plur", "none"),
    ("Une quarantaine a été gardée à vue.", "Une quarantaine", 40, "plur", "none"),
    ("Ceux qui le soutenaient ont été chassés.", "Ceux", 0, "plur", "none"),
    ("Il a été arrêté avec deux autres.", "deux autres", 2, "plur", "none"),
    ("Il a été emmené avec une trentaine d'autres.", "une trentaine d'autres", 30, "plur", "none"),
    ("Le syndicat a enregistré quinze agressions.", "quinze agressions", 15, "plur", "individual"),
    ("Deux Japonais ont été expulsés.", "Deux Japonais", 2, "plur", "individual"),
    ("Trois pigistes ont été licenciés.", "Trois pigistes", 3, "plur", "individual"),
]


@pytest.mark.parametrize(("text", "phrase", "said", "grammatical", "kind"), PHRASES, ids=[p[1] for p in PHRASES])
def test_groups(nlp: Language, text: str, phrase: str, said: int, grammatical: str, kind: str) -> None:
    groups = {group["text"]: group for group in nlp(text)._.groups}
    assert phrase in groups
    group = groups[phrase]
    assert (group["count"], group["number"], group["perpetrator_type"]) == (said, grammatical, kind)
    assert text[group["start"] : group["end"]] == phrase


@pytest.mark.parametrize(
    "text",
    [
        "Le premier mai, il a parlé.",
        "L'audience du 12 a duré deux heures.",
        "Il a quitté le pays le 30.",
        "Elle a été relâchée le dernier jour.",
    ],
)
def test_a_day_or_a_rank_of_something_is_nobody(nlp: Language, text: str) -> None:
    assert nlp(text)._.groups == []


def test_a_car_alone_is_nobody(nlp: Language) -> None:
    assert nlp("Sa voiture a été incendiée devant la maison.")._.groups == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Awa Diop est filée par une moto.", ["une moto"]),
        ("Depuis mardi, une Toyota sombre suit Awa Diop.", ["une Toyota sombre"]),
        ("Hier, une voix lui a promis un incendie.", ["une voix"]),
        ("Awa Diop a été prévenue par téléphone. Elle a vendu une moto.", []),
        ("Sa moto a dérapé.", []),
        ("Un camion transportait les meubles. Un message a circulé.", []),
        ("Deux voitures ont été incendiées.", []),
    ],
)
def test_a_thing_that_does_something_stands_for_whoever_is_behind_it(nlp: Language, text: str, who: list[str]) -> None:
    assert [group["text"] for group in nlp(text)._.groups] == who


def test_force_is_nobody_but_a_force_of_some_kind_is(nlp: Language) -> None:
    assert nlp("Elles ont été expulsées par la force.")._.groups == []
    assert [group["text"] for group in nlp("Elles ont été expulsées par la force publique.")._.groups]


def test_a_description_beside_a_name_is_no_group(nlp: Language) -> None:
    doc = nlp("L'avocate Dilnoza Rakhimova a été arrêtée par deux policiers.")
    assert [group["text"] for group in doc._.groups] == ["deux policiers"]


@pytest.mark.parametrize(
    ("words", "value"),
    [("vingt et un", 21), ("1 200", 1200), ("Sept", 7), ("quatre-vingt-six", 86), ("avocats", 0), ("une", 1)],
)
def test_numbers(words: str, value: int) -> None:
    assert number(words) == value


def test_a_quantity_counts() -> None:
    assert count(["une", "trentaine", "de"]) == 30
    assert count(["plus", "de", "cent"]) == 100
    assert count(["plusieurs"]) == 0


def test_plurals() -> None:
    assert [plural(noun) for noun in ("général", "neveu", "fils", "avocate")] == [
        "généraux",
        "neveux",
        "fils",
        "avocates",
    ]


def test_the_lexicon_knows_gender_and_number() -> None:
    known = nouns()
    assert (known["avocates"].gender, known["avocates"].number, known["avocates"].lemma) == ("f", "plur", "avocat")
    assert known["journaliste"].gender == ""
    assert known["police"].type == "police"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Me Awa Diop a été arrêtée le 12 à Bas-Delmas.", []),
        ("4. Le retrait du 12 a été confirmé.", []),
        ("Sur les 20 manifestants arrêtés, 12 ont été libérés.", ["les 20 manifestants", "12"]),
        ("Les 7 ont été placés en garde à vue.", ["Les 7"]),
        ("Parmi eux, 12 n'ont pas été libérés.", ["12"]),
    ],
)
def test_a_day_or_the_number_of_an_item_is_nobody(nlp: Language, text: str, people: list[str]) -> None:
    assert [group["text"] for group in nlp(text)._.groups] == people


def test_an_article_shows_the_gender_that_a_noun_lacks(nlp: Language) -> None:
    (group,) = nlp("La journaliste a été arrêtée.")._.groups
    assert group["gender"] == "f"


def test_a_quantity_does_not_show_the_gender_of_the_people(nlp: Language) -> None:
    (group,) = nlp("Une dizaine de journalistes ont été arrêtés.")._.groups
    assert group["gender"] == ""


WITHOUT_NOUN = [
    ("Hier, les mêmes ont mis à sac la maison d'Awa Sarr.", ["les mêmes"]),
    ("La police en a interpellé six et dispersé la foule.", ["La police", "six", "la foule"]),
    ("Six sont au Cameroun depuis février.", ["Six"]),
    ("Neuf y ont été relaxés le jour même.", ["Neuf"]),
    ("Audition des cinq par un OPJ.", ["cinq", "un OPJ"]),
    ("Ce jour-là, 14 des 16 sont rentrés.", ["14 des 16"]),
    ("Deux des six ont été arrêtés.", ["Deux des six"]),
    ("4 des nôtres sont passés hier devant le juge.", ["4 des nôtres", "le juge"]),
    ("Elle vit avec les siens dans un camp.", ["les siens"]),
    ("Le procureur inculpait les trois d'« Umurava ».", ["Le procureur", "les trois"]),
    ("Les uns l'ont frappée, les autres filmaient.", ["Les uns", "les autres"]),
    ("Les 15 et 16 mai, il a parlé.", []),
    ("Les 15, 16 et 17, la salle était vide.", []),
    ("Selon les articles 79 et 80, il est libre.", []),
]


@pytest.mark.parametrize(("text", "people"), WITHOUT_NOUN, ids=[text for text, _ in WITHOUT_NOUN])
def test_people_without_a_noun(nlp: Language, text: str, people: list[str]) -> None:
    assert [group["text"] for group in nlp(text)._.groups] == people


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Deux des six ont été arrêtés.", 2),
        ("Deux des six avocats ont été arrêtés.", 2),
        ("Près de cent avocats ont été arrêtés.", 100),
        ("Une dizaine d'avocats ont été arrêtés.", 10),
    ],
)
def test_some_of_a_number_are_as_many_as_are_said(nlp: Language, text: str, said: int) -> None:
    (group,) = nlp(text)._.groups
    assert (group["count"], group["number"]) == (said, "plur")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Une mine a explosé au passage du convoi et a tué deux enfants.", ["deux enfants"]),
        ("Le café a été servi.", []),
        ("Deux cafés ont été servis.", []),
        ("Elle a subi trois interpellations et deux détentions.", []),
        ("Ses deux condamnations ont été annulées.", []),
        ("Après deux arrestations, il a fui.", []),
        ("Trois arrêtés ont été pris par le préfet.", ["le préfet"]),
        ("Deux avocats ont été visés. Le premier a été tué.", ["Deux avocats", "Le premier"]),
        ("Les petites et moyennes entreprises ont fermé.", ["moyennes entreprises"]),
        ("Il a porté un gilet jaune.", []),
        ("La robe noire est déchirée.", []),
        ("Le casque bleu qu'il portait est cassé.", []),
        ("Des gilets jaunes ont été frappés.", ["Des gilets jaunes"]),
        ("Le théâtre des combats s'est déplacé.", []),
    ],
)
def test_acts_things_and_clothes_are_nobody(nlp: Language, text: str, people: list[str]) -> None:
    assert [group["text"] for group in nlp(text)._.groups] == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("L'école l'a licencié lundi.", ["L'école"]),
        ("Elle se rend à l'école du village.", []),
        ("Sa bourse lui a été retirée par l'université.", ["l'université"]),
        ("Elle étudie à l'université.", []),
        ("Bilan : 17 tués, 31 relâchés.", ["17 tués", "31 relâchés"]),
        ("La police a fait 159 arrestations.", ["La police", "159 arrestations"]),
        ("Son arrestation est arbitraire.", []),
        ("Un casque bleu l'a agressée.", ["Un casque bleu"]),
        ("Son casque est cassé.", []),
        ("Ce type de violence est courant.", []),
        ("Il a été battu par des types masqués.", ["des types masqués"]),
        ("Elle est morte ; sa mort reste inexpliquée.", []),
        ("L'avocat tué hier avait trois enfants.", ["L'avocat", "trois enfants"]),
        ("Les gardes-frontières l'ont remise dans l'avion.", ["Les gardes-frontières"]),
        ("Ses beaux-parents ont été menacés.", ["Ses beaux-parents"]),
        ("Deux cameramen ont été frappés.", ["Deux cameramen"]),
    ],
)
def test_nouns_that_denote_people_in_some_places_alone(nlp: Language, text: str, people: list[str]) -> None:
    assert [group["text"] for group in nlp(text)._.groups] == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("BLOGUEUSE MUREE CHEZ ELLE, FRERE RETROUVE MORT AU CAMP", ["BLOGUEUSE", "FRERE"]),
        ("SECOURISTE POIGNARDEE, SON FIANCE TOUJOURS INTROUVABLE", ["SECOURISTE", "SON FIANCE"]),
        ("UN AVOCAT TUE", ["UN AVOCAT"]),
        ("le prefet a fait fermer le marche", ["le prefet"]),
    ],
)
def test_people_in_capitals_and_without_accents(nlp: Language, text: str, people: list[str]) -> None:
    assert [group["text"] for group in nlp(text)._.groups] == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Un autre permanent syndical a été enlevé.", ["Un autre permanent syndical"]),
        ("La police a dispersé une soixantaine de robes noires.", ["La police", "une soixantaine de robes noires"]),
        ("Quarante corps ont été repêchés.", ["Quarante corps"]),
        ("Les soldats en ont blessé trente et un et tué deux.", ["Les soldats", "trente et un"]),
        ("La rumeur l'a beaucoup fait rire.", []),
        ("Six libérés hier.", ["Six libérés"]),
        ("Cinq poursuivis, trois acquittés.", ["Cinq poursuivis", "trois acquittés"]),
    ],
)
def test_people_that_the_tagger_hides(nlp: Language, text: str, people: list[str]) -> None:
    assert [group["text"] for group in nlp(text)._.groups] == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Une voiture noire l'a suivie jusqu'au marché.", ["Une voiture noire"]),
        ("Sa voiture noire a été rayée.", []),
        ("La voiture noire de Awa Diop a été rayée.", []),
        ("Une page anonyme l'a insultée.", ["Une page anonyme"]),
        ("Une page noire de son histoire a été tournée.", []),
        ("Une lettre rouge a été trouvée dans son casier.", []),
    ],
)
def test_a_colour_hides_somebody_in_a_strange_car_alone(nlp: Language, text: str, people: list[str]) -> None:
    found = [text[group["start"] : group["end"]] for group in nlp(text)._.groups]
    assert found == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Deux hommes ont frappé cette pénaliste devant le palais.", ["Deux hommes", "cette pénaliste"]),
        ("Une avocate pénaliste a été arrêtée.", ["Une avocate pénaliste"]),
        ("L'ex-bâtonnière a été convoquée.", ["L'ex-bâtonnière"]),
        ("Trois co-inculpés ont été relaxés.", ["Trois co-inculpés"]),
        ("L'infirmière-chef a été frappée.", ["L'infirmière-chef"]),
        ("La catéchiste et deux mototaxistes ont été arrêtés.", ["La catéchiste", "deux mototaxistes"]),
        ("La police dénonce une chasse aux sorcières.", ["La police"]),
    ],
)
def test_occupations_by_branch_prefix_and_hyphen(nlp: Language, text: str, people: list[str]) -> None:
    assert [group["text"] for group in nlp(text)._.groups] == people
