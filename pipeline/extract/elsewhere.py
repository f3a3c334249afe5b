"""Whether the words that would silence a cue belong to another clause, or to a thing that the sentence only names."""

from __future__ import annotations

from pipeline.extract.clauses import is_strict, prepositions
from pipeline.extract.frame import Cue, Frame
from pipeline.extract.reading import COMMAS, Reading
from pipeline.lang.model import NotUnitRule
from pipeline.lang.patterns import Match
from pipeline.lang.spelling import GENITIVES

Silencer = Match[NotUnitRule]
SUBORDINATE = ("relatives", "subordinators", "negations")
SHORT = 2  # tokens that may open a sentence in front of the gerund or "following" that it begins with


def belongs_elsewhere(reading: Reading, match: Silencer, frame: Frame) -> bool:
    """Whether a silencer says nothing about this frame, where the order of words alone tells who does what."""
    if not is_strict(reading) or match.payload.voids not in ("cue", "clause"):
        return False
    cue = frame.inner if frame.inner is not None and frame.cue.payload.kind is None else frame.cue
    if _is_not_only(reading, match):
        return True
    if match.payload.voids == "cue":
        return match.first < frame.cue.first and _has_own_subject(reading, match, frame, cue)
    joined = reading.mark(frame.clause - 1, "complementizers") and reading.mark(frame.clause - 2, "coordinators")
    if match.first < frame.clause - 2 and joined:
        return True  # "to lift the ban of LAST YEAR, and that both had agreed to …"
    if match.first < frame.cue.first and _in_aside(reading, match.first, frame):
        return True
    return _dates_thing(reading, match, frame) or _is_aftermath(reading, match, frame)


def _is_not_only(reading: Reading, match: Silencer) -> bool:
    """Whether "not" only leads up to "but also"."""
    words = reading.language.syntax.more.get("not_only", ())
    return " ".join(t.lower for t in reading.tokens[match.first : match.first + 2]) in words


def _has_own_subject(reading: Reading, match: Silencer, frame: Frame, cue: Cue) -> bool:
    """Whether the noun that a silencer begins with is no subject of the cue ("During the VISIT Norland WILL open")."""
    if any(reading.mark(match.first, name) for name in SUBORDINATE):
        return False
    if frame.clause > match.first:
        return True
    actors = (*frame.subjects, *frame.inner_subjects)
    return any(match.first < m.first and m.last <= cue.first for m in actors)


def _in_aside(reading: Reading, first: int, frame: Frame) -> bool:
    """Whether a token lies in a relative clause that parts an actor from the verb ("Sato, who …, agreed")."""
    tokens = reading.tokens
    opened = next((at for at in range(first, 0, -1) if tokens[at].text in COMMAS), 0)
    while opened > 0 and not (reading.mark(opened + 1, "relatives") and reading.speaker_ending(opened) is not None):
        opened = next((at for at in range(opened - 1, 0, -1) if tokens[at].text in COMMAS), 0)
    closed = next((at for at in range(frame.cue.first - 1, first, -1) if tokens[at].text in COMMAS), 0)
    finite, copulas = set(reading.language.hooks.FINITE), reading.language.syntax.more.get("copulas", ())
    words = range(opened + 2, closed)  # with a verb of its own: not ", which, earlier this month, agreed"
    verbal = any(finite & set(reading.forms_at(at)) or tokens[at].lower in copulas for at in words)
    return opened > 0 and closed > 0 and verbal


def _dates_thing(reading: Reading, match: Silencer, frame: Frame) -> bool:
    """Whether a past time only dates what the action is about ("agreed to lift the ban imposed LAST YEAR")."""
    if match.first < frame.cue.first or match.last <= frame.cue.last:
        return False
    tokens, first = reading.tokens, match.last
    while first > frame.cue.last and _is_timely(reading, first - 1):
        first -= 1
    if first == match.last or first <= frame.cue.last:
        return False
    before = first - 1
    if match.last < len(tokens) and tokens[match.last].lower in GENITIVES:
        return True
    if tokens[before].lower in reading.language.syntax.more.get("dated", ()):
        return False  # "announced IN late May"
    if tokens[before].lower in prepositions(reading) or _is_participle(reading, before):
        return True
    inside = range(frame.cue.last + 1, first)
    pronouns = reading.language.syntax.more.get("pronouns", ())
    told = any(reading.mark(at, "relatives") or reading.mark(at, "complementizers") for at in inside)
    return (
        told
        or any(
            reading.mark(at, "they") or reading.mark(at, "she_or_he") or tokens[at].lower in pronouns
            for at in inside
            if reading.forms_at(reading.skip(at + 1, "adverbs", "auxiliaries")) and tokens[at - 1].text.islower()
        )
        or any(_is_participle(reading, at) for at in inside)
    )


def _is_participle(reading: Reading, at: int) -> bool:
    forms = reading.forms_at(at)
    return "part" in forms and reading.hooks_base not in forms  # not "set" in "agreed to SET up a fund last year"


def _is_timely(reading: Reading, at: int) -> bool:
    token = reading.tokens[at]
    return token.lower in reading.time_words or token.text.isdigit()


def _is_aftermath(reading: Reading, match: Silencer, frame: Frame) -> bool:
    """Whether a past time dates what came before the occasion ("AFTER a clash last month, both sides agreed to …")."""
    more = reading.language.syntax.more
    leads = (t.lower for t in reading.tokens[:SHORT])
    opened = any(word in more.get("aftermath", ()) for word in leads)
    if not opened or match.first <= SHORT or match.first >= frame.cue.first:
        return False
    met = any(t.lower in more.get("occasion_nouns", ()) for t in reading.tokens[: match.first])
    return not met and any(reading.tokens[at].text in COMMAS for at in range(match.first, frame.cue.first))


def circumstance(reading: Reading, start: int, end: int) -> int:
    """Where a comma leads on to what went on at the time, told by the writer (", AMID new tension with Norland")."""
    words = reading.language.syntax.more.get("circumstances", ())
    commas = (at for at in range(start + 2, end - 1) if words and reading.tokens[at].text == ",")
    return next((at for at in commas if reading.tokens[at + 1].lower in words), end)
