"""Persons replaced by pseudonyms, everywhere, with offsets that still point at their words."""

import re
import stat
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_samples import entity, incident, make_doc, participant, source, span

from pipeline.normalise import name_key
from pipeline.tables import DatasetWriter, OutputError, export_xlsx, read_dataset, rows, select
from pipeline.tables.frames import frames
from pipeline.tables.names import Names, Shift, replaced
from pipeline.tables.redact import Redactor, secret_of

SECRET = bytes(range(32))
PSEUDONYM = re.compile(r"P-[A-Z2-7]{8}")
TEXT = (
    "KAZAKHSTAN – MENACES CONTRE AIMAN UMAROVA\n\n"
    "Le 3 juin 2019, Me Aiman Omarova et son mari, A. Umarov, ont été menacés à Almaty. Umarova\u00ad a porté plainte."
    "\nLe Comité Aïman-Umarova (comite.umarova@exemple.org, #FreeUmarova) demande justice. Li Wu, sa cliente, dit : «"
    " Le procès de Li commence. »"
)
FORBIDDEN = ("aiman", "umarova", "omarova", "umarov", "wu")


def named(key, name, *forms):
    mentions = [span(TEXT, form) for form in forms]
    return entity(key, "person", name, mentions, variants=[name, *forms])


def redacted_rows(text=TEXT, **given):
    threat = incident(
        text,
        "threat",
        "menacés",
        participant(text, "victim", "Me Aiman Omarova", "umarova"),
        participant(text, "victim", "A. Umarov", "umarov"),
        participant(text, "place", "Almaty", "almaty"),
        date_text="Le 3 juin 2019",
        charge="avoir défendu Li Wu",
    )
    entities = [
        named("umarova", "Aiman Umarova", "Aiman Omarova"),
        named("umarov", "Arman Umarov", "A. Umarov"),
        named("wu", "Li Wu", "Li Wu", "Li"),
        entity("almaty", "place", "Almaty", [span(text, "Almaty")], country="KZ"),
        entity("comite", "organisation", "Comité Aïman-Umarova", [span(text, "Comité Aïman-Umarova")]),
    ]
    title = ["Menaces contre Aiman Umarova", 13, 41]
    start, end = span(text, "Le 3 juin 2019")
    day = {"edtf": "2019-06-03", "date_start": "2019-06-03", "date_end": "2019-06-03", "precision": "day"}
    dates = [{"start": start, "end": end, "text": text[start:end], **day, "basis": "explicit", "note": ""}]
    doc = make_doc(
        text,
        header={"title": title},
        published_on="2019-06-10",
        country="KZ",
        entities=entities,
        subjects=["umarova"],
        dates=dates,
        incidents=[threat],
    )
    return rows(doc, source(text, "alertes/umarova.txt", **given))


def cells(tables):
    return [str(value) for listed in tables.values() for row in listed for value in row.values()]


def test_no_name_is_left_in_any_cell():
    old = redacted_rows()
    old["reviews"] = [
        {
            "row_id": old["incidents"][0]["incident_id"],
            "old": "Aiman Umarova",
            "new": "A. Umarov",
            "comment": "vu avec Wu",
        }
        | {
            "table": "incidents",
            "column": "victims",
            "decision": "corrected",
            "reviewer": "Lise",
            "reviewed_at": "",
            "review_id": "r1",
        }
    ]
    redactor = Redactor(SECRET)
    new = redactor.alert(old)
    for cell in cells(new):
        assert not set(name_key(cell).split()) & {*FORBIDDEN, "lise"}, cell
        assert "umarov" not in name_key(cell).replace(" ", "")
    assert len(redactor.persons) == 3
    assert PSEUDONYM.search(str(new["reviews"][0]["old"])) and new["reviews"][0]["comment"] == ""
    assert new["incidents"][0]["victims"].count("P-") == 2
    assert "Le procès de P-" in " ".join(new["alerts"][0]["text"].split())  # `Le` is no name here
    assert frames(new)["incidents"].shape == frames(old)["incidents"].shape


def test_every_span_still_points_at_its_words():
    old, new = redacted_rows(), Redactor(SECRET).alert(redacted_rows())
    text = new["alerts"][0]["text"]
    for table, column in (("mentions", "text"), ("dates", "text"), ("participants", "text"), ("incidents", "trigger")):
        for before, after in zip(old[table], new[table], strict=True):
            assert text[after["start"] : after["end"]] == after[column]
            assert PSEUDONYM.search(after[column]) or after[column] == before[column]
    assert new["incidents"][0]["quote"] in text
    assert [row["text"] for row in new["participants"]][2] == "Almaty"


def test_one_key_gives_one_pseudonym_another_key_another():
    first, again, other = (Redactor(key).alert(redacted_rows()) for key in (SECRET, SECRET, SECRET[::-1]))
    assert first == again
    names = {row["name"] for row in first["entities"] if row["kind"] == "person"}
    assert names.isdisjoint(row["name"] for row in other["entities"])
    elsewhere = "MM. Aiman UMAROVA a parlé."
    alone = make_doc(elsewhere, entities=[entity("u", "person", "UMAROVA Aiman", [(4, 17)])])
    new = Redactor(SECRET).alert(rows(alone, source(elsewhere)))
    assert new["entities"][0]["name"] in names


def test_keys_and_sources_do_not_tell_who_it_is_but_still_join():
    old = redacted_rows(id="umarova-2019-06-10")
    new = Redactor(SECRET).alert(old)
    [alert] = new["alerts"]
    assert (alert["source"], alert["sha256"]) == ("", "")
    assert not any(str(row["alert_id"]) in str(cells(old)) for row in new["incidents"])
    assert {row["alert_id"] for table in new.values() for row in table} == {alert["alert_id"]}
    entities = {row["entity_id"] for row in new["entities"]}
    assert {row["entity_id"] for row in new["mentions"]} <= entities
    assert {row["incident_id"] for row in new["participants"]} == {new["incidents"][0]["incident_id"]}


def test_a_person_that_a_reviewer_wrote_in_is_replaced_too():
    old = redacted_rows()
    old["incidents"][0]["victims"] = "Yerlan Sadykov; des avocats"
    old["incidents"][0]["quote"] = "Sadykov a été menacé."
    new = Redactor(SECRET).alert(old)["incidents"][0]
    assert PSEUDONYM.fullmatch(new["victims"].split("; ")[0]) and new["victims"].endswith("; des avocats")
    assert "Sadykov" not in new["quote"]


def test_what_reviewers_undid_or_joined_names_nobody_either():
    old = redacted_rows()
    key = old["incidents"][0]["incident_id"]
    blank = dict.fromkeys(("review_id", "old", "comment", "reviewed_at", "column"), "")
    blank |= {"table": "incidents", "row_id": key, "reviewer": "Lise"}
    old["reviews"] = [
        blank | {"decision": "corrected", "column": "victims", "new": "Yerlan Sadykov; des avocats"},
        blank | {"decision": "undone", "new": "r1"},
        blank | {"decision": "merged", "new": key},
    ]
    corrected, _, merged = Redactor(SECRET).alert(old)["reviews"]
    assert PSEUDONYM.fullmatch(corrected["new"].split("; ")[0]) and corrected["new"].endswith("; des avocats")
    assert merged["new"] == merged["row_id"] != key


def test_a_redacted_dataset_names_nobody_in_its_workbook(tmp_path):
    with DatasetWriter(tmp_path / "set") as writer:
        writer.add(redacted_rows())
        writer.add(
            {"cases": [{"case_id": "c0123456789abcdef", "incident_id": "k1-i0123456789abcdef", "alert_id": "k1"}]}
        )
    counts = select(tmp_path / "set", tmp_path / "part", [Redactor(SECRET)])
    assert counts == {table: len(data) for table, data in read_dataset(tmp_path / "set").items()}
    export_xlsx(tmp_path / "part", tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    words = {
        word
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell
        for word in name_key(str(cell)).split()
    }
    assert not words & set(FORBIDDEN)


LETTERS = st.text(st.sampled_from("aéLWu Ui.'-\n\u00ad#@_3"), max_size=40)


@given(LETTERS, st.lists(LETTERS, max_size=3), st.lists(st.integers(0, 40), max_size=6))
def test_any_text_keeps_what_is_no_name_and_any_span_moves_with_its_words(text, forms, places):
    found = Names({f"P-{number}": [form] for number, form in enumerate(forms)}).find(text)
    shift, new = Shift(found), replaced(text, found)
    assert found == sorted(found) and all(a.end <= b.start for a, b in pairwise(found))
    for start, end in pairwise(places):
        start, end = min(start, len(text)), min(end, len(text))
        inside = [place for place in found if place.start < end and start < place.end]
        if start < end and all(start <= place.start and place.end <= end for place in inside):
            moved = [place._replace(start=place.start - start, end=place.end - start) for place in inside]
            assert new[shift.start(start) : shift.end(end)] == replaced(text[start:end], moved)


def test_a_key_is_made_once_for_its_owner_and_kept(tmp_path):
    key = secret_of(tmp_path / "key")
    assert len(key) == 32 and secret_of(tmp_path / "key") == key
    assert stat.filemode((tmp_path / "key").stat().st_mode) == "-rw-------"


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, "ab" * 31])
def test_what_is_no_key_is_refused(tmp_path, content):
    (tmp_path / "key").write_text(content, encoding="ascii")
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(OutputError):
        secret_of(tmp_path / "key")
    assert (tmp_path / "key").read_text(encoding="ascii") == content


def test_a_key_that_others_can_read_is_refused(tmp_path):
    secret_of(tmp_path / "key")
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(OutputError):
        secret_of(tmp_path / "key")
    with pytest.raises(OutputError):
        secret_of(tmp_path / "nowhere" / "key")
