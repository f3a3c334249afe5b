"""Which language an article is written in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

UNKNOWN = "unknown"
# Enough letters to be sure; the head of an article is where other languages are quoted least.
SAMPLE = 700
# Below this share of all languages' probability, the best guess is no answer.
SURE = 0.5
_NOISE = re.compile(r"https?://\S+|[\d\W_]+")


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import LanguageIdentifier  # heavy: only where a language must be guessed

    return LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)


def identify(text: str, languages: tuple[str, ...]) -> str:
    """The language of `text`, one of `languages`, or `UNKNOWN`: every other language is a rival, not left out."""
    sample = _NOISE.sub(" ", text[: SAMPLE * 2])[:SAMPLE]
    if not sample.strip():
        return UNKNOWN
    best, share = _identifier().classify(sample)
    return best if best in languages and share >= SURE else UNKNOWN
