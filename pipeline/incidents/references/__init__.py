"""Whom a pronoun, a possessive or a description means."""
