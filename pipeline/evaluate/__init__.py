"""How good the tables are: scores against gold (SPEC section 7), error listings, checks of the gold itself."""

from pipeline.evaluate.agreement import agreement
from pipeline.evaluate.check import check
from pipeline.evaluate.convert import gold_dataset
from pipeline.evaluate.errors import row_errors
from pipeline.evaluate.hashes import write_hashes
from pipeline.evaluate.report import (
    errors_to_json,
    render,
    render_agreement,
    render_error_summary,
    render_errors,
    to_json,
)
from pipeline.evaluate.score import Scores, judge, score, summarise

__all__ = [
    "Scores",
    "agreement",
    "check",
    "errors_to_json",
    "gold_dataset",
    "judge",
    "render",
    "render_agreement",
    "render_error_summary",
    "render_errors",
    "row_errors",
    "score",
    "summarise",
    "to_json",
    "write_hashes",
]
