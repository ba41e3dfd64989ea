"""The alert's country: named in the head, else most named; none where several have equal shares."""

import pytest

from pipeline.document import structure
from pipeline.document.country import stretches
from pipeline.ingest.types import Given

CASES = [
    ("KAZAKHSTAN- 18 mai 2020\n\nElle défend des Kazakhs venus du Xinjiang, en Chine. La Chine nie.", "KZ"),
    ("SERBIE : un bureau saccagé\n\nDes inconnus ont brisé la vitrine.", "RS"),
    ("RÉSEAU DU MBAM\nBafia – Région du Centre – Cameroun\n\nDeux gendarmes l'ont arrêtée.", "CM"),
    ("Pays : Tchad\nVictime : M. Abakar\n\nIl vit en France depuis mai. La France l'a accueilli.", "TD"),
    ("RCA - Les avocats déposent la robe\n\nBangui s'est figé.", "CF"),
    ("FLASH / SRI LANKA / lundi\n\nSans nouvelles depuis samedi.", "LK"),
    ("Genève, le 3 mai 2019\n\nLes autorités turques ont écroué un avocat à Diyarbakır.", "TR"),
    (
        "PALAIS DES NATIONS, 1211 GENÈVE 10, SUISSE\n\nAu Gouvernement des Philippines : à Davao, on tue.",
        "PH",
    ),
    ("Un juge a été visé à Gonaïves. À Port-au-Prince, le ministre se tait.", "HT"),
    ("À Goma, un Congolais a été tué. Le Congo n'enquête pas, dit-on à Bukavu.", "CD"),
    ("À Pointe-Noire, un Congolais a été tué. Le Congo n'enquête pas.", "CG"),
    ("Traduit de l'anglais. Au Kenya, un pasteur a disparu. La police kényane se tait.", "KE"),
    ("Me Florence Sydney, avocate malienne, a été suivie.", "ML"),
    (
        "Dakar, le 12 mars 2019\n\n"
        "La journaliste sénégalaise Awa Sy a été interpellée. Ses confrères sénégalais protestent.",
        "SN",
    ),
    (
        "Un avocat burundais arrêté\n\n"
        "Me Nkurunziza, avocat burundais, a été arrêté hier. La police burundaise se tait.",
        "BI",
    ),
    ("Les avocats béninois dénoncent des menaces\n\nCotonou – Deux confrères ont été suivis.", "BJ"),
    ("Nouakchott, 3 mai 2019 – Un blogueur est détenu depuis lundi.", "MR"),
    ("Managua : un défenseur agressé\n\nIl a été frappé devant le tribunal.", "NI"),
    ("Ouagadougou, le 3 mai 2019\n\nUn activiste a disparu.", "BF"),
    ("Genève, le 3 mai 2019\n\nDes experts de l'ONU s'alarment du sort d'un avocat égyptien détenu au Caire.", "EG"),
    ("Paris, le 3 mai 2019\n\nLa Fédération condamne l'arrestation d'une avocate rwandaise à Kigali.", "RW"),
    ("Tunis, le 3 mai 2019\n\nLe réseau s'inquiète du sort d'un journaliste libyen enlevé à Benghazi.", "LY"),
    ("Tunis, le 3 mai 2019\n\nUn avocat tunisien a été arrêté hier à Sfax. Le barreau tunisien proteste.", "TN"),
    (
        "Bruxelles – Le Barreau de Bruxelles soutient ses confrères iraniens\n\n"
        "Trois avocates sont détenues à Evin. Les avocats iraniens sont poursuivis.",
        "IR",
    ),
    (
        "BARREAU DE PARIS\nCommission droits de l'homme\n\n"
        "Un confrère chinois condamné à Changsha\n\nLes autorités chinoises l'ont condamné.",
        "CN",
    ),
    (
        "Barreau de Lubumbashi\nCommuniqué\n\nUn confrère a été battu par des agents. Le bâtonnier demande justice.",
        "CD",
    ),
    ("BARREAU DE GENÈVE\n\nLe conseil exprime son soutien aux avocats bélarusses radiés à Minsk.", "BY"),
    ("Un journaliste français tué en Centrafrique\n\nIl travaillait à Bangui. Ses parents vivent en France.", "CF"),
    (
        "Un journaliste français d'origine malienne a été tué au Niger\n\n"
        "Il tournait près de Tillabéri. La France demande une enquête.",
        "NE",
    ),
    (
        "Une défenseure hondurienne en exil au Costa Rica menacée\n\n"
        "Elle a fui le Honduras. Au Honduras, sa maison a brûlé. La police hondurienne n'enquête pas.",
        "HN",
    ),
    (
        "Avocat iranien réfugié en France\n\n"
        "Il a quitté l'Iran après sa condamnation à Téhéran. L'Iran l'accuse de propagande.",
        "IR",
    ),
    ("RDC : un militant enlevé à Goma\n\nIl revenait du Rwanda.", "CD"),
    ("Birmanie : une avocate arrêtée", "MM"),
    ("MYANMAR - Une avocate arrêtée\n\nRangoun.", "MM"),
    ("Kurdistan irakien : un journaliste abattu à Souleimaniye\n\nL'enquête piétine.", "IQ"),
    ("Tchétchénie : une avocate battue à Grozny\n\nSon client est jugé.", "RU"),
    ("Cachemire indien\n\nUn reporter est détenu à Srinagar.", "IN"),
    ("Un journaliste tué au Nord-Kivu\n\nIl a été abattu à Beni.", "CD"),
    ("Swaziland / Eswatini : un avocat tué à Mbabane\n\nIl défendait des opposants.", "SZ"),
    ("Haute-Volta, archives : un instituteur disparu\n\nOuagadougou.", "BF"),
    ("Zaïre, 1993. Un avocat est tué à Kinshasa.", "CD"),
    ("Émirats : un défenseur au secret\n\nAbou Dabi se tait.", "AE"),
    ("Corée du Sud : un avocat perquisitionné à Séoul", "KR"),
    ("Bosnie : une journaliste menacée à Banja Luka", "BA"),
    ("Centrafrique – Bambari\n\nUn imam a été enlevé.", "CF"),
    ("Guinée : un syndicaliste enlevé à Conakry\n\nLa Guinée compte dix détenus.", "GN"),
    ("Guinée équatoriale : une avocate suspendue à Malabo", "GQ"),
    ("Guinée-Bissau : un blogueur battu", "GW"),
    ("Soudan du Sud : un juriste porté disparu à Juba\n\nLe Soudan l'avait expulsé.", "SS"),
    ("Niger : trois journalistes entendus à Niamey\n\nLe Nigeria voisin se tait.", "NE"),
    ("Territoires palestiniens occupés\n\nUn avocat arrêté à Ramallah par l'armée israélienne.", "PS"),
    ("Gaza : un journaliste tué dans une frappe israélienne\n\nIsraël n'a pas commenté.", "PS"),
    ("Minembwe, 3 mai. Des miliciens congolais ont tué un chef coutumier dans les hauts plateaux du Sud-Kivu.", "CD"),
    ("Oaxaca – un avocat zapotèque a été tué.", "MX"),
    (
        "Une magistrate guatémaltèque exilée aux États-Unis poursuivie à Guatemala\n\n"
        "Le parquet guatémaltèque veut son extradition.",
        "GT",
    ),
    ("L'ambassade de France au Tchad condamne\n\nUn défenseur tchadien a été enlevé à N'Djamena.", "TD"),
    (
        "Cour européenne des droits de l'homme, Strasbourg\n\n"
        "Affaire d'un avocat azerbaïdjanais privé de robe à Bakou.",
        "AZ",
    ),
    (
        "Commission interaméricaine, Washington D.C., États-Unis\n\n"
        "La Commission condamne l'assassinat d'une défenseure colombienne au Cauca.",
        "CO",
    ),
    ("Banjul, Gambie\n\nLa Commission africaine s'inquiète du sort d'un avocat camerounais détenu à Yaoundé.", "CM"),
    ("New York – Le Comité demande aux autorités vietnamiennes de libérer un blogueur", "VN"),
    ("Journaliste turc tué en Allemagne\n\nIl vivait à Berlin. La police allemande enquête.", "DE"),
    (
        "Londres : un opposant zimbabwéen menacé\n\n"
        "Harare dément. Au Zimbabwe, sa famille a été interrogée par la police zimbabwéenne.",
        "ZW",
    ),
    (
        "Un Ouïghour arrêté à Casablanca\n\nLe Maroc veut l'extrader vers la Chine. La justice marocaine a tranché.",
        "MA",
    ),
    ("BARREAU DE LUXEMBOURG\nMotion\n\nMe Farzaneh Chirvani, avocate, a été jugée à Téhéran.", "IR"),
    ("Syndicat des avocats de Belgique\nMotion\n\nUne avocate défend des soldats à Erevan.", "AM"),
    ("« Il nous a été rendu »\n\nNairobi. Un développeur raconte ses neuf jours au secret.", "KE"),
    ("Centre Prut\nChisinau, 22 avril 2009 (traduit du roumain)\n\nTrois familles ont enterré un fils.", "MD"),
]


@pytest.mark.parametrize(("text", "code"), CASES)
def test_country(text: str, code: str) -> None:
    document = structure(text)
    field = document.header.country
    assert field is not None and field.value == code
    assert document.text[field.start : field.end].strip()


def test_digest_has_no_country() -> None:
    text = (
        "La lettre des veilleurs\n\n"
        "TCHAD\n\nUn blogueur a été arrêté.\n\n"
        "TOGO\n\nUne avocate a été menacée.\n\n"
        "TUNISIE\n\nUn juge a été révoqué."
    )
    assert structure(text).header.country is None


def test_digest_in_running_lines_has_no_country() -> None:
    text = (
        "La lettre des veilleurs\n\n"
        "• Tchad : un blogueur a été arrêté.\n"
        "• Togo – une avocate a été menacée.\n"
        "• Tunisie. Un juge a été révoqué."
    )
    assert structure(text).header.country is None


def test_digest_that_one_country_leads() -> None:
    text = (
        "TOGO : la lettre des veilleurs\n\n"
        "TOGO\n\nUne avocate a été menacée.\n\n"
        "TCHAD\n\nUn blogueur a été arrêté.\n\n"
        "TUNISIE\n\nUn juge a été révoqué."
    )
    field = structure(text).header.country
    assert field is not None and field.value == "TG"


@pytest.mark.parametrize(
    "text",
    [
        "Un homme a été arrêté hier soir.",
        "Amérique centrale en bref\n\nGuatemala – un juge menacé.\n"
        "Honduras – une avocate tuée.\nSalvador – un journaliste exilé.\nNicaragua – un prêtre expulsé.",
        "Revue hebdomadaire\n\n1. Turquie. Un avocat arrêté.\n"
        "2. Iran. Une avocate condamnée.\n3. Égypte. Un juge muté.\n4. Russie. Un confrère radié.",
        "Brèves du monde\n\nEn Turquie, un avocat a été arrêté. En Égypte, une avocate a été jugée. "
        "En Russie, un confrère a été radié. Au Bélarus, un juge est parti. En Chine, on condamne.",
        "Un homme a disparu. Sa mère l'attend.",
        "Le comité des familles\n\nNos fils ne sont pas revenus de la mer.",
    ],
)
def test_text_of_no_country_or_of_many(text: str) -> None:
    assert structure(text).header.country is None


def test_given_country_wins() -> None:
    field = structure("TCHAD\n\nUn homme a été arrêté.", Given(country="SD")).header.country
    assert field is not None and (field.value, field.start) == ("SD", -1)


def told_at(text: str, words: str) -> str:
    """The country that a text tells of where some words stand."""
    document = structure(text)
    country = document.header.country.value if document.header.country else ""
    told = [code for start, code in stretches(text, document.blocks, country) if start <= text.index(words)]
    return told[-1] if told else country


def test_countries_that_open_lines_head_the_parts_of_a_digest() -> None:
    text = (
        "La lettre des veilleurs\n\nTCHAD\n\nUn blogueur a été arrêté. Son frère est en France.\n\n"
        "Togo. Une avocate a été menacée à Lomé, et non au Bénin.\n\nKirghizistan : à Bichkek, on juge une écrivaine."
    )
    assert told_at(text, "blogueur") == "TD"
    assert told_at(text, "avocate") == "TG"
    assert told_at(text, "écrivaine") == "KG"


def test_towns_with_their_countries_head_the_parts_of_a_digest() -> None:
    text = (
        "Nouvelles des Grands Lacs\n\nGoma (RDC) – Un technicien a été abattu au Kivu.\n\n"
        "Bujumbura (Burundi) – Une journaliste a été condamnée ; on l'interroge sur le Rwanda.\n\n"
        "Kampala (Ouganda) – Une association d'aide aux réfugiés congolais est fouillée.\n\n"
        "**Somalie** : un café a sauté."
    )
    assert structure(text).header.country is None
    assert [told_at(text, word) for word in ("technicien", "journaliste", "association", "café")] == [
        "CD",
        "BI",
        "UG",
        "SO",
    ]


def test_a_paragraph_of_a_digest_tells_of_the_country_that_it_names_first() -> None:
    text = (
        "Brèves\n\nÀ Lomé, une avocate a été menacée ; elle part pour la France.\n\n"
        "Un juge tchadien a été muté.\n\nUn autre attend."
    )
    told = dict(stretches(text, structure(text).blocks))
    assert [told[text.index(words)] for words in ("À Lomé", "Un juge")] == ["TG", "TD"]
    assert max(told) == text.index("Un juge"), "what names no country tells of the one before"


def test_two_countries_that_head_parts_make_a_digest() -> None:
    first = (
        "Une avocate a été menacée à Lomé par des inconnus, puis suivie jusque chez elle et frappée devant ses enfants."
    )
    second = (
        "Un blogueur a été arrêté par des gendarmes, qui ont emporté son téléphone et ses carnets sans un mot de plus."
    )
    for one, other in (("TOGO", "TCHAD"), ("1. Togo", "2. Tchad"), ("— Togo —", "— Tchad —"), ("Togo :", "Tchad :")):
        text = f"La lettre des veilleurs\n\nVoici les nouvelles du mois.\n\n{one}\n\n{first}\n\n{other}\n\n{second}"
        assert structure(text).header.country is None, one
        assert (told_at(text, "avocate"), told_at(text, "blogueur")) == ("TG", "TD"), one


def test_headings_of_cases_with_their_countries_head_parts_of_a_digest() -> None:
    text = (
        "Communiqué conjoint\n\nI. L'affaire Abalo (Togo)\n\nL'avocate a été menacée à Lomé par des inconnus, puis "
        "suivie jusque chez elle et frappée devant ses enfants.\n\nII. L'affaire Ngarta (Tchad)\n\nLe blogueur a été "
        "arrêté par des gendarmes, qui ont emporté son téléphone et ses carnets sans un mot de plus."
    )
    assert (told_at(text, "avocate"), told_at(text, "blogueur")) == ("TG", "TD")


def test_news_from_elsewhere_below_an_alert_have_their_own_country() -> None:
    text = (
        "TOGO : une avocate menacée\n\nMe Abalo a été menacée lundi à Lomé. Le Togo doit la protéger.\n\nBrèves\n\n"
        "TCHAD. Un blogueur a été acquitté.\n\nContacts\n\nUne permanence est ouverte, un écrivain y répond."
    )
    assert structure(text).header.country is not None
    assert [told_at(text, word) for word in ("avocate", "Abalo", "blogueur", "écrivain")] == ["TG", "TG", "TD", "TG"]


def test_a_country_in_the_address_of_the_sender_heads_no_part() -> None:
    text = "Réseau des avocats\nHong Kong, 27 juillet 2010\n\nCHINE : un avocat arrêté\n\nMe Li a été arrêté à Pékin."
    assert told_at(text, "Me Li") == "CN"
