"""`communique schema`: JSON Schemas of the records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from pipeline.cli.console import OUT
from pipeline.emit.schema import write_schemas


def schema(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the schema files.")] = Path("schemas"),
) -> None:
    """Write the JSON Schema of every record kind."""
    for path in write_schemas(out):
        OUT.print(Text(str(path)), soft_wrap=True)
