"""Write the ledger of one run, or of several joined."""

from __future__ import annotations

import multiprocessing
import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from heapq import merge
from pathlib import Path

from pipeline.emit.jsonl import FILES, UNFINISHED
from pipeline.errors import UsageError
from pipeline.link import make_ledger, near_duplicates
from pipeline.link.duplicates import group_of
from pipeline.link.ledger import latest_figures, make_record
from pipeline.link.threads import Node, group
from pipeline.records import LedgerRecord
from pipeline.runners.base import Tally, add
from pipeline.runners.parts import PARTS, PROMISES, Read, figure_rows, gather, is_run, parts_of, write_part
from pipeline.runners.store import Store

SMALL = 20_000  # commitments that are linked in memory
WORKERS = 2
LARGE = 1 << 26  # bytes of records from which processes pay
SORTED = 50_000  # lines that are sorted at a time
BATCH = 2_000  # nodes that are grouped at a time
AHEAD = 6  # batches in hand

Block = tuple[str, list[Node]]  # parties, and what they promised
Thread = tuple[str, list[str]]  # parties, and marks of one promise


def ledger_of(read: Read, total: Tally, room: Path, workers: int = 1) -> Iterator[str]:
    """Yield the lines of `ledger.jsonl` for the records that `read` gives; `total` counts the threads.

    A large run is linked out of core, with the help of the folder `room`; the lines are the same.
    """
    if total.counts.get("commitments", 0) > SMALL:
        with _pool(workers) as pool:
            yield from _counted(_from_parts([write_part(read, room / PARTS)], room, pool), total)
        return
    texts = ((a["article_id"], a["language"], a["text"]) for a in read("articles") if a["text"])
    records = make_ledger(read("commitments"), read("figures"), near_duplicates(texts))
    yield from _counted(map(_line, records), total)


def _counted(lines: Iterable[str], total: Tally) -> Iterator[str]:
    for line in lines:
        add(total.counts, {"threads": 1})
        yield line


def _line(record: LedgerRecord) -> str:
    return record.model_dump_json(by_alias=True) + "\n"


def link(outs: Sequence[Path], out: Path, *, workers: int = 1) -> Path:
    """Write the ledger of several runs joined into the folder `out`; `UsageError` where one holds no run.

    `outs` may be folders that a ledger was linked into before: their parts are used again, no record is read. Where
    `out` is not itself a run, the parts are kept there. A large ledger is made by `workers` processes; the lines are
    the same.
    """
    path, room = out / FILES["ledger"], out / UNFINISHED
    try:
        shutil.rmtree(room, ignore_errors=True)
        (room / PARTS).mkdir(parents=True)
        with (
            _pool(workers if _is_large(outs) else 1) as pool,
            (room / path.name).open("w", encoding="utf-8", newline="\n") as file,
        ):
            file.writelines(_from_parts(gather(outs, room / PARTS, pool), room, pool))
        if not is_run(out):
            shutil.rmtree(out / PARTS, ignore_errors=True)
            (room / PARTS).rename(out / PARTS)
        (room / path.name).replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}); name another folder with --out") from error
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return path


def _is_large(outs: Iterable[Path]) -> bool:
    """Whether it pays to start processes."""
    files = (f for out in outs for f in (out / FILES["commitments"], *(p / PROMISES for p in parts_of(out))))
    return sum(f.stat().st_size for f in files if f.exists()) > LARGE


@contextmanager
def _pool(workers: int) -> Iterator[Executor | None]:
    """Processes to share the work between; none where this one does it."""
    if workers == 1:
        yield None
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


def _from_parts(parts: Sequence[Path], room: Path, pool: Executor | None) -> Iterator[str]:
    """The lines of the ledger in order, made block by block and thread by thread."""
    store = Store(parts, room)
    try:
        reached, copied = latest_figures(figure_rows(parts)), group_of(store.copies())
        store.keep_threads(_grouped(store.blocks(), pool))
        yield from _in_order((_line(make_record(thread, reached, copied)) for thread in store.threads()), room)
    finally:
        store.close()


def _grouped(blocks: Iterable[Block], pool: Executor | None) -> Iterator[Thread]:
    """The threads of each block in turn; a pool has a few batches of blocks in hand."""
    if pool is None:
        for block in blocks:
            yield from group_all([block])
        return
    waiting: deque[Future[list[Thread]]] = deque()
    for batch in _batches(blocks):
        waiting.append(pool.submit(group_all, batch))
        if len(waiting) > AHEAD:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _batches(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    held: list[Block] = []
    for block in blocks:
        held.append(block)
        if sum(len(nodes) for _, nodes in held) >= BATCH:
            yield held
            held = []
    if held:
        yield held


def group_all(blocks: Iterable[Block]) -> list[Thread]:
    """The threads of some blocks: their parties and marks."""
    return [(parties, marks) for parties, nodes in blocks for marks in group(nodes)]


def _in_order(lines: Iterable[str], room: Path) -> Iterator[str]:
    """Sort lines that memory does not hold; they begin with the schema and the id."""
    runs: list[Path] = []
    held: list[str] = []
    for line in lines:
        held.append(line)
        if len(held) >= SORTED:
            runs.append(room / f"sorted-{len(runs)}")
            runs[-1].write_text("".join(sorted(held)), encoding="utf-8", newline="\n")
            held = []
    files = [run.open(encoding="utf-8", newline="\n") for run in runs]
    try:
        yield from merge(*files, sorted(held))
    finally:
        for file in files:
            file.close()


def read_ledger(out: Path) -> Iterator[LedgerRecord]:
    """The threads of a run's ledger; `UsageError` where there is none."""
    path = out / FILES["ledger"]
    if not path.exists():
        raise UsageError(f"{out} holds no ledger; write one with: communique link {out}")
    with path.open("rb") as file:
        for line in file:
            yield LedgerRecord.model_validate_json(line)
