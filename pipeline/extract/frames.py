"""Frames: each cue that counts in a sentence, with its subject, its addressees and the stretch that is its content."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.clauses import clause_start, owners, prepositions
from pipeline.extract.content import make_frame
from pipeline.extract.converbs import opens_with_gerund
from pipeline.extract.demands import is_demand
from pipeline.extract.elsewhere import belongs_elsewhere
from pipeline.extract.ends import set_ends
from pipeline.extract.frame import UNDER, Frame
from pipeline.extract.fronted import take_fronted
from pipeline.extract.reading import Reading, Separator
from pipeline.extract.separators import separators
from pipeline.extract.standing import in_silenced_clause, stands
from pipeline.extract.strangers import (
    has_role,
    is_others,
    is_passer_by,
    is_said_by_nobody,
    is_stranger,
    is_told_by_stranger,
)
from pipeline.extract.subjects import antecedent, elided_subjects, is_bare, is_nobody, is_product, is_spoken, is_stance
from pipeline.extract.tails import Tail, reporting_tail
from pipeline.extract.things import is_told
from pipeline.extract.verbs import (
    ends_in_complementizer,
    is_condition,
    is_inverted,
    is_negated,
    is_one_form,
    is_passive,
    is_second,
    is_subjectless,
)

STRANGER = "its subject is nobody political"
SHORTEST = 4  # tokens of a position that a tail affirms


def find_frames(reading: Reading) -> list[Frame]:
    """All frames of one sentence in reading order, silenced ones included (they end the content before them)."""
    if not reading.cues:
        return []
    seps = separators(reading)
    tail = reporting_tail(reading)
    second = getattr(reading.language.hooks, "VERB_SECOND", False)
    if second and tail is not None and any(first < tail.first <= last for first, last in reading.asides):
        tail = None  # "Norland, which borders the sea, PROMISED more": the subject stands in front of the aside
    frames: list[Frame] = []
    taken = conditional = 0
    for cue in reading.cues:
        if cue.first < taken or (tail is not None and tail.first <= cue.first < tail.last):
            continue
        floor = frames[-1].start if frames else _begins(tail, cue.first)
        start = clause_start(reading, seps, cue.first, min(floor, cue.first))
        if cue.payload.weak and start == conditional > 0:
            continue  # "even if Sato said that Norland WOULD …"
        if cue.payload.weak:
            start = _past_infinitive(reading, seps, (start, cue.first), min(floor, cue.first))
            start = _past_relative(reading, seps, (start, cue.first), min(floor, cue.first))
        if not frames and cue.payload.takes in ("after", "around"):
            start = _past_aside(reading, seps, (start, cue.first))
        spoken = not frames and is_spoken(reading, cue, start, tail)
        spoken = spoken and not in_silenced_clause(reading, seps, start) and seps.get(start - 1) != "subordinator"
        thing = not (spoken or frames) and is_told(reading, seps, cue, start, tail)
        spoken = spoken or (thing and not in_silenced_clause(reading, seps, start))
        if not spoken and not stands(reading, seps, cue, start, frames[-1] if frames else None):
            conditional = cue.last if seps.get(start - 1) == "subordinator" and is_condition(reading, start - 1) else 0
            continue
        frame = make_frame(reading, seps, cue, start, tail)
        take_fronted(reading, seps, frame)
        if not (frames or frame.subjects or frame.we):
            frame.subjects = antecedent(reading, seps, start, cue.first) or elided_subjects(
                reading, seps, start, cue.first
            )
            if frame.subjects and _goes_on_as_we(reading, seps, frame):
                frame.subjects, frame.we = [], True
            bare = is_bare(reading, start, cue.first) or is_subjectless(reading, start, cue.first)
            bare = bare or (is_inverted(reading, cue, start) and is_passive(reading, cue.first))
            told = (
                frame.subjects
                or frame.patients
                or bare
                or cue.payload.subject != "any"
                or cue.payload.takes in ("before", "object")
            )
            told = told or (tail is not None and tail.speaker is not None) or is_product(reading, start, cue.last)
            frame.owners = frame.owners or owners(reading, start, cue.last)
            frame.own_role = bool(frame.owners) and has_role(reading, start, cue.first)
            told = told or bool(frame.owners) or thing
            if not frame.subjects and is_stance(reading, cue):
                frame.subjects = frame.owners  # "Norland's position is that Sudland is a partner"
            frame.unknown = not told and has_role(reading, start, cue.first)
            frame.stranger = not (told or frame.unknown)
            frame.others = frame.unknown and is_others(reading, start, cue.first)
        in_front = any(m.first < cue.first for m in frame.subjects)
        gerund = set(getattr(reading.language.hooks, "GOVERNING_FORMS", ())) & set(reading.forms_at(cue.first))
        frame.silent = not (in_front or spoken or gerund or frame.fronted) and is_stranger(reading, start, cue.first)
        told_of = bool(frame.inner_subjects)
        nobody = frame.stranger and not told_of and is_nobody(reading, start, cue)
        passes = frame.stranger and not told_of and is_passer_by(reading, start, cue)
        nobody = nobody or passes
        frame.silent = frame.silent or (nobody and not is_demand(reading, seps, cue, start))
        said = frame.subjects or frame.we or frame.patients or (tail is not None and tail.speakers)
        frame.silent = frame.silent or (not said and is_said_by_nobody(reading, start, cue.first))
        known = bool(frame.subjects) and not cue.payload.weak  # what states did counts, whoever tells it
        frame.silent = frame.silent or (not known and is_told_by_stranger(reading, tail))
        frame.silent = frame.silent or (not said and _goes_on_with_stranger(reading, seps, frames, start))
        frame.silent = frame.silent or _is_reported_by_stranger(reading, frame, frames, tail)
        frame.why = STRANGER if frame.silent else ""
        if frames and seps.get(start - 1) == "complementizer" and cue.payload.weak:
            frame.inner_subjects, frame.subjects = frame.subjects, []
        frames.append(frame)
        between = frame.cue.reach if frame.fronted and cue.payload.takes == "between" else 0
        taken = max(frame.cue.last, frame.inner.last if frame.inner is not None else 0, between)
    if not frames and tail is not None:
        frames = _affirmed(reading, tail)
    for frame in frames:
        _tell_receiver(reading, frame)
        _tell_whose(reading, frame)
    agreeing = reading.language.syntax.more.get("agreed", ())
    if tail is not None and reading.tokens[tail.verb].lower in agreeing:
        for frame in frames:
            frame.agreed = frame.decisive.weak
            frame.kind = "agreement" if frame.agreed else frame.kind
    asks = bool(frames) and any(t.text == "?" for t in reading.tokens[-2:])
    for frame in frames:
        denied = [c for c in (frame.cue, frame.inner) if c is not None and is_negated(reading, c)]
        frame.silent = frame.silent or bool(denied) or asks
        frame.why = frame.why or ("negated" if denied else "")
    if frames and opens_with_gerund(reading, frames[0]) and _is_subject(reading, seps, frames[0]):
        frames[0].silent = True
    set_ends(reading, seps, frames, tail)
    _silence(reading, frames)
    return [f for f in frames if f.kind is not None or f.silent or f.subjects]


def _goes_on_with_stranger(reading: Reading, seps: dict[int, Separator], frames: list[Frame], start: int) -> bool:
    """Whether "and" goes on with what the stranger of the frame before does ("Doctors urge to … and plan to …")."""
    if not frames or frames[-1].why != STRANGER or not getattr(reading.language.hooks, "FREE_ORDER", False):
        return False
    return seps.get(start - 1) in ("coordinator", "comma")


def _is_reported_by_stranger(reading: Reading, frame: Frame, frames: list[Frame], tail: Tail | None) -> bool:
    """Whether a modal stands in what a stranger says ("The analyst stressed the risk and said they MUST …")."""
    if not frames or frames[-1].why != STRANGER or not getattr(reading.language.hooks, "FREE_ORDER", False):
        return False
    told = tail is not None and bool(tail.speakers)
    rule = frame.cue.payload
    says_on = rule.kind is None and not frame.subjects and not frame.we  # "… and added that they must"
    return not told and (rule.weak or says_on) and not frames[-1].cue.payload.weak and not rule.addressee


def _affirmed(reading: Reading, tail: Tail) -> list[Frame]:
    """The frame of what the verb of a tail affirms ("Norland remains a key partner, the premier stressed")."""
    verb = next((c for c in reading.cues if c.first <= tail.verb < c.last), None)
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    if (
        not strict
        or verb is None
        or verb.payload.kind != "reaffirmation"
        or tail.speaker is None
        or tail.first < SHORTEST
    ):
        return []
    return [Frame(verb, "reaffirmation", 0, 0, tail.first, list(tail.speakers), tail=tail)]


def _is_subject(reading: Reading, seps: dict[int, Separator], frame: Frame) -> bool:
    """Whether an opening gerund is itself the subject ("Reaffirming the pact WILL be the message")."""
    copulas = reading.language.syntax.more.get("copulas", ())
    modals = {c.first for c in reading.cues if c.payload.weak}
    for at in range(frame.start, len(reading.tokens)):
        if at in modals or reading.tokens[at].lower in copulas:
            return True
        if seps.get(at) not in (None, "coordinator"):
            return False
    return False


def _begins(tail: Tail | None, cue_first: int) -> int:
    """Where the first clause may begin: behind a tail that stands in front, but not behind one that is inserted."""
    return tail.last if tail is not None and tail.last <= cue_first and not tail.inserted else 0


def _past_infinitive(reading: Reading, seps: dict[int, Separator], clause: tuple[int, int], floor: int) -> int:
    """Where the clause of a modal begins whose subject holds an infinitive ("the plan to open a lake will be …")."""
    start, verb = clause
    if not getattr(reading.language.hooks, "VERB_SECOND", False):
        return start
    while start > floor and seps.get(start - 1) == "complementizer" and verb - start > 1:
        at = reading.skip(start, "adverbs", "auxiliaries")
        if reading.hooks_base not in reading.forms_at(at) or reading.mark(start - 1, "infinitive_markers") != start:
            break
        purpose = next((i for i in range(max(start - 4, 0), start) if reading.mark(i, "purpose") == start), start - 1)
        start = clause_start(reading, seps, purpose, floor)
    return start


def _past_relative(reading: Reading, seps: dict[int, Separator], clause: tuple[int, int], floor: int) -> int:
    """Where the clause of a modal begins whose subject holds a relative clause ("those who broke the law must …")."""
    start, verb = clause
    if not getattr(reading.language.hooks, "VERB_SECOND", False):
        return start
    if start == verb and seps.get(start - 1) == "comma":
        start = clause_start(reading, seps, start - 1, floor)
    told = next((at for at in range(start, verb) if reading.forms_at(at)), None)
    if seps.get(start - 1) != "relative" or told is None or told > start + 2 or start - 1 <= floor:
        return clause[0]
    return clause_start(reading, seps, start - 1, floor)


def _past_aside(reading: Reading, seps: dict[int, Separator], clause: tuple[int, int]) -> int:
    """Where the clause of a modal begins whose subject has an aside ("The tension, at sea too, MUST …")."""
    start, verb = clause
    demand = clause[0] == verb and seps.get(start - 1) == "comma" and reading.voiced
    if not demand or not getattr(reading.language.hooks, "VERB_SECOND", False):
        return start
    opened = reading.mark(0, "subordinators") or reading.mark(0, "we") or reading.speaker_at(0) is not None
    told = any(s.payload.opens for s in reading.silencers) or any(c.first < verb for c in reading.cues)
    return start if opened or told or reading.tokens[0].lower in prepositions(reading) else 0


def _goes_on_as_we(reading: Reading, seps: dict[int, Separator], frame: Frame) -> bool:
    """Whether a shared subject was found only inside a clause of "I am glad that Norland …" ("… and hope that")."""
    if not getattr(reading.language.hooks, "VERB_SECOND", False):
        return False
    opened = clause_start(reading, seps, frame.subjects[0].first, 0)
    main = next((at for at in range(opened) if reading.mark(at, "we")), None)
    under = any(seps.get(at) in UNDER or reading.mark(at, "purpose") for at in range(main or 0, opened))
    return main is not None and under


def _tell_receiver(reading: Reading, frame: Frame) -> None:
    """Note where the subject only gains what others promise, and who gives it, if told ("from Norland")."""
    more = reading.language.syntax.more
    gaining = more.get("gains", ())
    first = reading.skip(frame.start, "adverbs")
    at_verb = [reading.tokens[at].lower for at in (first, frame.cue.first) if at < len(reading.tokens)]
    frame.benefits = frame.decisive.weak and bool(at_verb) and any(word in gaining for word in at_verb)
    if frame.benefits:
        sources = range(frame.cue.first, len(reading.tokens) - 1)
        told = (reading.speaker_at(at + 1) for at in sources if reading.tokens[at].lower in more.get("sources", ()))
        frame.givers = next(([m] for m in told if m is not None), [])


def _tell_whose(reading: Reading, frame: Frame) -> None:
    """Note where an agency is told what to do, and where the subject is a thing that both sides share."""
    more = reading.language.syntax.more
    verb = {t.lower for t in reading.tokens[frame.cue.first : frame.cue.last]}
    if frame.subjects and verb.intersection(more.get("obliging", ())):
        agencies = more.get("agencies", ())
        words = [t.lower for m in frame.subjects for t in reading.tokens[m.first : m.last]]
        frame.instructed = any(word in agencies for word in words)
    if frame.cue.payload.subject in ("none", "thing") and frame.kind == "pledge" and not frame.subjects:
        end = frame.cue.last - 1
        near = (reading.speaker_ending(at) for at in (end, end + 1))
        frame.bound = [m for m in near if m is not None and frame.cue.first < m.first]
    shared = more.get("shared", ())
    lead = reading.tokens[frame.clause : min(frame.cue.first, frame.clause + 3)] if shared else ()
    frame.joint = any(t.lower in shared for t in lead)


def _silence(reading: Reading, frames: list[Frame]) -> None:
    """Mark the frames that a not-unit rule voids (CODEBOOK §1 "Not a unit")."""
    for match in reading.silencers:
        voids = match.payload.voids
        for frame in frames:
            touches = any(
                c is not None and match.first <= c.last and c.first <= match.last
                for c in (frame.cue, frame.inner if frame.cue.payload.kind is None else None)
            )
            cue = frame.cue
            held = cue.first <= match.first and match.last <= cue.last
            if voids != "sentence" and held and match.last - match.first < cue.last - cue.first:
                continue  # the cue says more than the word that would silence it
            if voids == "clause" and match.first < cue.first < match.last < cue.last and is_one_form(reading):
                continue  # "Norland DISCUSSED AND AGREED ON …"
            overlaps = match.first < cue.last and cue.first < match.last
            words = {t.lower for t in reading.tokens[match.first : match.last]} if voids == "sentence" else set()
            if belongs_elsewhere(reading, match, frame):
                continue
            timed = voids == "clause" or not words.isdisjoint(reading.time_words)
            if timed and match.first >= cue.last and _tells_all(reading, frame):
                continue  # "agreed that, after LAST YEAR'S visit, both should …"
            begun = frame.clause <= match.first or frame.clause < match.last
            within = (begun and match.first < _told_to(reading, frame)) or overlaps
            within = within and not _in_leading_clause(reading, match.first, frame)
            if voids == "sentence" or (voids == "cue" and touches) or (voids == "clause" and within):
                frame.silent, frame.why = True, match.payload.id
    second = getattr(reading.language.hooks, "VERB_SECOND", False)
    for before, frame in pairwise(frames):
        if before.silent and _is_chained(reading, before, frame):
            frame.silent, frame.why = True, before.why
        if second and before.silent and separators(reading).get(frame.clause - 1) == "relative":
            frame.silent, frame.why = True, before.why  # "last summer they issued a text, in which they pledged to …"
        stances = all(f.cue.payload.weak and f.cue.payload.takes == "inside" for f in (before, frame))
        if before.silent and stances and not frame.subjects:
            frame.silent = all(t.text != ";" for t in reading.tokens[before.cue.last : frame.cue.first])
            frame.why = before.why


def _in_leading_clause(reading: Reading, at: int, frame: Frame) -> bool:
    """Whether a token lies in a clause of time that leads the sentence, before its verb ("when they MET, signed …")."""
    if not is_second(reading) or not reading.mark(0, "subordinators") or frame.cue.first <= at:
        return False
    actor = any(first == frame.cue.first + 1 for first in reading.actors)
    return (bool(frame.cue.actors) or actor) and frame.clause <= at


def _told_to(reading: Reading, frame: Frame) -> int:
    """How far a clause tells who acts: to its content, or, where others are asked to, only to the cue."""
    asked = frame.inner is None and frame.cue.payload.addressee and is_one_form(reading)
    return frame.cue.last if asked else max(frame.start, frame.cue.last)


def _tells_all(reading: Reading, frame: Frame) -> bool:
    """Whether a cue decides alone, so that all that follows belongs to its that-clause."""
    rule = frame.cue.payload
    own = rule.kind is not None and rule.kind == frame.kind and not rule.yielding and rule.takes == "after"
    that = frame.inner is not None or ends_in_complementizer(reading, frame.cue)
    return own and that and frame.tail is None


def _is_chained(reading: Reading, before: Frame, frame: Frame) -> bool:
    """Whether a modal only goes on with the one before it ("warned that it would leave AND WOULD not return")."""
    alike = before.decisive is frame.decisive and frame.decisive.weak and frame.cue.payload.kind is not None
    if not alike or frame.subjects or frame.we or not hasattr(reading.language.hooks, "NOUN_FIRST"):
        return False
    stretch = reading.tokens[before.cue.last : frame.cue.first]
    return reading.tokens[frame.cue.first - 1].lower in reading.language.syntax.more.get("plain_joins", ()) and all(
        t.text not in {",", ";"} for t in stretch
    )
