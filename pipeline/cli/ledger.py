"""`communique ledger`: the threads of a run as a table, or one with all its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from pipeline.cli.console import OUT
from pipeline.emit.jsonl import FILES, read_lines
from pipeline.errors import UsageError
from pipeline.records import LedgerRecord
from pipeline.runners.link import read_ledger
from pipeline.runners.parts import is_run, read_promises

MANY = 40  # rows that a reader takes in


def ledger(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that a run was written to.")],
    thread: Annotated[str | None, typer.Argument(metavar="[ID]", help="One thread, with all its evidence.")] = None,
    parties: Annotated[str | None, typer.Option("--parties", help="States that must take part: LAO,VNM")] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only threads that speak of it: trade")] = None,
    rows: Annotated[int, typer.Option("--rows", min=1, help="At most so many threads.")] = MANY,
) -> None:
    """Print what was promised, how often, when last, and how far it has come."""
    threads = list(read_ledger(out))
    if thread is not None:
        _show_one(out, _find(threads, thread, out))
        return
    wanted = set(parties.upper().split(",")) if parties else set()
    chosen = [t for t in threads if wanted <= set(t.parties) and (topic is None or topic in t.topics)]
    chosen.sort(key=lambda t: (-len(t.articles), -len(t.commitment_ids), t.label, t.ledger_id))
    OUT.print(_table(chosen[:rows]))
    if len(chosen) > rows:
        OUT.print(Text(f"and {len(chosen) - rows} more: --rows {len(chosen)} prints all", "dim"))


def _find(threads: list[LedgerRecord], wanted: str, out: Path) -> LedgerRecord:
    found = [t for t in threads if t.ledger_id.startswith(wanted)]
    if len(found) != 1:
        raise UsageError(f"{len(found)} threads of {out} begin with {wanted}; communique ledger {out} lists them")
    return found[0]


def _table(threads: list[LedgerRecord]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("id", "what", "told", "in", "last", "so far"):
        table.add_column(name, overflow="fold")
    for t in threads:
        table.add_row(
            Text(t.ledger_id[:8], "dim"), Text(t.label), f"{len(t.commitment_ids)}×", ", ".join(t.languages),
            t.last_published or "", _progress(t),
        )  # fmt: skip
    return table


def _progress(thread: LedgerRecord) -> str:
    figure = thread.latest_figure
    return f"{figure.share_of_next_step:.0%} ({figure.period})" if figure else ""


def _show_one(out: Path, thread: LedgerRecord) -> None:
    OUT.print(Text(thread.label, "bold"))
    for step in thread.steps:
        when = step.deadline or "no deadline"
        OUT.print(Text(f"  {step.value:f} {step.unit} by {when}, told {step.first_published or '?'}", "cyan"))
    if thread.latest_figure:
        OUT.print(Text(f"  so far {thread.latest_figure.value:f} {thread.latest_figure.unit}, {_progress(thread)}"))
    for published, article_id, who, kind, quote in _evidence(out, set(thread.commitment_ids)):
        OUT.print(Text.assemble((f"{published or '?'} {article_id} ", "dim"), f"{', '.join(who) or '?'}: ", kind))
        OUT.print(Text(f"    “{quote}”"))


def _evidence(out: Path, wanted: set[str]) -> Iterator[tuple[str | None, str, tuple[str, ...], str, str]]:
    """Day, article, agents, kind and words of commitments, from a run or from the parts of a linked ledger."""
    if is_run(out):
        for line in read_lines(out / FILES["commitments"]):
            if line["commitment_id"] in wanted:
                names = tuple(a["name"] for a in line["agents"])
                yield line["published"], line["article_id"], names, line["kind"], line["quote"]
        return
    for p in read_promises(out):
        if p.key.commitment_id in wanted:
            yield p.published, p.key.article_id, p.agents, p.key.kind, p.key.quote
