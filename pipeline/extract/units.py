"""Units: cut the content of a frame into one stretch per action, with the edges that the codebook asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.clauses import behind_time
from pipeline.extract.joins import (
    acts_as_verb,
    is_complete,
    is_owned,
    joins_nouns,
    joins_within,
    lacks_object,
    past_companion,
    repeats_preposition,
    says_that_again,
    shares_coming_object,
    tells_part,
)
from pipeline.extract.phrases import is_no_clause
from pipeline.extract.reading import ENDS, Reading, Separator

Stretch = tuple[int, int]
ADJUNCT = 7  # tokens that may stand before the infinitive and say with whom, when or where
EDGE = frozenset(",;:–—-•*…'‘’“”\"«»/") | ENDS
LEADING = ("coordinators", "openers", "infinitive_markers", "complementizers")
PAIRS = {"(": ")", "[": "]", "«": "»", "“": "”"}


def split_units(reading: Reading, seps: dict[int, Separator], first: int, last: int) -> list[Stretch]:
    """Cut tokens `first:last` into units: at semicolons, and before a coordinated action with an object of its own."""
    cuts = [first, *_cuts(reading, seps, first, last), last]
    stretches = [trim(reading, a, b) for a, b in pairwise(cuts)]
    stretches = [(a + (i > 0 and repeats_preposition(reading, first, a)), b) for i, (a, b) in enumerate(stretches)]
    form = _leading_forms(reading, first, last)
    return [s for i, s in enumerate(stretches) if s[0] < s[1] and not (i and _is_told(reading, form, *s))]


def _is_told(reading: Reading, form: frozenset[str], first: int, last: int) -> bool:
    """Whether a piece behind a semicolon tells something with a verb and subject of its own, and is no action."""
    hooks = reading.language.hooks
    perfects = reading.language.syntax.more.get("has_done", ())
    if reading.tokens[first - 1].text == ";" and any(t.lower in perfects for t in reading.tokens[first:last]):
        return True  # "A group will be formed; Norland has had one for years"
    finite = set(getattr(hooks, "FINITE", ()))
    if form != {hooks.FORMS[0]} or not finite or _leading_forms(reading, first, last):
        return False
    clause = next((at for at in range(first, last) if reading.tokens[at].text == ","), last)
    forms = [set(reading.forms_at(at)) for at in range(first, clause)]
    return any(f & finite for f in forms) and not any(hooks.FORMS[0] in f for f in forms)


def _cuts(reading: Reading, seps: dict[int, Separator], first: int, last: int) -> Iterator[int]:
    modal = _passive_modal(reading, first, last)
    form = frozenset({reading.language.hooks.FORMS[0]}) if modal > first else _leading_forms(reading, first, last)
    head_end = modal if modal > first else _head_end(reading, first, last)
    wish = 0 if form else _subjunctive(reading, first, last)
    form, head_end = (frozenset({"past"}), wish) if wish else (form, head_end)
    closed, begun, at = -1, first, max(first, modal, wish)
    while at < last:
        text = reading.tokens[at].text
        if text in PAIRS:
            at = _pair_end(reading, at, last)
        elif text == ";":
            yield at
            closed, begun = -1, at
            start = _action_start(reading, at + 1, last)
            form, head_end = form or _leading_forms(reading, start, last), _head_end(reading, start, last)
            at = max(start, at + 1)
        elif seps.get(at) in ("comma", "coordinator"):
            start = _action_start(reading, at, last)
            ready = closed < 0 or _is_strong_join(reading, at, first) or _is_past_clause(reading, seps, closed, at)
            ready = ready or (text == "," and is_no_clause(reading, seps, closed, (first, at)))
            ready = ready and not _joins_adverbs(reading, at, start) and not _is_purpose(reading, at, first)
            told = says_that_again(reading, first, at)
            again = told or repeats_preposition(reading, first, start)
            opens = again or (not _leads_clause(reading, at, start) and _opens_action(reading, start, form))
            opens = opens and not joins_within(reading, seps, first, at) and not joins_nouns(reading, seps, first, at)
            opens = opens and (again or not lacks_object(reading, start, last))
            opens = opens or (bool(form) and acts_as_verb(reading, begun, at, start))
            opens = opens and not tells_part(reading, at)
            whole = told and bool(reading.language.syntax.more.get("subjunctives"))  # ", чтобы …, чтобы …"
            if ready and opens and (whole or _has_object(reading, head_end, at)):
                yield at
                closed, begun = -1, start
                head_end = _head_end(reading, start, last)
            if closed < 0 and start > at + 1 and _leads_purpose(reading, at):
                closed = at + 1
            at = max(start, at + 1) if start > at and ready else at + 1
        else:
            closed = at if closed < 0 and _closes(reading, seps, at, first) else closed
            at += 1


def _subjunctive(reading: Reading, first: int, last: int) -> int:
    """Where the first verb ends of a wish told in the past form, subject first (", чтобы стороны открыли …"), or 0."""
    words = reading.language.syntax.more.get("subjunctives", ())
    if not first or reading.tokens[first - 1].lower not in words:
        return 0
    for at in range(first, last):
        if reading.tokens[at].text in {",", ";"}:
            return 0
        if "past" in reading.forms_at(at):
            return reading.forms_at(at)["past"]
    return 0


def _passive_modal(reading: Reading, first: int, last: int) -> int:
    """Where the modal ends of a clause that is passive ("the aid will be sent to Norland and |help farmers"), or 0."""
    if not getattr(reading.language.hooks, "PASSIVE_NEEDS", ""):
        return 0
    modals = (c.last for c in reading.cues if first < c.first < last and c.payload.weak and c.payload.kind == "pledge")
    modal = next(modals, 0)
    early = all(reading.tokens[at].text not in {",", ";"} for at in range(first, modal))
    return modal if early and reading.mark(reading.skip(modal, "adverbs"), "passives") else 0


def _is_purpose(reading: Reading, at: int, first: int) -> bool:
    """Whether ", to do" tells what an action is for, as no "to" began the content ("should press on, TO END it")."""
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    led = first > 0 and bool(reading.mark(first - 1, "infinitive_markers"))
    marked = reading.tokens[at].text == "," and reading.mark(at + 1, "infinitive_markers") == at + 2
    return strict and marked and not led


def _joins_adverbs(reading: Reading, at: int, start: int) -> bool:
    """Whether "and" stands between two adverbs of one verb ("actively and closely")."""
    here = next((i for i in range(max(at - 3, 0), at) if reading.mark(i, "adverbs") == at), None)
    return here is not None and bool(reading.mark(at, "coordinators")) and bool(reading.mark(start, "adverbs"))


def _leads_purpose(reading: Reading, comma: int) -> bool:
    """Whether the comma belongs to a purpose word that is a complementizer too (", чтобы"), which the step passes."""
    return bool(reading.mark(comma, "complementizers") and reading.mark(comma + 1, "purpose"))


def _leads_clause(reading: Reading, first: int, last: int) -> bool:
    """Whether a complementizer stands in `first:last`: what follows is no action but a clause."""
    return any(reading.mark(at, "complementizers") for at in range(first, last))


def _pair_end(reading: Reading, at: int, last: int) -> int:
    """The token behind the bracket or quote that closes here, or the next one where none does."""
    shut = PAIRS[reading.tokens[at].text]
    return next((i + 1 for i in range(at + 1, last) if reading.tokens[i].text == shut), at + 1)


def _is_past_clause(reading: Reading, seps: dict[int, Separator], opened: int, at: int) -> bool:
    """Whether a comma ends a relative or adverbial clause without a modal, so that no infinitive can belong to it."""
    if seps.get(opened) not in ("relative", "subordinator") or len(reading.language.hooks.FORMS) == 1:
        return False
    modal = any(opened < cue.first < at and cue.payload.weak for cue in reading.cues)
    return getattr(reading.language.hooks, "VERB_SECOND", False) and reading.tokens[at].text == "," and not modal


def _closes(reading: Reading, seps: dict[int, Separator], at: int, first: int) -> bool:
    """A purpose word, relative or subordinator: what follows hangs on the action, commas split no more."""
    return at > first and (bool(reading.mark(at, "purpose")) or seps.get(at) in ("relative", "subordinator"))


def _is_strong_join(reading: Reading, at: int, first: int) -> bool:
    """A comma with "and" or "to" behind a purpose clause goes back to the actions; either alone goes on with it."""
    chain = bool(reading.mark(first - 1, "infinitive_markers") and reading.mark(at + 1, "infinitive_markers"))
    weak = reading.mark(at + 1, "coordinators") == at + 2 and (
        reading.tokens[at + 1].lower in reading.language.syntax.more.get("weak_joins", ())
    )
    return reading.tokens[at].text == "," and (chain or bool(reading.mark(at + 1, "coordinators") and not weak))


def _action_start(reading: Reading, at: int, last: int) -> int:
    """Step over the separator, coordinators, openers and markers in front of an action."""
    while at < last:
        after = reading.skip(at, *LEADING)
        if after == at and reading.tokens[at].text in {",", ";"}:
            after = at + 1
        if after == at:
            break
        at = after
    return at


def _verb_at(reading: Reading, at: int) -> int:
    """The position of the action verb behind adverbs, or behind a time in front of it ("by 2030 open …")."""
    verb = reading.skip(at, "adverbs", "negations")
    if reading.forms_at(verb):
        return verb
    nesting = reading.language.syntax.more.get("nesting", ())
    behind = reading.tokens[verb] if nesting and at < verb < len(reading.tokens) else None
    if behind is not None and reading.forms_at(at) and (behind.lower in nesting or behind.text == ","):
        return at  # "speed up the opening of", "work closely, keep …": else it goes before verbs like an adverb
    return behind_time(reading, at) or _behind_adjunct(reading, at) or verb


def _behind_adjunct(reading: Reading, at: int) -> int:
    """Where the infinitive stands behind "together with Norland" or "in the coming years", or 0; in free order,
    and behind "to" where verbs stand second."""
    led = getattr(reading.language.hooks, "VERB_SECOND", False) and reading.mark(max(at - 1, 0), "infinitive_markers")
    if not (led or getattr(reading.language.hooks, "FREE_ORDER", False)) or at >= len(reading.tokens):
        return 0
    start = reading.skip(at, "adverbs")
    if reading.tokens[start].lower not in reading.language.syntax.more.get("prepositions", ()):
        return 0
    for here in range(start + 1, min(start + ADJUNCT, len(reading.tokens))):
        if reading.language.hooks.FORMS[0] in reading.forms_at(here):
            return here
        if not reading.tokens[here].text[0].isalnum() or reading.forms_at(here) or reading.mark(here, "coordinators"):
            return 0
    return 0


def _leading_forms(reading: Reading, first: int, last: int) -> frozenset[str]:
    """The form classes of the verb with which the content begins; empty for a noun phrase or a clause."""
    start = _action_start(reading, first, last)
    if getattr(reading.language.hooks, "VERB_SECOND", False):
        start = _behind_subject(reading, start)
    at = _verb_at(reading, past_companion(reading, start))
    if reading.mark(at, "auxiliaries"):
        return frozenset({reading.language.hooks.FORMS[0], *reading.forms_at(at)})
    found = reading.forms_at(at)
    if reading.language.hooks.FORMS[0] in found and first and reading.mark(first - 1, "infinitive_markers") == first:
        return frozenset({reading.language.hooks.FORMS[0]})  # "to put": no past tense here
    if not found and start > 0 and reading.mark(start - 1, "infinitive_markers"):
        return frozenset({reading.language.hooks.FORMS[0]})  # "agreed to, by 2030, open …"
    return frozenset(found)


def _behind_subject(reading: Reading, first: int) -> int:
    """Where the finite verb of "that Norland OPENS the lake and lends a boat" stands, or `first`."""
    actor = reading.speaker_at(first)
    if actor is None or not first or not reading.mark(first - 1, "complementizers"):
        return first
    verb = reading.skip(actor.last, "adverbs")
    return verb if "pres" in reading.forms_at(verb) else first


def _head_end(reading: Reading, first: int, last: int) -> int:
    """Where the verb (with its auxiliary) that begins at `first` ends."""
    at = _verb_at(reading, past_companion(reading, first) if first < last else first)
    at = reading.skip(at, "auxiliaries", "adverbs", "infinitive_markers")
    return max([at, *reading.forms_at(at).values()])


def _opens_action(reading: Reading, at: int, forms: frozenset[str]) -> bool:
    """Whether an action of the same form as the first one begins here."""
    verb = _verb_at(reading, at)
    if reading.mark(at, "subordinators") or is_owned(reading, verb):
        return False  # ", BE it here or there"
    if reading.mark(verb, "auxiliaries"):
        if reading.mark(at, "purpose") > reading.mark(verb, "auxiliaries"):
            return False  # ", BEGINNING on Monday"
        return bool(forms) and reading.tokens[verb].lower not in reading.language.syntax.more.get("no_actions", ())
    found = reading.forms_at(verb)
    gerund = set(getattr(reading.language.hooks, "GOVERNING_FORMS", ())) & forms
    if gerund and reading.mark(at - 1, "infinitive_markers") == at and reading.language.hooks.FORMS[0] in found:
        return True  # "committed to opening the port and TO lower the tolls"
    hangs_on = ("nominal", "purpose") if len(reading.language.hooks.FORMS) == 1 else ("nominal",)
    ends = max(found.values(), default=len(reading.tokens))
    if (verb == at or len(hangs_on) > 1) and any(reading.mark(at, name) >= ends for name in hangs_on):
        return False
    return bool(forms & set(found))


def _has_object(reading: Reading, head_end: int, at: int) -> bool:
    """Whether more than adverbs and further verbs stands between a verb and the separator behind it."""
    if is_complete(reading, head_end):
        return True
    if len(reading.language.hooks.FORMS) == 1 and _verb_ends(reading, head_end, at):
        return False
    if _is_stranded(reading, at) or _joins_adjectives(reading, at) or shares_coming_object(reading, head_end, at):
        return False
    here = head_end
    while here < at:
        after = reading.skip(here, "adverbs", "manner", "coordinators", "infinitive_markers")
        if after == here:
            return True
        here = after
    return False


def _is_stranded(reading: Reading, at: int) -> bool:
    """Whether a preposition before "and" waits for the object of the verb behind it ("cooperate with and support")."""
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    joined = strict and bool(reading.mark(at, "coordinators"))
    return joined and reading.tokens[at - 1].lower in reading.language.syntax.more.get("prepositions", ())


def _joins_adjectives(reading: Reading, at: int) -> bool:
    """Whether "and" joins two adjectives, of which the second could be a verb ("a free and OPEN sea")."""
    more = reading.language.syntax.more
    words, endings = more.get("adjective_verbs", ()), more.get("adjective_endings", ())
    joined = reading.mark(at, "coordinators")
    if not words or not joined or joined + 1 >= len(reading.tokens) or reading.tokens[joined].lower not in words:
        return False
    before, after = reading.tokens[at - 1].lower, reading.tokens[joined + 1]
    alike = before in words or before.endswith(endings)
    counted = after.lower in more.get("their", ()) or after.lower in more.get("quantifiers", ())
    return alike and not counted and not after.text[0].isdigit()


def _verb_ends(reading: Reading, first: int, at: int) -> bool:
    """Whether a verb that is no noun ends right here: the object that it shares comes behind the separator."""
    for start in range(max(first, at - 4), at - 1):  # a lone syllable is as often the end of a noun
        ends = reading.forms_at(start).values()
        if at in ends and reading.mark(start, "nominal") < at:
            return True
    return False


def trim(reading: Reading, first: int, last: int) -> Stretch:
    """Drop punctuation, coordinators and openers from the edges; keep brackets and quotes that close inside."""
    tokens = reading.tokens
    moved = True
    while moved and first < last:
        moved = False
        after = reading.skip(first, *LEADING)
        if first < after <= last:
            first, moved = after, True
        if (behind := _behind_number(reading, first)) <= last and behind > first:
            first, moved = behind, True
        repeated = first < last and tokens[first].lower in reading.language.syntax.more.get("repeated", ())
        if repeated and first < (behind := reading.mark(first + 1, "complementizers")) <= last:
            first, moved = behind, True
        if 0 < first < last and tokens[first].lower in reading.language.syntax.more.get("subjunctives", ()):
            first, moved = first + 1, True
        while first < last and tokens[first].text in EDGE and not _is_paired(reading, first, last):
            first, moved = first + 1, True
    while last > first:
        shorter = last - 1 if _edge_behind(reading, first, last) else _joins_nothing(reading, first, last)
        if shorter == last:
            break
        last = shorter
    return first, last


def _behind_number(reading: Reading, at: int) -> int:
    """Where the number of an item ends that begins here, "(ii)" or "(b)"; `at` where none does."""
    words = [t.text for t in reading.tokens[at : at + 3]]
    if len(words) < 3 or words[0] != "(" or words[2] != ")":
        return at
    return at + 3 if words[1].isdigit() or len(words[1]) == 1 or set(words[1].lower()) <= set("ivx") else at


def _is_paired(reading: Reading, first: int, last: int) -> bool:
    closer = PAIRS.get(reading.tokens[first].text)
    return closer is not None and any(reading.tokens[i].text == closer for i in range(first + 1, last))


def _edge_behind(reading: Reading, first: int, last: int) -> bool:
    text = reading.tokens[last - 1].text
    if text == '"' and sum(reading.tokens[i].text == text for i in range(first, last)) % 2 == 0:
        return False  # it closes here
    if text in {"»", "”", ")", "]"}:
        opener = next(o for o, c in PAIRS.items() if c == text)
        return all(reading.tokens[i].text != opener for i in range(first, last - 1))
    return text in EDGE or text in {"(", "["}


def _joins_nothing(reading: Reading, first: int, last: int) -> int:
    """Where a coordinator or complementizer left over at the end of a stretch begins; `last` if there is none."""
    names = ("coordinators", "complementizers", "relatives")
    starts = range(max(first, last - 3), last)
    return next((at for at in starts if any(reading.mark(at, name) == last for name in names)), last)


def is_time(reading: Reading, first: int, last: int) -> bool:
    """Whether a stretch is no more than a time ("in 2004", "on Monday"): nothing that could be signed."""
    light = frozenset(reading.language.syntax.more.get("prepositions", ()))
    words = [t for t in reading.tokens[first:last] if t.text[0].isalnum()]
    said = any(t.lower in reading.time_words or t.text.isdigit() for t in words)
    return said and all(t.lower in reading.time_words or t.text.isdigit() or t.lower in light for t in words)
