"""Whom an alert is about, read off its incidents."""
