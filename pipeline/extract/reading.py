"""Read one sentence: cues, silencing words, closed-class marks, action verbs and actors, each by token position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.document import Document, Mention, Sentence, Token
from pipeline.lang.load import Language
from pipeline.lang.model import CueRule, NotUnitRule
from pipeline.lang.patterns import Match

COMMAS = frozenset(",")
BREAKS = frozenset(";:–—-•*…")
CLOSERS = frozenset('»”"’)]')
OPENERS = frozenset('«“„"‘([')
ENDS = frozenset(".!?…")


@dataclass
class Reading:
    """One sentence with all that the extractor looks at; positions are token indexes in the sentence."""

    index: int
    sentence: Sentence
    language: Language
    mentions: list[Mention]
    cues: list[Match[CueRule]] = field(default_factory=list)
    silencers: list[Match[NotUnitRule]] = field(default_factory=list)
    marks: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    heads: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

    @property
    def tokens(self) -> list[Token]:
        return self.sentence.tokens

    def mark(self, at: int, name: str) -> int:
        """Where the mark of that class that starts at `at` ends, or 0."""
        return self.marks.get(at, {}).get(name, 0)

    def skip(self, at: int, *names: str) -> int:
        """The first position from `at` on where none of these classes starts."""
        while (after := max((self.mark(at, n) for n in names), default=0)) > at:
            if max(self.heads.get(at, {}).values(), default=0) > after:
                break  # the mark is only the beginning of a verb
            at = after
        return at

    @cached_property
    def speakers(self) -> list[Mention]:
        """Mentions that can be a subject: whole ones, no adjectives, no genitives."""
        return [
            m for m in self.mentions
            if not m.inside and m.form != "modifier" and not self._is_genitive(m)
        ]  # fmt: skip

    def _is_genitive(self, mention: Mention) -> bool:
        after = self.tokens[mention.last].lower if mention.last < len(self.tokens) else ""
        return after in {"'s", "’s", ":s"}

    @cached_property
    def time_words(self) -> frozenset[str]:
        """Words that make a phrase one of time: year, month, end."""
        return frozenset(self.language.syntax.more.get("time_words", ()))

    def speaker_at(self, at: int) -> Mention | None:
        """The speaker mention that starts at this token, if one does."""
        return next((m for m in self.speakers if m.first == at), None)

    def whole_at(self, at: int) -> Mention | None:
        """The mention that starts at this token and lies in no other, genitives included."""
        return next((m for m in self.mentions if m.first == at and not m.inside), None)

    def whole_ending(self, at: int) -> Mention | None:
        """The mention whose last token stands right before `at` and that lies in no other, genitives included."""
        return next((m for m in self.mentions if m.last == at and not m.inside), None)

    def speaker_ending(self, at: int) -> Mention | None:
        """The speaker mention whose last token stands right before `at`, if one does."""
        return next((m for m in self.speakers if m.last == at), None)

    def forms_at(self, at: int) -> Mapping[str, int]:
        """Form classes of the action verb that starts at this token, each with where the verb ends."""
        if at in self.heads:
            return self.heads[at]
        if at < len(self.tokens):
            return dict.fromkeys(sorted(self.language.hooks.forms_of(self.tokens[at].lower)), at + 1)
        return {}


def _positions(matches: list[Match[str]]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for match in matches:
        here = found.setdefault(match.first, {})
        here[match.payload] = max(match.last, here.get(match.payload, 0))
    return found


def _mark_adverbs(marks: dict[int, dict[str, int]], sentence: Sentence, language: Language) -> None:
    """Adverbs that the grammar of the language tells beside those that it lists."""
    hook = getattr(language.hooks, "is_adverb", None)
    if hook is None:
        return
    for at, token in enumerate(sentence.tokens):
        if at not in marks and hook(token.lower):
            marks[at] = {"adverbs": at + 1}


def _is_in_opener(marks: Mapping[int, Mapping[str, int]], mention: Mention) -> bool:
    """Whether a mention is only a word of a set phrase ("on the other side")."""
    starts = range(max(mention.first - 3, 0), mention.first)
    return any(marks.get(at, {}).get("openers", 0) >= mention.last for at in starts)


def read_sentence(document: Document, index: int, mentions: list[Mention], language: Language) -> Reading:
    """Find all that the extractor needs in one sentence."""
    sentence = document.sentences[index]
    marks = _positions(list(language.marks.find(sentence.tokens)))
    _mark_adverbs(marks, sentence, language)
    mentions = [m for m in mentions if not _is_in_opener(marks, m)]
    actors: dict[int, list[int]] = {}
    for m in mentions:
        if m.form != "modifier":
            actors.setdefault(m.first, []).append(m.last)
    for we in ("we", "they", "she_or_he"):
        for at, names in marks.items():
            if we in names:
                actors.setdefault(at, []).append(names[we])
    silencers = list(language.not_units.find(sentence.tokens, actors))
    nouns = [s for s in silencers if s.payload.voids == "word"]
    return Reading(
        index=index,
        sentence=sentence,
        language=language,
        mentions=mentions,
        cues=[
            c
            for c in language.cues.longest(sentence.tokens, actors)
            if not any(n.first <= c.first < n.last <= c.last for n in nouns)
        ],
        silencers=silencers,
        marks=marks,
        heads=_positions(list(language.verbs.find(sentence.tokens))),
    )
