"""Voices: whom a whole text is by, be it a joint statement, a speech or an opinion piece (CODEBOOK §7, "we")."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.document import Document, Mention, Sentence
from pipeline.extract.reading import Reading
from pipeline.extract.speakers import ids_of

OPENING = 4  # sentences, headings included, that may say whom a text is by
CLOSING = 3  # sentences at the end that may be its signature
LONGEST_LIST = 40  # lines of a list of signatures
APPOSITION = 7  # words between the names in "We, the leaders of A, the prime minister of B and …"
SIGNATURE = 14  # tokens that a signature may be long
HEADED = 8  # words in front of the first name that say what those named are: "of the ministers of trade of A and B"
NEAR = 6  # tokens between the word for the text and whom it is by
OPENED = 3  # words in front of the "we" that opens a statement
BEHALF = 3  # tokens between "behalf" and whose it is
FRONT = 16  # tokens at whose end the word for the text stands; news tell of a statement further behind
OWN_VOICE = 2  # sentences with "we" or "I" outside quotes that a speech or opinion piece has at least


@dataclass(frozen=True)
class Voice:
    """`speaks` is who says every sentence of a text, `signed` who "we" is in it, `authors` whom it is by.

    `headline` is the one actor who does something in its headline. `nameless` says that a text is by many whom
    nobody names ("statement of 31 partners").
    """

    speaks: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    nameless: bool = False


def find_voice(document: Document, readings: Mapping[int, Reading], speeches: Collection[int]) -> Voice:
    """Tell from headings, bylines and signatures whom a text is by; nobody for plain news."""
    if not readings:
        return Voice()
    syntax = next(iter(readings.values())).language.syntax
    by = frozenset(syntax.more.get("authored_by", ()))
    texts = frozenset(syntax.more.get("signed_texts", ()))
    spoken = frozenset(syntax.more.get("spoken_texts", ()))
    heads = frozenset(syntax.more.get("plurals", ()))
    small = frozenset(syntax.more.get("prepositions", ()))
    behalf = frozenset(syntax.more.get("on_behalf", ()))
    own = _speaks_itself(readings, speeches)
    for index, sentence in enumerate(document.sentences[:OPENING]):
        named = _with_states(sentence, [m for m in document.mentions_of(index) if not m.inside], small)
        by = by - {""} if document.blocks[sentence.block].kind != "heading" else by  # in the genitive, in headings only
        statement = _named_for(sentence, named, texts, by, heads=heads)
        speech = () if statement else _named_for(sentence, named, spoken, by)
        if not statement and own and _is_by_many(sentence, named, texts, by):
            return Voice(nameless=True)
        if (statement or speech) and (whose := _on_behalf(sentence, named, behalf)):
            return Voice(authors=whose, signed=whose)
        if statement:
            signed = _signature(document, LONGEST_LIST) if not speeches else ()
            statement = signed if len(signed) > 1 and _are_people(signed) else statement
            return Voice(signed=statement if _are_people(statement) else (), authors=statement)
        if speech and own:
            return Voice(speaks=speech, signed=speech, authors=speech)
    signature = _signature(document) if own and by and not speeches else ()
    return Voice(
        signed=signature,
        authors=signature,
        headline=_in_headline(document, frozenset(syntax.coordinators)) if by else (),
    )


def _are_people(ids: tuple[str, ...]) -> bool:
    return all(i.startswith("person:") for i in ids)


def _speaks_itself(readings: Mapping[int, Reading], speeches: Collection[int]) -> bool:
    """Whether a text says "we" or "I" again and again outside quotes."""
    said = sum(bool(r.by_class.get("we")) for i, r in readings.items() if i not in speeches)
    return said >= OWN_VOICE and said > len(speeches)


def _named_for(
    sentence: Sentence,
    mentions: list[Mention],
    words: frozenset[str],
    by: frozenset[str],
    *,
    heads: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """The actors that a word for a kind of text names as its authors: "statement by A and B", "A, opinion piece"."""
    tokens = sentence.tokens
    at = next((i for i, t in enumerate(tokens[:FRONT]) if t.lower in words), None)
    if at is None:
        return ()
    before = [m for m in mentions if m.last <= at and (m.last == at or tokens[m.last].text == ",")]
    if before and before[-1].form in ("name", "office") and at - before[-1].last <= 1:
        return _row(sentence, mentions, before[0].first)
    behind = _behind(sentence, at, by)
    if behind is None:
        return ()
    return _row(sentence, mentions, behind) or _row(
        sentence, mentions, _behind_heads(sentence, behind, mentions, heads)
    )


def _behind(sentence: Sentence, at: int, by: frozenset[str]) -> int | None:
    """Where those begin whom the text named at `at` is by."""
    tokens = sentence.tokens
    if "" in by:
        return at + 1
    return next((i + 1 for i in range(at + 1, min(at + NEAR, len(tokens))) if tokens[i].lower in by), None)


def _behind_heads(sentence: Sentence, first: int, mentions: list[Mention], heads: frozenset[str]) -> int:
    """Where the names begin behind what those named are ("the ministers of trade of A and B"), else `first`."""
    named = next((m.first for m in mentions if m.first >= first), first)
    said = any(t.lower in heads for t in sentence.tokens[first:named])
    return named if said and named - first <= HEADED else first


def _is_by_many(sentence: Sentence, mentions: list[Mention], words: frozenset[str], by: frozenset[str]) -> bool:
    """Whether a text is by a number of authors whom nobody names: "statement from 31 partners"."""
    at = next((i for i, t in enumerate(sentence.tokens) if t.lower in words), None)
    behind = _behind(sentence, at, by) if at is not None else None
    if behind is None or behind >= len(sentence.tokens) or any(m.first == behind for m in mentions):
        return False
    return sentence.tokens[behind].text.isdigit()


def _with_states(sentence: Sentence, mentions: list[Mention], prepositions: frozenset[str]) -> list[Mention]:
    """Names and offices together with the state that hangs on them ("Sato OF NORLAND and Berg OF SUDLAND")."""
    made: list[Mention] = []
    for m in mentions:
        before = made[-1] if made else None
        hung = before is not None and m.first == before.last + 1 and sentence.tokens[before.last].lower in prepositions
        if before is not None and hung and m.form == "state" and before.form in ("name", "office"):
            made[-1] = before._replace(last=m.last, end=m.end)
        else:
            made.append(m)
    return made


def _on_behalf(sentence: Sentence, mentions: list[Mention], words: frozenset[str]) -> tuple[str, ...]:
    """In whose name somebody speaks: "statement by A on behalf of B", "uttalande av A på B:s vägnar"."""
    at = next((i for i, t in enumerate(sentence.tokens) if t.lower in words), None)
    others = [m for m in mentions if not _are_people(m.actor_ids)]
    if at is None or not others:
        return ()
    near = min(others, key=lambda m: min(abs(m.first - at), abs(at - m.last)))
    return near.actor_ids if min(abs(near.first - at), abs(at - near.last)) <= BEHALF else ()


def _row(sentence: Sentence, mentions: list[Mention], first: int) -> tuple[str, ...]:
    """The actors that stand in a row from a place on, joined by no more than two words."""
    row: list[Mention] = []
    for m in mentions:
        if m.first < first or m.form == "modifier":
            continue
        if m.first - (row[-1].last if row else first) > (2 if row else 1):
            break
        row.append(m)
    return tuple(dict.fromkeys(i for m in row for i in m.actor_ids))


def _in_headline(document: Document, joints: frozenset[str]) -> tuple[str, ...]:
    """Who is the subject of the headline ("Norland doubles its aid"), if it is one actor alone."""
    first = next((i for i, s in enumerate(document.sentences) if document.blocks[s.block].kind == "heading"), None)
    named = [m for m in document.mentions_of(first) if not m.inside] if first is not None else []
    if first is None or not named or named[0].first > 0 or named[0].form not in ("state", "org", "name", "office"):
        return ()
    tokens = document.sentences[first].tokens
    behind = tokens[named[0].last].text if named[0].last < len(tokens) else ""
    alone = behind.islower() and behind not in joints
    return named[0].actor_ids if alone and len(named[0].actor_ids) == 1 else ()


def _signature(document: Document, longest: int = CLOSING) -> tuple[str, ...]:
    """Who signs at the end: short lines that begin with a name ("// Kim Berg, chair of the committee")."""
    found: list[str] = []
    last = len(document.sentences)
    for index in range(last - 1, max(last - longest, 0) - 1, -1):
        tokens = document.sentences[index].tokens
        people = [m for m in document.mentions_of(index) if m.form == "name" and not m.inside]
        if people and people[0].first <= 2 and len(tokens) <= SIGNATURE and tokens[-1].text not in {".", "!", "?"}:
            found[:0] = people[0].actor_ids
        elif index < last - CLOSING:
            break
    return tuple(dict.fromkeys(found))


def who_we_are(reading: Reading) -> tuple[str, ...]:
    """Those whom a joint statement is by, named in apposition ("We, the leaders of Norland and Sudland, …")."""
    tokens = reading.tokens
    numbered = len(tokens) > 2 and tokens[0].text.isdigit() and tokens[1].text == "."
    first = reading.skip(2 if numbered else 0, "openers", "adverbs")
    opened = range(first, min(first + OPENED, len(tokens)))  # "Today, we, the leaders of …"
    first = next((at for at in opened if reading.mark(at, "we")), first)
    at = reading.mark(first, "we")
    if not 0 < at < len(tokens) or tokens[at].text != ",":
        return ()
    named: list[Mention] = []
    closed = 0
    for m in reading.mentions:
        near = named[-1].last if named else at
        if m.first < at or m.inside or m.form == "modifier":
            continue
        if m.first - near > APPOSITION or (named and _is_verbal(reading, near, m.first)):
            break
        hung = m.first == near + 1 and tokens[near].lower in reading.language.syntax.more.get("prepositions", ())
        if not (named and hung and m.form == "state" and named[-1].form in ("name", "office")):  # "Sato OF NORLAND"
            named.append(m)
        behind = [t.text for t in tokens[m.last : m.last + 2]]
        if behind[:1] == [","] or behind == [")", ","]:
            closed = len(named)
    return ids_of(named[:closed])


def _is_verbal(reading: Reading, first: int, last: int) -> bool:
    commas = [at for at in range(first, last) if reading.tokens[at].text == ","]
    return any(reading.mark(at, "auxiliaries") or reading.forms_at(at) for c in commas for at in range(c + 1, last))
