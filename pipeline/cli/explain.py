"""`communique explain`: what each stage makes of a text."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from pipeline.cli.console import OUT
from pipeline.cli.marks import figure, note
from pipeline.config import Settings
from pipeline.document import Article, Document, Sentence
from pipeline.errors import CommuniqueError
from pipeline.extract.commitments import find_units
from pipeline.extract.reading import Reading, read_sentence
from pipeline.extract.trace import Piece, Step, Trace
from pipeline.flow import Extraction, extract_article
from pipeline.lang.load import Language, load
from pipeline.read import read_path, read_stream
from pipeline.records import RejectRecord

Line = tuple[str, str, str]  # what was found, where (verbatim), what it is


def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT|FILE", help="A text, the name of a file, or - (stdin).")],
    language: Annotated[str | None, typer.Option("--language", "-l", help="Its language, instead of guessing.")] = None,
    published: Annotated[str | None, typer.Option("--published", help="Its date, such as 2025-12-02.")] = None,
) -> None:
    """Print what each stage finds: blocks, sentences, actors, numbers, times, cues with their rules, units."""
    article = _article(text)
    done = extract_article(replace(article, published=published or article.published), Settings(language=language))
    if isinstance(done, RejectRecord):
        raise CommuniqueError(f"{done.source}: {done.stage}: {done.message}")
    assert done.document is not None
    _print(done, done.document, load(done.document.language))


def _article(given: str) -> Article:
    """The article of a file or standard input (the first, where it holds several), or the text itself."""
    if given == "-":
        items = read_stream(sys.stdin.buffer, "stdin.txt")
    elif len(given.encode()) < 255 and Path(given).is_file():
        items = read_path(Path(given), Path(given).parent)
    else:
        items = iter([Article(article_id="text", text=given, source_name="text")])
    for item in islice(items, 1):
        if isinstance(item, Article):
            return item
        raise CommuniqueError(f"{item.source}: {item.message}")
    raise CommuniqueError(f"{given}: there is no article in it")


def _print(done: Extraction, document: Document, language: Language) -> None:
    by = f" (from {document.published_by})" if document.published_by else ""
    OUT.print(
        Text.assemble(("language ", "dim"), document.language, ("  published ", "dim"), f"{document.published}{by}")
    )
    OUT.print(Text.assemble(("participants ", "dim"), ", ".join(document.participants) or "none"))
    trace = Trace()
    list(find_units(document, language, trace))
    made = _Made(done)
    for index, sentence in enumerate(document.sentences):
        kind = document.blocks[sentence.block].kind
        words = document.text[sentence.start : sentence.end].replace("\n", " ")
        OUT.print(Text.assemble("\n", (f"{index} {kind} ", "dim"), (words, "bold" if kind == "paragraph" else "dim")))
        for what, where, is_ in _found(document, made, index, sentence):
            OUT.print(Text.assemble((f"  {what:10}", "dim"), where, ("  ", ""), (is_, "cyan")))
        if kind != "paragraph" or not sentence.tokens:
            continue
        reading = read_sentence(document, index, document.mentions_of(index), language)
        for what, where, is_ in _cues(document.text, reading, trace.steps.get(index, ()), made):
            OUT.print(Text.assemble((f"  {what:10}", "dim"), where, ("  ", ""), (is_, "cyan")))
    OUT.print()
    colour = OUT.color_system is not None and not OUT.no_color
    for number, unit in enumerate(done.commitments, 1):
        OUT.print(
            Text.assemble(
                note(number, unit, colour=colour), f"\n  “{unit.quote}”\n", (f"  {', '.join(unit.rules)}", "dim")
            )
        )
    for told in done.figures:
        OUT.print(Text.assemble(("figure ", "dim"), figure(told), (f"  {', '.join(told.rules)}", "dim")))
    if not done.commitments:
        OUT.print("no commitments")


class _Made:
    """What came out of an article, by its place in the text."""

    def __init__(self, done: Extraction) -> None:
        self.units = {(u.start, u.end): n for n, u in enumerate(done.commitments, 1)}
        self.targets = {(t.start, t.end): (n, t) for n, u in enumerate(done.commitments, 1) for t in u.targets}
        self.figures = {(f.start, f.end): f for f in done.figures}

    def number(self, start: int, end: int) -> str:
        """What a quantity became."""
        if (start, end) in self.targets:
            unit, goal = self.targets[start, end]
            return f"target of {unit}: {goal.metric}"
        told = self.figures.get((start, end))
        return f"figure: {told.metric}" if told else "neither target nor figure"

    def unit(self, piece: Piece) -> str:
        """What a piece of a content became."""
        number = self.units.get((piece.start, piece.end))
        if number:
            return f"unit {number}"
        return "dropped: nobody political speaks, it stays inside one state, or its words are against it"


def _found(document: Document, made: _Made, index: int, sentence: Sentence) -> Iterator[Line]:
    """What stands in one sentence, stage by stage."""
    for m in document.mentions_of(index):
        inside = ", inside a longer one" if m.inside else ""
        yield "actor", document.text[m.start : m.end], f"{', '.join(m.actor_ids)} ({m.form}{inside}; {m.rule})"
    for q in document.quantities:
        if sentence.start <= q.start < sentence.end:
            most = f"–{q.value_max}" if q.value_max is not None else ""
            value = f"{q.comparator} {q.value}{most} {q.unit or '(no unit)'}"
            yield "number", q.text, f"{value} ({q.rule}) → {made.number(q.start, q.end)}"
    for t in document.times:
        if sentence.start <= t.start < sentence.end:
            yield "time", t.text, f"{t.value or 'vague'} ({t.role}; {t.rule})"


def _cues(text: str, reading: Reading, steps: Sequence[Step], made: _Made) -> Iterator[Line]:
    """The cues of one sentence as the extractor reads them: who speaks and why, the pieces, what is dropped and why."""

    def words(first: int, last: int) -> str:
        return text[reading.tokens[first].start : reading.tokens[last - 1].end] if last > first else ""

    for void in reading.silencers:
        yield "not", words(void.first, void.last), f"voids its {void.payload.voids} ({void.payload.id})"
    if reading.cues and reading.language.odds:
        yield "words", "", f"{reading.odds:+.1f} log-odds of a commitment, whatever the rules say"
    framed = [c for step in steps if step.frame for c in (step.frame.cue, step.frame.inner) if c is not None]
    used = {(c.first, c.last, c.payload.id) for c in framed}
    for cue in reading.cues:
        if (cue.first, cue.last, cue.payload.id) not in used:
            why = "no political actor is its subject, or part of another" if cue.payload.weak else "part of another"
            yield "cue", words(cue.first, cue.last), f"dropped: {why} ({cue.payload.id})"
    for step in steps:
        frame = step.frame
        if frame is not None:
            says = step.roles.kind if step.roles else step.why
            yield "cue", words(frame.cue.first, frame.cue.last), f"{says} ({', '.join(frame.rules)})"
        if step.roles is None:
            if frame is None:
                yield "sentence", "", step.why
            continue
        yield "  by", ", ".join(step.roles.agents) or "nobody", f"({step.why})"
        if step.roles.addressees:
            yield "  to", ", ".join(step.roles.addressees), ""
        if frame is not None and len(step.pieces) != 1:
            announced = "" if step.pieces else "announces what follows"
            yield "  content", words(frame.start, frame.end), announced or "before it is split"
        for piece in step.pieces:
            yield "  piece", text[piece.start : piece.end], made.unit(piece)
