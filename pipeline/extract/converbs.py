"""Converbs borrow the subject of the main clause that follows ("confirming its aim, the President said")."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Mention
from pipeline.extract.clauses import is_governed, is_light
from pipeline.extract.frame import Frame
from pipeline.extract.reading import Reading
from pipeline.extract.subjects import list_of_actors


def lend_subjects(reading: Reading, frames: Sequence[Frame]) -> None:
    """Give an opening converb the subject that follows it, where the language has such a form (`hooks.CONVERB`)."""
    if frames and opens_with_gerund(reading, frames[0]) and (main := _main_subject(reading, frames[0])):
        frames[0].subjects = main
        frames[0].end = min(frames[0].end, main[0].first - 1)
        return
    form = getattr(reading.language.hooks, "CONVERB", None)
    if form is None or not frames or frames[0].subjects or form not in reading.forms_at(frames[0].cue.first):
        return
    first = frames[0]
    behind = [
        m
        for m in reading.speakers
        if m.first >= first.end and reading.tokens[m.first - 1].text == "," and not is_governed(reading, m)
    ]
    first.subjects = behind[:1] or next((f.subjects for f in frames[1:] if f.subjects), [])


def opens_with_gerund(reading: Reading, frame: Frame) -> bool:
    """Whether a sentence begins with the gerund of this cue, in languages where it borrows the subject behind it."""
    form = getattr(reading.language.hooks, "OPENING_FORM", None)
    at = frame.cue.first
    return form is not None and form in reading.forms_at(at) and not frame.subjects and is_light(reading, 0, at)


def _main_subject(reading: Reading, frame: Frame) -> list[Mention]:
    """The actors behind the first comma that goes on with no row ("Announcing aid to Norland, the premier said")."""
    for m in reading.speakers:
        if m.first <= frame.start or reading.tokens[m.first - 1].text != "," or is_governed(reading, m):
            continue
        before = reading.whole_ending(m.first - 1)
        if before is None or before.form != m.form:
            return list_of_actors(reading, m.first)[0]
    return []
