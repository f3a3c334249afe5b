"""The command `communique`: one thin file a subcommand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from pipeline.cli.actors import actors
from pipeline.cli.console import fail
from pipeline.cli.evaluate import evaluate
from pipeline.cli.explain import explain
from pipeline.cli.ledger import ledger
from pipeline.cli.link import link
from pipeline.cli.run import run
from pipeline.cli.schema import schema
from pipeline.cli.show import show
from pipeline.cli.validate import validate
from pipeline.cli.who import who
from pipeline.config import VERSION
from pipeline.errors import CommuniqueError, UsageError

app = typer.Typer(
    name="communique",
    help="Turn diplomatic news into data: who promised what to whom, with the exact passage as evidence.",
    epilog="Example: communique run data/articles --out out --overwrite",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
COMMANDS: dict[Callable[..., None], str] = {
    run: "communique run news/ more.jsonl --out out",
    show: "communique show out en-vietnam-laos-talks",
    ledger: "communique ledger out --parties LAO,VNM",
    link: "communique link out-may out-june --out out-both",
    validate: "communique validate out",
    who: 'communique who "Prime Minister of Laos" --on 2016-05-16',
    explain: 'communique explain "Norland and Sudland agreed to open two consulates."',
    evaluate: "communique evaluate data/gold out --show 10",
    schema: "communique schema --out schemas",
}
for command, example in COMMANDS.items():
    app.command(epilog=f"Example: {example}")(command)
app.add_typer(actors, name="actors")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {VERSION}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Options of the command as a whole."""


def main() -> None:
    """Run the command; errors of ours become one line and an exit status (2: wrong use, 1: other)."""
    try:
        app()
    except UsageError as error:
        fail(str(error))
        sys.exit(2)
    except CommuniqueError as error:
        fail(str(error))
        sys.exit(1)
