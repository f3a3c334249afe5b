"""Fields of government that no portfolio lists: where they end behind "minister", and where the name begins."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Token
from pipeline.tag.find import Hit, is_name_word, name_end
from pipeline.tag.tables import Tables

LONGEST_FIELD = 10  # tokens
FULL_NAME = 2  # words
SHORTEST = 3  # letters of a word whose ending tells its case


def unlisted_field(
    tokens: Sequence[Token], hit: Hit, taken: frozenset[int], states: frozenset[int], known: Tables
) -> int:
    """Where the field behind the title `hit` ends; its own end where none stands there.

    `taken` are the tokens of other hits, `states` those at which a state begins.
    """
    titles, start = known.titles, hit.last
    if start >= len(tokens):
        return start
    if hit.entry.slug:  # further fields behind a listed one
        further = bool(titles.field_endings) and (tokens[start].lower,) in known.joiners
        return _in_case(tokens, start, taken, states, known) if further else start
    if not any(stem in known.field_heads for stem in known.stemmer.stems(tokens[start - 1].lower)):
        return start
    if titles.field_of:
        behind = tokens[start].lower in titles.field_of
        return _capitalised(tokens, start, taken, known) if behind else start
    return _in_case(tokens, start, taken, states, known) if titles.field_endings else start


def _capitalised(tokens: Sequence[Token], start: int, taken: frozenset[int], known: Tables) -> int:
    """`Minister for Women, Youth and Elections Ann Lee`: the words in capitals but for a full name at their end."""
    end, joint = start + 1, start
    while end < len(tokens) and end - start < LONGEST_FIELD and end not in taken:
        token = tokens[end]
        if token.text == ",":
            if not _goes_on(tokens, end, known):
                break
            joint = end
        elif (token.lower,) in known.joiners:
            joint = end
        elif not (is_name_word(token.text) or (token.lower in known.articles and end == start + 1)):
            break
        end += 1
    while end > start and not is_name_word(tokens[end - 1].text):
        end -= 1
    if end <= start + 1 or not is_name_word(tokens[end - 1].text):
        return start
    whole = any(t.text == "," for t in tokens[end : end + 1]) and joint == start
    if end - joint - 1 > FULL_NAME and not whole:
        end -= FULL_NAME
    return end


def _goes_on(tokens: Sequence[Token], comma: int, known: Tables) -> bool:
    """Whether an enumeration goes on behind a comma: "and" stands before it ends."""
    for at in range(comma + 1, min(comma + 5, len(tokens))):
        if (tokens[at].lower,) in known.joiners:
            return at + 1 < len(tokens) and is_name_word(tokens[at + 1].text)
        if tokens[at].text != "," and not is_name_word(tokens[at].text):
            return False
    return False


def _in_case(tokens: Sequence[Token], start: int, taken: frozenset[int], states: frozenset[int], known: Tables) -> int:
    """`министр рыбного хозяйства Перу`: small words in the case that the title governs; a state or a name follows."""
    titles, end, words = known.titles, start, 0
    while end < len(tokens) and end - start < LONGEST_FIELD and end not in states:
        lower = tokens[end].lower
        if lower in titles.field_joints or (lower,) in known.joiners or lower == ",":
            end += 1
        elif tokens[end].text.islower() and len(lower) > SHORTEST and lower.endswith(titles.field_endings):
            end, words = end + 1, words + 1
        else:
            break
    if (
        not words
        or end >= len(tokens)
        or not tokens[end - 1].text.isalpha()
        or tokens[end - 1].lower in titles.field_joints
    ):
        return start
    named = name_end(tokens, end, taken, known) - end >= FULL_NAME or (end in taken and tokens[end].text[0].isupper())
    return end if end in states or named else start
