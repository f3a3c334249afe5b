"""What things are told to do: somebody's promise in other words ("The bureau would reserve seats", she said)."""

from __future__ import annotations

from pipeline.extract.frame import UNDER, Cue
from pipeline.extract.reading import Reading, Separator
from pipeline.extract.tails import Tail
from pipeline.extract.verbs import is_passive, past_markers

DEFINITE = 4  # letters beyond which the ending of a noun tells that it is definite


def thing_acts(reading: Reading, start: int, cue: Cue) -> bool:
    """Whether a thing will do something that can be promised; only where order alone tells the subject.

    What happens by itself ("the ties will last", "it will rain") and what will not be is no promise.
    """
    rule, more = cue.payload, reading.language.syntax.more
    statives = more.get("statives", ())
    if not (statives and rule.weak and rule.kind == "pledge" and rule.takes == "after"):
        return False
    if reading.tokens[cue.first].lower in more.get("be", ()):
        return False  # "the first priority is to …"
    first = reading.skip(start, "openers", "adverbs", "coordinators")
    if first >= cue.first or reading.tokens[first].lower in (*more.get("pronouns", ()), *more.get("expletives", ())):
        return False
    if set(getattr(reading.language.hooks, "GOVERNING_FORMS", ())) & set(reading.forms_at(first)):
        return False  # "Helping Norland will …"
    closed = ("we", "they", "she_or_he", "subordinators", "relatives", "complementizers")
    if any(reading.mark(at, name) for at in range(first, cue.first) for name in closed):
        return False
    verb = reading.skip(past_markers(reading, cue.last), "adverbs")
    if verb >= len(reading.tokens) or reading.mark(verb, "negations"):
        return False
    return reading.tokens[verb].lower not in statives or is_passive(reading, verb)


def only_results(reading: Reading, cue: Cue) -> bool:
    """Whether a verb tells what comes of a thing ("These investments will HELP …", ", which would ALLOW both to")."""
    verb = reading.skip(past_markers(reading, cue.last), "adverbs")
    words = reading.language.syntax.more.get("results", ())
    spoken = any(reading.mark(at, "we") for at in range(max(cue.first - 3, 0), cue.last))
    return verb < len(reading.tokens) and reading.tokens[verb].lower in words and not spoken


def is_told(reading: Reading, seps: dict[int, Separator], cue: Cue, start: int, tail: Tail | None) -> bool:
    """Whether a thing that will do something is spoken of by an actor, or takes up what was said ("This will …")."""
    if seps.get(start - 1) in UNDER or not thing_acts(reading, start, cue):
        return False
    if tail is not None:
        return True  # strangers and experts are told elsewhere
    first = reading.skip(start, "openers", "adverbs", "coordinators")
    more = reading.language.syntax.more
    conditional = reading.tokens[cue.first].lower in more.get("conditional_modals", ())
    if only_results(reading, cue):
        return False
    return reading.tokens[first].lower in more.get("taking_up", ()) and not conditional


def tells_past(reading: Reading, behind: int, end: int) -> bool:
    """Whether a past verb that looks like nothing else stands behind a subject ("…, and the envoys WENT")."""
    hook = getattr(reading.language.hooks, "is_preterite", None)
    return hook is not None and any(hook(reading.tokens[i].lower) for i in range(behind + 1, min(behind + 5, end)))


def names_thing(reading: Reading, start: int, at: int, behind: int) -> bool:
    """Whether a thing with its verb in the present follows "and" ("will pay AND THE SUM AMOUNTS to …"), where the
    verb stands second and the action before is an infinitive without a clause of its own."""
    if not getattr(reading.language.hooks, "VERB_SECOND", False):
        return False
    plain = reading.hooks_base in reading.forms_at(reading.skip(start, "adverbs", "auxiliaries"))
    under = any((reading.separators or {}).get(i) in UNDER for i in range(start, at))
    noun, verb = reading.tokens[behind], reading.skip(behind + 1, "adverbs")
    definite = noun.text.islower() and len(noun.text) > DEFINITE and noun.text.endswith(("en", "et", "na"))
    return plain and definite and not under and not reading.forms_at(behind) and "pres" in reading.forms_at(verb)
