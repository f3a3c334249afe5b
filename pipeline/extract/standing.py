"""Whether a cue opens a frame of its own or is part of the content of the one before."""

from __future__ import annotations

from pipeline.extract.clauses import (
    clause_start,
    is_light,
    prepositions,
    subject,
)
from pipeline.extract.converbs import opens_with_gerund
from pipeline.extract.demands import is_demand
from pipeline.extract.frame import Cue, Frame
from pipeline.extract.passives import agents_behind
from pipeline.extract.reading import Reading, Separator
from pipeline.extract.strangers import has_role
from pipeline.extract.subjects import antecedent, elided_subjects, is_product, postposed_subject, says_we
from pipeline.extract.things import only_results
from pipeline.extract.verbs import (
    is_condition,
    is_finite,
    is_idle_future,
    is_one_form,
    is_passive,
    is_to_be_done,
    is_verbless,
    past_pronoun,
    same_form_as_content,
    shares_object,
)


def stands(reading: Reading, seps: dict[int, Separator], cue: Cue, start: int, before: Frame | None) -> bool:
    """Whether a cue opens a frame of its own, or is only a word inside the content of the frame before it."""
    rule = cue.payload
    if rule.joined:
        return True
    if is_idle_future(reading, cue):
        return False
    if _is_open_condition(reading, cue):
        return False
    own = bool(subject(reading, start, cue.first)) or says_we(reading, start, cue) or bool(cue.actors)
    if rule.weak and any(reading.mark(at, "purpose") == start for at in range(max(start - 4, 0), start)):
        return False  # "so that Norland will be able to …"
    if rule.weak and is_reduced_relative(reading, start, cue):
        return False  # "the message that Norland should carry" without "that"
    if seps.get(start - 1) in ("subordinator", "complementizer") and is_condition(reading, start - 1):
        return False
    praised = rule.weak and not own and not _rejoins(reading, seps, cue, start)
    if in_silenced_clause(reading, seps, start) or (praised and _is_in_praise(reading, before, cue)):
        return False
    if (
        rule.weak
        and own
        and seps.get(start - 1) in ("subordinator", "relative")
        and _is_in_praise(reading, before, cue)
    ):
        return False
    if rule.weak and rule.kind == "pledge" and not own:
        own = is_product(reading, start, cue.first) or (
            is_passive(reading, cue.last) and bool(agents_behind(reading, cue.last))
        )
    if rule.weak and rule.kind == "pledge" and not own:
        own = is_to_be_done(reading, cue, start)
    if rule.weak and rule.kind == "pledge" and not subject(reading, start, cue.first) and only_results(reading, cue):
        return False
    actions = rule.kind in ("pledge", "proposal") or (rule.kind is not None and before is None)
    own = own or (rule.weak and actions and has_role(reading, start, cue.first))
    own = own or is_demand(reading, seps, cue, start) or (rule.weak and _is_acronym(reading, start, cue.first))
    if before is not None and not (rule.weak or own) and leads_up(reading, seps, before, start):
        own = has_role(reading, start, cue.first)  # "Noting the risk, the secretary asked …"
    told = before is None or (before.kind is None and seps.get(start - 1) == "coordinator" and not is_one_form(reading))
    if told and not own:
        own = bool(elided_subjects(reading, seps, start, cue.first))
    if before is not None and before.kind is None and before.subjects and is_one_form(reading):
        own = own or (seps.get(start - 1) in ("comma", "coordinator") and is_light(reading, start, cue.first))
    if not own and before is not None and _is_plural_noun(reading, start, cue, before):
        return False  # "agreed on measures and PLANS to …"
    contrasts = reading.language.syntax.more.get("contrasts", ())
    if seps.get(start - 1) == "subordinator" and (rule.weak or rule.takes == "around"):
        second = getattr(reading.language.hooks, "VERB_SECOND", False)  # "…, while Sudland will open its port"
        if not (second and before is not None and before.kind and reading.tokens[start - 1].lower in contrasts):
            return False  # a condition or a time: "as soon as the text is agreed"
    if rule.takes == "around" and seps.get(start - 1) == "coordinator" and _under_time(reading, seps, start - 1):
        return False  # "once the terms are met and the text is signed"
    unsaid = before is None and rule.takes == "around" and rule.subject == "thing"
    unsaid = unsaid and getattr(reading.language.hooks, "VERB_SECOND", False)
    if unsaid and seps.get(start - 1) == "complementizer":
        return False  # "to ensure THAT the aid is used well": nobody says so
    if before is None or before.kind is None:
        aside = "comma" in (seps.get(start - 2), seps.get(start - 3))
        if rule.weak and start > 1 and seps.get(start - 1) == "relative" and not aside:
            return False
        if start > 1 and seps.get(start - 1) == "relative" and _only_describes(reading, seps, cue, start):
            return False
        return own or not rule.weak or postposed_subject(reading, cue) is not None
    if not rule.weak and reading.tokens[cue.first - 1].lower in reading.language.syntax.more.get("statements", ()):
        return True
    sep = seps.get(start - 1)
    bare = is_light(reading, start, cue.first)
    if not rule.weak and bare and sep == "coordinator" and _ends_gerunds(reading, seps, before, cue):
        return False
    if rule.weak and _goes_on_under(reading, seps, before, (start, cue.first)):
        return False
    if sep == "break":
        chained = bare and is_one_form(reading) and same_form_as_content(reading, cue, before)
        return own or (bare and not chained) or not rule.weak
    if sep in ("comma", "coordinator", "quote"):
        if not own and (same_form_as_content(reading, cue, before) or shares_object(reading, seps, start, before)):
            return False
        free = rule.takes == "around" or (not rule.weak and getattr(reading.language.hooks, "FREE_ORDER", False))
        bare = bare or (free and cue.first - start <= 8 and is_verbless(reading, start, cue.first))
        chained = (before.inner is not None and before.inner.payload.weak) or before.cue.payload.weak
        chained = chained or (sep == "coordinator" and is_finite(reading, cue))
        inside = rule.takes == "inside" and sep != "quote" and not reading.mark(cue.first, "nominal")
        asked = before.kind == "proposal" and not before.addressees and is_one_form(reading)
        turns = (asked or before.kind == "reaffirmation") and rule.kind == "pledge" and sep == "coordinator"
        if getattr(reading.language.hooks, "VERB_SECOND", False) and sep == "coordinator" and rule.weak:
            turns = (turns or rule.takes == "after") and not _in_relative(seps, before, start)  # "urged … and will …"
        return own or (bare and (not rule.weak or inside or before.silent or chained or turns))
    if sep == "relative" and reading.tokens[start - 1].lower in reading.language.syntax.more.get(
        "closed_relatives", ()
    ):
        return False
    if sep == "relative":
        opening = reading.language.syntax.more.get("opening_relatives", ())
        after_comma = "comma" in (seps.get(start - 2), seps.get(start - 3))
        described = rule.weak and rule.kind == "reaffirmation"  # ", which is a pillar of the ties"
        free = getattr(reading.language.hooks, "FREE_ORDER", False)
        described = described or (rule.weak and free and not antecedent(reading, seps, start, cue.first))
        told = own or past_pronoun(reading, start) == cue.first > start
        if told and start - 2 > before.cue.last and _tells_in_which(reading, cue, start - 2):
            return True
        return after_comma and (own or (bare and not described and reading.tokens[start - 1].lower in opening))
    if sep == "subordinator" and reading.tokens[start - 1].lower in contrasts:
        gerund = set(getattr(reading.language.hooks, "GOVERNING_FORMS", ())) & set(reading.forms_at(cue.first))
        return own or (bare and not rule.weak and bool(gerund))  # "…, while urging Norland to"
    joined = sep == "complementizer" and bool(reading.mark(start - 2, "coordinators"))  # "and that Norland will"
    return sep == "complementizer" and own and (before.silent or joined)


def _is_plural_noun(reading: Reading, start: int, cue: Cue, before: Frame) -> bool:
    """Whether a word in -s behind "and" is no verb, since several are the subject before it."""
    if not getattr(reading.language.hooks, "STRICT_SUBJECTS", False) or start != cue.first:
        return False
    several = len(before.subjects) > 1 or any(len(m.actor_ids) > 1 for m in before.subjects)
    return several and set(reading.forms_at(cue.first)) == {"s"}


def _is_acronym(reading: Reading, start: int, verb: int) -> bool:
    """Whether a body that nobody knows is the subject, by its initials ("The ATPC hopes to …")."""
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    first = reading.skip(start, "openers", "adverbs", "coordinators")
    at = verb - 1
    while at > first and reading.mark(at, "adverbs") == at + 1:
        at -= 1
    word = reading.tokens[at].text if first <= at < verb else ""
    headed = at == first + 1 and reading.tokens[first].lower in reading.language.syntax.more.get("determiners", ())
    return strict and headed and word.isalpha() and word.isupper() and 3 <= len(word) <= 6


def leads_up(reading: Reading, seps: dict[int, Separator], before: Frame, start: int) -> bool:
    """Whether the frame before stands in a gerund that opens the sentence ("NOTING the risk, Norland …")."""
    if opens_with_gerund(reading, before):
        return True
    opening = set(getattr(reading.language.hooks, "GOVERNING_FORMS", ())) & set(reading.forms_at(0))
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    return bool(opening) and seps.get(start - 1) == "comma" and strict


def _goes_on_under(reading: Reading, seps: dict[int, Separator], before: Frame, clause: tuple[int, int]) -> bool:
    """Whether the verb of a that-clause in the content is still to come ("ensure THAT every ship, small or big, …")."""
    start, verb = clause
    if not getattr(reading.language.hooks, "STRICT_SUBJECTS", False) or subject(reading, start, verb):
        return False
    opened = next((i for i in range(start - 1, before.start, -1) if seps.get(i) == "complementizer"), 0)
    finite = {*reading.language.hooks.FINITE, reading.language.hooks.FORMS[0]}
    copulas = reading.language.syntax.more.get("copulas", ())
    words = [i for i in range(opened, verb) if not reading.mark(i, "nominal")]
    told = any(finite & set(reading.forms_at(i)) or reading.tokens[i].lower in copulas for i in words)
    return opened > 0 and not told and not any(opened < c.first < verb for c in reading.cues)


def _ends_gerunds(reading: Reading, seps: dict[int, Separator], before: Frame, cue: Cue) -> bool:
    """Whether "and" joins a gerund to others that a preposition governs ("FOR ending the war and guaranteeing …")."""
    gerund = set(getattr(reading.language.hooks, "GOVERNING_FORMS", ()))
    if not gerund & set(reading.forms_at(cue.first)):
        return False
    governing = prepositions(reading)
    for at in range(cue.first - 1, max(before.start, before.cue.last), -1):
        if seps.get(at) not in (None, "comma", "coordinator"):
            return False
        if gerund & set(reading.forms_at(at)) and reading.tokens[at - 1].lower in governing:
            return True
    return False


def _is_open_condition(reading: Reading, cue: Cue) -> bool:
    """Whether a modal in front of its subject opens a sentence that asks nothing: "Ska man enas, måste man …"."""
    opens = all(not t.text[0].isalnum() for t in reading.tokens[: cue.first])
    first = getattr(reading.language.hooks, "VERB_SECOND", False) and opens and cue.payload.weak
    return bool(first and cue.actors and cue.actors[0][0] == cue.first + 1 and cue.payload.takes == "after")


def _under_time(reading: Reading, seps: dict[int, Separator], joint: int) -> bool:
    """Whether the clause that "and" goes on with hangs on a condition or time without a comma, in strict languages."""
    first = (
        clause_start(reading, seps, joint, 0) if getattr(reading.language.hooks, "STRICT_SUBJECTS", False) else joint
    )
    return first < joint and seps.get(first - 1) == "subordinator"


def is_reduced_relative(reading: Reading, start: int, cue: Cue) -> bool:
    """Whether the subject stands right behind the noun that it only describes ("is THE STEP Norland should take")."""
    more = reading.language.syntax.more
    actors = [m for m in subject(reading, start, cue.first) if m.form != "pronoun"]
    noun = actors[0].first - 1 if actors else _before_pronoun(reading, start, cue.first)
    if not more.get("determiners") or noun <= 0 or not reading.tokens[noun].text.islower():
        return False
    told = reading.mark(noun, "complementizers") or reading.mark(noun, "said")
    if told or any(c.last == noun + 1 for c in reading.cues):
        return False  # "the ministry noted THAT Norland will …", "the minister SAID Norland would …"
    timely = reading.tokens[noun].lower in reading.time_words or reading.skip(noun, "adverbs", "openers") > noun
    for at in range(noun - 1, max(noun - 5, -1), -1):
        word = reading.tokens[at]
        if word.lower in more["determiners"]:
            opens = not actors or at == 0 or reading.tokens[at - 1].lower in more.get("described_by", ())
            return opens and not timely
        if not word.text.islower():
            return False
    return False


def _in_relative(seps: dict[int, Separator], before: Frame, start: int) -> bool:
    """Whether a relative clause runs on from the content of the frame before to this clause."""
    return any(seps.get(at) == "relative" for at in range(max(before.start, before.cue.last), start - 1))


def _only_describes(reading: Reading, seps: dict[int, Separator], cue: Cue, start: int) -> bool:
    """Whether a relative clause without comma says which thing is meant, or what somebody has signed ("the eighth
    state that has signed one"); only in verb-second languages."""
    if not getattr(reading.language.hooks, "VERB_SECOND", False) or not is_light(reading, start, cue.first):
        return False
    if "comma" in (seps.get(start - 2), seps.get(start - 3)) or cue.payload.subject != "any":
        return False
    return cue.payload.kind == "signing" or not antecedent(reading, seps, start, cue.first)


def _tells_in_which(reading: Reading, cue: Cue, at: int) -> bool:
    """Whether a promise or demand stands behind a preposition and "which" ("a letter IN WHICH Norland pledged to")."""
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    acts = not cue.payload.weak and cue.payload.kind in ("pledge", "proposal")
    return strict and acts and reading.tokens[at].lower in prepositions(reading)


def _before_pronoun(reading: Reading, start: int, verb: int) -> int:
    """Where the noun stands that "they" or "we" right before the verb only describe ("the funds they need"), or -1."""
    at, determiners = verb - 1, reading.language.syntax.more.get("determiners", ())
    if not (at > start and (reading.mark(at, "they") == verb or reading.mark(at, "we") == verb)):
        return -1
    verbal = reading.forms_at(at - 1) and reading.tokens[at - 2].lower not in determiners
    return at - 1 if not verbal and all(c.last != at for c in reading.cues) else -1


def in_silenced_clause(reading: Reading, seps: dict[int, Separator], start: int) -> bool:
    """Whether the clause is what somebody is sure of, or the like: "is confident that Laos will …"."""
    if seps.get(start - 1) != "complementizer":
        return False
    ends = [s.last for s in reading.silencers if s.payload.opens and s.payload.voids == "clause"]
    return any(start - 4 <= end <= start for end in ends)


def _rejoins(reading: Reading, seps: dict[int, Separator], cue: Cue, start: int) -> bool:
    """Whether "and" leads back to the main verb: "appreciates the help AND WISHES to …", "praised it AND WILL …"."""
    hooks = reading.language.hooks
    bare = seps.get(start - 1) == "coordinator" and is_light(reading, start, cue.first)
    if getattr(hooks, "VERB_SECOND", False) and "pres" in reading.forms_at(cue.first):
        return bare
    strict = getattr(hooks, "STRICT_SUBJECTS", False)
    return strict and bare and (is_finite(reading, cue) or not reading.forms_at(cue.first))


def _is_in_praise(reading: Reading, before: Frame | None, cue: Cue) -> bool:
    """Whether thanks, praise or the like begins between the frame before and this cue, in the same stretch."""
    floor = before.cue.last if before is not None else 0
    opens = (
        s for s in reading.silencers if s.payload.opens and not (s.payload.voids == "word" and is_one_form(reading))
    )
    opening = [s.first for s in opens if floor <= s.first < cue.first]  # "keeps the duty, BUT will …" is no praise
    return bool(opening) and all(t.text != ";" for t in reading.tokens[max(opening) : cue.first])
