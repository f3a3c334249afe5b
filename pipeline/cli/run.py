"""`communique run`: articles in, records out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipeline.cli.console import ERR, OUT, fail
from pipeline.config import Settings
from pipeline.gazetteer.extra import read_actors
from pipeline.runners import run as run_all
from pipeline.runners.base import Receipt
from pipeline.runners.run import Progress as Report
from pipeline.runners.run import RunResult

REJECTED = 3
ENOUGH_TO_TIME = 100  # with fewer articles, loading the language data is most of the time


def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Files (.txt, .jsonl), folders of them, or - (stdin).")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder that the records are written to.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the run that OUT already holds.")] = False,
    workers: Annotated[int, typer.Option("--workers", "-w", help="Processes; same bytes for any number.")] = 1,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the text out of articles.jsonl.")] = False,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Language of every article, instead of guessing.")
    ] = None,
    actors: Annotated[
        Path | None, typer.Option("--actors", help="File of your own actors (.csv, .jsonl) that adds or overrides.")
    ] = None,
    max_chars: Annotated[
        int, typer.Option("--max-chars", min=1, help="Reject articles with more characters.")
    ] = Settings().max_chars,
) -> None:
    """Extract the commitments of every article into the folder OUT.

    Exit status: 0 all went well, 2 wrong use, 3 some input was rejected (see rejects.jsonl).
    """
    if actors is not None:
        read_actors(actors)
    settings = Settings(language=language, keep_text=not no_text, actors=actors, max_chars=max_chars)
    with _progress() as report:
        result = run_all(inputs, out, settings=settings, workers=workers, overwrite=overwrite, progress=report)
    _tell_rejects(result, out)
    OUT.print(_table(result))
    for path in result.paths:
        OUT.print(Text(str(path)), soft_wrap=True)
    if result.record.counts.rejects:
        raise typer.Exit(REJECTED)


@contextmanager
def _progress() -> Iterator[Report | None]:
    """A bar on a terminal, nothing elsewhere."""
    if not ERR.is_terminal:
        yield None
        return
    columns = (TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=ERR, transient=True) as bar:
        task = bar.add_task("articles", total=None)

        def report(receipt: Receipt, total: int | None) -> None:
            counts = receipt.tally.counts
            bar.update(task, advance=counts.get("articles", 0) + len(receipt.rejects), total=total)

        yield report


def _tell_rejects(result: RunResult, out: Path) -> None:
    for reject in result.rejects:
        fail(f"{reject.source}: {reject.message}")
    untold = result.record.counts.rejects - len(result.rejects)
    if untold:
        fail(f"{untold} more rejects in {out / 'rejects.jsonl'}")
    if result.record.left_out:
        count, first = len(result.record.left_out), result.record.left_out[0]
        ERR.print(Text(f"left out {count} file(s) that are no articles, such as {first}"))


def _table(result: RunResult) -> Table:
    record, counts = result.record, result.record.counts
    table = Table("what", "count", box=None, show_header=False, padding=(0, 2, 0, 0))
    table.columns[1].justify = "right"
    languages = ", ".join(f"{name} {number}" for name, number in counts.languages.items())
    table.add_row("articles", f"{counts.articles:,}", Text(languages, "dim"))
    table.add_row("commitments", f"{counts.commitments:,}")
    for kind, number in counts.kinds.items():
        table.add_row(f"  {kind}", f"{number:,}")
    table.add_row("targets", f"{counts.targets:,}")
    table.add_row("figures", f"{counts.figures:,}")
    table.add_row("threads", f"{counts.threads:,}", Text("promises told once or often: ledger.jsonl", "dim"))
    table.add_row("rejects", Text(f"{counts.rejects:,}", "bold red" if counts.rejects else ""))
    speed = f"{counts.articles / record.seconds:,.0f} articles a second" if counts.articles >= ENOUGH_TO_TIME else ""
    table.add_row("seconds", f"{record.seconds:,.1f}", Text(speed, "dim"))
    return table
