"""Targets: the quantities of a commitment that are to be reached (CODEBOOK §5)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document, Quantity, TimeExpression
from pipeline.extract.conversion import is_converted
from pipeline.extract.counted import is_companion, is_rate, stands_apart
from pipeline.extract.dates import goal
from pipeline.extract.metrics import (
    Surroundings,
    complete,
    is_money,
    list_metric,
    metric_of,
    surroundings,
    unit_metrics,
)
from pipeline.records import Target
from pipeline.records.base import Metric
from pipeline.records.dates import last_day

FEW = 3
MANY = 10
COUNTS = (".noun", ".number")
OPENING = 3
BESIDE = 3
RECENT = 3  # sums


def find_targets(
    document: Document, start: int, end: int,
    quantities: Sequence[Quantity], times: Sequence[TimeExpression],
) -> list[Target]:  # fmt: skip
    """The targets of the unit at `start:end`, in reading order.

    `quantities` and `times` are those of the document or of a part around the unit: a time before the unit in the
    same sentence is its deadline too.
    """
    if not any(q.start < end and start < q.end <= end for q in quantities):
        return []
    around = surroundings(document)
    full = complete(sorted(quantities, key=lambda q: q.start), around)
    mine = [q for q in full if q.start < end and start < q.end <= end]
    kept = [
        q for n, q in enumerate(mine)
        if _is_target(q, mine, n, around)
        and not any(stands_apart(q, g, times, document.published, around) for g in mine[:n] if g.unit == q.unit)
    ]  # fmt: skip
    made: list[Target] = []
    usual = _spoken_of(document, start, full, around)
    for n, quantity in enumerate(kept):
        stop = kept[n - 1].end if n else start
        metric = metric_of(quantity, around, usual, stop)
        if is_money(quantity.unit):
            metric = list_metric(document.text, start, around) or metric
            if n and quantity.lead == "to" and kept[n - 1].change and kept[n - 1].unit == quantity.unit:
                metric = made[-1].metric  # what a change brings to a level is one thing
        until = kept[n + 1].start if n + 1 < len(kept) else end
        time = _deadline(document, quantity, (start, end), (stop, until), times)
        made.append(_target(document, quantity, metric, time, around))
    return _once(made)


def _spoken_of(document: Document, start: int, full: Sequence[Quantity], around: Surroundings) -> Metric:
    """What money measures where no word says so ("bring it to 5 billion"): what the sums before it do."""
    before = [q for q in full if q.end <= start and is_money(q.unit) and "\n" not in document.text[q.end : start]]
    told = (metric_of(q, around, "other") for q in reversed(before[-RECENT:]))
    return next((metric for metric in told if metric != "other"), around.usual_money())


def _is_target(quantity: Quantity, mine: list[Quantity], n: int, around: Surroundings) -> bool:
    if quantity.unit is None or quantity.lead == "from":
        return False
    if quantity.unit in around.units.groups and quantity.value <= FEW:
        return False
    if quantity.rule.endswith(COUNTS) and not (quantity.change or _is_made(quantity, around)):
        return False
    alone = is_money(quantity.unit) and not any(q.unit == quantity.unit for q in mine if q is not quantity)
    if around.is_now(quantity, acts=alone) or is_converted(quantity, mine[:n], around):
        return False
    if quantity.rule.endswith(".fraction") and not (quantity.change or quantity.lead):
        return False
    rest = mine[n + 1 :]
    if quantity.change and any(q.lead == "to" and not q.change and _same(q, quantity) for q in rest):
        return False
    return quantity.unit != "%" or not is_rate(quantity, around)


def _is_made(quantity: Quantity, around: Surroundings) -> bool:
    """Whether a count is of what the action brings about, not of what is there, talked of, or done something with."""
    if quantity.unit in unit_metrics().talk:
        return quantity.lead == "to"
    few = quantity.value < MANY and quantity.comparator == "="
    return not (around.is_given(quantity) or (few and is_companion(quantity, around)))


def _same(level: Quantity, change: Quantity) -> bool:
    """Whether a level can be what a change comes to: "by 4,500 tonnes to 34,300 tonnes", "double to 400"."""
    return level.start - change.end < {"%": 80, level.unit: 25}.get(change.unit, 0)


def _deadline(
    document: Document, quantity: Quantity, unit: tuple[int, int], own: tuple[int, int], times: Sequence[TimeExpression]
) -> TimeExpression | None:
    """The time by which a quantity is due: behind it, before it, anywhere in the unit, else earlier in the sentence."""
    open_ones = [t for t in times if _ahead(t, document.published)]
    behind = [t for t in open_ones if quantity.end <= t.start < own[1]]
    if behind:
        return behind[0]
    before = [t for t in open_ones if own[0] <= t.start and t.end <= quantity.start]
    if before:
        return before[-1]
    inside = [t for t in open_ones if unit[0] <= t.start < unit[1] and t.value]
    if inside:
        return inside[-1]
    sentence = next((s for s in document.sentences if s.start <= unit[0] < s.end), None)
    opening = sentence.start if sentence else unit[0]
    earlier = [t for t in open_ones if opening <= t.start < unit[0]]
    if earlier and earlier[-1].value and unit[0] - earlier[-1].end <= BESIDE:
        return earlier[-1]
    if any(opening <= q.start < unit[0] for q in document.quantities):
        return None
    earlier = [t for t in earlier if t.role == "deadline" or t.start - opening < OPENING]
    return earlier[-1] if earlier else None


def _ahead(time: TimeExpression, published: str | None) -> bool:
    """Whether a time can be a deadline: not marked as past, not over when the article was published."""
    if time.role == "past":
        return False
    if time.value is None:
        return time.role == "deadline"
    return published is None or (last_day(time.value) or "") >= published


def _target(
    document: Document, quantity: Quantity, metric: Metric, time: TimeExpression | None, around: Surroundings
) -> Target:
    due = goal(time.value) if time else None
    return Target(
        start=quantity.start,
        end=quantity.end,
        text=document.text[quantity.start : quantity.end],
        metric=metric,
        measure="change" if quantity.change else "level",
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit or "",
        comparator=quantity.comparator,
        per=quantity.per or around.rate(quantity),
        deadline=due,
        deadline_until=last_day(due),
        deadline_text=time.text if time else None,
    )


def _once(targets: list[Target]) -> list[Target]:
    seen: set[tuple[object, ...]] = set()
    kept = []
    for target in targets:
        key = (target.metric, target.measure, target.value, target.value_max, target.unit)
        if key not in seen or is_money(target.unit):
            kept.append(target)
        seen.add(key)
    return kept
