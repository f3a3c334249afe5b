"""Who speaks where the sentence does not say: transcripts, speech behind a colon, "This was said by Sato"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from pipeline.document import Document, Mention
from pipeline.extract.beside import DASHES
from pipeline.extract.clauses import clause_start, subject
from pipeline.extract.frame import Frame
from pipeline.extract.reading import CLOSERS, OPENERS, Reading
from pipeline.extract.separators import separators
from pipeline.extract.speakers import ids_of
from pipeline.extract.tails import reporting_tail

QUESTIONS = 2  # paragraphs that end with a question mark make an interview
PREFACE = 3  # sentences at the top in which a speech is announced
SPOKEN = 2  # sentences that say "I" outside quotes
HEADER = 24  # tokens that a speaker's name and office may take up before the colon
LABEL = 3  # words in capitals before a colon
NEAR = 8  # tokens between a verb of saying and the colon behind it
LONGEST_SPEECH = 12  # sentences


def transcript_speakers(readings: Mapping[int, Reading]) -> dict[int, tuple[str, ...]]:
    """The speaker of each sentence from the one that a name and a colon open, until the next such name.

    One such name alone makes no transcript, unless it opens a text that says "I": what it says ends with its paragraph.
    """
    found: dict[int, tuple[str, ...]] = {}
    holder: tuple[str, ...] = ()
    named = {index: who for index in sorted(readings) if (who := _named_before_colon(readings[index]))}
    whole = len(named) == 1 and next(iter(named)) == min(readings) and _says_i(readings)
    for index in sorted(readings):
        if len(named) == 1 and not whole and index not in named and readings[index].sentence.opens_block:
            holder = ()
        holder = named.get(index, () if _is_label(readings[index]) else holder)
        if holder:
            found[index] = holder
    return found or _interviewed(readings)


def _interviewed(readings: Mapping[int, Reading]) -> dict[int, tuple[str, ...]]:
    """The one person of whom a text tells before its first question, in the answers: two paragraphs at least ask."""
    blocks: dict[int, list[int]] = {}
    for index in sorted(readings):
        blocks.setdefault(readings[index].sentence.block, []).append(index)
    asking = {b for b, held in blocks.items() if readings[held[-1]].tokens[-1].text == "?"}
    asking = {b for b in asking if not any(_is_quoted(readings[index]) for index in blocks[b])}
    if len(asking) < QUESTIONS:
        return {}
    lead = [readings[index] for b, held in blocks.items() if b < min(asking) for index in held]
    people = {m.actor_ids for r in lead for m in r.mentions if not m.inside and m.actor_ids[0].startswith("person:")}
    if len(people) != 1:
        return {}
    answers = (index for b, held in blocks.items() if b > min(asking) and b not in asking for index in held)
    return dict.fromkeys(answers, people.pop())


def silence_questions(readings: Mapping[int, Reading], told: Mapping[int, list[Frame]]) -> None:
    """Mark what journalists say in a transcript: turns under "Question:", and those of who only ever asks."""
    turns: dict[int, list[int]] = {}  # the sentences of each turn, by the first
    for index in sorted(readings):
        opens = _asks(readings[index]) or bool(_named_before_colon(readings[index]))
        if opens or turns:
            turns.setdefault(index if opens else max(turns), []).append(index)
    ends = {first: any(t.text == "?" for t in readings[turn[-1]].tokens[-2:]) for first, turn in turns.items()}
    named = {first: _named_before_colon(readings[first]) for first in turns}
    answering = {who for first, who in named.items() if not ends[first]}
    for first, turn in turns.items():
        if _asks(readings[first]) or (ends[first] and answering and named[first] not in answering):
            for frame in (f for index in turn for f in told[index]):
                frame.silent, frame.why = True, "asked by a journalist"


def _asks(reading: Reading) -> bool:
    """Whether a sentence opens with "Question:" or the like."""
    labels = reading.language.syntax.more.get("askers", ())
    return len(reading.tokens) > 1 and reading.tokens[1].text == ":" and reading.tokens[0].lower in labels


def voices_of(document: Document) -> frozenset[str]:
    """The persons of a transcript, who need no title in it: names in front of a colon, of two at least."""
    opens = (m for m in document.mentions if m.first == 0 and document.text[m.end : m.end + 1] == ":")
    named = frozenset(i for m in opens for i in m.actor_ids if i.startswith("person:"))
    return named if len(named) > 1 else frozenset()


def announced_speaker(readings: Mapping[int, Reading]) -> tuple[str, ...]:
    """Who gives the speech that an article prints: named beside the word for it at the top, "I" in the rest."""
    top = [readings[index] for index in sorted(readings)[:PREFACE]]
    for reading in top:
        more = reading.language.syntax.more
        words = {t.lower for t in reading.tokens}
        named = [m for m in reading.mentions if m.actor_ids[0].startswith("person:") and not m.inside]
        if named and words & set(more.get("speech_words", ())):
            return named[0].actor_ids if _says_i(readings) else ()
    return ()


def _says_i(readings: Mapping[int, Reading]) -> bool:
    """Whether a text says "I" again and again outside quotes."""
    first_person = set(next(iter(readings.values())).language.syntax.more.get("first_person", ()))
    told = (any(t.lower in first_person for t in r.tokens) for r in readings.values() if not _is_quoted(r))
    return sum(told) >= SPOKEN


def _is_quoted(reading: Reading) -> bool:
    return any(t.text in OPENERS | CLOSERS | {'"'} and t.text not in "()[]" for t in reading.tokens)


def _named_before_colon(reading: Reading) -> tuple[str, ...]:
    texts = [t.text for t in reading.tokens[:HEADER]]
    if ":" not in texts:
        return ()
    colon = texts.index(":")
    if colon + 1 < len(reading.tokens) and reading.tokens[colon].end == reading.tokens[colon + 1].start:
        return ()  # "the 23:rd", "12:30"
    people = [m for m in reading.mentions if m.last <= colon and m.actor_ids[0].startswith("person:")]
    if not people or min(m.first for m in people) > 3 or _has_verb(texts[:colon], reading):
        return ()
    return people[0].actor_ids if len({m.actor_ids for m in people}) == 1 else ()


def _is_label(reading: Reading) -> bool:
    """Whether somebody whom nobody knows speaks, in capitals in front of a colon: "JOURNALIST: Minister, …"."""
    texts = [t.text for t in reading.tokens[: LABEL + 1]]
    label = texts[: texts.index(":")] if ":" in texts else []
    return bool(label) and all(text.isupper() and len(text) > 1 for text in label)


def _has_verb(texts: list[str], reading: Reading) -> bool:
    """Whether a verb stands in the words before a colon, brackets left out: "Sato (as translated):" has none."""
    depth = 0
    for at, text in enumerate(texts):
        depth += (text == "(") - (text == ")")
        if depth == 0 and reading.forms_at(at):
            return True
    return False


def who_speaks(reading: Reading) -> tuple[str, ...]:
    """The person who says, praises or thanks in a sentence that promises nothing; nobody where no person does."""
    tail = reporting_tail(reading)
    if tail is not None and tail.speakers:
        return _people(tail.speakers)
    verbs = dict(reading.by_class.get("said", {}))
    verbs.update({s.first: s.last for s in reading.silencers if s.payload.opens and s.payload.voids != "sentence"})
    found = (_people(_subject_of(reading, at, verbs[at])) for at in sorted(verbs))
    return next((ids for ids in found if ids), ())


def speaks_on(reading: Reading) -> bool:
    """Whether he who is told to say something goes on to speak ("This was said by Sato. The aid will …")."""
    says = _opens_with(reading, "cataphors") and not _opens_with(reading, "announcements")
    return says or getattr(reading.language.hooks, "HEARS_ALL", False)


def introduced_speakers(readings: Mapping[int, Reading]) -> dict[int, tuple[str, ...]]:
    """Who speaks behind "Sato said: …", to the end of the quote, and in what "This was said by Sato" looks back on."""
    found: dict[int, tuple[str, ...]] = {}
    for index in sorted(readings):
        looked_back = _looks_back(readings[index])
        told_of = _opens_with(readings[index], "announcements") and _acts(readings.get(index - 1))
        if looked_back and index - 1 in readings and index - 1 not in found and not told_of:
            found[index - 1] = looked_back
        speaker = _before_quote(readings[index])
        if speaker:
            found.update(dict.fromkeys(_quoted(readings, index), speaker))
    return found


def _looks_back(reading: Reading) -> tuple[str, ...]:
    """The person of whom a sentence tells that he said the one before, by the words that the language lists."""
    opened = _opens_with(reading, "cataphors")
    said = reading.by_class.get("said", {})
    if not opened or not said:
        return ()
    verb = min(said)
    if reading.tokens[verb].lower in reading.language.syntax.more.get("texts_say", ()):
        return ()  # "this is said in the statement of Sato"
    behind = next((m for m in reading.speakers if m.first >= said[verb]), None)
    commas = [at for at in range(said[verb], behind.first if behind else 0) if reading.tokens[at].text == ","]
    near = [behind] if behind is not None and not commas else []
    return _people(_subject_of(reading, verb, said[verb])) or _people(near)


def _acts(reading: Reading | None) -> bool:
    """Whether a state or government acts in its own name: of that a minister only tells."""
    first = next(iter(reading.speakers), None) if reading is not None else None
    return first is not None and all(i.startswith(("state:", "gov:")) for i in first.actor_ids)


def _opens_with(reading: Reading, name: str) -> bool:
    phrases = reading.language.syntax.more.get(name, ())
    opening = " ".join([t.lower for t in reading.tokens[:4]]) + " "
    return opening.startswith(_whole(phrases))


@lru_cache(maxsize=16)
def _whole(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Phrases with the blank behind their last word."""
    return tuple(phrase + " " for phrase in phrases)


def _before_quote(reading: Reading) -> tuple[str, ...]:
    """Who says what stands behind a colon: a person, or one ministry or state whose words a new paragraph gives."""
    verbs = dict(reading.by_class.get("said", {}))
    if reading.tokens[-1].text == ":":
        verbs.update({c.first: c.last for c in reading.cues if c.payload.kind is None and not c.payload.weak})
    for at, last in sorted(verbs.items()):
        near = range(last, min(last + NEAR, len(reading.tokens)))
        colon = next((i for i in near if reading.tokens[i].text == ":"), 0)
        ends = colon + 1 == len(reading.tokens)
        if colon and (ends or reading.tokens[colon + 1].text in OPENERS):
            subjects = _subject_of(reading, at, last)
            one = ids_of(subjects)
            return one if ends and len(one) == 1 else _people(subjects)
    return ()


def _quoted(readings: Mapping[int, Reading], first: int) -> Iterator[int]:
    """The sentence that opens a quote, and those that follow until the quote is closed.

    Behind a colon that ends a paragraph the speech is the next one, or all up to where its quote is closed or as long
    as each begins with a dash.
    """
    yield first
    index = first
    tokens = readings[first].tokens
    behind = readings.get(first + 1)
    apart = tokens[-1].text == ":" and behind is not None and behind.sentence.opens_block
    opener = behind.tokens[0].text if apart and behind is not None else ""
    while (apart and index == first) or not _closes(readings[index]):
        index += 1
        if index not in readings or not _runs_on(readings[index], opener, new=index == first + 1 and apart):
            return
        yield index
        if index == first + LONGEST_SPEECH:
            return


def _closes(reading: Reading) -> bool:
    return any(t.text in CLOSERS for t in reading.tokens[-2:])


def _runs_on(reading: Reading, opener: str, *, new: bool) -> bool:
    """Whether a sentence still belongs to the speech that began with `opener` ("" where no paragraph came between)."""
    if new or not reading.sentence.opens_block:
        return True
    text = reading.tokens[0].text
    return bool(opener) and (opener in OPENERS or (opener in DASHES and text == opener))


def _subject_of(reading: Reading, verb: int, last: int) -> list[Mention]:
    """The subject in front of a verb, else the actor right behind it where that is usual."""
    found = subject(reading, clause_start(reading, separators(reading), verb, 0), verb)
    hook = getattr(reading.language.hooks, "can_be_subject", None)
    behind = reading.speaker_at(last)
    if found or behind is None or hook is None:
        return found
    return [behind] if hook([t.text for t in reading.tokens[behind.first : behind.last]]) else []


def _people(mentions: list[Mention] | tuple[Mention, ...]) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(i for m in mentions for i in m.actor_ids))
    return ids if all(i.startswith(("person:", "office:")) for i in ids) else ()
