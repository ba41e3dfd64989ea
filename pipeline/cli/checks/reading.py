"""Does it read: the model loads, and an invented sentence gives the row it must give."""

from collections.abc import Iterator

from pipeline.cli.checks import Finding, fault, good
from pipeline.settings import ARTEFACTS

SENTENCE = "Le 3 mai 2021, Me Inès Corvelle a été arrêtée par la police à Port-Lune."
ROW = {"act": "arrest", "date_edtf": "2021-05-03", "victims": "Inès Corvelle", "perpetrator_type": "police"}


def reading() -> Iterator[Finding]:
    """Load the pipeline and read one sentence with it (takes seconds)."""
    from pipeline.batch.version import pipeline_version
    from pipeline.language.assembly import load

    missing = [name for name in ("ner", "acts.npz", "incidents.json") if not (ARTEFACTS / name).exists()]
    if missing:
        yield fault("model_missing", names=", ".join(missing))
        return
    try:
        nlp = load()
    except Exception as error:  # whatever is broken in an installation, the person needs the rest of the report
        yield fault("model_broken", error=type(error).__name__)
        return
    yield good("model", version=pipeline_version())
    yield _extracted(nlp)


def _extracted(nlp: object) -> Finding:
    from pipeline.extraction import Extraction, extract

    result = next(extract([SENTENCE], nlp))  # type: ignore[arg-type]
    rows = result.rows["incidents"] if isinstance(result, Extraction) else []
    if [{column: row[column] for column in ROW} for row in rows] != [ROW]:
        return fault("extraction_wrong")
    return good("extraction")
