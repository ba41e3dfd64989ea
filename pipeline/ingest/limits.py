"""How much one input may ask of the machine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a reading; whatever goes beyond one becomes an InputError, never a crash or an endless wait.

    Sizes are bytes, `text_chars` code points. Tables, JSON lines and mailboxes are streamed: `file_bytes` binds the
    files that must be held whole (texts, pages, PDF, docx, one mail), `record_bytes` one line of a streamed file.
    `total_bytes`, `members`, `depth` and `ratio` bind what an archive may unpack to, all nested archives together;
    below `ratio_from` unpacked bytes no ratio is suspicious.
    """

    file_bytes: int = 200_000_000
    text_chars: int = 2_000_000
    record_bytes: int = 16_000_000
    total_bytes: int = 4_000_000_000
    members: int = 200_000
    depth: int = 5
    ratio: int = 250
    ratio_from: int = 10_000_000
    attachments: int = 200
