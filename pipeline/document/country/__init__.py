"""The country an alert is about, and of which country each of its parts tells."""

from pipeline.document.country.choice import alert_country
from pipeline.document.country.model import CountryModel
from pipeline.document.country.parts import stretches

__all__ = ["CountryModel", "alert_country", "stretches"]
