"""A frame: one cue at work in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.document import Mention
from pipeline.extract.tails import Tail
from pipeline.lang.model import CueRule
from pipeline.lang.patterns import Match
from pipeline.records.base import Kind

Cue = Match[CueRule]
UNDER = ("complementizer", "relative", "subordinator")


@dataclass
class Frame:
    """One cue at work. Positions are token indexes; `kind` None is a verb of saying without content of its own.

    `number` is what the verb tells of its subject: 1 one, 2 several, 0 nothing.
    `benefits` tells that the subject only receives what others promise ("Norland will gain …").
    `unknown` tells that a role that no actor is known for ("the delegation") is the subject.
    `instructed` tells that the subject is an agency that does what its government says, `joint` that the thing which
    is the subject is both sides' ("the joint plan").
    `stranger` tells that somebody who is no known actor ("officials") is the subject, `agreed` that the tail is one
    of agreement ("they will …, the two agreed").
    """

    cue: Cue
    kind: Kind | None
    clause: int
    start: int
    end: int
    subjects: list[Mention] = field(default_factory=list)
    patients: list[Mention] = field(default_factory=list)  # actors who are the subject of a passive
    we: bool = False
    addressees: list[Mention] = field(default_factory=list)
    inner: Cue | None = None
    inner_subjects: list[Mention] = field(default_factory=list)
    tail: Tail | None = None
    silent: bool = False
    why: str = ""  # why it is silent, for those who ask
    stranger: bool = False
    own_role: bool = False  # a role of the owners' state is the subject ("Norlandic negotiators")
    unknown: bool = False
    others: bool = False  # the subject is others than those who meet, whom no name tells ("the allies")
    agreed: bool = False
    benefits: bool = False
    with_me: bool = False
    i_alone: bool = False
    instructed: bool = False
    joint: bool = False
    plural: bool = False
    fronted: int = 0  # where the action ends that stands in front of its verb ("To raise trade intend both states")
    givers: list[Mention] = field(default_factory=list)
    owners: list[Mention] = field(default_factory=list)  # whose the thing is that is the subject ("Norland's aid")
    number: int = 0
    bound: list[Mention] = field(default_factory=list)  # whom a text commits ("the pact commits both STATES to")
    closed_by: int | None = None
    depth: int = 0

    @property
    def decisive(self) -> CueRule:
        """The rule that decided the kind."""
        return self.inner.payload if self.inner is not None and self.cue.payload.kind is None else self.cue.payload

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(c.payload.id for c in (self.cue, self.inner) if c is not None)
