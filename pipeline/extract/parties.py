"""Parties: the states that a commitment concerns (CODEBOOK §3)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.document import Document


def states_of(document: Document, actor_ids: Iterable[str]) -> set[str]:
    """ISO 3166-1 alpha-3 codes of these actors, where they have one."""
    return {a.state for i in actor_ids if (a := document.actors.get(i)) is not None and a.state}


def find_parties(document: Document, actor_ids: Iterable[str], start: int, end: int) -> tuple[str, ...]:
    """States of agents and addressees, of those whom the action names, and of the other side of the talks."""
    states = states_of(document, actor_ids)
    named = [m for m in document.mentions if start <= m.start and m.end <= end]
    states |= states_of(document, (i for m in named for i in m.actor_ids))
    talks = states_of(document, document.participants[:6])
    if len(states) < 2 and (not states or states & talks) and len(talks) <= 3:
        states |= talks
    return tuple(sorted(states))
