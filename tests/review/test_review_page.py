import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from desk import AUBRAC, aubrac, niang, row, span, write
from visitor import Visitor, words

from pipeline.review.apply import apply
from pipeline.review.log import read_log
from pipeline.tables import read_dataset
from pipeline.tables.rows import digest

ARREST, THREAT, RELEASE = (row(aubrac(), act)["incident_id"] for act in ("arrest", "death_threat", "release"))
SUMMONS = row(niang(), "summons")["incident_id"]
Visit = Callable[..., Visitor]


def table(dataset: Path) -> dict[str, dict[str, object]]:
    """The reviewed incidents, by act."""
    incidents = apply(read_log(dataset), read_dataset(dataset)).tables["incidents"]
    return {str(r["act"]): {str(k): v for k, v in r.items()} for r in incidents.to_dict("records")}


# The queue


def acts(html: str) -> list[str]:
    return re.findall(r'class="open"[^>]*>([^<]+)<', html)


def test_the_queue_begins_with_the_least_certain(visit: Visit) -> None:
    assert acts(visit().get("/queue").text) == [
        "Menaces de mort",
        "Libération ou acquittement",
        "Convocation ou interrogatoire",
        "Arrestation",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("act=arrest", ["Arrestation"]),
        ("perpetrator_type=police", ["Convocation ou interrogatoire", "Arrestation"]),
        ("since=2020", ["Convocation ou interrogatoire"]),
        ("until=2019-05", ["Menaces de mort"]),
        ("since=2019-06&until=2019-06", ["Arrestation"]),
        ("least=65", ["Convocation ou interrogatoire", "Arrestation"]),
        ("most=50", ["Menaces de mort"]),
        ("q=belkiràn", ["Menaces de mort"]),
        ("q=port lune&act=release", []),
        ("status=decided", []),
        ("order=date&until=2019", ["Menaces de mort", "Arrestation"]),
        ("act=nothing", []),
        (
            "status=bogus&order=bogus&since=x&least=y",
            ["Menaces de mort", "Libération ou acquittement", "Convocation ou interrogatoire", "Arrestation"],
        ),
    ],
)
def test_filters_live_in_the_address(visit: Visit, query: str, found: list[str]) -> None:
    assert acts(visit().get(f"/queue?{query}").text) == found


def test_a_page_beyond_the_last_shows_the_last(visit: Visit) -> None:
    assert len(acts(visit().get("/queue?page=99").text)) == 4


# One row


def test_a_row_shows_its_words_in_the_alert_and_what_each_value_rests_on(visit: Visit) -> None:
    html = visit().row(ARREST)
    marks = dict(re.findall(r'<mark class="(\w+)"><span data-at="\d+" data-long="\d+">([^<]+)', html))
    assert marks == {
        "victim": "Solveig Aubrac",
        "date": "Le 3 juin 2019",
        "act": "arrêtée à",
        "place": "Port-Lune",
        "perpetrator": "des policiers",
    }
    assert "3 juin 2019 2019-06-03" in words(html)
    assert "« Le 3 juin 2019 » · Date complète" in words(html)


def test_every_piece_of_the_text_knows_its_offset(visit: Visit) -> None:
    pieces = re.findall(r'data-at="(\d+)" data-long="(\d+)"[^>]*>([^<]*)<', visit().row(ARREST))
    assert len(pieces) > 5
    for at, long, shown in pieces:
        assert AUBRAC[int(at) : int(at) + int(long)] == shown.replace("&#39;", "'")


def test_the_strip_tells_the_other_incidents_by_time(visit: Visit) -> None:
    strip = re.findall(r'<nav class="strip".*?</nav>', visit().row(ARREST), re.S)[0]
    assert words(strip) == "mai 2019 Menaces de mort 3 juin 2019 Arrestation Sans date Libération ou acquittement"


# Deciding


def test_accepting_saves_and_leads_to_the_next_row(visit: Visit, dataset: Path) -> None:
    answer = visit().decide(THREAT, "accepted")
    assert answer.status_code == 200 and f'data-row="{digest(RELEASE)}"' in answer.text
    assert [d.decision for d in read_log(dataset)] == ["accepted"]


def test_the_last_row_leads_back_to_the_queue(visit: Visit) -> None:
    assert visit().decide(ARREST, "rejected", "act=arrest").headers["hx-redirect"] == "/queue?act=arrest"


def test_a_date_is_corrected_and_the_machines_value_stays_in_sight(visit: Visit, dataset: Path) -> None:
    ines = visit()
    answer = ines.decide(THREAT, "corrected", column="date_edtf", old="2019-05", new="2019-05-28")
    assert "28 mai 2019" in words(answer.text)
    assert "La machine disait : mai 2019 (corrigé par ines)" in words(answer.text)
    assert table(dataset)["death_threat"]["date_start"] == "2019-05-28"


def test_people_are_chosen_from_the_alert_or_written(visit: Visit, dataset: Path) -> None:
    ines = visit()
    editor = words(ines.get(f"/row/{digest(RELEASE)}/edit/victims").text)
    assert "Solveig Aubrac Tahar Belkiran" in editor
    ines.decide(RELEASE, "corrected", column="victims", old="Solveig Aubrac", new=["Solveig Aubrac", "sa cliente", ""])
    assert table(dataset)["release"]["victims"] == "Solveig Aubrac; sa cliente"


def test_marked_words_fill_the_editor(visit: Visit) -> None:
    start, end = span(AUBRAC, "3 juin")
    editor = visit().get(f"/row/{digest(RELEASE)}/edit/date_edtf?start={start}&end={end}").text
    assert 'value="2019-06-03"' in editor and f'name="start" value="{start}"' in editor
    start, end = span(AUBRAC, "Belkiran")
    editor = visit().get(f"/row/{digest(RELEASE)}/edit/victims?start={start}&end={end}").text
    assert re.findall(r'value="([^"]+)" checked', editor) == ["Solveig Aubrac", "Tahar Belkiran"]


def test_a_missed_incident_is_added_on_marked_words(visit: Visit, dataset: Path) -> None:
    start, end = span(AUBRAC, "confrère")
    answer = visit().decide(THREAT, "added", new="smear", start=start, end=end)
    assert "confrère" in words(answer.text) and "Ajouté" in words(answer.text)
    assert table(dataset)["smear"]["quote"] == table(dataset)["death_threat"]["quote"]


def test_rows_are_split_and_merged(visit: Visit, dataset: Path) -> None:
    ines = visit()
    ines.decide(ARREST, "split")
    assert len(read_dataset(dataset)["incidents"]) + 1 == len(
        apply(read_log(dataset), read_dataset(dataset)).tables["incidents"]
    )
    ines.decide(RELEASE, "merged", other=digest(ARREST))
    assert table(dataset)["release"]["date_edtf"] == "2019-06-03"


def test_persons_are_joined(visit: Visit, dataset: Path) -> None:
    one, other = (e["entity_id"] for e in aubrac().rows["entities"][:2])
    visit().decide(THREAT, "joined", entity=one, other=other)
    assert table(dataset)["death_threat"]["victims"] == "Solveig Aubrac"


@pytest.mark.parametrize(
    ("column", "new", "said"),
    [
        ("date_edtf", "2019-02-31", "Ce jour n'existe pas dans ce mois."),
        ("date_edtf", "2019-13", "Le mois va de 01 à 12"),
        ("date_edtf", "2020/2019", "La fin précède le début."),
        ("date_edtf", "../..", "au moins un côté connu"),
        ("date_edtf", "juin 2019", "Ce n'est pas une date EDTF"),
        ("act", "picnic", "Cette valeur n'est pas dans la liste."),
        ("victim_count", "0", "Il faut un nombre entier"),
        ("confidence", "1", "Ce champ ne se corrige pas."),
        ("charge", "x" * 1_001, "C'est trop long."),
    ],
)
def test_a_value_that_cannot_stand_is_refused_with_the_reason(
    visit: Visit, dataset: Path, column: str, new: str, said: str
) -> None:
    answer = visit().decide(THREAT, "corrected", column=column, new=new)
    assert answer.status_code == 422 and said in words(answer.text)
    assert read_log(dataset) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2019-06", "juin 2019"),
        ("2020-01/..", "depuis janvier 2020"),
        ("", "Sans date"),
        ("2019-06-31", "Ce jour n'existe pas dans ce mois."),
    ],
)
def test_a_date_is_read_aloud_while_it_is_typed(visit: Visit, typed: str, read: str) -> None:
    assert words(visit().get(f"/reading?new={typed}").text) == read


def test_undo_and_redo_lead_to_the_row_they_change(visit: Visit, dataset: Path) -> None:
    ines = visit()
    ines.decide(THREAT, "accepted")
    ines.decide(RELEASE, "rejected")
    assert f'data-row="{digest(RELEASE)}"' in ines.back("undo", ARREST).text
    assert "release" in table(dataset)
    assert f'data-row="{digest(THREAT)}"' in ines.back("undo", ARREST).text
    ines.back("redo", ARREST)
    ines.back("redo", ARREST)
    assert "release" not in table(dataset)
    assert "rien à rétablir" in ines.back("redo", ARREST).text.replace("data-saved", "")
    assert len(read_log(dataset)) == 6


def test_undoing_an_addition_leads_back_and_the_row_is_gone(visit: Visit, dataset: Path) -> None:
    ines = visit()
    start, end = span(AUBRAC, "confrère")
    ines.decide(THREAT, "added", new="smear", start=start, end=end)
    [here] = {d.row_id for d in read_log(dataset)}
    answer = ines.back("undo", here)
    assert answer.status_code == 200 and f'data-row="{digest(THREAT)}"' in answer.text
    assert "smear" not in table(dataset)
    assert "Diffamation ou dénigrement" not in acts(ines.get("/queue?status=all").text)
    assert f'data-row="{digest(here)}"' in ines.back("redo", THREAT).text
    assert "smear" in table(dataset)


def test_who_adjudicates_takes_the_value_of_either(visit: Visit, dataset: Path) -> None:
    ines, badou, chief = visit("ines", blind=100), visit("badou", blind=100), visit("chef")
    for who, day in ((ines, "2019-05-28"), (badou, "2019-05-30")):
        who.decide(THREAT, "corrected", column="date_edtf", old="2019-05", new=day)
        who.decide(THREAT, "accepted")
    page = chief.row(THREAT)
    assert "Date 28 mai 2019 Prendre 30 mai 2019 Prendre" in words(page)
    chief.decide(THREAT, "corrected", column="date_edtf", old="2019-05", new="2019-05-30")
    assert "Date 28 mai 2019 Prendre 30 mai 2019" in words(chief.row(THREAT))
    chief.decide(THREAT, "accepted")
    assert table(dataset)["death_threat"]["date_edtf"] == "2019-05-30"


def test_the_audit_tells_every_decision_with_old_and_new(visit: Visit) -> None:
    ines = visit()
    ines.decide(THREAT, "corrected", column="date_edtf", old="2019-05", new="2019")
    ines.back("undo", THREAT)
    audit = words(ines.get("/audit").text)
    about = "Menaces de mort · Tahar Belkiran"
    assert re.search(rf"2 .* ines Annulation {about} n° 1 1 .* ines Corrigé {about} Date mai 2019 2019", audit)


def test_the_audit_names_what_was_joined_added_and_merged(visit: Visit) -> None:
    ines = visit()
    ines.decide(THREAT, "merged", other=digest(RELEASE))
    kept, other = (f"{aubrac().id}-e{digest(name)}" for name in ("Solveig Aubrac", "Tahar Belkiran"))
    ines.decide(THREAT, "joined", entity=kept, other=other)
    audit = words(ines.get("/audit").text)
    assert "Réunis Solveig Aubrac Tahar Belkiran" in audit
    assert re.search("Réuni à un autre Menaces de mort · .* Libération ou acquittement · Solveig Aubrac", audit)


# Two people, and what is sent twice


def test_two_people_see_each_others_decisions_at_once(visit: Visit) -> None:
    ines, badou = visit("ines"), visit("badou")
    ines.decide(THREAT, "rejected")
    assert "Écarté · ines" in words(badou.row(THREAT))
    assert "Menaces de mort" not in acts(badou.get("/queue").text)


def test_a_field_changed_meanwhile_is_a_conflict_that_shows_both_values(visit: Visit, dataset: Path) -> None:
    ines, badou = visit("ines"), visit("badou")
    ines.decide(THREAT, "corrected", column="date_edtf", old="2019-05", new="2019-05-28")
    answer = badou.decide(THREAT, "corrected", column="date_edtf", old="2019-05", new="2019-05-30")
    assert answer.status_code == 409
    assert "Votre valeur 30 mai 2019 Valeur en place 28 mai 2019" in words(answer.text)
    assert len(read_log(dataset)) == 1
    badou.decide(THREAT, "corrected", column="date_edtf", old="2019-05-28", new="2019-05-30")
    assert table(dataset)["death_threat"]["date_edtf"] == "2019-05-30"


def test_a_row_that_changed_meanwhile_cannot_be_accepted_unseen(visit: Visit, dataset: Path) -> None:
    ines, badou = visit("ines"), visit("badou")
    old = badou.version(THREAT)
    ines.decide(THREAT, "corrected", column="country", old="", new="SN")
    assert badou.decide(THREAT, "accepted", version=old).status_code == 409
    assert [d.reviewer for d in read_log(dataset)] == ["ines"]


def test_other_fields_of_a_row_can_be_corrected_at_the_same_time(visit: Visit, dataset: Path) -> None:
    ines, badou = visit("ines"), visit("badou")
    ines.decide(THREAT, "corrected", column="country", old="", new="SN")
    assert badou.decide(THREAT, "corrected", column="factuality", old="asserted", new="alleged").status_code == 200
    assert (table(dataset)["death_threat"]["country"], table(dataset)["death_threat"]["factuality"]) == (
        "SN",
        "alleged",
    )


def test_a_request_sent_twice_is_one_decision(visit: Visit, dataset: Path) -> None:
    ines, key = visit(), uuid4().hex
    old = ines.version(THREAT)
    for _ in range(2):
        assert ines.decide(THREAT, "accepted", key=key, version=old).status_code == 200
    assert len(read_log(dataset)) == 1
    assert ines.decide(THREAT, "rejected", key=key).status_code == 409
    undo = uuid4().hex
    for _ in range(2):
        ines.back("undo", THREAT, undo)
    assert len(read_log(dataset)) == 2


def test_a_decision_that_others_build_on_cannot_be_undone_under_them(visit: Visit, dataset: Path) -> None:
    ines, badou = visit("ines"), visit("badou")
    ines.decide(THREAT, "corrected", column="country", old="", new="SN")
    badou.decide(THREAT, "corrected", column="country", old="SN", new="ML")
    assert ines.back("undo", THREAT).status_code == 409
    assert table(dataset)["death_threat"]["country"] == "ML"


def test_an_extraction_meanwhile_is_seen_and_what_drifted_is_shown(visit: Visit, dataset: Path) -> None:
    ines = visit()
    ines.decide(ARREST, "accepted")
    ines.decide(THREAT, "accepted")
    write(dataset, aubrac(date_edtf="2018"), niang())
    html = ines.get("/queue?status=again").text
    assert acts(html) == ["Arrestation"]
    assert "la machine dit maintenant autre chose" in words(ines.row(ARREST))
    assert ines.decide(ARREST, "accepted").status_code == 200


# Double review


def test_who_works_blind_sees_only_the_own_decisions(visit: Visit) -> None:
    ines, badou = visit("ines", blind=100), visit("badou", blind=100)
    ines.decide(THREAT, "rejected")
    assert "Menaces de mort" in acts(badou.get("/queue").text)
    assert "ines" not in words(badou.row(THREAT)) and "ines" not in words(badou.get("/audit").text)


def test_what_two_disagree_on_waits_for_a_third(visit: Visit, dataset: Path) -> None:
    ines, badou, chief = visit("ines", blind=100), visit("badou", blind=100), visit("chef")
    for who, verdict in ((ines, "rejected"), (badou, "accepted")):
        who.decide(THREAT, verdict)
        who.decide(RELEASE, "accepted")
    assert acts(chief.get("/queue?status=disagree").text) == ["Menaces de mort"]
    assert "ines badou Décision Écarté Accepté À décider" in words(chief.row(THREAT))
    chief.decide(THREAT, "rejected")
    assert acts(chief.get("/queue?status=disagree").text) == []
    assert "death_threat" not in table(dataset)
