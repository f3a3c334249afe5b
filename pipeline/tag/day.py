"""The day on which an article is told: that on which offices are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document import Document
from pipeline.gazetteer.load import day_range
from pipeline.gazetteer.model import LAST_DAY, Gazetteer, Holding
from pipeline.lang.dates import times_in
from pipeline.tag.draft import Draft
from pipeline.tag.people import MEANT

LATEST_YEAR = "2026"
MIDDLE = "07-01"
HEAD = 5  # sentences in which a text may say its day ("Statement by the ministers on 3 May 2023")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A person whom the text gives a title, with the terms in which the title was right."""

    terms: tuple[Holding, ...]

    def holds(self, day: str) -> bool:
        return any(t.since <= day < t.until for t in self.terms)


def day_of(document: Document, drafts: Iterable[Sequence[Draft]], gazetteer: Gazetteer) -> str:
    """The middle of the time of publication, else the day on which most people held the titles that the text gives.

    Of several such days that which the text names first, in full and at its head, else the one in the last year that it
    names, else the latest on which anybody took office.
    """
    if document.published:
        first, last = day_range(document.published)
        return first if first == last else first[:5] + (MIDDLE if first[5:7] != last[5:7] else first[5:8] + "15")
    years = [y for y in _YEAR.findall(document.text) if y <= LATEST_YEAR]
    named = (_day_at_head(document) or f"{max(years)}-{MIDDLE}") if years else ""
    claims = list(_claims(drafts, gazetteer))
    days = {t.since for claim in claims for t in claim.terms} | {named}
    days.discard("")
    if not days:
        return f"{LATEST_YEAR}-01-01"
    return max(days, key=lambda day: (sum(claim.holds(day) for claim in claims), day == named, day))


def _day_at_head(document: Document) -> str:
    """The first full date of a text, if one stands at its head."""
    head = document.sentences[min(HEAD, len(document.sentences)) - 1].end
    scan, found = times_in(document.text, document.language)
    for said in (m.said for m in found if m.rule.value == "date" and scan.start[m.first] < head):
        month = said.get("month") or said.get("monthno") or said.get("monthword")
        day, year = said.get("day"), said.get("year", "")
        if month and day and "" < year <= LATEST_YEAR:
            return f"{year}-{int(month):02d}-{int(day):02d}"
    return ""


def _claims(drafts: Iterable[Sequence[Draft]], gazetteer: Gazetteer) -> Iterable[_Claim]:
    """Claims of titles, one for each person and title."""
    found: dict[tuple[str, str], _Claim] = {}
    for draft in (d for row in drafts for d in row if d.person and not d.former):
        offices = [e.office for e in draft.entries if e.kind == "title"] or [""]
        for office in offices:
            terms = tuple(t for t in gazetteer.terms.get(draft.person or "", ()) if _fits(t, office))
            if terms:
                found[draft.person or "", office] = _Claim(terms)
    return found.values()


def _fits(term: Holding, office: str) -> bool:
    """Whether a title may mean an office that has a known beginning; no title means any."""
    wanted = MEANT.get(office, (office,))
    return term.office != "other" and term.since < LAST_DAY and (not office or term.office in wanted)
