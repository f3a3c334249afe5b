"""Sums that only tell one before once more in another currency."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Quantity
from pipeline.extract.metrics import Surroundings, is_money

CONVERSION = 15  # characters: " (about "
LONG_CONVERSION = 45  # characters: " – which is equivalent to "
CONVERSIONS = 2


def is_converted(quantity: Quantity, before: Sequence[Quantity], around: Surroundings) -> bool:
    """Whether a quantity only says one before in another currency: "10 billion roubles (about $100 million; £79m)"."""
    if not is_money(quantity.unit):
        return False
    for n, told in enumerate(reversed(before[-CONVERSIONS:])):
        if not is_money(told.unit):
            return False
        gap = around.scan.text[told.end : quantity.start].strip()
        bracket = gap.startswith("(") and ")" not in gap and len(gap) < CONVERSION * (n + 1)
        comma = not n and gap == "," and quantity.comparator == "~"
        same = not n and len(gap) < LONG_CONVERSION and around.inside(told.end, quantity.start, around.words.same)
        if quantity.unit != told.unit and (bracket or comma or same):
            return True
    return False
