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
from pipeline.evaluate.score import COLUMNS


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of *.gold.json with their texts.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder of a run over those texts.")],
    show: Annotated[int, typer.Option("--show", min=0, help="Print the first N disagreements.")] = 0,
    language: Annotated[str | None, typer.Option("--language", "-l", help="Only this language.")] = None,
) -> None:
    """Print how a run agrees with gold, each language by itself."""
    wanted = {i: g for i, g in load_gold(gold).items() if language in (None, g.language)}
    scores = score_all(wanted, out)
    OUT.print(_table(scores))
    for difference in scores["all"].differences[:show]:
        OUT.print(Text(difference), soft_wrap=True)


def _table(scores: dict[str, Score]) -> Table:
    """Measures down, languages across: fits a narrow terminal."""
    table = Table("", *scores, box=None, padding=(0, 2, 0, 0))
    for column in table.columns[1:]:
        column.justify = "right"
    table.add_row("articles", *(str(s.articles) for s in scores.values()))
    table.add_row("units", *(str(s.units) for s in scores.values()))
    for name in COLUMNS:
        table.add_row(name, *(_cell(name, s.numbers[name]) for s in scores.values()))
    return table


def _cell(name: str, number: float | None) -> str:
    if number is None:
        return "–"
    return f"{number:.0f}" if name == "empty" else f"{number:.3f}"
