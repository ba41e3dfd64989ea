"""Pages: the main text in blocks, and only the title and day that the page declares."""

import socket
from pathlib import Path

import pytest

from .makers import alerts, outline, put, texts

STORY = (
    "Depuis des mois, Me Bekova reçoit des appels anonymes, et sa voiture a été suivie jusque devant chez elle. " * 4
)


def page(body: str, head: str = "", title: str = "Une avocate menacée - Observatoire") -> str:
    head = f"<head><meta charset='utf-8'><title>{title}</title>{head}</head>"
    return f"<!DOCTYPE html><html>{head}<body>{body}</body></html>"


ARTICLE = f"""
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/don">Nous soutenir</a></li></ul></nav>
<main><article><h1>Kazakhstan : une avocate menacée</h1>
<p>Me Ayna Bekova, avocate à Almaty,
   a été <b>arrêtée</b> le&nbsp;5 juin&nbsp;2019<br>par des policiers.</p>
<h2>Contexte</h2><p>{STORY}</p><p style="display: none">Texte caché.</p>
<p>L’Observatoire demande :</p><ul><li>de libérer Me Bekova ;</li><li>d’ouvrir une enquête.</li></ul>
<script>var secret = "script";</script><style>p {{ color: red }}</style>
<img src="http://127.0.0.1:9/x.png" alt="photo"></article></main>
<footer>Mentions légales</footer>"""


def test_fault_24_only_the_shown_text_of_the_story_is_kept(tmp_path: Path) -> None:
    (text,) = texts(put(tmp_path, "a.html", page(ARTICLE)))
    for words in ("caché", "script", "color", "Accueil", "Mentions", "photo"):
        assert words not in text


def test_blocks_stand_apart_headings_and_items_on_their_own_lines(tmp_path: Path) -> None:
    (text,) = texts(put(tmp_path, "a.html", page(ARTICLE)))
    lines = text.split("\n")
    assert "Kazakhstan : une avocate menacée" in lines and "Contexte" in lines
    assert (
        "Me Ayna Bekova, avocate à Almaty, a été arrêtée le\u00a05 juin\u00a02019\npar des policiers.\n\nContexte\n\n"
        in text
    )
    assert text.endswith("L’Observatoire demande :\n\n- de libérer Me Bekova ;\n- d’ouvrir une enquête.")


@pytest.mark.parametrize(
    "content",
    [
        "<p>Me Bekova a été arrêtée.</p><p>Elle est détenue.</p>",
        "<html><body><div>Me Bekova a été arrêtée.</div><div>Elle est détenue.</div></body></html>",
        "<?xml version='1.0' encoding='utf-8'?><html><p>Me Bekova a été arrêtée.</p><p>Elle est détenue.</p></html>",
        "Me Bekova a été arrêtée.<p>Elle est détenue.",
    ],
)
def test_short_and_sloppy_pages_keep_their_blocks(tmp_path: Path, content: str) -> None:
    assert texts(put(tmp_path, "a.htm", content)) == ["Me Bekova a été arrêtée.\n\nElle est détenue."]


def test_headings_that_follow_each_other_or_end_the_page_are_kept(tmp_path: Path) -> None:
    body = f"<main><h1>Kazakhstan</h1><h2>Une avocate menacée</h2><p>{STORY}</p><h3>Almaty, le 18 mai 2020</h3></main>"
    (text,) = texts(put(tmp_path, "a.html", page(body)))
    assert text.split("\n\n") == ["Kazakhstan", "Une avocate menacée", STORY.strip(), "Almaty, le 18 mai 2020"]


def test_line_breaks_part_paragraphs_of_old_pages(tmp_path: Path) -> None:
    (text,) = texts(put(tmp_path, "a.html", page(f"<div>Almaty, le 18 mai 2020<br><br>{STORY}<br>Fin.</div>")))
    assert text == f"Almaty, le 18 mai 2020\n\n{STORY.strip()}\nFin."


def test_cells_of_a_table_stand_in_one_line(tmp_path: Path) -> None:
    body = (
        "<table><tr><th>Pays</th><td>Kazakhstan</td></tr><tr><th>Date</th><td>18 mai 2020</td></tr></table><p>Fin.</p>"
    )
    (text,) = texts(put(tmp_path, "a.html", page(body)))
    assert text == "Pays\tKazakhstan\nDate\t18 mai 2020\n\nFin."


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "iso-8859-15"])
def test_fault_02_every_encoding_of_one_page_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    content = (
        f"<html><head><meta charset={encoding}></head><body><p>Sa sœur a été arrêtée.</p><p>Fin.</p></body></html>"
    )
    assert texts(put(tmp_path, "a.html", content.encode(encoding))) == ["Sa sœur a été arrêtée.\n\nFin."]


def test_the_title_is_without_the_name_of_the_site_where_the_page_tells(tmp_path: Path) -> None:
    social = '<meta property="og:title" content="Une avocate  menacée">'
    story = f"<p>{STORY}</p><p>Fin.</p>"
    titles = [
        alerts(put(tmp_path, "a.html", content))[0].given.title
        for content in (
            page(story, social),
            page(f"<h1>Le <b>titre</b></h1>{story}"),
            page(story),
            page(story, title=""),
        )
    ]
    assert titles == ["Une avocate menacée", "Le titre", "Une avocate menacée - Observatoire", ""]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2020-05-18T23:30:00+02:00">', ""),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2020-05-18"}]}</script>', ""),
        ("", '<header><time datetime="2020-05-18">18 mai</time></header>'),
        ("", '<p>Publié le <time datetime="2020-05-18T10:00">18 mai</time></p>'),
    ],
)
def test_a_declared_day_of_publication_is_given(tmp_path: Path, head: str, body: str) -> None:
    (alert,) = alerts(put(tmp_path, "a.html", page(f"{body}<p>{STORY}</p><p>Fin.</p>", head)))
    assert alert.given.published_on == "2020-05-18"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p>Almaty, le 18 mai 2020.</p>"),
        ("", '<p>Elle a été arrêtée chez elle <time datetime="2019-06-05">le 5 juin</time> par des policiers.</p>'),
        ("", '<time datetime="2020-05-18">18 mai</time><time datetime="2020-05-17">17 mai</time>'),
        ('<meta property="article:published_time" content="hier">', ""),
        ('<meta property="article:modified_time" content="2020-05-18">', ""),
        ('<script type="application/ld+json">{"datePublished": </script>', ""),
    ],
)
def test_a_day_of_publication_is_never_guessed(tmp_path: Path, head: str, body: str) -> None:
    (alert,) = alerts(put(tmp_path, "2020-05-18.html", page(f"{body}<p>{STORY}</p><p>Fin.</p>", head)))
    assert alert.given.published_on == ""


def test_fault_24_no_network_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    doctype = '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd">'
    content = f'{doctype}<html><head><link rel="stylesheet" href="http://127.0.0.1:9/x.css"></head><body>{ARTICLE}</body></html>'
    assert len(texts(put(tmp_path, "a.html", content))) == 1


def test_fault_19_entities_of_a_page_are_not_expanded(tmp_path: Path) -> None:
    secret = put(tmp_path, "secret", "canari")
    content = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><html><body><p>Un &e; deux.</p><p>Fin.</p></body></html>'
    )
    (text,) = texts(put(tmp_path, "a.html", content))
    assert "canari" not in text


def test_a_page_without_text_is_empty(tmp_path: Path) -> None:
    assert outline(put(tmp_path, "a.html", page("<script>x</script><img src=x>")), below=tmp_path) == [
        ("a.html", "EMPTY")
    ]


def test_deeply_nested_pages_end(tmp_path: Path) -> None:
    (code,) = (code for _, code in outline(put(tmp_path, "a.html", "<div>" * 100_000 + "Fin."), below=tmp_path))
    assert code in {"ok", "EMPTY"}


def test_text_with_a_nul_is_read_to_its_end(tmp_path: Path) -> None:
    (text,) = texts(put(tmp_path, "a.html", "<p>Elle a été\0 arrêtée.</p><p>Fin.</p>"))
    assert text == "Elle a été\ufffd arrêtée.\n\nFin."
