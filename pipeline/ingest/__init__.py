"""Reads alerts from files of every format that they come in."""

from pipeline.ingest.limits import Limits
from pipeline.ingest.reader import read, read_file
from pipeline.ingest.types import Given, InputError, SourceAlert

__all__ = ["Given", "InputError", "Limits", "SourceAlert", "read", "read_file"]
