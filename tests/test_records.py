"""The record models: key order, strictness, spans, ids, dates."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.emit.check import to_line, wrong_spans
from pipeline.records import CommitmentRecord, FigureRecord, RejectRecord, Span, Target, content_id
from pipeline.records.dates import first_day, last_day

TEXT = "The two sides agreed to open two consulates by 2027."
KEYS = {
    "commitment": (
        "schema commitment_id article_id language published published_from kind cue quote start end sentence "
        "agents addressees parties topics action concepts names targets instruments dates plover confidence rules"
    ),
    "figure": (
        "schema figure_id article_id language published published_from quote start end parties "
        "metric measure value value_max unit comparator per period period_until confidence rules"
    ),
    "target": (
        "metric measure value value_max unit comparator per deadline deadline_until deadline_text text start end"
    ),
    "reject": "schema source stage error message",
}


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def number(**changes: Any) -> dict[str, Any]:
    return {
        "metric": "count", "measure": "level", "value": 2, "value_max": None, "unit": "consulates",
        "comparator": "=", "per": None, **changes,
    }  # fmt: skip


def head() -> dict[str, Any]:
    return {"article_id": "a", "language": "en", "published": "2024", "published_from": "2024-01-01"}


def target(**changes: Any) -> dict[str, Any]:
    dated = {"deadline": "2027", "deadline_until": "2027-12-31", "deadline_text": "by 2027"}
    return {**number(), **dated, **span("two consulates"), **changes}


def commitment(**changes: Any) -> CommitmentRecord:
    quote = span("open two consulates by 2027")
    return CommitmentRecord(
        **{
            **head(), "commitment_id": "c-1", "kind": "agreement", "cue": span("agreed to"),
            "quote": quote["text"], "start": quote["start"], "end": quote["end"], "sentence": span(TEXT),
            "agents": (), "addressees": (), "parties": ("EST", "FIN"), "topics": ("political",),
            "action": "open", "concepts": ("consulate",), "names": (),
            "targets": (target(),), "instruments": (), "dates": ({"value": "2027", **span("2027")},),
            "plover": "AGREE", "confidence": 0.9, "rules": ("en.agree",), **changes,
        }
    )  # fmt: skip


def figure() -> FigureRecord:
    place = span("two consulates")
    quote = {"quote": place["text"], "start": place["start"], "end": place["end"]}
    rest = {"period": None, "period_until": None, "confidence": 1.0, "rules": ()}
    return FigureRecord(**{**head(), **number(), **quote, **rest, "figure_id": "f-1", "parties": ()})


def test_keys_stand_in_the_published_order() -> None:
    line = json.loads(to_line(commitment()))
    assert list(line) == KEYS["commitment"].split()
    assert list(line["targets"][0]) == KEYS["target"].split()
    assert list(line["cue"]) == ["text", "start", "end"]
    assert list(json.loads(to_line(figure()))) == KEYS["figure"].split()
    reject = RejectRecord(source="a.txt", stage="read", error="InputError", message="empty")
    assert list(json.loads(to_line(reject))) == KEYS["reject"].split()


def test_a_record_reads_back_as_itself() -> None:
    for record in (commitment(), figure()):
        assert type(record).model_validate_json(to_line(record), strict=True) == record


def test_records_are_frozen_and_know_no_other_keys() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        commitment().quote = "x"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra"):
        commitment(mood="warm")


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "open"},
        {"kind": "hope"},
        {"topics": ()},
        {"topics": ("trade", "energy", "border", "party")},
        {"confidence": 1.5},
        {"start": -1},
        {"targets": (target(end=900),)},
    ],
)
def test_what_cannot_be_true_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        commitment(**changes)


def test_spans_are_held_against_the_text() -> None:
    assert wrong_spans(commitment(), TEXT) == []
    assert wrong_spans(figure(), TEXT) == []
    assert len(wrong_spans(commitment(), " " + TEXT)) == 5  # quote, cue, sentence, target, date


@given(st.integers(0, 500), st.integers(0, 500), st.text(max_size=20))
def test_a_span_is_as_long_as_its_text(start: int, end: int, text: str) -> None:
    if end - start == len(text):
        assert Span(text=text, start=start, end=end).text == text
    else:
        with pytest.raises(ValidationError):
            Span(text=text, start=start, end=end)


@pytest.mark.parametrize(
    ("value", "written"), [("5000000000", "5000000000"), ("0.5", "0.5"), ("1.20", "1.2"), ("-3", "-3")]
)
def test_numbers_are_written_plainly(value: str, written: str) -> None:
    line = Target(**target(value=Decimal(value))).model_dump_json()
    assert f'"value":{written},' in line


def test_ids_depend_on_content_alone() -> None:
    assert content_id("c", "a", 1, 2) == content_id("c", "a", 1, 2) == "c-" + content_id("x", "a", 1, 2)[2:]
    assert content_id("c", "a", 12) != content_id("c", "a1", 2)


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        (None, None, None),
        ("2030", "2030-01-01", "2030-12-31"),
        ("2027-02", "2027-02-01", "2027-02-28"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2025-12-02", "2025-12-02", "2025-12-02"),
        ("2021/2030", "2021-01-01", "2030-12-31"),
        ("soon", None, None),
    ],
)
def test_partial_dates_have_full_days_beside_them(partial: str | None, first: str | None, last: str | None) -> None:
    assert (first_day(partial), last_day(partial)) == (first, last)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_partial_date_lasts_from_its_first_to_its_last_day(day: date) -> None:
    full = day.isoformat()
    for partial in (full[:4], full[:7], full):
        first, last = first_day(partial), last_day(partial)
        assert first is not None
        assert last is not None
        assert date.fromisoformat(first) <= day <= date.fromisoformat(last)
