"""Names to what they stand for: pure functions over lexicons, usable by every room."""

from pipeline.normalise.countries import country_code, country_mentions, country_name, country_of_demonym
from pipeline.normalise.keys import fold, name_key
from pipeline.normalise.organisations import organisation_type, phrase_type
from pipeline.normalise.persons import given_name_gender, person_key, same_person
from pipeline.normalise.places import place_country, place_mentions

__all__ = [
    "country_code",
    "country_mentions",
    "country_name",
    "country_of_demonym",
    "fold",
    "given_name_gender",
    "name_key",
    "organisation_type",
    "person_key",
    "phrase_type",
    "place_country",
    "place_mentions",
    "same_person",
]
