"""The same occasion told by several alerts: incidents are blocked, compared, scored and grouped into cases."""

from pipeline.cases.link import Linked, explain, link, link_dataset

__all__ = ["Linked", "explain", "link", "link_dataset"]
