"""Read one sentence: cues, silencing words, closed-class marks, action verbs and actors, each by token position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import pairwise
from typing import Literal

from pipeline.document import Document, Mention, Sentence, Token
from pipeline.extract.midfield import Words, middles
from pipeline.extract.odds import features, log_odds
from pipeline.lang.load import Language
from pipeline.lang.model import CueRule, NotUnitRule
from pipeline.lang.patterns import Match
from pipeline.lang.spelling import GENITIVES

Separator = Literal["break", "comma", "coordinator", "complementizer", "relative", "subordinator", "quote"]
COMMAS = frozenset(",")
BREAKS = frozenset(";:–—-•*…")
CLOSERS = frozenset('»”"’)]')
OPENERS = frozenset('«“„"‘([')
ENDS = frozenset(".!?…")
LONGEST_ASIDE = 14  # tokens from comma to comma
LONGEST_PHRASE = 6  # tokens of a noun phrase up to its head
NOTHING: Mapping[str, int] = {}


@dataclass(eq=False)
class Reading:
    """One sentence with all that the extractor looks at; positions are token indexes in the sentence."""

    index: int
    sentence: Sentence
    language: Language
    mentions: list[Mention]
    actors: Mapping[int, Sequence[int]] = field(default_factory=dict)  # where those who may act begin and may end
    marks: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    tokens: list[Token] = field(init=False)
    separators: dict[int, Separator] | None = None  # kept by `clauses.separators`
    voiced: bool = False  # whether it is known who speaks: direct speech, or a text that is itself a statement

    def __post_init__(self) -> None:
        self.tokens = self.sentence.tokens

    @cached_property
    def silencers(self) -> list[Match[NotUnitRule]]:
        """Where a rule says that something is no unit."""
        found = self.language.not_units.find(self.tokens, self.actors)
        return [s for s in found if not (self._is_in_joint(s.first) or self._is_in_name(s))] if found else found

    def _is_in_name(self, match: Match[NotUnitRule]) -> bool:
        """Whether a match begins inside a name and runs on behind it ("JaPAN PROPOSED" is no "pan proposed")."""
        return any(m.first < match.first < m.last < match.last for m in self.mentions)

    def _is_in_joint(self, at: int) -> bool:
        """Whether a token is a later word of a joint or opener of several ("as well AS", "that is WHY")."""
        joints = self.marks.get(at - 1, NOTHING), self.marks.get(at - 2, NOTHING)
        return any(max(names.get("coordinators", 0), names.get("openers", 0)) > at for names in joints)

    @cached_property
    def cues(self) -> list[Match[CueRule]]:
        """The cues, but those that are part of a word for something else or of a name ("the United STATES")."""
        named = {at for m in self.speakers for at in range(m.first + 1, m.last)}  # "heads of STATE also pledged"
        found = self.language.cues.longest(self.tokens, self.actors, named, partial(middles, self.words))
        if getattr(self.language.hooks, "STRICT_SUBJECTS", False):
            found = [self._before_actor(c) for c in found]
        found = [c for c in found if not c.payload.joined or self._goes_on(c, found)]
        nouns = [s for s in self.silencers if s.payload.voids == "word"] if found else []
        return [c for c in found if not any(_is_inside(c, n) for n in nouns) and self._opens(c)]

    def _before_actor(self, cue: Match[CueRule]) -> Match[CueRule]:
        """A cue without the first word of an actor that stands behind it ("said BOTH sides would")."""
        last = cue.last - 1
        mention = self._whole_by_first.get(last) if last > cue.first else None
        return cue._replace(last=last) if mention is not None and mention.last > cue.last else cue

    def _opens(self, cue: Match[CueRule]) -> bool:
        """Whether an object in front of its verb opens the sentence, where the order of words is free ("FOR peace
        spoke the premier"), and no other verb, "that" or "not" stands between them."""
        if cue.payload.takes != "between" or not getattr(self.language.hooks, "FREE_ORDER", False):
            return True
        verb = cue.reach - 1
        if self.tokens[cue.last].lower in self.language.syntax.more.get("pointing", ()):
            return False  # "about THIS agreed"
        if self.mark(verb - 1, "negations") == verb or any(self.mark(at, "complementizers") for at in range(verb)):
            return False
        finite = getattr(self.language.hooks, "FINITE", ())
        first, last = cue.last, verb - ("short" in self.forms_at(verb))  # "the pact WAS reached"
        told = any(form in finite for at in range(first, last) for form in self.forms_at(at))
        return not told and self.skip(0, "openers", "adverbs", "coordinators") == cue.first

    def _goes_on(self, cue: Match[CueRule], found: list[Match[CueRule]]) -> bool:
        """Whether a noun goes on with the verb of an earlier cue, or of thanks: behind "and" or a comma, with up to
        two adjectives in between."""
        first = cue.first
        joints = (at for at in range(first, max(first - 3, 0), -1) if self._joins(at))
        joint = next(joints, 0)
        told = any(self.forms_at(at) or not self.tokens[at].text[0].isalpha() for at in range(joint, first))
        if not joint or told:
            return False
        begun = any(c.last < joint - 1 and c.payload.kind and not (c.payload.weak or c.payload.joined) for c in found)
        return begun or any(s.payload.opens and s.last < joint for s in self.silencers)

    def _joins(self, at: int) -> bool:
        """Whether "and" or a comma stands right before a token."""
        weak = self.language.syntax.more.get("weak_joins", ())
        ends = (self.mark(here, "coordinators") for here in range(max(at - 3, 0), at))
        joined = at in ends and self.tokens[at - 1].lower not in weak
        return joined or self.tokens[at - 1].text in COMMAS

    @cached_property
    def words(self) -> Words:
        """The sentence as `midfield` looks at it."""
        return Words(self.tokens, self.actors, self.marks, self.language.syntax)

    def mark(self, at: int, name: str) -> int:
        """Where the mark of that class that starts at `at` ends, or 0."""
        here = self.marks.get(at)
        return here.get(name, 0) if here is not None else 0

    def skip(self, at: int, *names: str) -> int:
        """The first position from `at` on where none of these classes starts."""
        while (here := self.marks.get(at)) is not None:
            after = at
            for name in names:
                after = max(after, here.get(name, 0))
            if after == at or (at in self.heads and max(self.heads[at].values()) > after):
                break  # no such mark, or only the beginning of a verb
            at = after
        return at

    @cached_property
    def heads(self) -> Mapping[int, Mapping[str, int]]:
        """The listed verbs by where they start: their form classes, each with where the verb ends."""
        return _positions(self.language.verbs.find(self.tokens))

    @cached_property
    def odds(self) -> float:
        """What its words say of whether a commitment stands here, in log-odds (`pipeline.extract.odds`)."""
        weights = self.language.odds
        return log_odds(features(self.tokens, self.mentions), weights) if weights else 0.0

    @cached_property
    def by_class(self) -> Mapping[str, Mapping[int, int]]:
        """The marks by class: where each starts, and where it ends."""
        found: dict[str, dict[int, int]] = {}
        for at, names in self.marks.items():
            for name, last in names.items():
                found.setdefault(name, {})[at] = last
        return found

    @cached_property
    def speakers(self) -> list[Mention]:
        """Mentions that can be a subject: whole ones, no adjectives, no genitives."""
        return [
            m for m in self.mentions
            if not m.inside and m.form != "modifier" and not self._is_genitive(m)
        ]  # fmt: skip

    @cached_property
    def _speakers_by_first(self) -> Mapping[int, Mention]:
        return {m.first: m for m in reversed(self.speakers)}

    @cached_property
    def _speakers_by_last(self) -> Mapping[int, Mention]:
        return {m.last: m for m in reversed(self.speakers)}

    @cached_property
    def _whole_by_first(self) -> Mapping[int, Mention]:
        return {m.first: m for m in reversed(self.mentions) if not m.inside}

    @cached_property
    def _whole_by_last(self) -> Mapping[int, Mention]:
        return {m.last: m for m in reversed(self.mentions) if not m.inside}

    @cached_property
    def speaker_starts(self) -> list[int]:
        """Where the speakers begin, in order, to look them up by place."""
        return [m.first for m in self.speakers]

    def _is_genitive(self, mention: Mention) -> bool:
        after = self.tokens[mention.last].lower if mention.last < len(self.tokens) else ""
        return after in GENITIVES

    def is_subject_behind_phrase(self, mention: Mention) -> bool:
        """Whether a name stands between a preposition's phrase and a verb ("Under the pact USA will build")."""
        free = getattr(self.language.hooks, "FREE_ORDER", False)
        finite = getattr(self.language.hooks, "FINITE", ()) if free else ()
        told = any(form in finite for form in self.forms_at(self.skip(mention.last, "adverbs")))
        small = self.language.syntax.more.get("prepositions", ())
        for token in reversed(self.tokens[max(mention.first - 8, 0) : mention.first]) if told else ():
            if not token.text[0].isalnum() or token.lower in small:
                return token.text[0].isalnum()
        return False

    @property
    def hooks_base(self) -> str:
        """The form class of an action without tense: the infinitive, or the only form that verbs have."""
        return str(self.language.hooks.FORMS[0])

    @cached_property
    def time_words(self) -> frozenset[str]:
        """Words that make a phrase one of time: year, month, end."""
        return frozenset(self.language.syntax.more.get("time_words", ()))

    def speaker_at(self, at: int) -> Mention | None:
        """The speaker mention that starts at this token, if one does."""
        return self._speakers_by_first.get(at)

    def whole_at(self, at: int) -> Mention | None:
        """The mention that starts at this token and lies in no other, genitives included."""
        return self._whole_by_first.get(at)

    def whole_ending(self, at: int) -> Mention | None:
        """The mention whose last token stands right before `at` and that lies in no other, genitives included."""
        return self._whole_by_last.get(at)

    def speaker_ending(self, at: int) -> Mention | None:
        """The speaker mention whose last token stands right before `at`, if one does."""
        return self._speakers_by_last.get(at)

    @cached_property
    def asides(self) -> list[tuple[int, int]]:
        """Insertions between a subject and its verb, commas included: ", which borders Norland," or ", he said,"."""
        found: list[tuple[int, int]] = []
        leads = self.language.syntax.more.get("aside_leads", ())
        second = getattr(self.language.hooks, "VERB_SECOND", False)
        if not (leads or second or getattr(self.language.hooks, "STRICT_SUBJECTS", False)):
            return found
        weak = {c.first for c in self.cues if c.payload.weak or second}
        commas = [at for at, token in enumerate(self.tokens) if token.text in COMMAS]
        if leads:
            said = self.by_class.get("said", {})
            pairs = (p for p in pairwise(commas) if p[1] - p[0] <= LONGEST_ASIDE)
            weak |= {c.first for c in self.cues if c.payload.takes == "around"}
            opened = (
                (a, b) for a, b in pairs
                if self.tokens[a + 1].lower in leads or (a + 1 in said and self.skip(b + 1, "adverbs") in weak)
            )  # fmt: skip
            return [(a, b + 1) for a, b in opened if any(at in said for at in range(a + 1, b))]
        for first, last in pairwise(commas):
            if not 2 < last - first <= LONGEST_ASIDE or self.skip(last + 1, "adverbs") not in weak:
                continue
            inside = range(first + 1, last)
            told = self.mark(first + 1, "relatives") or any(at in self.by_class.get("said", ()) for at in inside)
            cue = any(c.first in inside and c.payload.kind is not None for c in self.cues)
            cue = cue or (second and any(n.first in inside for n in self.silencers))
            if told and not cue and self.speaker_ending(first) is not None:
                found.append((first, last + 1))
        return found

    @cached_property
    def attributes(self) -> list[tuple[int, int]]:
        """Participles and relative clauses between a noun and its modal, commas included ("The steps, taken in May,
        will …"), where the order of words is free."""
        is_participle = getattr(self.language.hooks, "is_participle", None)
        weak = {c.first for c in self.cues if c.payload.weak or c.payload.takes == "around"} if is_participle else ()
        if is_participle is None or not weak:
            return []
        commas = [at for at, token in enumerate(self.tokens) if token.text in COMMAS]
        found: list[tuple[int, int]] = []
        for first, last in pairwise(commas):
            if not 2 < last - first <= LONGEST_ASIDE or self.skip(last + 1, "adverbs", "negations") not in weak:
                continue
            opens = is_participle(self.tokens[first + 1].lower) or any(
                self.mark(at, "relatives") for at in (first + 1, first + 2)
            )
            if opens and not any(first < c.first < last and c.payload.kind is not None for c in self.cues):
                found.append((first, last + 1))
        return found

    def forms_at(self, at: int) -> Mapping[str, int]:
        """Form classes of the action verb that starts at this token, each with where the verb ends."""
        if at in self.heads:
            return self.heads[at]
        if at < len(self.tokens):
            forms = self.language.hooks.forms_of(self.tokens[at].lower)
            return dict.fromkeys(sorted(forms), at + 1) if forms else NOTHING
        return NOTHING


def _is_inside(cue: Match[CueRule], noun: Match[NotUnitRule]) -> bool:
    """Whether a cue is part of a word for something else, but for the rest of a passive ("was urged" and "to")."""
    longer = cue.payload.patient and noun.first == cue.first and noun.last < cue.last
    return noun.first <= cue.first < noun.last <= cue.last and not longer


def _positions(matches: Sequence[Match[str]]) -> dict[int, dict[str, int]]:
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


def _with_brackets(mentions: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Names together with what they are called for short in brackets behind them: "the World Bank (WB)"."""
    brackets = [at for at, token in enumerate(tokens[:-2]) if token.text == "(" and tokens[at + 2].text == ")"]
    if not brackets:
        return mentions
    made = list(mentions)
    for at in brackets:
        before = next((m for m in made if m.last == at and not m.inside and m.form == "org"), None)
        short = next((m for m in made if (m.first, m.last) == (at + 1, at + 2)), None)
        same = short.actor_ids == before.actor_ids if short is not None and before is not None else True
        if before is not None and same and tokens[at + 1].text.isupper():
            whole = before._replace(end=tokens[at + 2].end, last=at + 3)
            made = [whole if m is before else m for m in made if m is not short]
    return made


def _add_rows(
    actors: dict[int, list[int]],
    marks: Mapping[int, Mapping[str, int]],
    sentence: Sentence,
    mentions: Sequence[Mention],
) -> None:
    """Let actors in a row ("A, B and C") stand for one, too: behind a verb they are its subject together."""
    start: int | None = None
    for before, m in pairwise(mentions):
        comma = m.first == before.last + 1 and sentence.tokens[before.last].text in COMMAS
        joined = marks.get(before.last, {}).get("coordinators") == m.first
        start = (before.first if start is None else start) if comma or joined else None
        if start is not None and joined:
            actors[start].append(m.last)


def _add_roles(
    actors: dict[int, list[int]], sentence: Sentence, mentions: Sequence[Mention], language: Language
) -> None:
    """Let a noun phrase whose head speaks for states stand for an actor ("de 27 stats- och regeringscheferna")."""
    more = language.syntax.more
    roles, openers = more.get("acting_heads", ()), frozenset(more.get("phrase_openers", ()))
    if not roles:
        return
    plain = frozenset(w for w in roles if w[0] != "*")
    ends = tuple(w[1:] for w in roles if w[0] == "*")
    held = {at for m in mentions for at in range(m.first, m.last)}
    owners = {m.last + 1: m.first for m in mentions if not m.inside}
    tokens = sentence.tokens
    for head, token in enumerate(tokens):
        if head in held or not (token.lower in plain or token.lower.endswith(ends)):
            continue
        start = head
        while head - start < LONGEST_PHRASE and start not in actors:
            actors.setdefault(start, []).append(head + 1)
            if start in owners and tokens[start - 1].lower in GENITIVES:  # "EU:s medlemsländer"
                actors.setdefault(owners[start], []).append(head + 1)
            before = tokens[start - 1] if start > 0 and start - 1 not in held else None
            if before is None or not (before.lower in openers or before.text[0].isdigit() or before.text[-1] == "-"):
                break
            start -= 1


def read_sentence(document: Document, index: int, mentions: list[Mention], language: Language) -> Reading:
    """Find all that the extractor needs in one sentence."""
    sentence = document.sentences[index]
    marks = _positions(language.marks.find(sentence.tokens))
    _mark_adverbs(marks, sentence, language)
    mentions = _with_brackets([m for m in mentions if not _is_in_opener(marks, m)], sentence.tokens)
    actors: dict[int, list[int]] = {}
    for m in mentions:
        if m.form != "modifier":
            actors.setdefault(m.first, []).append(m.last)
    for at, names in marks.items():
        for we in ("we", "they", "she_or_he"):
            if we in names:
                actors.setdefault(at, []).append(names[we])
    if getattr(language.hooks, "VERB_SECOND", False):
        _add_rows(actors, marks, sentence, [m for m in mentions if not m.inside and m.form != "modifier"])
        _add_roles(actors, sentence, mentions, language)
    return Reading(index=index, sentence=sentence, language=language, mentions=mentions, actors=actors, marks=marks)
