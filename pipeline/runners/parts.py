"""Parts: what the ledger needs of one run, in plain files, so that linking it again reads no article and no record.

A part is a folder named after its content with three files of tab-separated lines: `promises.tsv` (parties, mark, id,
JSON), `figures.tsv` (JSON) and `texts.tsv` (article id, language, sketch).
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from hashlib import sha256
from itertools import repeat
from pathlib import Path
from typing import Any

from pipeline.emit.jsonl import FILES, read_lines
from pipeline.errors import UsageError
from pipeline.link.duplicates import sketch
from pipeline.link.ledger import figure_row
from pipeline.link.promises import Promise, promises_of, read_promise, write_promise

PARTS = "parts"
PROMISES, FIGURES, TEXTS = "promises.tsv", "figures.tsv", "texts.tsv"
NEEDED = ("articles", "commitments", "figures")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

Read = Callable[[str], Iterator[dict[str, Any]]]  # the lines of a record kind


def gather(outs: Sequence[Path], room: Path, pool: Executor | None = None) -> list[Path]:
    """The parts of some folders, runs or ledgers that were linked before, below `room`, sorted by name.

    `UsageError` where a folder is neither.
    """
    for folder in outs:
        if not is_run(folder) and not parts_of(folder):
            missing = next(name for kind in NEEDED if not (folder / (name := FILES[kind])).exists())
            raise UsageError(f"{folder} lacks {missing}; write it with: communique run INPUT --out {folder}")
    runs = [folder for folder in outs if is_run(folder)]
    for part in (part for folder in outs if folder not in runs for part in parts_of(folder)):
        _copy(part, room / part.name)
    list((pool.map if pool else map)(_write_run, runs, repeat(room)))
    return sorted(p for p in room.iterdir() if p.is_dir())


def _write_run(folder: Path, room: Path) -> Path:
    return write_part(reader(folder), room)


def is_run(folder: Path) -> bool:
    """Whether a folder holds the records of a run."""
    return all((folder / FILES[kind]).exists() for kind in NEEDED)


def parts_of(folder: Path) -> list[Path]:
    """The parts that a linked ledger was made of; none for a run."""
    return sorted(p for p in (folder / PARTS).glob("*") if (p / PROMISES).exists())


def reader(folder: Path) -> Read:
    """What yields the records of a run by kind."""
    return lambda kind: read_lines(folder / FILES[kind])


def write_part(read: Read, room: Path) -> Path:
    """Write the part of a run below `room`; the same run gives the same name."""
    room.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".part-", dir=room))
    digest = sha256()
    _write(unfinished / PROMISES, map(write_promise, promises_of(read("commitments"))), digest.update)
    _write(unfinished / FIGURES, _figure_lines(read("figures")), digest.update)
    _write(unfinished / TEXTS, _text_lines(read("articles")), digest.update)
    part = room / f"p-{digest.hexdigest()[:16]}"
    if part.exists():  # the same run, named twice
        shutil.rmtree(unfinished)
        return part
    unfinished.chmod(0o755)
    return unfinished.rename(part)


def _write(path: Path, lines: Iterable[str], note: Callable[[bytes], object]) -> None:
    with path.open("wb") as file:
        for line in lines:
            data = line.encode()
            note(data)
            file.write(data)


def _figure_lines(figures: Iterable[dict[str, Any]]) -> Iterator[str]:
    for row in filter(None, map(figure_row, figures)):
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _text_lines(articles: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Articles without text (`--no-text`) cannot be told to be copies of one another."""
    for a in articles:
        if a["text"]:
            yield f"{a['article_id'].translate(ESCAPES)}\t{a['language']}\t{' '.join(map(str, sketch(a['text'])))}\n"


def _copy(part: Path, to: Path) -> None:
    if to.exists():
        return
    to.mkdir(parents=True)
    for file in part.iterdir():
        try:
            os.link(file, to / file.name)
        except OSError:  # another disk
            shutil.copy2(file, to / file.name)


def figure_rows(parts: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """What the parts keep of figures."""
    for part in parts:
        yield from read_lines(part / FIGURES)


def read_promises(folder: Path) -> Iterator[Promise]:
    """The promises of a linked ledger."""
    seen: set[str] = set()
    for part in parts_of(folder):
        with (part / PROMISES).open(encoding="utf-8", newline="\n") as file:
            for line in file:
                parties, mark, commitment_id, body = line.rstrip("\n").split("\t")
                if commitment_id not in seen:
                    seen.add(commitment_id)
                    yield read_promise(parties, mark, commitment_id, body)
