"""Times: what the matcher found, resolved to ISO 8601 against the day of publication (CODEBOOK §5, §6)."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.document import TimeExpression
from pipeline.lang.dates import TimeMatch, times_in

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
CENTURY, THIS_CENTURY = 100, 2000
PLANS = 40  # years ahead for which a date is set
Built = str | None


@dataclass(frozen=True, slots=True)
class _Day:
    """The day of publication as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def read(cls, value: str | None) -> _Day | None:
        if not value:
            return None
        parts = [int(p) for p in value[:10].split("-")]
        return cls(*parts)


def find_dates(text: str, language: str, published: str | None) -> list[TimeExpression]:
    """The times of a text in reading order, `value` in ISO 8601.

    `published` is an ISO date, year-month, year or null; what is relative to it ("next year") stays null without it,
    as does what is vague ("soon") or a weekday. `text` includes the word of direction ("by 2030").
    """
    scan, matches = times_in(text, language)
    today = _Day.read(published)
    found = []
    for match in matches:
        if match.last == match.core and match.rule.value == "none":
            continue
        start, end = scan.start[match.first], scan.end[match.last - 1]
        value = resolve(match, today)
        found.append(TimeExpression(text[start:end], start, end, value, match.role, match.rule.id))
    return found


def resolve(match: TimeMatch, today: _Day | None) -> Built:
    """The ISO value of a match; null where the text or the day of publication leaves it open."""
    build = _BUILDERS.get(match.rule.value)
    return build(match, today) if build else None


def goal(value: str | None) -> str | None:
    """The date by which a target is due: the end of a range."""
    return value.split("/")[-1] if value else None


def _month(match: TimeMatch) -> int | None:
    number = match.said.get("month") or match.said.get("monthno") or match.said.get("monthword")
    return int(number) if number else None


def _year(match: TimeMatch, today: _Day | None, month: int | None = None, day: int | None = None) -> int | None:
    """The year that is said, or that the day of publication makes likely: the next for deadlines, else the nearest."""
    said = match.said
    if "year" in said:
        return int(said["year"])
    if "two" in said:
        return _full(int(said["two"]), today)
    if today is None:
        return None
    if "offset" in said:
        return today.year + int(said["offset"])
    if month is None or today.month is None:
        return today.year
    if match.role == "deadline":
        past = (month, day or 31) < (today.month, today.day or 1)
        return today.year + past
    return min((abs((year - today.year) * 12 + month - today.month), -year) for year in (
        today.year - 1, today.year, today.year + 1))[1] * -1  # fmt: skip


def _full(year: int, today: _Day | None) -> int:
    """A year of two digits in full: the last one that is no further ahead than a plan may be."""
    if year >= CENTURY:
        return year
    latest = (today.year if today else THIS_CENTURY) + PLANS
    return latest - (latest - year) % CENTURY


def _valid(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _date(match: TimeMatch, today: _Day | None) -> Built:
    said = match.said
    if "dmy" in said or "dm" in said:
        parts = [int(p) for p in (said.get("dmy") or said["dm"]).split(".")]
        day, month = parts[0], parts[1]
        year = parts[2] if len(parts) > 2 else _year(match, today, month, day)
        year = _full(year, today) if year is not None else None
    else:
        day, month_said = int(said["day"]), _month(match)
        if month_said is None:
            return None
        month, year = month_said, _year(match, today, month_said, day)
    if year is None or not _valid(year, month, day):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _month_value(match: TimeMatch, today: _Day | None) -> Built:
    if "my" in match.said:
        month_text, year_text = match.said["my"].split(".")
        return f"{year_text}-{int(month_text):02d}"
    month = _month(match)
    year = _year(match, today, month) if month else None
    return f"{year:04d}-{month:02d}" if year and month and month <= 12 else None


def _year_value(match: TimeMatch, today: _Day | None) -> Built:
    year = _year(match, today)
    return f"{year:04d}" if year is not None else None


def _range(match: TimeMatch, today: _Day | None) -> Built:
    said = match.said
    if "year" in said and "year_" in said and "month" not in said and "monthno" not in said:
        return f"{said['year']}/{said['year_']}" if said["year"] < said["year_"] else None
    if "year" in said and "two" in said:
        end = said["year"][:2] + said["two"]
        iso = f"{said['year']}-{said['two']}" if 1 <= int(said["two"]) <= 12 else None
        return f"{said['year']}/{end}" if said["year"] < end else iso
    if "dm" in said and "day" in said:
        last_day_said, month = (int(p) for p in said["dm"].split("."))
        year = _year(match, today, month, last_day_said)
        if year is None or not _valid(year, month, int(said["day"])) or not _valid(year, month, last_day_said):
            return None
        return f"{year:04d}-{month:02d}-{int(said['day']):02d}/{year:04d}-{month:02d}-{last_day_said:02d}"
    months = [int(said[k]) for k in ("month", "month_", "monthno", "monthno_") if k in said]
    if "day" in said and "day_" in said and months:
        month, last_month = months[0], months[-1]
        year = _year(match, today, last_month, int(said["day_"]))
        if year is None or not _valid(year, month, int(said["day"])) or not _valid(year, last_month, int(said["day_"])):
            return None
        return f"{year:04d}-{month:02d}-{int(said['day']):02d}/{year:04d}-{last_month:02d}-{int(said['day_']):02d}"
    if len(months) < 2:
        return None
    if "year_" in said:
        return f"{said['year']}-{months[0]:02d}/{said['year_']}-{months[1]:02d}"
    year = _year(match, today, months[1])
    return f"{year:04d}-{months[0]:02d}/{year:04d}-{months[1]:02d}" if year else None


def _months_of(match: TimeMatch, today: _Day | None, number: int, size: int) -> Built:
    last = number * size
    year = _year(match, today, min(last, 12))
    if year is None or not 1 <= last <= 12:
        return None
    return f"{year:04d}-{last - size + 1:02d}/{year:04d}-{last:02d}"


def _quarter(match: TimeMatch, today: _Day | None) -> Built:
    number = match.said.get("quarter") or match.said.get("qdigit")
    return _months_of(match, today, int(number), 3) if number else None


def _half(match: TimeMatch, today: _Day | None) -> Built:
    number = match.said.get("half") or match.said.get("qdigit")
    return _months_of(match, today, int(number), 6) if number else None


def _first(match: TimeMatch, today: _Day | None) -> Built:
    number = int(float(match.said.get("number", "0")))
    year = _year(match, today) if 1 <= number <= 12 else None
    return f"{year:04d}-01/{year:04d}-{number:02d}" if year else None


def _decade(match: TimeMatch, _today: _Day | None) -> Built:
    year = match.said["year"]
    return f"{year}/{int(year) + 9}" if year.endswith("0") else None


def _season(match: TimeMatch, today: _Day | None) -> Built:
    month = SEASONS[match.said["season"]]
    if "next" in match.said and today is not None:
        return str(today.year + (today.month is None or month <= today.month))
    if "last" in match.said:
        return None if today is None else str(today.year - (today.month is not None and month > today.month))
    year = _year(match, today, month, 31)
    return str(year) if year else None


def _shift(today: _Day, unit: str, count: int) -> Built:
    if unit in ("year", "decade"):
        return f"{today.year + count * (10 if unit == 'decade' else 1):04d}"
    if today.month is None:
        return None
    if unit in ("month", "quarter"):
        months = today.year * 12 + today.month - 1 + count * (3 if unit == "quarter" else 1)
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if today.day is None or unit not in ("week", "day"):
        return None
    day = datetime.date(today.year, today.month, today.day)
    return (day + datetime.timedelta(days=count * (7 if unit == "week" else 1))).isoformat()


def _within(match: TimeMatch, today: _Day | None) -> Built:
    count = float(match.said.get("number", "1"))
    unit = match.said.get("unit") or match.said.get("one")
    if today is None or unit is None:
        return None
    if count != int(count):
        unit, count = ("month", count * 12) if unit == "year" else (unit, count)
    sign = -1 if match.said.get("sign") == "-" else 1
    try:
        return _shift(today, unit, sign * int(count))
    except OverflowError:
        return None


def _relative(match: TimeMatch, today: _Day | None) -> Built:
    unit = match.said.get("unit", "year")
    if today is None or unit == "week":
        return None
    count = int(match.said.get("offset", "0"))
    if unit == "half" and today.month:
        half = 0 if today.month <= 6 else 1
        return None if count else f"{today.year}-{half * 6 + 1:02d}/{today.year}-{half * 6 + 6:02d}"
    if unit == "quarter" and today.month:
        first = today.year * 4 + (today.month - 1) // 3 + count
        year, quarter = divmod(first, 4)
        return f"{year}-{quarter * 3 + 1:02d}/{year}-{quarter * 3 + 3:02d}"
    return _shift(today, unit, count)


_BUILDERS: dict[str, Callable[[TimeMatch, _Day | None], Built]] = {
    "date": _date, "month": _month_value, "year": _year_value, "range": _range, "quarter": _quarter, "half": _half,
    "decade": _decade, "season": _season, "within": _within, "relative": _relative, "first": _first,
}  # fmt: skip
