"""Mentions become occasions; their victims, dates and the rest are chosen in the light of all acts of the text."""
