"""From alerts to rows: the one loop that every door of Recense goes through."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.document import normalise_text
from pipeline.document.pieces import pieces
from pipeline.ingest.types import InputError, SourceAlert
from pipeline.language.assembly import load
from pipeline.language.joining import joined
from pipeline.settings import MAX_CHARACTERS, PIECE_CHARACTERS
from pipeline.tables.frames import frames
from pipeline.tables.rows import rows

if TYPE_CHECKING:
    import pandas as pd

BATCH = 64  # alerts that go through the pipeline together


@dataclass
class Extraction:
    """What was read in one alert: the Doc, and its rows of every table of SPEC section 8."""

    alert: SourceAlert
    doc: Doc

    @cached_property
    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of each table, as dicts."""
        return rows(self.doc, self.alert)

    @cached_property
    def tables(self) -> dict[str, "pd.DataFrame"]:
        """Each table as a DataFrame, with all its columns even where it has no rows."""
        return frames(self.rows)

    @property
    def incidents(self) -> "pd.DataFrame":
        """The incidents of the alert."""
        return self.tables["incidents"]

    @property
    def entities(self) -> "pd.DataFrame":
        """The persons, organisations, places and groups of the alert."""
        return self.tables["entities"]

    @property
    def dates(self) -> "pd.DataFrame":
        """The date expressions of the alert."""
        return self.tables["dates"]


def source_alert(text: str, number: int) -> SourceAlert:
    """A bare text as an alert; its source is `text#NUMBER`."""
    return SourceAlert(f"text#{number}", text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def prepare(nlp: Language, text: str, given: dict[str, str]) -> Doc:
    """A tokenized Doc that knows what its container said of the alert."""
    doc = nlp.make_doc(text)
    if given := {name: value for name, value in given.items() if value}:
        doc.user_data["recense_given"] = given
    return doc


def read_docs(nlp: Language, alerts: list[SourceAlert]) -> list[Doc]:
    """The Docs of alerts that are read together; a long one comes alone."""
    if len(alerts) == 1 and is_long(alerts[0]):
        return [read_in_pieces(nlp, alerts[0])]
    return list(nlp.pipe([prepare(nlp, normalise_text(alert.text), asdict(alert.given)) for alert in alerts]))


def is_long(alert: SourceAlert) -> bool:
    """Whether a text is more than the parser should hold at once."""
    return len(alert.text) > PIECE_CHARACTERS


def read_in_pieces(nlp: Language, alert: SourceAlert) -> Doc:
    """The Doc of a long text, whose later pieces know the day and country of the first."""
    text, given = normalise_text(alert.text), asdict(alert.given)
    docs: list[Doc] = []
    for start, end in pieces(text, PIECE_CHARACTERS):
        docs.append(nlp(prepare(nlp, text[start:end], given)))
        given = {"published_on": docs[0]._.published_on, "country": docs[0]._.country}
    return joined(docs)


def refusal(alert: SourceAlert) -> InputError | None:
    """Why a text cannot be read, if it cannot."""
    if not alert.text.strip():
        return InputError(alert.source, "extract", "EMPTY", "The text is empty; leave it out or give its text.")
    if len(alert.text) > MAX_CHARACTERS:
        message = f"The text has more than {MAX_CHARACTERS:,} characters; cut it into single alerts."
        return InputError(alert.source, "extract", "TOO_LONG", message)
    return None


def crash(alert: SourceAlert, error: Exception) -> InputError:
    """An error row for a text that broke the pipeline; the message holds nothing of the text."""
    if isinstance(error, MemoryError):
        return InputError(
            alert.source, "extract", "MEMORY", "The memory did not suffice; give more, or split the text."
        )
    message = f"The reader failed ({type(error).__name__}); please report it, the other alerts were read."
    return InputError(alert.source, "extract", "CRASHED", message)


def read_batch(nlp: Language, alerts: list[SourceAlert]) -> Iterator[Extraction | InputError]:
    """One batch together; if a text breaks it, each text alone, so that only that one is lost."""
    try:
        docs = read_docs(nlp, alerts)
    except Exception as error:
        if len(alerts) == 1:
            yield crash(alerts[0], error)
        else:
            for alert in alerts:
                yield from read_batch(nlp, [alert])
        return
    for alert, doc in zip(alerts, docs, strict=True):
        yield Extraction(alert, doc)


def extract(
    inputs: Iterable[str | SourceAlert | InputError], nlp: Language | None = None
) -> Iterator[Extraction | InputError]:
    """Read alerts (texts, or what `pipeline.ingest.read` yields), in order; errors of reading pass through.

    >>> from pipeline import extract, load
    >>> nlp = load()
    >>> next(extract(["Le 3 mai 2021, Me Awa Diop a été arrêtée par la police à Thiès."], nlp)).incidents
    """
    nlp = nlp or load()
    stream = iter(inputs)
    count = 0
    while chunk := list(islice(stream, BATCH)):
        waiting: list[SourceAlert] = []
        for item in chunk:
            count += 1
            alert = source_alert(item, count) if isinstance(item, str) else item
            error = alert if isinstance(alert, InputError) else refusal(alert)
            if error is None and isinstance(alert, SourceAlert) and not is_long(alert):
                waiting.append(alert)
                continue
            yield from read_batch(nlp, waiting)
            waiting = []
            if error is not None:
                yield error
            elif isinstance(alert, SourceAlert):
                yield from read_batch(nlp, [alert])
        yield from read_batch(nlp, waiting)
