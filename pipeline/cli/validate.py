"""`communique validate`: does a run's folder keep its promises?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from pipeline.cli.console import ERR, OUT, fail
from pipeline.emit.validate import validate as check

TOLD = 20
COUNTED = ("articles", "commitments", "targets", "figures")
TOLD_COUNTS = {**{name: name for name in COUNTED}, "ledger": "threads", "rejects": "rejects"}


def validate(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that a run was written to.")],
) -> None:
    """Check every line against its schema, every span against its text, every key.

    Exit status: 0 all is well, 1 something is not.
    """
    found = check(out)
    counts = ", ".join(f"{found.counts[name]:,} {told}" for name, told in TOLD_COUNTS.items())
    if found.without_text:
        ERR.print(f"{found.without_text:,} articles without text: their spans could not be checked")
    if not found.problems:
        OUT.print(Text(f"OK: {counts}"), soft_wrap=True)
        return
    for problem in found.problems[:TOLD]:
        fail(str(problem))
    OUT.print(Text(f"{len(found.problems):,} problems in {counts}"), soft_wrap=True)
    raise typer.Exit(1)
