"""Frames: each cue that counts in a sentence, with its subject, its addressees and the stretch that is its content."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.document import Mention
from pipeline.extract.clauses import (
    Tail,
    behind_time,
    clause_start,
    is_governed,
    is_light,
    owners,
    phrase_start,
    reporting_tail,
    separators,
    subject,
)
from pipeline.extract.reading import Reading, Separator
from pipeline.extract.strangers import has_role, is_stranger
from pipeline.lang.model import CueRule
from pipeline.lang.patterns import Match
from pipeline.records.base import Kind

Cue = Match[CueRule]
UNDER = ("complementizer", "relative", "subordinator")
OCCASION_WORDS = 18  # an occasion that runs on for longer holds part of the action
LIGHT_BEFORE_CONTENT = ("complementizers", "infinitive_markers")


@dataclass
class Frame:
    """One cue at work. Positions are token indexes; `kind` None is a verb of saying without content of its own.

    `number` is what the verb tells of its subject: 1 one, 2 several, 0 nothing.
    `benefits` tells that the subject only receives what others promise ("Norland will gain …").
    `unknown` tells that a role that no actor is known for ("the delegation") is the subject.
    `stranger` tells that somebody who is no known actor ("officials") is the subject, `agreed` that the tail is one
    of agreement ("they will …, the two agreed").
    """

    cue: Cue
    kind: Kind | None
    clause: int
    start: int
    end: int
    subjects: list[Mention] = field(default_factory=list)
    we: bool = False
    addressees: list[Mention] = field(default_factory=list)
    inner: Cue | None = None
    inner_subjects: list[Mention] = field(default_factory=list)
    tail: Tail | None = None
    narrated: list[Mention] = field(
        default_factory=list
    )  # the subject of praise or thanks told before, in the sentence
    silent: bool = False
    stranger: bool = False
    unknown: bool = False
    agreed: bool = False
    benefits: bool = False
    with_me: bool = False
    plural: bool = False
    givers: list[Mention] = field(default_factory=list)
    owners: list[Mention] = field(default_factory=list)  # whose the thing is that is the subject ("Norland's aid")
    number: int = 0
    closed_by: int | None = None

    @property
    def decisive(self) -> CueRule:
        """The rule that decided the kind."""
        return self.inner.payload if self.inner is not None and self.cue.payload.kind is None else self.cue.payload

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(c.payload.id for c in (self.cue, self.inner) if c is not None)


def find_frames(reading: Reading) -> list[Frame]:
    """All frames of one sentence in reading order, silenced ones included (they end the content before them)."""
    if not reading.cues:
        return []
    seps = separators(reading)
    tail = reporting_tail(reading)
    frames: list[Frame] = []
    taken = 0
    for cue in reading.cues:
        if cue.first < taken or (tail is not None and tail.first <= cue.first < tail.last):
            continue
        floor = frames[-1].start if frames else (tail.last if tail and tail.last <= cue.first else 0)
        start = clause_start(reading, seps, cue.first, min(floor, cue.first))
        spoken = not frames and _is_spoken(reading, cue, start, tail)
        spoken = spoken and not _in_silenced_clause(reading, seps, start)
        if not spoken and not _stands(reading, seps, cue, start, frames[-1] if frames else None):
            continue
        frame = _frame(reading, seps, cue, start, tail)
        if not (frames or frame.subjects or frame.we):
            frame.subjects = _antecedent(reading, seps, start, cue.first) or _elided(reading, seps, start, cue.first)
            bare = _is_bare(reading, start, cue.first)
            told = frame.subjects or bare or cue.payload.subject != "any" or cue.payload.takes == "before"
            told = told or (tail is not None and tail.speaker is not None) or _is_product(reading, start, cue.last)
            frame.owners = frame.owners or owners(reading, start, cue.last)
            told = told or bool(frame.owners)
            frame.unknown = not told and has_role(reading, start, cue.first)
            frame.stranger = not (told or frame.unknown)
        in_front = any(m.first < cue.first for m in frame.subjects)
        gerund = set(getattr(reading.language.hooks, "GOVERNING_FORMS", ())) & set(reading.forms_at(cue.first))
        frame.silent = not in_front and not spoken and not gerund and is_stranger(reading, start, cue.first)
        told_of = bool(frame.inner_subjects)
        frame.silent = frame.silent or (frame.stranger and not told_of and _is_nobody(reading, start, cue.first))
        if frames and seps.get(start - 1) == "complementizer" and cue.payload.weak:
            frame.inner_subjects, frame.subjects = frame.subjects, []
        frames.append(frame)
        taken = max(frame.cue.last, frame.inner.last if frame.inner is not None else 0)
    for frame in frames:
        _tell_receiver(reading, frame)
    agreeing = reading.language.syntax.more.get("agreed", ())
    if tail is not None and reading.tokens[tail.verb].lower in agreeing:
        for frame in frames:
            frame.agreed = frame.decisive.weak
            frame.kind = "agreement" if frame.agreed else frame.kind
    for frame in frames:
        denied = [c for c in (frame.cue, frame.inner) if c is not None and _is_negated(reading, c)]
        frame.silent = frame.silent or bool(denied)
    _set_ends(reading, seps, frames, tail)
    _silence(reading, frames)
    return [f for f in frames if f.kind is not None or f.silent or f.subjects]


def _tell_receiver(reading: Reading, frame: Frame) -> None:
    """Note where the subject only gains what others promise, and who gives it, if told ("from Norland")."""
    more = reading.language.syntax.more
    gaining = more.get("gains", ())
    first = reading.skip(frame.start, "adverbs")
    at_verb = [reading.tokens[at].lower for at in (first, frame.cue.first) if at < len(reading.tokens)]
    frame.benefits = frame.decisive.weak and bool(at_verb) and any(word in gaining for word in at_verb)
    if frame.benefits:
        sources = range(frame.start, len(reading.tokens) - 1)
        told = (reading.speaker_at(at + 1) for at in sources if reading.tokens[at].lower in more.get("sources", ()))
        frame.givers = next(([m] for m in told if m is not None), [])


def _is_spoken(reading: Reading, cue: Cue, start: int, tail: Tail | None) -> bool:
    """Whether a tail says who speaks, where no actor is subject of what will be done ("Our yards will …, he said")."""
    if tail is None or not (tail.speaker or tail.recalled):
        return False
    named = _names_side(reading, start, cue.first)
    return cue.payload.kind == "proposal" or (cue.payload.kind == "pledge" and named)


def _names_side(reading: Reading, start: int, end: int) -> bool:
    """Whether the subject phrase belongs to a side ("Polish yards", "Norland's firms"), not deep in its attributes."""
    first = next((m.first for m in reading.mentions if start <= m.first and m.last <= end), None)
    prepositions = reading.language.syntax.more.get("prepositions", ())
    return first is not None and not any(reading.tokens[at].lower in prepositions for at in range(start, first))


def _elided(reading: Reading, seps: dict[int, Separator], start: int, cue_first: int) -> list[Mention]:
    """The subject that a verb behind "and" shares with the clauses before it ("X discussed A and agreed …")."""
    if not is_light(reading, start, cue_first):
        return []
    if seps.get(start - 1) == "quote" and (quoted := _before_quote(reading, seps, start - 1)):
        return quoted
    if _is_one_form(reading):
        return _topic(reading, seps, start)
    if getattr(reading.language.hooks, "FREE_ORDER", False):
        return _main_subject(reading, seps, start, cue_first)
    if seps.get(start - 1) == "comma":
        governing = set(getattr(reading.language.hooks, "GOVERNING_FORMS", ()))
        if governing & set(reading.forms_at(cue_first)):  # "Sato received Berg, affirming that …"
            return subject(reading, clause_start(reading, seps, start - 1, 0), start - 1)
        return _before_aside(reading, seps, start - 1)
    for _ in range(4):
        if seps.get(start - 1) == "quote":
            return _before_quote(reading, seps, start - 1)
        if seps.get(start - 1) not in ("coordinator", "comma"):
            return []
        end = start - 1
        while end > 0 and seps.get(end - 1) in ("coordinator", "comma"):
            end -= 1
        start = clause_start(reading, seps, end, 0)
        found = subject(reading, start, end)
        if found and found[0].first - start <= 4:
            return found
    return []


def _before_quote(reading: Reading, seps: dict[int, Separator], quote: int) -> list[Mention]:
    """The subject right before a quoted verb ('They also "agreed to open the lake"')."""
    found = subject(reading, clause_start(reading, seps, quote, 0), quote)
    return found if found and is_light(reading, found[-1].last, quote) else []


def _main_subject(reading: Reading, seps: dict[int, Separator], start: int, verb: int) -> list[Mention]:
    """The nearest subject to the left, in no subordinate clause, that the number of the verb allows."""
    number = reading.language.hooks.number_of(reading.tokens[verb].lower)
    end = start
    while end > 0:
        end -= 1
        if end in seps:
            continue
        start = clause_start(reading, seps, end + 1, 0)
        found = [] if seps.get(start - 1) in UNDER else subject(reading, start, end + 1)
        if found and (number != 1 or len(found[0].actor_ids) == len(found) == 1):
            return found
        end = start
    return []


def _topic(reading: Reading, seps: dict[int, Separator], last: int) -> list[Mention]:
    """The subject with which the sentence begins, behind adverbials: in Vietnamese all its clauses go on with it."""
    if seps.get(last - 1) not in ("coordinator", "comma", "break"):
        return []
    start = 0
    for at in range(last):
        if at + 1 < last and seps.get(at) not in ("comma", "break"):
            continue
        found = subject(reading, start, at + 1)
        if found and found[0].first - start <= 4:
            said = any(s.payload.opens and s.first < found[0].first for s in reading.silencers)
            return [] if said else found  # "thanked Norland and asked": the subject is not said
        start = at + 1
    return []


def _antecedent(reading: Reading, seps: dict[int, Separator], start: int, cue_first: int) -> list[Mention]:
    """Whom a relative clause tells of ("Sato, who said the two sides would …")."""
    if seps.get(start - 1) != "relative" or not is_light(reading, start, cue_first):
        return []
    at = start - 1
    while at > 0 and seps.get(at - 1) in ("relative", "comma"):
        at -= 1
    mention = reading.speaker_ending(at)
    return [mention] if mention is not None else []


def _before_aside(reading: Reading, seps: dict[int, Separator], comma: int) -> list[Mention]:
    """The subject in front of an aside that ends at this comma ("Sato, for her part, …", "Sato, the host, …")."""
    if getattr(reading.language.hooks, "FREE_ORDER", False):
        return []
    named = reading.speaker_ending(comma)
    if named is not None and any(t.text == "," for t in reading.tokens[named.first : named.last]):
        return subject(reading, clause_start(reading, seps, comma, 0), comma)  # "the host, Sato, agreed"
    if named is not None and seps.get(named.first - 1) == "comma":  # "Sato and the new president, Berg, agreed"
        base = subject(reading, clause_start(reading, seps, named.first - 1, 0), named.first - 1)
        if base and base[-1].last < named.first - 1:
            return [*base, named]
    for at in range(comma - 1, max(comma - 14, 0), -1):
        mention = reading.speaker_ending(at) if seps.get(at) == "comma" else None
        found = subject(reading, clause_start(reading, seps, at, 0), at) if mention is not None else []
        if found:
            return found
    return []


def _is_to_be_done(reading: Reading, cue: Cue, start: int) -> bool:
    """Whether something is promised to be done, whoever does it ("the ties shall be strengthened")."""
    if not getattr(reading.language.hooks, "PASSIVES_PROMISE", False):
        return False
    if is_light(reading, start, cue.first):
        return _is_inverted(reading, cue, start) and _done_behind(reading, cue.last)
    at = _past_markers(reading, cue.last)
    return _is_passive(reading, at) or (_is_inverted(reading, cue, start) and _done_behind(reading, at))


def _done_behind(reading: Reading, first: int) -> bool:
    """Whether the subject stands behind the modal and a passive behind it ("shall the prisoners BE RETURNED")."""
    base = reading.language.hooks.FORMS[0]
    for at in range(first, min(first + 24, len(reading.tokens))):
        if reading.tokens[at].text in ";:" or (base in reading.heads.get(at, ()) and at > first):
            return False
        if at > first and _is_passive(reading, at):
            return True
    return False


def _is_nobody(reading: Reading, start: int, cue_first: int) -> bool:
    """Whether no actor stands anywhere in a subject phrase, where all that count would be known or have a role."""
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    words = [t for t in reading.tokens[start:cue_first] if t.text[0].isalpha()]
    name = any(t.text[0].isupper() for t in words[1:] or words)
    return strict and not name and not any(start <= m.first < cue_first for m in reading.mentions)


def _is_bare(reading: Reading, start: int, cue_first: int) -> bool:
    """Whether no subject, or only a pronoun, stands in front of the verb."""
    pronouns = [reading.skip(at, "they", "she_or_he") for at in range(start, cue_first)]
    its = reading.language.syntax.more.get("pronouns", ())
    behind = [after for at, after in enumerate(pronouns, start) if after > at]
    behind += [at + 1 for at in range(start, cue_first) if reading.tokens[at].lower in its]
    return any(is_light(reading, at, cue_first) for at in (start, *behind))


def _is_product(reading: Reading, start: int, cue_first: int) -> bool:
    """Whether an agreement, a programme or the like is the subject ("the framework will …")."""
    products = reading.language.syntax.more.get("products", ())
    governed = reading.language.syntax.more.get("prepositions", ())
    for at in range(reading.skip(start, "openers", "coordinators"), cue_first):
        word = reading.tokens[at].lower
        if word in products or word in governed:
            return word in products
    return False


def _stands(reading: Reading, seps: dict[int, Separator], cue: Cue, start: int, before: Frame | None) -> bool:
    """Whether a cue opens a frame of its own, or is only a word inside the content of the frame before it."""
    rule = cue.payload
    own = bool(subject(reading, start, cue.first)) or _we(reading, start, cue) or bool(cue.actors)
    if rule.weak and any(reading.mark(at, "purpose") == start for at in range(max(start - 4, 0), start)):
        return False  # "so that Norland will be able to …"
    if seps.get(start - 1) == "subordinator" and _is_condition(reading, start - 1):
        return False
    praised = rule.weak and not own and not _rejoins(reading, seps, cue, start)
    if _in_silenced_clause(reading, seps, start) or (praised and _is_in_praise(reading, before, cue)):
        return False
    if (
        rule.weak
        and own
        and seps.get(start - 1) in ("subordinator", "relative")
        and _is_in_praise(reading, before, cue)
    ):
        return False
    if rule.weak and rule.kind == "pledge" and not own:
        own = _is_product(reading, start, cue.first) or (
            _is_passive(reading, cue.last) and bool(_agents_behind(reading, cue.last))
        )
    if rule.weak and rule.kind == "pledge" and not own:
        own = _is_to_be_done(reading, cue, start)
    actions = rule.kind in ("pledge", "proposal") or (rule.kind is not None and before is None)
    own = own or (rule.weak and actions and has_role(reading, start, cue.first))
    if before is None and not own:
        own = bool(_elided(reading, seps, start, cue.first))
    if before is not None and before.kind is None and before.subjects and _is_one_form(reading):
        own = own or (seps.get(start - 1) in ("comma", "coordinator") and is_light(reading, start, cue.first))
    if seps.get(start - 1) == "subordinator" and (rule.weak or rule.takes == "around"):
        return False  # a condition or a time: "as soon as the text is agreed"
    if before is None or before.kind is None:
        aside = "comma" in (seps.get(start - 2), seps.get(start - 3))
        if rule.weak and start > 1 and seps.get(start - 1) == "relative" and not aside:
            return False
        return own or not rule.weak or _postposed(reading, cue) is not None
    if not rule.weak and reading.tokens[cue.first - 1].lower in reading.language.syntax.more.get("statements", ()):
        return True
    sep = seps.get(start - 1)
    bare = is_light(reading, start, cue.first)
    if sep == "break":
        chained = bare and _is_one_form(reading) and _same_form_as_content(reading, cue, before)
        return own or (bare and not chained) or not rule.weak
    if sep in ("comma", "coordinator", "quote"):
        if not own and (_same_form_as_content(reading, cue, before) or _shares_object(reading, seps, start, before)):
            return False
        free = rule.takes == "around" or (not rule.weak and getattr(reading.language.hooks, "FREE_ORDER", False))
        bare = bare or (free and cue.first - start <= 8 and _is_verbless(reading, start, cue.first))
        chained = (before.inner is not None and before.inner.payload.weak) or before.cue.payload.weak
        chained = chained or (sep == "coordinator" and _is_finite(reading, cue))
        inside = rule.takes == "inside" and sep != "quote" and not reading.mark(cue.first, "nominal")
        turns = before.kind == "reaffirmation" and rule.kind == "pledge" and sep == "coordinator"
        return own or (bare and (not rule.weak or inside or before.silent or chained or turns))
    if sep == "relative" and reading.tokens[start - 1].lower in reading.language.syntax.more.get(
        "closed_relatives", ()
    ):
        return False
    if sep == "relative":
        opening = reading.language.syntax.more.get("opening_relatives", ())
        after_comma = "comma" in (seps.get(start - 2), seps.get(start - 3))
        described = rule.weak and rule.kind == "reaffirmation"  # ", which is a pillar of the ties"
        return after_comma and (own or (bare and not described and reading.tokens[start - 1].lower in opening))
    contrasts = reading.language.syntax.more.get("contrasts", ())
    if sep == "subordinator" and reading.tokens[start - 1].lower in contrasts:
        return own
    joined = sep == "complementizer" and bool(reading.mark(start - 2, "coordinators"))  # "and that Norland will"
    return sep == "complementizer" and own and (before.silent or joined)


def _is_condition(reading: Reading, at: int) -> bool:
    """Whether a subordinator only sets a condition ("unless Norland agrees to …"), where the language lists such."""
    return reading.tokens[at].lower in reading.language.syntax.more.get("conditions", ())


def _in_silenced_clause(reading: Reading, seps: dict[int, Separator], start: int) -> bool:
    """Whether the clause is what somebody is sure of, or the like: "is confident that Laos will …"."""
    if seps.get(start - 1) != "complementizer":
        return False
    ends = [s.last for s in reading.silencers if s.payload.opens and s.payload.voids == "clause"]
    return any(start - 4 <= end <= start for end in ends)


def _is_finite(reading: Reading, cue: Cue) -> bool:
    """Whether the verb of a cue is finite, so that it goes on with the subject and not with an infinitive before it."""
    return bool(set(getattr(reading.language.hooks, "FINITE", ())) & set(reading.forms_at(cue.first)))


def _rejoins(reading: Reading, seps: dict[int, Separator], cue: Cue, start: int) -> bool:
    """Whether "and" leads back to the main verb: "appreciates the help AND WISHES to …", "praised it AND WILL …"."""
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    bare = seps.get(start - 1) == "coordinator" and is_light(reading, start, cue.first)
    return strict and bare and (_is_finite(reading, cue) or not reading.forms_at(cue.first))


def _is_in_praise(reading: Reading, before: Frame | None, cue: Cue) -> bool:
    """Whether thanks, praise or the like begins between the frame before and this cue, in the same stretch."""
    floor = before.cue.last if before is not None else 0
    opening = [s.first for s in reading.silencers if s.payload.opens and floor <= s.first < cue.first]
    return bool(opening) and all(t.text != ";" for t in reading.tokens[max(opening) : cue.first])


def _narrated(reading: Reading, seps: dict[int, Separator], first: int, last: int) -> list[Mention]:
    """The subject of the last clause in `first:last` that thanks, praises or the like: it goes on as subject."""
    for match in sorted(reading.silencers, key=lambda s: -s.first):
        if match.payload.opens and first <= match.first < last:
            found = subject(reading, clause_start(reading, seps, match.first, 0), match.first)
            if found:
                return found
    return []


def _is_negated(reading: Reading, cue: Cue) -> bool:
    """Whether "not" right before the verb denies it, where that is how the language denies; "must not" still asks."""
    if not getattr(reading.language.hooks, "NEGATES_IN_FRONT", False) or cue.first == 0:
        return False
    denied = reading.mark(cue.first - 1, "negations") == cue.first
    return denied and not (cue.payload.kind == "proposal" and (cue.payload.weak or _is_impersonal(reading, cue)))


def _is_impersonal(reading: Reading, cue: Cue) -> bool:
    """Whether a word of need has no subject ("необходимо"), as the language lists them."""
    return reading.tokens[cue.first].lower in reading.language.syntax.more.get("impersonals", ())


def _is_verbless(reading: Reading, first: int, last: int) -> bool:
    """Whether a stretch holds no verb: the subject that a whole clause begins with."""
    return not any(reading.forms_at(at) for at in range(first, last))


def _same_form_as_content(reading: Reading, cue: Cue, before: Frame) -> bool:
    """True where the cue verb is one more infinitive of the chain that the frame before governs."""
    if _is_one_form(reading):
        action = cue.payload.weak and bool(reading.forms_at(cue.first))
        return action and not before.silent and before.kind in ("agreement", "proposal", "pledge")
    first = reading.skip(before.start, "adverbs", "auxiliaries")
    base = reading.language.hooks.FORMS[0]
    return (
        base in reading.forms_at(first)
        and base in reading.forms_at(cue.first)
        and (not cue.payload.weak or cue.payload.takes == "inside")
    )


def _is_one_form(reading: Reading) -> bool:
    return len(reading.language.hooks.FORMS) == 1


def _shares_object(reading: Reading, seps: dict[int, Separator], start: int, before: Frame) -> bool:
    """True where a verb of stance and this one have one object: "values and wishes to widen the ties"."""
    joined = start - 1
    while joined > 0 and seps.get(joined - 1) == "coordinator":
        joined -= 1
    if seps.get(joined) != "coordinator":
        return False
    stances = (c for c in reading.cues if before.cue.first <= c.first and c.payload.takes == "inside")
    return any(c.last <= joined and is_light(reading, c.last, joined) for c in stances)


def _we(reading: Reading, start: int, cue: Cue) -> bool:
    """Whether "we" is the subject, as a word or by the ending of the verb ("надеемся")."""
    hook = getattr(reading.language.hooks, "is_we_form", None)
    verb = range(cue.first, min(cue.first + 2, cue.last))
    if hook is not None and any(hook(reading.tokens[at].lower) for at in verb):
        return True
    prepositions = reading.language.syntax.more.get("prepositions", ())
    if (
        getattr(reading.language.hooks, "VERB_SECOND", False)
        and reading.mark(cue.last, "we")
        and not _governs(reading, cue)
    ):
        return True  # "continue WE to support"
    return any(
        reading.mark(at, "we") and not (at > start and reading.tokens[at - 1].lower in prepositions)
        for at in range(start, cue.last)
    )


def _governs(reading: Reading, cue: Cue) -> bool:
    """Whether a cue ends in a preposition or "that", so that what stands behind is no subject of it."""
    last = reading.tokens[cue.last - 1].lower
    return _ends_in_complementizer(reading, cue) or (
        cue.last - cue.first > 1 and last in reading.language.syntax.more.get("prepositions", ())
    )


def _postposed(reading: Reading, cue: Cue) -> Mention | None:
    """A subject right behind its verb (V2 inversion, Russian word order)."""
    if cue.payload.addressee or _governs(reading, cue):
        return None
    mention = reading.speaker_at(cue.last)
    hook = getattr(reading.language.hooks, "can_be_subject", None)
    if mention is None or hook is None:
        return None
    return mention if hook([t.text for t in reading.tokens[mention.first : mention.last]]) else None


def _number(reading: Reading, cue: Cue) -> int:
    hook = getattr(reading.language.hooks, "number_of", None)
    return next((n for at in range(cue.first, cue.last) if (n := hook(reading.tokens[at].lower))), 0) if hook else 0


def _on_whose_side(reading: Reading, first: int, last: int) -> list[Mention]:
    """By whom something is done without a subject: "on the Russian side it was stressed"."""
    more = reading.language.syntax.more
    sides, prepositions = more.get("sides", ()), more.get("side_prepositions", ())
    return [
        m for m in reading.speakers
        if first < m.first and m.last <= last and reading.tokens[m.first - 1].lower in prepositions
        and reading.tokens[m.last - 1].lower in sides
    ][:1]  # fmt: skip


def _ends_in_complementizer(reading: Reading, cue: Cue) -> bool:
    return any(reading.mark(at, "complementizers") == cue.last for at in range(cue.first, cue.last))


def _frame(reading: Reading, seps: dict[int, Separator], cue: Cue, clause: int, tail: Tail | None) -> Frame:
    rule = cue.payload
    frame = Frame(cue, rule.kind, clause, cue.last, len(reading.tokens), tail=tail)
    frame.we = _we(reading, clause, cue)
    plurals = reading.language.syntax.more.get("plurals", ())
    frame.plural = any(reading.tokens[at].lower in plurals for at in range(clause, cue.first))
    selves = reading.language.syntax.more.get("selves", ())
    frame.with_me = any(
        reading.tokens[at].lower in selves and at > clause and reading.mark(at - 1, "coordinators") == at
        for at in range(clause, cue.first)
    )
    frame.number = _number(reading, cue)
    frame.subjects = subject(reading, clause, cue.first)
    at = cue.last
    captured = [m for first, _ in cue.actors if (m := reading.whole_at(first)) is not None]
    if not captured and rule.takes == "after":
        captured = _in_gap(reading, cue, clause)
    if rule.addressee and not _ends_in_complementizer(reading, cue):
        row, at = _list_of_actors(reading, at)
        row = [m for m in captured if m in reading.speakers] + row
        if not frame.subjects and _is_inverted(reading, cue, clause):
            frame.subjects, row = row[:1], row[1:]
        frame.addressees = row or _asked_in_front(reading, clause, cue.first)
    elif rule.addressee and captured:
        frame.addressees = [m for m in captured if m in reading.speakers]
    elif captured and not frame.subjects and _owns(reading, cue, captured[0]):
        frame.owners = captured
    elif captured and not frame.subjects:
        frame.subjects = captured
    elif not frame.subjects and _postposed(reading, cue) is not None:
        frame.subjects, at = _list_of_actors(reading, at)
    elif not frame.subjects and rule.subject == "none":
        frame.subjects = _on_whose_side(reading, clause, cue.first)
    elif not frame.subjects and rule.kind == "signing":
        frame.subjects = _signatories(reading, at)
    if rule.kind in ("agreement", "signing") and len(frame.subjects) == 1:
        frame.subjects += _companions(reading, clause, cue.last, frame.subjects[0])
    at = _past_markers(reading, at)
    if rule.addressee and not _ends_in_complementizer(reading, cue):
        action = _to_action(reading, seps, at)
        frame.addressees = frame.addressees or [
            m for m in reading.speakers
            if at <= m.first and m.last <= action and (m.first == at or m.form == "name")
        ]
        at = action
    if rule.addressee and rule.kind == "proposal" and not frame.addressees:
        frame.addressees, at = _asked_to(reading, at)
    if (
        at == cue.last
        and reading.mark(at - 1, "infinitive_markers") == at
        and reading.mark(at - 2, "negations") == at - 1
    ):
        at -= 2  # "urged Norland NOT TO close the lake"
    frame.start = at
    whole = rule.takes == "around" or ((rule.weak or rule.subject == "thing") and _is_passive(reading, at))
    if not frame.subjects and (whole or _is_passive(reading, at)):
        frame.subjects = _agents_behind(reading, at)
    if rule.takes == "inside":
        frame.start = _with_adverbs(reading, clause, cue.first)
    elif rule.takes == "before":
        frame.start = frame.clause = 0
    elif whole and (rule.subject == "thing" or _holds_subject(reading, cue) or not is_light(reading, clause, cue.first)):
        frame.start = frame.clause = _joined_subject(reading, seps, clause, cue.first)
    else:
        _take_inner(reading, seps, frame, at)
    return frame


def _holds_subject(reading: Reading, cue: Cue) -> bool:
    """Whether a cue of a whole clause begins with its noun ("support for … was stressed"), told by no copula."""
    copulas = reading.language.syntax.more.get("copulas", ())
    return bool(copulas) and cue.last - cue.first > 2 and reading.tokens[cue.first].lower not in copulas


def _joined_subject(reading: Reading, seps: dict[int, Separator], clause: int, verb: int) -> int:
    """Where the subject of a passive begins that "and" joins of several nouns ("papers on A, B and C were signed")."""
    if not hasattr(reading.language.hooks, "TAIL_BOTH_ORDERS"):
        return clause
    first, prepositions = clause, reading.language.syntax.more.get("prepositions", ())
    while seps.get(first - 1) in ("coordinator", "comma") and (first < clause or seps.get(first - 1) == "coordinator"):
        end = first - 1
        while end > 0 and seps.get(end - 1) in ("coordinator", "comma"):
            end -= 1
        start = end
        while start > 0 and start - 1 not in seps:
            start -= 1
        opening = reading.tokens[start].lower in prepositions or reading.skip(start, "adverbs", "openers") > start
        if start == end or opening or not _is_verbless(reading, start, end):
            break
        if any(c.first < end and start < c.last for c in (*reading.cues, *reading.silencers)):
            break
        first = start
    return first


def _owns(reading: Reading, cue: Cue, mention: Mention) -> bool:
    """Whether a genitive inside a cue only says whose it is ("voiced Norland's readiness to"): no subject."""
    return cue.first < mention.first and mention not in reading.speakers


def _in_gap(reading: Reading, cue: Cue, clause: int) -> list[Mention]:
    """The subject right behind the verb, in the gap of a cue ("enades de två länderna om att")."""
    asked = cue.payload.addressee and reading.speaker_at(cue.first + 1) is not None
    if not (asked or is_light(reading, clause, cue.first) or _is_inverted(reading, cue, clause)):
        return []
    first = next((m for m in reading.speakers if cue.first < m.first <= cue.first + 2 and m.last <= cue.last), None)
    row = _list_of_actors(reading, first.first)[0] if first is not None else []
    return [m for m in row if m.last <= cue.last]


def _asked_in_front(reading: Reading, first: int, last: int) -> list[Mention]:
    """Who is asked, in front of the verb and told by case alone ("а коллегам предложил")."""
    if not getattr(reading.language.hooks, "FREE_ORDER", False):
        return []
    here = [m for m in reading.speakers if first <= m.first and m.last <= last and is_governed(reading, m)]
    prepositions = reading.language.syntax.more.get("prepositions", ())
    return [m for m in here if m.first == 0 or reading.tokens[m.first - 1].lower not in prepositions]


def _companions(reading: Reading, first: int, last: int, subject_: Mention) -> list[Mention]:
    """Who agrees or signs with the subject, told before the content ("together with Sudland, Norland agreed")."""
    joint = reading.language.syntax.more.get("with", ())
    return [
        m for m in reading.speakers
        if first < m.first and m.last <= last and reading.tokens[m.first - 1].lower in joint and m is not subject_
    ]  # fmt: skip


def _signatories(reading: Reading, at: int) -> list[Mention]:
    """Who signs in a passive: the actors behind "by"."""
    by = reading.language.syntax.more.get("by", ())
    for here in range(at, len(reading.tokens)):
        if reading.tokens[here].lower in by and reading.speaker_at(here + 1) is not None:
            return _list_of_actors(reading, here + 1)[0]
    return []


def _is_inverted(reading: Reading, cue: Cue, clause: int) -> bool:
    """Whether something that is no subject fills the place before a verb that stands second: the subject is behind."""
    if not getattr(reading.language.hooks, "VERB_SECOND", False) or clause == cue.first:
        return False
    governed = reading.tokens[clause].lower in reading.language.syntax.more.get("prepositions", ())
    return governed or bool(reading.skip(clause, "adverbs", "openers") > clause)


def _list_of_actors(reading: Reading, at: int) -> tuple[list[Mention], int]:
    """The actors that stand in a row from `at` on, and where the row ends."""
    row: list[Mention] = []
    while (mention := reading.speaker_at(at)) is not None:
        row.append(mention)
        at = mention.last
        beyond = reading.skip(
            at + 1 if at < len(reading.tokens) and reading.tokens[at].text == "," else at, "coordinators"
        )
        named = _named_from(reading, beyond) if beyond > at else None
        if named is not None:
            at = named.first
    return row, at


def _named_from(reading: Reading, at: int) -> Mention | None:
    """The actor whose phrase begins at `at`, possessives and all ("his Norlandic counterpart Sato")."""
    near = (m for m in reading.speakers if at <= m.first <= at + 3)
    return next((m for m in near if m.first == at or phrase_start(reading, m) == at), None)


def _agents_behind(reading: Reading, at: int) -> list[Mention]:
    """The actors behind the "by" of a passive, in the same stretch."""
    marks = reading.language.syntax.more.get("agent_marks", ())
    for here in range(at, len(reading.tokens) - 1):
        if reading.tokens[here].text in {",", ";"}:
            break
        if reading.tokens[here].lower in marks:
            return _list_of_actors(reading, here + 1)[0]
    return []


def _with_adverbs(reading: Reading, clause: int, at: int) -> int:
    """Where the adverbs in front of a verb of stance begin ("always supports"), links such as "also" left out."""
    links = reading.language.syntax.more.get("also")
    while links is not None and at > clause and reading.mark(at - 1, "adverbs") == at:
        if reading.tokens[at - 1].lower in links:
            break
        at -= 1
    return at


def _asked_to(reading: Reading, at: int) -> tuple[list[Mention], int]:
    """Actors in front of a bare infinitive ("proposed that the neighbours OPEN …"), and where the infinitive stands."""
    row, after = _list_of_actors(reading, at)
    start = _past_markers(reading, after)
    verb = reading.skip(start, "adverbs", "auxiliaries")
    hooks = reading.language.hooks
    plain = hooks.FORMS[0] in reading.forms_at(verb) or verb > start
    return (row, start) if row and plain and hasattr(hooks, "TAIL_BOTH_ORDERS") else ([], at)


def _to_action(reading: Reading, seps: dict[int, Separator], at: int) -> int:
    """Step over whoever is asked and is no known actor ("the airlines of both countries") to the infinitive.

    Only where the form of a verb alone tells the infinitive; nouns, commas and "and" may stand in between.
    """
    hooks = reading.language.hooks
    if len(hooks.FORMS) == 1 or behind_time(reading, at):
        return at
    if reading.language.syntax.infinitive_markers:
        return _behind_marker(reading, seps, at) if getattr(hooks, "VERB_SECOND", False) else at
    for here in range(at, min(at + 16, len(reading.tokens))):
        if seps.get(here) not in (None, "comma", "coordinator"):
            return at
        if here > at and reading.tokens[here].lower in reading.language.syntax.more.get("asking_to", ()):
            return here + 1
        if hooks.FORMS[0] in reading.forms_at(here):
            return _behind_nouns(reading, at, here)
        if reading.forms_at(here):
            return at
    return at


def _behind_marker(reading: Reading, seps: dict[int, Separator], at: int) -> int:
    """Step over whoever is asked to behind the infinitive marker, if the content does not follow one already."""
    if reading.mark(at - 1, "infinitive_markers"):
        return at
    others = {c.first for c in reading.cues} | {s.first for s in reading.silencers if s.payload.opens}
    for here in range(at, min(at + 12, len(reading.tokens))):
        if here in others:
            return at
        if reading.mark(here, "infinitive_markers"):
            return here + 1
        if seps.get(here) not in (None, "comma", "coordinator") or reading.mark(here, "purpose"):
            return at
    return at


def _behind_nouns(reading: Reading, first: int, verb: int) -> int:
    """Where the adverbs in front of a verb begin."""
    for at in range(first, verb):
        if reading.skip(at, "adverbs", "negations") == verb:
            return at
    return verb


def _past_markers(reading: Reading, at: int) -> int:
    """Step over "that", "to" and a comma or colon in front of them."""
    tokens = reading.tokens
    if at < len(tokens) and tokens[at].text == "," and reading.mark(at + 1, "complementizers"):
        at += 1
    behind = reading.skip(at, "adverbs")
    if any(reading.mark(behind, name) for name in LIGHT_BEFORE_CONTENT):
        at = behind
    at = reading.skip(at, *LIGHT_BEFORE_CONTENT)
    while at < len(tokens) and tokens[at].text in {":", "«", "“", '"', "”", "–", "—"}:
        at += 1
    return at


def _is_passive(reading: Reading, at: int) -> bool:
    """Whether the verb behind a modal is passive."""
    at = reading.skip(at, "adverbs", "negations")
    looks_passive = getattr(reading.language.hooks, "is_passive_infinitive", None)
    if looks_passive is not None and at < len(reading.tokens) and looks_passive(reading.tokens[at].text):
        return True
    passive_forms = set(getattr(reading.language.hooks, "PASSIVE_FORMS", ()))
    if passive_forms & set(reading.forms_at(at)):
        return True
    helper = reading.mark(at, "passives")
    if not helper:
        return False
    needs = getattr(reading.language.hooks, "PASSIVE_NEEDS", "")
    return not needs or needs in reading.forms_at(reading.skip(helper, "adverbs"))


def _take_inner(reading: Reading, seps: dict[int, Separator], frame: Frame, at: int) -> None:
    """Let a cue inside the that-clause decide: "affirmed that it WILL …" (the kind, and where the content starts)."""
    rule = frame.cue.payload
    inner = next((c for c in reading.cues if c.first >= at), None)
    if inner is None or inner.first - at > 14 * _syllables(reading):
        return
    if inner.payload.kind == "signing" and rule.kind is not None:
        return  # "agreed to sign", "will sign": the signing is the action
    between = [seps[i] for i in range(at, inner.first) if i in seps]
    actors = subject(reading, at, inner.first) or [
        m for first, _ in inner.actors if (m := reading.speaker_at(first)) is not None
    ]
    we = _we(reading, at, inner) and inner.first - at <= 5 and "coordinator" not in between
    alone = is_light(reading, _past_pronoun(reading, at), inner.first)
    impersonal = _is_impersonal(reading, inner)
    told = any(reading.mark(i, "complementizers") == at for i in range(max(at - 3, 0), at))
    if impersonal and told and set(between) <= {"coordinator"}:
        alone = alone or _is_verbless(reading, at, inner.first)
    ought = inner.payload.kind == "proposal" and (inner.payload.weak or inner.payload.takes == "around")
    if rule.weak and between and not alone and not _ends_in_complementizer(reading, frame.cue):
        return  # "Norland will fund it and Sudland will run it"
    if rule.yielding and ought and not (alone or actors or we):
        if all(b in ("comma", "coordinator") for b in between):
            frame.kind, frame.inner = inner.payload.kind, inner
        return
    if not (actors or we or alone) and (rule.kind is None or rule.yielding):
        named = not between and inner.first - at <= 8 and _names_side(reading, at, inner.first)
        if named and inner.payload.weak and inner.payload.kind == "pledge":
            frame.kind, frame.inner = inner.payload.kind, inner
            behind = _past_markers(reading, inner.last)
            frame.start = at if _is_passive(reading, behind) else behind
            return
    if not (alone or ((actors or we) and all(s in ("comma", "coordinator", "quote") for s in between))):
        return
    if actors and not inner.actors and not _reaches(reading, actors, at, inner.first):
        return
    if inner.actors and not alone and (inner.first - at > 6 or "coordinator" in between):
        return
    outer = rule.kind is None or rule.yielding
    if inner.payload.weak or (impersonal and alone):
        frame.kind = inner.payload.kind if outer else frame.kind
        _take_weak_inner(reading, seps, frame, inner, actors)
        if impersonal and inner.first > at and _has_object_in_front(reading, at):
            frame.start = at  # "that the sanctions it is necessary to prolong"
    elif rule.kind is None or (outer and (alone or is_light(reading, actors[-1].last if actors else at, inner.first))):
        deeper = _frame(reading, seps, inner, at, frame.tail)
        frame.inner, frame.kind, frame.start = inner, deeper.kind, deeper.start
        frame.inner_subjects, frame.addressees = actors, deeper.addressees


def _has_object_in_front(reading: Reading, at: int) -> bool:
    """Whether a clause of need begins with its object: neither with a preposition or adverb, nor with who needs it."""
    hook = getattr(reading.language.hooks, "can_be_subject", None)
    light = reading.skip(at, "adverbs", "openers") > at
    prepositions = reading.language.syntax.more.get("prepositions", ())
    return (
        hook is not None
        and not light
        and reading.tokens[at].lower not in prepositions
        and hook([reading.tokens[at].text])
    )


def _syllables(reading: Reading) -> int:
    """How many tokens a word has, roughly: two where tokens are syllables."""
    return 2 if _is_one_form(reading) else 1


def _past_pronoun(reading: Reading, at: int) -> int:
    """Step over a pronoun that stands for the speaker and is no mention ("announced that IT will …")."""
    pronouns = reading.language.syntax.more.get("pronouns", ())
    return at + 1 if at < len(reading.tokens) and reading.tokens[at].lower in pronouns else at


def _reaches(reading: Reading, actors: list[Mention], at: int, cue_first: int) -> bool:
    """Whether the actors stand near both the beginning of the clause and its verb."""
    size = _syllables(reading)
    return actors[0].first - at <= 6 * size and cue_first - actors[-1].last <= 5


def _take_weak_inner(
    reading: Reading, seps: dict[int, Separator], frame: Frame, inner: Cue, actors: list[Mention]
) -> None:
    behind = _past_markers(reading, inner.last)
    if inner.payload.addressee:
        behind = _to_action(reading, seps, behind)
    frame.inner, frame.inner_subjects = inner, actors
    if inner.payload.takes == "after" and not (_is_passive(reading, behind) and actors):
        frame.start = behind
    elif (
        inner.payload.takes == "inside" and actors and frame.kind != "reaffirmation"
        and (frame.cue.payload.yielding or _is_one_form(reading))  # "asks that NORLAND OPENS …": whoever is asked stays
    ):  # fmt: skip
        frame.start = inner.first


def _set_ends(reading: Reading, seps: dict[int, Separator], frames: list[Frame], tail: Tail | None) -> None:
    """The content ends where the next clause with a cue or an opening silencer begins, or the reporting tail does."""
    stops = sorted({f.clause for f in frames} | set(_opening_silencers(reading, seps)))
    for i, frame in enumerate(frames):
        behind = bisect_right(stops, max(frame.start, frame.cue.last))
        later = stops[behind : behind + 1]
        if i + 1 < len(frames):
            later.append(frames[i + 1].clause if frames[i + 1].clause > frame.start else frames[i + 1].cue.first)
        end = min(later, default=len(reading.tokens))
        end = _adversative(reading, frame.start, end)
        if frame.cue.payload.takes == "before":
            end = frame.cue.first
        if frame.cue.payload.takes == "between":
            end = min(end, frame.cue.reach - 1)
        if tail is not None and frame.start < tail.first:
            end = min(end, tail.first)
        end = min(end, _occasion(reading, max(frame.start, frame.cue.reach - 2), end))
        end = min(end, _next_clause(reading, seps, max(frame.start, frame.cue.last), end))
        frame.end = max(end, frame.start)


def _next_clause(reading: Reading, seps: dict[int, Separator], start: int, end: int) -> int:
    """Where ", and Norland expects …" begins: another clause with an actor and a finite verb, at the earliest."""
    end = min(end, _statement(reading, start, end))
    finite = set(getattr(reading.language.hooks, "FINITE", ()))
    if not finite or getattr(reading.language.hooks, "FREE_ORDER", False):
        return end
    for at in range(start, end):
        if seps.get(at) == "coordinator" and _tells_that(reading, start, reading.mark(at, "coordinators")):
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


def _tells_that(reading: Reading, start: int, at: int) -> bool:
    """Whether "and that" goes back to the verb of saying ("said they agreed to meet and that …")."""
    plain = reading.language.hooks.FORMS[0] in reading.forms_at(reading.skip(start, "adverbs", "auxiliaries"))
    behind = reading.mark(at, "complementizers") if at else 0
    return plain and bool(behind) and reading.speaker_at(behind) is not None


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
    for at in range(start + 2, end - 2):
        behind = reading.mark(at, "coordinators")
        if not behind or reading.tokens[behind - 1].lower not in reading.language.syntax.more.get("plain_joins", ()):
            continue
        actor = reading.speaker_at(behind)
        verb = actor.last if actor is not None else behind + 1
        nominal = actor is not None or reading.mark(behind, "we") or reading.mark(behind, "they")
        pronoun = reading.tokens[behind].lower in reading.language.syntax.more.get("pronouns", ())
        if (nominal or pronoun) and verb < end and reading.tokens[verb].lower in verbs:
            return at
        comma = reading.tokens[at - 1].text == ","
        if comma and any(reading.tokens[i].lower in verbs for i in range(behind + 1, min(behind + 5, end))):
            return at
    return end


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
    words = reading.language.syntax.more.get("adversatives", ())
    after = range(start + 1, min(end, len(reading.tokens) - 1)) if words else ()
    found = (at for at in after if reading.tokens[at].text == "," and reading.tokens[at + 1].lower in words)
    return next(found, end)


def _opening_silencers(reading: Reading, seps: dict[int, Separator]) -> list[int]:
    starts = []
    for match in reading.silencers:
        if match.payload.opens:
            start = clause_start(reading, seps, match.first, 0)
            if seps.get(start - 1) in ("comma", "break", "coordinator", "quote"):
                starts.append(start)
    return starts


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
            overlaps = match.first < cue.last and cue.first < match.last
            begun = frame.clause <= match.first or frame.clause < match.last
            within = (begun and match.first < max(frame.start, frame.cue.last)) or overlaps
            if voids == "sentence" or (voids == "cue" and touches) or (voids == "clause" and within):
                frame.silent = True
    for before, frame in pairwise(frames):
        stances = all(f.cue.payload.weak and f.cue.payload.takes == "inside" for f in (before, frame))
        if before.silent and stances and not frame.subjects:
            frame.silent = all(t.text != ";" for t in reading.tokens[before.cue.last : frame.cue.first])
