"""A unit: one action found, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.speakers import Roles


@dataclass(frozen=True)
class Unit:
    """One action found, in characters, with what its frame says of it."""

    start: int
    end: int
    cue: tuple[int, int]
    sentence: int
    roles: Roles
    rules: tuple[str, ...]
    weak: bool
    follows: bool  # another piece of the same content stands before it
    stranger: bool
    odds: float  # what the words of its sentence say, in log-odds
