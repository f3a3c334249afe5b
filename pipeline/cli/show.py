"""`communique show`: one article with its commitments, to be read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.cli.console import OUT
from pipeline.cli.marks import Unit, figure, marked, note
from pipeline.emit.load import Told, load_article
from pipeline.records import Block

WIDE = 110  # from here on notes stand beside the text, below it they stand under the paragraph
NOTES = 40
TEXT = 90  # longer lines are hard to read


def show(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that a run was written to.")],
    article: Annotated[str | None, typer.Argument(metavar="[ARTICLE]", help="Its id, or the end of it.")] = None,
) -> None:
    """Print one article with its commitments marked, and who promised what beside them.

    Without ARTICLE the first one that has commitments is shown.
    """
    told = load_article(out, article)
    OUT.print(_head(told), soft_wrap=False)
    units = list(enumerate(told.commitments, 1))
    if told.article.text is None:
        for number, unit in units:
            OUT.print(_under(Text(unit.quote), [note(number, unit, colour=_colour(OUT))]))
    else:
        _print_blocks(told, told.article.text, units)
    for reached in told.figures:
        OUT.print(Text.assemble(("figure ", "dim"), figure(reached), (f"  “{reached.quote}”", "dim")))
    others = [i for i in told.ids if i != told.article.article_id]
    if article is None and others:
        more = f" and {len(others) - 5} more" if len(others) > 5 else ""
        OUT.print(Text(f"other articles: {', '.join(others[:5])}{more}", "dim"))


def _colour(console: Console) -> bool:
    return console.color_system is not None and not console.no_color


def _head(told: Told) -> Text:
    article, counts = told.article, told.article.counts
    facts = [article.language, article.published or "undated"]
    facts += [f"{n} {name if n > 1 else name.removesuffix('s')}" for name, n in counts.model_dump().items() if n]
    return Text.assemble((article.article_id, "bold"), (f"  {' · '.join(facts)}\n", "dim"))


def _print_blocks(told: Told, text: str, units: list[Unit]) -> None:
    for block in told.article.blocks:
        here = [(n, u) for n, u in units if u.start < block.end and u.end > block.start]
        body = marked(text, block.start, block.end, here, colour=_colour(OUT))
        notes = [note(n, u, colour=_colour(OUT)) for n, u in here if u.start >= block.start]
        OUT.print(_block(block, body, notes))


def _block(block: Block, body: Text, notes: list[Text]) -> RenderableType:
    if block.kind == "heading":
        body.stylize("bold")
    elif block.kind != "paragraph":
        body.stylize("dim")
    if not notes or OUT.width < WIDE:
        return _under(body, notes)
    table = Table.grid(padding=(0, 2), expand=False)
    table.add_column(width=min(TEXT, OUT.width - NOTES - 2))
    table.add_column(width=NOTES)
    table.add_row(body, Text("\n").join(notes))
    return Padding(table, (0, 0, 1, 0))


def _under(body: Text, notes: list[Text]) -> RenderableType:
    grid = Table.grid(expand=False)
    grid.add_column(width=min(TEXT, OUT.width))
    grid.add_row(body)
    for each in notes:
        grid.add_row(Padding(each, (0, 0, 0, 2)))
    return Padding(grid, (0, 0, 1, 0))
