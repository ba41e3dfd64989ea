"""The dataset as a data package, checked by frictionless."""

import csv
import json
import stat

import frictionless
import pytest
from frictionless import system

from pipeline.messages import speaking
from pipeline.tables import DatasetWriter, OutputError, export_datapackage, read_dataset
from pipeline.tables.columns import TABLES


def validated(folder):
    with system.use_context(trusted=True):
        return frictionless.validate(str(folder / "datapackage.json"))


def test_frictionless_finds_every_table_valid(sample, tmp_path):
    counts = export_datapackage(sample, tmp_path / "package")
    report = validated(tmp_path / "package")
    assert report.valid, report.flatten(["taskNumber", "rowNumber", "fieldName", "type"])
    assert {task.name: task.stats.get("rows", 0) for task in report.tasks} == counts | {"acts": 36}
    assert counts == {table: len(data) for table, data in read_dataset(sample).items()}


@pytest.mark.parametrize(
    ("table", "column", "value", "fault"),
    [
        ("incidents", "act", "larceny", "constraint-error"),
        ("incidents", "date_start", "2019-02-30", "type-error"),
        ("incidents", "confidence", "1.5", "constraint-error"),
        ("participants", "incident_id", "nowhere", "foreign-key"),
        ("entities", "entity_id", "", "constraint-error"),
    ],
)
def test_a_table_that_was_spoilt_is_found_out(sample, tmp_path, table, column, value, fault):
    folder = tmp_path / "package"
    export_datapackage(sample, folder)
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        head, first, *rest = csv.reader(file)
    first[head.index(column)] = value
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, first, *rest])
    assert fault in {row[0] for row in validated(folder).flatten(["type"])}


def test_texts_of_many_lines_and_formulas_stay_valid(dataset_of, tmp_path):
    export_datapackage(dataset_of("=1+1", 'Une\n"citation",\r\nfin', "NA", title="@SUM"), tmp_path / "package")
    assert validated(tmp_path / "package").valid


def test_every_column_is_explained_in_the_language_spoken(sample, tmp_path):
    for language in ("fr", "en"):
        with speaking(language):
            export_datapackage(sample, tmp_path / language)
        package = json.loads((tmp_path / language / "datapackage.json").read_text(encoding="utf-8"))
        resources = {resource["name"]: resource for resource in package["resources"]}
        for table, columns in TABLES.items():
            fields = {field["name"]: field["description"] for field in resources[table]["schema"]["fields"]}
            assert {column.name: getattr(column, language) for column in columns}.items() <= fields.items()


def test_the_same_dataset_gives_the_same_bytes_which_the_owner_alone_can_read(sample, tmp_path):
    for name in ("a", "b"):
        export_datapackage(sample, tmp_path / name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
        assert stat.filemode(path.stat().st_mode) == "-rw-------"


def test_a_folder_with_other_files_is_left_alone(sample, tmp_path):
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "notes.txt").write_text("à moi", encoding="utf-8")
    with pytest.raises(OutputError):
        export_datapackage(sample, tmp_path / "package")
    assert [path.name for path in (tmp_path / "package").iterdir()] == ["notes.txt"]


def test_an_empty_dataset_is_a_valid_package(tmp_path):
    with DatasetWriter(tmp_path / "empty"):
        pass
    assert set(export_datapackage(tmp_path / "empty", tmp_path / "package").values()) == {0}
    assert validated(tmp_path / "package").valid
