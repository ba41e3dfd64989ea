"""What the head and the foot of an alert say of the alert itself."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.document.country import CountryModel, alert_country
from pipeline.document.masthead import case_code, city, issuer, title
from pipeline.document.publication import PublicationModel, published_on
from pipeline.document.types import Block, Field, Header, Section
from pipeline.ingest.types import Given


@dataclass(frozen=True)
class HeaderModels:
    """What is learned of headers; rules decide where a model is None."""

    country: CountryModel | None = None
    publication: PublicationModel | None = None

    @classmethod
    def load(cls, folder: Path) -> "HeaderModels":
        """The models that a folder holds."""
        return cls(CountryModel.load(folder), PublicationModel.load(folder))


BY_RULES = HeaderModels()


def read_header(
    text: str,
    blocks: tuple[Block, ...],
    sections: tuple[Section, ...],
    given: Given,
    models: HeaderModels,
) -> Header:
    """The header of a normalised text. A given value wins over what is read; its span is -1."""
    published = published_on(text, blocks, models.publication)
    head_end = max((section.end for section in sections[:3] if section.kind in ("headline", "summary")), default=0)
    return Header(
        title=_given(given.title) or title(text, blocks, head_end),
        country=_given(given.country) or alert_country(text, blocks, sections, models.country),
        city=city(text, published),
        published_on=_given(given.published_on) or published,
        issuer=_given(given.issuer) or issuer(text, blocks, head_end),
        case_code=case_code(text),
    )


def _given(value: str) -> Field | None:
    return Field(value) if value else None
