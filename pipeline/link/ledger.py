"""The ledger: from threads of commitments to records with their ladder of goals and how far reality has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.link.keys import keys_of, weight
from pipeline.link.threads import Thread, find_threads
from pipeline.records import content_id
from pipeline.records.ledger import LatestFigure, LedgerRecord, Step

Line = Mapping[str, Any]  # one line of a record file
YEAR = 4  # letters of a period that is a whole year
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
MOST = 3


def make_ledger(
    commitments: Sequence[Line], figures: Iterable[Line], copies: Sequence[tuple[str, ...]]
) -> Iterator[LedgerRecord]:
    """Yield the ledger of a run, sorted by id; `copies` are the groups of articles that copy one another."""
    lines = {c["commitment_id"]: c for c in commitments}
    by_parties: dict[tuple[str, ...], list[Line]] = {}
    for figure in figures:
        by_parties.setdefault(tuple(figure["parties"]), []).append(figure)
    records = (
        _record([lines[k.commitment_id] for k in thread], thread, by_parties, copies)
        for thread in find_threads(keys_of(commitments))
    )
    yield from sorted(records, key=lambda r: r.ledger_id)


def _record(
    lines: list[Line],
    thread: Thread,
    figures: Mapping[tuple[str, ...], list[Line]],
    copies: Sequence[tuple[str, ...]],
) -> LedgerRecord:
    ids = tuple(sorted(c["commitment_id"] for c in lines))
    parties = tuple(lines[0]["parties"])
    articles = tuple(sorted({c["article_id"] for c in lines}))
    steps = _steps(lines)
    topics = Counter(t for c in lines for t in c["topics"])
    within = (tuple(a for a in group if a in articles) for group in copies)
    return LedgerRecord(
        schema="ledger/1",
        ledger_id=content_id("l", *ids),
        label=_label(parties, steps, thread),
        parties=parties,
        topics=tuple(sorted(topics, key=lambda t: (-topics[t], t))[:MOST]),
        steps=steps,
        latest_figure=_latest(steps, figures.get(parties, [])),
        kinds=dict(sorted(Counter(c["kind"] for c in lines).items())),
        first_published=_first(lines),
        last_published=_last(lines),
        articles=articles,
        languages=tuple(sorted({c["language"] for c in lines})),
        commitment_ids=ids,
        near_duplicates=tuple(g for g in within if len(g) > 1),
    )


def _first(lines: Iterable[Line]) -> str | None:
    return min((c["published"] for c in lines if c["published"]), default=None)


def _last(lines: Iterable[Line]) -> str | None:
    return max((c["published"] for c in lines if c["published"]), default=None)


def _steps(lines: Sequence[Line]) -> tuple[Step, ...]:
    """The ladder in order of size: steps of what most of the thread aims at."""
    goals = [(c, t) for c in lines for t in c["targets"]]
    tellers: dict[tuple[str, ...], set[str]] = {}
    for c, t in goals:
        tellers.setdefault(_aim(t), set()).add(c["commitment_id"])
    most = max(map(len, tellers.values()), default=0)
    goals = [(c, t) for c, t in goals if 2 * len(tellers[_aim(t)]) > most]
    told: dict[tuple[Any, ...], list[Line]] = {}
    for c, t in goals:
        told.setdefault((*_size(t), t["deadline"] or _known_deadline(c, t, goals)), []).append(c)
    order = sorted(told, key=lambda k: (k[0], k[1], k[4], k[2], k[3] or 0, k[5] or ""))
    return tuple(_step(key, told[key]) for key in order)


def _known_deadline(line: Line, target: Line, goals: Sequence[tuple[Line, Line]]) -> str | None:
    """The deadline of a goal told without one: what was said last, or will be said first, of the same size."""
    size, day = _size(target), line["published"] or ""
    dated = [(c["published"] or "", t["deadline"]) for c, t in goals if t["deadline"] and _size(t) == size]
    before = [d for d in dated if d[0] <= day]
    return max(before)[1] if before else min(dated)[1] if dated else None


def _aim(target: Line) -> tuple[str, ...]:
    return target["metric"], target["measure"], target["unit"]


def _size(target: Line) -> tuple[Any, ...]:
    return target["metric"], target["measure"], target["value"], target["value_max"], target["unit"]


def _step(key: tuple[Any, ...], lines: list[Line]) -> Step:
    metric, measure, value, value_max, unit, deadline = key
    return Step(
        metric=metric,
        measure=measure,
        value=Decimal(str(value)),
        value_max=None if value_max is None else Decimal(str(value_max)),
        unit=unit,
        deadline=deadline,
        first_published=_first(lines),
        last_published=_last(lines),
        commitment_ids=tuple(sorted({c["commitment_id"] for c in lines})),
    )


def _latest(steps: Sequence[Step], figures: Iterable[Line]) -> LatestFigure | None:
    """The latest figure of what the ladder aims at; figures for part of a year are not held against yearly goals."""
    ladder = [s for s in steps if s.measure == "level"]
    if not ladder:
        return None
    aim = ladder[-1]
    fitting = [
        f for f in figures
        if (f["metric"], f["measure"], f["unit"]) == (aim.metric, "level", aim.unit) and _is_whole(f["period"])
    ]  # fmt: skip
    if not fitting:
        return None
    best = max(fitting, key=lambda f: (f["period"], f["published"] or "", f["figure_id"]))
    value = Decimal(str(best["value"]))
    ahead = min((s.value for s in ladder if s.unit == aim.unit and s.value > value), default=aim.value)
    share = float(round(value / ahead, 4)) if ahead else 0.0
    return LatestFigure(
        value=value, unit=aim.unit, period=best["period"], share_of_next_step=share, figure_id=best["figure_id"]
    )


def _is_whole(period: str | None) -> bool:
    return period is not None and len(period) == YEAR


def _label(parties: Sequence[str], steps: Sequence[Step], thread: Thread) -> str:
    """A short English line: who and what."""
    who = "–".join(parties) or "?"
    if steps:
        top = steps[-1]
        what = top.metric.replace("_", " ") if top.metric not in ("count", "other") else top.unit
        direction = "to" if top.measure == "level" else "by"
        return f"{who} {what} {direction} {_amount(top)}"
    actions = Counter(k.action for k in thread)
    concepts = Counter(c for k in thread for c in k.concepts)
    best = sorted(concepts, key=lambda c: (-concepts[c] * weight([c]), c))[:MOST]
    action = min(actions, key=lambda a: (-actions[a], a))
    return f"{who} {action} {', '.join(best)}".replace("_", " ").rstrip()


def _amount(step: Step) -> str:
    size, word = next(((s, w) for s, w in SCALES if step.value >= s), (Decimal(1), ""))
    number = f"{(step.value / size).normalize():f}"
    words = f"{number} {word}".rstrip()
    return f"{step.unit} {words}" if step.unit.isupper() else f"{words} {step.unit}"
