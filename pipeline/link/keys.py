"""What makes two commitments the same: parties, action, object, names, figures and dates, all free of language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio, token_set_ratio

from pipeline.lang.load import read_data
from pipeline.records.base import Model

Line = Mapping[str, Any]  # one line of a record file
Goal = tuple[str, str, str]  # metric, measure, unit
SAME = 0.75  # likeness from which two commitments are one promise
SAME_EVENT, OTHER_EVENT = 10, 30  # days between two articles
NAMED, GOAL, DATED, HELD = 0.35, 0.8, 0.1, 0.1  # what names, goals, years and positions in common add
HOLDS = "reaffirmation"
LATER = 0.05  # what the time between two reports takes from their likeness, or their closeness gives
PARTS = 20
TELLS_LITTLE = 0.6  # weight of concepts below which an action says little by itself
SAME_NAME = 80  # percent of letters that two spellings of one name share
SHARES = ("%", "percentage points")
CURRENCY = 3  # letters of its code
STEM = 6  # letters by which a name is known whatever its ending
SAME_WORDS = 92  # percent of words that two copies of one sentence share


class Weights(Model):
    """The shape of `weights.yaml`."""

    general: dict[str, float]
    telling: dict[str, float]
    families: tuple[frozenset[str], ...]
    opposites: tuple[frozenset[str], ...]


@cache
def weights() -> Weights:
    """The weights, read once a process."""
    return read_data(Path(__file__).parent / "weights.yaml", Weights)


@dataclass(frozen=True, slots=True)
class Key:
    """One commitment as the ledger sees it. `goals` maps (metric, measure, unit) to the values aimed at."""

    commitment_id: str
    article_id: str
    language: str
    parties: tuple[str, ...]
    kind: str
    action: str
    concepts: frozenset[str]
    names: tuple[str, ...]
    goals: Mapping[Goal, frozenset[float]]
    years: frozenset[str]
    givers: frozenset[str]
    day: date | None
    cue: int
    quote: str


def key_of(record: Line) -> Key:
    """The key of one line of `commitments.jsonl`."""
    dates = [d["value"] for d in record["dates"]] + [t["deadline"] for t in record["targets"] if t["deadline"]]
    return Key(
        commitment_id=record["commitment_id"],
        article_id=record["article_id"],
        language=record["language"],
        parties=tuple(record["parties"]),
        kind=record["kind"],
        action=record["action"],
        concepts=frozenset(record["concepts"]),
        names=tuple(record["names"]),
        goals=goals_of(record["targets"]),
        years=frozenset(year for date in dates for part in date.split("/") for year in (part[:4],)),
        givers=frozenset(a["state"] for a in record["agents"] if a["state"]),
        day=date.fromisoformat(record["published_from"]) if record["published_from"] else None,
        cue=record["cue"]["start"],
        quote=record["quote"],
    )


def goals_of(targets: Iterable[Line]) -> dict[Goal, frozenset[float]]:
    """The values that targets aim at."""
    goals: dict[Goal, set[float]] = {}
    for t in targets:
        goals.setdefault((t["metric"], t["measure"], t["unit"]), set()).add(t["value"])
    return {goal: frozenset(values) for goal, values in goals.items()}


def keys_of(records: Iterable[Line]) -> Iterator[tuple[Line, Key]]:
    """The commitments of whole articles, in reading order, with their keys.

    What is coordinated shares what stands with the last ("act together and support each other at the UN"), and what
    goes on ("and to start on its northern section") what stands with the one before: an action that says little by
    itself takes over the concepts of its neighbour under the same cue.
    """
    row: list[tuple[Line, Key]] = []
    for record in records:
        key = key_of(record)
        if row and (row[-1][1].article_id, row[-1][1].cue) != (key.article_id, key.cue):
            yield from _shared(row)
            row = []
        row.append((record, key))
    yield from _shared(row)


def _shared(row: list[tuple[Line, Key]]) -> Iterator[tuple[Line, Key]]:
    for i, (record, key) in enumerate(row):
        neighbour = row[i + 1 if i + 1 < len(row) else i - 1][1]
        little = len(row) > 1 and weight(key.concepts) < TELLS_LITTLE and not (key.names or key.goals)
        yield record, replace(key, concepts=key.concepts | neighbour.concepts) if little else key


def likeness(a: Key, b: Key) -> float:
    """How alike two commitments of the same parties are; from `SAME` on they are one promise."""
    score = (
        _objects(a, b)
        + action_score(a.action, b.action)
        + _names(a, b)
        + _goals(a, b)
        + _times(a, b)
        + _event(a, b)
        + _standing(a, b)
    )
    if a.quote and a.language == b.language and token_set_ratio(a.quote, b.quote) >= SAME_WORDS and _goals(a, b) >= 0:
        score = max(score, 0.5 + 0.5 * ratio(a.quote, b.quote) / 100)
    return score


def self_likeness(key: Key) -> float:
    """How alike two commitments with the codes of `key` are that were made at different times in other words."""
    told_by = 0.2 * (key.action != "other") + NAMED * bool(key.names) + GOAL * bool(key.goals) + DATED * bool(key.years)
    return _told(weight(key.concepts)) + told_by + HELD * (key.kind == HOLDS) - LATER


@lru_cache(maxsize=1 << 16)
def weight(concepts: frozenset[str]) -> float:
    """How much concepts tell, 1 being what most of them do."""
    known = told()
    return sum(known.get(c, PARTS) for c in concepts) / PARTS


@cache
def told() -> dict[str, int]:
    """How much those concepts tell that tell more or less than others, in parts of which `PARTS` are a weight of 1.

    Whole numbers add up to the same in any order and on any machine.
    """
    return {concept: round(w * PARTS) for concept, w in (weights().general | weights().telling).items()}


def _objects(a: Key, b: Key) -> float:
    """Weighted share of concepts that both speak of; none in common is evidence against."""
    both, either = weight(a.concepts & b.concepts), weight(a.concepts | b.concepts)
    if not either:
        return 0.0
    return _told(both) * both / either


def _told(weight: float) -> float:
    """What concepts in common say by their weight: one general one says little."""
    return min(1.0, 0.3 + 0.7 * weight) if weight else 0.0


@lru_cache(maxsize=1 << 12)
def action_score(a: str, b: str) -> float:
    """What two actions say for or against their being one."""
    pair = frozenset((a, b))
    if len(pair) == 1:
        return 0.2 if a != "other" else 0.0
    if any(pair <= opposite for opposite in weights().opposites):
        return -0.5
    if "other" in pair:
        return -0.05
    return 0.15 if any(pair <= family for family in weights().families) else -0.05


def _names(a: Key, b: Key) -> float:
    if not a.names or not b.names:
        return 0.0
    return NAMED if any(_one_name(x, y) for x in a.names for y in b.names) else -0.25


@lru_cache(maxsize=1 << 16)
def _one_name(x: str, y: str) -> bool:
    """Whether two spellings are of one name, the one perhaps with more words or another ending."""
    return x in y or y in x or x[:STEM] == y[:STEM] or ratio(x, y) >= SAME_NAME


def _goals(a: Key, b: Key) -> float:
    if not a.goals or not b.goals:
        return -0.1 if a.goals or b.goals else 0.0
    best = -0.3
    for goal, values in a.goals.items():
        for other, others in b.goals.items():
            best = max(best, _one_goal(goal, other, bool(values & others)))
    return best


def _one_goal(goal: Goal, other: Goal, equal: bool) -> float:
    """What two goals tell: one sum is one goal whatever it is said to be of; counted things have many words."""
    if goal[1:] == other[1:]:  # measure and unit
        return GOAL if equal else 0.1 if goal[0] == other[0] else -0.3
    counted = goal[1] == other[1] and not _is_rate(goal[2]) and not _is_rate(other[2])
    return 0.3 if equal and counted else -0.3


def _is_rate(unit: str) -> bool:
    """Whether a unit is a currency or a share, which have one word in every language."""
    return unit in SHARES or (len(unit) == CURRENCY and unit.isupper() and unit != "TEU")


def _times(a: Key, b: Key) -> float:
    if not a.years or not b.years:
        return 0.0
    return DATED if a.years & b.years else -DATED


def _event(a: Key, b: Key) -> float:
    """Reports of one meeting appear within days; what is said again a month later must be told apart better."""
    if a.day is None or b.day is None:
        return 0.0
    apart = abs((a.day - b.day).days)
    return LATER if apart <= SAME_EVENT else -LATER if apart > OTHER_EVENT else 0.0


def _standing(a: Key, b: Key) -> float:
    """A position held is no action; what one side alone gives or asks, the other does not."""
    held = (a.kind == HOLDS) + (b.kind == HOLDS)
    score = HELD if held == 2 else -0.2 * held
    if a.article_id == b.article_id and a.cue == b.cue:
        score -= 0.15  # items of one list are seldom the same
    if held or a.givers == b.givers:
        return score
    alone = (len(a.givers) == 1) + (len(b.givers) == 1)
    own = (a.kind == "pledge" and len(a.givers) == 1) or (b.kind == "pledge" and len(b.givers) == 1)
    return score - (0.4 if alone == 2 else 0.2 if own else 0.0)
