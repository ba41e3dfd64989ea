"""How good the tables are: scores against gold (SPEC section 7), error listings, checks of the gold itself."""

from pipeline.evaluate.convert import gold_dataset
from pipeline.evaluate.score import Scores, score

__all__ = ["Scores", "gold_dataset", "score"]
