"""Whose dollar "$" is: that of the state that tells of its own sums, where the text speaks of no other dollar.

The same for names that several currencies share: whose franc, leu or pound it is.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace

from pipeline.document import Document, Quantity
from pipeline.extract.metrics import unit_metrics
from pipeline.lang.load import load
from pipeline.lang.numbers import load_numbers

SIGN = "$"
USUAL, ISSUER = "USD", "USA"
CODE = 3  # letters of an ISO 4217 code
JOINED = 5  # characters: " and "
QUOTES = frozenset('"“”‘«»')
LEAD = 2  # the state must be named that many times as often as any other


def home_dollars(document: Document) -> list[Quantity]:
    """The quantities of a document; sums with a bare "$" in the dollar of the state that leads the text, if it has one.

    A text that names the United States keeps the usual reading but for sums of a state with its own dollar that its
    sentence begins with ("Canada has invested $10 million"); one that names any dollar keeps it throughout.
    """
    found = _namesakes(document)
    own = load_numbers(document.language).data.home_dollars
    if not own or not all(_is_bare(q, document.text) for q in found if q.unit == USUAL):
        return found
    state = _leading(document, own)
    if state in own:
        return [replace(q, unit=own[state]) if q.unit == USUAL else q for q in found]
    return [replace(q, unit=own.get(_before(document, q), USUAL)) if q.unit == USUAL else q for q in found]


def _namesakes(document: Document) -> list[Quantity]:
    """The quantities with each bare name of a currency read as that of the state with such a one that is named most."""
    shared, found = unit_metrics().namesakes, document.quantities
    if not any(q.unit in shared for q in found):
        return found
    named = _named(document)
    read: dict[str | None, str] = {}
    for unit, owners in shared.items():
        meant = max(owners, key=lambda state: (named[state], owners[state] == unit))
        read[unit] = owners[meant] if named[meant] else unit
    return [replace(q, unit=read[q.unit]) if q.unit in read and _is_word(q) else q for q in found]


def _is_word(quantity: Quantity) -> bool:
    """Whether the currency of a sum is a word, no sign nor code, which say whose it is."""
    signed = any(unicodedata.category(c) == "Sc" for c in quantity.text)
    return not signed and not any(w.isupper() and len(w) == CODE for w in quantity.text.split())


def _named(document: Document) -> Counter[str]:
    """How often each state, or somebody or something of it, is named."""
    states = (document.actors[i].state for m in document.mentions for i in m.actor_ids if i in document.actors)
    return Counter(s for s in states if s)


def _before(document: Document, quantity: Quantity) -> str:
    """The state whose name, or one of whose people, opens the sentence of a sum; "" where none stands before it."""
    sentence = max((s.start for s in document.sentences if s.start <= quantity.start), default=0)
    near = [m for m in document.mentions if sentence <= m.start and m.end <= quantity.start and not m.inside]
    if len(near) > 1 and near[1].start - near[0].end <= JOINED:
        return ""  # "New Zealand and Tonga agreed"
    states = {document.actors[i].state for i in near[0].actor_ids if i in document.actors} if near else set()
    return states.pop() or "" if len(states) == 1 else ""


def _is_bare(quantity: Quantity, text: str) -> bool:
    at = text.find(SIGN, quantity.start, quantity.end)
    return at >= 0 and not text[max(0, at - 1) : at].isalnum() and text[max(0, at - 1) : at] != "."


def _leading(document: Document, own: dict[str, str]) -> str | None:
    """The state that is named clearly most often; none where the United States are named.

    Where the text speaks as "we" it is the state's own speech or paper: the one with a dollar of its own counts alone.
    """
    named = _named(document)
    if ISSUER in named:
        return None
    if _says_we(document):
        named = Counter({state: times for state, times in named.items() if state in own})
    ranked = named.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < LEAD * ranked[1][1]):
        return None
    return ranked[0][0]


def _says_we(document: Document) -> bool:
    """Whether the text says "we" outside quotation marks, more than once."""
    we = load(document.language).syntax.we
    told = (s for _, s in document.body_sentences() if not any(t.text in QUOTES for t in s.tokens))
    return sum(any(t.lower in we for t in s.tokens) for s in told) > 1
