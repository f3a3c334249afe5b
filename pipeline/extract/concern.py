"""Whose affair an article is: what concerns one state alone is no commitment (CODEBOOK §1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from pipeline.document import Document
from pipeline.extract.parties import states_of
from pipeline.gazetteer.load import gazetteer
from pipeline.records import CommitmentRecord

# codes of concepts.yaml
ABROAD = frozenset({"aid", "embassy", "foreign_policy", "fta", "peace", "sanctions", "treaty_friendship"})
UNION = frozenset({"org:eu", "org:european-commission", "org:european-parliament", "org:ecb"})  # has home affairs
ALONE = 3  # mentions of a side beside which no other is named at all
FEW = 4  # mentions of the leading side below which an article is too short to tell
MATCHES = 3  # sentences that speak of sport in an article that is about it
LABELLED = 4  # sentences, headings included, among which the label of a column stands
LABEL_ENDS = frozenset("|:/·•—–")
AGAIN = 2  # mentions from which a side counts beside others
ASIDE = 0.2  # the others together, named less often than this share of the leading side, are named in passing


def is_public(document: Document, record: CommitmentRecord, voices: Collection[str]) -> bool:
    """Whether somebody else than private persons is behind a commitment: an expert never held an office.

    `voices` are persons who need no office to count, as those of a transcript.
    """
    known = gazetteer().terms
    return any(
        a.type != "person" or document.actors[a.actor_id].office or a.actor_id in known or a.actor_id in voices
        for a in record.agents
    )


def concerned(
    document: Document, more: Mapping[str, tuple[str, ...]], records: list[CommitmentRecord]
) -> list[CommitmentRecord]:
    """The commitments that are no affair of one state alone; in a column those that persons are quoted with."""
    side = home(document, frozenset(more.get("regions", ())), more.get("region_stems", ()))
    if side is not None and _speaks_of_envoys(document, frozenset(more.get("diplomacy", ()))):
        side = None
    if is_column(document, frozenset(more.get("columns", ()))):
        records = [r for r in records if all(a.type == "person" for a in r.agents)]
    if side is None:
        return records
    abroad = [r for r in records if _reaches_beyond(document, r, side)]
    return records if 2 * len(abroad) >= len(records) else abroad  # an article on aid speaks of it throughout


def sides_of(document: Document, actor_ids: Iterable[str]) -> set[str]:
    """The states of actors, and the organisations themselves."""
    ids = tuple(actor_ids)
    return states_of(document, ids) | {i for i in ids if i.startswith("org:")}


def home(document: Document, regions: frozenset[str] = frozenset(), stems: tuple[str, ...] = ()) -> str | None:
    """The only side of an article about the affairs of one state ("" of none), or null where others are spoken of.

    `regions` are names of parts of the world; `stems` are how words about them begin, where these have many forms.
    """
    named: Counter[str] = Counter()
    for mention in document.mentions:
        if not mention.inside:
            named.update(sides_of(document, mention.actor_ids))
    far = sum([t.lower in regions and t.text[0].isupper() for s in document.sentences for t in s.tokens])
    far += len(_beginning(stems).findall(document.text)) if stems else 0
    if not named:
        return ""
    if any(_is_diplomat(document, i) for m in document.mentions for i in m.actor_ids):
        return None
    (leading, times), *rest = [*named.most_common(), ("", 0)]
    again = sum(count for _, count in rest if count >= AGAIN)  # each of the others named once is named in passing
    others = max(again, rest[0][1], far)  # "the Pacific" is another side too, if no actor
    if leading.startswith("org:") and leading in gazetteer().bodies and leading not in UNION:
        return None  # what a club of states adopts is an affair between its members
    if not others and times >= ALONE:
        return leading
    return leading if times >= FEW and others <= ASIDE * times else None


def _speaks_of_envoys(document: Document, words: frozenset[str]) -> bool:
    """Whether an article speaks of envoys and the like, so that it is no home affair, whatever state it names alone."""
    return bool(words) and sum(t.lower in words for s in document.sentences for t in s.tokens) >= ALONE


@lru_cache(maxsize=8)
def _beginning(stems: tuple[str, ...]) -> re.Pattern[str]:
    """Words that begin with one of the stems, as a whole or behind a hyphen."""
    return re.compile(r"\b(?:" + "|".join(stems) + ")", re.IGNORECASE)


def _is_diplomat(document: Document, actor_id: str) -> bool:
    """Whether an actor's business is with other states: a foreign ministry or its minister."""
    facts = document.actors.get(actor_id)
    return actor_id.endswith("-foreign-affairs") or (facts is not None and facts.office == "foreign_minister")


def _reaches_beyond(document: Document, record: CommitmentRecord, side: str) -> bool:
    """Whether a commitment in an article about one state has another side: an actor, or named before or in the action.

    Aid and the like have one by their nature, be it a region or nobody in particular.
    """
    told = next((s.start for s in document.sentences if s.start <= record.start < s.end), record.start)
    actors = [a.actor_id for a in (*record.agents, *record.addressees)]
    actors += [i for m in document.mentions if told <= m.start and m.end <= record.end for i in m.actor_ids]
    return bool(ABROAD.intersection(record.concepts)) or bool(sides_of(document, actors) - {side})


def is_match_report(document: Document, stems: tuple[str, ...]) -> bool:
    """Whether an article is about sport: words that only sport has stand in every third sentence at least.

    There states are teams, and what they will do is play.
    """
    if not stems:
        return False
    told = {t.lower for s in document.sentences for t in s.tokens}
    sport = {word for word in told if word.startswith(stems)}
    hits = sum(not sport.isdisjoint([t.lower for t in s.tokens]) for s in document.sentences) if sport else 0
    return hits >= MATCHES and 3 * hits >= len(document.sentences)


def is_column(document: Document, labels: frozenset[str]) -> bool:
    """Whether a line at the top calls the text an opinion ("OPINION | Kim Berg"): what it asks for is its author's."""
    lines = ([t.lower for t in s.tokens] for s in document.sentences[:LABELLED])
    return any(words[0] in labels and (len(words) == 1 or words[1] in LABEL_ENDS) for words in lines if words)
