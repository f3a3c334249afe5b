"""Vietnamese: words do not inflect, and a word does not tell whether it is a verb."""

from __future__ import annotations

FORMS = ("base",)
FREE_ORDER = STRICT_SUBJECTS = VERB_SECOND = False  # said, for a name that is missing is slow to ask for
NOUN_FIRST = True  # a state behind a common noun belongs to it
DASH_JOINS = True  # a dash between words makes a compound or a pair
TAIL_WORDS = 5  # behind the verb of a reporting tail, which stands last
PASSIVES_PROMISE = True  # what will be done is promised, whoever does it


def inflect(lemma: str, feature: str) -> frozenset[str]:
    """The lemma itself: every feature gives the same (spellings are made one by `pipeline.lang.spelling`)."""
    return frozenset({lemma.replace("_", " ").lower()})


def forms_of(word: str) -> frozenset[str]:
    """No form class beyond what `syntax.verbs` lists."""
    return frozenset()
