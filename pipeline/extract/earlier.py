"""What happened on an earlier occasion, told by a past date before the cue, is no commitment (CODEBOOK §7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.document import Document
from pipeline.extract.clauses import is_light, is_strict
from pipeline.extract.frame import Frame
from pipeline.extract.reading import Reading
from pipeline.extract.separators import separators
from pipeline.extract.verbs import is_one_form
from pipeline.records.dates import last_day

RECENT = timedelta(days=21)  # an article may be as much later than the occasion that it tells of
WHY = "dated to an earlier occasion"
YEAR = len("2026")
MONTH = len("2026-05")
OPENING = 4  # tokens with which a sentence leads up to the date that opens it ("Back in March 2018, …")


def silence_earlier(document: Document, reading: Reading, frames: list[Frame]) -> None:
    """Mark the frames of one sentence that a date which was long over on publication opens, or stands right before.

    A date further inside only dates a thing ("building on the partnership of 2012, we decided").
    """
    if not frames:
        return
    over = list(_over(document, reading))
    years = list(_years(document, reading))
    free = getattr(reading.language.hooks, "FREE_ORDER", False)
    for number, frame in enumerate(frames):
        signed = frame.kind == "signing" and is_one_form(reading)
        if frame.decisive.weak and not document.published and not signed:
            continue  # "in 2031 Norland will": what is to come
        if free and frame.decisive.weak and "fut" in reading.forms_at((frame.inner or frame.cue).first):
            continue  # "on 1 January Norland will": a day without its year
        opened = number == 0 and any(first <= OPENING and not _leads_up(reading, frame, first) for first, _ in over)
        inside = any(frame.cue.first <= first < frame.cue.last for first, _ in over)
        dated = over + years
        behind = not frame.decisive.weak and any(0 <= first - frame.cue.last <= 1 for first, _ in dated)
        if inside or behind or any(_dates_signing(reading, frame, first, last) for first, last in dated):
            frame.silent, frame.why = True, WHY
        if opened or any(last <= frame.cue.first and is_light(reading, last, frame.cue.first) for _, last in over):
            frame.silent, frame.why = True, WHY


def _leads_up(reading: Reading, frame: Frame, date_at: int) -> bool:
    """Whether an early date tells of something before the action, where the order of words alone tells clauses.

    "Recalling the pact OF 2012, both …", "Trade rose in 2012, and both …".
    """
    if not is_strict(reading) or date_at >= frame.cue.first:
        return False
    gerund = set(reading.language.hooks.GOVERNING_FORMS) & set(reading.forms_at(0))
    dated = reading.tokens[date_at - 1].lower in reading.language.syntax.more.get("dated", ())  # "Meeting IN 2012, …"
    joined = 1 < date_at < frame.clause and separators(reading).get(frame.clause - 1) == "coordinator"
    return (bool(gerund) and not dated) or joined


def _dates_signing(reading: Reading, frame: Frame, first: int, last: int) -> bool:
    """Whether a past date at the end of what was signed tells when ("signed the treaty in 1984")."""
    dated = reading.language.syntax.more.get("dated", ())
    joints = reading.language.syntax.coordinators
    goes_on = last < len(reading.tokens) and reading.tokens[last].lower in joints  # "… and now works with it"
    ends = frame.start < first and (frame.end - last <= 1 or goes_on)
    words = {reading.tokens[first - 1].lower, reading.tokens[first].lower}
    return frame.kind == "signing" and ends and bool(words & set(dated))


def _over(document: Document, reading: Reading) -> Iterator[tuple[int, int]]:
    """The token spans of times that were over long before publication."""
    published = last_day(document.published) if document.published else None
    if published is None:
        yield from _opening_date(document, reading)
        return
    limit = (date.fromisoformat(published) - RECENT).isoformat()
    for time in document.times:
        if reading.sentence.start <= time.start < reading.sentence.end and time.value:
            end = last_day(time.value)
            if end is not None and end < limit:
                held = [i for i, t in enumerate(reading.tokens) if t.start < time.end and time.start < t.end]
                if held:
                    yield held[0], held[-1] + 1


def _years(document: Document, reading: Reading) -> Iterator[tuple[int, int]]:
    """Years, with or without a month, where nothing tells the day of the article: news leaves out its own year."""
    if document.published or "dated" not in reading.language.syntax.more:
        return
    for time in document.times:
        inside = reading.sentence.start <= time.start < reading.sentence.end
        if inside and time.value and len(time.value) in (YEAR, MONTH) and time.role == "point":
            held = [i for i, t in enumerate(reading.tokens) if t.start < time.end and time.start < t.end]
            if any(reading.tokens[i].text.isdigit() and len(reading.tokens[i].text) == YEAR for i in held):
                yield held[0], held[-1] + 1


def _opening_date(document: Document, reading: Reading) -> Iterator[tuple[int, int]]:
    """A year, or month and year, that opens a sentence where nothing tells the day of the article.

    News leaves out its own year. Only where verbs show their tense; a future behind it is no past.
    """
    told = getattr(reading.language.hooks, "is_past_form", None)
    if is_one_form(reading):
        past = reading.language.syntax.more.get("past_words", ())
        if not any(t.lower in past for t in reading.tokens):
            return
    for time in document.times:
        inside = reading.sentence.start <= time.start < reading.sentence.end
        if inside and time.value and len(time.value) in (YEAR, MONTH) and time.role == "point":
            held = [i for i, t in enumerate(reading.tokens) if t.start < time.end and time.start < t.end]
            early = bool(held) and held[0] <= (0 if told is not None else 1)
            behind = reading.tokens[held[-1] + 1 :] if early else []
            if behind and (told is None or any(told(t.lower) for t in behind[:OPENING])):
                yield held[0], held[-1] + 1
