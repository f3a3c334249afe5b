"""The evaluation as one HTML page that needs nothing else: scores, rules, constructions, every miss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from pipeline.evaluate.counts import COLUMNS, Interval
from pipeline.evaluate.misses import Miss, Row, Table
from pipeline.evaluate.score import Score

STYLE = """
body{font:15px/1.45 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1d2327;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.2rem}h3{font-size:1rem;margin-bottom:.3rem}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #e3e6e8;white-space:nowrap}
th:first-child,td:first-child{text-align:left}td small{color:#6b7680;margin-left:.4rem}
details{margin:.3rem 0}summary{cursor:pointer}li{margin:.15rem 0}q{color:#33506b}code{color:#7a4a00;font-size:.9em}
.bar{display:inline-block;height:.55rem;background:#4a7fb5;margin-left:.5rem}
p.note{color:#56616b;max-width:46rem}
@media(prefers-color-scheme:dark){body{background:#15191d;color:#dfe4e8}th,td{border-color:#2c343b}
q{color:#9cc0e6}code{color:#e0b070}td small,p.note{color:#93a0ab}}
""".strip()
NOTES = {
    "scores": "In small print: between which values 95 in 100 scores lie when the articles are drawn anew, "
    "with return (1,000 seeded draws). Where two intervals overlap widely, the difference may be chance.",
    "constructions": "How the gold's units hang on their cues, and how many of each are found, cut the same way, and "
    "given the right kind and agents.",
    "rules": "For each rule the units that it made, and how many of them are right. The worst stand first; "
    "what no rule finds stands under misses.",
    "misses": "Every disagreement, by what is wrong and in which construction. In brackets: the rules of the unit.",
}
LEADING_RULES = 60


def evaluation_page(scores: Mapping[str, Score]) -> str:
    """The page for the scores of `evaluate`: by language, and `all`."""
    together = scores["all"]
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>",
        f"<title>Evaluation</title><style>{STYLE}</style><h1>Evaluation</h1>",
        f"<p>{together.articles} articles, {together.units} units, {len(together.misses)} disagreements.</p>",
        _section("Scores", "scores", _scores(scores)),
        _section("Constructions", "constructions", _rows(together.constructions, ("gold", "found", "matched"))),
        _section(
            "Rules", "rules", _rows(dict(list(together.rules.items())[:LEADING_RULES]), ("made", "right", "matched"))
        ),
        _section("Misses", "misses", "".join(_misses(together.misses))),
    ]
    return "\n".join(parts) + "\n"


def _section(title: str, note: str, body: str) -> str:
    return f"<h2>{title}</h2><p class=note>{NOTES[note]}</p>{body}"


def _scores(scores: Mapping[str, Score]) -> str:
    head = _line("th", ["", *scores])
    rows = [_line("td", [name, *(str(getattr(s, name)) for s in scores.values())]) for name in ("articles", "units")]
    for name in COLUMNS:
        rows.append(_line("td", [name, *(_cell(name, s.numbers[name], s.intervals[name]) for s in scores.values())]))
    return f"<table>{head}{''.join(rows)}</table>"


def _cell(name: str, number: float | None, between: Interval | None) -> str:
    if number is None:
        return "–"
    if name == "empty":
        return f"{number:.0f}"
    chance = f"<small>{between[0]:.2f}–{between[1]:.2f}</small>" if between else ""
    return f"{number:.3f}{chance}"


def _rows(rows: Table, heads: tuple[str, ...]) -> str:
    head = _line("th", ["", *heads, "kind", "agents", ""])
    return f"<table>{head}{''.join(_row(name, row) for name, row in rows.items())}</table>"


def _row(name: str, row: Row) -> str:
    numbers = (row.units, row.found, row.matched, row.kind, row.agents)
    bar = f"<span class=bar style='width:{min(row.wrong() * 2, 160)}px'></span>"
    return _line("td", [escape(name), *map(str, numbers), bar])


def _line(cell: str, values: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{cell}>{v}</{cell}>" for v in values) + "</tr>"


def _misses(misses: Iterable[Miss]) -> Iterator[str]:
    """The misses in groups that fold: language and kind of miss, within it construction."""
    groups: defaultdict[tuple[str, str], list[Miss]] = defaultdict(list)
    for miss in misses:
        groups[miss.language, miss.what].append(miss)
    language = ""
    for (code, what), listed in sorted(groups.items(), key=lambda g: (g[0][0], -len(g[1]), g[0][1])):
        if code != language:
            language = code
            yield f"<h3>{escape(code)}</h3>"
        yield f"<details><summary>{escape(what)} · {len(listed)}</summary>{_by_construction(listed)}</details>"


def _by_construction(listed: list[Miss]) -> str:
    groups: defaultdict[str, list[Miss]] = defaultdict(list)
    for miss in listed:
        groups[miss.construction].append(miss)
    made = []
    for name, part in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
        title = f"<b>{escape(name)}</b> · {len(part)}" if name else ""
        made.append(f"{title}<ul>{''.join(map(_item, part))}</ul>")
    return "".join(made)


def _item(miss: Miss) -> str:
    quote = f" <q>{escape(miss.quote)}</q>" if miss.quote else ""
    rules = f" <code>[{escape(', '.join(miss.rules))}]</code>" if miss.rules else ""
    return f"<li>{escape(miss.article_id)}: {escape(miss.detail)}{quote}{rules}"
