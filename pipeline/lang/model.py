"""The shape of a language's data files: strict models, so that a typing error stops the load with file and key."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from pipeline.records.base import InstrumentType, Kind, Model, Topic

Takes = Literal["after", "inside", "around", "object", "before", "between"]


class CueRule(Model):
    """One rule of `cues.yaml`: words that make a passage a commitment, or lead to such words.

    `kind` is null for a plain verb of saying ("said that"), which makes no unit by itself but gives the speaker.
    `takes` tells where the content stands: `after` the cue; `inside`, where the cue is the first word of the content
    ("always supports", a synthetic future); `around`, where the whole clause is the content (a passive whose object
    comes before its cue); `object`, where it is from the object of a passive on if that comes before the cue, else
    behind the cue; `before`, where the sentence up to the cue is ("to do X is what both strive for");
    `between`, where it stands from the cue to the one verb with which the match ends behind `>` ("agreement on X was
    reached"). `joint` is the kind where two or more sides speak together. A `yielding` rule hands its kind
    over to a rule inside its own that-clause ("affirmed that it will" is a pledge). A `weak` rule opens a unit only
    with a political actor as subject of its own clause, never inside the content of a strong one. `addressee` says
    that an actor right behind the cue is whom it is addressed to, `patient` that the subject of the passive is ("was
    urged to"). `lists` says that the cue may govern a list behind a colon. A `joined` cue is a noun that goes on,
    behind "and", with the verb of the cue before ("voiced support for A AND READINESS to B"). `subject` is where the
    speaker stands: `any`, `none` (impersonal: agents come from the meeting told; a
    pledge's from whoever spoke last), `meeting` (those who meet, whoever spoke last),
    `states` (told through witnesses: the agents are the states of those who meet), `thing` (the cue holds its own
    subject, a plan, aid or the like: whoever spoke last promises it, else whose it is).
    """

    id: str
    kind: Kind | None = None
    match: tuple[str, ...] = Field(min_length=1)
    takes: Takes = "after"
    joint: Kind | None = None
    yielding: bool = False
    weak: bool = False
    addressee: bool = False
    patient: bool = False
    joined: bool = False
    subject: Literal["any", "none", "meeting", "states", "thing"] = "any"
    example: str
    counterexample: str

    @field_validator("kind", mode="before")
    @classmethod
    def _null_is_none(cls, value: str | None) -> str | None:
        return None if value in ("", "null", "~") else value


class NotUnitRule(Model):
    """One rule of `not_units.yaml`: words that make a passage no commitment (CODEBOOK §1).

    `voids` tells what they silence: the `word` with which the match ends, no cue at all here (a noun: "the
    agreement"); the `cue` that they touch or contain (negations: "failed to agree"), which still opens a
    clause; the `clause` in which they stand ("earlier", "in 2018"), or the whole `sentence` ("congratulated",
    "experts advise").
    `opens` is true for words such as "thanked", "noted that", which begin a clause of their own and so end the
    content before.
    """

    id: str
    match: tuple[str, ...] = Field(min_length=1)
    voids: Literal["word", "cue", "clause", "sentence"]
    opens: bool = False
    example: str
    counterexample: str


class Syntax(Model):
    """`syntax.yaml`: the closed word classes by which clauses are told apart, and the open list of action verbs.

    All are patterns of `pipeline.lang.patterns`; lists named here can stand in patterns as `{name}`.
    """

    coordinators: tuple[str, ...]  # and, as well as: may join two actions
    complementizers: tuple[str, ...]  # that, att, что: lead from cue to content, stay outside the span
    infinitive_markers: tuple[str, ...]  # to, att
    purpose: tuple[str, ...]  # in order to, для того чтобы, để: what follows stays in the unit
    relatives: tuple[str, ...]  # which, som, который
    subordinators: tuple[str, ...]  # because, although, when: open a clause that is no new action
    openers: tuple[str, ...]  # words that a subject or an action may follow at a clause's start: also, dessutom
    negations: tuple[str, ...]
    auxiliaries: tuple[str, ...]  # continue to, продолжать: belong to the action
    adverbs: tuple[str, ...]  # may stand between the parts of a cue, or before the verb of an action
    manner: tuple[
        str, ...
    ] = ()  # say how, behind a verb (effectively, chặt chẽ): no object, and no action begins there
    passives: tuple[str, ...]  # words that make the verb behind a modal passive: be, bli, быть, được
    we: tuple[str, ...]
    they: tuple[str, ...]
    she_or_he: tuple[str, ...]
    said: tuple[str, ...]  # verbs of saying in a reporting tail: ", said the minister"
    nominal: tuple[str, ...] = ()  # verbs that stand as nouns just as often: no new action right behind a comma
    listed: tuple[str, ...]  # words that announce a list under the cue before: Bao gồm, including
    bearers: tuple[str, ...] = ()  # officials, leaders: "the officials of A and B" speak for A and B
    occasions: tuple[str, ...] = ()  # at the talks, khi hội đàm: behind the action they only tell where it was said
    verbs: tuple[str, ...]  # the verbs of diplomatic action, one lemma each (infinitive)
    more: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # further named lists for patterns

    def lists(self) -> dict[str, tuple[str, ...]]:
        """Every list by the name that patterns use."""
        own = {k: v for k, v in self.__dict__.items() if isinstance(v, tuple)}
        return {**own, **self.more}


class TopicRule(Model):
    """One rule of `topics.yaml`: words (stem patterns, see `pipeline.lang.stems`) that speak of topics.

    `counts`: `always`; `beside`, only where nothing speaks but such topics as say with whom (multilateral, party …);
    `alone`, only where nothing else speaks; `meeting`, never by itself, but an article whose head names such offices
    twice is all theirs (ministers of defence meet). A rule without topics silences its words.
    """

    topics: tuple[Topic, ...]
    match: tuple[str, ...] = Field(min_length=1)
    counts: Literal["always", "beside", "alone", "meeting"] = "always"


class InstrumentRule(Model):
    """Head words of names of treaties, mechanisms, projects or events; a rule without type silences its words.

    `by` tells what makes the head a name: `alone` nothing more, `link` a link behind it or capitals beside it,
    `capital` that it is written with a capital, or what stands before it.
    """

    type: InstrumentType | None = None
    heads: tuple[str, ...] = Field(min_length=1)
    by: Literal["alone", "link", "capital"] = "link"


class Instruments(Model):
    """`instruments.yaml`: what heads a name and what it may hold besides (stem patterns, see `pipeline.lang.stems`)."""

    rules: tuple[InstrumentRule, ...]
    before: tuple[str, ...]  # words in small letters that may stand before the head
    links: tuple[str, ...]  # words that carry a name on to the right: on, between
    inner: tuple[str, ...]  # small words that a name may hold but not end with
    joins: tuple[str, ...]  # and: a name may hold it, unless another name or a plural follows
    places: tuple[str, ...]  # in, at: a name may hold it before a capital
    stops: tuple[str, ...]  # words that end a name
    many: tuple[str, ...]  # words before a head that speak of no one thing: these, several
    runs_on: bool  # whether attributes stand behind the head without a link


class ConceptRule(Model):
    """One rule of `concepts.yaml`: words that speak of a concept; its code is the same in every language."""

    concept: str
    match: tuple[str, ...] = Field(min_length=1)


class ActionRule(Model):
    """One rule of `actions.yaml`: words that say what is to be done; its code is the same in every language."""

    action: str
    match: tuple[str, ...] = Field(min_length=1)
