"""What nobody undertakes: questions of right by the writer himself, what would be, what strangers say at length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.document import Document
from pipeline.extract.clauses import is_strict
from pipeline.extract.concern import is_column
from pipeline.extract.frame import Frame
from pipeline.extract.reading import CLOSERS, OPENERS, Reading
from pipeline.extract.speakers import Discourse, Ids, ids_of
from pipeline.extract.strangers import is_told_by_stranger
from pipeline.extract.tails import reporting_tail

AUTHORED = 7  # tokens of a headline among which the colon stands behind who wrote the text
CLUBS = frozenset(
    f"org:{name}"
    for names in (
        "g7 g8 g20 g77 nam brics sco cis csto eaeu union-state asean apec mrc acmecs saarc bimstec quad oic ots",
        "arab-league gcc african-union ecowas sadc eac igad mercosur celac unasur caricom commonwealth nato osce",
        "opec opec-plus nordic-council-of-ministers jef nordefco arctic-council cica pacific-alliance",
    )
    for name in names.split(" ")
)
DECIDE = CLUBS | {"org:eu", "org:un", "org:european-commission", "org:european-parliament", "org:european-council"}
STRANGER = "its subject is nobody political"
WRITER = "the writer's own demand"
WOULD = "only what would be"
WORK = "what an agency does every day"
SPEECH = "said by nobody political"


def silence_unsaid(reading: Reading, frames: Sequence[Frame], discourse: Discourse) -> None:
    """Mark the frames of one sentence that nobody undertakes; `discourse` is as the sentences before left it."""
    for number, frame in enumerate(frames):
        if frame.silent or frame.kind is None or not frame.decisive.weak or frame.tail is not None:
            continue
        inside = frame.decisive.takes == "inside" and frame.kind != "proposal"
        if inside and _is_agency(ids_of(frame.subjects)):
            frame.silent, frame.why = True, WORK
        elif number == 0 and frame.inner is None and not frame.we:
            frame.why = _unsaid(reading, frame, discourse)
            frame.silent = bool(frame.why)


def _unsaid(reading: Reading, frame: Frame, discourse: Discourse) -> str:
    """Why the modal that opens a sentence is nobody's word, or nothing.

    What an actor should do is the writer's own demand if nobody has said anything in the text so far, and in a column.
    What would be is no promise outside reported speech.
    """
    more = reading.language.syntax.more
    verb = {t.lower for t in reading.tokens[frame.cue.first : frame.cue.last]}
    if frame.kind == "proposal" and frame.subjects and verb.intersection(more.get("duties", ())):
        column = not discourse.speech and is_column(discourse.document, frozenset(more.get("columns", ())))
        told = discourse.somebody or discourse.signed or _names_author(discourse.document)
        if column or not told:
            return WRITER
    wish = is_strict(reading) and frame.cue.last - frame.cue.first > 2  # "Norland would like to …"
    if verb.intersection(more.get("conditional_modals", ())) and not wish:
        spoken = discourse.speech or discourse.recent(reading.index)
        return WOULD if not spoken or set(spoken) == set(ids_of(frame.subjects)) else ""
    return ""


def _names_author(document: Document) -> bool:
    """Whether the first line says who speaks in the text: "Berg and Sato: Norland must help"."""
    first = document.sentences[0]
    early = [t.text for t in first.tokens[1:AUTHORED]]
    return document.blocks[first.block].kind == "heading" and ":" in early


def _is_agency(ids: Ids) -> bool:
    """Whether actors are organisations that no states decide in: what they do now is their daily work."""
    return bool(ids) and all(i.startswith("org:") and i not in DECIDE for i in ids)


def silence_strangers(readings: Mapping[int, Reading], told: Mapping[int, Sequence[Frame]]) -> None:
    """Mark the promises and demands in direct speech that goes on behind, or leads up to, words of a stranger."""
    before: list[int] = []  # sentences of direct speech whose speaker has not been told yet
    block, strange, inside = -1, False, False
    for index in sorted(readings):
        reading = readings[index]
        if reading.sentence.block != block:
            block, strange, inside, before = reading.sentence.block, False, False, []
        tail = reporting_tail(reading)
        speech = inside or reading.tokens[0].text in OPENERS
        if is_told_by_stranger(reading, tail) or any(f.why == STRANGER for f in told[index]):
            strange = True
            for earlier in before:
                _silence(told[earlier])
            before = []
        elif (tail is not None and tail.speakers) or not speech:
            strange, before = False, []
        elif strange:
            _silence(told[index])
        else:
            before.append(index)
        inside = _stays_open(reading, inside)


def _silence(frames: Sequence[Frame]) -> None:
    for frame in frames:
        if frame.decisive.weak or frame.we:
            frame.silent, frame.why = True, SPEECH


def _stays_open(reading: Reading, inside: bool) -> bool:
    """Whether direct speech is still open at the end of a sentence."""
    for token in reversed(reading.tokens):
        if token.text in CLOSERS:
            return False
        if token.text in OPENERS:
            return True
    return inside
