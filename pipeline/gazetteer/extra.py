"""Actors that the user adds: rows like those of `office_holders.csv`, from a CSV file or JSON Lines.

Popolo-like columns; `of`, `office`, `person` and `name` are needed, the others may be missing or empty:
`of` (ISO 3166-1 alpha-3, or `org:…`), `office` (as in `office_holders.csv`, or `other`), `person` (the id behind
`person:`), `name` (usual English form), `from` and `to` (partial ISO dates), `cyrillic` and `latin` (further spellings,
parted by `;`), `source`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import UsageError

COLUMNS = ("of", "office", "person", "name", "from", "to", "cyrillic", "latin", "source")
NEEDED = COLUMNS[:4]
_SHAPES = {
    "of": (re.compile(r"[A-Z]{3}|org:[a-z0-9-]+"), "an ISO 3166-1 alpha-3 code such as LAO, or org:asean"),
    "office": (re.compile(r"[a-z_]+"), "an office such as foreign_minister"),
    "person": (re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "an id such as to-lam"),
    "name": (re.compile(r"\S.*"), "a name"),
    "from": (re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?"), "a date such as 2016-04-20, 2016-04 or 2016"),
    "to": (re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?"), "a date such as 2021-03-22, 2021-03 or 2021"),
}


def read_actors(path: Path) -> list[dict[str, str]]:
    """The rows of an actor file; `UsageError` names file, line and column of the first fault."""
    if path.suffix not in (".csv", ".jsonl"):
        raise UsageError(f"{path}: actors are read from .csv or .jsonl files")
    try:
        numbered = list(_csv(path) if path.suffix == ".csv" else _json_lines(path))
    except FileNotFoundError:
        raise UsageError(f"{path} does not exist; name the file of your actors") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    return [_checked(path, line, row) for line, row in numbered]


def _csv(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        unknown = [c for c in reader.fieldnames or () if c not in COLUMNS]
        if unknown:
            raise UsageError(f"{path}, line 1: no column {unknown[0]!r}; there are {', '.join(COLUMNS)}")
        for row in reader:
            if None in row:
                raise UsageError(f"{path}, line {reader.line_num}: more fields than the head line has")
            yield reader.line_num, {k: v or "" for k, v in row.items()}


def _json_lines(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"{path}, line {number}, column {error.colno}: {error.msg}") from error
        unknown = sorted(set(row) - set(COLUMNS)) if isinstance(row, dict) else ["a list or value"]
        if unknown:
            raise UsageError(f"{path}, line {number}: no key {unknown[0]!r}; there are {', '.join(COLUMNS)}")
        yield number, row


def _checked(path: Path, line: int, row: dict[str, object]) -> dict[str, str]:
    full = {column: row.get(column) or "" for column in COLUMNS}
    for column, value in full.items():
        shape, wanted = _SHAPES.get(column, (re.compile(r"[^\n]*"), "text"))
        if not isinstance(value, str) or not shape.fullmatch(value.strip()):
            raise UsageError(f"{path}, line {line}, column {column}: {value!r} is not {wanted}")
    return {column: str(value).strip() for column, value in full.items()}
