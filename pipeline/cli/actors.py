"""`communique actors import`: a file of actors from a Wikidata query result."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import OUT
from pipeline.errors import UsageError
from pipeline.gazetteer.extra import COLUMNS, read_actors
from pipeline.gazetteer.wikidata import actors_of

actors = typer.Typer(help="Make files of actors for `run --actors`.", no_args_is_help=True)


@actors.command("import", epilog="Example: communique actors import query.json --out actors.csv")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Result of the query in docs/your-own-actors.md.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE.csv", help="The file to write; without it, the screen.")
    ] = None,
) -> None:
    """Turn a Wikidata query result into a file for `run --actors`."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError):
        raise UsageError(f"{file} is no file; name the query result that you saved") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: byte {error.start} is not UTF-8") from error
    rows = actors_of(text, str(file))
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    if out is None:
        typer.echo(written.getvalue(), nl=False)
        return
    if out.suffix != ".csv":
        raise UsageError(f"--out {out}: name a file that ends in .csv")
    out.write_text(written.getvalue(), encoding="utf-8")
    read_actors(out)  # says at once what `run --actors` would refuse
    OUT.print(f"{len(rows)} terms of office written to {out}")
