"""Scraps: stretches too short to tell an action that anybody undertakes."""

from __future__ import annotations

from pipeline.document import Document
from pipeline.extract.clauses import is_strict
from pipeline.extract.frame import Frame
from pipeline.extract.reading import Reading
from pipeline.extract.units import Stretch, is_time
from pipeline.records.base import Kind

MODAL = 4  # words of what somebody "will" do that name no object worth a promise ("will stay away", "would run short")
ASKED = 2  # words of a bare noun that is asked for, or of who is asked ("asked questions", "ask the guard")


def is_scrap(document: Document, reading: Reading, frame: Frame, kind: Kind, stretch: Stretch) -> bool:
    """Whether a stretch is a lone word, a mere time, or a modal with next to nothing behind it.

    A verb of promising or agreeing names an action in few words ("agreed to waive visas"), a modal tells what comes.
    Only where the order of words alone tells subjects and objects.
    """
    if not is_strict(reading):
        return False
    if kind == "signing":
        return _is_unsigned(reading, frame, stretch)
    words = sum(reading.tokens[at].text[0].isalnum() for at in range(*stretch))
    if is_time(reading, *stretch) or (words < ASKED and not reading.forms_at(stretch[0])):
        return True
    if kind == "proposal":
        return words <= ASKED and not reading.forms_at(stretch[0])
    cue = frame.inner or frame.cue
    modal = reading.tokens[cue.first].lower in reading.language.syntax.more.get("futures", ())
    return modal and kind == "pledge" and words <= MODAL and not _has_object(document, reading, stretch)


def _has_object(document: Document, reading: Reading, stretch: Stretch) -> bool:
    """Whether words that open an object, an actor or a figure stand behind the first verb."""
    first, last = stretch
    more = reading.language.syntax.more
    opening = {w for name in ("determiners", "their", "prepositions", "pronouns") for w in more.get(name, ())}
    words = [t.lower for t in reading.tokens[first + 1 : last]]
    named = any(first <= m.first < last for m in reading.mentions)
    start, end = reading.tokens[first].start, reading.tokens[last - 1].end
    counted = any(start <= q.start < end for q in document.quantities)
    return named or counted or any(w in opening for w in words[:1])


def _is_unsigned(reading: Reading, frame: Frame, stretch: Stretch) -> bool:
    """Whether what is signed or exchanged is no text ("exchanged views", "put their names on the wall")."""
    more = reading.language.syntax.more
    cue = {t.lower for t in reading.tokens[frame.cue.first : frame.cue.last]}
    texts = {*more.get("docs", ()), *more.get("texts", ())}
    said = any(t.lower in texts for t in reading.tokens[slice(*stretch)])
    return not said and not cue.isdisjoint(more.get("signs", ()))
