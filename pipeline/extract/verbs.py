"""What a cue tells by its form: finite or not, passive, negated, joined to what."""

from __future__ import annotations

from pipeline.document import Mention
from pipeline.extract.clauses import (
    is_light,
)
from pipeline.extract.frame import Cue, Frame
from pipeline.extract.reading import Reading, Separator

FAR = 16  # tokens without a verb that may part subject and verb where the order is free
NEAR = 8  # tokens between a word of need and its infinitive
LIGHT_BEFORE_CONTENT = ("complementizers", "infinitive_markers")
QUOTES = frozenset('«“„"')


def is_to_be_done(reading: Reading, cue: Cue, start: int) -> bool:
    """Whether something is promised to be done, whoever does it ("the ties shall be strengthened")."""
    if not getattr(reading.language.hooks, "PASSIVES_PROMISE", False):
        return False
    if is_light(reading, start, cue.first):
        return is_inverted(reading, cue, start) and _done_behind(reading, cue.last)
    at = past_markers(reading, cue.last)
    return is_passive(reading, at) or (is_inverted(reading, cue, start) and _done_behind(reading, at))


def _done_behind(reading: Reading, first: int) -> bool:
    """Whether the subject stands behind the modal and a passive behind it ("shall the prisoners BE RETURNED")."""
    base = reading.language.hooks.FORMS[0]
    for at in range(first, min(first + 24, len(reading.tokens))):
        if reading.tokens[at].text in ";:" or (base in reading.heads.get(at, ()) and at > first):
            return False
        if at > first and is_passive(reading, at):
            return True
    return False


def is_condition(reading: Reading, at: int) -> bool:
    """Whether a subordinator only sets a condition ("unless Norland agrees to …"), where the language lists such."""
    conditions = reading.language.syntax.more.get("conditions", ())
    starts = (first for first in range(max(at - 3, 0), at + 1) if reading.mark(first, "subordinators") == at + 1)
    return any(reading.tokens[first].lower in conditions for first in (at, *starts))  # "provided that" as well


def is_finite(reading: Reading, cue: Cue) -> bool:
    """Whether the verb of a cue is finite, so that it goes on with the subject and not with an infinitive before it."""
    return bool(set(getattr(reading.language.hooks, "FINITE", ())) & set(reading.forms_at(cue.first)))


def is_negated(reading: Reading, cue: Cue) -> bool:
    """Whether "not" right before the verb denies it, where that is how the language denies; "must not" still asks."""
    if getattr(reading.language.hooks, "NEGATES_BEHIND", False) and _is_negated_behind(reading, cue):
        return True
    if not getattr(reading.language.hooks, "NEGATES_IN_FRONT", False) or cue.first == 0:
        return False
    denied = reading.mark(cue.first - 1, "negations") == cue.first and not reading.mark(cue.first, "negations")
    return denied and not (cue.payload.kind == "proposal" and (cue.payload.weak or is_impersonal(reading, cue)))


def _is_negated_behind(reading: Reading, cue: Cue) -> bool:
    """Whether "not" follows a main verb ("accepterar inte"); behind a modal or "to" it belongs to what is promised."""
    at, strong = cue.last - 1, cue.payload.kind is not None and not cue.payload.weak
    held = strong or (cue.payload.weak and cue.payload.takes == "inside")
    if held and cue.first > 0 and reading.mark(cue.first - 1, "negations") == cue.first:
        return True  # in a clause with "that" the verb comes behind it: "att Norge inte godtar kraven"
    opened = next((i for i in range(cue.first, cue.last) if reading.mark(i, "complementizers")), cue.last)
    inside = range(cue.first + 1, opened if cue.payload.takes == "after" else 0)
    if strong and any(reading.mark(i, "negations") for i in inside):
        return True  # "kom inte överens om"
    verb = at == cue.first or bool(reading.forms_at(at))
    return strong and opened == cue.last and verb and bool(reading.mark(cue.last, "negations"))


def is_impersonal(reading: Reading, cue: Cue) -> bool:
    """Whether a word of need has no subject ("необходимо"), as the language lists them."""
    return reading.tokens[cue.first].lower in reading.language.syntax.more.get("impersonals", ())


def is_subjectless(reading: Reading, first: int, verb: int) -> bool:
    """Whether nothing in front of a verb can be its subject, where the language tells a subject by its form."""
    hook = getattr(reading.language.hooks, "subject_noun", None)
    free = hook is not None and getattr(reading.language.hooks, "FREE_ORDER", False)
    if hook is None or not free or not is_verbless(reading, first, verb):
        return False
    words = tuple(t.lower for t in reading.tokens[first:verb])
    return all(w[0].isalnum() for w in words) and not hook(words, reading.tokens[verb].lower)


def is_idle_future(reading: Reading, cue: Cue) -> bool:
    """Whether "will be" is no auxiliary here: no verb follows that it could help ("we will be in one union")."""
    helpers = reading.language.syntax.more.get("future_helpers", ())
    if cue.last - cue.first > 1 or reading.tokens[cue.first].lower not in helpers:
        return False
    verbal = {reading.language.hooks.FORMS[0], *getattr(reading.language.hooks, "PASSIVE_FORMS", ())}
    far = cue.last + (NEAR if is_impersonal(reading, cue) else FAR)
    for at in range(cue.last, min(far, len(reading.tokens))):
        if reading.tokens[at].text in {";", ":"}:
            break
        if verbal & set(reading.forms_at(at)) or any(c.first == at for c in reading.cues):
            return False
    return True


def is_verbless(reading: Reading, first: int, last: int) -> bool:
    """Whether a stretch holds no verb: the subject that a whole clause begins with."""
    return not any(reading.forms_at(at) for at in range(first, last))


def same_form_as_content(reading: Reading, cue: Cue, before: Frame) -> bool:
    """True where the cue verb is one more infinitive of the chain that the frame before governs."""
    if is_one_form(reading):
        outer = before.cue.payload
        asked = (
            outer.addressee and outer.joint is None and cue.payload.takes == "inside"
        )  # "urged Norland to open A and SUPPORT B"
        action = (cue.payload.weak or asked) and bool(reading.forms_at(cue.first))
        return action and not before.silent and before.kind in ("agreement", "proposal", "pledge")
    if _is_subjunctive(reading, before) and "past" in reading.forms_at(cue.first):
        return True  # "it is important that both opened the border and PROPOSED …"
    if cue.payload.weak and cue.payload.takes == "inside" and _is_wished_clause(reading, before):
        return True  # "it is vital that Norland follows it and GIVES it time"
    first = reading.skip(before.start, "adverbs", "auxiliaries")
    wished = getattr(reading.language.hooks, "STRICT_SUBJECTS", False) and reading.mark(first, "they")
    first = wished or first  # "appealed to them that THEY close ranks and agree on …"
    base = reading.language.hooks.FORMS[0]
    return (
        base in reading.forms_at(first)
        and base in reading.forms_at(cue.first)
        and (not cue.payload.weak or cue.payload.takes == "inside")
    )


def _is_wished_clause(reading: Reading, before: Frame) -> bool:
    """Whether the content of a frame is a that-clause with a finite verb behind words that have no subject."""
    if not getattr(reading.language.hooks, "VERB_SECOND", False) or before.subjects or before.we:
        return False
    finite = before.inner is None or before.inner.payload.takes == "inside"
    return before.kind == "proposal" and finite and ends_in_complementizer(reading, before.cue)


def _is_subjunctive(reading: Reading, before: Frame) -> bool:
    """Whether the content of a frame is a wish whose verbs stand in the past form, as behind ", чтобы"."""
    words = reading.language.syntax.more.get("subjunctives", ())
    return before.start > 0 and reading.tokens[before.start - 1].lower in words


def is_one_form(reading: Reading) -> bool:
    """Whether the words of the language have one form each."""
    return len(reading.language.hooks.FORMS) == 1


def shares_object(reading: Reading, seps: dict[int, Separator], start: int, before: Frame) -> bool:
    """True where a verb of stance and this one have one object: "values and wishes to widen the ties"."""
    joined = start - 1
    while joined > 0 and seps.get(joined - 1) == "coordinator":
        joined -= 1
    if seps.get(joined) != "coordinator":
        return False
    stances = (c for c in reading.cues if before.cue.first <= c.first and c.payload.takes == "inside")
    return any(c.last <= joined and is_light(reading, c.last, joined) for c in stances)


def governs(reading: Reading, cue: Cue) -> bool:
    """Whether a cue ends in a preposition or "that", so that what stands behind is no subject of it."""
    last = reading.tokens[cue.last - 1].lower
    return ends_in_complementizer(reading, cue) or (
        cue.last - cue.first > 1 and last in reading.language.syntax.more.get("prepositions", ())
    )


def number_of(reading: Reading, cue: Cue) -> int:
    """What the verb of a cue tells of its subject: 1 one, 2 several, 0 nothing."""
    hook = getattr(reading.language.hooks, "number_of", None)
    return next((n for at in range(cue.first, cue.last) if (n := hook(reading.tokens[at].lower))), 0) if hook else 0


def ends_in_complementizer(reading: Reading, cue: Cue) -> bool:
    """Whether a cue ends in "that" or the like."""
    return any(reading.mark(at, "complementizers") == cue.last for at in range(cue.first, cue.last))


def is_inverted(reading: Reading, cue: Cue, clause: int) -> bool:
    """Whether something that is no subject fills the place before a verb that stands second: the subject is behind."""
    if not getattr(reading.language.hooks, "VERB_SECOND", False) or clause == cue.first:
        return False
    governed = reading.tokens[clause].lower in reading.language.syntax.more.get("prepositions", ())
    return governed or bool(reading.skip(clause, "adverbs", "openers") > clause)


def past_markers(reading: Reading, at: int) -> int:
    """Step over "that", "to" and a comma or colon in front of them."""
    tokens = reading.tokens
    if at < len(tokens) and tokens[at].text == "," and reading.mark(at + 1, "complementizers"):
        at += 1
    behind = reading.skip(at, "adverbs")
    told = any(at <= c.first < behind for c in reading.cues)  # "that it is IMPORTANT that …"
    if not told and any(reading.mark(behind, name) for name in LIGHT_BEFORE_CONTENT):
        at = behind
    at = reading.skip(at, *LIGHT_BEFORE_CONTENT)
    while at < len(tokens) and tokens[at].text in {":", "«", "“", '"', "”", "–", "—"}:
        at += 1
    return at


def is_passive(reading: Reading, at: int) -> bool:
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


def has_object_in_front(reading: Reading, at: int) -> bool:
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


def syllables(reading: Reading) -> int:
    """How many tokens a word has, roughly: two where tokens are syllables."""
    return 2 if is_one_form(reading) else 1


def past_pronoun(reading: Reading, at: int) -> int:
    """Step over a pronoun that stands for the speaker and is no mention ("announced that IT will …")."""
    pronouns = reading.language.syntax.more.get("pronouns", ())
    return at + 1 if at < len(reading.tokens) and reading.tokens[at].lower in pronouns else at


def reaches(reading: Reading, actors: list[Mention], at: int, cue_first: int) -> bool:
    """Whether the actors stand near both the beginning of the clause and its verb."""
    size, behind = syllables(reading), actors[-1].last
    aside = sum(last - first for first, last in reading.asides if behind <= first and last <= cue_first)
    far = FAR if getattr(reading.language.hooks, "FREE_ORDER", False) and is_verbless(reading, behind, cue_first) else 5
    return actors[0].first - at <= 6 * size and cue_first - behind - aside <= far


def tells_that(reading: Reading, start: int, at: int) -> bool:
    """Whether "and that" goes back to the verb of saying ("said they agreed to meet and that …")."""
    plain = reading.language.hooks.FORMS[0] in reading.forms_at(reading.skip(start, "adverbs", "auxiliaries"))
    behind = reading.mark(at, "complementizers") if at else 0
    return plain and bool(behind) and reading.speaker_at(behind) is not None


def is_topic(reading: Reading, verb: int) -> bool:
    """Whether an action is only what the sentence says something of ("opening the lake IS a task for …")."""
    more = reading.language.syntax.more
    copulas, bound = more.get("topic_copulas", ()), more.get("bound_copulas", ())
    for at in range(verb + 1, len(reading.tokens)) if copulas else ():
        if reading.tokens[at].text in {",", ";", ":"}:
            return False
        if reading.tokens[at].lower in copulas:
            return reading.tokens[at - 1].lower not in bound
    return False


def drops_we(reading: Reading, start: int, cue: Cue) -> bool:
    """Whether a plural adjective without a subject speaks for "we" in direct speech ("“READY to help”, he said")."""
    hook = getattr(reading.language.hooks, "is_plural_short", None)
    if hook is None or not (reading.voiced or reading.tokens[0].text in QUOTES):
        return False
    words = tuple(t.lower for t in reading.tokens[start : cue.first])
    told = any(start <= m.first < cue.first for m in reading.speakers)
    return hook(reading.tokens[cue.first].lower) and not (
        told or reading.language.hooks.subject_noun(words, reading.tokens[cue.first].lower)
    )


def is_second(reading: Reading) -> bool:
    """Whether the verb stands second in its clause."""
    return bool(getattr(reading.language.hooks, "VERB_SECOND", False))


def follows_and(reading: Reading, at: int) -> bool:
    """Whether "and" stands right before a token, so that a verb there goes on with the subject before it."""
    return any(reading.mark(start, "coordinators") == at for start in range(max(at - 3, 0), at))
