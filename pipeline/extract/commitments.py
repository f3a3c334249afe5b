"""Commitments: from the sentences of a document to validated records (CODEBOOK §1–§6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Document, Mention
from pipeline.extract.concern import concerned, is_match_report, is_public
from pipeline.extract.confidence import DOUBTFUL, confidence
from pipeline.extract.converbs import lend_subjects
from pipeline.extract.earlier import silence_earlier
from pipeline.extract.frame import Frame
from pipeline.extract.frames import find_frames
from pipeline.extract.gist import find_gist
from pipeline.extract.instruments import find_instruments
from pipeline.extract.joins import is_noun_at_start
from pipeline.extract.parties import find_parties
from pipeline.extract.quoted import quote_blocks, tail_speakers
from pipeline.extract.reading import OPENERS, Reading, read_sentence
from pipeline.extract.scraps import is_scrap
from pipeline.extract.separators import separators
from pipeline.extract.signatories import signed_by
from pipeline.extract.speakers import Discourse, Ids, Roles, assign_roles, ids_of, single_host
from pipeline.extract.speeches import (
    announced_speaker,
    introduced_speakers,
    silence_questions,
    speaks_on,
    transcript_speakers,
    voices_of,
    who_speaks,
)
from pipeline.extract.tails import reporting_tail
from pipeline.extract.targets import find_targets
from pipeline.extract.topics import find_topics
from pipeline.extract.trace import Trace, chosen_by, note, why_none
from pipeline.extract.unit import Unit
from pipeline.extract.units import Stretch, is_time, split_units
from pipeline.extract.unsaid import silence_strangers, silence_unsaid
from pipeline.extract.verbs import is_topic
from pipeline.extract.voices import find_voice, who_we_are
from pipeline.lang.load import Language
from pipeline.records import PLOVER, Actor, CommitmentRecord, DateInText, Span, Target, content_id
from pipeline.records.dates import first_day

INTRODUCTION = 4  # tokens of a content that only introduces a list ("work in the following areas:")
BULLETS = frozenset("-–—•*·●")


@dataclass
class Inheritance:
    """The last unit-making frame: what a sentence without a cue of its own may go on with."""

    sentence: int
    roles: Roles
    cue: tuple[int, int]
    rules: tuple[str, ...]
    weak: bool
    list_open: bool
    stranger: bool = False
    bulleted: bool = False
    odds: float = 0.0


def extract_commitments(document: Document, language: Language) -> list[CommitmentRecord]:
    """All commitments of one tagged document, in reading order."""
    units = list(find_units(document, language))
    if units and is_match_report(document, language.syntax.more.get("sport", ())):
        return []
    density = 1000 * len(units) / max(len(document.text), 1)
    thens = [unit.start for unit in (*units[1:], *units[-1:])]
    records = [
        (_record(document, u, language, (density, then)), u.roles.nameless)
        for u, then in zip(units, thens, strict=True)
    ]
    voices = voices_of(document)
    public = [r for r, nameless in records if nameless or is_public(document, r, voices)]
    return [r for r in concerned(document, language.syntax.more, public) if r.confidence >= DOUBTFUL]


def readings_of(document: Document, language: Language) -> dict[int, Reading]:
    """The sentences of the body by index, each read."""
    by_sentence: dict[int, list[Mention]] = {}
    for m in document.mentions:
        by_sentence.setdefault(m.sentence, []).append(m)
    return {
        index: read_sentence(document, index, by_sentence.get(index, []), language)
        for index, _ in document.body_sentences()
    }


def find_units(document: Document, language: Language, trace: Trace | None = None) -> Iterator[Unit]:
    """Yield the units of a document; the discourse (last speaker, last cue) is carried from sentence to sentence.

    What is decided on the way is written into `trace`.
    """
    discourse = Discourse(document)
    last: Inheritance | None = None
    readings = readings_of(document, language)
    speeches = {**introduced_speakers(readings), **transcript_speakers(readings), **tail_speakers(readings)}
    quotes = quote_blocks(readings, language)
    voice = find_voice(document, readings, speeches)
    discourse.authors, discourse.signed = voice.authors or announced_speaker(readings), voice.signed
    discourse.headline, discourse.nameless = voice.headline, voice.nameless
    for index, reading in readings.items():
        reading.voiced = index in speeches or bool(voice.speaks or discourse.authors or voice.nameless)
    told = {index: find_frames(reading) for index, reading in readings.items()}
    silence_strangers(readings, told)
    silence_questions(readings, told)
    discourse.host = single_host(ids_of(f.subjects) for frames in told.values() for f in frames if not f.silent)
    for index, reading in readings.items():
        source = _source(reading)
        discourse.speech = speeches.get(index) or (source.actor_ids if source is not None else ()) or voice.speaks
        discourse.speech = discourse.speech or (discourse.written_by if len(discourse.written_by) == 1 else ())
        discourse.apart = reading.sentence.block in quotes
        discourse.are_we(who_we_are(reading), reading.sentence.block)
        frames = told[index]
        lend_subjects(reading, frames)
        silence_earlier(document, reading, frames)
        silence_unsaid(reading, frames, discourse)
        if last is not None and last.list_open and _heads_block(reading, readings.get(index + 1)):
            last.sentence = index
            note(trace, index, "heading of the paragraph that it runs into")
            continue
        if not any(f.kind and not f.silent for f in frames) and last is not None and _goes_on(reading, last):
            units = list(_inherited(reading, last))
            note(trace, index, f"goes on with the cue of sentence {last.sentence}", roles=last.roles, pieces=units)
            yield from units
            last.sentence = index
            continue
        if not frames and last is not None and _opens_list(reading, last):
            last.sentence, last.list_open = index, True
            note(trace, index, "announces a list")
            continue
        if not frames:
            discourse.hears(who_speaks(reading), index, speaks_on(reading))
        before: Ids = ()
        seps = separators(reading) if frames else {}
        for frame in frames:
            roles = assign_roles(frame, discourse, index, before)
            item = last is not None and _is_item(reading, frame, last)
            roles = last.roles if last is not None and item else roles
            how = chosen_by(frame, roles, discourse, index, before) if trace is not None else ""
            before = roles.agents
            _listen(discourse, frame, roles, reading)
            if frame.kind is None or frame.silent or (frame.stranger and not discourse.somebody):
                note(trace, index, why_none(frame), frame=frame)
                continue
            cue = _cue_extent(reading, frame)
            issued = roles.kind == "signing" and frame.cue.payload.takes == "inside" and reading.tokens[-1].text == ":"
            discourse.signed = roles.agents if issued else discourse.signed  # "A and B have made this statement:"
            weak = frame.cue.payload.weak
            opens = reading.tokens[-1].text == ":" and not issued and (frame.tail is None or not frame.tail.speakers)
            here = Inheritance(index, roles, cue, frame.rules, weak, opens or item, frame.stranger, item, reading.odds)
            last = here if _passes_on(here, last) else last
            bullets = here.list_open and _is_bullet(readings.get(index + 1))
            start = source.last if source is not None and frame.start == source.first - 1 else frame.start
            units = []
            for stretch in split_units(reading, seps, start, frame.end):
                announced = roles.kind != "signing" and _announces(reading, stretch, readings.get(index + 1))
                dated = roles.kind == "signing" and is_time(reading, *stretch)
                bare = weak and roles.kind == "proposal" and stretch[1] - stretch[0] == 1  # "they must act"
                bare = bare or is_scrap(document, reading, frame, roles.kind, stretch)
                if not (announced or dated or bare) and not (bullets and stretch[1] - stretch[0] <= INTRODUCTION):
                    units.append(_unit(reading, stretch, here, follows=bool(units)))
            note(trace, index, how, frame=frame, roles=roles, pieces=units)
            yield from units


def _passes_on(here: Inheritance, last: Inheritance | None) -> bool:
    """Actions go on with the cue of an action: a position affirmed at the sentence's end does not come between."""
    if last is None or last.sentence != here.sentence or here.roles.kind != "reaffirmation":
        return True
    return last.roles.kind in ("reaffirmation", "signing")


def _listen(discourse: Discourse, frame: Frame, roles: Roles, reading: Reading) -> None:
    index = reading.index
    told = frame.tail is not None and bool(frame.tail.speakers) and not frame.tail.recalled
    speaking = ids_of(frame.subjects) if not (told or frame.instructed or frame.cue.payload.weak) else roles.agents
    recent = discourse.recent(index)
    discourse.ours = roles.agents if frame.we else discourse.ours
    goes_on = _is_person(recent) or (bool(recent) and recent == discourse.ours and not frame.we)
    if reading.sentence.opens_block and getattr(reading.language.hooks, "QUOTES_APART", False):
        goes_on = goes_on and not discourse.are_others(speaking, recent)
    if frame.cue.payload.weak and not _is_person(speaking) and goes_on:
        return  # in free reported speech the speaker goes on, whatever state it is about
    discourse.heard(speaking, index)


def _is_person(ids: Ids) -> bool:
    return bool(ids) and all(i.startswith(("person:", "office:")) for i in ids)


def _goes_on(reading: Reading, last: Inheritance) -> bool:
    """Whether a sentence without a cue continues the actions of the one before (CODEBOOK §2, last line)."""
    item = last.bulleted and last.list_open and reading.tokens[0].text in BULLETS
    if reading.index - last.sentence > (INTRODUCTION if item else 1):
        return False
    if any(s.payload.voids in ("sentence", "clause") for s in reading.silencers):
        return False
    first = _behind_bullet(reading)
    if last.list_open and first == 0 and reporting_tail(reading) is not None:
        return False  # "This is a clear signal, said X." is no item
    if last.list_open:
        last.bulleted = last.bulleted or first > 0
        return first > 0 or (not last.bulleted and (reading.sentence.opens_block or reading.tokens[0].text.islower()))
    start = reading.skip(first, "openers", "listed", "coordinators")
    if listed := reading.mark(first, "listed"):
        second = getattr(reading.language.hooks, "VERB_SECOND", False)
        return not (second and listed in reading.actors)  # "For example, Norland is …"
    start = _behind_both_sides(reading, start) if last.roles.kind == "agreement" else start
    at = reading.skip(start, "adverbs", "negations")
    base = reading.language.hooks.FORMS[0]
    verb = reading.forms_at(at)
    if verb and (is_topic(reading, at) or is_noun_at_start(reading, at)):
        return False
    return bool(reading.mark(at, "auxiliaries")) or base in verb


def _is_item(reading: Reading, frame: Frame, last: Inheritance) -> bool:
    """Whether a bullet under "agreed on the following:" says itself what must be done: it is agreed all the same."""
    listed = last.list_open and last.roles.kind == "agreement" and reading.index - last.sentence == 1
    return listed and (frame.cue.payload.weak or not frame.subjects) and _is_bullet(reading)


def _is_bullet(reading: Reading | None) -> bool:
    return reading is not None and _behind_bullet(reading) > 0


def _announces(reading: Reading, stretch: Stretch, later: Reading | None) -> bool:
    """Whether a content only announces a list ("agreed on the following:", "The agreement has these points:")."""
    first, last = stretch
    if reading.mark(first, "listed") >= last:
        return True
    listed = any(reading.mark(at, "listed") for at in range(first, last)) and reading.tokens[-1].text == ":"
    return listed and last - first <= 2 * INTRODUCTION and later is not None and later.sentence.opens_block


def _source(reading: Reading) -> Mention | None:
    """To whom a sentence is put down in passing ("According to X the states will …")."""
    words = reading.language.syntax.more.get("according", ())
    named = (m for m in reading.speakers if m.first > 0 and reading.tokens[m.first - 1].lower in words)
    return next((m for m in named if m.form != "modifier" and not m.inside), None)


def _heads_block(reading: Reading, later: Reading | None) -> bool:
    """Whether a sentence is the heading that its paragraph runs in from ("Military support. The states will …")."""
    goes_on = later is not None and not later.sentence.opens_block
    whole = reading.sentence.opens_block and reading.tokens[-1].text == "." and not _is_bullet(reading)
    return whole and goes_on and len(reading.tokens) <= INTRODUCTION and not reading.cues


def _behind_both_sides(reading: Reading, at: int) -> int:
    """Where "the two sides" end that a sentence without a cue begins with, in languages whose verbs show no tense."""
    mention = reading.speaker_at(at)
    done = reading.language.syntax.more.get("done", ())
    if mention is None or mention.form != "group" or not done or reading.tokens[mention.last].lower in done:
        return at
    return mention.last


def _opens_list(reading: Reading, last: Inheritance) -> bool:
    """Whether a sentence without a cue announces items under the last one ("The measures include:")."""
    near = reading.index - last.sentence <= 3 and last.roles.kind == "pledge"
    return near and reading.tokens[-1].text == ":" and any(reading.mark(at, "listed") for at in reading.marks)


def _behind_bullet(reading: Reading) -> int:
    tokens = reading.tokens
    bracketed = tokens[0].text == "(" and len(tokens) > 3 and tokens[2].text == ")"  # "(ii)"
    if bracketed and len(tokens[1].text) <= 4:
        return 3
    if tokens[0].text in BULLETS or tokens[0].text in OPENERS:
        return 1
    numbered = tokens[0].text.isdigit() and len(tokens) > 1 and tokens[1].text in {".", ")"}
    lettered = len(tokens[0].text) == 1 and tokens[0].text.isalpha() and len(tokens) > 1 and tokens[1].text == ")"
    if numbered or lettered:
        return 2
    return 0


def _inherited(reading: Reading, last: Inheritance) -> Iterator[Unit]:
    first = _behind_both_sides(reading, reading.skip(_behind_label(reading, _behind_bullet(reading)), "listed"))
    for stretch in split_units(reading, separators(reading), first, len(reading.tokens)):
        yield _unit(reading, stretch, last, follows=True)


def _behind_label(reading: Reading, first: int) -> int:
    """Where an item goes on behind the words that head it ("- Clean energy: sharing data on …")."""
    words = reading.tokens[first : first + 2 * INTRODUCTION] if first else []
    return next((at for at, t in enumerate(words, first + 1) if t.text == ":"), first)


def _unit(reading: Reading, stretch: Stretch, source: Inheritance, *, follows: bool) -> Unit:
    tokens = reading.tokens
    return Unit(
        start=tokens[stretch[0]].start,
        end=tokens[stretch[1] - 1].end,
        cue=source.cue,
        sentence=reading.index,
        roles=signed_by(reading, stretch, source.roles),
        rules=source.rules,
        weak=source.weak,
        follows=follows,
        stranger=source.stranger,
        odds=max(reading.odds, source.odds),  # an item of a list is as sure as what opens it
    )


def _cue_extent(reading: Reading, frame: Frame) -> tuple[int, int]:
    last = frame.inner.last if frame.inner is not None else frame.cue.last
    return reading.tokens[frame.cue.first].start, reading.tokens[last - 1].end


def _record(document: Document, unit: Unit, language: Language, among: tuple[float, int]) -> CommitmentRecord:
    text, article_id = document.text, document.article.article_id
    sentence = document.sentences[unit.sentence]
    roles = unit.roles
    gist = find_gist(document, unit.start, unit.end, language)
    cue = Span(start=unit.cue[0], end=unit.cue[1], text=text[unit.cue[0] : unit.cue[1]])
    return CommitmentRecord(
        schema="commitment/1",
        commitment_id=content_id("c", article_id, unit.start, unit.end, roles.kind),
        article_id=article_id,
        language=document.language,
        published=document.published,
        published_from=first_day(document.published),
        kind=roles.kind,
        cue=cue,
        quote=text[unit.start : unit.end],
        start=unit.start,
        end=unit.end,
        sentence=Span(start=sentence.start, end=sentence.end, text=text[sentence.start : sentence.end]),
        agents=_actors(document, roles.agents),
        addressees=_actors(document, roles.addressees),
        parties=find_parties(document, (*roles.agents, *roles.addressees), unit.start, unit.end),
        topics=find_topics(document, unit.start, unit.end, language, then=among[1]),
        action=gist.action,
        concepts=gist.concepts,
        names=gist.names,
        targets=_targets(document, unit),
        instruments=tuple(find_instruments(document, unit.start, unit.end, language)),
        dates=_dates(document, unit),
        plover=PLOVER[roles.kind],
        confidence=confidence(unit, gist, among[0]),
        rules=tuple(sorted(set(unit.rules))),
    )


def _actors(document: Document, ids: Ids) -> tuple[Actor, ...]:
    facts = (document.actors[i] for i in sorted(set(ids)) if i in document.actors)
    return tuple(Actor(actor_id=a.actor_id, name=a.name, type=a.type, state=a.state) for a in facts)


def _targets(document: Document, unit: Unit) -> tuple[Target, ...]:
    """The goals of a unit; how many documents were signed is none."""
    found = find_targets(document, unit.start, unit.end, document.quantities, document.times)
    return tuple(t for t in found if unit.roles.kind != "signing" or t.metric != "count")


def _dates(document: Document, unit: Unit) -> tuple[DateInText, ...]:
    inside = (t for t in document.times if unit.start <= t.start and t.end <= unit.end and t.value)
    return tuple(DateInText(start=t.start, end=t.end, text=t.text, value=t.value or "") for t in inside)
