"""Clauses: where the clause of a cue begins, who its subject is, and what tail of the sentence only reports."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from pipeline.document import Mention, Token
from pipeline.extract.reading import BREAKS, CLOSERS, COMMAS, ENDS, OPENERS, Reading, Separator

CLASSES: tuple[tuple[str, Separator], ...] = (
    ("coordinators", "coordinator"),
    ("complementizers", "complementizer"),
    ("relatives", "relative"),
    ("subordinators", "subordinator"),
)
SIGNS: dict[str, Separator] = {
    **dict.fromkeys(OPENERS | CLOSERS, "quote"), **dict.fromkeys(BREAKS | ENDS, "break"),
    **dict.fromkeys(COMMAS, "comma"),
}  # fmt: skip
EARLIER_TAIL = 16  # tokens that a first reporting tail may be long before a second one
BRACKETS = frozenset(")]")
LIGHT = ("adverbs", "auxiliaries", "openers", "negations")

GENITIVES = frozenset({"'s", "’s", ":s"})
HOLDERS = ("state", "org", "modifier")


@dataclass(frozen=True, slots=True)
class Tail:
    """`first:last` only says who speaks (", said the minister"); the rest of the sentence is what was said."""

    first: int
    last: int
    speaker: Mention | None
    verb: int = 0
    others: tuple[Mention, ...] = ()
    recalled: bool = False  # "in his words": whoever spoke last

    @property
    def speakers(self) -> tuple[Mention, ...]:
        """All who speak: "the ministers A and B agreed"."""
        return (self.speaker, *self.others) if self.speaker is not None else ()


def _bracket_end(reading: Reading, at: int) -> int:
    """Where a short bracket that opens at `at` ends ("(ASEAN)"): it is an aside, no clause; 0 for long ones."""
    ends = (i + 1 for i in range(at + 1, min(at + 7, len(reading.tokens))) if reading.tokens[i].text == ")")
    return next(ends, 0)


def separators(reading: Reading) -> dict[int, Separator]:
    """Token positions that separate clauses, with what kind of separator stands there; kept in the reading."""
    if reading.separators is None:
        reading.separators = _separators(reading)
    return reading.separators


def _separators(reading: Reading) -> dict[int, Separator]:
    found: dict[int, Separator] = {}
    brackets = []
    for at, token in enumerate(reading.tokens):
        kind = SIGNS.get(token.text)
        if kind is None:
            continue
        if token.text == "(":
            brackets.append(at)
        stays = token.text in ENDS and at == len(reading.tokens) - 1 and token.text not in BREAKS
        if not (stays or (kind == "break" and _is_joint(reading, at))):
            found[at] = kind
    for name, word in CLASSES:
        for at, last in reading.by_class.get(name, {}).items():
            for covered in range(at, last):
                found.setdefault(covered, word)
    for mention in reading.speakers:
        for covered in range(mention.first, mention.last):
            found.pop(covered, None)
    for at in brackets:
        for covered in range(at, _bracket_end(reading, at)):
            found.pop(covered, None)
    return found


def _is_joint(reading: Reading, at: int) -> bool:
    """A dash between two names or years is no break ("Hanoi – Vientiane"), in some languages none between words."""
    tokens = reading.tokens
    if tokens[at].text not in {"-", "–"} or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1].text, tokens[at + 1].text
    if getattr(reading.language.hooks, "DASH_JOINS", False):
        return before[-1].isalnum() and after[0].isalnum()
    return (before[0].isupper() or before.isdigit()) and (after[0].isupper() or after.isdigit())


def clause_start(reading: Reading, seps: dict[int, Separator], cue_first: int, floor: int) -> int:
    """The first token of the clause whose verb stands at `cue_first`, subject included, not before `floor`."""
    free = getattr(reading.language.hooks, "FREE_ORDER", False) or _is_strict(reading)
    at, linked = cue_first, not free  # a comma alone joins no list
    while at > floor:
        mention = reading.speaker_ending(at)
        if mention is not None and mention.first >= floor:
            at = max(phrase_start(reading, mention), floor)
            continue
        if at - 1 in seps:
            linked = linked or seps[at - 1] == "coordinator"
            joined = _list_before(reading, seps, at, floor) if linked else None
            joined = joined if joined is not None else _joined_with_others(reading, seps, (at, cue_first), floor)
            if joined is None:
                return at
            at = joined
            continue
        at -= 1
    return floor


def phrase_start(reading: Reading, mention: Mention) -> int:
    """Where the noun phrase of a mention begins: "his" colleague, "Norland's" untitled envoy Sato."""
    at, own = mention.first, reading.language.syntax.more.get("possessives", ())
    while at > 0:
        before = reading.tokens[at - 1]
        if before.lower in own or before.lower in GENITIVES:
            at -= 1
        elif at < mention.first and (state := reading.whole_ending(at)) is not None and state.form in HOLDERS:
            at = state.first
        elif before.text[0].isupper() and _is_held(reading, at - 1):
            at -= 1
        else:
            return at
    return at


def _is_held(reading: Reading, at: int) -> bool:
    """Whether a capitalised word stands right behind a genitive ("Norland's Prime Cabinet Secretary")."""
    return at > 0 and (
        reading.tokens[at - 1].lower in GENITIVES
        or (reading.tokens[at - 1].text[0].isupper() and _is_held(reading, at - 1))
    )


def _list_before(reading: Reading, seps: dict[int, Separator], at: int, floor: int) -> int | None:
    """Where the list element before a comma or "and" begins, if actors stand on both sides of it."""
    first = next((m for m in reading.speakers if at in (m.first, phrase_start(reading, m))), None)
    if first is None:
        return None
    left = at
    while left - 1 >= floor and seps.get(left - 1) in ("comma", "coordinator"):
        left -= 1
    before = reading.speaker_ending(left)
    if before is None or before.first < floor or left == at:
        return None
    if seps.get(left) == "comma" and at - left > 1 and is_governed(reading, before) and _is_strict(reading):
        return None  # "to Norland, and Sudland is …"
    if before.form == first.form or not is_governed(reading, before):
        return before.first
    holder = reading.speaker_ending(before.first - 1)  # "Sato of Norland and Berg"
    return holder.first if holder is not None and holder.form == first.form and holder.first >= floor else None


def _is_strict(reading: Reading) -> bool:
    """Whether the order of words alone tells subjects and objects."""
    return bool(getattr(reading.language.hooks, "STRICT_SUBJECTS", False))


def _joined_with_others(
    reading: Reading, seps: dict[int, Separator], group: tuple[int, int], floor: int
) -> int | None:
    """Where the actor begins whom "and" joins with others that are no known actor ("Norland and seven more states")."""
    first, verb = group
    if not getattr(reading.language.hooks, "VERB_SECOND", False) or seps.get(first - 1) != "coordinator":
        return None
    others = range(first, verb)
    if not 1 <= len(others) <= 4 or any(reading.speaker_at(at) for at in others):
        return None
    left = first - 1
    while left - 1 >= floor and seps.get(left - 1) == "coordinator":
        left -= 1
    actor = reading.speaker_ending(left)
    opens = actor is not None and (actor.first == floor == 0 or actor.first - 1 in seps)
    adverb = is_light(reading, first, verb)
    return actor.first if actor is not None and opens and not adverb else None


def is_light(reading: Reading, first: int, last: int) -> bool:
    """True where nothing but adverbs, auxiliaries and the like stands in `first:last`."""
    helpers = _as_set(reading.language.syntax.more.get("helpers", ()))
    at = first
    while at < last:
        after = max(reading.skip(at, *LIGHT), at + (reading.tokens[at].lower in helpers))
        if after == at:
            return False
        at = after
    return True


def subject(reading: Reading, start: int, cue_first: int) -> list[Mention]:
    """The actors in front of a verb that are its subject: the first that no preposition governs, and its list."""
    speakers, starts = reading.speakers, reading.speaker_starts
    near = speakers[bisect_left(starts, start) : bisect_left(starts, cue_first)]
    free = [m for m in near if m.last <= cue_first and not is_governed(reading, m)]
    if not free:
        return []
    chosen = [free[0]]
    for m in free[1:]:
        if m.first == chosen[-1].last:
            chosen[-1] = m  # "Foreign Ministry spokesman Sato": the ministry is no second subject
        elif _are_listed(reading, chosen[-1].last, m.first):
            chosen.append(m)
        else:
            break
    return chosen


def owners(reading: Reading, start: int, verb: int) -> list[Mention]:
    """Whose the subject is, where it is a thing: a genitive or adjective that no preposition governs."""
    first = next((m for m in reading.mentions if start <= m.first and m.last <= verb and not m.inside), None)
    if first is None or any(reading.tokens[at].lower in _prepositions(reading) for at in range(start, first.first)):
        return []
    hook = getattr(reading.language.hooks, "can_be_subject", None)
    genitive = hook is not None and not hook([t.text for t in reading.tokens[first.first : first.last]])
    return [first] if first.form == "modifier" or genitive or first not in reading.speakers else []


def _listed(reading: Reading, mentions: list[Mention]) -> tuple[Mention, ...]:
    """The further ones of a row of actors that begins with the first of `mentions`."""
    row = mentions[:1]
    for m in mentions[1:]:
        if m.first == row[-1].last or not _are_listed(reading, row[-1].last, m.first):
            break
        row.append(m)
    return tuple(row[1:])


def _are_listed(reading: Reading, first: int, last: int) -> bool:
    """Whether no more than a joint stands between two actors, with at most "of Norland" before it."""
    if first < last and reading.tokens[first].lower in _prepositions(reading):
        state = next((m for m in reading.mentions if m.first in (first + 1, first + 2) and not m.inside), None)
        state = state if state is not None and state.actor_ids[0].startswith("state:") else None
        first = state.last if state is not None else first
        if first > last:
            return False  # "Sato of Norland": the state is no second of a row
    behind = next((m for m in reading.speakers if m.first == last), None)
    last = max(phrase_start(reading, behind), first) if behind is not None else last
    return all(
        reading.mark(at, "coordinators") or reading.tokens[at].text in {",", "-", "–"} for at in range(first, last)
    )


def is_governed(reading: Reading, mention: Mention) -> bool:
    """True where a preposition or a case says that the actor is no subject."""
    hook = getattr(reading.language.hooks, "can_be_subject", None)
    if mention.form == "name" and getattr(reading.language.hooks, "GENITIVES_TAGGED", False):
        hook = None
    if hook is not None and not hook([t.text for t in reading.tokens[mention.first : mention.last]]):
        return True
    before = mention.first - 1
    if _is_absolute(reading, mention, before) or _is_own(reading, mention, before):
        return False
    if before >= 0 and _is_attribute(reading, mention, before):
        return True
    if before > 0 and reading.tokens[before].text in {"–", "—", "-"}:
        partner = reading.speaker_ending(before)
        if partner is not None and _is_attribute(reading, partner, partner.first - 1):
            return True  # "the motorway Norland–Sudland"
    places = reading.language.syntax.more.get("speaking_places", ())
    opens = before == 0 or (before > 0 and not reading.tokens[before - 1].text[0].isalnum())
    if opens and mention.form == "org" and reading.tokens[before].lower in places:
        return False
    if before > 0 and reading.mark(before, "coordinators") == mention.first:
        joined = reading.speaker_ending(before)
        opened = reading.tokens[joined.first - 1].lower if joined is not None else ""
        alike = (
            joined is not None and joined.form == mention.form and hasattr(reading.language.hooks, "GOVERNING_FORMS")
        )
        if opened in _between(reading) or (alike and opened in _prepositions(reading)):
            return True  # "between Norland and Sudland", "in Norland and Sudland"
    governing = set(getattr(reading.language.hooks, "GOVERNING_FORMS", ()))
    if before >= 0 and governing & set(reading.forms_at(before)):
        return True
    if before > 0 and _is_adjective(reading, before) and reading.tokens[before - 1].lower in _prepositions(reading):
        return True  # "in eastern Norland"
    if before < 0 or reading.tokens[before].lower not in _prepositions(reading):
        return False
    return not any(reading.mark(at, "bearers") == before for at in range(max(0, before - 4), before))


def _is_absolute(reading: Reading, mention: Mention, before: int) -> bool:
    """Whether "with" makes an actor the subject of a gerund (", with Norland agreeing to …")."""
    opening = reading.language.syntax.more.get("absolutes", ())
    if before < 0 or reading.tokens[before].lower not in opening:
        return False
    governing = set(getattr(reading.language.hooks, "GOVERNING_FORMS", ()))
    return bool(governing & set(reading.forms_at(reading.skip(mention.last, "adverbs"))))


def _is_own(reading: Reading, mention: Mention, before: int) -> bool:
    """Whether "visiting" or the like is an adjective of a person ("his host and visiting president Sato")."""
    own = reading.language.syntax.more.get("possessives", ())
    return before > 0 and mention.form in ("name", "office") and reading.tokens[before].lower in own


def _is_adjective(reading: Reading, at: int) -> bool:
    """Whether a word can only be an adjective before a name, by the endings that the language lists."""
    token = reading.tokens[at]
    endings = getattr(reading.language.hooks, "ADJECTIVE_ENDINGS", ())
    return bool(endings) and token.text.islower() and token.lower.endswith(endings) and not reading.forms_at(at)


def _is_attribute(reading: Reading, mention: Mention, before: int) -> bool:
    """Whether a name without case endings hangs on the noun before it, by the grammar of the language."""
    hook = getattr(reading.language.hooks, "is_attribute", None)
    if getattr(reading.language.hooks, "NOUN_FIRST", False) and mention.form == "state":
        return _is_noun_there(reading, before)
    if hook is None or mention.form not in ("state", "org"):
        return False
    return bool(hook(reading.tokens[before].lower, reading.tokens[mention.first].lower))


def _is_noun_there(reading: Reading, at: int) -> bool:
    """Whether a token can only be a noun that the state behind it belongs to ("sailors of the ship [of] Norland")."""
    token = reading.tokens[at]
    if not token.text[0].islower() or token.lower in reading.time_words:
        return False
    if any(c.last == at + 1 for c in reading.cues) or any(m.last == at + 1 for m in reading.mentions):
        return False
    starts = range(max(0, at - 4), at + 1)
    return not any(at + 1 in reading.marks.get(start, {}).values() for start in starts)


def _between(reading: Reading) -> frozenset[str]:
    return _as_set(reading.language.syntax.more.get("between", ()))


def _prepositions(reading: Reading) -> frozenset[str]:
    return _as_set(reading.language.syntax.more.get("prepositions", ()))


@lru_cache(maxsize=16)
def _as_set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


def behind_time(reading: Reading, at: int) -> int:
    """Where the base-form verb behind an opening expression of time stands, or 0; only where its form is plain."""
    if len(reading.language.hooks.FORMS) == 1:
        return 0
    timely = False
    for here in range(at, min(at + 9, len(reading.tokens))):
        token = reading.tokens[here]
        if reading.language.hooks.FORMS[0] in reading.forms_at(here):
            return here if timely else 0
        joins = reading.mark(here, "complementizers") or reading.mark(here, "coordinators")
        if not token.text[0].isalnum() or reading.forms_at(here) or joins:
            return 0
        timely = timely or token.text[0].isdigit() or token.lower in reading.time_words
    return 0


@lru_cache(maxsize=512)
def reporting_tail(reading: Reading) -> Tail | None:
    """Find ", said the minister on Monday" or ", officials said" at the end of the sentence.

    Of two in a row (", says a statement of the ministry, reports the agency") the first one tells the speaker.
    """
    tail = _tail_before(reading, len(reading.tokens)) or _attribution(reading)
    earlier = _tail_before(reading, tail.first) if tail is not None else None
    if tail is None or earlier is None or tail.first - earlier.first > EARLIER_TAIL:
        return tail
    return Tail(earlier.first, tail.last, earlier.speaker or tail.speaker, earlier.verb, earlier.others)


def _attribution(reading: Reading) -> Tail | None:
    """Find "in the words of Sato," or "in his words," where the language lists such words."""
    more = reading.language.syntax.more
    phrases = _by_first_word(more.get("recalling", ()), more.get("attributing", ()))
    for at, token in enumerate(reading.tokens) if phrases else ():
        for words, recalls in phrases.get(token.lower, ()):
            last = at + len(words)
            if tuple(t.lower for t in reading.tokens[at:last]) != words:
                continue
            if recalls:
                return Tail(at, last, None, at, recalled=True)
            named = next((m for m in reading.speakers if last <= m.first <= last + 2), None)
            if named is not None:
                return Tail(at, named.last, named, at)
    return None


@lru_cache(maxsize=16)
def _by_first_word(
    recalling: tuple[str, ...], attributing: tuple[str, ...]
) -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Phrases by their first word, each with whether it names nobody but recalls the last speaker."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for phrases, recalls in ((recalling, True), (attributing, False)):
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, recalls))
    return found


def _tail_before(reading: Reading, end: int) -> Tail | None:
    """The last reporting tail that runs up to `end`."""
    tokens = reading.tokens
    for at, said in sorted(reading.by_class.get("said", {}).items(), reverse=True):
        for first in (at, _phrase_before(reading, at)):
            if first is None or first == 0 or not _separates(tokens[first - 1]):
                continue
            last = min(_tail_end(reading, said), end)
            if last < end < len(tokens) or at >= end:
                continue
            if _goes_on_with_modal(reading, first, said, at) or _has_cue(reading, first, at):
                continue
            inside = [m for m in reading.speakers if first <= m.first and m.last <= last]
            cut = first
            while cut > 0 and _separates(tokens[cut - 1]) and tokens[cut - 1].text not in BRACKETS:
                cut -= 1
            if not _tail_in_order(reading, said, (first, last), at):
                continue
            if cut == 0 or (not inside and first == at and not _tail_is_short(said, last)):
                continue
            return Tail(cut, last, inside[0] if inside else None, at, _listed(reading, inside))
    return None


def _has_cue(reading: Reading, first: int, verb: int) -> bool:
    """True for ", the two sides have issued a statement": a clause with a cue of its own only looks like a tail."""
    return any(c.payload.kind is not None and first < c.first < c.last <= verb for c in reading.cues)


def _goes_on_with_modal(reading: Reading, first: int, said: int, verb: int) -> bool:
    """True for ", said his country would …": what stands behind the verb of saying is said, not who says it."""
    if first != verb or getattr(reading.language.hooks, "TAIL_VERB_FIRST", False):
        return False
    return any(c.payload.weak and said < c.first <= said + 5 for c in reading.cues)


def _tail_in_order(reading: Reading, said: int, tail: tuple[int, int], verb: int) -> bool:
    """Whether verb and subject stand as they do in the reporting tails of the language, not in a further clause."""
    hooks = reading.language.hooks
    first, last = tail
    if getattr(hooks, "TAIL_BOTH_ORDERS", False):
        return _is_bare_tail(reading, verb, said, tail)
    most = getattr(hooks, "TAIL_WORDS", None)  # words behind the verb, where it stands last
    if most is not None and last - said > most:
        return _follows_quote(reading, first) and not any(
            reading.mark(at, "complementizers") or any(c.first == at for c in reading.cues) for at in range(said, last)
        )
    if not getattr(hooks, "TAIL_VERB_FIRST", False):
        return True
    lead_ins = reading.language.syntax.more.get("tail_lead_ins", ())
    if first != verb and not all(
        reading.tokens[at].lower in lead_ins or reading.mark(at, "adverbs") for at in range(first, verb)
    ):
        return last - said <= 1
    if reading.tokens[first - 1].text not in COMMAS or reading.tokens[first - 2].text in CLOSERS:
        return True
    longer = any(cue.first == first and cue.last > said for cue in reading.cues)
    return not longer and (_tail_is_short(said, last) or any(said <= m.first <= said + 2 for m in reading.speakers))


def _follows_quote(reading: Reading, first: int) -> bool:
    """Whether a closing quote and a comma stand before a tail."""
    return first > 1 and reading.tokens[first - 1].text in COMMAS and reading.tokens[first - 2].text in CLOSERS


def _is_bare_tail(reading: Reading, verb: int, said: int, tail: tuple[int, int]) -> bool:
    """Where both orders are usual: only who speaks or is told, a time or a place stands behind the verb."""
    first, last = tail
    content = [at for at in range(said, last) if reading.mark(at, "complementizers")]
    cues = [c for c in reading.cues if said <= c.first < last or (c.first <= verb < c.last > said and c.payload.kind)]
    if content or cues or last - said > 16 or reading.mark(said, "infinitive_markers"):
        return False
    behind = reading.speaker_at(said)
    if first == verb:
        return behind is not None or said - verb > 1 or (_tail_is_short(said, last) and _names_role(reading, said, last))
    tells = any(c.first == verb and c.payload.addressee and c.payload.kind is None for c in reading.cues)
    at = behind.last if behind is not None and tells else said
    if at >= last - tells or _is_punctuation(reading.tokens[at]):
        return True
    time_or_place = reading.tokens[at].lower in _prepositions(reading) or reading.tokens[at].lower in reading.time_words
    return time_or_place or any(reading.mark(at, n) for n in ("adverbs", "subordinators", "occasions", "relatives"))


def _names_role(reading: Reading, first: int, last: int) -> bool:
    """Whether somebody who may speak stands in `first:last`, or nobody and nothing: not ", announced a grant"."""
    hook = getattr(reading.language.hooks, "subject_noun", None)
    words = tuple(t.lower for t in reading.tokens[first:last] if t.text[0].isalpha())
    if hook is None or not words or all(w in reading.time_words for w in words):
        return True
    more = reading.language.syntax.more
    return hook(words, "") in {*more.get("roles", ()), *more.get("strangers", ()), *more.get("pronouns", ())}


def _is_punctuation(token: Token) -> bool:
    """A sign that is no letter, digit or currency."""
    return not token.text[0].isalnum() and unicodedata.category(token.text[0]) != "Sc"


def _tail_is_short(said: int, last: int) -> bool:
    return last - said <= 6


def _phrase_before(reading: Reading, at: int) -> int | None:
    """Start of the short noun phrase before the verb of saying ("EC officials said"), if a separator precedes it."""
    first = at
    while first > 0 and at - first < 12:
        mention = reading.speaker_ending(first)
        if mention is not None:
            first = mention.first
        elif _separates(reading.tokens[first - 1]):
            return first if first < at else None
        else:
            first -= 1
    return None


def _separates(token: Token) -> bool:
    return token.text in COMMAS or token.text in {"—", "–", "-"} or token.text in CLOSERS


def _tail_end(reading: Reading, said: int) -> int:
    """The tail ends with the sentence, or where the speech goes on behind a full stop, dash or opening quote."""
    for at in range(said, len(reading.tokens)):
        token = reading.tokens[at]
        if token.text in ENDS or token.text in OPENERS or token.text in {"—", "–", ":"}:
            return at
        if token.text in COMMAS and _speaks_on(reading, at + 1):
            return at
    return len(reading.tokens)


def _speaks_on(reading: Reading, at: int) -> bool:
    """Whether a cue begins here, behind no more than "and also": ", adding that", ", and urged"."""
    at = reading.skip(at, "coordinators", "openers", "adverbs")
    return any(c.first == at and not c.payload.weak for c in reading.cues)
