"""A trace: what the search for commitments decided sentence by sentence, written down for those who ask why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.extract.frame import Frame
from pipeline.extract.speakers import Discourse, Ids, Roles, ids_of


class Piece(Protocol):
    """A unit, as far as a trace looks at it: its place in characters."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """Behind the last character."""


@dataclass(frozen=True)
class Step:
    """What one sentence, or one frame of it, came to: who and why, the pieces of its content, or why there are none."""

    why: str
    frame: Frame | None
    roles: Roles | None
    pieces: tuple[Piece, ...]


@dataclass
class Trace:
    """Steps by the index of their sentence; filled by `find_units`."""

    steps: dict[int, list[Step]] = field(default_factory=dict)


def note(
    trace: Trace | None, sentence: int, why: str, *,
    frame: Frame | None = None, roles: Roles | None = None, pieces: Sequence[Piece] = (),
) -> None:  # fmt: skip
    """Write one step down, if anybody asks."""
    if trace is not None:
        trace.steps.setdefault(sentence, []).append(Step(why, frame, roles, tuple(pieces)))


def chosen_by(frame: Frame, roles: Roles, discourse: Discourse, sentence: int, before: Ids) -> str:
    """Why a frame has these agents: the first place, in the order of the search, where just they stand."""
    agents = set(roles.agents)
    ways = {
        "subject": ids_of(frame.subjects),
        "subject of the clause within": ids_of(frame.inner_subjects),
        "tail of the sentence": ids_of(frame.tail.speakers) if frame.tail is not None else (),
        "whose speech it is": discourse.speech,
        "whose the thing is": ids_of(frame.owners),
        "who signed the statement": discourse.signed,
        "agents of the cue before": before,
        f"last speaker, sentence {discourse.said_at}": discourse.recent(sentence),
        "last one who spoke alone": discourse.alone,
        "those who meet": discourse.meeting(),
        "states of those who meet": discourse.states(),
        "who speaks most": discourse.leading(),
    }
    found = next((how for how, ids in ways.items() if ids and set(ids) == agents), "several of these together")
    return f"we: {found}" if frame.we else found


def why_none(frame: Frame) -> str:
    """Why a frame makes no unit."""
    if frame.silent:
        return f"dropped: {frame.why or 'silenced'}"
    return "no unit by itself" if frame.kind is None else "dropped: a stranger is its subject, and nobody has spoken"
