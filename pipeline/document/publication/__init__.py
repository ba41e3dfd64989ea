"""The day of publication that an alert states of itself: never the day of an event, never invented."""

from pipeline.document.publication.choice import published_on
from pipeline.document.publication.model import PublicationModel

__all__ = ["PublicationModel", "published_on"]
