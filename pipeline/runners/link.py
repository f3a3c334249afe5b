"""Write the ledger of one run, or of several joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.emit.jsonl import FILES, read_lines
from pipeline.errors import UsageError
from pipeline.link import make_ledger, near_duplicates
from pipeline.records import LedgerRecord
from pipeline.runners.base import Tally, add

Read = Callable[[str], Iterator[dict[str, Any]]]  # the lines of a record kind
NEEDED = ("articles", "commitments", "figures")


def ledger_of(read: Read, total: Tally | None = None) -> Iterator[str]:
    """Yield the lines of `ledger.jsonl` for the records that `read` gives; `total` counts the threads.

    Articles without text (`--no-text`) cannot be told to be copies of one another.
    """
    texts = ((a["article_id"], a["language"], a["text"]) for a in read("articles") if a["text"])
    copies = near_duplicates(texts)
    for record in make_ledger(list(read("commitments")), read("figures"), copies):
        if total is not None:
            add(total.counts, {"threads": 1})
        yield record.model_dump_json(by_alias=True) + "\n"


def link(outs: Sequence[Path], out: Path) -> Path:
    """Write the ledger of several runs joined into the folder `out`; `UsageError` where one holds no run."""
    for folder in outs:
        missing = [FILES[kind] for kind in NEEDED if not (folder / FILES[kind]).exists()]
        if missing:
            raise UsageError(f"{folder} lacks {missing[0]}; write it with: communique run INPUT --out {folder}")

    def read(kind: str) -> Iterator[dict[str, Any]]:
        key = f"{kind.removesuffix('s')}_id"
        seen: set[str] = set()
        for folder in outs:
            for line in read_lines(folder / FILES[kind]):
                if line[key] not in seen:
                    seen.add(line[key])
                    yield line

    path, unfinished = out / FILES["ledger"], out / f".{FILES['ledger']}.unfinished"
    try:
        out.mkdir(parents=True, exist_ok=True)
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(ledger_of(read))
        unfinished.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}); name another folder with --out") from error
    return path


def read_ledger(out: Path) -> Iterator[LedgerRecord]:
    """The threads of a run's ledger; `UsageError` where there is none."""
    path = out / FILES["ledger"]
    if not path.exists():
        raise UsageError(f"{out} holds no ledger; write one with: communique link {out}")
    with path.open("rb") as file:
        for line in file:
            yield LedgerRecord.model_validate_json(line)
