"""Office holders from a Wikidata query result: the rows of an actor file.

The query is in docs/your-own-actors.md. Its result is read as the query service gives it (`head` and `results` with
`bindings`) and as its page saves it: a plain list, with bare values or with `{"type": …, "value": …}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from anyascii import anyascii

from pipeline.errors import UsageError
from pipeline.gazetteer.extra import COLUMNS, SHAPES, Row
from pipeline.gazetteer.load import gazetteer, kebab

LENGTHS = {"11": 10, "10": 7, "9": 4}  # of an ISO date, by Wikidata's precision: day, month, year
LANGUAGES = ("en", "ru", "sv", "vi")
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/entity/)?(Q[1-9]\d*)")
_DAY = re.compile(r"\+?(\d{4}-\d{2}-\d{2})(T.*)?")
_BRACKETS = re.compile(r"\s*\([^)]*\)$")  # "(politician)" is no part of a name


def actors_of(text: str, name: str) -> list[Row]:
    """Rows of an actor file, sorted, from the text of a query result; `UsageError` where it is not one."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(f"{name}, line {error.lineno}, column {error.colno}: {error.msg}") from error
    rows = [_plain(row, f"{name}, row {number}") for number, row in enumerate(_bindings(data, name), 1)]
    ids = _person_ids(rows)
    made = {tuple(_row(row, ids[row["item"]]).items()) for row in rows}
    return sorted((dict(row) for row in made), key=lambda r: [r[c] for c in ("of", "office", "from", "person")])


def _bindings(data: Any, name: str) -> list[Any]:
    rows = data.get("results", {}).get("bindings") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise UsageError(f"{name}: no query result; it has results.bindings, or is a list")
    return rows


def _plain(row: Any, place: str) -> dict[str, str]:
    """The values of a row that are used; labels by language, dates cut to what is known of them."""
    if not isinstance(row, dict):
        raise UsageError(f"{place}: {row!r} is not an object")
    values = {key: _value(value) for key, value in row.items()}
    item = _ITEM.fullmatch(values.get("person", ""))
    shaped = ((key, SHAPES[key][0].fullmatch(values.get(key, ""))) for key in ("of", "office"))
    for key, fits in (("person", item), *shaped):
        if not fits:
            raise UsageError(f"{place}: {key!r} is {values.get(key, 'missing')!r}; the query of the docs gives it")
    assert item is not None
    labels = {code: _label(values.get(code, "")) for code in LANGUAGES}
    labels["en"] = labels["en"] or labels["sv"] or labels["vi"] or anyascii(labels["ru"])
    if not labels["en"]:
        raise UsageError(f"{place}: {item[1]} has no label in {', '.join(LANGUAGES)}")
    dates = {key: _date(values.get(key, ""), values.get(key + "Precision", "11")) for key in ("start", "end")}
    acting = "1" if values.get("acting") in ("1", "true") else ""
    return {"item": item[1], "of": values["of"], "office": values["office"], "acting": acting, **labels, **dates}


def _value(value: Any) -> str:
    value = value.get("value") if isinstance(value, Mapping) else value
    return "" if value is None else str(value).strip()


def _label(label: str) -> str:
    return "" if _ITEM.fullmatch(label) else _BRACKETS.sub("", label.replace(";", " "))


def _date(value: str, precision: str) -> str:
    """`2016-04-20T00:00:00Z` with its precision as a partial date; decades and blank nodes say nothing."""
    day = _DAY.fullmatch(value)
    return day[1][: LENGTHS.get(precision, 0)] if day else ""


def _person_ids(rows: list[dict[str, str]]) -> dict[str, str]:
    """Ids by item: that of the gazetteer's person with the item, else the name's, with the item where that is taken."""
    known = {p.wikidata: p for p in gazetteer().people.values() if p.wikidata}
    taken = {i.removeprefix("person:"): p.wikidata for i, p in gazetteer().people.items() if p.wikidata}
    ids: dict[str, str] = {}
    for row in sorted(rows, key=lambda r: (len(r["item"]), r["item"])):
        item, usual = row["item"], kebab(row["en"]) or row["item"].lower()
        if item in known:
            ids[item] = known[item].actor_id.removeprefix("person:")
        elif item not in ids:
            ids[item] = usual if taken.get(usual, item) == item else f"{usual}-{item.lower()}"
            taken[ids[item]] = item
    return ids


def _row(row: Mapping[str, str], person: str) -> Row:
    spelt = {code: row[code] if row[code] != row["en"] else "" for code in LANGUAGES[1:]}
    full = {
        "of": row["of"], "office": row["office"], "person": person, "name": row["en"], "from": row["start"],
        "to": row["end"], "acting": row["acting"], **spelt, "wikidata": row["item"], "source": "Wikidata",
    }  # fmt: skip
    return {column: full.get(column, "") for column in COLUMNS}
