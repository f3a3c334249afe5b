"""Where commands print: results to standard output, notes and errors to standard error."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

OUT = Console(highlight=False, soft_wrap=False)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)


def fail(message: str) -> None:
    """Print one line that says what is wrong and what to do."""
    ERR.print(Text.assemble(("communique: ", "bold red"), message))
