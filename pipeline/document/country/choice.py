"""The country an alert is about, with the words that tell it."""

from pipeline.document.country.ballot import count
from pipeline.document.country.model import CountryModel
from pipeline.document.types import Block, Field, Section


def alert_country(
    text: str, blocks: tuple[Block, ...], sections: tuple[Section, ...], model: CountryModel | None = None
) -> Field | None:
    """The alert's country and the words that name it best; None where no country leads.

    A country that `model` chooses though nothing names it is told by the name that speaks for it most.
    """
    ballot = count(text, blocks, sections)
    code = model.choose(text, ballot, len(blocks)) if model else ballot.elected
    if code in ballot.best:
        mention = ballot.best[code].mention
        return Field(code, mention.start, mention.end)
    start, end = model.most_telling(text, code) if model and code else (0, 0)
    return Field(code, start, end) if end else None
