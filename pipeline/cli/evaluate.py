"""`communique evaluate`: a run against gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from pipeline.cli.console import OUT
from pipeline.evaluate import Score, load_gold
from pipeline.evaluate import evaluate as score_all
from pipeline.evaluate.counts import COLUMNS, Interval
from pipeline.evaluate.misses import Row
from pipeline.evaluate.page import evaluation_page

WHOLE = ("empty",)  # counts, not shares


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of *.gold.json with their texts.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder of a run over those texts.")],
    show: Annotated[int, typer.Option("--show", min=0, help="Print the first N disagreements.")] = 0,
    rules: Annotated[int, typer.Option("--rules", min=0, help="Print the N rules that go wrong most often.")] = 10,
    language: Annotated[str | None, typer.Option("--language", "-l", help="Only this language.")] = None,
    page: Annotated[Path | None, typer.Option("--page", help="Write it all as one HTML page, too.")] = None,
) -> None:
    """Print how a run agrees with gold, each language by itself, and where it goes wrong.

    Beside each score stands between which values 95 in 100 lie when the articles are drawn anew.
    """
    wanted = {i: g for i, g in load_gold(gold).items() if language in (None, g.language)}
    scores = score_all(wanted, out)
    OUT.print(_table(scores))
    OUT.print(_rows("construction", scores["all"].constructions, len(scores["all"].constructions), gold=True))
    if rules:
        OUT.print(_rows("rule", scores["all"].rules, rules, gold=False))
    for difference in scores["all"].differences[:show]:
        OUT.print(Text(difference), soft_wrap=True)
    if page is not None:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(evaluation_page(scores), encoding="utf-8")
        OUT.print(Text(f"page: {page}"), soft_wrap=True)


def _table(scores: dict[str, Score]) -> Table:
    """Measures down, languages across: fits a narrow terminal."""
    table = Table("", *scores, box=None, padding=(0, 1, 0, 0))
    for column in table.columns[1:]:
        column.justify = "right"
    table.add_row("articles", *(str(s.articles) for s in scores.values()))
    table.add_row("units", *(str(s.units) for s in scores.values()))
    for name in COLUMNS:
        table.add_row(name, *(_cell(name, s.numbers[name], s.intervals[name]) for s in scores.values()))
    return table


def _cell(name: str, number: float | None, between: Interval | None) -> Text:
    if number is None:
        return Text("–")
    if name in WHOLE:
        return Text(f"{number:.0f}")
    chance = f" {_short(between[0], 2)}–{_short(between[1], 2)}" if between else ""
    return Text.assemble(_short(number, 3), (chance, "dim"))


def _short(number: float, digits: int) -> str:
    """`.87` and `1`: five columns fit eighty characters."""
    return f"{number:.{digits}f}".removeprefix("0").replace("1." + "0" * digits, "1")


def _rows(what: str, rows: dict[str, Row], most: int, *, gold: bool) -> Table:
    """The worst rows of a table; for rules the units that they made, for constructions those of the gold."""
    heads = ("gold", "found", "matched") if gold else ("made", "right", "matched")
    table = Table(f"\n{what}", *(f"\n{h}" for h in heads), "\nkind", "\nagents", box=None, padding=(0, 2, 0, 0))
    for column in table.columns[1:]:
        column.justify = "right"
    for name, row in list(rows.items())[:most]:
        table.add_row(name, *map(str, (row.units, row.found, row.matched, row.kind, row.agents)))
    return table
