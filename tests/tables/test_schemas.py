"""The contract of the tables and the lexicons that it is read from."""

import pandas as pd
import pytest
from table_samples import sample_rows

from pipeline.tables import SCHEMAS, frames
from pipeline.tables.columns import ABOUT, TABLES, codes
from pipeline.tables.frames import frame
from pipeline.tables.schemas import SchemaFault, check

SPEC = {
    "alerts": "alert_id source sha256 title issuer case_code country published_on subjects language text",
    "entities": "entity_id alert_id kind name variants gender occupation country",
    "mentions": "mention_id alert_id entity_id kind form text start end",
    "dates": "date_id alert_id text start end edtf date_start date_end precision basis",
    "incidents": "incident_id alert_id act trigger start end quote date_edtf date_start date_end date_precision "
    "date_text date_basis victims perpetrators victim_count perpetrator_type target place country factuality charge "
    "sentence_text confidence",
    "participants": "incident_id alert_id role entity_id text start end count",
    "cases": "case_id incident_id alert_id score reason",
    "reviews": "review_id table row_id column old new decision reviewer reviewed_at comment",
    "errors": "source stage error message",
}
WHOLE = {"victim_count", "count", "start", "end"}
REAL = {"confidence", "score"}


@pytest.mark.parametrize("table", SPEC)
def test_tables_without_rows_have_all_columns_and_types(table):
    empty = frames({})[table]
    check(table, empty)
    assert list(empty) == SPEC[table].split() == list(SCHEMAS[table].columns)
    for name, dtype in empty.dtypes.items():
        assert dtype == ("Int64" if name in WHOLE else "float64" if name in REAL else "string")


def test_every_column_is_explained_and_fits_a_sheet():
    assert list(TABLES) == list(SPEC)
    for column in [*ABOUT.values(), *(column for columns in TABLES.values() for column in columns)]:
        assert column.heading and column.fr and column.en, column
        assert column.width > 0 or not column.name, column
    for columns in TABLES.values():
        assert sorted(column.order for column in columns) == list(range(1, len(columns) + 1))
        assert len({column.heading for column in columns}) == len(columns)


def test_labels_tell_the_codes_of_a_list_apart():
    lists = {column.codes for columns in TABLES.values() for column in columns if column.codes}
    assert {"act", "country", "perpetrator_type", "target", "factuality", "basis", "precision"} < lists
    for name in lists:
        labels = [code.label_fr for code in codes(name)]
        assert len(set(labels)) == len(labels) > 1
    assert len(codes("act")) == 36


def test_the_sample_keeps_the_contract():
    for table, data in frames(sample_rows()).items():
        check(table, data)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("incidents", "act", "canari"),
        ("incidents", "perpetrator_type", ""),
        ("incidents", "date_start", "2019-02-30"),
        ("incidents", "date_start", "20190603"),
        ("incidents", "date_end", "2019-06-02"),
        ("incidents", "end", 0),
        ("incidents", "country", "Canari"),
        ("incidents", "country", "SN\n"),
        ("incidents", "confidence", 1.2),
        ("incidents", "incident_id", ""),
        ("incidents", "victim_count", 0),
        ("alerts", "published_on", "canari"),
        ("mentions", "form", "canari"),
        ("dates", "basis", "canari"),
        ("participants", "role", "canari"),
    ],
)
def test_a_broken_row_is_refused_without_quoting_it(table, column, value):
    [row, *rest] = sample_rows()[table]
    check(table, frame(table, [row, *rest]))
    with pytest.raises(SchemaFault) as fault:
        check(table, frame(table, [row | {column: value}, *rest]))
    assert column in str(fault.value)
    assert "canari" not in str(fault.value).lower() and "2019" not in str(fault.value)
    assert fault.value.__cause__ is None and fault.value.__suppress_context__


def test_a_key_met_twice_is_refused():
    [row] = sample_rows()["alerts"]
    with pytest.raises(SchemaFault, match="alert_id"):
        check("alerts", frame("alerts", [row, row]))


def test_a_column_that_does_not_exist_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError, match="colour"):
        frame("alerts", [{"alert_id": "a", "colour": "red"}])


def test_a_lone_surrogate_becomes_one_replacement_character():
    data = frame("mentions", [{"mention_id": "m", "text": "a\ud800b", "kind": "person", "form": "name"}])
    assert data["text"].tolist() == ["a\ufffdb"]
    assert data["start"].isna().all() and isinstance(data["start"].dtype, pd.Int64Dtype)
