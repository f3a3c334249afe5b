"""A frame's content: where it begins, and the cue inside it that tells more."""

from __future__ import annotations

from pipeline.document import Mention
from pipeline.extract.asked import names_asked, past_asked, to_those_asked
from pipeline.extract.clauses import (
    behind_time,
    is_light,
    is_strict,
    subject,
)
from pipeline.extract.converbs import opens_with_gerund
from pipeline.extract.demands import is_demand, stands_alone
from pipeline.extract.frame import Cue, Frame
from pipeline.extract.joins import with_companion
from pipeline.extract.midfield import middles
from pipeline.extract.passives import agents_behind, joined_subject, object_in_front, signatories
from pipeline.extract.reading import Reading, Separator
from pipeline.extract.standing import is_reduced_relative
from pipeline.extract.strangers import has_role, is_passer_by
from pipeline.extract.subjects import (
    asked_in_front,
    asked_to,
    companions,
    holds_subject,
    in_gap,
    list_of_actors,
    names_side,
    on_whose_side,
    owns,
    postposed_subject,
    says_we,
    several_before,
    with_adverbs,
)
from pipeline.extract.tails import Tail
from pipeline.extract.things import thing_acts
from pipeline.extract.verbs import (
    ends_in_complementizer,
    has_object_in_front,
    is_idle_future,
    is_impersonal,
    is_inverted,
    is_one_form,
    is_passive,
    is_second,
    is_subjectless,
    is_verbless,
    number_of,
    past_markers,
    past_pronoun,
    reaches,
    syllables,
)
from pipeline.lang.spelling import GENITIVES

DEEPEST = 4  # cues within cues: "said he hoped they would agree to …"


def make_frame(
    reading: Reading, seps: dict[int, Separator], cue: Cue, clause: int, tail: Tail | None, depth: int = 0
) -> Frame:
    """The frame of a cue: who speaks to whom, what rule decides, and where its content begins."""
    rule = cue.payload
    frame = Frame(cue, rule.kind, clause, cue.last, len(reading.tokens), tail=tail, depth=depth)
    frame.we = says_we(reading, clause, cue)
    plurals = reading.language.syntax.more.get("plurals", ())
    frame.plural = any(reading.tokens[at].lower in plurals for at in range(clause, cue.first))
    selves = reading.language.syntax.more.get("selves", ())
    frame.i_alone = frame.we and _says_i(reading, clause, cue.last)
    frame.with_me = any(
        reading.tokens[at].lower in selves and at > clause and reading.mark(at - 1, "coordinators") == at
        for at in range(clause, cue.first)
    )
    frame.number = number_of(reading, cue)
    frame.subjects = several_before(reading, clause, subject(reading, clause, cue.first), frame.number)
    if rule.patient:  # "Norland was urged by SUDLAND to open …"
        frame.patients, frame.addressees, frame.subjects = frame.subjects, frame.subjects, []
    at = _past_weekday(reading, cue) if rule.takes == "after" else cue.last
    captured = [m for first, last in cue.actors for at in range(first, last) if (m := reading.whole_at(at)) is not None]
    if not captured and rule.takes == "after":
        captured = in_gap(reading, cue, clause)
    if rule.addressee and not ends_in_complementizer(reading, cue):
        held = [m for m in captured if m in reading.speakers]
        at = at if held else to_those_asked(reading, at)
        row, end = list_of_actors(reading, held[-1].first if held else at)
        row, at = held[:-1] + row, max(at, end)
        if not frame.subjects and is_inverted(reading, cue, clause):
            frame.subjects, row = row[:1], row[1:]
        frame.addressees = row or asked_in_front(reading, clause, cue.first)
        if row and {i for m in row for i in m.actor_ids} <= {i for m in frame.subjects for i in m.actor_ids}:
            frame.addressees = []  # nobody asks himself: an office that means somebody else
    elif rule.addressee and (told := captured or [m for m in reading.mentions if cue.first < m.first < cue.last]):
        frame.addressees = [m for m in told if m in reading.speakers and m.last <= cue.last]
    elif captured and not frame.subjects and owns(reading, cue, captured[0]):
        frame.owners = captured
    elif captured and not frame.subjects:
        frame.subjects = captured
        if captured[-1].last == at and captured[-1] in reading.speakers and not rule.addressee:
            row, at = list_of_actors(reading, captured[-1].first)  # "so want Norland, Sudland and …"
            frame.subjects = [*captured[:-1], *row]
    elif not frame.subjects and postposed_subject(reading, cue) is not None:
        frame.subjects, at = list_of_actors(reading, at)
    elif not frame.subjects and rule.subject in ("none", "meeting"):
        frame.subjects = on_whose_side(reading, clause, cue.first)
        if not frame.subjects and seps.get(clause - 1) == "coordinator":  # "on both sides A was noted and B affirmed"
            frame.subjects = on_whose_side(reading, -1, clause)
    if rule.kind == "signing" and not frame.subjects:
        frame.subjects = signatories(reading, at)
    if rule.kind in ("agreement", "signing") and len(frame.subjects) == 1:
        frame.subjects += companions(reading, clause, cue, frame.subjects[0])
    at = with_companion(reading, past_markers(reading, at))
    if rule.addressee and not ends_in_complementizer(reading, cue):
        action = _to_action(reading, seps, at)
        frame.addressees = frame.addressees or [
            m for m in reading.speakers if at <= m.first and m.last <= action and (m.first == at or m.form == "name")
        ]
        at = action
    if rule.addressee and rule.kind == "proposal" and not frame.addressees:
        frame.addressees, at = asked_to(reading, at)
    if (
        at == cue.last
        and reading.mark(at - 1, "infinitive_markers") == at
        and reading.mark(at - 2, "negations") == at - 1
    ):
        at -= 2  # "urged Norland NOT TO close the lake"
    expletives = reading.language.syntax.more.get("expletives", ())
    if rule.weak and rule.takes == "after" and cue.first > clause and reading.tokens[cue.first - 1].lower in expletives:
        at = cue.first - 1  # "THERE SHOULD BE no delay"
    if _keeps_not(reading, cue, clause):
        at = cue.first - 1
    frame.start = at
    whole = rule.takes == "around" or ((rule.weak or rule.subject == "thing") and is_passive(reading, at))
    if not (whole or frame.subjects or frame.we) and is_demand(reading, seps, cue, clause):
        whole = stands_alone(reading, seps, at)  # "The war must end"
    if is_passive(reading, at) and rule.kind != "signing" and all(m.last <= cue.first for m in frame.subjects):
        frame.patients, frame.subjects = frame.subjects, agents_behind(reading, at)
    elif not frame.subjects and whole:
        frame.subjects = agents_behind(reading, at)
    if rule.takes == "inside":
        frame.start = with_adverbs(reading, clause, cue.first)
    elif rule.takes == "before":
        frame.start = frame.clause = 0
    elif rule.takes == "object" and (in_front := object_in_front(reading, seps, clause, cue.first)) is not None:
        frame.start = frame.clause = in_front
    elif whole and (rule.subject == "thing" or holds_subject(reading, cue) or not is_light(reading, clause, cue.first)):
        both = any(hasattr(reading.language.hooks, h) for h in ("TAIL_BOTH_ORDERS", "PASSIVES_PROMISE"))
        frame.start = frame.clause = joined_subject(reading, seps, clause, cue.first) if both else clause
    else:
        _take_inner(reading, seps, frame, at)
    return frame


def _past_weekday(reading: Reading, cue: Cue) -> int:
    """Where the content begins behind a day that only tells when ("signed on Monday a treaty")."""
    days = reading.language.syntax.more.get("weekdays", ())
    dated = reading.language.syntax.more.get("dated", ())
    tokens, at = reading.tokens, cue.last
    at += at + 1 < len(tokens) and tokens[at].lower in dated and tokens[at + 1].lower in days
    if at + 1 >= len(tokens) or tokens[at].lower not in days or tokens[at + 1].lower in GENITIVES:
        return cue.last
    return at + 1


def _to_action(reading: Reading, seps: dict[int, Separator], at: int) -> int:
    """Step over whoever is asked and is no known actor ("the airlines of both countries") to the infinitive.

    Only where the form of a verb alone tells the infinitive; nouns, commas and "and" may stand in between.
    """
    hooks = reading.language.hooks
    if len(hooks.FORMS) == 1:
        return past_asked(reading, seps, at)
    timed = behind_time(reading, at)
    if timed and not (getattr(hooks, "FREE_ORDER", False) and _opens_noun(reading, at)):
        return at
    if reading.language.syntax.infinitive_markers:
        return _behind_marker(reading, seps, at) if getattr(hooks, "VERB_SECOND", False) else at
    for here in range(at, min(at + 16, len(reading.tokens))):
        if seps.get(here) not in (None, "comma", "coordinator"):
            return at
        if here > at and reading.tokens[here].lower in reading.language.syntax.more.get("asking_to", ()):
            return at if _is_timed(reading, here + 1) else here + 1
        if hooks.FORMS[0] in reading.forms_at(here):
            return _timed_from(reading, at, here) or _behind_nouns(reading, at, here)
        if reading.forms_at(here):
            return at
    return at


def _is_timed(reading: Reading, at: int) -> bool:
    """Whether a time stands here: "by THE END of 2020"."""
    near = reading.tokens[at : at + 2]
    return any(t.text[0].isdigit() or t.lower in reading.time_words for t in near)


def _opens_noun(reading: Reading, at: int) -> bool:
    """Whether a noun phrase and no time begins here: whoever is asked."""
    token = reading.tokens[at]
    timed = token.text[0].isdigit() or token.lower in reading.time_words
    return not timed and token.lower not in reading.language.syntax.more.get("prepositions", ())


def _timed_from(reading: Reading, first: int, verb: int) -> int:
    """Where the time begins that stands between whoever is asked and the infinitive, or 0 ("Norland by May to")."""
    if not getattr(reading.language.hooks, "FREE_ORDER", False):
        return 0
    for at in range(first + 1, verb):
        near = reading.tokens[at + 1 : min(at + 4, verb)]
        timely = any(t.text[0].isdigit() or t.lower in reading.time_words for t in near)
        if timely and reading.tokens[at].lower in reading.language.syntax.more.get("prepositions", ()):
            return at
    return 0


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


def _will_act(reading: Reading, at: int, inner: Cue) -> bool:
    """Whether a stand-in will act, as an actor says ("stressed THE CITY will open", "said THIS BODY will send")."""
    verb = reading.skip(past_markers(reading, inner.last), "adverbs", "auxiliaries")
    acts = verb < len(reading.tokens) and bool(reading.forms_at(verb))
    return acts and is_one_form(reading) and inner.first > at and not is_passer_by(reading, at, inner)


def _take_inner(reading: Reading, seps: dict[int, Separator], frame: Frame, at: int) -> None:
    """Let a cue inside the that-clause decide: "affirmed that it WILL …" (the kind, and where the content starts)."""
    rule = frame.cue.payload
    inner = next((c for c in reading.cues if c.first >= at), None)
    if inner is None or frame.depth == DEEPEST or is_idle_future(reading, inner):
        return
    free = getattr(reading.language.hooks, "FREE_ORDER", False) and is_verbless(reading, at, inner.first)
    if inner.first - at > (24 if free else 14 * syllables(reading)):
        return
    if inner.payload.kind == "signing" and rule.kind is not None:
        return  # "agreed to sign", "will sign": the signing is the action
    if reading.tokens[at - 1].lower in reading.language.syntax.more.get("subjunctives", ()) and inner.payload.weak:
        return  # "demanded that Norland open …": the verb of the wish stands in the past form
    if inner.payload.weak and is_reduced_relative(reading, at, inner):
        return  # "said it is hard to find the funds they need to …"
    between = [seps[i] for i in range(at, inner.first) if i in seps]
    if "comma" in between and opens_with_gerund(reading, frame):
        return  # "Noting the risk, Norland urged Sudland to …"
    if "comma" in between and is_strict(reading) and seps.get(frame.clause - 1) == "subordinator":
        return  # "Although it has not signed, Norland will …"
    actors = subject(reading, at, inner.first) or [
        m for first, last in inner.actors for at in range(first, last) if (m := reading.speaker_at(at)) is not None
    ]
    we = says_we(reading, at, inner) and inner.first - at <= 5 and "coordinator" not in between
    alone = is_light(reading, past_pronoun(reading, at), inner.first) or _past_phrases(reading, at, inner.first)
    alone = alone or (not actors and not inner.actors and is_subjectless(reading, at, inner.first))
    impersonal = is_impersonal(reading, inner)
    told = any(reading.mark(i, "complementizers") == at for i in range(max(at - 3, 0), at))
    if impersonal and told and set(between) <= {"coordinator"}:
        alone = alone or is_verbless(reading, at, inner.first)
    ought = inner.payload.kind == "proposal" and (inner.payload.weak or inner.payload.takes == "around")
    if rule.weak and between and not alone and not ends_in_complementizer(reading, frame.cue):
        return  # "Norland will fund it and Sudland will run it"
    if rule.yielding and ought and not (alone or actors or we):
        if all(b in ("comma", "coordinator") for b in between):
            frame.kind, frame.inner = inner.payload.kind, inner
            behind = past_markers(reading, inner.last)
            if names_asked(reading, seps, at, inner.first) and not is_passive(reading, behind):
                frame.start = behind
        return
    if not (actors or we or alone) and (rule.kind is None or rule.yielding):
        named = not between and inner.first - at <= 8 and names_side(reading, at, inner.first)
        named = named or (not between and _will_act(reading, at, inner))
        that = told or rule.kind is None
        named = named or (that and set(between) <= {"comma", "coordinator"} and thing_acts(reading, at, inner))
        free = getattr(reading.language.hooks, "FREE_ORDER", False)
        named = named or (free and told and not between and has_role(reading, at, inner.first))
        if named and inner.payload.weak and inner.payload.kind == "pledge":
            frame.kind, frame.inner = inner.payload.kind, inner
            behind = past_markers(reading, inner.last)
            frame.start = at if is_passive(reading, behind) else behind
            return
    if not (alone or ((actors or we) and all(s in ("comma", "coordinator", "quote") for s in between))):
        return
    if actors and not alone and is_one_form(reading) and rule.kind and not rule.yielding and _acts(reading, at):
        return  # "urged Norland to LOWER the bar while Sudland must …"
    if actors and is_strict(reading) and not (inner.payload.weak or ends_in_complementizer(reading, frame.cue)):
        joined = [i for i in range(at, actors[0].first) if seps.get(i) == "coordinator"]
        if joined:
            return  # "Sato explained the pact, and Berg stressed that …"
    if actors and not inner.actors and not reaches(reading, actors, at, inner.first):
        return
    if inner.actors and not alone and (inner.first - at > 6 or "coordinator" in between):
        return
    outer = rule.kind is None or rule.yielding
    asks = is_strict(reading) and rule.weak and rule.kind == "pledge" and inner.payload.addressee
    asks = asks and inner.payload.kind == "proposal" and inner.first == reading.skip(at, "adverbs")
    if inner.payload.weak or (impersonal and alone):
        frame.kind = inner.payload.kind if outer else frame.kind
        _take_weak_inner(reading, seps, frame, inner, actors)
        if impersonal and inner.first > at and has_object_in_front(reading, at):
            frame.start = at  # "that the sanctions it is necessary to prolong"
    elif (
        asks
        or rule.kind is None
        or (outer and (alone or is_light(reading, actors[-1].last if actors else at, inner.first)))
    ):
        deeper = make_frame(reading, seps, inner, at, frame.tail, frame.depth + 1)
        if asks and not reading.mark(deeper.start - 1, "infinitive_markers"):
            return  # "we will ask them what they do"
        frame.inner, frame.kind, frame.start = inner, deeper.kind, deeper.start
        frame.inner_subjects, frame.addressees = [] if asks else actors, deeper.addressees


def _take_weak_inner(
    reading: Reading, seps: dict[int, Separator], frame: Frame, inner: Cue, actors: list[Mention]
) -> None:
    behind = with_companion(reading, past_markers(reading, inner.last))
    if inner.payload.addressee and is_one_form(reading):
        frame.addressees, behind = list_of_actors(reading, behind)  # "said Norland wants SUDLAND open"
        behind = past_asked(reading, seps, behind)
    elif inner.payload.addressee:
        behind = _to_action(reading, seps, behind)
    frame.inner, frame.inner_subjects = inner, actors
    pronouns = reading.language.syntax.more.get("pronouns", ())
    near = range(max(inner.first - 2, frame.cue.first), inner.first)
    itself = any(reading.tokens[at].lower in pronouns for at in near)
    whole = is_passive(reading, behind) and (actors or (itself and is_strict(reading)))
    itself = itself and getattr(reading.language.hooks, "VERB_SECOND", False)
    if inner.payload.takes == "after" and not whole:
        frame.start = inner.first - 1 if _keeps_not(reading, inner, frame.clause) else behind
    elif (
        inner.payload.takes == "inside" and (actors or itself) and frame.kind != "reaffirmation"
        and (frame.cue.payload.yielding or is_one_form(reading))  # "asks that NORLAND OPENS …": whoever is asked stays
    ):  # fmt: skip
        frame.start = inner.first


def _past_phrases(reading: Reading, at: int, verb: int) -> bool:
    """Whether only phrases stand between a pronoun and the verb of its clause ("that IT in March will …")."""
    behind = past_pronoun(reading, at)
    if behind == at or not is_second(reading):
        return False
    return any(end == verb for end, _ in middles(reading.words, at, behind))


def _acts(reading: Reading, at: int) -> bool:
    """Whether the content begins with an action, adverbs aside."""
    return bool(reading.forms_at(reading.skip(at, "adverbs", "auxiliaries")))


def _keeps_not(reading: Reading, cue: Cue, clause: int) -> bool:
    """Whether "not" in front of a weak cue belongs to what is asked ("should NOT sell"), where it says so itself."""
    rule = cue.payload
    asks = rule.weak and rule.takes == "after" and rule.kind == "proposal"
    before = cue.first - 1
    return asks and is_one_form(reading) and before >= clause and reading.mark(before, "negations") == cue.first


def _says_i(reading: Reading, first: int, last: int) -> bool:
    """Whether "I" is the subject, and no "we" that is made of the same word."""
    words = reading.language.syntax.more.get("first_person", ())
    alone = {at: end for at in range(first, last) if (end := reading.mark(at, "we"))}
    return bool(alone) and all(reading.tokens[at].lower in words and end == at + 1 for at, end in alone.items())
