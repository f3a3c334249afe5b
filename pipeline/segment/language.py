"""Which language an article is written in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pipeline.segment.rules import rules

UNKNOWN = "unknown"
# The head of an article is where other languages are quoted least; so many characters are enough to be sure.
SAMPLE = 400
# Below this share of all languages' probability, the best guess is no answer.
SURE = 0.5
# A language is known at sight by so many different typical words, and so large a share of all words …
WORDS, SHARE = 4, 0.08
# … where no other language has more than this share of the winner's.
RIVAL = 0.25
_NOISE = re.compile(r"https?://\S+|[\d\W_]+")


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import LanguageIdentifier  # takes a second to load: only where a look does not tell

    return LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)


def identify(text: str, languages: tuple[str, ...]) -> str:
    """The language of `text`, one of `languages`, or `UNKNOWN`: every other language is a rival, not left out."""
    sample = _NOISE.sub(" ", text[: SAMPLE * 2])[:SAMPLE]
    if not sample.strip():
        return UNKNOWN
    seen = _at_sight(sample.lower().split(), languages)
    if seen:
        return seen
    best, share = _identifier().classify(sample)
    return best if best in languages and share >= SURE else UNKNOWN


def _at_sight(words: list[str], languages: tuple[str, ...]) -> str | None:
    """The language whose typical words fill the text, if one does and no other comes near."""
    hits = {code: [word for word in words if word in rules(code).typical] for code in languages}
    best = max(languages, key=lambda code: len(hits[code]))
    most = len(hits[best])
    rivals = max((len(hits[code]) for code in languages if code != best), default=0)
    clear = len(set(hits[best])) >= WORDS and most >= SHARE * len(words) and rivals <= RIVAL * most
    return best if clear else None
