"""What happened on an earlier occasion is no commitment of the article (CODEBOOK §7): told by a past date before the cue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.document import Document
from pipeline.extract.frames import Frame
from pipeline.extract.reading import Reading
from pipeline.records.dates import last_day

RECENT = timedelta(days=21)  # an article may be as much later than the occasion that it tells of


def silence_earlier(document: Document, reading: Reading, frames: list[Frame]) -> None:
    """Mark the frames of one sentence in front of which a date stands that was long over on publication."""
    over = list(_over(document, reading))
    done = 0
    for frame in frames:
        if any(done <= at < frame.start for at in over):
            frame.silent = True
        done = max(done, frame.end)


def _over(document: Document, reading: Reading) -> Iterator[int]:
    """The tokens at which times of the sentence begin that were over long before publication."""
    published = last_day(document.published) if document.published else None
    if published is None:
        return
    limit = (date.fromisoformat(published) - RECENT).isoformat()
    for time in document.times:
        if reading.sentence.start <= time.start < reading.sentence.end and time.value and last_day(time.value) < limit:
            yield from (at for at, token in enumerate(reading.tokens) if token.start <= time.start < token.end)
