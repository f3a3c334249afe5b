"""Converbs borrow the subject of the main clause that follows ("confirming its aim, the President said")."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.clauses import is_governed
from pipeline.extract.frame import Frame
from pipeline.extract.reading import Reading


def lend_subjects(reading: Reading, frames: Sequence[Frame]) -> None:
    """Give an opening converb the subject that follows it, where the language has such a form (`hooks.CONVERB`)."""
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
