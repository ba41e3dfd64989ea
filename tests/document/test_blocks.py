"""Blocks: the pieces of a page as a reader sees them."""

from pipeline.document import blocks


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in blocks(text)]


def test_page_of_every_kind() -> None:
    text = (
        "APPEL URGENT\n"
        "=====\n"
        "Nom de la victime : Clarisse Mvondo\n\n"
        "Des hommes l'ont suivie. Elle a fui.\n\n"
        "- sa protection ;\n"
        "• une enquête ;\n"
        "a) un procès ;\n"
        "[x] une réponse ;\n"
        "2) une date.\n\n"
        "Ministère de la Justice\n"
        "BP 426, Yaoundé\n"
    )
    assert [kind for kind, _ in kinds(text)] == [
        *("heading", "rule", "field", "paragraph"),
        *("item", "item", "item", "item", "item"),
        *("heading", "address"),
    ]


def test_wrapped_item_goes_on_to_its_last_line() -> None:
    text = "- libérer sans condition les deux frères et leur\n  mère malade ;\n- ouvrir une enquête."
    assert kinds(text)[0] == ("item", "- libérer sans condition les deux frères et leur\n  mère malade ;")


def test_lines_of_a_letterhead_stay_apart() -> None:
    text = "TERRE DES AÏEUX\nCoordination de l'Ouest\nBafoussam, le 20 mai 2017\n\nMonsieur le Ministre, on nous tue."
    assert [kind for kind, _ in kinds(text)] == ["heading", "heading", "heading", "paragraph"]


def test_country_before_a_colon_is_a_title() -> None:
    assert kinds("Sénégal : deux journalistes écroués\n\nIls ont écrit.")[0][0] == "heading"


def test_numbered_heading_is_no_item() -> None:
    text = "1. Les faits\n\nLe 3 mai, on a tiré sur lui.\n\n2. Le droit\n\nNul ne peut tirer."
    assert [kind for kind, _ in kinds(text)] == ["heading", "paragraph", "heading", "paragraph"]


def test_paragraphs_on_single_lines_are_not_joined() -> None:
    text = "Le juge a dit non.\nLa famille pleure.\nLe procès s'ouvre lundi."
    assert len(kinds(text)) == 3


def test_empty_text_has_no_blocks() -> None:
    assert blocks("") == () and blocks(" \n\t\n") == ()
