"""Scores of a run against gold: spans, kinds, who, topics, numbers, false alarms.

unit      a gold unit is found where predicted units cover half of it, a predicted one is right where gold covers half
match     one predicted unit for one gold unit whose spans overlap by half of their union
kind, agents, addressees, parties, topics
          on each found gold unit's best-overlapping prediction: accuracy, and F1 over the sets
target, figure
          F1 over (metric, measure, value, value_max, unit) and (metric, value, unit) of each article
actor     F1 over the actors of each article; mention: share of gold names inside or around a mention of that actor
alarm     share of distractors that predictions cover by half; empty: units in articles that have none
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.emit.load import records
from pipeline.evaluate.gold import GoldArticle, GoldUnit, Span
from pipeline.records import ArticleRecord, CommitmentRecord, FigureRecord

SETS = ("agents", "addressees", "parties", "topics")
COLUMNS = (
    "unit.P", "unit.R", "unit.F1", "match.F1", "kind", "agents.F1", "addressees.F1", "parties.F1", "topics.F1",
    "target.F1", "figure.F1", "actor.F1", "mention", "alarm", "empty",
)  # fmt: skip


@dataclass(slots=True)
class Prediction:
    """What a run says of one article."""

    units: list[CommitmentRecord] = field(default_factory=list)
    figures: list[FigureRecord] = field(default_factory=list)
    mentions: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _F1:
    hits: float = 0
    predicted: float = 0
    gold: float = 0

    def add(self, predicted: Iterable[Hashable], gold: Iterable[Hashable]) -> None:
        mine, theirs = Counter(iter(predicted)), Counter(iter(gold))
        self.hits += sum((mine & theirs).values())
        self.predicted += sum(mine.values())
        self.gold += sum(theirs.values())

    def value(self) -> float | None:
        """F1; null where there was nothing to find and nothing was found."""
        both = self.predicted + self.gold
        return 2 * self.hits / both if both else None


@dataclass(slots=True)
class _Share:
    part: int = 0
    whole: int = 0

    def add(self, yes: bool) -> None:
        self.part += yes
        self.whole += 1

    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Score:
    """Numbers by the names of `COLUMNS` (null: nothing to measure) and the disagreements in words."""

    articles: int
    units: int
    numbers: dict[str, float | None]
    differences: tuple[str, ...]


def load_run(out: Path, wanted: Iterable[str]) -> dict[str, Prediction]:
    """What a run's folder says of the wanted articles."""
    ids = set(wanted)
    found: defaultdict[str, Prediction] = defaultdict(Prediction)
    for article in records(out, "articles", ArticleRecord):
        if article.article_id in ids:
            mentions = {a.actor_id: [m.text for m in a.mentions] for a in article.actors}
            found[article.article_id].mentions = mentions
    for commitment in records(out, "commitments", CommitmentRecord):
        if commitment.article_id in ids:
            found[commitment.article_id].units.append(commitment)
    for figure in records(out, "figures", FigureRecord):
        if figure.article_id in ids:
            found[figure.article_id].figures.append(figure)
    return dict(found)


def evaluate(gold: Mapping[str, GoldArticle], out: Path) -> dict[str, Score]:
    """Scores by language, and `all` for all together."""
    predicted = load_run(out, gold)
    languages = sorted({g.language for g in gold.values()})
    chosen = {name: [g for g in gold.values() if g.language == name] for name in languages}
    return {name: score(part, predicted) for name, part in {**chosen, "all": list(gold.values())}.items()}


class _Tally:
    def __init__(self) -> None:
        self.f1: defaultdict[str, _F1] = defaultdict(_F1)
        self.share: defaultdict[str, _Share] = defaultdict(_Share)
        self.empty = 0
        self.differences: list[str] = []

    def say(self, article: GoldArticle, message: str, span: Span) -> None:
        quote = article.text[slice(*span)].replace("\n", " ")
        self.differences.append(f"{article.article_id} {message}: {quote[:100]}")


def score(gold: Sequence[GoldArticle], predicted: Mapping[str, Prediction]) -> Score:
    """The score of some articles together."""
    tally = _Tally()
    for article in gold:
        mine = predicted.get(article.article_id, Prediction())
        if article.article_id not in predicted:
            tally.differences.append(f"{article.article_id} is not in the run")
        _score_units(tally, article, mine.units)
        _score_numbers(tally, article, mine)
        _score_actors(tally, article, mine)
        _score_alarms(tally, article, mine.units)
    precision, recall = tally.share["unit.P"].value(), tally.share["unit.R"].value()
    both = (precision or 0) + (recall or 0)
    numbers: dict[str, float | None] = {
        **{name: share.value() for name, share in tally.share.items()},
        **{name: f1.value() for name, f1 in tally.f1.items()},
        "unit.F1": 2 * (precision or 0) * (recall or 0) / both if both else 0.0,
        "empty": float(tally.empty),
    }
    units = sum(len(g.units) for g in gold)
    return Score(len(gold), units, {c: numbers.get(c) for c in COLUMNS}, tuple(tally.differences))


def _score_units(tally: _Tally, article: GoldArticle, units: list[CommitmentRecord]) -> None:
    theirs, mine = [u.span for u in article.units], [(u.start, u.end) for u in units]
    match = tally.f1["match.F1"]
    match.hits, match.predicted, match.gold = (
        match.hits + _matches(mine, theirs), match.predicted + len(mine), match.gold + len(theirs),
    )  # fmt: skip
    for span in mine:
        right = cover(span, theirs) >= 0.5
        tally.share["unit.P"].add(right)
        if not right:
            tally.say(article, "false unit", span)
    for unit in article.units:
        found = cover(unit.span, mine) >= 0.5
        tally.share["unit.R"].add(found)
        if found:
            best = max(units, key=lambda u: overlap(unit.span, (u.start, u.end)))
            _score_coding(tally, article, unit, best)
        else:
            tally.say(article, f"missed {unit.coding['kind']}", unit.span)


def _score_coding(tally: _Tally, article: GoldArticle, unit: GoldUnit, best: CommitmentRecord) -> None:
    coding = unit.coding
    tally.share["kind"].add(best.kind == coding["kind"])
    if best.kind != coding["kind"]:
        tally.say(article, f"kind {best.kind} for {coding['kind']}", unit.span)
    ids = {
        "agents": {a.actor_id for a in best.agents},
        "addressees": {a.actor_id for a in best.addressees},
        "parties": set(best.parties),
        "topics": set[str](best.topics),
    }
    for name in SETS:
        tally.f1[f"{name}.F1"].add(ids[name], set(coding[name]))
        if ids[name] != set(coding[name]):
            tally.say(article, f"{name} {sorted(ids[name])} for {sorted(coding[name])}", unit.span)


def _score_numbers(tally: _Tally, article: GoldArticle, mine: Prediction) -> None:
    targets = [t.model_dump() for u in mine.units for t in u.targets]
    theirs = [t for u in article.units for t in u.coding["targets"]]
    _compare(tally, article, "target", (targets, theirs), _target_key)
    figures = [f.model_dump() for f in mine.figures]
    _compare(tally, article, "figure", (figures, article.figures), _figure_key)


def _compare(
    tally: _Tally,
    article: GoldArticle,
    name: str,
    both: tuple[Sequence[dict[str, Any]], Sequence[dict[str, Any]]],
    key: Callable[[dict[str, Any]], tuple[Any, ...]],
) -> None:
    mine, theirs = ([key(item) for item in items] for items in both)
    tally.f1[f"{name}.F1"].add(mine, theirs)
    for item in (Counter(theirs) - Counter(mine)).elements():
        tally.differences.append(f"{article.article_id} missed {name} {item}")
    for item in (Counter(mine) - Counter(theirs)).elements():
        tally.differences.append(f"{article.article_id} false {name} {item}")


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 6)


def _target_key(t: dict[str, Any]) -> tuple[Any, ...]:
    return t["metric"], t["measure"], _number(t["value"]), _number(t.get("value_max")), t["unit"]


def _figure_key(f: dict[str, Any]) -> tuple[Any, ...]:
    return f["metric"], _number(f["value"]), f["unit"]


def _score_actors(tally: _Tally, article: GoldArticle, mine: Prediction) -> None:
    tally.f1["actor.F1"].add(mine.mentions, article.actors)
    for actor in sorted(set(mine.mentions) ^ set(article.actors)):
        tally.differences.append(
            f"{article.article_id} {'false' if actor in mine.mentions else 'missed'} actor {actor}"
        )
    for actor, surfaces in article.actors.items():
        mentions = mine.mentions.get(actor, [])
        for s in surfaces:
            tally.share["mention"].add(any(s in m or (m in s and 2 * len(m) >= len(s)) for m in mentions))


def _score_alarms(tally: _Tally, article: GoldArticle, units: list[CommitmentRecord]) -> None:
    spans = [(u.start, u.end) for u in units]
    tally.empty += 0 if article.units else len(units)
    for distractor in article.distractors:
        if any(overlap(distractor, u.span) for u in article.units):
            continue
        fooled = cover(distractor, spans) >= 0.5
        tally.share["alarm"].add(fooled)
        if fooled:
            tally.say(article, "alarm", distractor)


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def cover(span: Span, others: Iterable[Span]) -> float:
    """Share of `span` that the union of `others` covers."""
    covered, at = 0, span[0]
    for start, end in sorted(others):
        covered += max(0, min(end, span[1]) - max(start, at))
        at = max(at, min(end, span[1]))
    return covered / max(1, span[1] - span[0])


def _matches(mine: Sequence[Span], theirs: Sequence[Span]) -> int:
    """One-to-one pairs that share at least half of their union, best first."""
    pairs = sorted(((_union_share(p, g), p, g) for p in mine for g in theirs if overlap(p, g)), reverse=True)
    used_mine, used_theirs = set[Span](), set[Span]()
    for share, p, g in pairs:
        if share >= 0.5 and p not in used_mine and g not in used_theirs:
            used_mine.add(p)
            used_theirs.add(g)
    return len(used_theirs)


def _union_share(a: Span, b: Span) -> float:
    shared = overlap(a, b)
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)
