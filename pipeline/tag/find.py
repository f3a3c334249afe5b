"""Find the pieces of one sentence that actors' names are made of: states, offices, bodies, names, groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.document import Token
from pipeline.tag.tables import RANK, Entry, Tables
from pipeline.tag.trie import MOST_WORDS

LONGEST_NAME = 6
LONGEST_SEAT = 9  # words of a place and a name together
SEAT_WORDS = 4
SHORT_PARTICLE = 4
SHORTEST_FIELD = 3  # letters
DASHES = frozenset({"-", "–", "—"})
SIGNS = frozenset("$€£¥₫₽")


class Hit(NamedTuple):
    """Tokens `first:last` stand for `entry`."""

    first: int
    last: int
    entry: Entry

    @property
    def kind(self) -> str:
        return self.entry.kind


def find_hits(tokens: Sequence[Token], known: Tables) -> list[Hit]:
    """Hits that do not overlap, in reading order; at each place the longest, then the most telling."""
    hits: list[Hit] = []
    at, size, idle = 0, len(tokens), known.idle
    while at < size:
        best = None if tokens[at].lower in idle else _best_at(tokens, at, known)
        if best is None:
            at += 1
            continue
        hits.append(best)
        at = best.last
    return _with_short_forms(tokens, hits, known) if known.titles.compound_stems else hits


def _with_short_forms(tokens: Sequence[Token], hits: list[Hit], known: Tables) -> list[Hit]:
    """Short names of states that are used in pairs only: each part of a pair stands beside a dash."""
    if DASHES.isdisjoint([t.text for t in tokens]):
        return hits
    stems = known.titles.compound_stems
    taken = {i for h in hits for i in range(h.first, h.last)}
    ends = {h.last for h in hits if h.kind == "state"}
    starts = {h.first for h in hits if h.kind == "state"}
    short = {i for i, t in enumerate(tokens) if i not in taken and t.text[:1].isupper() and stems.get(t.lower)}
    added: set[int] = set()
    for at in sorted(short):
        before = at >= 2 and tokens[at - 1].text in DASHES and (at - 1 in ends or at - 2 in short)
        after = at + 2 < len(tokens) and tokens[at + 1].text in DASHES and (at + 2 in starts or at + 2 in short)
        if before or after:
            added.add(at)
    made = [Hit(i, i + 1, Entry("state", (stems[tokens[i].lower],), "adjective")) for i in sorted(added)]
    return sorted([*hits, *made], key=lambda h: h.first) if made else hits


def _best_at(tokens: Sequence[Token], at: int, known: Tables) -> Hit | None:
    token = tokens[at]
    rows = known.words.at(tokens, at)
    if token.text[0].isupper():
        rows += known.names.at(tokens, at)
    if not rows and "-" not in token.lower:
        made = _minister_of_a_kind(token, at, known) if known.titles.title_suffixes else None
        if made is None and not known.words.begins(token.lower):
            _note_idle(token.lower, known)
        return made
    best: Hit | None = None
    for last, entry in rows:
        if not _case_fits(tokens, at, last, entry) or (entry.kind == "state" and _is_money(tokens, last)):
            continue
        hit = Hit(at, last, entry)
        if best is None or _weight(hit) > _weight(best):
            best = hit
    if best is not None and best.kind == "title":
        if at and best.last == at + 1 and token.text.isupper() and tokens[at - 1].text[-1].isdigit():
            return None  # "8 PM"
        best = next(_titles_of_bodies(tokens, best, rows, known), best)
    if "-" in token.lower and (best is None or (best.last == at + 1 and best.entry.kind != "state")):
        return _compound(token, at, known) or best
    return best


def _note_idle(word: str, known: Tables) -> None:
    """Remember a word with which no row begins, so that it is not asked for again; `words` has none."""
    if len(known.idle) < MOST_WORDS and not known.names.begins(word):
        known.idle.add(word)


def _minister_of_a_kind(token: Token, at: int, known: Tables) -> Hit | None:
    """A compound for a minister of a field that no portfolio lists."""
    titles = known.titles
    for suffixes, plural in ((titles.title_suffixes, False), (titles.title_suffixes_plural, True)):
        if token.lower.endswith(suffixes):
            field = next(token.lower.removesuffix(s) for s in suffixes if token.lower.endswith(s))
            if len(field) >= SHORTEST_FIELD:
                return Hit(
                    at,
                    at + 1,
                    Entry("title", office="minister", slug=field.strip("-"), plural=plural, head=token.lower),
                )
    return None


def _titles_of_bodies(
    tokens: Sequence[Token], best: Hit, rows: Sequence[tuple[int, Entry]], known: Tables
) -> Iterator[Hit]:
    """Shorter titles, if the words between them and the end of the longer one begin the name of an organisation."""
    for last, entry in rows:
        if entry.kind == "title" and last < best.last:
            behind = known.words.at(tokens, last)
            bodies = [(end, e) for end, e in behind if e.kind in ("org", "party") and end > best.last]
            if any(_case_fits(tokens, last, end, e) for end, e in bodies):
                yield Hit(best.first, last, entry)


def _weight(hit: Hit) -> tuple[int, int, bool, bool, bool, bool]:
    entry = hit.entry
    return hit.last, -RANK[entry.kind], bool(entry.slug), bool(entry.of), entry.plural, entry.alone


def _is_money(tokens: Sequence[Token], last: int) -> bool:
    """`US$5 billion`: a currency sign touches the name."""
    return last < len(tokens) and tokens[last].start == tokens[last - 1].end and tokens[last].text in SIGNS


def _case_fits(tokens: Sequence[Token], first: int, last: int, entry: Entry) -> bool:
    if entry.case == "any":
        return True
    if entry.case == "upper":
        return all(t.text.isupper() or not t.text[0].isalpha() for t in tokens[first:last])
    return tokens[first].text[:1].isupper()


def _compound(token: Token, at: int, known: Tables) -> Hit | None:
    """`вьетнамско-лаосский`, `Sino-Indian`, `Hanoi-Vientiane`: every part names a state."""
    parts = [p for p in token.lower.split("-") if p]
    if len(parts) < 2:
        return None
    found = [_part(part, known, whole=part is parts[-1]) for part in parts]
    states = tuple(dict.fromkeys(f for f in found if f))
    if None in found or len(states) < 2:
        return None
    return Hit(at, at + 1, Entry("states", states, "adjective"))


def _part(part: str, known: Tables, *, whole: bool) -> str | None:
    """ISO code of a part of a compound; "" for a part that names no state (`afro`), None for a strange word."""
    for key in known.stemmer.keys(part):
        if key in known.single:
            return known.single[key].ids[0]
    if whole:
        return None
    if part in known.titles.compound_stems:
        return known.titles.compound_stems[part]
    for joint in known.titles.compound_joints:
        if joint and part.endswith(joint):
            entry = known.single.get(part[: -len(joint)])
            if entry is not None:
                return entry.ids[0]
    return None


def ends_name(word: str, behind: str, known: Tables) -> bool:
    """Whether a name ends by its case, and somebody else's begins: "with Pavel ZarubinYM PutIN spoke"."""
    endings = known.titles.closing_endings
    return bool(endings) and word.endswith(endings) and not behind.endswith(endings)


def name_end(tokens: Sequence[Token], at: int, blocked: frozenset[int], known: Tables) -> int:
    """Where the capitalised run that starts at `at` ends (`at` if none); `blocked` tokens belong to other hits."""
    own = known.titles.family_first and at < len(tokens) and known.name_stemmer.plain(tokens[at].lower) in known.family
    end = at
    while end < len(tokens) and end - at < LONGEST_NAME:
        if end in blocked and not (own and end > at and tokens[end].text[:1].isupper() and end - at < 4):
            break
        token = tokens[end]
        if is_name_word(token.text):
            if end - at > 1 and ends_name(tokens[end - 1].lower, token.lower, known):
                break
            end += 1
            if end < len(tokens) and tokens[end].text == "." and len(token.text) == 1:
                end += 1
        elif ((end > at or token.lower not in known.articles) and _behind_particles(tokens, end, blocked, known)) or (
            end > at and token.text in "'’" and end + 1 < len(tokens) and tokens[end + 1].start == token.end
        ):
            end += 1
        else:
            break
    if any(tokens[i].lower in known.institutions for i in (at, end - 1) if at < end):
        return at
    return _with_suffix(tokens, end, known) if end - at > 1 else end


def _with_suffix(tokens: Sequence[Token], end: int, known: Tables) -> int:
    """Where a name ends, with the word for the junior behind it (", Jr."); no full stop that ends the sentence."""
    start = end + (end < len(tokens) and tokens[end].text == ",")
    if start < len(tokens) and tokens[start].lower in known.titles.suffixes:
        end = start + 1
    said = tokens[end - 1].lower in known.titles.suffixes
    return end + (said and end + 1 < len(tokens) and tokens[end].text == ".")


def _behind_particles(tokens: Sequence[Token], at: int, blocked: frozenset[int], known: Tables) -> bool:
    """Whether one or two small words and a name word stand at `at` ("van den Berg")."""
    end = at
    while end < min(at + 2, len(tokens)) and tokens[end].lower in known.particles:
        end += 1
    return end > at and _is_name_word_at(tokens, end, blocked)


def name_span(tokens: Sequence[Token], at: int, blocked: frozenset[int], known: Tables) -> tuple[int, int]:
    """The name behind a title that ends at `at`; the name of a province or city may stand between."""
    own = _name_behind_seat(tokens, at, known)
    return own if own is not None else (at, name_end(tokens, at, blocked, known))


def _name_behind_seat(tokens: Sequence[Token], at: int, known: Tables) -> tuple[int, int] | None:
    """`Province Chairman (of) Long Place Family Given`: where the person's name starts; empty if there is none."""
    lower = [t.lower for t in tokens[max(0, at - SEAT_WORDS) : at + SEAT_WORDS]]
    here = min(at, SEAT_WORDS)
    before = any(tuple(lower[max(0, here - len(seat)) : here]) == seat for seat in known.seats)
    behind = max((len(seat) for seat in known.seats if tuple(lower[here : here + len(seat)]) == seat), default=0)
    short = at < len(tokens) and any(tokens[at].lower.startswith(seat[0] + ".") for seat in known.seats)
    if not (before or behind or short):
        return None
    start = at + behind + (behind > 0 and at + behind < len(tokens) and tokens[at + behind].text == ".")
    end = start
    while (
        end < len(tokens)
        and end - start < LONGEST_SEAT
        and (
            is_name_word(tokens[end].text)
            or (tokens[end].text in "-–" and _is_name_word_at(tokens, end + 1, frozenset()))
        )
    ):
        end += 1
    # most provinces have two syllables, and their second may look like a family name
    for first in sorted(range(start, end - 1), key=lambda at: at != start + 2 or end - at < 3):
        whole = 3 <= end - first <= 4 or (end - first == 2 and first > start + 1)
        if whole and tokens[first].lower in known.family_names and all(t.text[0].isalpha() for t in tokens[first:end]):
            return first, end
    return at, at


@lru_cache(maxsize=1 << 15)
def is_name_word(text: str) -> bool:
    """A capitalised word, or one with a small particle before its hyphen (`al-Shaer`)."""
    head, dash, tail = text.partition("-")
    if text.isalpha() and sum(map(str.isupper, text[1:])) > 1 and not text.isupper():
        return False  # "HomeNewsGlobal": words run together
    if dash and head.islower() and len(head) < SHORT_PARTICLE and tail[:1].isupper():
        return True
    return text[:1].isupper() and (text[-1:].isalpha() or ("." in text and len(text) > 1))


def _is_name_word_at(tokens: Sequence[Token], at: int, blocked: frozenset[int]) -> bool:
    return at < len(tokens) and at not in blocked and is_name_word(tokens[at].text)


def name_start(tokens: Sequence[Token], end: int, blocked: frozenset[int], known: Tables) -> int:
    """Where the capitalised run that ends before `end` starts (`end` if none)."""
    start = end
    while start > 0 and end - start < LONGEST_NAME and start - 1 not in blocked:
        token = tokens[start - 1]
        if is_name_word(token.text) or (
            start < end and token.lower in known.particles and start >= 2 and is_name_word(tokens[start - 2].text)
        ):
            start -= 1
        else:
            break
    return start
