"""`communique explain`: what each stage makes of a text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
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
from pipeline.extract.earlier import silence_earlier
from pipeline.extract.frames import find_frames
from pipeline.extract.reading import read_sentence
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
    elif len(given) < 255 and Path(given).is_file():
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
    for index, sentence in enumerate(document.sentences):
        kind = document.blocks[sentence.block].kind
        words = document.text[sentence.start : sentence.end].replace("\n", " ")
        OUT.print(Text.assemble("\n", (f"{index} {kind} ", "dim"), (words, "bold" if kind == "paragraph" else "dim")))
        for what, where, is_ in _found(document, language, index, sentence):
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


def _found(document: Document, language: Language, index: int, sentence: Sentence) -> Iterator[Line]:
    """What stands in one sentence, stage by stage."""
    for m in document.mentions_of(index):
        inside = ", inside a longer one" if m.inside else ""
        yield "actor", document.text[m.start : m.end], f"{', '.join(m.actor_ids)} ({m.form}{inside}; {m.rule})"
    for q in document.quantities:
        if sentence.start <= q.start < sentence.end:
            most = f"–{q.value_max}" if q.value_max is not None else ""
            yield "number", q.text, f"{q.comparator} {q.value}{most} {q.unit or '(no unit)'} ({q.rule})"
    for t in document.times:
        if sentence.start <= t.start < sentence.end:
            yield "time", t.text, f"{t.value or 'vague'} ({t.role}; {t.rule})"
    if document.blocks[sentence.block].kind == "paragraph" and sentence.tokens:
        yield from _cues(document, language, index)


def _cues(document: Document, language: Language, index: int) -> Iterator[Line]:
    """The cues of one sentence as the extractor reads them: who speaks, what the content is, what is silenced."""
    reading = read_sentence(document, index, document.mentions_of(index), language)
    frames = find_frames(reading)
    silence_earlier(document, reading, frames)

    def words(first: int, last: int) -> str:
        return document.text[reading.tokens[first].start : reading.tokens[last - 1].end]

    for void in reading.silencers:
        yield "not", words(void.first, void.last), f"silences its {void.payload.voids} ({void.payload.id})"
    for frame in frames:
        says = "silenced" if frame.silent else frame.kind or "no unit by itself"
        who = ", ".join(document.text[m.start : m.end] for m in frame.subjects)
        content = words(frame.start, frame.end) if frame.end > frame.start else ""
        yield "cue", words(frame.cue.first, frame.cue.last), f"{says} ({', '.join(frame.rules)})"
        if who:
            yield "  by", who, ""
        if content and not frame.silent:
            yield "  content", content, ""
