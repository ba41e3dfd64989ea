import pandas as pd
import pytest
from desk import AUBRAC, Alert, added, aubrac, dataset, niang, on_entity, said, span

from pipeline.review.apply import apply
from pipeline.review.decisions import Decision
from pipeline.tables.schemas import check


def incident(tables: dict[str, pd.DataFrame], act: str) -> dict[str, object]:
    table = tables["incidents"]
    return {str(k): v for k, v in table[table["act"] == act].to_dict("records")[0].items()}


def acts(tables: dict[str, pd.DataFrame]) -> list[str]:
    return list(tables["incidents"]["act"])


def people(tables: dict[str, pd.DataFrame], act: str, role: str) -> list[tuple[str, str]]:
    rows = tables["participants"]
    here = rows[(rows["incident_id"] == incident(tables, act)["incident_id"]) & (rows["role"] == role)]
    return [
        (row["text"], "" if pd.isna(row["start"]) else AUBRAC[row["start"] : row["end"]]) for _, row in here.iterrows()
    ]


def test_without_decisions_the_tables_stay_as_they_are() -> None:
    tables = dataset()
    reviewed = apply([], tables)
    assert all(reviewed.tables[name].equals(tables[name]) for name in tables)


def test_decisions_leave_what_they_are_laid_over_unchanged() -> None:
    tables, before = dataset(), dataset()
    apply([said(aubrac(), "arrest", "corrected", column="date_edtf", new="2018")], tables)
    assert all(tables[name].equals(before[name]) for name in tables)


def test_an_accepted_row_is_handed_over_as_it_is() -> None:
    reviewed = apply([said(aubrac(), "arrest", "accepted")], dataset())
    assert reviewed.decided() == {incident(dataset(), "arrest")["incident_id"]}
    assert reviewed.tables["incidents"].equals(dataset()["incidents"])


def test_a_rejected_row_is_left_out_with_its_participants() -> None:
    tables = apply([said(aubrac(), "death_threat", "rejected")], dataset()).tables
    assert acts(tables) == ["arrest", "release", "summons"]
    assert "Tahar Belkiran" not in set(tables["participants"]["text"])


def test_a_corrected_date_brings_its_first_and_last_day() -> None:
    decision = said(aubrac(), "death_threat", "corrected", column="date_edtf", new="2019-05-28/2019-05-29")
    row = incident(apply([decision], dataset()).tables, "death_threat")
    assert (row["date_start"], row["date_end"], row["date_precision"]) == ("2019-05-28", "2019-05-29", "range")


def test_corrected_victims_bring_the_words_that_name_them() -> None:
    decision = said(
        aubrac(), "release", "corrected", column="victims", new="Solveig Aubrac; Tahar Belkiran; sa famille"
    )
    tables = apply([decision], dataset()).tables
    assert incident(tables, "release")["victims"] == "Solveig Aubrac; Tahar Belkiran; sa famille"
    assert people(tables, "release", "victim") == [
        ("Solveig Aubrac", "Solveig Aubrac"),
        ("Tahar Belkiran", "Tahar Belkiran"),
        ("sa famille", ""),
    ]
    check("participants", tables["participants"])


def test_marked_words_become_the_words_of_the_value() -> None:
    words = list(span(AUBRAC, "Me Aubrac"))
    decision = said(aubrac(), "release", "corrected", column="victims", new="Me Aubrac", detail={"words": words})
    assert people(apply([decision], dataset()).tables, "release", "victim") == [("Me Aubrac", "Me Aubrac")]


def test_later_corrections_build_on_earlier_ones() -> None:
    first = said(aubrac(), "arrest", "corrected", column="country", new="SN")
    second = said(aubrac(), "arrest", "corrected", column="country", new="ML", reviewer="badou")
    stale = apply([first, second], dataset())
    assert incident(stale.tables, "arrest")["country"] == "SN"
    assert [drift.reason for drift in stale.drifted] == ["value"]


def test_a_missed_incident_is_added_with_its_sentence() -> None:
    tables = apply(
        [added(aubrac(), "threat", "menacé", victims="Tahar Belkiran", date_edtf="2019-05")], dataset()
    ).tables
    row = incident(tables, "threat")
    assert (row["trigger"], row["date_start"], row["victims"]) == ("menacé", "2019-05-01", "Tahar Belkiran")
    assert str(row["quote"]).startswith("Son confrère Tahar Belkiran")
    for name, table in tables.items():
        check(name, table)


def test_an_added_incident_that_the_machine_finds_later_is_told_once() -> None:
    decision = added(aubrac(), "release", "a été libérée", victims="Solveig Aubrac")
    reviewed = apply([decision], dataset())
    assert acts(reviewed.tables).count("release") == 1
    assert reviewed.applied == [decision]


def test_a_split_row_becomes_two_that_can_be_corrected_apart() -> None:
    alert = aubrac()
    key = f"{alert.id}-isecond"
    split = said(alert, "arrest", "split", new=key, detail={"words": list(span(AUBRAC, "Arrêtée".lower()))})
    second = Decision(**{**_fields(said(alert, "arrest", "corrected", column="act", new="detention")), "row_id": key})
    tables = apply([split, second], dataset()).tables
    assert sorted(acts(tables)) == ["arrest", "death_threat", "detention", "release", "summons"]
    assert people(tables, "detention", "victim") == people(tables, "arrest", "victim")


def _fields(decision: Decision) -> dict[str, object]:
    return {name: getattr(decision, name) for name in decision.__slots__}


def test_merged_rows_become_one_that_says_what_either_said() -> None:
    alert = aubrac()
    other = said(alert, "death_threat", "noted")
    merged = said(alert, "release", "merged", new=other.row_id, detail={"other": [other.start, other.end]})
    tables = apply([merged], dataset()).tables
    assert acts(tables) == ["arrest", "release", "summons"]
    row = incident(tables, "release")
    assert (row["victims"], row["date_edtf"]) == ("Solveig Aubrac; Tahar Belkiran", "2019-05")


def test_joined_persons_have_one_name_everywhere() -> None:
    alert = aubrac()
    other = next(e["entity_id"] for e in alert.rows["entities"] if e["name"] == "Tahar Belkiran")
    tables = apply([on_entity(alert, "Solveig Aubrac", "joined", other)], dataset()).tables
    assert incident(tables, "death_threat")["victims"] == "Solveig Aubrac"
    names = tables["entities"].set_index("name")["variants"]
    assert names["Solveig Aubrac"] == "Aubrac; Tahar Belkiran" and "Tahar Belkiran" not in names


def test_a_parted_name_is_a_person_of_its_own() -> None:
    tables = apply([on_entity(aubrac(), "Solveig Aubrac", "parted", "Aubrac")], dataset()).tables
    assert set(tables["entities"]["name"]) >= {"Solveig Aubrac", "Aubrac"}
    mentions = tables["mentions"].merge(tables["entities"], on="entity_id")
    assert set(mentions[mentions["name"] == "Aubrac"]["text"]) == {"Aubrac"}


def test_what_is_undone_no_longer_counts_and_comes_back_when_that_is_undone() -> None:
    reject = said(aubrac(), "release", "rejected")
    undo = said(aubrac(), "release", "undone", new=reject.review_id)
    redo = said(aubrac(), "release", "undone", new=undo.review_id)
    assert "release" in acts(apply([reject, undo], dataset()).tables)
    assert "release" not in acts(apply([reject, undo, redo], dataset()).tables)


def test_the_table_of_reviews_holds_every_decision_in_order() -> None:
    reject = said(aubrac(), "release", "rejected", comment="déjà dit")
    undo = said(aubrac(), "release", "undone", new=reject.review_id)
    table = apply([reject, undo], dataset()).tables["reviews"]
    check("reviews", table)
    assert list(table["decision"]) == ["rejected", "undone"] and table["comment"][0] == "déjà dit"


# A re-extraction by a newer version


def newer(*alerts: Alert) -> dict[str, pd.DataFrame]:
    """The tables as another version would write them: other keys for the same words."""
    tables = dataset(*alerts)
    for name in ("incidents", "participants"):
        tables[name]["incident_id"] = tables[name]["incident_id"].str.replace("-i", "-iv2", regex=False)
    return tables


def test_decisions_find_their_rows_by_the_words_when_keys_change() -> None:
    alert = aubrac()
    log = [said(alert, "arrest", "accepted"), said(alert, "release", "corrected", column="country", new="SN")]
    reviewed = apply(log, newer())
    assert reviewed.drifted == [] and incident(reviewed.tables, "release")["country"] == "SN"
    assert reviewed.decided() == {incident(newer(), "arrest")["incident_id"]}


def test_decisions_follow_a_text_that_has_got_another_key() -> None:
    log = [said(niang(), "summons", "rejected")]
    assert acts(apply(log, dataset(niang("autre-clé"))).tables) == []


@pytest.mark.parametrize(
    ("alert", "reason"),
    [
        (aubrac(date_edtf="2019-06"), "value"),  # the machine says something else than what was accepted
        (Alert(AUBRAC), "row"),  # its words tell no incident now
        (niang(), "alert"),  # the text is not there
    ],
)
def test_what_no_longer_fits_is_to_be_looked_at_again_and_never_vanishes(alert: Alert, reason: str) -> None:
    log = [said(aubrac(), "arrest", "accepted"), said(aubrac(), "arrest", "noted")]
    reviewed = apply(log, dataset(alert))
    assert len(reviewed.applied) + len(reviewed.drifted) == len(log)
    assert reason in {drift.reason for drift in reviewed.drifted}
    assert reviewed.decided() == set()
    assert len(reviewed.tables["reviews"]) == len(log)


def test_a_correction_that_the_machine_has_learned_stands() -> None:
    log = [said(aubrac(), "arrest", "corrected", column="date_edtf", new="2019-06")]
    reviewed = apply(log, dataset(aubrac(date_edtf="2019-06")))
    assert reviewed.drifted == [] and incident(reviewed.tables, "arrest")["date_edtf"] == "2019-06"


# Double review


def test_what_two_people_judge_blind_counts_where_they_agree() -> None:
    alone = [said(aubrac(), "release", "rejected", scope="blind")]
    assert "release" in acts(apply(alone, dataset()).tables)
    assert apply(alone, dataset()).waiting == alone
    both = [*alone, said(aubrac(), "release", "rejected", scope="blind", reviewer="badou")]
    assert "release" not in acts(apply(both, dataset()).tables)
    against = [*alone, said(aubrac(), "release", "accepted", scope="blind", reviewer="badou")]
    assert "release" in acts(apply(against, dataset()).tables)


def test_who_adjudicates_has_the_last_word() -> None:
    log = [said(aubrac(), "release", "rejected", scope="blind", reviewer=name) for name in ("ines", "badou")]
    log.append(said(aubrac(), "release", "accepted", reviewer="chef"))
    assert "release" in acts(apply(log, dataset()).tables)
