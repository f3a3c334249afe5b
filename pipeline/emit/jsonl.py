"""Write a run's folder: everything goes into a hidden folder beside its place and is moved there when all is done."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from pydantic import BaseModel

from pipeline.errors import UsageError

FILES = {kind: f"{kind}.jsonl" for kind in ("articles", "commitments", "figures", "ledger", "rejects")}
RUN = "run.json"
UNFINISHED = ".unfinished"


def check_out(out: Path, *, overwrite: bool) -> None:
    """Raise `UsageError` where a run may not be written to `out`."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file, not a folder; name another folder with --out")
    held = [name for name in (RUN, *FILES.values()) if (out / name).exists()]
    if held and not overwrite:
        raise UsageError(f"{out} already holds a run ({held[0]}); add --overwrite or name another folder")


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a record file, parsed, one at a time."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


class RunWriter:
    """Holds one open file a record kind; lines stream through, nothing is collected."""

    def __init__(self, out: Path, *, overwrite: bool = False) -> None:
        check_out(out, overwrite=overwrite)
        self.out, self.room = out, out / UNFINISHED
        self._files: dict[str, IO[str]] = {}

    def __enter__(self) -> Self:
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(self.room, ignore_errors=True)
            self.room.mkdir()
            for kind, name in FILES.items():
                self._files[kind] = (self.room / name).open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UsageError(f"{self.out} cannot be written ({reason}); name another folder with --out") from error
        return self

    def write(self, kind: str, lines: Iterable[str]) -> None:
        """Add finished lines to the file of a record kind."""
        self._files[kind].writelines(lines)

    def reread(self, kind: str) -> Iterator[dict[str, Any]]:
        """The lines of a record kind that were written so far, parsed, one at a time."""
        self._files[kind].flush()
        yield from read_lines(self.room / FILES[kind])

    def finish(self, run: BaseModel) -> tuple[Path, ...]:
        """Move the files to their places, `run.json` last, and return their paths."""
        self._close()
        (self.room / RUN).write_text(run.model_dump_json(by_alias=True, indent=1) + "\n", encoding="utf-8")
        names = (*FILES.values(), RUN)
        (self.out / RUN).unlink(missing_ok=True)  # a folder without it is seen to be unfinished
        for name in names:
            (self.room / name).replace(self.out / name)
        return tuple(self.out / name for name in names)

    def _close(self) -> None:
        for file in self._files.values():
            file.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        shutil.rmtree(self.room, ignore_errors=True)
