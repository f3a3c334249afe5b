"""From what stands on the command line to a stream of articles in a settled order."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.config import Settings
from pipeline.document import Article
from pipeline.errors import UsageError
from pipeline.read import ENDINGS, read_path, read_stream
from pipeline.records import RejectRecord

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files with the folder that their names count from, in reading order; `left_out` are files of other kinds."""

    files: tuple[tuple[Path, Path], ...]
    left_out: tuple[str, ...]
    stdin: bool = False


def find_inputs(inputs: Sequence[str], out: Path) -> Inputs:
    """Look the inputs up, folders all the way down; `UsageError` where one is missing or holds nothing to read."""
    files: list[tuple[Path, Path]] = []
    left_out: list[str] = []
    for given in inputs:
        path = Path(given)
        if given == STDIN:
            continue
        if path.is_dir():
            known, other = _in_folder(path, out)
            if not known:
                raise UsageError(f"{given} holds no articles; put {' or '.join(ENDINGS)} files there")
            files += [(p, path) for p in known]
            left_out += [p.as_posix() for p in other]
        elif not path.exists():
            raise UsageError(f"{given} does not exist; check the path")
        elif path.suffix.lower() not in ENDINGS:
            raise UsageError(f"{given} has no reader; give {' or '.join(ENDINGS)} files")
        else:
            files.append((path, path.parent))
    return Inputs(tuple(files), tuple(left_out), STDIN in inputs)


def _in_folder(folder: Path, out: Path) -> tuple[list[Path], list[Path]]:
    """Files that can be read and others, each sorted; hidden ones and the output folder are passed over."""
    known: list[Path] = []
    other: list[Path] = []
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_dir() or hidden or out.resolve() in path.resolve().parents:
            continue
        (known if path.suffix.lower() in ENDINGS else other).append(path)
    return known, other


def read_all(inputs: Inputs, settings: Settings) -> Iterator[Article | RejectRecord]:
    """Yield every article in order; one whose id came before is rejected, since ids are keys."""
    return _unique(_read(inputs, settings))


def _read(inputs: Inputs, settings: Settings) -> Iterator[Article | RejectRecord]:
    if inputs.stdin:
        stream = sys.stdin.buffer
        yield from read_stream(stream, _stdin_name(stream), settings)
    for path, root in inputs.files:
        yield from read_path(path, root, settings)


def _stdin_name(stream: BinaryIO) -> str:
    """Standard input is JSON Lines where it starts with `{`, else one plain text."""
    peek = getattr(stream, "peek", None)
    start = bytes(peek(64)) if peek else b""
    return "stdin.jsonl" if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") else "stdin.txt"


def _unique(items: Iterable[Article | RejectRecord]) -> Iterator[Article | RejectRecord]:
    seen: set[bytes] = set()
    for item in items:
        if isinstance(item, RejectRecord):
            yield item
            continue
        key = hashlib.blake2b(item.article_id.encode(), digest_size=16).digest()
        if key in seen:
            message = f"article id {item.article_id!r} was read before in this run; give each article its own id"
            yield RejectRecord(source=item.source_name, stage="read", error="DuplicateId", message=message)
        else:
            seen.add(key)
            yield item


def count_articles(inputs: Inputs) -> int | None:
    """How many articles the files hold, for a progress bar; null where standard input is among them."""
    if inputs.stdin:
        return None
    return sum(_lines(path) if path.suffix.lower() == ".jsonl" else 1 for path, _ in inputs.files)


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError:
        return 1
