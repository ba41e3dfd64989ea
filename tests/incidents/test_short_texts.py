"""The plainest texts: one sentence, no title, no day of publication. People try such first; the corpus has few."""

import pytest
from spacy.language import Language


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize(
    ("text", "day", "victim"),
    [
        ("Le 3 mai 2021, Me Inès Corvelle a été arrêtée par la police à Port-Lune.", "2021-05-03", "Inès Corvelle"),
        (
            "Le 12 mars 2019, la journaliste Awa Diallo a été arrêtée par des gendarmes à Dakar.",
            "2019-03-12",
            "Awa Diallo",
        ),
        ("L'avocat Tarek Haddou a été enlevé le 5 avril 2018 par des hommes armés.", "2018-04-05", "Tarek Haddou"),
    ],
)
def test_one_sentence_gives_one_dated_row(nlp: Language, text: str, day: str, victim: str) -> None:
    from pipeline import extract

    (row,) = next(iter(extract([text], nlp))).incidents.to_dict("records")
    assert (row["date_edtf"], row["victims"]) == (day, victim)


@pytest.mark.usefixtures("trained")
def test_a_day_counted_from_the_sentence_before_dates_the_next_act(nlp: Language) -> None:
    from pipeline import extract

    text = (
        "Le 10 février 2022, le tribunal de Mbako a condamné Inès Corvelle à six mois de prison. "
        "Dans la nuit du 11 au 12 février, des inconnus ont incendié sa voiture. "
        "Elle a porté plainte deux jours plus tard."
    )
    rows = next(iter(extract([text], nlp))).incidents.to_dict("records")
    assert {row["act"]: row["date_edtf"] for row in rows}["remedy"] == "2022-02-14"


@pytest.mark.usefixtures("trained")
def test_rows_of_a_digest_have_the_countries_of_its_parts(nlp: Language) -> None:
    from pipeline import extract

    text = (
        "Brèves du monde\n3 mai 2021\n\n"
        "TCHAD\n\nLe blogueur Adoum Saleh a été arrêté le 28 avril.\n\n"
        "TOGO\n\nL'avocate Afi Mensah a été agressée le 29 avril par des inconnus.\n\n"
        "BURUNDI\n\nLe journaliste Innocent Ndayizeye a été condamné le 30 avril à deux ans de prison."
    )
    found = next(iter(extract([text], nlp)))
    assert found.tables["alerts"]["country"].tolist() == [""]
    rows = {row["act"]: row["country"] for row in found.incidents.to_dict("records")}
    assert (rows["arrest"], rows["assault"], rows["conviction"]) == ("TD", "TG", "BI")


@pytest.mark.usefixtures("trained")
def test_a_text_that_tells_no_year_keeps_its_rows_without_days(nlp: Language) -> None:
    from pipeline import extract

    text = (
        "La lettre des veilleurs\n\nMauvais mois pour la Maison des femmes de Mbako. Le 4 novembre, sa "
        "coordinatrice, Inès Corvelle, a été condamnée à huit ans de prison. Son avocat n'avait pas été "
        "prévenu de l'audience. Arrêtée en mai, elle est maintenue à l'isolement depuis septembre.\n\nDeux "
        "bénévoles, Awa Diallo et Mariam Sow, ont été expulsées le 12. La mère d'Awa a vu sa maison "
        "confisquée ; elle dit avoir été bousculée par les policiers. Le 15, à l'aube, la gendarmerie a "
        "fouillé les bureaux. Téléphones et disques durs ont été saisis, et quatre employés interrogés comme "
        "témoins."
    )
    rows = next(iter(extract([text], nlp))).incidents.to_dict("records")
    assert {"conviction", "arrest", "expulsion", "search", "seizure", "assault"} <= {row["act"] for row in rows}
    assert {row["date_edtf"] for row in rows} == {""}
