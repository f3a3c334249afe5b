"""Scores of a ledger against threads gold: which units a person put into one thread."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from pipeline.evaluate import load_gold
from pipeline.evaluate.score import overlap

ALIKE = 0.3  # intersection over union from which a commitment stands for a gold unit
Unit = tuple[str, int]  # article id, number of the unit there


@dataclass(frozen=True, slots=True)
class ThreadScore:
    """`pair` F1 over pairs of units in one thread; B-cubed `precision` and `recall`; the rest are shares found."""

    pair: float
    precision: float
    recall: float
    ladders: float
    figures: float
    duplicates: float


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of one file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def score(threads: Path, gold: Path, out: Path) -> ThreadScore:
    """Score the ledger of a run; `threads` says which units of the gold articles below `gold` are one promise."""
    wanted = json.loads(threads.read_text(encoding="utf-8"))
    ledger = lines(out / "ledger.jsonl")
    thread_of = {c: r["ledger_id"] for r in ledger for c in r["commitment_ids"]}
    stands_for = _stand_ins(gold, lines(out / "commitments.jsonl"))
    gold_of = {(a, n): i for i, t in enumerate(wanted["threads"]) for a, n in t["units"]}
    units = sorted(stands_for)
    meant: dict[Unit, Hashable] = {u: gold_of.get(u, u) for u in units}
    made: dict[Unit, Hashable] = {u: thread_of[stands_for[u]] for u in units}
    ladders = [_ladder(r["steps"]) for r in ledger]
    figures = [(f["value"], f["unit"], f["period"]) for r in ledger if (f := r["latest_figure"])]
    copies = {frozenset(p) for r in ledger for group in r["near_duplicates"] for p in combinations(group, 2)}
    return ThreadScore(
        pair=_pair_f1(meant, made),
        precision=_cubed(made, meant),
        recall=_cubed(meant, made),
        ladders=_share(sorted(map(tuple, t["ladder"])) in ladders for t in wanted["threads"] if t.get("ladder")),
        figures=_share(tuple(t["latest_figure"][1:]) in figures for t in wanted["threads"] if t.get("latest_figure")),
        duplicates=_share(frozenset(pair) in copies for pair in wanted.get("near_duplicates", [])),
    )


def _stand_ins(gold: Path, commitments: list[dict[str, Any]]) -> dict[Unit, str]:
    """The commitment that overlaps each gold unit best; units that none stands for are left out."""
    found: dict[Unit, str] = {}
    for article in load_gold(gold).values():
        mine = [c for c in commitments if c["article_id"] == article.article_id]
        for n, unit in enumerate(article.units):
            shares = [(_likeness((c["start"], c["end"]), unit.span), c["commitment_id"]) for c in mine]
            best = max(shares, default=(0.0, ""))
            if best[0] >= ALIKE:
                found[(article.article_id, n)] = best[1]
    return found


def _likeness(a: tuple[int, int], b: tuple[int, int]) -> float:
    both = overlap(a, b)
    return both / (a[1] - a[0] + b[1] - b[0] - both)


def _ladder(steps: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted((s["metric"], s["measure"], s["value"], s["unit"], s["deadline"]) for s in steps)


def _pair_f1(meant: dict[Unit, Hashable], made: dict[Unit, Hashable]) -> float:
    one = {p for p in combinations(meant, 2) if meant[p[0]] == meant[p[1]]}
    two = {p for p in combinations(made, 2) if made[p[0]] == made[p[1]]}
    return 2 * len(one & two) / (len(one) + len(two)) if one or two else 1.0


def _cubed(of: dict[Unit, Hashable], against: dict[Unit, Hashable]) -> float:
    """The mean share of a unit's group in `of` that is with it in `against`, too."""
    shares = []
    for unit in of:
        group = [u for u in of if of[u] == of[unit]]
        shares.append(sum(against[u] == against[unit] for u in group) / len(group))
    return sum(shares) / len(shares) if shares else 1.0


def _share(found: Iterable[bool]) -> float:
    listed = list(found)
    return sum(listed) / len(listed) if listed else 1.0
