"""Subjects that are no political actors ("doctors confirmed"): what they promise is no commitment."""

from __future__ import annotations

from pipeline.extract.frame import Cue
from pipeline.extract.reading import Reading
from pipeline.extract.tails import Tail


def is_stranger(reading: Reading, first: int, verb: int) -> bool:
    """Whether the subject noun in `first:verb` names somebody else, where the language tells a subject by its form.

    People are strangers unless their role speaks for a state (`more.roles`), bodies if `more.strangers` names them.
    """
    hook = getattr(reading.language.hooks, "subject_noun", None)
    if hook is None:
        return False
    lemma = hook(_unnamed(reading, first, verb), reading.tokens[_past_particle(reading, verb)].lower)
    if getattr(reading.language.hooks, "TAIL_VERB_FIRST", False):  # else what stands behind a verb is its object
        lemma = lemma or hook(_unnamed(reading, verb + 1, _phrase_end(reading, verb + 1)), reading.tokens[verb].lower)
    more = reading.language.syntax.more
    if not lemma or _listed(lemma, more.get("roles", ())):
        return False
    return _listed(lemma, more.get("strangers", ())) or bool(reading.language.hooks.is_person(lemma))


def is_told_by_stranger(reading: Reading, tail: Tail | None) -> bool:
    """Whether somebody of the people speaks in a tail that names no actor (", thinks the botanist Sato")."""
    hook = getattr(reading.language.hooks, "subject_noun", None)
    if tail is not None and hook is not None and getattr(reading.language.hooks, "TAIL_BOTH_ORDERS", False):
        words = _unnamed(reading, tail.verb + 1, _phrase_end(reading, tail.verb + 1))
        more = reading.language.syntax.more
        opens = bool(words) and words[0] in more.get("determiners", ())  # ", said A TEACHER in Norland"
        return opens and _listed(hook(words, ""), more.get("strangers", ()))
    if tail is None or tail.speaker is not None or tail.recalled or hook is None:
        return False
    if not getattr(reading.language.hooks, "TAIL_VERB_FIRST", False):
        return False
    last = min(tail.last, _phrase_end(reading, tail.verb + 1))
    lemma = hook(_unnamed(reading, tail.verb + 1, last), reading.tokens[tail.verb].lower)
    listed = bool(lemma) and _listed(lemma, reading.language.syntax.more.get("roles", ()))
    return bool(lemma) and not listed and bool(reading.language.hooks.is_person(lemma))


def is_said_by_nobody(reading: Reading, first: int, verb: int) -> bool:
    """Whether a verb only says "they" behind its object ("Players THEY PROMISE a bonus"), where languages do so."""
    hooks = reading.language.hooks
    they = getattr(hooks, "is_they_form", None)
    if they is None or not they(reading.tokens[verb].lower):
        return False
    behind = hooks.subject_noun(_unnamed(reading, verb + 1, _phrase_end(reading, verb + 1)), reading.tokens[verb].lower)
    acts = bool(behind) and (_listed(behind, reading.language.syntax.more.get("roles", ())) or hooks.is_person(behind))
    words = [t for t in reading.tokens[first:verb] if t.text[0].isalnum()]
    return not acts and any(hooks.is_object(t.lower) for t in words[:1])


def has_role(reading: Reading, first: int, verb: int) -> bool:
    """Whether the subject noun in `first:verb` speaks for a state, though it is no known actor ("the delegation")."""
    hook = getattr(reading.language.hooks, "subject_noun", None)
    roles = reading.language.syntax.more.get("roles", ())
    if hook is None:
        return bool(roles) and _opens_with(reading, first, verb, roles)
    return _listed(hook(_unnamed(reading, first, verb), reading.tokens[_past_particle(reading, verb)].lower), roles)


def _past_particle(reading: Reading, verb: int) -> int:
    """Where the verb stands of a cue that begins with a particle ("I [would] like"), where a language has such."""
    particle = reading.tokens[verb].lower in reading.language.syntax.more.get("particles", ())
    return verb + 1 if particle and verb + 1 < len(reading.tokens) else verb


def is_passer_by(reading: Reading, first: int, cue: Cue) -> bool:
    """Whether a subject that is no known actor does not even stand in for one, where `more.stand_ins` tells who does.

    "The two", "the leaders", "the general": whoever spoke before, or an envoy of his. A row of names may be a province.
    """
    known = reading.language.syntax.more.get("stand_ins", ())
    verb = cue.first
    helper = reading.mark(cue.last, "passives") if cue.payload.weak else 0
    if helper and (reading.forms_at(helper) or reading.mark(helper, "nominal")):
        return False  # "three turbines will be BUILT": somebody has promised it
    first = reading.skip(first, "openers", "purpose", "adverbs", "coordinators")
    named = [t for t in reading.tokens[first:verb] if t.text[0].isupper()]
    if not known or first >= verb or len(named) == verb - first > 1:
        return False
    governed = reading.language.syntax.more.get("prepositions", ())
    lows = [t.lower for t in reading.tokens[first:verb]]
    starts = (at for at in range(len(lows)) if at == 0 or lows[at - 1] not in governed)
    return not any(" ".join([*lows[at:], ""]).startswith(tuple(f"{k} " for k in known)) for at in starts)


def _opens_with(reading: Reading, first: int, verb: int, phrases: tuple[str, ...]) -> bool:
    """Whether the subject phrase, behind what a comma parts from it, begins with one of these phrases."""
    comma = next((at for at in range(verb - 1, first - 1, -1) if reading.tokens[at].text == ","), first - 1)
    words = " ".join(t.lower for t in reading.tokens[comma + 1 : verb]) + " "
    return any(words.startswith(phrase + " ") for phrase in phrases)


def is_others(reading: Reading, first: int, verb: int) -> bool:
    """Whether the subject is no known actor, but others than those who meet ("the allies", "African leaders")."""
    hook = getattr(reading.language.hooks, "subject_noun", None)
    more = reading.language.syntax.more
    words = _unnamed(reading, first, verb)
    if hook is None or not words or not more.get("others"):
        return False
    distant = any(word in more.get("distant", ()) for word in words)
    return _listed(hook(words, reading.tokens[verb].lower), more["others"]) or distant


def _listed(lemma: str, words: tuple[str, ...]) -> bool:
    """Whether a noun is in a list, where "*x" stands for every longer word that ends in x."""
    return lemma in words or any(w[0] == "*" and len(lemma) >= len(w) and lemma.endswith(w[1:]) for w in words)


def _unnamed(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    named = {at for m in reading.mentions for at in range(m.first, m.last)}
    return tuple(reading.tokens[at].lower for at in range(first, last) if at not in named)


def _phrase_end(reading: Reading, first: int) -> int:
    """Up to three words behind the verb, as far as no punctuation stands between."""
    last = first
    while last < min(first + 3, len(reading.tokens)) and reading.tokens[last].text[0].isalnum():
        last += 1
    return last
