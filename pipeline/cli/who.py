"""`communique who`: who is meant by an office or a name on a day."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.text import Text

from pipeline.cli.console import OUT
from pipeline.errors import InputError, UsageError
from pipeline.records.dates import first_day
from pipeline.runners.who import Answer
from pipeline.runners.who import who as find


def who(
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="An office, a name, a capital: in any of our languages.")
    ],
    on: Annotated[str | None, typer.Option("--on", help="Day, month or year: 2016-05-16, 2016-05, 2016.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Language of WORDS; without it all are tried.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON; null where nobody is known.")] = False,
) -> None:
    """Say who is meant, and why."""
    if on is not None and first_day(on) is None:
        raise UsageError(f"--on {on}: write a day as 2016-05-16, a month as 2016-05 or a year as 2016")
    try:
        answer = find(words, on=on, language=language)
    except InputError as error:
        raise UsageError(f"--language {language}: {error.message}") from error
    if as_json:
        typer.echo(json.dumps(asdict(answer) if answer else None, ensure_ascii=False))
    elif answer is None:
        OUT.print(Text("nobody is known"))
    else:
        _tell(answer)


def _tell(answer: Answer) -> None:
    OUT.print(Text.assemble((answer.name, "bold"), f"  {answer.actor_id}", (f"  {answer.state or ''}", "dim")))
    if answer.wikidata:
        OUT.print(Text(f"  Wikidata {answer.wikidata}", "dim"))
    for term in answer.offices:
        office = ("acting " if term.acting else "") + term.office.replace("_", " ")
        OUT.print(Text(f"  {office} of {term.of}, {term.since or '?'} to {term.until or 'now'} ({term.source})"))
    if answer.members:
        OUT.print(Text(f"  members: {' '.join(answer.members)}"))
    for code, names in answer.aliases.items():
        if names:
            OUT.print(Text(f"  {code}: {', '.join(names)}", "dim"))
    OUT.print(Text(f"  because of “{answer.words}” ({answer.rule})", "dim"))
