"""Speakers: who makes a commitment and whom it is addressed to, across sentences (CODEBOOK §3, §7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.document import Document, Mention
from pipeline.extract.frame import Frame
from pipeline.extract.parties import states_of
from pipeline.records.base import Kind

Ids = tuple[str, ...]
HOST_SPEAKS = 3  # times that an actor must be subject to be the host of an article
SPEECH_LASTS = 5  # sentences after which nobody goes on speaking


@dataclass
class Discourse:
    """What the article has told so far: the last speaker, and the last cue that a later sentence may inherit."""

    document: Document
    speaker: Ids = ()
    said_at: int = -SPEECH_LASTS
    agents: Ids = ()
    alone: Ids = ()  # the last speaker who was one
    host: Ids = ()  # the one actor who speaks all through the article, if only one does
    ours: Ids = ()  # who were the last "we"
    signed: Ids = ()  # whom a joint statement is by
    speech: Ids = ()  # whose direct speech the sentence belongs to, where a later one says so
    headline: Ids = ()  # who does something in the headline
    nameless: bool = False  # whether the text is by many whom nobody names
    signed_at: int = -1  # the paragraph that says itself who "we" is
    authors: Ids = ()  # whom the whole text is by: a statement, a speech, an opinion piece
    apart: bool = False  # whether the sentence is direct speech that stands apart from what the article tells
    quoted: Ids = ()  # who spoke last in such speech
    quoted_at: int = -SPEECH_LASTS
    told_of: Ids = ()  # whom the article last told to say something: a quote behind it is his ("Sato warned. – We …")
    told_at: int = -SPEECH_LASTS
    times: Counter[Ids] = field(default_factory=Counter)  # how often each has spoken

    def heard(self, ids: Ids, sentence: int) -> None:
        """Somebody spoke in this sentence."""
        if not ids:
            return
        self.alone = ids if len(ids) == 1 else self.alone
        if self.apart:
            self.quoted, self.quoted_at = ids, sentence
            return
        self.speaker, self.said_at = ids, sentence
        self.times[ids] += 1

    def hears(self, ids: Ids, sentence: int, speaks: bool) -> None:
        """Somebody is told to say something that promises nothing; in some languages he goes on to speak."""
        if speaks:
            self.heard(ids, sentence)
        elif ids and not self.apart:
            self.told_of, self.told_at = ids, sentence

    @property
    def written_by(self) -> Ids:
        """The persons whose statement or opinion piece the text is: they say all that it says."""
        return self.authors if all(i.startswith("person:") for i in self.authors) else ()

    @property
    def body(self) -> Ids:
        """The one ministry, government or organisation whose statement the text is."""
        return self.authors if len(self.authors) == 1 and not self.authors[0].startswith("person:") else ()

    def are_we(self, ids: Ids, block: int) -> None:
        """A paragraph says who "we" is; in a text by persons these are meant again from the next one on."""
        self.signed_at = block if ids else self.signed_at
        self.signed = ids or (self.written_by if block != self.signed_at else ()) or self.signed

    @property
    def somebody(self) -> bool:
        """Whether anybody has spoken yet, or speaks here."""
        return bool(self.speaker or self.quoted or self.speech or self.authors)

    def recent(self, sentence: int) -> Ids:
        """Who spoke last, if not long ago; whom a paragraph quotes is no speaker of what the article itself tells."""
        if self.apart and self.told_at > self.quoted_at and sentence - self.told_at <= SPEECH_LASTS:
            return self.told_of
        if self.quoted and (self.apart or not self.speaker) and sentence - self.quoted_at <= SPEECH_LASTS:
            return self.quoted
        return self.speaker if sentence - self.said_at <= SPEECH_LASTS else ()

    def leading(self) -> Ids:
        """Who has spoken most often so far, where nobody spoke lately; where nobody has, the host or those who meet."""
        if self.authors:
            return self.authors
        if self.times:
            return max(self.times, key=lambda ids: self.times[ids])
        return self.host or self.headline or self.quoted or self._pair()

    def _pair(self) -> Ids:
        """Those who meet, if more than one does: an actor who is only named promises nothing."""
        met = self.meeting()
        return met if len(met) > 1 else ()

    def fitting(self, number: int, candidates: Iterable[Ids]) -> Ids:
        """The first candidate that the number of the verb allows: 1 one, 2 several, 0 any; else those who meet."""
        found = [c for c in candidates if c]
        if number == 1:
            one = next((c for c in found if len(c) == 1), self.alone)
            return one or next(iter(found), ())
        if number == 2:
            several = (c for c in found if len(c) > 1 or c[0].startswith("org:"))  # "the ministers of the G7"
            return next(several, self.meeting() or next(iter(found), ()))
        return next(iter(found), ())

    def meeting(self) -> Ids:
        """Those who meet: persons of different states, else the two states."""
        people: list[str] = []
        for actor_id in self.document.participants:
            seen = states_of(self.document, people)
            if actor_id.startswith("person:") and not states_of(self.document, [actor_id]) & seen:
                people.append(actor_id)
        if len(people) >= 2:
            return tuple(people)
        states = tuple(i for i in self.document.participants if i.startswith(("state:", "org:")))
        return states[:2] or self.document.participants[:2]

    def states(self) -> Ids:
        """The states of those who meet."""
        meeting = self.meeting()
        states = tuple(f"state:{s}" for s in sorted(states_of(self.document, meeting)))
        return states if len(states) > 1 else meeting

    def are_others(self, ids: Ids, speaker: Ids) -> bool:
        """Whether actors belong to other states than the speaker: then he reports their promise, not his own."""
        theirs, his = states_of(self.document, ids), states_of(self.document, speaker)
        return bool(theirs and his) and not theirs & his

    def are_told_of(self, ids: Ids, speaker: Ids) -> bool:
        """Whether unnamed officials of a state tell what persons of it will do: those promise, not the state."""
        named = bool(ids) and all(i.startswith("person:") for i in ids)
        nameless = all(i.startswith(("state:", "gov:")) for i in speaker)
        return named and nameless and states_of(self.document, ids) == states_of(self.document, speaker)

    def speaks_for(self, speaker: Ids, ids: Ids) -> bool:
        """Whether the actors are the speaker's own state, government and the like, for which he speaks."""
        of_state = all(not i.startswith(("person:", "org:", "office:")) for i in ids)
        his = states_of(self.document, speaker)
        return of_state and bool(his) and states_of(self.document, ids) == his

    def any_other(self, ids: Ids, speakers: Ids) -> bool:
        """Whether one of the actors is neither among the speakers nor of their states: a third party is asked."""
        home = states_of(self.document, speakers)
        return any(i not in speakers and not states_of(self.document, [i]) & home for i in ids)


def single_host(subjects: Iterable[Ids]) -> Ids:
    """The actor who is subject of most of an article's commitments, if he is one and clearly ahead of all others."""
    often = Counter(s for s in subjects if s).most_common(2)
    if not often or len(often[0][0]) > 1 or often[0][1] < HOST_SPEAKS:
        return ()
    rival = often[1][1] if len(often) > 1 else 0
    return often[0][0] if often[0][1] >= 2 * rival else ()


@dataclass(frozen=True)
class Roles:
    """The outcome for one frame."""

    agents: Ids
    addressees: Ids
    kind: Kind
    nameless: bool = False  # by many whom nobody names


def ids_of(mentions: Iterable[Mention]) -> Ids:
    """Actor ids of mentions, each once, in order."""
    return tuple(dict.fromkeys(i for m in mentions for i in m.actor_ids))


def assign_roles(frame: Frame, discourse: Discourse, sentence: int, before: Ids) -> Roles:
    """Agents, addressees and final kind of a frame; `before` are the agents of the frame before it in the sentence."""
    rule = frame.decisive
    explicit, inner = ids_of(frame.subjects), ids_of(frame.inner_subjects)
    if frame.others and not (explicit or inner or frame.we or (frame.tail is not None and frame.tail.speakers)):
        return Roles((), ids_of(frame.addressees), frame.kind or "pledge", nameless=True)
    addressees = ids_of(frame.addressees) or (explicit if discourse.nameless and not frame.we else ())
    agents = _agents(frame, discourse, sentence, before, explicit, inner)
    kind: Kind = frame.kind or "pledge"
    receivers = explicit or ids_of(frame.owners)
    if frame.benefits and kind == "pledge" and receivers and not inner:
        agents = ids_of(frame.givers) or _givers(receivers, before, discourse, sentence) or agents
    if kind == "proposal" and not explicit and not discourse.authors and set(addressees) < set(agents):
        agents = tuple(a for a in agents if a not in addressees)  # of the two who met, the other one asks
    asked = rule.weak and not rule.addressee  # who should act, not who hopes
    own = not asked and len(agents) == 1 and discourse.speaks_for(agents, inner)
    if kind == "proposal" and inner and not set(inner) & set(agents) and not own:
        addressees = addressees or inner
    modal = rule.weak and not rule.addressee
    own_modal = modal and rule is frame.cue.payload  # not "the government declared that the pact must"
    if kind == "proposal" and own_modal and not inner and explicit and not (frame.we or discourse.nameless):
        told = ids_of(frame.tail.speakers) if frame.tail is not None else ()
        told = told or discourse.speech or discourse.signed or discourse.body
        if len(told) == 1 and set(told) < set(explicit):  # "the two should …, Sato said"
            return Roles(told, addressees or tuple(i for i in explicit if i not in told), kind)
        agents, addressees = _asked(explicit, told or before or discourse.recent(sentence), addressees)
    deciding = (
        frame.inner.payload if frame.inner is not None and kind == frame.inner.payload.kind else frame.cue.payload
    )
    if (
        deciding.joint is not None
        and (len(agents) > 1 or (_many(frame, discourse) and agents[:1] and agents[0].startswith("org:")))
        and not discourse.any_other(addressees, agents)
    ):
        kind, addressees = deciding.joint, ()
    if addressees and addressees == agents and frame.addressees and frame.addressees[0].form == "pronoun":
        met = (i for i in discourse.meeting() if i.startswith("person:") and i not in agents)
        addressees = tuple(met)[:1]  # "Sato invited him": the other of those who met
    return Roles(agents, tuple(a for a in addressees if a not in agents), kind, discourse.nameless and not agents)


def _many(frame: Frame, discourse: Discourse) -> bool:
    """Whether one organisation stands for its members, who speak as "the ministers" or, in their own text, as "we"."""
    return frame.plural or (frame.we and not frame.i_alone and bool(discourse.authors or discourse.signed))


def _agents(frame: Frame, discourse: Discourse, sentence: int, before: Ids, explicit: Ids, inner: Ids) -> Ids:
    tail = ids_of(frame.tail.speakers) if frame.tail is not None else ()
    if frame.tail is not None and frame.tail.recalled:
        tail = discourse.fitting(1, (discourse.recent(sentence),))
    written = discourse.written_by if not (explicit or (frame.we and discourse.signed)) else ()
    tail = tail or discourse.speech or written
    together = frame.kind in ("agreement", "signing")
    if frame.we and not frame.i_alone and _decided(frame) and all(i.startswith("person:") for i in discourse.meeting()):
        together = True  # said by one of two who met, "we decided" means both
    if frame.we and frame.cue.payload.kind is None and len(inner) > 1 and not frame.decisive.weak:
        return inner  # "I have told the council that the two sides agreed"
    if discourse.nameless and not tail:
        return ()
    if frame.we:
        speaker = tail or discourse.signed or explicit or discourse.authors or before or discourse.recent(sentence)
        asked = ids_of(frame.addressees)
        if frame.with_me or (speaker and set(speaker) <= set(asked)):  # "Berg and I agreed", "I suggested to Berg"
            speaker = tuple(i for i in discourse.meeting() if i not in asked) or speaker
        return _with_counterpart(speaker, discourse) if together else speaker or discourse.leading()
    if frame.cue.payload.subject in ("meeting", "none") and discourse.body and not together:
        return explicit or ids_of(frame.owners) or discourse.body  # "it was stressed", in a statement of a ministry
    if frame.cue.payload.subject == "meeting":
        told = ids_of(frame.tail.speakers) if frame.tail is not None else ()
        return explicit or ids_of(frame.owners) or told or discourse.meeting()
    if frame.bound:
        return ids_of(frame.bound)
    if frame.cue.payload.subject == "none" and frame.kind == "pledge":
        return explicit or tail or before or discourse.recent(sentence) or discourse.meeting()
    if frame.cue.payload.subject == "none" and len(inner) > 1 and _are_states(inner) and not explicit:
        return inner  # "it was decided that both sides would"
    if frame.cue.payload.subject == "none":
        return explicit or (discourse.states() if frame.kind == "signing" else discourse.meeting())
    if frame.cue.payload.subject == "states":
        return discourse.states()
    if tail and (frame.agreed or not together) and frame.cue.payload.weak:
        others = discourse.are_others(explicit, tail) or discourse.are_told_of(explicit, tail)
        wider = len(explicit) > 1 and not any(i.startswith("person:") for i in tail)  # a ministry tells for both
        return explicit if explicit and (others or wider) else tail
    if frame.cue.payload.subject == "thing" and inner and not tail:
        return inner  # "the agreement means that the government will …"
    if frame.instructed and explicit:
        over = (tail, before, discourse.recent(sentence), discourse.leading())
        return next((ids for ids in over if ids and not set(ids) & set(explicit)), explicit)
    if frame.joint and not explicit and not tail:
        recent = discourse.recent(sentence)
        return recent if len(recent) > 1 else discourse.meeting()
    if len(frame.owners) > 1 and not explicit and not tail:
        return ids_of(frame.owners)
    if frame.cue.payload.kind is None and len(inner) > 1 and not frame.decisive.weak:
        return inner  # what both did is told by a third: "the ministry said that the two sides agreed"
    past = frame.inner is not None and frame.inner.payload.joint == "agreement" and frame.kind == "pledge"
    if frame.cue.payload.kind is None and past and inner and explicit and discourse.are_others(inner, explicit):
        return inner  # "Sato said that Berg had instructed his ministers to …"
    reports = frame.cue.payload.kind is None and frame.inner is not None and not frame.decisive.weak
    if reports and inner and discourse.are_others(inner, explicit or tail):
        return inner  # "Sato said that Norland had agreed to …"
    if together and frame.cue.payload.kind is None and len(inner) > 1:
        return inner  # "Norland said that the two sides had agreed"
    if explicit and not together and frame.cue.payload.weak and len(before) == 1 and before[0].startswith("person:"):
        explicit = before if discourse.speaks_for(before, explicit) else explicit  # "Sato said A, and NORLAND will B"
    if explicit:
        return tail if tail and not together and discourse.speaks_for(tail, explicit) else explicit
    heard = discourse.fitting(frame.number, (tail, before, discourse.recent(sentence)))
    unnamed = frame.unknown or frame.stranger
    if frame.cue.payload.kind is None and inner and (not heard or (unnamed and not tail)):
        return inner
    whose = ids_of(frame.owners)
    if whose and (frame.own_role or not together) and not heard:
        return whose
    return heard or (discourse.meeting() if together else discourse.leading())


def _are_states(ids: Ids) -> bool:
    return all(i.startswith("state:") for i in ids)


def _decided(frame: Frame) -> bool:
    """Whether a cue is a decision, which is an agreement where several take it."""
    rule = frame.decisive
    return rule.kind == "pledge" and rule.joint == "agreement" and not rule.weak


def _givers(receivers: Ids, before: Ids, discourse: Discourse, sentence: int) -> Ids:
    """Who promises what the receivers are told to gain: whoever spoke before, else the other side."""
    meeting = discourse.meeting()
    near = (before, discourse.recent(sentence))
    for told in (meeting, *near) if set(receivers) & set(meeting) else (*near, meeting):
        others = tuple(i for i in told if i not in receivers)
        if others:
            return others
    return ()


def _with_counterpart(speaker: Ids, discourse: Discourse) -> Ids:
    """Said by one side, "we agreed" means both sides that met."""
    meeting = discourse.meeting()
    if not speaker or (len(speaker) == 1 and speaker[0] in meeting):
        return meeting
    others = tuple(i for i in meeting if discourse.are_others((i,), speaker))
    if len(speaker) == 1 and others and len(others) < len(meeting):  # a minister tells of the talks of his state
        return (*speaker, *others)
    return speaker


def _asked(subject: Ids, speaker: Ids, addressees: Ids) -> tuple[Ids, Ids]:
    """What "the two sides should" do is what the last speaker asks of them, unless nobody else speaks."""
    if speaker and not set(speaker) & set(subject):
        return speaker, addressees or subject
    return speaker if set(subject) < set(speaker) else subject, addressees
