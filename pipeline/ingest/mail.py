"""Mail: one message (eml, RFC 5322) or a mailbox (mbox, RFC 4155), with attachments as parts of their own.

The subject is given as title and the Date header as day of publication. The sender is not given as issuer: whoever
forwards an alert has not written it.
"""

import email
import io
import mimetypes
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from pipeline.ingest.encodings import decode
from pipeline.ingest.errors import Fault, error
from pipeline.ingest.html import full_text, parse
from pipeline.ingest.parts import Found, Part, alert, error_of
from pipeline.ingest.types import Given

SIGNATURES = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
ENCRYPTED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
HEADER_CHARS = 2_000  # of a header that is read: decoding takes time in the square of its length
QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mailbox(part: Part) -> Iterator[Found]:
    """Each message of a mailbox as a part, `#1`, `#2`, …; only one is held at a time."""
    limit = part.limits.file_bytes
    with part.open() as stream:
        message: list[bytes] = []
        number, size, before = 0, 0, b"\n"
        while line := stream.readline(part.limits.record_bytes):
            if line.startswith(b"From ") and not before.strip():
                if number:
                    yield _message_part(part, number, message, size)
                number, message, size = number + 1, [], 0
            elif not number:
                raise Fault("CORRUPT")
            else:
                size += len(line)
                if size <= limit:
                    message.append(line)
            before = line
        if number:
            yield _message_part(part, number, message, size)


def _message_part(part: Part, number: int, lines: list[bytes], size: int) -> Found:
    if size > part.limits.file_bytes:
        return error(f"{part.source}#{number}", "TOO_LARGE", limit="file_bytes", value=part.limits.file_bytes)
    if lines and not lines[-1].strip():  # the blank line that parts two messages
        lines.pop()
    content = QUOTED_FROM.sub(rb"\1", b"".join(lines))
    return part.inside(str(number), "message.eml", lambda: io.BytesIO(content))


def read(part: Part) -> Iterator[Found]:
    """The alert of a message, then its attachments; a message that only carries attachments is no alert itself."""
    content = part.read()
    message = email.message_from_bytes(content)
    if not message.keys():
        raise Fault("CORRUPT")
    if message.get_content_type() in ENCRYPTED:
        raise Fault("ENCRYPTED")
    attachments: list[Message] = []
    text = _body(message, attachments)
    given = Given(title=" ".join(_header(message, "subject").split()), published_on=_day(message))
    try:
        yield alert(part, text, content, given)
    except Fault as fault:
        if fault.code != "EMPTY" or not attachments:
            yield error_of(part.source, fault)
    yield from _attachments(part, attachments)


def _body(message: Message, attachments: list[Message]) -> str:
    """The text of a message: its plain part, else its HTML part as text. What is attached is added to `attachments`."""
    kind = message.get_content_type()
    if message.is_multipart() and kind != "message/rfc822":
        parts = [piece for piece in message.get_payload() if isinstance(piece, Message)]
        texts = [_body(piece, attachments) for piece in parts]
        if kind == "multipart/alternative":  # the same in several forms, the plainest first (RFC 2046, 5.1.4)
            return next((text for text in texts if text.strip()), "")
        return "\n\n".join(text for text in texts if text.strip())
    attached = message.get_content_disposition() == "attachment" or message.get_filename()
    if not attached and kind in {"text/plain", "text/html"}:
        try:
            text = decode(_content(message), message.get_content_charset(""))
            return full_text(parse(text)) if kind == "text/html" else text
        except Fault as fault:
            if fault.code == "EMPTY":
                return ""
    furniture = kind in SIGNATURES or (kind.startswith("image/") and message.get("content-id"))
    if not furniture:
        attachments.append(message)
    return ""


def _attachments(part: Part, attachments: list[Message]) -> Iterator[Found]:
    for number, message in enumerate(attachments, start=1):
        if number > part.limits.attachments:
            yield error(part.source, "LIMIT", limit="attachments", value=part.limits.attachments)
            return
        part.budget.member()
        kind = message.get_content_type()
        suffix = ".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind) or ""
        name = _decoded(message.get_filename() or "") or f"attachment-{number}{suffix}"
        yield part.inside(name, name, lambda message=message: io.BytesIO(_content(message)))  # type: ignore[misc]


def _content(message: Message) -> bytes:
    payload = message.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    inner = message.get_payload(0)
    return inner.as_bytes() if isinstance(inner, Message) else b""


def _header(message: Message, name: str) -> str:
    """A header in plain words; bytes that should have been encoded are decoded like a text."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    return _decoded(str(raw)[:HEADER_CHARS])


def _decoded(value: str) -> str:
    try:
        value = decode(value.encode("utf-8", "surrogateescape")) if value else ""
        return str(make_header(decode_header(value)))
    except (MessageError, LookupError, ValueError, Fault):
        return value.encode("utf-8", "replace").decode("utf-8", "replace")


def _day(message: Message) -> str:
    """The day of the Date header in the sender's own zone; empty where there is none that can be read."""
    try:
        return parsedate_to_datetime(_header(message, "date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
