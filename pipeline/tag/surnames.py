"""Lone surnames of persons whom the article or the gazetteer knows, with the given names or initials before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import Sentence, Token
from pipeline.tag.context import Context
from pipeline.tag.draft import Draft
from pipeline.tag.find import ends_name
from pipeline.tag.tables import Entry


def with_surnames(row: Sequence[Draft], sentence: Sentence, context: Context) -> list[Draft]:
    """Add the lone surnames of persons whom the article knows."""
    taken = {i for d in row for i in range(d.first, d.last)}
    added = []
    for at, token in enumerate(sentence.tokens):
        if at in taken or not token.text[:1].isupper() or len(token.text) < 2:
            continue
        if (government := _government_of(token, at, context)) is not None:
            added.append(government)
            continue
        initials = _initials(sentence.tokens, at)
        known = context.registry.solo(token, sentence.tokens[initials].text if initials < at else "")
        if known is not None:
            start = _given_names(sentence.tokens, at, taken, context)
            own = at
            while (
                own > 0 and own - 1 not in taken and context.registry.is_name_of(known, sentence.tokens[own - 1].text)
            ):
                own -= 1
            start = min(start, own)
            added.append(Draft(start, at + 1, "name", (), known=known))
    drafts = sorted([*row, *added], key=lambda d: d.first)
    _give_governments(drafts, sentence.tokens, context)
    return drafts


def _government_of(token: Token, at: int, context: Context) -> Draft | None:
    """A compound of a leader's name and a word for a government: "Smithregeringen"."""
    for suffix in context.known.titles.owned_suffixes:
        name = token.text.removesuffix(suffix).rstrip("-")
        if len(name) > 1 and token.text.endswith(suffix):
            owner = context.registry.solo(replace(token, text=name, lower=name.lower()))
            if owner is not None:
                person = Draft(at, at + 1, "name", (), known=owner)
                return Draft(at, at + 1, "body", (Entry("body", sort="gov"),), same_as=person)
    return None


def _give_governments(drafts: Sequence[Draft], tokens: Sequence[Token], context: Context) -> None:
    """A government beside a name is that of the person's state: "the Smith administration", "правительство Смита"."""
    known = context.known
    for before, after in pairwise(drafts):
        between = [t.lower for t in tokens[before.last : after.first] if t.lower not in known.articles]
        if between and tuple(between) not in known.of:
            continue
        for body, person in ((after, before), (before, after)):
            owned = body.kind == "body" and body.entries[0].sort == "gov" and not body.holders and body.same_as is None
            follows = body is after and not between
            if owned and person.kind in ("name", "title") and person.named and (follows or known.titles.owner_behind):
                body.same_as = person


def _given_names(tokens: Sequence[Token], at: int, taken: set[int], context: Context) -> int:
    """Where the given names before a surname start; the first word of a sentence is none for sure."""
    start = _initials(tokens, at)
    if start < at and not any(i in taken for i in range(start, at)):
        return start
    start = at
    while start > 1 and start - 1 not in taken and tokens[start - 1].text[:1].isupper():
        if ends_name(tokens[start - 1].lower, tokens[start].lower, context.known):
            break
        start -= 1
    return start if start > 0 and tokens[start - 1].text not in ".!?" else at


def _initials(tokens: Sequence[Token], at: int) -> int:
    """Where the initials before a surname start ("V. V. Sato"); `at` where none stand there."""
    start = at
    joined = tokens[start - 1].text if start else ""
    if joined.endswith(".") and 1 < len(joined) <= 4 and joined.replace(".", "").isupper():
        return start - 1  # "V.V. Sato": one token
    while start > 1 and tokens[start - 1].text == "." and len(tokens[start - 2].text) == 1:
        if not tokens[start - 2].text.isupper() or tokens[start - 2].end != tokens[start - 1].start:
            break
        start -= 2
    return start
