"""An analyst's day at the desk, in a browser."""

import csv
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from alerts import STRANGE
from playwright.sync_api import Page, expect

from pipeline.cli import main
from pipeline.review.apply import apply
from pipeline.review.log import read_log
from pipeline.tables import read_dataset

Opening = Callable[..., Any]


def incidents(dataset: Path) -> dict[str, dict[str, Any]]:
    """The reviewed incidents by act (the last of its kind)."""
    table = apply(read_log(dataset), read_dataset(dataset)).tables["incidents"]
    return {row["act"]: row for row in table.to_dict("records")}


def open_row(page: Page, act: str) -> None:
    page.locator("a.open", has_text=act).first.click()
    expect(page.locator("#desk")).to_be_visible()
    page.wait_for_load_state()


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait for what the page does not show, while the browser goes on."""
    ends = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < ends
        page.wait_for_timeout(20)


def mark(page: Page, words: str) -> None:
    """Select words in the text as a mouse does."""
    page.evaluate(
        """(words) => {
            const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(node, at, node, at + words.length);
                return;
            }
            throw new Error("not in one piece: " + words);
        }""",
        words,
    )
    expect(page.locator("#pick")).to_be_visible()


def test_a_day_at_the_desk(serve: Opening, visit: Opening, dataset: Path) -> None:
    page: Page = visit(serve("ines").addresses["ines"])
    expect(page).to_have_url(re.compile(r"/queue$"))
    # filter: it stands in the address
    page.locator("select[name=act]").select_option("death_threat")
    expect(page).to_have_url(re.compile(r"act=death_threat"))
    expect(page.locator("a.open")).to_have_count(1)
    open_row(page, "Menaces de mort")
    # correct a date: it is read aloud, and a wrong one says why
    page.keyboard.press("2")
    field = page.get_by_label("Date (EDTF)")
    expect(field).to_be_focused()
    field.fill("2019-05-32")
    expect(page.locator("#reading")).to_have_text("Ce jour n'existe pas dans ce mois.")
    page.keyboard.press("Enter")
    expect(page.locator("#wrong")).to_have_text("Ce jour n'existe pas dans ce mois.")
    field.fill("2019-05-28")
    expect(page.locator("#reading")).to_have_text("28 mai 2019")
    page.keyboard.press("Enter")
    expect(page.locator(".was")).to_contain_text("La machine disait : mai 2019")
    # add what the machine missed, from marked words
    mark(page, "Son confrère")
    page.locator("#pick").get_by_text("Ajouter").click()
    page.get_by_role("combobox").fill("deni")
    page.keyboard.press("Enter")
    expect(page.locator(".standing")).to_contain_text("Ajouté")
    assert incidents(dataset)["smear"]["trigger"] == "Son confrère"
    # undo it, accept the rest, reload: nothing is lost
    page.keyboard.press("u")
    expect(page.locator("#said")).to_have_text("Annulé.")
    assert "smear" not in incidents(dataset)
    page.goto(page.url.split("/row/")[0] + "/queue?act=death_threat")
    open_row(page, "Menaces de mort")
    page.keyboard.press("a")
    expect(page).to_have_url(re.compile(r"/queue\?act=death_threat"))
    page.reload()
    expect(page.locator(".empty")).to_be_visible()
    assert incidents(dataset)["death_threat"]["date_edtf"] == "2019-05-28"
    # hand over: the corrected and accepted row, and it alone
    out = dataset.with_name("remise")
    assert main(["export", str(dataset), "--to", "csv", "--out", str(out), "--reviewed-only"]) == 0
    lines = (out / "incidents.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [(row["act"], row["date_edtf"]) for row in csv.DictReader(lines)] == [("death_threat", "2019-05-28")]


def test_two_people_in_conflict_see_both_values(serve: Opening, visit: Opening, dataset: Path) -> None:
    server = serve("ines", "badou")
    pages: list[Page] = [visit(server.addresses[name]) for name in ("ines", "badou")]
    for page, date in zip(pages, ("2019-05-28", "2019-05-30"), strict=True):
        open_row(page, "Menaces de mort")
        page.keyboard.press("2")
        page.get_by_label("Date (EDTF)").fill(date)
    for page in pages:
        page.keyboard.press("Enter")
        expect(page.locator(".field code").first).to_have_text("2019-05-28")
    conflict = pages[1].locator(".conflict")
    expect(conflict).to_contain_text("30 mai 2019")
    expect(conflict).to_contain_text("28 mai 2019")
    expect(conflict).to_contain_text("ines")
    conflict.get_by_text("Mettre la mienne").click()
    expect(pages[1].locator(".conflict")).to_have_count(0)
    assert incidents(dataset)["death_threat"]["date_edtf"] == "2019-05-30"


def test_what_was_not_saved_is_said_and_kept(serve: Opening, visit: Opening, dataset: Path) -> None:
    server = serve("ines")
    page: Page = visit(server.addresses["ines"])
    open_row(page, "Menaces de mort")
    page.keyboard.press("c")
    page.get_by_role("textbox", name="Note").fill("à vérifier auprès du bâtonnier")
    server.kill()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    lost = page.locator("#lost")
    expect(lost).to_contain_text("Non enregistré.")
    expect(lost).to_contain_text("Le serveur ne répond pas")
    expect(page.get_by_role("textbox", name="Note")).to_have_value("à vérifier auprès du bâtonnier")
    assert read_log(dataset) == []
    again = serve("ines", port=server.port)  # a new server asks to be entered anew
    page.locator("#retry").click()
    expect(lost).to_contain_text("La page est verrouillée")
    other = page.context.new_page()
    other.goto(again.addresses["ines"])
    other.close()
    page.locator("#retry").click()
    expect(lost).to_contain_text("La page est verrouillée")  # another session, another secret
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#desk")).to_be_visible()


def test_thirty_rows_by_keyboard_alone(serve: Opening, visit: Opening, dataset: Path) -> None:
    page: Page = visit(serve("ines").addresses["ines"])
    noted = "() => { window.mouse = true; }"
    page.evaluate(f"for (const n of ['mousedown', 'pointerdown', 'touchstart']) addEventListener(n, {noted}, true)")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#desk")).to_be_visible()
    page.wait_for_load_state()
    for number in range(30):
        name = page.locator("#desk").get_attribute("data-row")
        if number % 5 == 4:  # a corrected country, then accepted
            page.keyboard.press("7")
            expect(page.get_by_role("combobox")).to_be_focused()
            page.keyboard.type("senegal")
            page.keyboard.press("Enter")
            expect(page.locator(".field.changed")).to_have_count(1)
        page.keyboard.press("r" if number % 3 == 0 else "a")
        expect(page.locator(f'#desk:not([data-row="{name}"])')).to_be_visible()
    assert page.evaluate("window.mouse") is None
    log = read_log(dataset)
    assert sum(d.decision in ("accepted", "rejected") for d in log) == 30
    assert len({d.row_id for d in log}) == 30


def test_keys_typed_ahead_are_meant_for_the_rows_to_come(serve: Opening, visit: Opening, dataset: Path) -> None:
    page: Page = visit(serve("ines").addresses["ines"])
    open_row(page, "Convocation")
    for key in "aarar":
        page.keyboard.press(key)
    until(page, lambda: len(read_log(dataset)) >= 5)
    assert [d.decision for d in read_log(dataset)] == ["accepted", "accepted", "rejected", "accepted", "rejected"]
    assert len({d.row_id for d in read_log(dataset)}) == 5


def test_what_is_typed_ahead_of_an_editor_goes_into_it(serve: Opening, visit: Opening, dataset: Path) -> None:
    """A country corrected and the row accepted, faster than any answer: the next key never meets the row before."""
    page: Page = visit(serve("ines").addresses["ines"])
    open_row(page, "Convocation")
    for key in ("j", "7", *"senegal", "Enter", "a"):
        page.keyboard.press(key)
    until(page, lambda: len(read_log(dataset)) >= 2)
    said = read_log(dataset)
    assert [(d.decision, d.new) for d in said] == [("corrected", "SN"), ("accepted", "")]
    assert said[0].row_id == said[1].row_id


def test_words_are_marked_by_keyboard(serve: Opening, visit: Opening, dataset: Path) -> None:
    page: Page = visit(serve("ines").addresses["ines"])
    open_row(page, "Libération")
    page.keyboard.press("w")
    for _ in range(2):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#pick")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator(".marked")).to_have_text("« libérée le lendemain »")
    page.keyboard.press("Escape")
    expect(page.locator(".marked")).to_have_count(0)


def test_offsets_count_characters_whatever_stands_before(serve: Opening, visit: Opening, dataset: Path) -> None:
    page: Page = visit(serve("ines").addresses["ines"])
    open_row(page, "Agression")
    expect(page.locator("#text")).to_contain_text("⟨U+202E⟩Awa⟨U+202C⟩")
    for words, text in (("Diarra", "Diarra"), ("menacée", "menacée"), ("le 7 avril", "le 7 avril")):
        mark(page, words)
        page.locator("#pick").get_by_text("Victimes").click()
        form = page.locator("#slot-victims form")
        span = [int(form.locator(f'[name="{name}"]').get_attribute("value") or 0) for name in ("start", "end")]
        assert STRANGE[slice(*span)] == text
        page.keyboard.press("Escape")
        expect(form).to_have_count(0)


def test_a_case_is_read_side_by_side_and_parted(serve: Opening, visit: Opening, dataset: Path) -> None:
    page: Page = visit(serve("ines").addresses["ines"])
    page.goto(page.url + "?q=1e+fois")
    open_row(page, "Convocation")
    page.keyboard.press("d")
    page.get_by_text("Les 2 récits côte à côte").click()
    expect(page.locator("main.case h1")).to_contain_text("2 alertes")
    expect(page.locator("tr.apart").first).to_contain_text("ils divergent")
    page.get_by_text("Séparer le récit 2").click()
    expect(page.locator("main.case h1")).to_have_text("Affaire : 1 alerte")
    assert apply(read_log(dataset), read_dataset(dataset)).tables["cases"].empty


def test_a_click_on_a_field_leads_to_its_words(serve: Opening, visit: Opening) -> None:
    page: Page = visit(serve("ines").addresses["ines"])
    open_row(page, "Arrestation")
    page.locator("button.value.place").click()
    expect(page.locator("#text mark.lit")).to_have_text("Port-Lune")
    expect(page.locator("#text mark.lit")).to_be_in_viewport()


def test_the_strip_and_the_keys_walk_the_alert_by_time(serve: Opening, visit: Opening) -> None:
    page: Page = visit(serve("ines").addresses["ines"])
    open_row(page, "Menaces de mort")
    for act in ("Arrestation", "Libération ou acquittement"):
        page.keyboard.press("ArrowRight")
        expect(page.locator(".strip [aria-current] .what")).to_have_text(act)
    page.go_back()
    expect(page.locator(".strip [aria-current] .what")).to_have_text("Arrestation")


def test_single_keys_can_be_turned_off(serve: Opening, visit: Opening, dataset: Path) -> None:
    page: Page = visit(serve("ines").addresses["ines"])
    open_row(page, "Menaces de mort")
    page.keyboard.press("?")
    page.get_by_label("Touches simples actives").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.press("2")
    expect(page.locator(".slot form")).to_have_count(0)
    assert read_log(dataset) == []


def test_the_queue_is_searched_as_one_types(serve: Opening, visit: Opening) -> None:
    page: Page = visit(serve("ines").addresses["ines"])
    page.keyboard.press("/")
    page.keyboard.type("belkiran")
    expect(page.locator("a.open")).to_have_text(["Menaces de mort"])
    page.reload()
    expect(page.locator("a.open")).to_have_text(["Menaces de mort"])


def test_the_curtain_falls_when_nobody_is_there(serve: Opening, visit: Opening) -> None:
    page: Page = visit(serve("ines").addresses["ines"])
    open_row(page, "Menaces de mort")
    page.evaluate("document.body.dataset.idle = '0'")
    expect(page.locator("#curtain")).to_be_visible()
    expect(page.locator("#text")).not_to_be_visible()
