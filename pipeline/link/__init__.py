"""Link what articles report: threads of one promise, ladders of goals, progress, copies of one article."""

from pipeline.link.duplicates import near_duplicates
from pipeline.link.ledger import make_ledger

__all__ = ["make_ledger", "near_duplicates"]
