"""Direct speech: who speaks where only a tail behind the sentences tells, and the paragraphs that are quotes."""

from __future__ import annotations

from pipeline.extract.reading import Reading
from pipeline.extract.speakers import Ids
from pipeline.extract.tails import reporting_tail
from pipeline.lang.load import Language

DASHES = frozenset("–—-")
SPEECH = frozenset('–—-«“”"„»')  # what direct speech begins with


def tail_speakers(readings: dict[int, Reading]) -> dict[int, Ids]:
    """Who speaks in each sentence of direct speech, where a later sentence of the same paragraph tells."""
    found: dict[int, Ids] = {}
    block, holder = -1, ()  # type: tuple[int, Ids]
    open_: list[int] = []  # sentences whose speech has not been seen to begin yet
    for index in sorted(readings, reverse=True):
        reading = readings[index]
        if reading.sentence.block != block:
            block, holder, open_ = reading.sentence.block, (), []
        tail = reporting_tail(reading)
        if tail is not None and tail.speaker is not None:
            holder = tail.speaker.actor_ids
        if holder:
            found[index] = holder
            open_.append(index)
        if (begins := reading.tokens[0].text in SPEECH) and tail is None:
            holder, open_ = (), []
        if reading.sentence.opens_block and not begins:
            for told in open_:
                del found[told]
    return _spoken_on(readings, found)


def quote_blocks(readings: dict[int, Reading], language: Language) -> frozenset[int]:
    """Paragraphs that begin with a quote, in languages whose news sets these apart from what it tells itself."""
    if not getattr(language.hooks, "QUOTES_APART", False):
        return frozenset()
    found = readings.values()
    return frozenset(r.sentence.block for r in found if r.sentence.opens_block and r.tokens[0].text in SPEECH)


def _spoken_on(readings: dict[int, Reading], found: dict[int, Ids]) -> dict[int, Ids]:
    """Behind a dash the speech goes on after its tail, to the end of the paragraph (", says X. We will …")."""
    dashed: set[int] = set()
    for index in sorted(readings):
        sentence = readings[index].sentence
        if sentence.opens_block and readings[index].tokens[0].text in DASHES:
            dashed.add(sentence.block)
        if index not in found and sentence.block in dashed and index - 1 in found:
            found[index] = found[index - 1]
    return found
