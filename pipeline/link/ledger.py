"""The ledger: from threads of promises to records with their ladder of goals and how far reality has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from pipeline.link.duplicates import group_of, within
from pipeline.link.keys import Line, weight
from pipeline.link.promises import Promise, promises_of
from pipeline.link.threads import Node, group
from pipeline.records import content_id
from pipeline.records.ledger import LatestFigure, LedgerRecord, Step

Aim = tuple[str, str, str]  # parties, metric, unit
YEAR = 4  # letters of a period that is a whole year
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
MOST = 3


def make_ledger(
    commitments: Iterable[Line], figures: Iterable[Line], copies: Sequence[tuple[str, ...]]
) -> Iterator[LedgerRecord]:
    """Yield the ledger of a run, sorted by id; `copies` are the groups of articles that copy one another."""
    promises = sorted(promises_of(commitments), key=lambda p: (p.parties, p.mark, p.key.commitment_id))
    reached = latest_figures(filter(None, map(figure_row, figures)))
    copied = group_of(copies)
    made: list[LedgerRecord] = []
    for _, block in groupby(promises, key=lambda p: p.parties):
        by_mark = {mark: list(same) for mark, same in groupby(block, key=lambda p: p.mark)}
        nodes = [Node(mark, same[0].key) for mark, same in by_mark.items()]
        for marks in group(nodes):
            thread = sorted((p for m in marks for p in by_mark[m]), key=lambda p: p.key.commitment_id)
            made.append(make_record(thread, reached, copied))
    yield from sorted(made, key=lambda r: r.ledger_id)


def make_record(thread: Sequence[Promise], reached: Mapping[Aim, Line], copied: dict[str, int]) -> LedgerRecord:
    """The record of one thread, whose promises stand in order of id."""
    ids = tuple(p.key.commitment_id for p in thread)
    parties = thread[0].key.parties
    articles = tuple(sorted({p.key.article_id for p in thread}))
    steps = _steps(thread)
    topics = Counter(t for p in thread for t in p.topics)
    return LedgerRecord(
        schema="ledger/1",
        ledger_id=content_id("l", *ids),
        label=_label(parties, steps, thread),
        parties=parties,
        topics=tuple(sorted(topics, key=lambda t: (-topics[t], t))[:MOST]),
        steps=steps,
        latest_figure=_latest(steps, thread[0].parties, reached),
        kinds=dict(sorted(Counter(p.key.kind for p in thread).items())),
        first_published=_first(thread),
        last_published=_last(thread),
        articles=articles,
        languages=tuple(sorted({p.key.language for p in thread})),
        commitment_ids=ids,
        near_duplicates=tuple(within(articles, copied)),
    )


def _first(promises: Iterable[Promise]) -> str | None:
    return min((p.published for p in promises if p.published), default=None)


def _last(promises: Iterable[Promise]) -> str | None:
    return max((p.published for p in promises if p.published), default=None)


# -- the ladder ---------------------------------------------------------------------------------------------------


def _steps(thread: Sequence[Promise]) -> tuple[Step, ...]:
    """The ladder in order of size: steps of what most of the thread aims at."""
    goals = [(p, t) for p in thread for t in p.targets]
    tellers: dict[tuple[str, ...], set[str]] = {}
    for p, t in goals:
        tellers.setdefault(_aim(t), set()).add(p.key.commitment_id)
    most = max(map(len, tellers.values()), default=0)
    by_size: dict[tuple[Any, ...], list[tuple[Promise, str | None]]] = {}
    for p, t in goals:
        if 2 * len(tellers[_aim(t)]) > most:
            by_size.setdefault(_size(t), []).append((p, t["deadline"]))
    told: dict[tuple[Any, ...], list[Promise]] = {}
    for size, tellings in by_size.items():
        for p, deadline in _with_deadlines(tellings):
            told.setdefault((*size, deadline), []).append(p)
    order = sorted(told, key=lambda k: (k[0], k[1], k[4], k[2], k[3] or 0, k[5] or ""))
    return tuple(_step(key, told[key]) for key in order)


def _with_deadlines(tellings: list[tuple[Promise, str | None]]) -> Iterator[tuple[Promise, str | None]]:
    """Tellings of one size; one without deadline takes that which was said last before it, or first after it."""
    dated = sorted({(p.published or "", deadline) for p, deadline in tellings if deadline})
    for p, deadline in tellings:
        if deadline or not dated:
            yield p, deadline
        else:
            before = [d for d in dated if d[0] <= (p.published or "")]
            yield p, (before[-1] if before else dated[0])[1]


def _aim(target: Line) -> tuple[str, ...]:
    return target["metric"], target["measure"], target["unit"]


def _size(target: Line) -> tuple[Any, ...]:
    return target["metric"], target["measure"], target["value"], target["value_max"], target["unit"]


def _step(key: tuple[Any, ...], promises: list[Promise]) -> Step:
    metric, measure, value, value_max, unit, deadline = key
    return Step(
        metric=metric,
        measure=measure,
        value=Decimal(str(value)),
        value_max=None if value_max is None else Decimal(str(value_max)),
        unit=unit,
        deadline=deadline,
        first_published=_first(promises),
        last_published=_last(promises),
        commitment_ids=tuple(sorted({p.key.commitment_id for p in promises})),
    )


# -- how far reality has come -------------------------------------------------------------------------------------


def figure_row(figure: Line) -> Line | None:
    """What the ledger keeps of a figure; null for changes and for part of a year: no yearly goal is held against it."""
    period = figure["period"]
    if figure["measure"] != "level" or period is None or len(period) != YEAR:
        return None
    row = {name: figure[name] for name in ("metric", "unit", "period", "published", "figure_id", "value")}
    return {"parties": ",".join(figure["parties"]), **row}


def latest_figures(rows: Iterable[Line]) -> dict[Aim, Line]:
    """The latest figure of each metric, unit and parties."""
    best: dict[Aim, Line] = {}
    for row in rows:
        aim = row["parties"], row["metric"], row["unit"]
        if aim not in best or _recent(row) > _recent(best[aim]):
            best[aim] = row
    return best


def _recent(row: Line) -> tuple[str, str, str]:
    return row["period"], row["published"] or "", row["figure_id"]


def _latest(steps: Sequence[Step], parties: str, reached: Mapping[Aim, Line]) -> LatestFigure | None:
    ladder = [s for s in steps if s.measure == "level"]
    best = reached.get((parties, ladder[-1].metric, ladder[-1].unit)) if ladder else None
    if best is None:
        return None
    aim, value = ladder[-1], Decimal(str(best["value"]))
    ahead = min((s.value for s in ladder if s.unit == aim.unit and s.value > value), default=aim.value)
    share = float(round(value / ahead, 4)) if ahead else 0.0
    return LatestFigure(
        value=value, unit=aim.unit, period=best["period"], share_of_next_step=share, figure_id=best["figure_id"]
    )


# -- the label ----------------------------------------------------------------------------------------------------


def _label(parties: Sequence[str], steps: Sequence[Step], thread: Sequence[Promise]) -> str:
    """A short English line: who and what."""
    who = "–".join(parties) or "?"
    if steps:
        top = steps[-1]
        what = top.metric.replace("_", " ") if top.metric not in ("count", "other") else top.unit
        direction = "to" if top.measure == "level" else "by"
        return f"{who} {what} {direction} {_amount(top)}"
    actions = Counter(p.key.action for p in thread)
    concepts = Counter(c for p in thread for c in p.key.concepts)
    best = sorted(concepts, key=lambda c: (-concepts[c] * weight(frozenset((c,))), c))[:MOST]
    action = min(actions, key=lambda a: (-actions[a], a))
    return f"{who} {action} {', '.join(best)}".replace("_", " ").rstrip()


def _amount(step: Step) -> str:
    size, word = next(((s, w) for s, w in SCALES if step.value >= s), (Decimal(1), ""))
    number = f"{(step.value / size).normalize():f}"
    words = f"{number} {word}".rstrip()
    return f"{step.unit} {words}" if step.unit.isupper() else f"{words} {step.unit}"
