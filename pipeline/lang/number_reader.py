"""Read one number, in digits or words, with its scale words.

The reader knows no words: what counts as a number word, a scale or a half stands in the data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.lang.numbers import Numbers
from pipeline.lang.words import Scan

MOST_DIGITS = 18
MILLION = 1_000_000
GROUP = 3  # tokens behind the first of "thirty-one thousand"
DIGITS = ("n", "1", "0")  # kinds of number words that a decimal mark may follow


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens `first:last`; `scale` is its last scale word (1 where it has none)."""

    first: int
    last: int
    value: Decimal
    scale: Decimal
    digits: bool
    one: bool = False


_SEPARATORS = re.compile(r"[^\d]")


def read_digits(token: str, decimal: str) -> Decimal | None:
    """The value of a digit token ("1 332 000", "34,300", "2.000", "5,6"); None where it can be no plain number.

    `decimal` is the language's decimal mark: it decides what a single mark before three digits means.
    """
    marks = _SEPARATORS.findall(token)
    parts = _SEPARATORS.split(token)
    if sum(map(len, parts)) > MOST_DIGITS:
        return None
    if not marks:
        return Decimal(token)
    last = marks[-1]
    grouped = all(len(p) == 3 for p in parts[1:]) and len(parts[0]) <= 3
    if len(set(marks)) == 1:
        single = len(marks) == 1
        if grouped and parts[0] != "0" and not (single and last == decimal and parts[1] != "000"):
            return Decimal("".join(parts))
        return Decimal(".".join(parts)) if single and last in ".," else None
    if last in ".," and marks.count(last) == 1 and all(len(p) == 3 for p in parts[1:-1]):
        return Decimal("".join(parts[:-1]) + "." + parts[-1])
    return None


def read_number(scan: Scan, i: int, numbers: Numbers) -> Number | None:
    """The number that begins at token `i`, in digits or words, with its scale words."""
    if scan.low[i][0].isdigit():
        return _in_digits(scan, i, numbers)
    if scan.low[i] not in numbers.starters:
        return None
    return read_part(scan, i, numbers) or _in_words(scan, i, numbers)


def read_part(scan: Scan, i: int, numbers: Numbers) -> Number | None:
    """A part of a scale word that begins at token `i`: half a million."""
    part = numbers.parts_before.at(scan, i)
    if part is None:
        return None
    scale, last = scale_words(scan, part[1], numbers)
    return Number(i, last, scale * Decimal(part[0]), scale, False) if scale > 1 else None


def _in_digits(scan: Scan, i: int, numbers: Numbers) -> Number | None:
    value = read_digits(scan.low[i], numbers.data.decimal)
    if value is None:
        return None
    last = i + 1
    if (
        scan.low[i + 1 : i + 2] == ["-"]
        and scan.low[i + 2 : i + 3]
        and scan.low[i + 2] in numbers.data.cardinal_endings
    ):
        last = i + 3
    short = numbers.short.get(scan.written(last), numbers.short.get(scan.low[last])) if scan.glued(last) else None
    if short is not None:
        return Number(i, last + 1, value * short, short, True)
    spoken = _spoken_decimals(scan, last, numbers)
    value, last = (value + spoken[0], spoken[1]) if spoken else _plus_half(scan, last, value, Decimal(1), numbers)
    scale, last = scale_words(scan, last, numbers)
    value, last = _plus_half(scan, last, value * scale, scale, numbers)
    if scale > 1 and last < len(scan) and scan.low[last][0].isdigit():  # 1 tỷ 200 triệu
        rest = _in_digits(scan, last, numbers)
        if rest is not None and 1 < rest.scale < scale:
            return Number(i, rest.last, value + rest.value, rest.scale, True)
    return Number(i, last, value, scale, True)


def _plus_half(scan: Scan, at: int, value: Decimal, scale: Decimal, numbers: Numbers) -> tuple[Decimal, int]:
    half = numbers.halves_after.at(scan, at)
    return (value + scale / 2, half[1]) if half else (value, at)


def scale_words(scan: Scan, at: int, numbers: Numbers) -> tuple[Decimal, int]:
    """The product of the scale words from token `at` on, with the full stops of their short forms."""
    scale = Decimal(1)
    while True:
        here = at + 1 if scan.low[at : at + 1] == ["-"] and scan.glued(at) and scan.glued(at + 1) else at
        kind, value = numbers.words.get(scan.low[here], ("", Decimal(0))) if here < len(scan) else ("", Decimal(0))
        if not (kind == "s" or (kind == "x" and value > 10 and scale == 1)):
            return scale, at
        scale *= value
        at = here + 1
        if scan.low[at : at + 1] == ["."] and len(scan.low[here]) <= 4 and scan.glued(at):
            follows = scan.text[scan.start[at + 1] : scan.start[at + 1] + 1] if at + 1 < len(scan) else ""
            if follows and (follows.islower() or not follows.isalnum()) and follows != "\n":
                at += 1


def _in_words(scan: Scan, i: int, numbers: Numbers) -> Number | None:
    total, current, last_scale = Decimal(0), Decimal(0), Decimal(1)
    if scan.low[i] in numbers.data.inner:
        return None
    before, at, one, seen = "", i, False, False
    while at < len(scan):
        kind, value = numbers.words.get(scan.low[at], ("", Decimal(0)))
        spoken = _spoken_decimals(scan, at, numbers) if seen and before in DIGITS else None
        if spoken:
            current, before, at = current + spoken[0], "p", spoken[1]
            continue
        if kind == "0":
            hundred = numbers.words.get(scan.low[at + 1], ("", Decimal(0))) if at + 1 < len(scan) else ("", Decimal(0))
            if before == "s" and hundred == ("x", Decimal(100)):  # nghìn không trăm mười một
                at += 2
                continue
            if seen:
                break
            before, seen, at = kind, True, at + 1
            continue
        if before == "0":
            break
        if not kind:
            step = at + 1
            joins = scan.low[at] in numbers.joiners or (scan.low[at] == "-" and scan.glued(at) and scan.glued(step))
            joins = joins or _is_comma(scan, at, before, numbers)
            after = numbers.words.get(scan.low[step], ("", Decimal(0))) if joins and step < len(scan) else ("", value)
            scaled = scan.low[at] == "-" and after[0] == "s"
            if not (joins and seen and (scaled or (_fits(before, current, total, after) and after[0] != "s"))):
                break
            at += 1
            continue
        if kind == "1":
            if seen and not (before in ("x", "s") or (current % 10 == 0 and current)):
                break
            one = not seen
            current += 1
        elif kind == "n":
            if seen and not _fits(before, current, total, (kind, value)):
                break
            current += value
        elif kind == "x":
            if not seen and scan.low[i] not in numbers.alone:
                break
            if (current > 99 and (value >= 100 or before == "x")) or (before == "x" and value >= 100):
                break
            tens = current % 10 if value < 100 else Decimal(0)  # hai trăm năm mươi: the five becomes fifty
            current = current + tens * (value - 1) if tens and current > 10 else (current or Decimal(1)) * value
        else:
            if not seen and scan.low[i] not in numbers.alone:
                break
            if before == "s" and not current:
                total *= value
            else:
                total, current = total + (current or Decimal(1)) * value, Decimal(0)
            last_scale = value
        before, seen, at = kind, True, at + 1
        if kind in ("n", "1"):
            current, at = _plus_half(scan, at, current, Decimal(1), numbers)
        elif kind == "s":
            total, at = _plus_half(scan, at, total, value, numbers)
    if not seen:
        return None
    while scan.low[at - 1] in numbers.joiners or scan.low[at - 1] in "-,":
        at -= 1
    value = total + current
    return Number(i, at, value, last_scale, False, one and at == i + 1)


def _is_comma(scan: Scan, at: int, before: str, numbers: Numbers) -> bool:
    """Whether a comma stands between groups of three digits: "two million, thirty-one thousand, six hundred"."""
    if before != "s" or scan.low[at] != ",":
        return False
    for word in scan.low[at + 2 : at + 2 + GROUP]:
        kind, _ = numbers.words.get(word, ("", Decimal(0)))
        if kind in ("x", "s"):
            return True
        if not kind and word != "-":
            return False
    return False


def _spoken_decimals(scan: Scan, at: int, numbers: Numbers) -> tuple[Decimal, int] | None:
    """The fraction that the spoken decimal mark at token `at` opens ("point two five"), and the token behind it."""
    if at + 1 >= len(scan) or scan.low[at] not in numbers.data.point:
        return None
    places, last = "", at + 1
    while last < len(scan):
        word = scan.low[last]
        kind, value = ("n", Decimal(word)) if word.isdecimal() else numbers.words.get(word, ("", Decimal(0)))
        if kind not in DIGITS or (places and value >= 10):
            break
        places, last = places + str(value), last + 1
        if value >= 10:
            break
    return (Decimal(f"0.{places}"), last) if places else None


def _fits(before: str, current: Decimal, total: Decimal, after: tuple[str, Decimal]) -> bool:
    """Whether number word `after` can go on with the number read so far: twenty | five, hundred | and five."""
    kind, value = after
    if kind == "1":
        kind, value = "n", Decimal(1)
    if kind != "n":
        return kind == "x" and before in ("n", "1")
    if before == "s":
        return not current and (value < 1000 or value < MILLION <= total)  # thousands written in one word
    for size in (Decimal(1000), Decimal(100), Decimal(10)):
        if current and current % size == 0 and current >= size and value < size:
            return True
    return False
