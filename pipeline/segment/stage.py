"""The stage: Article -> Document with language, date, title, blocks and sentences with tokens."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.config import Settings
from pipeline.document import Article, Block, Document, Sentence
from pipeline.errors import InputError
from pipeline.segment import published
from pipeline.segment.blocks import find_blocks, is_date_line
from pipeline.segment.language import UNKNOWN, identify
from pipeline.segment.published import By, FoundDate
from pipeline.segment.rules import Rules, rules
from pipeline.segment.sentences import boundaries
from pipeline.segment.tokens import tokenise, unglue

EDGE = 3  # blocks at either end in which a labelled date is looked for


def segment(article: Article, settings: Settings | None = None) -> Document:
    """Segment one article; an `InputError` says that its language is not one of the settings' languages."""
    chosen = settings or Settings()
    language = _language(article, chosen)
    known = rules(language)
    blocks = find_blocks(article.text, known)
    when, by = _published(article, blocks, known)
    return Document(
        article=article,
        text=article.text,
        language=language,
        published=when,
        published_by=by,
        title=article.title or _headline(article.text, blocks),
        blocks=blocks,
        sentences=_sentences(article.text, blocks, known),
    )


def _language(article: Article, settings: Settings) -> str:
    stated = (article.language or settings.language or "").lower().replace("_", "-").split("-")[0]
    language = stated or identify(article.text, settings.languages)
    if language not in settings.languages:
        known = ", ".join(settings.languages)
        found = "cannot be told" if language == UNKNOWN else f"is {language!r}"
        raise InputError(
            article.source_name, "segment", f"its language {found}; there are {known} (`language` can state it)"
        )
    return language


def _headline(text: str, blocks: Sequence[Block]) -> str | None:
    for block in blocks:
        if block.kind == "heading":
            return " ".join(text[block.start : block.end].split())
        if block.kind == "paragraph":
            return None
    return None


def _sentences(text: str, blocks: Sequence[Block], known: Rules) -> list[Sentence]:
    return [
        Sentence(start, end, number, unglue(tokenise(text, start, end), known.glued), opens_block=start == block.start)
        for number, block in enumerate(blocks)
        for start, end in boundaries(text, block.start, block.end, known)
    ]


def _published(article: Article, blocks: Sequence[Block], known: Rules) -> tuple[str | None, By | None]:
    stated = published.from_metadata(article.published, known)
    if stated:
        return stated, "metadata"
    found = _date_in_text(article.text, blocks, known)
    if found:
        return found.value, "text"
    address = published.from_url(article.url)
    if address:
        return address, "url"
    guess = _date_at_the_head(article.text, blocks, known)
    return (guess.value, "text") if guess else (None, None)


def _date_in_text(text: str, blocks: Sequence[Block], known: Rules) -> FoundDate | None:
    """A labelled date near either end of the text, else the first full date outside the body, else a partial one."""
    for block in [*blocks[:EDGE], *blocks[-EDGE:]]:
        if block.kind != "paragraph" and (found := published.labelled(text, block.start, block.end, known)):
            return found
    beside = [b for b in blocks if b.kind in ("furniture", "byline")]
    dates = [d for b in beside for d in published.dates_in(text, b.start, b.end, known)]
    return next((d for d in dates if d.full), dates[0] if dates else None)


def _date_at_the_head(text: str, blocks: Sequence[Block], known: Rules) -> FoundDate | None:
    """The best guess left: a full date in the headline, or one that is a sentence by itself before the body."""
    for block in blocks[:EDGE]:
        end = block.end
        if block.kind == "paragraph":
            end = next(boundaries(text, block.start, block.end, known))[1]
            if not is_date_line(text[block.start : end], known):
                return None
        elif block.kind != "heading":
            continue
        for found in published.dates_in(text, block.start, end, known):
            if found.full:
                return found
    return None
