"""Actors that the user adds, from a CSV file or JSON Lines: a row is a term of office, with what its holder is called.

Popolo-like columns; `of`, `office`, `person` and `name` are needed, the others may be missing or empty:
`of` (ISO 3166-1 alpha-3, `org:…` or `party:…`), `office` (as in `office_holders.csv`, or `other`), `person` (the id
behind `person:`), `name` (usual English form), `from` and `to` (ISO dates, the day of `to` no longer counts; of a month
or a year the days count on which it is certain), `acting` (1 for who holds the office for the time being), `ru`, `sv`,
`vi` and `other` (spellings, parted by `;`), `wikidata`, `source`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.errors import UsageError

NEEDED = ("of", "office", "person", "name")
SPELLINGS = ("ru", "sv", "vi", "other")
COLUMNS = (*NEEDED, "from", "to", "acting", *SPELLINGS, "wikidata", "source")
DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")
SHAPES = {
    "of": (
        re.compile(r"[A-Z]{3}|org:[a-z0-9-]+|party:[A-Z]{3}-[a-z0-9-]+"),
        "an ISO 3166-1 alpha-3 code such as LAO, or org:asean, or party:GBR-labour",
    ),
    "office": (re.compile(r"[a-z_]+"), "an office such as foreign_minister"),
    "person": (re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "an id such as to-lam"),
    "name": (re.compile(r"\S.*"), "a name"),
    "from": (DATE, "a date such as 2016-04-20, 2016-04 or 2016"),
    "to": (DATE, "a date such as 2021-03-22, 2021-03 or 2021"),
    "acting": (re.compile(r"[01]?"), "1 for who is acting, else 0 or nothing"),
    "wikidata": (re.compile(r"(Q[1-9]\d*)?"), "a Wikidata id such as Q58323"),
}
_TEXT = (re.compile(r"[^\n]*"), "text")
Row = dict[str, str]
Places = Mapping[str, int]  # the column at which each value stands


def read_actors(path: Path) -> list[Row]:
    """The rows of an actor file; `UsageError` names file, line and column of the first fault."""
    if path.suffix not in (".csv", ".jsonl"):
        raise UsageError(f"{path}: actors are read from .csv or .jsonl files")
    try:
        numbered = list(_csv(path) if path.suffix == ".csv" else _json_lines(path))
    except FileNotFoundError:
        raise UsageError(f"{path} does not exist; name the file of your actors") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    return [_checked(path, line, row, places) for line, row, places in numbered]


def _csv(path: Path) -> Iterator[tuple[int, dict[str, object], Places]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            head = next(reader, [])
            _check_head(path, head)
            for fields in reader:
                if fields and len(fields) != len(head):
                    more, at = ("more", len(head) + 1) if len(fields) > len(head) else ("fewer", len(fields))
                    raise _fault(path, reader.line_num, at, f"{more} fields than the head line has")
                if fields:
                    yield reader.line_num, dict(zip(head, fields, strict=True)), {c: n for n, c in enumerate(head, 1)}
        except csv.Error as error:
            raise _fault(path, reader.line_num, 1, str(error)) from error


def _check_head(path: Path, head: list[str]) -> None:
    for at, column in enumerate(head, 1):
        if column not in COLUMNS:
            raise _fault(path, 1, at, f"no column {column!r}; there are {', '.join(COLUMNS)}")
        if column in head[: at - 1]:
            raise _fault(path, 1, at, f"{column!r} stands twice")
    for column in NEEDED:
        if column not in head:
            raise _fault(path, 1, len(head) + 1, f"the column {column!r} is missing")


def _json_lines(path: Path) -> Iterator[tuple[int, dict[str, object], Places]]:
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise _fault(path, number, error.colno, error.msg) from error
        if not isinstance(row, dict):
            raise _fault(path, number, 1, "a JSON object is needed, with the columns as keys")
        places = {key: line.find(json.dumps(key, ensure_ascii=False)) + 1 for key in row}
        for key in row:
            if key not in COLUMNS:
                raise _fault(path, number, places[key], f"no key {key!r}; there are {', '.join(COLUMNS)}")
        yield number, row, places


def _checked(path: Path, line: int, row: Mapping[str, object], places: Places) -> Row:
    full = {column: "" if (value := row.get(column)) is None else value for column in COLUMNS}
    for column, value in full.items():
        shape, wanted = SHAPES.get(column, _TEXT)
        if not isinstance(value, str) or not shape.fullmatch(value.strip()):
            raise _fault(path, line, places.get(column, 1), f"{column}: {value!r} is not {wanted}")
    made = {column: str(value).strip() for column, value in full.items()}
    if made["from"] and made["to"] and made["to"] < made["from"][: len(made["to"])]:
        raise _fault(path, line, places["to"], f"to: the term ends before it begins, on {made['from']}")
    return made


def _fault(path: Path, line: int, column: int, message: str) -> UsageError:
    return UsageError(f"{path}, line {line}, column {column}: {message}")
