"""Figures: quantities that the article reports as reached (CODEBOOK §5)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.document import Document, Quantity, TimeExpression
from pipeline.extract.conversion import is_converted
from pipeline.extract.counted import SHARES, is_rate, is_vague, stands_apart
from pipeline.extract.metrics import (
    Surroundings,
    complete,
    is_money,
    metric_of,
    surroundings,
    unit_metrics,
)
from pipeline.records import FigureRecord, content_id
from pipeline.records.base import Metric
from pipeline.records.dates import first_day, last_day

FEW = 3
MANY = 12  # of a group that is rather who acts than what was reached: "the seven nations", "12 men"
VAGUE = 100  # "hundreds of people"
MODAL = 4  # tokens behind a quantity that is the subject: 5 million WILL go to
ELLIPSIS = 60  # characters between "by 7 % in May" and "and 17 % in June"
BEHIND = 12


def find_figures(document: Document, spans: Sequence[tuple[int, int]]) -> list[FigureRecord]:
    """The reported figures of an article; `spans` are those of its commitments, whose goals are no figures."""
    around = surroundings(document)
    full = complete(document.quantities, around)
    made: list[FigureRecord] = []
    goals = _goals(full, spans)
    for _, sentence in document.body_sentences():
        own = [q for q in full if sentence.start <= q.start and q.end <= sentence.end]
        times = [t for t in document.times if sentence.start <= t.start < sentence.end]
        last: tuple[Quantity, Metric] | None = None
        for n, quantity in enumerate(own):
            if is_converted(quantity, own[:n], around):
                continue
            quantity = _like_before(quantity, own[n - 1] if n else None, around)
            goal = next((q for q in reversed(own[:n]) if q.unit == quantity.unit), None)
            if (quantity.value, quantity.unit) not in goals and _is_figure(
                quantity, goal, spans, times, document, around
            ):
                made.append(_record(document, quantity, around, times, last))
                last = quantity, made[-1].metric
    return made


def _is_figure(
    quantity: Quantity, goal: Quantity | None, spans: Sequence[tuple[int, int]], times: list[TimeExpression],
    document: Document, around: Surroundings,
) -> bool:  # fmt: skip
    inside = any(s < quantity.end and quantity.start < e for s, e in spans)
    apart = goal is not None and stands_apart(quantity, goal, times, document.published, around)
    if inside and not apart and quantity.lead != "from" and not around.is_now(quantity):
        return False
    if quantity.rule.endswith(".fraction") and not quantity.change:
        return False
    if quantity.unit in unit_metrics().talk or (is_money(quantity.unit) and is_vague(quantity, around)):
        return False
    if quantity.unit == "%" and is_rate(quantity, around) and not around.is_now(quantity):
        return False
    if quantity.unit in unit_metrics().places or _is_difference(quantity):
        return False
    if quantity.unit is None or _is_small(quantity, around):
        return False
    if quantity.lead == "from" and (inside or quantity.unit not in SHARES):
        return True
    unreal, joins = around.words.unreal, around.words.joins
    if not (apart or around.is_now(quantity)) and around.left(quantity.start, unreal, 40):
        return False
    if around.inside(quantity.start, quantity.end, unreal) or around.right(quantity.end, unreal, MODAL, joins):
        return False
    time = _nearest(quantity, times, around)
    begins = first_day(time.value) if time else None
    return not (begins and document.published and begins > document.published)


def _goals(full: Sequence[Quantity], spans: Sequence[tuple[int, int]]) -> set[tuple[Decimal, str | None]]:
    """The sums that commitments name: the article tells them again in its lead or in a list."""
    inside = (q for q in full if any(s <= q.start and q.end <= e for s, e in spans))
    return {(q.value, q.unit) for q in inside if is_money(q.unit) and q.lead != "from"}


def _is_small(quantity: Quantity, around: Surroundings) -> bool:
    """Whether a number only tells how many there are of what is spoken of: two talks, millions of people."""
    if not quantity.rule.endswith((".noun", ".number")) or quantity.lead == "from":
        return False
    if quantity.unit not in around.units.groups:
        return quantity.value <= FEW and quantity.comparator == "=" and quantity.rule.endswith(".noun")
    least = quantity.comparator == ">="
    vague = least and quantity.value >= VAGUE and not any(c.isdigit() for c in quantity.text)
    return quantity.value <= (FEW if least else MANY) or vague


def _like_before(quantity: Quantity, before: Quantity | None, around: Surroundings) -> Quantity:
    """A percentage with no word of its own is a change if the one before is: "rose 7 % in May and 17 % in June"."""
    if before is None or quantity.change or not before.change or quantity.unit != "%" or before.unit != "%":
        return quantity
    apart = quantity.start - before.end > ELLIPSIS or quantity.lead in ("to", "from")
    if apart or around.inside(before.end, quantity.start, around.words.metrics):
        return quantity
    behind = around.right(quantity.end, around.words.metrics, MODAL, around.words.joins)
    return quantity if behind else replace(quantity, change=True)


def _is_difference(quantity: Quantity) -> bool:
    """Whether money only compares two sums: "a billion more than last time", or is what a price rose by: 20 cents."""
    if is_money(quantity.unit) and quantity.value < 1:
        return True
    return quantity.change and is_money(quantity.unit) and quantity.lead != "by"


def _metric(quantity: Quantity, around: Surroundings, last: tuple[Quantity, Metric] | None) -> Metric:
    """The metric; a change right behind a level is one of the same thing: "213 billion (up 21 %)"."""
    stop = last[0].end if last else -1
    if last and quantity.change and quantity.unit == "%" and not last[0].change:
        between = around.inside(stop, quantity.start, around.words.metrics)
        if between is None and quantity.start - stop < 40:
            return last[1]
    return metric_of(quantity, around, "other", stop)


def _is_compared(time: TimeExpression, quantity: Quantity, around: Surroundings) -> bool:
    """Whether a time is only what another is held against: "up 5 % compared with 2020", "from 2020"."""
    scan, at = around.scan, bisect_left(around.scan.start, time.start)
    words = [around.words.against, *([around.origins] if quantity.change and quantity.end <= time.start else ())]
    return any(w.before(scan, at) or w.at(scan, at) for w in words)


def _nearest(quantity: Quantity, times: list[TimeExpression], around: Surroundings) -> TimeExpression | None:
    """The time closest to a quantity in its clause."""
    text = around.scan.text

    def between(time: TimeExpression) -> str:
        return text[min(time.end, quantity.end) : max(time.start, quantity.start)]

    valued = [
        t for t in times if t.value is not None and ";" not in between(t) and not _is_compared(t, quantity, around)
    ]
    return min(valued, key=lambda t: max(t.start - quantity.end, quantity.start - t.end), default=None)


def _record(
    document: Document, quantity: Quantity, around: Surroundings, times: list[TimeExpression],
    last: tuple[Quantity, Metric] | None,
) -> FigureRecord:  # fmt: skip
    metric = _metric(quantity, around, last)
    time = _nearest(quantity, times, around)
    if time and quantity.lead == "from" and not 0 <= time.start - quantity.end <= BEHIND:
        time = None  # what a rise began at has its own time behind it, or none
    period = time.value if time else None
    states = {facts.state for a in document.participants if (facts := document.actors.get(a)) and facts.state}
    article_id = document.article.article_id
    published = document.published
    return FigureRecord(
        figure_id=content_id("f", article_id, quantity.start, quantity.end, metric, quantity.value),
        article_id=article_id,
        language=document.language,
        published=published,
        published_from=first_day(published),
        quote=document.text[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        parties=tuple(sorted(states)),
        metric=metric,
        measure="change" if quantity.change else "level",
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit or "",
        comparator=quantity.comparator,
        per=quantity.per,
        period=period,
        period_until=last_day(period),
        confidence=0.8 if is_money(quantity.unit) else 0.7,
        rules=(quantity.rule,),
    )
