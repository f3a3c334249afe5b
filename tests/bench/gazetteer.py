"""How fast the gazetteer loads, what it weighs, and how fast its names are found: beside `speed.py`.

    python tests/bench/gazetteer.py [FOLDER]

Loading is measured in fresh processes, the best of ROUNDS; the modules that it needs are loaded before. Memory is what
the process grows by. Names are looked for in the sentences of FOLDER's articles, cut into tokens before; the best of
ROUNDS counts.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.config import Settings
from pipeline.document import Article
from pipeline.flow import Extraction, extract_article
from pipeline.lang.load import HOME, LANGUAGES
from pipeline.read import ENDINGS, read_path
from pipeline.segment import segment
from pipeline.tag.find import find_hits
from pipeline.tag.tables import tables

ROUNDS = 5
LOAD = "load"
PEAK = 1 if sys.platform == "darwin" else 1024  # bytes in a unit of ru_maxrss


def load_once() -> None:
    """Load the facts, then each language's names, and print milliseconds and megabytes."""
    from pipeline.gazetteer.load import gazetteer

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    gazetteer()
    print("facts", 1000 * (time.process_time() - start))
    for code in LANGUAGES:
        start = time.process_time()
        tables(code, HOME / code)
        print(f"names, titles and bodies, {code}", 1000 * (time.process_time() - start))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print("memory", grown * PEAK / 1e6)


def loading() -> dict[str, float]:
    """The best of several loads, each in a process of its own."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        done = subprocess.run([sys.executable, __file__, "--" + LOAD], capture_output=True, text=True, check=True)
        for line in done.stdout.splitlines():
            what, _, number = line.rpartition(" ")
            best[what] = min(best.get(what, float("inf")), float(number))
    return best


def texts(folder: Path) -> dict[str, str]:
    """The articles of a folder by language, each language's as one text."""
    found: dict[str, list[str]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.suffix in ENDINGS):
        for item in read_path(path, folder):
            done = extract_article(item) if isinstance(item, Article) else item
            if isinstance(item, Article) and isinstance(done, Extraction):
                found.setdefault(done.article.language, []).append(item.text)
    return {code: "\n\n".join(found[code]) for code in sorted(found)}


def matching(code: str, text: str) -> float:
    """Characters a second in which names, titles, bodies and states are looked for."""
    article = Article(article_id="bench", text=text, source_name="bench", language=code, published="2025-06-01")
    sentences = [sentence.tokens for sentence in segment(article, Settings()).sentences]
    known = tables(code, HOME / code)
    best = float("inf")
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        for tokens in sentences:
            find_hits(tokens, known)
        best = min(best, time.process_time() - start)
    return len(text) / best


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "data/articles")
    table = Table("gazetteer", "measured", box=None)
    for what, number in loading().items():
        table.add_row(
            f"loads {what}" if what != "memory" else "adds", f"{number:.1f} {'MB' if what == 'memory' else 'ms'}"
        )
    for code, text in texts(folder).items():
        table.add_row(f"matches {code}", f"{matching(code, text) / 1e6:.1f} million characters a second")
    Console().print(table)


if __name__ == "__main__":
    if sys.argv[1:] == ["--" + LOAD]:
        load_once()
    else:
        main()
