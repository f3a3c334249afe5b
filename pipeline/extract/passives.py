"""Passives: where their object begins, and who acts in them."""

from __future__ import annotations

from pipeline.document import Mention
from pipeline.extract.clauses import is_light
from pipeline.extract.reading import Reading, Separator
from pipeline.extract.subjects import list_of_actors
from pipeline.extract.verbs import is_one_form, is_verbless

NEAR = 3  # tokens from "signed" to "between"


def object_in_front(reading: Reading, seps: dict[int, Separator], clause: int, cue_first: int) -> int | None:
    """Where the object of a passive begins that stands before its cue; behind an adverbial and the finite verb, if any.

    "A treaty has been signed by both", but in a language whose verb stands second also "in May has [a treaty been …".
    """
    more, tokens = reading.language.syntax.more, reading.tokens
    perfects, prepositions = more.get("perfects", ()), more.get("prepositions", ())
    clause = joined_subject(reading, seps, clause, cue_first)
    at = reading.skip(clause, "openers", "adverbs")
    if tokens[at].lower in prepositions:
        at = next((i for i in range(at, cue_first) if tokens[i].lower in perfects), cue_first)
    at += tokens[at].lower in perfects
    fits = getattr(reading.language.hooks, "can_be_subject", None)
    if is_light(reading, at, cue_first) or (fits is not None and not fits([tokens[at].text])):
        return None
    return at


def joined_subject(reading: Reading, seps: dict[int, Separator], clause: int, verb: int) -> int:
    """Where the subject of a passive begins that "and" joins of several nouns ("papers on A, B and C were signed")."""
    listed = any(seps.get(at) == "coordinator" for at in range(clause, verb))
    first, prepositions = clause, reading.language.syntax.more.get("prepositions", ())
    while seps.get(first - 1) in ("coordinator", "comma") and (
        listed or first < clause or seps.get(first - 1) == "coordinator"
    ):
        end = first - 1
        while end > 0 and seps.get(end - 1) in ("coordinator", "comma"):
            end -= 1
        start = end
        while start > 0 and start - 1 not in seps:
            start -= 1
        opening = reading.tokens[start].lower in prepositions or reading.skip(start, "adverbs", "openers") > start
        if start == end or opening or not (is_verbless(reading, start, end) or _holds_nouns(reading, start, end)):
            break
        taken = [(c.first, c.last) for c in reading.cues] + [(s.first, s.last) for s in reading.silencers]
        if any(a < end and start < b for a, b in taken):
            break
        first = start
    return first


def _holds_nouns(reading: Reading, first: int, last: int) -> bool:
    """Whether all verbs here are as often nouns, in languages whose verbs have one form ("COOPERATION in TRADE, …")."""
    if not is_one_form(reading):
        return False
    at = first
    while at < last:
        noun = reading.mark(at, "nominal")
        if max(reading.forms_at(at).values(), default=0) > noun:
            return False
        at = noun or at + 1
    return True


def agents_behind(reading: Reading, at: int) -> list[Mention]:
    """The actors behind the "by" of a passive, in the same stretch."""
    marks = reading.language.syntax.more.get("agent_marks", ())
    for here in range(at, len(reading.tokens) - 1):
        if reading.tokens[here].text in {",", ";"}:
            break
        if reading.tokens[here].lower in marks:
            return list_of_actors(reading, here + 1)[0]
    return []


def signatories(reading: Reading, at: int) -> list[Mention]:
    """Who signs in a passive: the actors behind "by", or those between whom it is signed."""
    more = reading.language.syntax.more
    by, between = more.get("by", ()), more.get("between", ())
    for here in range(at, len(reading.tokens) - 1):
        word = reading.tokens[here].lower
        if word in by and reading.speaker_at(here + 1) is not None:
            return list_of_actors(reading, here + 1)[0]
        near = word in between and here - at <= NEAR  # not "signed at a summit between A and B"
        row = list_of_actors(reading, here + 1)[0] if near else []
        if len(row) > 1:
            return row
    return []


def by_whom(reading: Reading, first: int, last: int) -> int:
    """Where the agent of a passive begins, which is no part of the content ("by Norland"); `last` without one."""
    by = reading.language.syntax.more.get("by", ())
    words = (at for at in range(first, last - 1) if reading.tokens[at].lower in by)
    return next((at for at in words if reading.whole_at(at + 1) is not None), last)
