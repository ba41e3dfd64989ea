"""What a reader yields: an alert's text with what its container says of it, or an error."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Given:
    """Facts that come with a text (columns of a table, headers of a mail) and win over what is read in it.

    Every field is empty where nothing is given. `published_on` is an ISO date, `country` an ISO 3166-1 alpha-2 code.
    """

    id: str = ""
    published_on: str = ""
    country: str = ""
    title: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class SourceAlert:
    """One alert as read: `source` is its path, with `#member`, `#id` or `#row` inside a container.

    `sha256` is of the bytes that hold it (the file, the archive's member, or the row's text in UTF-8).
    """

    source: str
    text: str
    sha256: str
    given: Given = field(default_factory=Given)


@dataclass(frozen=True, slots=True)
class InputError:
    """One input that failed. `message` names the remedy and holds no text of an alert.

    `stage` is `read` or `extract`, `error` a short code in capitals such as `EMPTY`, `ENCRYPTED`, `CORRUPT`.
    """

    source: str
    stage: str
    error: str
    message: str
