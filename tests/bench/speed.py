"""How fast each stage is on one core, beside spaCy's blank tokenizer on the same text in the same run.

    python tests/bench/speed.py [FOLDER]

The articles of FOLDER are joined, by language, to about 4,000 characters each, and run once unmeasured (loading) and
then ROUNDS times; the best round counts. Processor time leaves out what other programs took of the core meanwhile.
Nothing here is a test: numbers depend on the machine.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import spacy
from rich.console import Console
from rich.table import Table

from pipeline.document import Article
from pipeline.flow import Extraction, Stopwatch, extract_article
from pipeline.read import ENDINGS, read_path

CHARS = 4000
ROUNDS = 3
AT_LEAST = 40  # articles a round
CONFIG: dict[str, dict[str, Any]] = {"vi": {"nlp": {"tokenizer": {"use_pyvi": False}}}}  # syllables, as ours


def articles(folder: Path) -> list[Article]:
    """Articles of about CHARS characters: those of one language joined and repeated, each beginning elsewhere."""
    by_language: defaultdict[str, list[Article]] = defaultdict(list)
    for path in sorted(p for p in folder.rglob("*") if p.suffix in ENDINGS):
        for item in read_path(path, folder):
            done = extract_article(item) if isinstance(item, Article) else item
            if isinstance(item, Article) and isinstance(done, Extraction):
                by_language[done.article.language].append(item)
    each = -(-AT_LEAST // max(1, len(by_language)))
    return [a for language, found in by_language.items() for a in _joined(language, found, each)]


def _joined(language: str, found: list[Article], number: int) -> Iterator[Article]:
    at = 0
    for n in range(number):
        parts: list[str] = []
        while sum(map(len, parts)) < CHARS:
            parts.append(found[at % len(found)].text)
            at += 1
        text = "\n\n".join(parts)[:CHARS]
        yield Article(
            article_id=f"{language}-{n}", text=text, source_name="bench", language=language, published="2025-06-01"
        )


def pipeline_round(texts: list[Article]) -> dict[str, float]:
    """Seconds of each stage, and of the whole, for all texts."""
    watch, start, busy = Stopwatch(), time.perf_counter(), time.process_time()
    for article in texts:
        extract_article(article, watch=watch)
    whole, busy = time.perf_counter() - start, time.process_time() - busy
    return {**watch.seconds, "whole": whole, "whole, processor time": busy}


def spacy_round(texts: list[Article], blank: dict[str, spacy.language.Language]) -> float:
    """Seconds that spaCy's blank tokenizers take for the same texts."""
    start = time.perf_counter()
    for article in texts:
        blank[article.language or ""].make_doc(article.text)
    return time.perf_counter() - start


def begun_later(texts: list[Article], chars: int) -> list[Article]:
    """The same texts without their first characters, so that no cache knows them."""
    return [replace(article, text=article.text[chars:]) for article in texts]


def languages(texts: list[Article]) -> list[str]:
    """The languages of the texts."""
    return sorted({a.language or "" for a in texts})


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "data/articles")
    texts = articles(folder)
    if not texts:
        sys.exit(f"{folder} holds no articles")
    blank = {language: spacy.blank(language, config=CONFIG.get(language, {})) for language in languages(texts)}
    pipeline_round(texts), spacy_round(texts, blank)  # loads language data and fills caches
    gc.collect()
    gc.freeze()  # as the runners do
    gc.set_threshold(20_000, 20, 20)
    rounds = [pipeline_round(begun_later(texts, n)) for n in range(1, ROUNDS + 1)]
    best = {stage: min(r[stage] for r in rounds) for stage in rounds[0]}
    best["spaCy blank tokenizer"] = min(spacy_round(texts, blank) for _ in range(ROUNDS))
    chars = sum(len(a.text) for a in texts)
    table = Table("stage", "characters a second", "articles a second", "ms an article", box=None)
    for stage, seconds in best.items():
        speed = (f"{chars / seconds:,.0f}", f"{len(texts) / seconds:,.0f}", f"{1000 * seconds / len(texts):.2f}")
        table.add_row(stage, *speed)
    Console().print(f"{len(texts)} articles, {chars:,} characters, one core, best of {ROUNDS} rounds")
    Console().print(table)


if __name__ == "__main__":
    main()
