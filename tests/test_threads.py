"""Scores of the ledger on events that several articles report in four languages never fall below their floors."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
import yaml

from pipeline.runners import run
from tests.conftest import HOME
from tests.thread_scores import ThreadScore, score

OWN = HOME / "data" / "threads"
SHARED = HOME.parent / "shared" / "gold"
FLOORS = HOME / "tests" / "floors_threads.yaml"
SLACK = 0.0005  # floors are written with three digits


def floors() -> dict[str, dict[str, float]]:
    """Floors by event and measure."""
    read: dict[str, dict[str, float]] = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return read


def gold_of(event: str) -> Path:
    """The folder of an event's articles with their gold."""
    if event == "seeds":
        return SHARED / event
    return OWN / event if (OWN / event).is_dir() else SHARED / "threads" / event


def threads_of(event: str) -> Path:
    """The file that says which units of an event are one promise."""
    return SHARED / "threads" / "seeds.threads.json" if event == "seeds" else gold_of(event) / "threads.json"


def reached(event: str, out: Path) -> ThreadScore:
    """The scores of one event, run afresh."""
    run([gold_of(event)], out)
    return score(threads_of(event), gold_of(event), out)


@pytest.mark.parametrize("event", floors())
def test_no_thread_score_falls(event: str, tmp_path: Path) -> None:
    if not gold_of(event).is_dir():
        pytest.skip(f"no threads gold {event} beside this checkout")
    numbers = asdict(reached(event, tmp_path / "out"))
    fallen = [f"{m} {numbers[m]:.3f}, floor {f}" for m, f in floors()[event].items() if numbers[m] < f - SLACK]
    assert not fallen


@pytest.mark.parametrize("event", sorted(p.name for p in OWN.iterdir() if p.is_dir()))
def test_every_event_is_told_in_four_languages_and_has_floors(event: str) -> None:
    assert {p.stem.split("-")[1] for p in (OWN / event).glob("*.txt")} == {"en", "ru", "sv", "vi"}
    assert event in floors()
