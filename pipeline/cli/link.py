"""`communique link`: the ledger of one run, or of several joined."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from pipeline.cli.console import OUT
from pipeline.errors import UsageError
from pipeline.runners.link import WORKERS
from pipeline.runners.link import link as link_runs


def link(
    outs: Annotated[list[Path], typer.Argument(metavar="OUT", help="Folders of runs, or of ledgers linked before.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the joined ledger.")] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes for a large ledger.")] = WORKERS,
) -> None:
    """Write ledger.jsonl: one thread for one promise, across articles, languages and runs."""
    if out is None and len(outs) > 1:
        raise UsageError("several runs are joined into a folder of their own; name it with --out")
    OUT.print(Text(str(link_runs(outs, out or outs[0], workers=workers))), soft_wrap=True)
