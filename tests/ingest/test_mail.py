"""Mail: the words of a message, what its headers say for sure, and its attachments one by one."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.ingest import Given, InputError, Limits, SourceAlert

from .makers import ALERT, alerts, outline, pdf, put, results, texts, zipped


def mail(text: str = ALERT, subject: str = "Une avocate menacée") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Un Relais <relais@exemple.example>"
    message["Subject"] = subject
    message["Date"] = "Mon, 18 May 2020 23:30:00 +0600"
    if text:
        message.set_content(text)
    return message


def test_a_message_gives_its_text_its_subject_and_the_day_it_was_sent(tmp_path: Path) -> None:
    (alert,) = alerts(put(tmp_path, "a.eml", mail().as_bytes()))
    assert alert.text == ALERT
    assert alert.given == Given(title="Une avocate menacée", published_on="2020-05-18")


def test_the_sender_is_not_taken_for_the_issuer(tmp_path: Path) -> None:
    assert alerts(put(tmp_path, "a.eml", mail().as_bytes()))[0].given.issuer == ""


@pytest.mark.parametrize("header", ["", "Date: hier\n", "Date: \n", "Date: Mon, 99 May 2020 10:00:00 +0000\n"])
def test_no_day_is_made_up(tmp_path: Path, header: str) -> None:
    (alert,) = alerts(put(tmp_path, "a.eml", f"Subject: x\n{header}\nArrêtée.\n"))
    assert alert.given.published_on == ""


def test_the_plain_part_is_preferred_to_the_page(tmp_path: Path) -> None:
    message = mail("Texte simple.\n")
    message.add_alternative("<p>Page.</p>", subtype="html")
    assert texts(put(tmp_path, "a.eml", message.as_bytes())) == ["Texte simple.\n"]


def test_a_page_is_turned_into_text_where_there_is_no_plain_part(tmp_path: Path) -> None:
    message = mail("")
    message.set_content("<style>p{}</style><p>Arrêtée.</p><ul><li>Un</li><li>Deux</li></ul>", subtype="html")
    assert texts(put(tmp_path, "a.eml", message.as_bytes())) == ["Arrêtée.\n\n- Un\n- Deux"]


def test_a_blank_plain_part_gives_way_to_the_page(tmp_path: Path) -> None:
    message = mail(" \n")
    message.add_alternative("<p>Page.</p>", subtype="html")
    assert texts(put(tmp_path, "a.eml", message.as_bytes())) == ["Page."]


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "iso-8859-15", "mac_roman"])
def test_fault_02_every_declared_encoding_gives_the_same_text(tmp_path: Path, charset: str) -> None:
    message = mail("")
    message.set_content("Sa sœur a été arrêtée.\n" * 3, charset=charset, cte="base64")
    assert texts(put(tmp_path, "a.eml", message.as_bytes())) == ["Sa sœur a été arrêtée.\n" * 3]


@pytest.mark.parametrize("charset", ["x-unknown", "idna", "us-ascii", "rot13", "utf-16", '""'])
def test_fault_23_a_wrong_or_unknown_character_set_is_decoded_all_the_same(tmp_path: Path, charset: str) -> None:
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    assert texts(put(tmp_path, "a.eml", f"{head}Elle a été arrêtée.\n")) == ["Elle a été arrêtée.\n"]


def test_headers_in_raw_bytes_are_decoded(tmp_path: Path) -> None:
    assert alerts(put(tmp_path, "a.eml", "Subject: Menacée\n\nArrêtée.\n"))[0].given.title == "Menacée"


def test_readable_attachments_are_alerts_of_their_own(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(pdf([(50, 800, "Fin.")]), maintype="application", subtype="pdf", filename="communiqué.pdf")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="photo.png")
    message.add_attachment(zipped({"b.txt": ALERT}), maintype="application", subtype="zip", filename="b.zip")
    assert outline(put(tmp_path, "a.eml", message.as_bytes()), below=tmp_path) == [
        ("a.eml", "ok"), ("a.eml#communiqué.pdf", "ok"), ("a.eml#photo.png", "UNSUPPORTED"),
        ("a.eml#b.zip#b.txt", "ok"),
    ]  # fmt: skip


def test_a_message_that_only_carries_an_attachment_is_no_alert(tmp_path: Path) -> None:
    message = mail(" \n")
    message.add_attachment(ALERT.encode(), maintype="text", subtype="plain", filename="a.txt")
    assert outline(put(tmp_path, "a.eml", message.as_bytes()), below=tmp_path) == [("a.eml#a.txt", "ok")]


def test_a_text_part_that_is_binary_is_named_and_hides_no_attachment(tmp_path: Path) -> None:
    message = mail("")
    message.set_content("\0\1\2\3\4\5", cte="base64")
    message.add_attachment(ALERT.encode(), maintype="text", subtype="plain", filename="a.txt")
    assert outline(put(tmp_path, "a.eml", message.as_bytes()), below=tmp_path) == [
        ("a.eml#attachment-1.txt", "BINARY"), ("a.eml#a.txt", "ok"),
    ]  # fmt: skip


def test_pictures_of_the_page_and_signatures_are_no_attachments(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", cid="<logo>")
    message.add_attachment(b"x", maintype="application", subtype="pgp-signature", filename="signature.asc")
    assert outline(put(tmp_path, "a.eml", message.as_bytes()), below=tmp_path) == [("a.eml", "ok")]


def test_a_message_within_a_message_is_read(tmp_path: Path) -> None:
    message = mail("Pour information.\n")
    message.add_attachment(mail("Arrêtée.\n", "Dedans"))
    outer, inner = alerts(put(tmp_path, "a.eml", message.as_bytes()))
    assert (inner.text, inner.given.title) == ("Arrêtée.\n", "Dedans")
    assert inner.source == f"{outer.source}#attachment-1.eml"


def test_an_empty_message(tmp_path: Path) -> None:
    assert outline(put(tmp_path, "a.eml", mail(" \n").as_bytes()), below=tmp_path) == [("a.eml", "EMPTY")]


def test_an_encrypted_message(tmp_path: Path) -> None:
    head = "Subject: x\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nVersion: 1\n--b--\n"
    assert outline(put(tmp_path, "a.eml", head), below=tmp_path) == [("a.eml", "ENCRYPTED")]


def test_what_is_no_message_is_corrupt(tmp_path: Path) -> None:
    assert outline(put(tmp_path, "a.eml", b"\x89\x00\xff sans en-tete"), below=tmp_path) == [("a.eml", "CORRUPT")]


def test_fault_23_ten_thousand_attachments_end_at_the_limit(tmp_path: Path) -> None:
    piece = "--b\nContent-Disposition: attachment; filename=a.txt\n\nArrêtée.\n"
    head = "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nBonjour.\n"
    found = outline(
        put(tmp_path, "a.eml", head + piece * 10_000 + "--b--\n"), below=tmp_path, limits=Limits(attachments=3)
    )
    assert [code for _, code in found] == ["ok", "ok", "ok", "ok", "LIMIT"]


def test_fault_23_messages_nested_without_end_stop_at_the_limit(tmp_path: Path) -> None:
    message = mail("Fond.\n")
    for _ in range(8):
        outer = mail("Couche.\n")
        outer.add_attachment(message)
        message = outer
    path = put(tmp_path, "a.eml", message.as_bytes())
    codes = [code for _, code in outline(path, below=tmp_path, limits=Limits(depth=3))]
    assert codes == ["ok"] * 4 + ["LIMIT"]


def test_fault_23_parts_nested_without_end_are_an_error(tmp_path: Path) -> None:
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    path = put(tmp_path, "a.eml", f"Subject: x\n{head}\nFond.\n")
    assert outline(path, below=tmp_path) == [("a.eml", "LIMIT")]


def test_fault_23_a_header_without_end_is_cut(tmp_path: Path) -> None:
    (alert,) = alerts(put(tmp_path, "a.eml", "Subject: " + "=?utf-8?q?=C3=A9?= " * 50_000 + "\n\nArrêtée.\n"))
    assert 0 < len(alert.given.title) < 3000


def box(*messages: EmailMessage) -> bytes:
    return b"".join(b"From relais@exemple.example Mon May 18 10:00:00 2020\n" + m.as_bytes() + b"\n" for m in messages)


def test_the_messages_of_a_mailbox_are_numbered(tmp_path: Path) -> None:
    path = put(tmp_path, "a.mbox", box(mail("Un.\n"), mail(" \n"), mail("Trois.\n\n>From Almaty.\n")))
    first, second, third = results(path)
    assert isinstance(first, SourceAlert) and (first.source, first.text) == (f"{path}#1", "Un.\n")
    assert isinstance(second, InputError) and (second.source, second.error) == (f"{path}#2", "EMPTY")
    assert isinstance(third, SourceAlert) and third.text.endswith("\nFrom Almaty.\n")


def test_a_message_over_the_limit_spoils_no_other(tmp_path: Path) -> None:
    path = put(tmp_path, "a.mbox", box(mail("Un.\n"), mail("Mot " * 1000), mail("Trois.\n")))
    assert outline(path, below=tmp_path, limits=Limits(file_bytes=2000)) == [
        ("a.mbox#1", "ok"), ("a.mbox#2", "TOO_LARGE"), ("a.mbox#3", "ok"),
    ]  # fmt: skip


def test_what_is_no_mailbox_is_corrupt(tmp_path: Path) -> None:
    assert outline(put(tmp_path, "a.mbox", ALERT), below=tmp_path) == [("a.mbox", "CORRUPT")]
