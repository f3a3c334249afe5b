"""Scores of a run against gold: spans, kinds, who, topics, numbers, false alarms.

unit      a gold unit is found where predicted units cover half of it, a predicted one is right where gold covers half
match     one predicted unit for one gold unit whose spans overlap by half of their union
pieces    predicted units for each gold one
kind, agents, addressees, parties, topics
          on each found gold unit's best-overlapping prediction: accuracy, and F1 over the sets
target, figure
          F1 over (metric, measure, value, value_max, unit) and (metric, value, unit) of each article
deadline, comparator
          share of right ones on targets that are found
actor     F1 over the actors of each article; mention: share of gold names inside or around a mention of that actor
sure      share of right units among those whose confidence is .8 or more
alarm     share of distractors that predictions cover by half; empty: units in articles that have none
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.emit.load import records
from pipeline.evaluate.counts import Counts, Interval, Numbers, intervals, total
from pipeline.evaluate.gold import GoldArticle, GoldUnit, Span
from pipeline.evaluate.misses import NO_RULE, Miss, Places, Table, merged, tables
from pipeline.evaluate.spans import cover, overlap, pairs
from pipeline.records import ArticleRecord, CommitmentRecord, FigureRecord

SETS = ("agents", "addressees", "parties", "topics")
SURE = 0.8


@dataclass(slots=True)
class Prediction:
    """What a run says of one article."""

    units: list[CommitmentRecord] = field(default_factory=list)
    figures: list[FigureRecord] = field(default_factory=list)
    mentions: dict[str, list[str]] = field(default_factory=dict)
    sentences: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Score:
    """Numbers by the names of `COLUMNS` (null: nothing to measure), what chance does to them, and what was missed.

    `rules`: for each rule the units that it made; `constructions`: for each the gold units that stand so.
    """

    articles: int
    units: int
    numbers: Numbers
    intervals: dict[str, Interval | None]
    misses: tuple[Miss, ...]
    rules: Table
    constructions: Table

    @property
    def differences(self) -> tuple[str, ...]:
        """The disagreements in words."""
        return tuple(map(str, self.misses))


def load_run(out: Path, wanted: Iterable[str]) -> dict[str, Prediction]:
    """What a run's folder says of the wanted articles."""
    ids = set(wanted)
    found: defaultdict[str, Prediction] = defaultdict(Prediction)
    for article in records(out, "articles", ArticleRecord):
        if article.article_id in ids:
            mine = found[article.article_id]
            mine.mentions = {a.actor_id: [m.text for m in a.mentions] for a in article.actors}
            mine.sentences = [(s.start, s.end) for s in article.sentences]
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
    judged = {i: _Judge(g, predicted.get(i)) for i, g in gold.items()}
    languages = sorted({g.language for g in gold.values()})
    chosen = {name: [judged[i] for i, g in gold.items() if g.language == name] for name in languages}
    return {name: _together(part) for name, part in {**chosen, "all": list(judged.values())}.items()}


def score(gold: Sequence[GoldArticle], predicted: Mapping[str, Prediction]) -> Score:
    """The score of some articles together."""
    return _together([_Judge(g, predicted.get(g.article_id)) for g in gold])


def _together(judged: Sequence[_Judge]) -> Score:
    parts = [j.counts for j in judged]
    return Score(
        articles=len(judged),
        units=sum(len(j.gold.units) for j in judged),
        numbers=total(parts).numbers(),
        intervals=intervals(parts),
        misses=tuple(m for j in judged for m in j.misses),
        rules=merged(j.rules for j in judged),
        constructions=merged(j.constructions for j in judged),
    )


class _Judge:
    """Holds what a run says of one article against its gold."""

    def __init__(self, gold: GoldArticle, mine: Prediction | None) -> None:
        self.gold, self.mine = gold, mine or Prediction()
        self.counts = Counts()
        self.misses: list[Miss] = []
        self.rules, self.constructions = tables(), tables()
        places = Places(gold.text, self.mine.sentences)
        self.how = {**places.of_run(self.mine.units), **places.of_gold(gold)}
        self.spans = [(u.start, u.end) for u in self.mine.units]
        self.theirs = [u.span for u in gold.units]
        self.paired = pairs(self.spans, self.theirs)
        if mine is None:
            self.say("article", "is not in the run")
        self.units()
        self.numbers()
        self.actors()
        self.alarms()

    def say(self, what: str, detail: str, span: Span | None = None, rules: tuple[str, ...] = ()) -> None:
        quote = self.gold.text[slice(*span)].replace("\n", " ") if span else ""
        construction = self.how.get(span, "") if span else ""
        self.misses.append(
            Miss(self.gold.article_id, self.gold.language, what, detail, rules, construction, span, quote)
        )

    def units(self) -> None:
        counts = self.counts
        counts.add("match.F1", len(self.paired), len(self.spans), len(self.theirs))
        counts.add("pieces", len(self.spans), len(self.theirs))
        matched = set(self.paired.values())
        for unit in self.mine.units:
            span = unit.start, unit.end
            right = cover(span, self.theirs) >= 0.5
            counts.share("unit.P", right)
            if unit.confidence >= SURE:
                counts.share("sure.P", right)
            for rule in unit.rules:
                row = self.rules[rule]
                row.units, row.found, row.matched = row.units + 1, row.found + right, row.matched + (span in matched)
            if not right:
                self.say("false", "false unit", span, unit.rules)
        for theirs in self.gold.units:
            self.unit(theirs)

    def unit(self, unit: GoldUnit) -> None:
        found = cover(unit.span, self.spans) >= 0.5
        self.counts.share("unit.R", found)
        row = self.constructions[self.how[unit.span]]
        row.units, row.found, row.matched = row.units + 1, row.found + found, row.matched + (unit.span in self.paired)
        if not found:
            self.say("missed", f"missed {unit.coding['kind']}", unit.span, (NO_RULE,))
            return
        best = max(self.mine.units, key=lambda u: overlap(unit.span, (u.start, u.end)))
        if unit.span not in self.paired:
            self.say("edges", f"edges: {best.quote[:60]!r} for", unit.span, best.rules)
        self.coding(unit, best)

    def coding(self, unit: GoldUnit, best: CommitmentRecord) -> None:
        coding = unit.coding
        right = best.kind == coding["kind"]
        self.counts.share("kind", right)
        if not right:
            self.say("kind", f"kind {best.kind} for {coding['kind']}", unit.span, best.rules)
        ids = {
            "agents": {a.actor_id for a in best.agents},
            "addressees": {a.actor_id for a in best.addressees},
            "parties": set(best.parties),
            "topics": set[str](best.topics),
        }
        rows = [self.constructions[self.how[unit.span]], *(self.rules[r] for r in best.rules)]
        for row in rows:
            row.kind, row.agents = row.kind + right, row.agents + (ids["agents"] == set(coding["agents"]))
        for name in SETS:
            self.counts.both(f"{name}.F1", ids[name], set(coding[name]))
            if ids[name] != set(coding[name]):
                self.say(name, f"{name} {sorted(ids[name])} for {sorted(coding[name])}", unit.span, best.rules)

    def numbers(self) -> None:
        targets = [t.model_dump() for u in self.mine.units for t in u.targets]
        theirs = [t for u in self.gold.units for t in u.coding["targets"]]
        self.compare("target", (targets, theirs), _target_key)
        for wanted in theirs:
            found = next((t for t in targets if _target_key(t) == _target_key(wanted)), None)
            if found is None:
                continue
            for name in ("deadline", "comparator"):
                right = (found.get(name) or None) == (wanted.get(name) or None)
                self.counts.share(name, right)
                if not right:
                    self.say(name, f"{name} {found.get(name)} for {wanted.get(name)} of {_target_key(wanted)}")
        self.compare("figure", ([f.model_dump() for f in self.mine.figures], self.gold.figures), _figure_key)

    def compare(
        self,
        name: str,
        both: tuple[Sequence[dict[str, Any]], Sequence[dict[str, Any]]],
        key: Callable[[dict[str, Any]], tuple[Any, ...]],
    ) -> None:
        mine, theirs = ([key(item) for item in items] for items in both)
        self.counts.both(f"{name}.F1", mine, theirs)
        for item in (Counter(theirs) - Counter(mine)).elements():
            self.say(name, f"missed {name} {item}")
        for item in (Counter(mine) - Counter(theirs)).elements():
            self.say(name, f"false {name} {item}")

    def actors(self) -> None:
        mine = self.mine.mentions
        self.counts.both("actor.F1", mine, self.gold.actors)
        for actor in sorted(set(mine) ^ set(self.gold.actors)):
            self.say("actor", f"{'false' if actor in mine else 'missed'} actor {actor}")
        for actor, surfaces in self.gold.actors.items():
            mentions = mine.get(actor, [])
            for s in surfaces:
                self.counts.share("mention", any(s in m or (m in s and 2 * len(m) >= len(s)) for m in mentions))

    def alarms(self) -> None:
        self.counts.add("empty", 0 if self.theirs else len(self.spans), 0)
        for distractor in self.gold.distractors:
            if any(overlap(distractor, span) for span in self.theirs):
                continue
            fooled = cover(distractor, self.spans) >= 0.5
            self.counts.share("alarm", fooled)
            if fooled:
                by = max(self.mine.units, key=lambda u: overlap(distractor, (u.start, u.end)))
                self.say("alarm", "alarm", distractor, by.rules)


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 6)


def _target_key(t: dict[str, Any]) -> tuple[Any, ...]:
    return t["metric"], t["measure"], _number(t["value"]), _number(t.get("value_max")), t["unit"]


def _figure_key(f: dict[str, Any]) -> tuple[Any, ...]:
    return f["metric"], _number(f["value"]), f["unit"]
