"""What a bare number counts where a pronoun or nothing stands for the thing: "1,200 grants; last year it was 1,120"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.document import Quantity, TimeExpression
from pipeline.lang.numbers import load_numbers
from pipeline.records.dates import first_day

if TYPE_CHECKING:
    from pipeline.extract.metrics import Surroundings

PRONOUN_REACH = 8
TIME_REACH = 2
RATE_REACH = 3
ALIKE = 50  # how many times larger one count may be than the other of the same thing
BRACKET = 40  # characters from a goal to the bracket behind it
SHARES = ("%", "percentage points")
SENTENCES = 2  # a pronoun goes back to the sentence before, not beyond


def counted_before(quantity: Quantity, before: Sequence[Quantity], around: Surroundings) -> str | None:
    """The unit of a bare count that is said of what was counted in the clause or sentence before; null if it is not."""
    told = _told(quantity, before, around)
    if told is None or not told.value or not 1 / ALIKE <= quantity.value / told.value <= ALIKE:
        return None
    at = bisect_left(around.scan.start, quantity.start)
    behind = bisect_left(around.scan.start, quantity.end)
    if not (is_bare(around, behind) or around.words.counted_after.at(around.scan, behind)):
        return None  # a noun that is not known stands there
    named = around.left(quantity.start, around.words.counted, PRONOUN_REACH)
    said = named or around.words.counted_after.at(around.scan, behind) or is_against(quantity, around)
    return told.unit if said or _beside_time(at, behind, around) else None


def stands_apart(
    quantity: Quantity, goal: Quantity, times: Sequence[TimeExpression], published: str | None, around: Surroundings
) -> bool:
    """Whether a number is only held against `goal`, or stands in brackets behind it with a time gone by."""
    if quantity.unit in SHARES:
        return False  # a rate is compared with another forecast as often as with what was reached
    if is_against(quantity, around):
        return True
    text = around.scan.text
    opened = text.rfind("(", goal.end, quantity.start)
    closed = text.find(")", quantity.end, quantity.end + BRACKET)
    if opened < 0 or closed < 0 or opened > goal.end + BRACKET or ")" in text[opened : quantity.start]:
        return False
    days = [first_day(t.value) for t in times if opened < t.start < closed and t.value]
    return any(day and published and day < published for day in days)


def is_against(quantity: Quantity, around: Surroundings) -> bool:
    """Whether a number is what another is held against: "1,200, against 1,120 last year"."""
    return around.words.against.before(around.scan, bisect_left(around.scan.start, quantity.start)) is not None


def is_rate(quantity: Quantity, around: Surroundings) -> bool:
    """Whether a percentage is a condition, such as a duty: "a 25 percent tariff", "tariffs of 25 percent"."""
    if around.right(quantity.end, around.words.rates, 2 - quantity.change):
        return True
    return not quantity.lead and around.left(quantity.start, around.words.rates, RATE_REACH) is not None


def is_vague(quantity: Quantity, around: Surroundings) -> bool:
    """Whether a number only says how large it is: billions of (dollars)."""
    vague = load_numbers(around.language).any("vague")
    return vague.at(around.scan, bisect_left(around.scan.start, quantity.start)) is not None


def is_companion(quantity: Quantity, around: Surroundings) -> bool:
    """Whether the word before a small count says with whom, where or by what something is done: "through two"."""
    return around.words.few.before(around.scan, bisect_left(around.scan.start, quantity.start)) is not None


def is_bare(around: Surroundings, behind: int) -> bool:
    """Whether nothing that could be counted follows before token `behind`: the clause or a time stands there."""
    scan = around.scan
    if behind >= len(scan) or not scan.low[behind].isalnum():
        return True
    return any(m.first <= behind < m.last for m in around.times)


def _told(quantity: Quantity, before: Sequence[Quantity], around: Surroundings) -> Quantity | None:
    """The last count of a noun before a quantity, in its sentence or the one before."""
    scan, words = around.scan, around.units
    nouns = frozenset(words.data.nouns)
    told = next((q for q in reversed(before) if q.unit in nouns and q.unit not in words.groups), None)
    if told is None:
        return None
    first, last = bisect_left(scan.start, told.end), bisect_left(scan.start, quantity.start)
    if last - first > 2 * PRONOUN_REACH * SENTENCES or "\n" in scan.low[first:last]:
        return None
    ends = sum(around.wall(k) and scan.low[k] != ";" for k in range(first, last))
    return told if ends < SENTENCES else None


def _beside_time(at: int, behind: int, around: Surroundings) -> bool:
    """Whether a time stands beside the number: the year is said and the thing is not ("in 2025, 1,120")."""
    return any(
        0 <= at - m.last <= TIME_REACH or 0 <= m.first - behind <= TIME_REACH
        for m in around.times
    )  # fmt: skip
