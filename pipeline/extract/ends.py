"""Where the content of a frame ends: at the next clause that tells on, an aside, an occasion."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from pipeline.extract.clauses import (
    clause_start,
    is_governed,
    prepositions,
)
from pipeline.extract.elsewhere import circumstance
from pipeline.extract.frame import UNDER, Frame
from pipeline.extract.passives import by_whom
from pipeline.extract.reading import Reading, Separator
from pipeline.extract.tails import Tail
from pipeline.extract.things import names_thing, tells_past
from pipeline.extract.verbs import tells_that

AFTERMATH_WORDS = 24  # within these the verb of what had happened stands
PHRASE = 4  # words that "but" joins to one phrase, at the most
DASHES = frozenset("–—-")
QUOTES = {"“": "”", '"': '"', "«": "»", "”": "”", "‘": "’"}  # what opens speech, with what closes it
OCCASION_WORDS = 24  # an occasion that runs on for longer holds part of the action


def set_ends(reading: Reading, seps: dict[int, Separator], frames: list[Frame], tail: Tail | None) -> None:
    """The content ends where the next clause with a cue or an opening silencer begins, or the reporting tail does."""
    own = {_contrast(reading, seps, f.clause) for f in frames}
    stops = sorted(own | {_contrast(reading, seps, at) for at in _opening_silencers(reading, seps)})
    for i, frame in enumerate(frames):
        behind = bisect_right(stops, max(frame.start, frame.cue.last))
        while behind < len(stops) and stops[behind] not in own and _goes_on_doing(reading, frame, stops[behind]):
            behind += 1
        later = stops[behind : behind + 1]
        if i + 1 < len(frames):
            clause = _contrast(reading, seps, frames[i + 1].clause)
            later.append(clause if clause > frame.start else frames[i + 1].cue.first)
        end = min(later, default=len(reading.tokens))
        end = _aftermath(reading, frame.start, _adversative(reading, frame.start, end))
        end = frame.cue.first if frame.cue.payload.takes == "before" else end
        end = min(end, frame.fronted or end)
        if frame.cue.payload.takes == "object" and frame.start < frame.cue.first:
            end = min(end, by_whom(reading, frame.cue.last, end))
            end = min(end, _place_clause(reading, seps, frame.cue.last, end))
        end = min(end, frame.cue.reach - 1) if frame.cue.payload.takes == "between" else end
        told = tail is not None and frame.start < tail.first and not tail.inserted
        end = min(end, tail.first) if tail is not None and told else end
        ahead = frame.cue.reach if getattr(reading.language.hooks, "VERB_SECOND", False) else 0
        end = min(end, _occasion(reading, max(frame.start, ahead - 2), end))
        end = min(end, _next_clause(reading, seps, max(frame.start, frame.cue.last), end))
        end = min(end, _speech_end(reading, frame.start, end))
        frame.end = max(_before_day(reading, frame, end), frame.start)


def _speech_end(reading: Reading, start: int, end: int) -> int:
    """Where speech that opened before the content closes before a comma ("“We will pay”, Sato, an envoy, said")."""
    tokens = reading.tokens
    closes: str | None = None
    for token in tokens[:start]:
        closes = None if token.text == closes else QUOTES.get(token.text, closes)
    if closes is None and any(token.text == "«" for token in tokens[start:end]):
        return end
    closes = closes or "»"  # of speech that an earlier sentence opened
    ends = (
        i for i in range(start, end - 1) if tokens[i].text == closes and "," in (tokens[i + 1].text, tokens[i - 1].text)
    )
    return next(ends, end)


def _place_clause(reading: Reading, seps: dict[int, Separator], first: int, end: int) -> int:
    """Where a clause begins that only tells of the place or occasion behind a passive whose object stands in front
    ("The treaty was signed at a meeting, WHERE the ministers also …"), in languages of free order."""
    if not getattr(reading.language.hooks, "FREE_ORDER", False):
        return end
    for at in range(first + 1, end):
        if seps.get(at) == "relative":
            return next((c for c in range(at - 1, max(first, at - 5), -1) if reading.tokens[c].text == ","), end)
    return end


def _before_day(reading: Reading, frame: Frame, end: int) -> int:
    """Where a last day begins that only tells when a thing was signed or promised ("signed a pact on Monday")."""
    more, last = reading.language.syntax.more, end
    while last > frame.start + 2 and not reading.tokens[last - 1].text[0].isalnum():
        last -= 1
    day = last - 1
    if day <= frame.start + 2 or reading.tokens[day].lower not in more.get("weekdays", ()) or frame.decisive.weak:
        return end
    first = reading.skip(frame.start, "adverbs")
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    if not strict or reading.forms_at(first) or frame.cue.payload.takes != "after":
        return end
    told = frame.start and reading.mark(frame.start - 1, "complementizers")
    past = any({"past", "part"} & set(reading.forms_at(at)) for at in range(frame.cue.first, frame.cue.last))
    event = frame.cue.payload.yielding or reading.tokens[frame.cue.last - 1].lower in prepositions(reading)
    if told or event or not past or frame.kind not in ("signing", "agreement", "pledge"):
        return end  # "agreed on a meeting on Monday": the day may be that of the meeting
    return day - (reading.tokens[day - 1].lower in more.get("dated", ()))


def _goes_on_doing(reading: Reading, frame: Frame, stop: int) -> bool:
    """Whether praise or the like is itself what is asked or promised ("urged them to meet and WELCOME the treaty")."""
    base = reading.language.hooks.FORMS[0]
    verb = reading.skip(stop, "coordinators", "adverbs", "negations")
    if not getattr(reading.language.hooks, "STRICT_SUBJECTS", False) or set(reading.forms_at(verb)) != {base}:
        return False
    first = reading.skip(frame.start, "adverbs")
    modal = frame.decisive.weak and frame.decisive.takes == "after"
    led = modal or (frame.start and reading.mark(frame.start - 1, "infinitive_markers"))
    return bool(led) and (base in reading.forms_at(first) or not any(reading.forms_at(i) for i in range(first, stop)))


def _contrast(reading: Reading, seps: dict[int, Separator], at: int) -> int:
    """Where "while" stands before a clause that begins at `at`, else `at`."""
    contrasts = reading.language.syntax.more.get("contrasts", ())
    told = at > 0 and seps.get(at - 1) == "subordinator" and reading.tokens[at - 1].lower in contrasts
    return at - 1 if told else at


def _next_clause(reading: Reading, seps: dict[int, Separator], start: int, end: int) -> int:
    """Where ", and Norland expects …" begins: another clause with an actor and a finite verb, at the earliest."""
    end = min(end, _statement(reading, start, end), circumstance(reading, start, end))
    finite = set(getattr(reading.language.hooks, "FINITE", ()))
    if finite and getattr(reading.language.hooks, "FREE_ORDER", False):
        return min(end, _main_clause(reading, seps, start, end, finite))
    if not finite:
        return end
    for at in range(start, end):
        if seps.get(at) == "coordinator" and tells_that(reading, start, reading.mark(at, "coordinators")):
            return at
        if seps.get(at) in ("comma", "coordinator") and _did_more(reading, start, at, end):
            return at
        if seps.get(at) != "comma" or not reading.mark(at + 1, "coordinators"):
            continue
        behind = reading.skip(at + 1, "coordinators", "adverbs")
        if _tells_on(reading, start, behind):
            return at
        actor = reading.speaker_at(behind)
        if actor is None or actor.last >= end:
            continue
        verb = reading.forms_at(reading.skip(actor.last, "adverbs"))
        if set(verb) & finite and reading.language.hooks.FORMS[0] not in verb:
            return at
    return end


def _did_more(reading: Reading, start: int, at: int, end: int) -> bool:
    """Whether "and" goes on with a past verb that none stands before ("reaffirmed the ties AND DISCUSSED …")."""
    joint = at + (reading.tokens[at].text == ",")
    verb = reading.skip(joint, "coordinators", "adverbs")
    forms = reading.forms_at(verb)
    if not joint < verb < end - 1 or not reading.mark(joint, "coordinators") or "past" not in forms:
        return False
    plain = reading.hooks_base
    if plain in forms or reading.mark(verb, "nominal") or reading.tokens[verb + 1].lower in prepositions(reading):
        return False
    told = reading.mark(start - 1, "complementizers") and not reading.mark(start - 1, "infinitive_markers")
    open_ = any((reading.separators or {}).get(i) in UNDER for i in range(start, at))
    done = any({"past", "part"} & set(reading.forms_at(i)) for i in range(start, at))
    more, behind = reading.language.syntax.more, reading.tokens[verb + 1].lower
    names = behind in more.get("their", ()) or behind in more.get("quantifiers", ()) or verb + 1 in reading.actors
    names = names or any(s.first == verb for s in reading.silencers)
    names = names or bool(reading.mark(verb + 1, "complementizers"))
    begun = any(c.first == verb and c.payload.kind for c in reading.cues)
    return names and not (told or open_ or done or begun)  # else "and diversified" may be an adjective


def _main_clause(reading: Reading, seps: dict[int, Separator], start: int, end: int, finite: set[str]) -> int:
    """Where a main clause with an actor for subject begins behind a comma alone: ", the other side holds …".

    Only where the content is no clause itself, and nothing subordinate stands between.
    """
    plain = reading.language.hooks.FORMS[0] in reading.forms_at(reading.skip(start, "adverbs", "auxiliaries"))
    told = bool(start) and bool(
        reading.mark(start - 1, "complementizers") or reading.mark(start - 2, "complementizers")
    )
    if told and not plain:
        return end
    for at in range(start + 1, end - 2):
        if seps.get(at) in ("subordinator", "complementizer") or reading.mark(at, "purpose"):
            return end
        if reading.tokens[at].text == ":" and plain and _explains(reading, at + 1, end, finite):
            return at
        deictic = reading.tokens[at + 1].lower in reading.language.syntax.more.get("deictics", ())
        if deictic and reading.tokens[at].text in DASHES:
            return at
        if seps.get(at) != "comma":
            continue
        if plain and deictic:
            return at
        pronoun = reading.tokens[at + 1].lower in reading.language.syntax.more.get("nominatives", ())
        actor = reading.speaker_at(at + 1)
        if not pronoun and (actor is None or actor.last >= end or is_governed(reading, actor)):
            continue
        verb = reading.skip(at + 2 if pronoun or actor is None else actor.last, "adverbs", "negations")
        if verb < end and set(reading.forms_at(verb)) & finite:
            return at
    return end


def _explains(reading: Reading, first: int, end: int, finite: set[str]) -> bool:
    """Whether a clause and no list of actions stands behind a colon: "we must decide: time is short"."""
    forms = [set(reading.forms_at(at)) for at in range(first, end)]
    plain = reading.language.hooks.FORMS[0]
    return any(f & finite and plain not in f for f in forms[:6]) and not any(plain in f for f in forms)


def _tells_on(reading: Reading, start: int, verb: int) -> bool:
    """Whether a finite "is" or "was" behind ", and" goes on with the subject and no longer with the action."""
    copulas = reading.language.syntax.more.get("copulas", ())
    plain = reading.language.hooks.FORMS[0] in reading.forms_at(reading.skip(start, "adverbs", "auxiliaries"))
    return plain and verb < len(reading.tokens) and reading.tokens[verb].lower in copulas


def _statement(reading: Reading, start: int, end: int) -> int:
    """Where "and it is …" or "and Norland has …" goes on with a plain statement, by the listed verbs, if it does."""
    verbs = reading.language.syntax.more.get("states_that", ())
    if not verbs:
        return end
    end = _only_possible(reading, start, end)
    for at in range(start + 2, end - 2):
        joined = reading.mark(at, "coordinators")
        behind = reading.skip(joined, "adverbs") if joined else 0
        joins = reading.language.syntax.more.get("plain_joins", ())
        if not 0 < behind < end or reading.tokens[joined - 1].lower not in joins:
            continue
        actor = reading.speaker_at(behind)
        if actor is not None and is_governed(reading, actor):
            continue  # "the ties between Norland and Sudland are …"
        verb = actor.last if actor is not None else behind + 1
        nominal = actor is not None or reading.mark(behind, "we") or reading.mark(behind, "they")
        pronoun = reading.tokens[behind].lower in reading.language.syntax.more.get("pronouns", ())
        if (nominal or pronoun) and verb < end and reading.tokens[verb].lower in verbs and not _is_joined(reading, at):
            return at
        if (actor is not None or reading.mark(behind, "we")) and _goes_on(reading, (start, at), (behind, verb), end):
            return at
        if names_thing(reading, start, at, behind):
            return at
        comma = reading.tokens[at - 1].text == "," or _is_plain_action(reading, start, at, behind)
        if reading.tokens[at - 1].text == "," and tells_past(reading, behind, end):
            return at
        if comma and any(reading.tokens[i].lower in verbs for i in range(behind + 1, min(behind + 5, end))):
            return at
    return end


def _only_possible(reading: Reading, start: int, end: int) -> int:
    """Where "and MIGHT …" goes on with what is not promised, or `end`."""
    modals = reading.language.syntax.more.get("possible", ())
    for at in range(start + 2, end - 1) if modals else ():
        joined = reading.mark(at, "coordinators")
        if joined and joined < end and reading.tokens[reading.skip(joined, "adverbs")].lower in modals:
            under = any((reading.separators or {}).get(i) in UNDER for i in range(start, at))
            return end if under else at
    return end


def _is_plain_action(reading: Reading, start: int, at: int, behind: int) -> bool:
    """Whether a joint behind an action that holds no clause goes on with "the" ("agreed to pay and THE REST are …")."""
    told = reading.mark(start - 1, "complementizers") if start else 0
    under = any((reading.separators or {}).get(i) in UNDER or reading.tokens[i].text == "," for i in range(start, at))
    opened = reading.tokens[behind].lower in reading.language.syntax.more.get("determiners", ())
    return opened and not told and not under and not _is_joined(reading, at)


def _is_joined(reading: Reading, at: int) -> bool:
    """Whether "and" joins two actors of which a preposition governs the first ("between Norland and Sudland")."""
    before = reading.speaker_ending(at)
    if before is None:
        return False
    opened = (reading.separators or {}).get(before.first - 1)
    return is_governed(reading, before) or opened in UNDER or _opens_clause(reading, at)


def _opens_clause(reading: Reading, at: int) -> bool:
    """Whether the actor in front of "and" is the first word of a that-clause ("THAT NORLAND and Sudland open …")."""
    before = reading.speaker_ending(at)
    return before is not None and before.first > 0 and bool(reading.mark(before.first - 1, "complementizers"))


def _is_between(reading: Reading, at: int) -> bool:
    """Whether "and" joins the two actors of "between Norland and Sudland"."""
    before = reading.speaker_ending(at)
    words = reading.language.syntax.more.get("between", ())
    return before is not None and before.first > 0 and reading.tokens[before.first - 1].lower in words


def _goes_on(reading: Reading, before: tuple[int, int], subject: tuple[int, int], end: int) -> bool:
    """Whether "and Norland WILL …", "and today opens NORLAND" is a clause of its own behind one with a verb."""
    start, at = before
    behind, verb = subject
    known = set(reading.language.syntax.more.get("states_that", ()))
    told = any(reading.forms_at(i) or reading.tokens[i].lower in known for i in range(start, at))
    if not told:
        return False
    verb = reading.skip(verb, "adverbs")
    if verb >= end or verb == behind:
        return False
    modal = any(c.first <= verb < c.last and c.payload.weak and c.last - verb <= 3 for c in reading.cues)
    present = "pres" in reading.forms_at(verb)
    if (reading.separators or {}).get(behind - 1) is None or _is_between(reading, at) or _opens_clause(reading, at):
        return False
    return modal or (present and not _is_joined(reading, at))


def _occasion(reading: Reading, start: int, end: int) -> int:
    """Where words that only say at which meeting it was said ("at the talks in Hanoi") begin, at the earliest."""
    attained = reading.language.syntax.more.get("attained", ())
    for at in sorted(reading.marks):
        if start + 2 < at < end and reading.mark(at, "occasions") and end - at <= OCCASION_WORDS:
            words = [t.lower for t in reading.tokens[at + 1 : end - 1]]
            if reading.tokens[at - 1].lower not in attained and "," not in words:
                return at
    return end


def _adversative(reading: Reading, start: int, end: int) -> int:
    """The comma in `start:end` behind which "but" begins what the action does not hold, or `end`."""
    phrases = reading.language.syntax.more.get("adversatives", ())
    after = range(start + 1, min(end, len(reading.tokens) - 1)) if phrases else ()
    found = (at for at in after if reading.tokens[at].text == "," and _any_stands(reading, at + 1, phrases))
    only = reading.language.syntax.more.get("conditions", ())  # "ready to talk, but ONLY if …"
    found = (at for at in found if not (only and reading.tokens[at + 2].lower in only))
    return next((at for at in found if not _joins_words(reading, at)), _before_aside(reading, start, end))


def _before_aside(reading: Reading, start: int, end: int) -> int:
    """The comma behind an actor from which on the sentence only tells who that is ("with NORLAND, the first state
    that …"), or `end`."""
    called = reading.language.syntax.more.get("called", ())
    if not called:
        return end
    last = min(end, len(reading.tokens) - 1)
    commas = [at for at in range(start + 1, last) if reading.tokens[at].text == ","]
    tells = (at for at in commas if reading.whole_ending(at) is not None and _any_stands(reading, at + 1, called))
    return next(tells, end)


def _joins_words(reading: Reading, comma: int) -> bool:
    """Whether "but" only joins words of one phrase ("tough, but needed reforms, and …"), in strict languages."""
    if not getattr(reading.language.hooks, "STRICT_SUBJECTS", False):
        return False
    stretch = range(comma + 2, min(comma + 2 + PHRASE, len(reading.tokens)))
    stop = next((at for at in stretch if reading.tokens[at].text in ",;."), 0)
    finite = {*reading.language.hooks.FINITE, reading.language.hooks.FORMS[0]}
    copulas = reading.language.syntax.more.get("copulas", ())
    nouns = reading.language.syntax.more.get("noun_or_verb", ())
    words = [reading.tokens[at].lower for at in range(comma + 2, stop)]
    verbs = [
        word in copulas or (finite & set(reading.forms_at(at)) and word.removesuffix("s") not in nouns)
        for at, word in enumerate(words, comma + 2)
    ]
    light = reading.skip(comma + 2, "negations", "openers") > comma + 2
    return stop > 0 and not light and not any(verbs) and reading.tokens[comma + 2].lower not in prepositions(reading)


def _aftermath(reading: Reading, start: int, end: int) -> int:
    """Where what had happened before it was said begins ("urged restraint AFTER the two had clashed"), or `end`."""
    more = reading.language.syntax.more
    phrases, happened = more.get("aftermath", ()), more.get("happened", ())
    for at in range(start + 2, end) if phrases else ():
        if _any_stands(reading, at, phrases) and not _any_stands(reading, at - 1, phrases):
            told = range(at + 2, min(at + AFTERMATH_WORDS, end))
            return at if any(_any_stands(reading, here, happened) for here in told) else end
    return end


def _any_stands(reading: Reading, at: int, phrases: tuple[str, ...]) -> bool:
    """Whether one of these phrases, words parted by blanks, begins at a token."""
    rows = _by_first_word(phrases).get(reading.tokens[at].lower)
    return rows is not None and any(row == [t.lower for t in reading.tokens[at : at + len(row)]] for row in rows)


@lru_cache(maxsize=64)
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for row in map(str.split, phrases):
        found.setdefault(row[0], []).append(row)
    return found


def _opening_silencers(reading: Reading, seps: dict[int, Separator]) -> list[int]:
    starts = []
    cues = [c for c in reading.cues if c.payload.kind is not None]
    for match in reading.silencers:
        if match.payload.opens and not any(c.first < match.first and match.last <= c.last for c in cues):
            start = clause_start(reading, seps, match.first, 0)
            if seps.get(match.first) == "coordinator":
                starts.append(match.first)
                continue
            opens = seps.get(start - 1) in ("comma", "break", "coordinator", "quote")
            if opens or (start == match.first and _contrast(reading, seps, start) < start):
                starts.append(start)
    return starts
