"""A Doc becomes the rows of SPEC section 8."""

from hypothesis import given, settings
from hypothesis import strategies as st
from table_samples import (
    TEXT,
    entity,
    incident,
    make_doc,
    participant,
    sample_doc,
    sample_rows,
    source,
    span,
    text_rows,
)

from pipeline.tables import frames, rows
from pipeline.tables.schemas import check


def by_act(result, act):
    [row] = [row for row in result["incidents"] if row["act"] == act]
    return row


def test_an_incident_says_who_when_where_and_in_which_sentence():
    arrest = by_act(sample_rows(), "arrest")
    assert arrest["quote"] == "Le 3 juin 2019, Me Awa Sarr a été arrêtée à Thiès par des policiers."
    assert (arrest["trigger"], arrest["victims"], arrest["perpetrators"]) == ("arrêtée", "Awa Sarr", "des policiers")
    assert (arrest["place"], arrest["country"], arrest["date_edtf"]) == ("Thiès", "SN", "2019-06-03")
    assert (arrest["victim_count"], arrest["perpetrator_type"], arrest["date_basis"]) == (1, "police", "explicit")


def test_every_span_points_at_its_words():
    result = sample_rows()
    spans = [(row["text"], row) for table in ("mentions", "dates", "participants") for row in result[table]]
    spans += [(row["trigger"], row) for row in result["incidents"]]
    assert len(spans) == 4 + 1 + 5 + 2
    assert all(TEXT[row["start"] : row["end"]] == words for words, row in spans)


def test_names_in_one_role_are_listed_once_each():
    text = "Awa Sarr, Me Sarr et deux\nclercs ont été arrêtés."
    doc = make_doc(
        text,
        entities=[entity("sarr", "person", "Awa Sarr", [span(text, "Awa Sarr"), span(text, "Sarr", 2)])],
        incidents=[
            incident(
                text,
                "arrest",
                "arrêtés",
                participant(text, "victim", "Awa Sarr", "sarr"),
                participant(text, "victim", "Me Sarr", "sarr"),
                participant(text, "victim", "deux\nclercs", count=2),
            )
        ],
    )
    result = rows(doc, source(text))
    assert result["incidents"][0]["victims"] == "Awa Sarr; deux clercs"
    assert [row["text"] for row in result["participants"]] == ["Awa Sarr", "deux\nclercs"]
    assert [row["count"] for row in result["participants"]] == [None, 2]


def test_variants_are_the_other_spellings():
    text = "Awa Sarr, Aïwa Sarr"
    found = entity("sarr", "person", "Awa Sarr", [span(text, "Awa Sarr")], variants=["Awa Sarr", "Aïwa Sarr"])
    assert rows(make_doc(text, entities=[found]), source(text))["entities"][0]["variants"] == "Aïwa Sarr"


def test_the_line_is_the_quote_where_no_sentences_are_set():
    text = "Titre\nElle a été arrêtée. Puis libérée.\nFin"
    doc = make_doc(text, sentences=False, incidents=[incident(text, "release", "libérée")])
    assert rows(doc, source(text))["incidents"][0]["quote"] == "Elle a été arrêtée. Puis libérée."


def test_what_the_container_gives_wins():
    [alert] = sample_rows(id="007", published_on="2019-06-11", title="Autre titre", country="ML")["alerts"]
    assert (alert["alert_id"], alert["published_on"], alert["title"]) == ("007", "2019-06-11", "Autre titre")
    assert alert["country"] == "ML"
    [alert] = sample_rows()["alerts"]
    assert (alert["published_on"], alert["title"]) == ("2019-06-10", "Arrestation de Me Awa Sarr")
    assert (alert["subjects"], alert["country"]) == ("Awa Sarr", "SN")


def test_keys_follow_the_content_and_not_what_stands_around_it():
    doc = sample_doc()
    fewer = sample_doc(entities=doc._.entities[1:], incidents=doc._.incidents[1:])
    whole, part = rows(doc, source(TEXT)), rows(fewer, source(TEXT, "elsewhere.txt"))
    assert part["incidents"][0]["incident_id"] == whole["incidents"][1]["incident_id"]
    assert {row["entity_id"] for row in part["entities"]} < {row["entity_id"] for row in whole["entities"]}
    assert {row["mention_id"] for row in part["mentions"]} < {row["mention_id"] for row in whole["mentions"]}
    assert (
        whole["alerts"][0]["alert_id"] == part["alerts"][0]["alert_id"] != text_rows("Autre")["alerts"][0]["alert_id"]
    )


def test_two_incidents_of_one_act_and_trigger_have_two_keys():
    text = "Les audiences des 3 et 4 mai ont été reportées."
    twice = [incident(text, "prosecution", "audiences"), incident(text, "prosecution", "audiences")]
    result = rows(make_doc(text, incidents=twice), source(text))
    assert len({row["incident_id"] for row in result["incidents"]}) == 2


def test_language_is_read_from_the_text():
    assert sample_rows()["alerts"][0]["language"] == "fr"
    english = "The lawyers were arrested by the police and brought before the judge on Monday morning."
    assert text_rows(english)["alerts"][0]["language"] == "en"
    assert text_rows("1234 — !")["alerts"][0]["language"] == ""


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80), st.data())
def test_any_text_gives_rows_that_keep_the_contract(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    told = incident(text, "threat", words, participant(text, "victim", words))
    doc = make_doc(text, incidents=[told], entities=[entity("e", "group", words, [span(text, words)])])
    tables = frames(rows(doc, source(text)))
    for table in ("alerts", "incidents", "participants"):
        check(table, tables[table])
    [row] = tables["incidents"].to_dict("records")
    assert text[row["start"] : row["end"]] == row["trigger"] == words
    assert row["quote"] in text
