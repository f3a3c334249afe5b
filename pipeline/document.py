"""What travels between the stages: an article, then a document that each stage adds to.

All offsets are half-open code points into `Document.text`, which is the article's normalised text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from pipeline.records.base import BlockKind, Comparator, Per

MentionForm = Literal["name", "office", "state", "modifier", "org", "group", "pronoun"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as a reader hands it over: text in NFC with `\\n` line ends, and what the input says of it."""

    article_id: str
    text: str
    source_name: str
    language: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text with one function (CODEBOOK §1: only paragraphs hold commitments)."""

    kind: BlockKind
    start: int
    end: int


@dataclass(slots=True)
class Token:
    """A word, number or punctuation mark; `lower` is what patterns match.

    `lemma`, `pos` and `head` (UD; head is an index into the sentence) stay None unless an analyser filled them.
    """

    start: int
    end: int
    text: str
    lower: str
    lemma: str | None = None
    pos: str | None = None
    head: int | None = None


@dataclass(slots=True)
class Sentence:
    """One sentence of one block with its tokens; `block` indexes `Document.blocks`."""

    start: int
    end: int
    block: int
    tokens: list[Token]
    opens_block: bool = False


class Mention(NamedTuple):
    """A passage that names actors.

    `actor_ids` has several members for a group ("the two sides"). `sentence`, `first` and `last` locate it in tokens
    (`last` exclusive). `form` "modifier" is an adjective or a state inside a longer noun phrase: it counts for
    parties, never as a speaker. `inside` is true where a longer mention covers this one.
    """

    start: int
    end: int
    sentence: int
    first: int
    last: int
    actor_ids: tuple[str, ...]
    form: MentionForm
    rule: str
    inside: bool = False


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """What is known of one actor of the article; null where nobody knows."""

    actor_id: str
    name: str
    type: str
    state: str | None = None
    wikidata: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: base units (5 billion is 5000000000), `unit` ISO 4217, `%`, a plural, or null.

    `lead` is the word of direction before it: *to* a level, *by* a change, *from* a baseline.
    """

    text: str
    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    comparator: Comparator
    per: Per | None
    change: bool = False
    lead: Literal["", "to", "by", "from"] = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in the text; `value` is ISO 8601 (date, month, year, `2021/2030`) or null where the text is vague."""

    text: str
    start: int
    end: int
    value: str | None
    role: Literal["deadline", "point", "span", "past"] = "point"
    rule: str = ""


@dataclass(slots=True, eq=False)
class Document:
    """An article on its way through the stages; equal only to itself, so that findings can be kept for it."""

    article: Article
    text: str
    language: str
    published: str | None = None
    published_by: Literal["metadata", "text", "url"] | None = None
    title: str | None = None
    analyser: str = "rules"
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    actors: dict[str, ActorFacts] = field(default_factory=dict)
    participants: tuple[str, ...] = ()
    quantities: list[Quantity] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)

    def body_sentences(self) -> Iterator[tuple[int, Sentence]]:
        """Yield (index, sentence) of the paragraphs, in reading order."""
        for i, sentence in enumerate(self.sentences):
            if self.blocks[sentence.block].kind == "paragraph":
                yield i, sentence

    def mentions_of(self, sentence: int) -> list[Mention]:
        """The mentions that stand in one sentence, in reading order."""
        return [m for m in self.mentions if m.sentence == sentence]

    def tokens_between(self, start: int, end: int) -> list[Token]:
        """The tokens that lie whole in `text[start:end]`."""
        first = max(bisect_right(self.sentences, start, key=_start) - 1, 0)
        last = bisect_left(self.sentences, end, key=_start)
        return [t for s in self.sentences[first:last] for t in s.tokens if start <= t.start and t.end <= end]


def _start(sentence: Sentence) -> int:
    return sentence.start
