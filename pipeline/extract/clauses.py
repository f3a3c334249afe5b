"""Clauses: where the clause of a cue begins, who its subject is, and what tail of the sentence only reports."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from pipeline.document import Mention
from pipeline.extract.phrases import is_met, namesake
from pipeline.extract.reading import LONGEST_ASIDE, Reading, Separator
from pipeline.lang.spelling import GENITIVES

LIGHT = ("adverbs", "auxiliaries", "openers", "negations")
HOLDERS = ("state", "org", "modifier")


def clause_start(reading: Reading, seps: dict[int, Separator], cue_first: int, floor: int) -> int:
    """The first token of the clause whose verb stands at `cue_first`, subject included, not before `floor`."""
    free = getattr(reading.language.hooks, "FREE_ORDER", False) or is_strict(reading)
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
    ended = before is None or is_governed(reading, before)
    if ended and left < at and (opened := _aside_start(reading, left)):
        before = reading.speaker_ending(opened)
        before = _holder(reading, before) or before
    if before is None or before.first < floor or left == at:
        return None
    if (before.form, first.form, seps.get(at - 1)) == ("org", "group", "comma"):
        return None  # "on work within the Pact, the two ministers …"
    alone = (
        reading.tokens[left].text == ","
        and left == at - 1
        and ended
        and before.form != "group"
        and not reading.mark(first.last, "coordinators")
    )
    if alone and _hangs_on_preposition(reading, before):
        return None  # "for the unity of NORLAND, Sudland will …"
    if seps.get(left) == "comma" and at - left > 1 and is_governed(reading, before) and is_strict(reading):
        return None  # "to Norland, and Sudland is …"
    if before.form == first.form or not is_governed(reading, before):
        return before.first
    holder = reading.speaker_ending(before.first - 1)  # "Sato of Norland and Berg"
    return holder.first if holder is not None and holder.form == first.form and holder.first >= floor else None


def _holder(reading: Reading, actor: Mention | None) -> Mention | None:
    """Who stands before "of Norland": "Sato" of "Sato of Norland"."""
    return reading.speaker_ending(actor.first - 1) if actor is not None and is_governed(reading, actor) else None


def _hangs_on_preposition(reading: Reading, mention: Mention) -> bool:
    """Whether a preposition stands before an actor, in languages where a state may also hang on a bare noun."""
    noun_first = getattr(reading.language.hooks, "NOUN_FIRST", False)
    before = reading.tokens[mention.first - 1].lower
    joins = reading.language.syntax.more.get("joining", ())
    return noun_first and before in prepositions(reading) and before not in joins


def _aside_start(reading: Reading, last: int) -> int:
    """The comma that opens an aside behind the actor with whom a clause begins, or 0 ("Sato, on his tour, and Berg").

    `last` is the comma that closes it.
    """
    if not is_strict(reading) or reading.tokens[last].text != ",":
        return 0
    for at in range(last - 2, max(last - LONGEST_ASIDE, 0), -1):
        actor = reading.speaker_ending(at) if reading.tokens[at].text == "," else None
        if actor is None:
            continue
        begun = phrase_start(reading, _holder(reading, actor) or actor)
        opens = begun == 0 or not reading.tokens[begun - 1].text[0].isalnum()
        told = reading.mark(at + 1, "relatives") or reading.tokens[at + 1].lower in prepositions(reading)
        inside = any(at < cue.first < last and not cue.payload.weak for cue in reading.cues)
        return at if opens and told and not inside else 0
    return 0


def is_strict(reading: Reading) -> bool:
    """Whether the order of words alone tells subjects and objects."""
    return bool(getattr(reading.language.hooks, "STRICT_SUBJECTS", False))


def _joined_with_others(reading: Reading, seps: dict[int, Separator], group: tuple[int, int], floor: int) -> int | None:
    """Where the actor begins whom "and" joins with others that are no known actor ("Norland and seven more states")."""
    first, verb = group
    if seps.get(first - 1) != "coordinator":
        return None
    if reading.tokens[first].lower in reading.language.syntax.more.get("others", ()):
        actor = reading.speaker_ending(first - 1)  # "Sato, Berg and other speakers at the talks"
        return actor.first if actor is not None and actor.first >= floor and not is_governed(reading, actor) else None
    others = range(first, verb)
    plurals = reading.language.syntax.more.get("companions")  # "and the partners"
    if plurals is None and not getattr(reading.language.hooks, "VERB_SECOND", False):
        return None
    if plurals is not None and " ".join(t.lower for t in reading.tokens[first:verb]) not in plurals:
        return None
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
    near = [m for m in near if not any(first < m.first < last for first, last in reading.attributes)]
    free = [m for m in near if m.last <= cue_first and not is_governed(reading, m)]
    free = [m for m in free if not is_met(reading, start, m)]
    if is_strict(reading):
        free = [m for m in free if not _in_aside(reading, m, free[-1])]
        free = [m for m in free if not (_may_be_object(reading, start, m) and _has_infinitive(reading, m, cue_first))]
    if not free:
        return namesake(reading, start, cue_first)
    chosen = [free[0]]
    for m in free[1:]:
        if m.first == chosen[-1].last:
            chosen[-1] = m  # "Foreign Ministry spokesman Sato": the ministry is no second subject
        elif are_listed(reading, chosen[-1].last, m.first):
            chosen.append(m)
        else:
            break
    return [] if _shared_genitive(reading, chosen[-1], cue_first) is not None else chosen


def _in_aside(reading: Reading, mention: Mention, last: Mention) -> bool:
    """Whether a mention stands in the aside between two actors of a row ("Sato, who hosts BERG'S team, and Lind")."""
    joint = last.first - 2
    opened = _aside_start(reading, joint) if joint > 0 and reading.mark(joint + 1, "coordinators") else 0
    return 0 < opened < mention.first < joint


def _shared_genitive(reading: Reading, mention: Mention, verb: int) -> Mention | None:
    """The last of a row whose one genitive ends it ("Norland and Sudland's joint goal"), in verb-second languages."""
    if not getattr(reading.language.hooks, "VERB_SECOND", False):
        return None
    joint = reading.mark(mention.last, "coordinators")
    other = reading.whole_at(joint) if joint else None
    if other is None or other.last >= verb or other.form not in ("state", "org", "modifier"):
        return None
    words = [t.text for t in reading.tokens[other.first : other.last]]
    owned = other not in reading.speakers or not reading.language.hooks.can_be_subject(words)
    return other if owned and not is_light(reading, other.last, verb) else None


def _may_be_object(reading: Reading, start: int, mention: Mention) -> bool:
    """Whether a verb or noun stands in front of an actor in its clause ("PRESSED Norland to see that …")."""
    return reading.skip(start, "adverbs", "openers", "coordinators") < phrase_start(reading, mention)


def _has_infinitive(reading: Reading, mention: Mention, cue_first: int) -> bool:
    """Whether "to do" stands between an actor and the verb ("pressed Norland to see that ships would …")."""
    base = reading.language.hooks.FORMS[0]
    markers = (reading.mark(at, "infinitive_markers") for at in range(mention.last, cue_first - 1))
    return any(0 < after < cue_first and base in reading.forms_at(reading.skip(after, "adverbs")) for after in markers)


def owners(reading: Reading, start: int, verb: int) -> list[Mention]:
    """Whose the subject is, where it is a thing: a genitive or adjective that no preposition governs."""
    first = next((m for m in reading.mentions if start <= m.first and m.last <= verb and not m.inside), None)
    if first is None or any(reading.tokens[at].lower in prepositions(reading) for at in range(start, first.first)):
        return []
    hook = getattr(reading.language.hooks, "can_be_subject", None)
    genitive = hook is not None and not hook([t.text for t in reading.tokens[first.first : first.last]])
    if (shared := _shared_genitive(reading, first, verb)) is not None:
        return [first, shared]
    if first.form != "modifier" and not genitive and first in reading.speakers:
        return []
    joint = reading.mark(first.last, "coordinators")
    other = reading.whole_at(joint) if joint and getattr(reading.language.hooks, "VERB_SECOND", False) else None
    return [first, other] if other is not None and other.last < verb else [first]  # "Norland's and Sudland's plan"


def are_listed(reading: Reading, first: int, last: int) -> bool:
    """Whether no more than a joint stands between two actors, with at most "of Norland" before it."""
    if first < last and reading.tokens[first].lower in prepositions(reading):
        state = next((m for m in reading.mentions if m.first in (first + 1, first + 2) and not m.inside), None)
        state = state if state is not None and state.actor_ids[0].startswith("state:") else None
        first = state.last if state is not None else first
        if first > last:
            return False  # "Sato of Norland": the state is no second of a row
    joint = last - 1
    if first < joint and reading.mark(joint, "coordinators") and reading.tokens[joint - 1].text == ",":
        first = max(first, joint - 1) if _aside_start(reading, joint - 1) == first else first
    behind = next((m for m in reading.speakers if m.first == last), None)
    last = max(phrase_start(reading, behind), first) if behind is not None else last
    return all(
        reading.mark(at, "coordinators") or reading.tokens[at].text in {",", "-", "–"} for at in range(first, last)
    )


def is_governed(reading: Reading, mention: Mention) -> bool:
    """True where a preposition or a case says that the actor is no subject."""
    if _tells_from_there(reading, mention):
        return False
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
        joined = _row_start(reading, before)
        opened = reading.tokens[joined.first - 1].lower if joined is not None else ""
        forms = {joined.form, mention.form} if joined is not None else set()
        alike = bool(forms) and (len(forms) == 1 or forms <= {"state", "org"}) and _joins_like(reading)
        if opened in _between(reading) or (alike and opened in prepositions(reading)):
            return True  # "between Norland and Sudland", "in Norland and Sudland"
    governing = set(getattr(reading.language.hooks, "GOVERNING_FORMS", ()))
    if before >= 0 and governing & set(reading.forms_at(before)):
        return True
    if before > 0 and _is_adjective(reading, before) and reading.tokens[before - 1].lower in prepositions(reading):
        return True  # "in eastern Norland"
    if before < 0 or reading.tokens[before].lower not in prepositions(reading):
        return False
    return not any(reading.mark(at, "bearers") == before for at in range(max(0, before - 4), before))


def _tells_from_there(reading: Reading, mention: Mention) -> bool:
    """Whether those of a state or body say something, told as its place: "IN BERLIN they promised to …"."""
    places = reading.language.syntax.more.get("speaking_places", ())
    before = mention.first - 1
    if before < 0 or mention.form not in ("state", "org") or reading.tokens[before].lower not in places:
        return False
    if before > 0 and reading.tokens[before - 1].text[0].isalnum():
        return False
    verb = reading.skip(mention.last, "adverbs", "openers")
    if verb >= len(reading.tokens) or not reading.language.hooks.says_they(reading.tokens[verb].lower):
        return False
    told = any(c.first == verb and c.payload.kind not in ("signing", "agreement") for c in reading.cues)
    return told or bool(reading.mark(verb, "said"))


def _joins_like(reading: Reading) -> bool:
    """Whether two names of a kind joined by "and" behind a preposition are both governed by it."""
    hooks = reading.language.hooks
    return hasattr(hooks, "GOVERNING_FORMS") or bool(getattr(hooks, "VERB_SECOND", False))


def _row_start(reading: Reading, joint: int) -> Mention | None:
    """The first actor of a row with commas that "and" at `joint` ends ("among Norland, Sudland and …")."""
    first = before = reading.speaker_ending(joint)
    while is_strict(reading) and before is not None and reading.tokens[before.first - 1].text == ",":
        first, before = before, reading.speaker_ending(before.first - 1)
    return before or first


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
    if hook is None or mention.form not in ("state", "org") or reading.is_subject_behind_phrase(mention):
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


def prepositions(reading: Reading) -> frozenset[str]:
    """The language's words that govern a noun phrase."""
    return _as_set(reading.language.syntax.more.get("prepositions", ()))


@lru_cache(maxsize=16)
def _as_set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


def behind_time(reading: Reading, at: int) -> int:
    """Where the base-form verb behind an opening expression of time stands, or 0; only where its form is plain."""
    if len(reading.language.hooks.FORMS) == 1 or at >= len(reading.tokens):
        return 0
    word, opening = reading.tokens[at], prepositions(reading) | reading.time_words
    if is_strict(reading) and not (word.lower in opening or word.text[0].isdigit()):
        return 0  # "supportive in this process": no time opens it
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
