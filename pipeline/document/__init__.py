"""An alert becomes a structured text: blocks, sentences, sections and header. Pure functions, no spaCy."""

from pipeline.document.blocks import blocks
from pipeline.document.sentences import sentences
from pipeline.document.structure import structure
from pipeline.document.text import normalise_text

__all__ = ["blocks", "normalise_text", "sentences", "structure"]
