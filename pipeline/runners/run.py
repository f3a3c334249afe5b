"""One whole run: inputs -> shards -> records in a folder."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import get_args

from pipeline.config import VERSION, Settings
from pipeline.document import Article
from pipeline.emit.jsonl import RunWriter, check_out
from pipeline.errors import UsageError
from pipeline.lang.load import LANGUAGES
from pipeline.lang.version import language_data
from pipeline.records import RejectRecord
from pipeline.records.base import Kind
from pipeline.records.run import RunCounts, RunRecord
from pipeline.runners.base import Receipt, Runner, Tally, add, shards
from pipeline.runners.inputs import Inputs, count_articles, find_inputs, read_all
from pipeline.runners.link import ledger_of
from pipeline.runners.local import LocalRunner

REJECTS_TOLD = 20
PARTS = ("pydantic", "spacy", "pymorphy3", "babel")
Progress = Callable[[Receipt, int | None], None]  # a receipt, and how many articles there are in all


@dataclass(frozen=True, slots=True)
class RunResult:
    """A finished run: what `run.json` says, the paths written and the first rejects."""

    record: RunRecord
    paths: tuple[Path, ...]
    rejects: tuple[RejectRecord, ...]


def run(
    inputs: Sequence[str | Path],
    out: str | Path,
    *,
    settings: Settings | None = None,
    workers: int = 1,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> RunResult:
    """Extract every article of `inputs` (files, folders, `-`) into the folder `out` (RECORDS.md).

    Raises `UsageError` before anything is read where the call is wrong; what is wrong with one input becomes a line
    of `rejects.jsonl`. The bytes written do not depend on `workers`.
    """
    settings, out = settings or Settings(), Path(out)
    _check(settings, workers)
    check_out(out, overwrite=overwrite)
    found = find_inputs([str(i) for i in inputs], out)
    expected = count_articles(found) if progress else None
    if progress:
        progress(Receipt(number=-1), expected)
    started, clock = datetime.now(UTC), time.perf_counter()
    total, rejects = Tally(), list[RejectRecord]()
    with RunWriter(out, overwrite=overwrite) as writer:
        for receipt in _receipts(found, settings, LocalRunner(workers), total):
            for kind, lines in receipt.lines.items():
                writer.write(kind, lines)
            total.add(receipt.tally)
            rejects += receipt.rejects[: REJECTS_TOLD - len(rejects)]
            if progress:
                progress(receipt, expected)
        clock_link = time.perf_counter()
        writer.write("ledger", ledger_of(writer.reread, total, writer.room, workers))
        add(total.seconds, {"link": time.perf_counter() - clock_link})
        record = RunRecord(
            inputs=tuple(map(str, inputs)),
            left_out=found.left_out[:100],
            out=str(out),
            settings=settings.model_dump(mode="json"),
            workers=workers,
            language_data=language_data(),
            versions=versions(),
            counts=_counts(total),
            started=started.isoformat(timespec="seconds"),
            seconds=round(time.perf_counter() - clock, 3),
            stage_seconds={stage: round(s, 3) for stage, s in sorted(total.seconds.items())},
        )
        return RunResult(record, writer.finish(record), tuple(rejects))


def _receipts(found: Inputs, settings: Settings, runner: Runner, total: Tally) -> Iterator[Receipt]:
    """The receipts of a run; the time that reading takes is counted here, where it happens."""

    def timed(items: Iterator[Article | RejectRecord]) -> Iterator[Article | RejectRecord]:
        while True:
            start = time.perf_counter()
            item = next(items, None)
            add(total.seconds, {"read": time.perf_counter() - start})
            if item is None:
                return
            yield item

    return runner.run(shards(timed(read_all(found, settings))), settings)


def _counts(total: Tally) -> RunCounts:
    names = ("articles", "chars", "commitments", "targets", "figures", "threads", "rejects")
    return RunCounts(
        **{name: total.counts.get(name, 0) for name in names},
        kinds={kind: total.kinds.get(kind, 0) for kind in get_args(Kind)},
        languages=dict(sorted(total.languages.items())),
    )


def _check(settings: Settings, workers: int) -> None:
    if workers < 1:
        raise UsageError(f"--workers {workers}: give 1 or more")
    if settings.language and settings.language not in LANGUAGES:
        raise UsageError(f"--language {settings.language}: there are {', '.join(LANGUAGES)}")


def versions() -> dict[str, str]:
    """Version of communique, Python and the libraries that can change what a run gives."""
    found = {"communique": VERSION, "python": platform.python_version()}
    for name in PARTS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
