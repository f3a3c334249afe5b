"""How a language writes times: the shape of `dates.yaml`, and the matcher that finds them in light tokens.

A time is a core ("2030", "the third quarter of 2025") with a lead before it ("by", "no later than") and perhaps a
part between ("the end of"). Cores are rows of elements: words (`a|b+m`), `(optional)` elements, and `{classes}`:
the file's own, and year, day, monthno, two, number, dash, my (12.2025), dmy (30.06.2023), dm (14.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

from pydantic import Field

from pipeline.errors import DataError
from pipeline.lang.load import HOME, read_data
from pipeline.lang.number_reader import read_number
from pipeline.lang.numbers import Numbers, Units, load_numbers, load_units
from pipeline.lang.words import Phrases, Scan, flat, phrases
from pipeline.records.base import Model

Role = Literal["deadline", "point", "span", "past"]
Value = Literal[
    "date", "month", "year", "range", "quarter", "half", "decade", "season", "within", "relative", "first",
    "century", "now", "vague", "none",
]  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1800, 2199
DASHES = frozenset("-–—−")
PLAIN: dict[str, tuple[int, int, tuple[int, ...]]] = {  # classes of plain digits: least, most, how many digits
    "year": (FIRST_YEAR, LAST_YEAR, (4,)),
    "day": (1, 31, (1, 2)),
    "monthno": (1, 12, (1, 2)),
    "qdigit": (1, 4, (1,)),
    "two": (0, 99, (2,)),
}
ALIASES = {"ordinal": "day"}  # classes of words that are captured under another name
Captures = dict[str, str]


class TimeRule(Model):
    """One core: its patterns, how its value is built, and what the pattern leaves unsaid (`set`).

    `lead` says that the core is a time only behind a lead ("in May"); `role` stands where no lead gives one.
    """

    id: str
    match: tuple[str, ...]
    value: Value
    role: Role = "point"
    lead: Literal["no", "yes"] = "no"
    set: dict[str, str] = Field({})


class DateData(Model):
    """`dates.yaml`: classes of words with values, leads by role, parts, and the rules."""

    endings: dict[str, tuple[str, ...]] = Field({})
    classes: dict[str, dict[str, tuple[str, ...]]]
    dotted: tuple[str, ...] = ()  # short names of months that a full stop may follow before digits
    leads: dict[Role, tuple[str, ...]]
    parts: tuple[str, ...]
    articles: tuple[str, ...] = ()  # may stand between lead and core and say nothing
    blocked: tuple[str, ...] = ()  # words before a core that make it no time
    rules: tuple[TimeRule, ...]


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    words: dict[str, list[tuple[tuple[str, ...], _Node]]] = field(default_factory=dict)
    classes: list[tuple[str, str, _Node]] = field(default_factory=list)  # class, name of the capture, node
    rule: TimeRule | None = None
    by_word: dict[str, list[tuple[str, str, _Node]]] | None = None  # the classes that a word without digits may be of


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """A time at tokens `first:last` with its lead, core at `core`, and what its elements captured."""

    first: int
    core: int
    last: int
    rule: TimeRule
    role: Role
    led: bool
    said: Captures


@dataclass(frozen=True)
class Times:
    """A language's times, ready to match."""

    data: DateData
    root: _Node
    values: dict[str, dict[str, str]]  # class -> word -> value
    leads: Phrases[str]
    parts: Phrases[str]
    articles: Phrases[str]
    blocked: Phrases[str]
    numbers: Numbers
    units: Units
    starts: frozenset[str]
    order: dict[str, int]  # of two rules that match as much, the earlier one in the file wins
    seconds: dict[str, frozenset[str] | None] = field(default_factory=dict)  # kept by `_seconds`

    def no_year(self, scan: Scan, i: int, led: bool) -> bool:
        """Whether what stands beside token `i` makes it no year: "2030 roubles", "2030 workers", "flight 2026"."""
        at = i + 1
        money, percent = self.numbers.currencies.at(scan, at), self.numbers.any("percent").at(scan, at)
        code = money is not None and scan.low[at] == money[0].lower() and not scan.written(at).isupper()
        if percent or (money and not code) or self.units.measures.at(scan, at):
            return True
        label = self.numbers.any("labels").before(scan, i)
        return not led and (label is not None or self.units.nouns.at(scan, at) is not None)


def _rows(pattern: str) -> Iterator[tuple[str, ...]]:
    """A pattern's elements with every choice of its optional ones."""
    found = re.search(r"\(([^()]*)\)", pattern)
    if found is None:
        yield tuple(pattern.split())
        return
    before, after = pattern[: found.start()], pattern[found.end() :]
    yield from _rows(f"{before} {found.group(1)} {after}")
    yield from _rows(f"{before} {after}")


def _add(root: _Node, pattern: str, rule: TimeRule, data: DateData) -> None:
    for row in _rows(pattern):
        node, names = root, set[str]()
        for element in row:
            key, name = element, ""
            if element.startswith("{"):
                name = element.strip("{}")
                while name in names:
                    name += "_"
                names.add(name)
                key = "{" + name + "}"
            node = _step(node, key, data)
        if node is root:
            raise DataError(f"dates.yaml: rule {rule.id}: a pattern is empty")
        node.rule = node.rule or rule


def _step(node: _Node, element: str, data: DateData) -> _Node:
    child = node.children.get(element)
    if child is not None:
        return child
    child = node.children[element] = _Node()
    if element.startswith("{"):
        name = element.strip("{}")
        kind = name.rstrip("_")
        node.classes.append((kind, name.replace(kind, ALIASES.get(kind, kind)), child))
        return child
    for phrase in element.split("|"):
        for words in flat([phrase.replace("_", " ")], data.endings).entries:
            node.words.setdefault(words[0], []).append((words[1:], child))
    return child


@cache
def load_times(code: str) -> Times:
    """The times of language `code`, read once a process."""
    data: DateData = read_data(HOME / code / "dates.yaml", DateData)
    root = _Node()
    for rule in data.rules:
        for pattern in rule.match:
            _add(root, pattern, rule, data)
    values = {
        name: {w[0]: v for v, ws in table.items() for w in flat(ws, data.endings).entries}
        for name, table in data.classes.items()
    }
    known = {*values, *PLAIN, *SHAPES, "number", "dash"}
    used = {name for node in _all(root) for name, _, _ in node.classes}
    if used - known:
        raise DataError(f"{code}/dates.yaml: no class {sorted(used - known)}; there are {sorted(known)}")
    return Times(
        data=data,
        root=root,
        values=values,
        leads=phrases({str(role): ws for role, ws in data.leads.items()}, data.endings),
        parts=flat(data.parts, data.endings),
        articles=flat(data.articles, data.endings),
        blocked=flat(data.blocked, data.endings),
        numbers=load_numbers(code),
        units=load_units(code),
        starts=_first_words(root, values, load_numbers(code)),
        order={rule.id: n for n, rule in enumerate(data.rules)},
    )


def _all(node: _Node) -> Iterator[_Node]:
    yield node
    for child in node.children.values():
        yield from _all(child)


DIGITS = frozenset([*PLAIN, "my", "dmy", "dm"])
_PLAIN = re.compile(r"\d{1,4}")
SHAPES = {
    "my": re.compile(r"(0?[1-9]|1[0-2])\.((?:19|20)\d\d)"),
    "dmy": re.compile(r"(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.((?:19|20)?\d\d)"),
    "dm": re.compile(r"(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])"),
}


def _reads(times: Times, scan: Scan, i: int, name: str) -> tuple[str, int] | None:
    """The value of class `name` at token `i` and the token behind it."""
    word = scan.low[i]
    table = times.values.get(name)
    if table is not None:
        value = table.get(word)
        if value is None:
            return None
        dot = word in times.data.dotted and scan.low[i + 1 : i + 2] == ["."] and scan.glued(i + 1)
        return value, i + 1 + (dot and i + 2 < len(scan) and scan.low[i + 2][0].isdigit())
    if name == "dash":
        return (word, i + 1) if word in DASHES else None
    if name == "number":
        number = read_number(scan, i, times.numbers)
        return (str(number.value), number.last) if number and number.value < 1000 else None
    if not word[0].isdigit():
        return None
    pattern = SHAPES.get(name)
    if pattern is not None:
        return (word, i + 1) if pattern.fullmatch(word) else None
    if not _PLAIN.fullmatch(word):
        return None
    low, high, digits = PLAIN[name]
    return (word, i + 1) if low <= int(word) <= high and len(word) in digits else None


def _longest(times: Times, scan: Scan, i: int) -> tuple[int, TimeRule, Captures] | None:
    best: tuple[int, TimeRule, Captures] | None = None
    order = times.order
    low, size = scan.low, len(scan)
    stack: list[tuple[_Node, int, Captures]] = [(times.root, i, {})]
    while stack:
        node, at, said = stack.pop()
        rule = node.rule
        if rule is not None and (
            best is None or at > best[0] or (at == best[0] and order[rule.id] < order[best[1].id])
        ):
            best = at, rule, said
        if at >= size or (at > i and low[at] == "\n"):
            continue
        for rest, child in node.words.get(low[at], ()):
            if not rest or tuple(low[at + 1 : at + 1 + len(rest)]) == rest:
                stack.append((child, at + 1 + len(rest), said))
        if not node.classes:
            continue
        classes = node.classes if low[at][0].isdigit() else _by_word(times, node).get(low[at], ())
        for name, capture, child in classes:
            found = _reads(times, scan, at, name)
            if found is not None:
                stack.append((child, found[1], {**said, capture: found[0]}))
    return best


def _by_word(times: Times, node: _Node) -> dict[str, list[tuple[str, str, _Node]]]:
    """The classes of a node by the words without digits that belong to them, in their order."""
    if node.by_word is None:
        node.by_word = {}
        for name, capture, child in node.classes:
            words = DASHES if name == "dash" else times.numbers.starters if name == "number" else times.values.get(name)
            for word in words or ():
                node.by_word.setdefault(word, []).append((name, capture, child))
    return node.by_word


def _goes_on(times: Times, word: str, after: str) -> bool:
    """Whether a core may begin with these two words: most that could begin with the first are none."""
    if word not in times.seconds:
        times.seconds[word] = _seconds(times, word)
    seconds = times.seconds[word]
    return seconds is None or after in seconds or after[0].isdigit()


def _seconds(times: Times, word: str) -> frozenset[str] | None:
    """The words that may follow the first word of a core, beside digits; null where it may stand alone."""
    classes = _by_word(times, times.root).get(word, ())
    if word in times.data.dotted or any(name == "number" for name, _, _ in classes):
        return None
    rows = [*times.root.words.get(word, ()), *(((), child) for _, _, child in classes)]
    if any(child.rule is not None and not rest for rest, child in rows):
        return None
    return frozenset(w for rest, child in rows for w in rest[:1] or (*child.words, *_by_word(times, child)))


def _first_words(root: _Node, values: dict[str, dict[str, str]], numbers: Numbers) -> frozenset[str]:
    """The words at which a core may begin; digits always may."""
    words = set(root.words)
    for name, _, _ in root.classes:
        words.update(numbers.words if name == "number" else values.get(name, ()))
    return frozenset(words)


def _touches_name(scan: Scan, first: int, last: int, part: bool) -> bool:
    """Whether digits at the ends of `first:last` belong to a longer word, number or telephone number.

    `part` says that a part ("mid-") stands before them, which they may touch.
    """
    low = scan.low
    if low[first][0].isdigit() and scan.glued(first) and not part:
        before = low[first - 1]
        if (
            before[0].isalnum()
            or before in "$€£¥₫₽#№_@."
            or (before in "-–/:" and scan.glued(first - 1) and low[first - 2][0].isalnum())
        ):
            return True
    if low[last - 1][0].isdigit() and scan.glued(last):
        after = low[last]
        if (after[0].isalnum() and len(after) > 2) or after in "%_@$€":
            return True
        return after in "-–/:" and scan.glued(last + 1) and low[last + 1][0].isdigit()
    return False


def match_times(scan: Scan, code: str) -> list[TimeMatch]:
    """All times of a scan in reading order; none overlap."""
    times = load_times(code)
    found: list[TimeMatch] = []
    i, size, free = 0, len(scan), 0
    starts, low = times.starts, scan.low
    while i < size:
        word = low[i]
        maybe = word[0].isdigit() or (word in starts and _goes_on(times, word, low[i + 1] if i + 1 < size else "\n"))
        match = _match(times, scan, i, free) if maybe else None
        if match is None:
            i += 1
            continue
        found.append(match)
        i = free = match.last
    return found


def _match(times: Times, scan: Scan, i: int, free: int) -> TimeMatch | None:
    best = _longest(times, scan, i)
    part = times.parts.before(scan, i) if best else None
    if best is None or _touches_name(scan, i, best[0], part is not None):
        return None
    last, rule, said = best
    first, role, led = i, rule.role, False
    if part and part[1] >= free:
        first, led = part[1], True
    article = times.articles.before(scan, first)
    if article and article[1] >= free:
        first = article[1]
    lead = times.leads.before(scan, first)
    if lead and lead[1] >= free:
        first, led = lead[1], True
        role = rule.role if lead[0] == "point" else lead[0]  # type: ignore[assignment]
    if rule.lead == "yes" and not led:
        return None
    if rule.value == "year" and last == i + 1 and times.no_year(scan, i, led):
        return None
    if role == "point" and said.get("offset", rule.set.get("offset", "")).startswith("-"):
        role = "past"
    if rule.value == "none" or times.blocked.before(scan, first):
        return None if rule.value != "none" else TimeMatch(i, i, last, rule, role, False, {})
    return TimeMatch(first, i, last, rule, role, led, {**rule.set, **said})


@lru_cache(maxsize=2)
def times_in(text: str, code: str) -> tuple[Scan, tuple[TimeMatch, ...]]:
    """The scan of a text and its times; kept for the next stage that asks about the same text."""
    scan = Scan(text)
    return scan, tuple(match_times(scan, code))


def taken_tokens(scan: Scan, matches: tuple[TimeMatch, ...]) -> tuple[bytearray, frozenset[int]]:
    """Which tokens belong to times, and the tokens that look like a year but stand bare ("2030")."""
    taken = bytearray(len(scan) + 1)
    years: set[int] = set()
    for match in matches:
        if match.rule.value == "year" and match.last == match.core + 1 and not match.led:
            years.add(match.core)
            continue
        for k in range(match.core, match.last):
            taken[k] = 1
    return taken, frozenset(years)
