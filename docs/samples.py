"""The alerts of docs/alerts in other containers, for the pages that begin with a folder of PDFs or a mailbox."""

import sys
import textwrap
from email.message import EmailMessage
from mailbox import mbox
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from ingest.makers import pdf as made


def pdf(path: Path, text: str) -> None:
    """Write a text as a PDF of one page."""
    height, lines = 800, []
    for paragraph in text.split("\n\n"):
        for line in textwrap.wrap(paragraph, 85):
            lines.append((50, height, line.replace("–", "-").replace("(", r"\(").replace(")", r"\)")))
            height -= 14
        height -= 24
    path.write_bytes(made(lines))


def mailbox(path: Path, alerts: list[Path]) -> None:
    """Write alerts as the mails of a mailbox, each sent on the day in its file's name."""
    box = mbox(path)
    for alert in alerts:
        mail = EmailMessage()
        day = alert.stem.removeprefix("cameroun-")
        mail["From"], mail["To"] = "Comité de veille <veille@example.org>", "liste@example.org"
        mail["Subject"] = alert.read_text(encoding="utf-8").splitlines()[0]
        mail["Date"] = f"{int(day[8:])} {MONTHS[int(day[5:7]) - 1]} {day[:4]} 10:00:00 +0100"
        mail.set_content(alert.read_text(encoding="utf-8"))
        box.add(mail)
    box.close()


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
