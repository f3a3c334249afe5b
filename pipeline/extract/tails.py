"""Reporting tails: the stretch of a sentence that only says who speaks (", said the minister")."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pipeline.document import Mention, Token
from pipeline.extract.clauses import are_listed, prepositions
from pipeline.extract.reading import CLOSERS, COMMAS, ENDS, LONGEST_ASIDE, OPENERS, Reading
from pipeline.extract.separators import BRACKETS

ASKED = ("proposal", "pledge", "agreement")  # what the verb of a tail may be beside a verb of saying
SHORT_NAME = 5  # tokens of a name in quotes
EARLIER_TAIL = 24  # tokens that a first reporting tail may be long before a second one


@dataclass(frozen=True, slots=True)
class Tail:
    """`first:last` only says who speaks (", said the minister"); the rest of the sentence is what was said."""

    first: int
    last: int
    speaker: Mention | None
    verb: int = 0
    others: tuple[Mention, ...] = ()
    recalled: bool = False  # "in his words": whoever spoke last
    inserted: bool = False  # ", he said," between a subject and its verb

    @property
    def speakers(self) -> tuple[Mention, ...]:
        """All who speak: "the ministers A and B agreed"."""
        return (self.speaker, *self.others) if self.speaker is not None else ()


def _listed(reading: Reading, mentions: list[Mention]) -> tuple[Mention, ...]:
    """The further ones of a row of actors that begins with the first of `mentions`."""
    row = mentions[:1]
    for m in mentions[1:]:
        if m.first == row[-1].last or not are_listed(reading, row[-1].last, m.first):
            break
        row.append(m)
    return tuple(row[1:])


@lru_cache(maxsize=128)
def reporting_tail(reading: Reading) -> Tail | None:
    """Find ", said the minister on Monday" or ", officials said" at the end of the sentence.

    Of two in a row (", says a statement of the ministry, reports the agency") the first one tells the speaker.
    """
    tail = _tail_before(reading, len(reading.tokens)) or _asking(reading) or _attribution(reading)
    tail = tail or _inserted(reading)
    earlier = _tail_before(reading, tail.first) if tail is not None else None
    if tail is None or earlier is None or tail.first - earlier.first > EARLIER_TAIL:
        return tail
    return Tail(earlier.first, tail.last, earlier.speaker or tail.speaker, earlier.verb, earlier.others)


def _asking(reading: Reading) -> Tail | None:
    """Find ", proposed Sato" behind what he proposes: a verb that also takes an infinitive, but has none here."""
    tokens, hooks = reading.tokens, reading.language.hooks
    words = reading.language.syntax.more.get("tail_acts", ())
    at = next((i for i in range(len(tokens) - 2, 1, -1) if tokens[i].lower in words), 0) if words else 0
    if not at or not _separates(tokens[at - 1]) or not any(c.payload.kind and c.last < at for c in reading.cues):
        return None
    behind = range(at + 1, len(tokens))
    if any(hooks.FORMS[0] in reading.forms_at(i) or reading.mark(i, "complementizers") for i in behind):
        return None
    near = [m for m in reading.speakers if at < m.first <= at + 2]
    named = [m for m in near if hooks.can_be_subject([t.text for t in tokens[m.first : m.last]])]
    cut = at - 1 if not _separates(tokens[at - 2]) else at - 2
    if not named:
        return None
    row = [m for m in reading.speakers if m.first >= named[0].first]
    return Tail(cut, len(tokens), named[0], at, _listed(reading, row))


def _inserted(reading: Reading) -> Tail | None:
    """Find ", the minister said," between a subject and its verb."""
    for first, last in reading.asides:
        verb = next((at for at in range(first, last) if at in reading.by_class.get("said", ())), None)
        named = [m for m in reading.speakers if first < m.first and m.last < last]
        if verb is not None and named and not reading.mark(first + 1, "relatives"):
            return Tail(first, last, named[0], verb, inserted=True)
    return None


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
        if any(m.first < at < m.last for m in reading.mentions):
            continue  # "the United STATES"
        for first in (_named_before(reading, at), at, _phrase_before(reading, at)):
            if first is None or first == 0 or not _separates(tokens[first - 1]):
                continue
            if _ends_name(reading, first - 1) or _ends_aside(reading, first) or _is_led_aside(reading, at):
                continue
            last = min(_tail_end(reading, said), end)
            if last < end < len(tokens) or at >= end:
                continue
            if reading.mark(first, "coordinators") > first + 1:
                continue  # ", as well as agreed on steps"
            if _goes_on_with_modal(reading, first, said, at) or _has_cue(reading, first, at):
                continue
            inside = [m for m in reading.speakers if first <= m.first and m.last <= last]
            inside = inside or _whose_role(reading, said, last)
            cut = first
            while cut > 0 and _separates(tokens[cut - 1]) and tokens[cut - 1].text not in BRACKETS:
                cut -= 1
            if not _tail_in_order(reading, said, (first, last), at):
                continue
            short = _tail_is_short(said, last) or _said_in_text(reading, at)
            if cut == 0 or (not inside and first == at and not short):
                continue
            return Tail(cut, last, inside[0] if inside else None, at, _listed(reading, inside))
    return None


def _is_led_aside(reading: Reading, verb: int) -> bool:
    """Whether a verb of saying stands in an insertion that a word opens (", AS Sato said,"), as some languages tell."""
    led = reading.language.syntax.more.get("aside_leads", ())
    return bool(led) and any(first < verb < last for first, last in reading.asides)


def _whose_role(reading: Reading, first: int, last: int) -> list[Mention]:
    """The state whose office speaks, where nobody knows who holds it (", says Norland's minister of fisheries")."""
    if not getattr(reading.language.hooks, "QUOTES_APART", False):
        return []
    roles = tuple(w.lstrip("*") for w in reading.language.syntax.more.get("roles", ()))
    named = [m for m in reading.mentions if m.form == "modifier" and first <= m.first <= first + 1 and m.last < last]
    return [m for m in named if reading.tokens[m.last].lower.endswith(roles)][:1]


def _ends_name(reading: Reading, at: int) -> bool:
    """Whether a quote that closes here, with no comma or dash behind it, is but a name ("the «Big Seven» declared")."""
    if not getattr(reading.language.hooks, "TAIL_VERB_FIRST", False) or reading.tokens[at].text not in CLOSERS:
        return False
    return any(reading.tokens[i].text in OPENERS for i in range(max(at - SHORT_NAME, 0), at))


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
    if most is not None and any(verb <= c.first < last and c.last > said and c.payload.kind for c in reading.cues):
        return False  # ", Sato said he had urged Berg “to …”"
    if reading.tokens[verb].lower in (more := reading.language.syntax.more).get("source_words", ()):
        return first == verb and _names_source(reading, said, more.get("sources", ()))
    if most is not None and any(c.first <= verb < c.last and c.payload.kind in ASKED for c in reading.cues):
        return last - said <= 1 and _follows_quote(reading, first)  # "… act”, Sato URGED.": else he urges more
    if most is not None and last - said > most:
        return (_follows_quote(reading, first) or _tells_where(reading, said)) and not any(
            reading.mark(at, "complementizers") or any(c.first == at for c in reading.cues) for at in range(said, last)
        )
    if not getattr(hooks, "TAIL_VERB_FIRST", False):
        return True
    lead_ins = reading.language.syntax.more.get("tail_lead_ins", ())
    led = reading.tokens[first].lower in lead_ins
    if first != verb and not all(
        reading.tokens[at].lower in lead_ins or reading.mark(at, "adverbs") or (led and _only_dates(reading, at))
        for at in range(first, verb)
    ):
        return last - said <= 1
    if reading.tokens[first - 1].text not in COMMAS or reading.tokens[first - 2].text in CLOSERS:
        return True
    longer = any(cue.first == first and cue.last > said for cue in reading.cues)
    named = any(said <= m.first <= said + 2 for m in reading.speakers)
    source = reading.tokens[verb].lower in reading.language.syntax.more.get("according", ())
    return not longer and (_tail_is_short(said, last) or named or source or _said_in_text(reading, verb))


def _names_source(reading: Reading, at: int, sources: tuple[str, ...]) -> bool:
    """Whether an actor, a name or a word for a source stands here ("according to A STATEMENT of the ministry")."""
    words = [t.lower for t in reading.tokens[at : at + 2]]
    named = reading.whole_at(at) is not None or (bool(words) and reading.tokens[at].text[0].isupper())
    return named or words[:1] in ([s] for s in sources) or " ".join(words) in sources


def _only_dates(reading: Reading, at: int) -> bool:
    """Whether a word in a tail tells a time, or is "he" (", of this HE said ON 2 MAY")."""
    token = reading.tokens[at]
    timed = token.text[0].isdigit() or token.lower in reading.time_words
    return timed or bool(reading.mark(at, "she_or_he")) or bool(reading.mark(at, "they"))


def _said_in_text(reading: Reading, verb: int) -> bool:
    """Whether a verb tells what a text holds and nobody says ("it says in the statement of the summit")."""
    return reading.tokens[verb].lower in reading.language.syntax.more.get("said_in_text", ())


def _tells_where(reading: Reading, said: int) -> bool:
    """Whether a time or a place stands behind the verb of a tail (", Sato said AT a meeting of …")."""
    word = reading.tokens[said].lower
    return word in reading.language.syntax.more.get("tail_places", ()) or word in reading.time_words


def _follows_quote(reading: Reading, first: int) -> bool:
    """Whether a closing quote and a comma stand before a tail, in either order."""
    before = [t.text for t in reading.tokens[max(first - 2, 0) : first]]
    return any(text in COMMAS for text in before) and any(text in CLOSERS for text in before)


def _is_bare_tail(reading: Reading, verb: int, said: int, tail: tuple[int, int]) -> bool:
    """Where both orders are usual: only who speaks or is told, a time or a place stands behind the verb."""
    first, last = tail
    content = [at for at in range(said, last) if reading.mark(at, "complementizers")]
    cues = [c for c in reading.cues if said <= c.first < last or (c.first <= verb < c.last > said and c.payload.kind)]
    if content or cues or last - said > 16 or reading.mark(said, "infinitive_markers"):
        return False
    behind = reading.speaker_at(said)
    if first == verb:
        return (
            behind is not None or said - verb > 1 or (_tail_is_short(said, last) and _names_role(reading, said, last))
        )
    tells = any(c.first == verb and c.payload.addressee and c.payload.kind is None for c in reading.cues)
    at = behind.last if behind is not None and tells else said
    heard = reading.language.syntax.more.get("listeners", ())
    if tells and at == said < last - 1 and (reading.tokens[at].lower in heard or reading.tokens[at].text.istitle()):
        at += 1  # ", officials told REPORTERS on Monday"
    if at >= last - tells or _is_punctuation(reading.tokens[at]):
        return True
    time_or_place = reading.tokens[at].lower in prepositions(reading) or reading.tokens[at].lower in reading.time_words
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


def _ends_aside(reading: Reading, at: int) -> bool:
    """Whether a bracket with one word in it ends right before `at` ("says Sato (LDP) according to …")."""
    return at > 2 and reading.tokens[at - 1].text == ")" and reading.tokens[at - 3].text == "("


def _named_before(reading: Reading, verb: int) -> int | None:
    """Where a name begins that words between commas part from the verb (", Kim Sato, the envoy of Norland, said")."""
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    if not strict or verb < 2 or reading.tokens[verb - 1].text not in COMMAS:
        return None
    for at in range(verb - 1, max(verb - LONGEST_ASIDE, 0), -1):
        named = reading.speaker_ending(at) if reading.tokens[at].text in COMMAS else None
        if named is not None and named.form == "name" and named.first > 0:
            return named.first
        if reading.tokens[at].text in COMMAS and at < verb - 8:
            return None
    return None


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
    aside = 0
    for at in range(said, len(reading.tokens)):
        token = reading.tokens[at]
        if at < aside:
            continue
        if token.text == "(" and at + 2 < len(reading.tokens) and reading.tokens[at + 2].text == ")":
            aside = at + 3  # "says Sato (LDP)"
            continue
        if token.text in ENDS and any(m.first < at < m.last for m in reading.mentions):
            continue  # "said B. Sato"
        if token.text in ENDS or token.text in OPENERS or token.text in {"—", "–", ":"}:
            return at
        if token.text in COMMAS and _speaks_on(reading, at + 1):
            return at
    return len(reading.tokens)


def _speaks_on(reading: Reading, at: int) -> bool:
    """Whether a cue begins here, behind no more than "and also": ", adding that", ", and urged"."""
    at = reading.skip(at, "coordinators", "openers", "adverbs")
    return any(c.first == at and not c.payload.weak for c in reading.cues)
