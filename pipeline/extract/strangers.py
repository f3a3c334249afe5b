"""Subjects that are no political actors ("doctors confirmed"): what they promise is no commitment."""

from __future__ import annotations

from pipeline.extract.reading import Reading


def is_stranger(reading: Reading, first: int, verb: int) -> bool:
    """Whether the subject noun in `first:verb` names somebody else, where the language tells a subject by its form.

    People are strangers unless their role speaks for a state (`more.roles`), bodies if `more.strangers` names them.
    """
    hook = getattr(reading.language.hooks, "subject_noun", None)
    if hook is None or verb <= first:
        return False
    named = {at for m in reading.mentions for at in range(m.first, m.last)}
    words = tuple(reading.tokens[at].lower for at in range(first, verb) if at not in named)
    lemma = hook(words, reading.tokens[verb].lower)
    more = reading.language.syntax.more
    if not lemma or lemma in more.get("roles", ()):
        return False
    return lemma in more.get("strangers", ()) or bool(reading.language.hooks.is_person(lemma))
