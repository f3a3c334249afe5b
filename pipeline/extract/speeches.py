"""Transcripts: "Name, office: We have agreed …" — who speaks in a text that sets the speaker before a colon."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.extract.reading import Reading

HEADER = 24  # tokens that a speaker's name and office may take up before the colon


def transcript_speakers(readings: Mapping[int, Reading]) -> dict[int, tuple[str, ...]]:
    """The speaker of each sentence from the one that a name and a colon open, until the next such name.

    One such name alone makes no transcript: what it says ends with its paragraph.
    """
    found: dict[int, tuple[str, ...]] = {}
    holder: tuple[str, ...] = ()
    named = {index: who for index in sorted(readings) if (who := _named_before_colon(readings[index]))}
    for index in sorted(readings):
        if len(named) == 1 and index not in named and readings[index].sentence.opens_block:
            holder = ()
        holder = named.get(index, holder)
        if holder:
            found[index] = holder
    return found


def _named_before_colon(reading: Reading) -> tuple[str, ...]:
    texts = [t.text for t in reading.tokens[:HEADER]]
    if ":" not in texts:
        return ()
    colon = texts.index(":")
    people = [m for m in reading.mentions if m.last <= colon and m.actor_ids[0].startswith("person:")]
    if not people or min(m.first for m in people) > 3 or any(reading.forms_at(at) for at in range(colon)):
        return ()
    return people[0].actor_ids if len({m.actor_ids for m in people}) == 1 else ()
