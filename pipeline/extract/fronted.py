"""Actions in front of their verb, where the order of words is free ("Поднять торговлю намерены Норландия и …")."""

from __future__ import annotations

from pipeline.document import Mention
from pipeline.extract.clauses import clause_start
from pipeline.extract.frame import Frame
from pipeline.extract.reading import Reading, Separator
from pipeline.extract.subjects import list_of_actors
from pipeline.extract.verbs import is_verbless

CLOSING = frozenset('.,;:!?»"”–—')


def take_fronted(reading: Reading, seps: dict[int, Separator], frame: Frame) -> None:
    """Let an infinitive that opens the clause be the content, if the verb has nothing behind it but its subject."""
    rule, tokens = frame.cue.payload, reading.tokens
    hooks = reading.language.hooks
    if not getattr(hooks, "FREE_ORDER", False):
        return
    if rule.takes == "between":
        _take_between(reading, frame)
        return
    if rule.kind in (None, "reaffirmation"):
        return
    if rule.kind == "signing":
        _take_document(reading, frame)
        return
    if rule.weak and rule.kind == "pledge" and frame.we and frame.inner is None and _take_object(reading, frame):
        return
    if rule.takes != "after" or frame.inner is not None:
        return
    behind = _subject_behind(reading, frame) if not (frame.subjects or frame.we) else []
    start = behind[-1].last if behind else frame.start
    if not (frame.subjects or frame.we or behind) or (start < len(tokens) and tokens[start].text not in CLOSING):
        return
    first, verb = reading.skip(frame.clause, "openers"), frame.cue.first
    opens = reading.skip(first, "adverbs", "negations")
    noun = bool(behind) and rule.kind == "proposal" and _opens_with_object(reading, opens, verb)
    if opens >= verb - 1 or not (noun or reading.hooks_base in reading.forms_at(opens)):
        return
    first = _first_of_list(reading, seps, first)
    if any(seps.get(at) in ("complementizer", "subordinator", "relative") for at in range(opens, verb)):
        return
    if behind:
        frame.subjects = behind
        frame.addressees = [m for m in frame.addressees if m not in behind]
    in_front = [m.first for m in frame.subjects if opens < m.first < verb]
    frame.start, frame.fronted = first, min([verb, *in_front])


def _take_between(reading: Reading, frame: Frame) -> None:
    """Let what stands between a noun in front and its verb be the content ("FOR peace SPOKE the premier").

    Who speaks stands behind the verb, some words further on, or right before it.
    """
    verb, hooks = frame.cue.reach - 1, reading.language.hooks
    frame.number = hooks.number_of(reading.tokens[verb].lower)
    row: list[Mention] = []
    for at in range(verb + 1, min(verb + 7, len(reading.tokens))):
        if reading.tokens[at].text in CLOSING:
            break
        row = list_of_actors(reading, at)[0] if at in reading.actors else []
        if row and hooks.can_be_subject([t.text for t in reading.tokens[row[0].first : row[0].last]]):
            break
        row = []
    before = [] if row else [m for m in reading.speakers if m.first > frame.cue.last and m.last == verb]
    helped = "short" in reading.forms_at(verb) and "past" in reading.forms_at(verb - 1)  # "the pact WAS reached"
    frame.fronted = before[0].first if before else verb - helped
    frame.subjects = row or before or frame.subjects


def _opens_with_object(reading: Reading, first: int, verb: int) -> bool:
    """Whether a clause opens with a noun that cannot be its subject, or that does not agree with its verb."""
    hooks = reading.language.hooks
    words = tuple(t.lower for t in reading.tokens[first:verb])
    opened = words[:1]
    if not opened or opened[0] in reading.language.syntax.more.get("prepositions", ()) or reading.speaker_at(first):
        return False
    return not hooks.subject_noun(words, reading.tokens[verb].lower)


def _take_document(reading: Reading, frame: Frame) -> None:
    """Let a document that opens the clause be what is signed, if only who signs or where stands behind the verb."""
    more, tokens = reading.language.syntax.more, reading.tokens
    if frame.cue.payload.takes != "after" or frame.cue.payload.subject != "any" or frame.inner is not None:
        return
    verb, behind = frame.cue.first, tokens[frame.start] if frame.start < len(tokens) else None
    first = reading.skip(frame.clause, "openers", "adverbs")
    named = next((m.first for m in reading.speakers if first < m.first < verb), verb)
    papers = more.get("documents", ())
    if not any(tokens[at].lower in papers for at in range(first, min(named, first + 4))):
        return
    signers = _subject_behind(reading, frame)
    held = [m.first for m in reading.speakers if m.first <= frame.start < m.last]
    away = behind is None or behind.text in CLOSING or behind.lower in more.get("prepositions", ())
    if not (signers or held or away):
        return
    frame.subjects = frame.subjects if named < verb else signers or frame.subjects
    frame.start, frame.fronted = first, named


def _take_object(reading: Reading, frame: Frame) -> bool:
    """Let an object in front of "we will" open the content ("THE ENVOY we will appoint in May"), if one is there."""
    verb = frame.cue.first
    pronoun = reading.mark(verb - 1, "we") == verb
    last = verb - 1 if pronoun else verb
    first = reading.skip(frame.clause, "coordinators", "openers", "adverbs")
    if first >= last or not (pronoun or frame.cue.payload.takes == "inside"):
        return False
    words = reading.tokens[first:last]
    heads = (reading.language.syntax.more.get("prepositions", ()), reading.time_words)
    if any(words[0].lower in listed for listed in heads) or any(t.text in CLOSING for t in words):
        return False
    marked = any(reading.mark(at, name) for at in range(first, last) for name in ("we", "they", "negations"))
    if marked or not is_verbless(reading, first, last):
        return False
    frame.start = frame.clause = first
    return True


def _subject_behind(reading: Reading, frame: Frame) -> list[Mention]:
    """The actors right behind a verb that asks somebody, or behind whoever is asked, that can be its subject."""
    nominative = getattr(reading.language.hooks, "can_be_subject", None)
    if nominative is None:
        return []
    ends = [m.last for m in frame.addressees if frame.cue.last <= m.first <= frame.cue.last + 1]
    for at in (frame.cue.last, *ends):
        row = list_of_actors(reading, at)[0]
        if row and nominative([t.text for t in reading.tokens[row[0].first : row[0].last]]):
            return row
    return []


def _first_of_list(reading: Reading, seps: dict[int, Separator], first: int) -> int:
    """Where the first of several infinitives begins ("To build a plant and to open a line intends …")."""
    while first > 1 and seps.get(first - 1) in ("coordinator", "comma"):
        before = clause_start(reading, seps, first - 1, 0)
        if reading.hooks_base not in reading.forms_at(reading.skip(before, "adverbs", "negations")):
            break
        first = before
    return first
