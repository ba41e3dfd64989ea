"""The check finds each kind of error that a person makes in a corpus."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gold_cases import gold, incident, write

from pipeline.evaluate import check, write_hashes

TEXT = "Le 3 mai 2021, Lila Moreau a été arrêtée à Kinlo, puis Lila Moreau a été relâchée.\n"


def sound() -> dict[str, Any]:
    arrest = incident("arrest", "arrêtée", "a été arrêtée à Kinlo", date="2021-05-03", victims=["lila"], country="FR")
    return gold(
        [arrest, incident("release", "relâchée", victims=[{"quote": "Lila Moreau", "nth": 2}])],
        dates=[("Le 3 mai 2021", "2021-05-03")],
        entities=[("lila", "person", "Lila Moreau"), ("kinlo", "place", "Kinlo")],
        country="FR",
        published="2021-05-04",
        subjects=["lila"],
    )


def kinds(folder: Path) -> set[str]:
    return {problem.kind for problem in check(folder)}


def test_sound_gold_has_no_problem(tmp_path: Path) -> None:
    assert check(write(tmp_path, TEXT, sound())) == []


def _set(*path: Any) -> Callable[[Any], None]:
    """Puts the last of `path` where the others lead."""
    *way, last, value = path

    def planted(content: Any) -> None:
        for step in way:
            content = content[step]
        content[last] = value

    return planted


def _drop(*path: Any) -> Callable[[Any], None]:
    *way, last = path

    def planted(content: Any) -> None:
        for step in way:
            content = content[step]
        del content[last]

    return planted


@pytest.mark.parametrize(
    ("plant", "kind"),
    [
        (_set("dates", 0, "quote", "Le 4 mai 2021"), "quote_not_in_text"),
        (_set("incidents", 0, "mentions", 0, "quote", "a été arrêté à Kinlo"), "quote_not_in_text"),
        (_set("incidents", 0, "mentions", 0, {"quote": "a été", "trigger": "été"}), "quote_ambiguous"),
        (_set("incidents", 1, "victims", 0, "nth", 3), "nth_out_of_range"),
        (_set("incidents", 1, "victims", 0, "nth", 0), "nth_out_of_range"),
        (_set("incidents", 0, "mentions", 0, "trigger", "relâchée"), "trigger_not_in_quote"),
        (_set("incidents", 0, "mentions", 0, "trigger", "é"), "trigger_ambiguous"),
        (_set("incidents", 0, "mentions", []), "incident_without_mention"),
        (_set("incidents", 0, "victims", ["lila", "lila"]), "participant_twice"),
        (_set("entities", 0, "variants", ["Lila Morau"]), "name_not_in_text"),
        (_set("entities", 1, "name", "Kin"), "entity_without_mention"),
        (_set("entities", 1, "variants", ["Lila Moreau"]), "name_of_two_entities"),
        (_set("entities", 1, "key", "lila"), "key_twice"),
        (_set("entities", 1, "kind", "group"), "unknown_kind"),
        (_set("header", "subjects", ["moreau"]), "unknown_entity"),
        (_set("incidents", 0, "victims", ["moreau"]), "unknown_entity"),
        (_set("incidents", 0, "place", "paris"), "unknown_entity"),
        (_set("incidents", 0, "date", "2021-13"), "not_edtf"),
        (_set("incidents", 0, "date", ""), "not_edtf"),
        (_set("dates", 0, "value", "3 mai 2021"), "not_edtf"),
        (_set("dates", 0, "value", 2021), "not_edtf"),
        (_set("dates", 0, "quote", "e 3 mai 2021"), "date_inside_word"),
        (_set("dates", 0, "quote", "Le 3 mai 202"), "date_inside_word"),
        (_drop("dates", 0, "value"), "missing_field"),
        (_set("header", "published", "2021-05"), "not_a_day"),
        (_set("header", "country", "France"), "unknown_country"),
        (_set("incidents", 0, "country", "XX"), "unknown_country"),
        (_set("incidents", 0, "act", "arrests"), "unknown_act"),
        (_set("incidents", 0, "factuality", "certain"), "unknown_factuality"),
        (_set("incidents", 0, "perpetrator_type", "policemen"), "unknown_perpetrator_type"),
        (_set("incidents", 0, "target", "car"), "unknown_target"),
        (_drop("incidents", 0, "date"), "missing_field"),
        (_drop("incidents", 0, "victims"), "missing_field"),
        (_drop("header"), "missing_field"),
        (_set("entities", {}), "wrong_type"),
        (_set("incidents", 0, "victims", [7]), "wrong_type"),
        (lambda content: content["dates"].append(content["dates"][0]), "date_twice"),
        (lambda content: content["incidents"].append(content["incidents"][0]), "incident_twice"),
    ],
)
def test_a_planted_error_is_found(tmp_path: Path, plant: Callable[[Any], None], kind: str) -> None:
    content = sound()
    plant(content)
    problems = check(write(tmp_path, TEXT, content))
    assert kind in {problem.kind for problem in problems}
    assert all(problem.alert == "alerte" for problem in problems)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (TEXT.replace("\n", "\r\n"), "text_not_normalised"),
        ("\ufeff" + TEXT, "text_not_normalised"),
        (TEXT + "Arre\u0302te\u0301.\n", "text_not_normalised"),
    ],
)
def test_texts_are_nfc_with_lf(tmp_path: Path, text: str, kind: str) -> None:
    assert kind in kinds(write(tmp_path, text, sound()))


def test_files_that_do_not_read_are_named(tmp_path: Path) -> None:
    write(tmp_path, TEXT, sound(), "sans")
    (tmp_path / "sans.txt").unlink()
    write(tmp_path, TEXT, sound(), "latin")
    (tmp_path / "latin.txt").write_bytes(TEXT.encode("latin-1"))
    write(tmp_path, TEXT, sound(), "coupe")
    (tmp_path / "coupe.gold.json").write_text('{"header": ')
    write(tmp_path, TEXT, sound(), "liste")
    (tmp_path / "liste.gold.json").write_text("[]")
    (tmp_path / "seul.txt").write_text(TEXT)
    assert {(problem.alert, problem.kind) for problem in check(tmp_path)} == {
        ("sans", "no_text"),
        ("latin", "not_utf8"),
        ("coupe", "not_json"),
        ("liste", "not_an_object"),
        ("seul", "text_without_gold"),
    }


def test_a_folder_without_gold_is_a_problem(tmp_path: Path) -> None:
    assert kinds(tmp_path) == {"no_gold"}


def test_a_problem_tells_its_place_and_no_word_of_the_alert(tmp_path: Path) -> None:
    content = sound()
    content["incidents"][0]["victims"] = ["Lila Moreau"]
    (problem,) = check(write(tmp_path, TEXT, content))
    assert str(problem) == "alerte: unknown_entity incidents[0].victims[0]"


def test_a_change_of_text_or_gold_is_seen_until_it_is_pinned(tmp_path: Path) -> None:
    write(tmp_path, TEXT, sound())
    assert write_hashes(tmp_path) == 1
    assert check(tmp_path) == []
    (tmp_path / "alerte.txt").write_text(TEXT + "Fin.\n")
    assert kinds(tmp_path) == {"text_changed"}
    write(tmp_path, TEXT, {**sound(), "note": ""})
    assert kinds(tmp_path) == {"gold_changed"}
    write(tmp_path, TEXT, sound())
    write(tmp_path, TEXT, sound(), "nouvelle")
    assert kinds(tmp_path) == {"not_pinned"}
    for path in tmp_path.glob("*alerte.*"):
        path.unlink()
    assert kinds(tmp_path) == {"not_pinned", "pinned_but_missing"}
    write_hashes(tmp_path)
    assert check(tmp_path) == []


SIGNED = "Veille des barreaux\n\nLe 3 mai 2021, Lila Moreau a été arrêtée à Kinlo, puis elle a été relâchée.\n"


def signed(by: str) -> dict[str, Any]:
    return gold(entities=[("v", "organisation", by), ("lila", "person", "Lila Moreau")])


def corpus(folder: Path, rows: list[tuple[str, str, str, str]]) -> Path:
    """A corpus from rows of alert, split, hand and issuer; each alert has a text of its own."""
    for alert, split, _, by in rows:
        write(folder / split, SIGNED.replace("Veille des barreaux", by) + f"Note {alert}.\n", signed(by), alert)
    lines = ["alert,split,hand", *(f"{alert},{split},{hand}" for alert, split, hand, _ in rows)]
    (folder / "provenance.csv").write_text("\n".join(lines) + "\n")
    return folder


def test_a_hand_stays_on_one_side(tmp_path: Path) -> None:
    rows = [("un", "train", "h", "Veille des barreaux"), ("deux", "test", "h", "Ligue du Sud")]
    (problem,) = check(corpus(tmp_path, rows))
    assert (problem.kind, problem.where) == ("hand_on_two_sides", "h")


def test_an_issuer_stays_on_one_side_and_is_named(tmp_path: Path) -> None:
    rows = [("un", "train", "h", "Veille des barreaux"), ("deux", "test", "k", "Veille des barreaux")]
    problems = check(corpus(tmp_path, rows))
    assert [(p.kind, p.where) for p in problems] == [("issuer_on_two_sides", "veille des barreaux")]


def test_a_common_noun_is_no_issuer(tmp_path: Path) -> None:
    rows = [("un", "train", "h", "Observatoire"), ("deux", "test", "k", "Observatoire")]
    assert check(corpus(tmp_path, rows)) == []


def test_a_text_stays_on_one_side(tmp_path: Path) -> None:
    corpus(tmp_path, [("un", "train", "h", "Veille des barreaux"), ("deux", "test", "k", "Ligue du Sud")])
    for suffix in ("txt", "gold.json"):
        shutil.copy(tmp_path / "train" / f"un.{suffix}", tmp_path / "test" / f"deux.{suffix}")
    assert "text_on_two_sides" in kinds(tmp_path)


def test_provenance_and_folders_agree(tmp_path: Path) -> None:
    corpus(tmp_path, [("un", "train", "h", "Veille des barreaux"), ("deux", "test", "k", "Ligue du Sud")])
    write(tmp_path / "train", "Trois.\n", gold(), "trois")
    (tmp_path / "dev").mkdir()
    for path in list((tmp_path / "test").iterdir()):
        path.rename(tmp_path / "dev" / path.name)
    with (tmp_path / "provenance.csv").open("a") as lines:
        lines.write("quatre,train,h\n")
    assert {(problem.alert, problem.kind) for problem in check(tmp_path)} == {
        ("trois", "not_in_provenance"),
        ("deux", "on_another_side_than_provenance"),
        ("quatre", "in_provenance_but_missing"),
    }


def test_a_provenance_without_the_names_of_its_columns_is_told(tmp_path: Path) -> None:
    corpus(tmp_path, [("un", "train", "h", "Veille des barreaux")])
    (tmp_path / "provenance.csv").write_text("un,train,h\n")
    assert list(map(str, check(tmp_path))) == ["provenance.csv: first_line_lacks_columns alert, hand, split"]


def test_a_name_is_used_once(tmp_path: Path) -> None:
    write(tmp_path / "a", TEXT, sound())
    write(tmp_path / "b", TEXT, sound())
    assert kinds(tmp_path) == {"name_twice"}


def _places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value of a JSON document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return ([way] if way else []) + [place for key, item in inner for place in _places(item, (*way, key))]


@pytest.mark.parametrize("value", [None, 7, "", "x", [], [[]], [7], {}, {"a": 1}], ids=repr)
def test_a_value_of_any_type_at_any_place_never_breaks_the_check(tmp_path: Path, value: Any) -> None:
    for place in _places(sound()):
        content = sound()
        _set(*place, value)(content)
        check(write(tmp_path, TEXT, content))


@pytest.mark.parametrize(("path", "value"), [("header", []), ("dates", [[]]), ("incidents", [None]), ("entities", [7])])
def test_a_value_of_the_wrong_type_is_a_problem(tmp_path: Path, path: str, value: Any) -> None:
    assert "wrong_type" in kinds(write(tmp_path, TEXT, {**sound(), path: value}))
