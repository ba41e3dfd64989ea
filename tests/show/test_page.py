import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from pipeline.messages import speaking
from pipeline.show.page import page
from pipeline.show.segments import paragraphs
from pipeline.show.view import view

Rows = dict[str, list[dict[str, Any]]]
VOID = {"meta", "br"}


class Parsed(HTMLParser):
    """A page taken apart; it insists on every element being closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.paragraphs: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self._in_text = False
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if ("class", "text") in attrs:
            self._in_text = True
        if tag == "p" and self._in_text:
            self.paragraphs.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "section":
            self._in_text = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_text and "p" in self.open and "sup" not in self.open:
            self.paragraphs[-1] += data

    def values(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


def parsed(*alerts: Rows) -> Parsed:
    return Parsed(html(*alerts))


def html(*alerts: Rows) -> str:
    with speaking("fr"):
        return page([view(rows) for rows in alerts])


def test_the_text_is_all_there_and_unchanged(rows: Rows) -> None:
    text = rows["alerts"][0]["text"]
    assert parsed(rows).paragraphs == [text[start:end] for start, end in paragraphs(text)]


def test_every_link_has_its_target_and_every_target_one_place(rows: Rows) -> None:
    found = parsed(rows, rows)
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    links = found.values("href")
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_row_card_and_words_lead_to_each_other(rows: Rows) -> None:
    text = rows["alerts"][0]["text"]
    start = text.index("arrêté")
    source = html(rows)
    words = f"a1-act-{start}-{start + len('arrêté')}"
    assert source.count(f'href="#{words}"') == 2  # from the card and from the row
    assert re.search(rf'id="{words}"></span><mark class="act a1-i3"><a href="#a1-i3"[^>]*>arrêté</a></mark>', source)
    assert 'href="#a1-r3"' in source
    assert 'id="a1-r3"' in source


def test_nothing_is_loaded_and_nothing_runs(rows: Rows) -> None:
    source = html(rows)
    found = Parsed(source)
    assert not {"script", "img", "link", "iframe", "object", "base", "form", "svg"} & set(found.tags)
    assert not [name for name in (name for _, name, _ in found.attributes) if name.startswith("on") or name == "style"]
    assert "http:" not in source
    assert "https:" not in source
    assert "url(" not in source
    assert "@import" not in source


def test_the_policy_allows_the_one_style_sheet_and_nothing_else(rows: Rows) -> None:
    source = html(rows)
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert policy in parsed(rows).values("content")


HOSTILE = '<script>alert("x")</script>\'"><img src=x onerror=y>&amp;{{ 7*7 }}\u202eavocat'


@pytest.mark.parametrize("place", ["alert", "entity", "incident", "text"])
def test_markup_in_the_data_is_shown_as_words(rows: Rows, place: str) -> None:
    match place:
        case "alert":
            rows["alerts"][0].update(dict.fromkeys(("title", "issuer", "case_code", "source", "subjects"), HOSTILE))
        case "entity":
            rows["entities"][0]["name"] = HOSTILE
        case "incident":
            fields = ("quote", "charge", "sentence_text", "victims", "place", "date_edtf", "factuality", "act")
            rows["incidents"][0].update(dict.fromkeys((*fields, "perpetrator_type", "target", "country"), HOSTILE))
        case "text":
            rows["alerts"][0]["text"] = HOSTILE + "\n\n" + rows["alerts"][0]["text"]
    found = parsed(rows)
    assert not {"script", "img"} & set(found.tags)
    assert "onerror" not in [name for _, name, _ in found.attributes]
    assert HOSTILE.replace("\u202e", "⟨U+202E⟩") in found.text
    assert "\u202e" not in found.text


def test_overlapping_spans_keep_the_text_whole(rows: Rows) -> None:
    text = rows["alerts"][0]["text"]
    whole = {"start": text.index("Le 3"), "end": text.index("Selon") + 9}  # over two paragraphs, across other spans
    rows["participants"][1].update(whole)
    rows["participants"][3].update(start=text.index("avaient"), end=text.index("mort") + 2)
    assert parsed(rows).paragraphs == [text[start:end] for start, end in paragraphs(text)]


def test_an_alert_without_incidents_says_so(rows: Rows) -> None:
    rows["incidents"].clear()
    rows["participants"].clear()
    found = parsed(rows)
    assert "Aucun incident n'a été trouvé" in found.text
    assert "table" not in found.tags


def test_a_text_in_another_language_is_flagged(rows: Rows) -> None:
    rows["alerts"][0]["language"] = "es"
    assert "ne semble pas écrite en français" in parsed(rows).text


def test_a_page_of_several_alerts_lists_them(rows: Rows) -> None:
    assert "2 alertes" in parsed(rows, rows).text
