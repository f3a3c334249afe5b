"""The names of a sentence: which stands behind a title, beside one in apposition, in a row with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Token
from pipeline.tag.draft import Draft
from pipeline.tag.find import find_hits, name_end, name_span, name_start
from pipeline.tag.tables import Tables

NEAR = 4  # tokens between an office and the dash in front of the name
APPOSED = frozenset({",", "-", "–", "—", "("})


class Names:
    """The hits and drafts of one sentence, and how names are found beside them."""

    def __init__(self, tokens: Sequence[Token], known: Tables) -> None:
        self.tokens, self.known = tokens, known
        self.hits = find_hits(tokens, known)
        self.blocked = frozenset(
            i for h in self.hits if h.kind not in ("side", "honorific", "pronoun") for i in range(h.first, h.last)
        )
        self.drafts: list[Draft] = []

    def _after(self, token: int, at: int) -> int:
        """The first hit that begins at or after a token."""
        while at < len(self.hits) and self.hits[at].first < token:
            at += 1
        return at

    def _longer(self, last: int) -> int:
        """The end of a known name, further names included: a second surname, a father's name."""
        return (
            name_end(self.tokens, last, self.blocked, self.known)
            if not self.known.titles.family_first or (last < len(self.tokens) and self.tokens[last].text.isalpha())
            else last
        )

    def _right_name(self, draft: Draft, at: int) -> int:
        start = draft.last
        at = self._post(draft, at)
        start = draft.last
        if start < len(self.tokens) and self.tokens[start].text == ":":
            return self._listed_name(draft, start + 1, at)
        comma = start < len(self.tokens) and self.tokens[start].text in ",("
        comma = comma and (bool(draft.holders) or self._is_apposed(start + 1))
        if comma:
            start += 1
        while at < len(self.hits) and self.hits[at].kind == "honorific" and self.hits[at].first == start:
            start = self.hits[at].last
            at += 1
        if draft.entries[-1].plural:
            return self._several(draft, start, at)
        if at < len(self.hits) and self.hits[at].kind == "person" and self.hits[at].first == start:
            draft.person, draft.last = self.hits[at].entry.ids[0], self._longer(self.hits[at].last)
            return at + 1
        start, end = name_span(self.tokens, start, self.blocked, self.known)
        if end > start and (not comma or end - start > 1):
            draft.name, draft.last = (start, end), end
        return self._after(draft.last, at)

    def _is_apposed(self, start: int) -> bool:
        """Whether a name in full stands between commas behind a title: "the Foreign Minister, A B, said"."""
        person = next((h for h in self.hits if h.first == start and h.kind == "person"), None)
        first, end = name_span(self.tokens, start, self.blocked, self.known)
        end = self._longer(person.last) if person is not None else end if end - first > 1 else start
        return start < end < len(self.tokens) and self.tokens[end].text in ",)"

    def _post(self, draft: Draft, at: int) -> int:
        """Pass over where an ambassador is posted: "ambassador of X to Y"."""
        hit = self.hits[at] if at < len(self.hits) else None
        if hit is None or hit.kind != "state" or not draft.holders or draft.entries[-1].office != "other":
            return at
        between = self.tokens[draft.last : hit.first]
        if len(between) == 1 and between[0].lower in self.known.places:
            draft.last = hit.last
            draft.inner.append(hit)
            return at + 1
        return at

    def _listed_name(self, draft: Draft, start: int, at: int) -> int:
        """`Prime Minister: Surname, Given`, as lists of documents have it."""
        end = name_end(self.tokens, start, self.blocked, self.known)
        if end == start + 1 and end < len(self.tokens) and self.tokens[end].text == ",":
            given = name_end(self.tokens, end + 1, self.blocked, self.known)
            if given == end + 2:
                draft.name, draft.first, draft.last, draft.turned = (start, given), start, given, True
                return self._after(given, at)
        return at

    def _several(self, draft: Draft, start: int, at: int) -> int:
        """Names behind a title in the plural: "presidents A and B"; each becomes a draft of its own."""
        found: list[Draft] = []
        one = tuple(replace(e, plural=False) for e in draft.entries)
        while start < len(self.tokens):
            person = next((h for h in self.hits if h.first == start and h.kind == "person"), None)
            end = self._longer(person.last) if person else name_end(self.tokens, start, self.blocked, self.known)
            if end == start:
                break
            holders = [draft.holders[len(found)]] if len(found) < len(draft.holders) else []
            if len(draft.holders) == 1:
                holders = draft.holders
            name = Draft(start, end, "name", one, holders, title_at=draft.first)
            name.honorific = end - start < 2  # a lone surname makes nobody known
            name.name, name.person = (None, person.entry.ids[0]) if person else ((start, end), None)
            found.append(name)
            start = end
            while start < len(self.tokens) and (
                self.tokens[start].text == "," or (self.tokens[start].lower,) in self.known.joiners
            ):
                start += 1
        if found:
            draft.members = found
            self.drafts += found
        return self._after(found[-1].last, at) if found else at

    def _appose(self, draft: Draft) -> None:
        """A title behind a name and a comma belongs to that name."""
        if draft.named:
            return
        before = draft.first
        while before > 0 and self.tokens[before - 1].lower in self.known.articles:
            before -= 1
        if before < 2 or self.tokens[before - 1].text not in APPOSED:
            return
        last = self.drafts[-1] if self.drafts else None
        if last is not None and last.last == before - 1 and (last.named or last.kind == "title"):
            draft.same_as = last if last.named else None
            return
        start = name_start(self.tokens, before - 1, self.blocked, self.known)
        if before - 1 - start >= 2 and (
            draft.holders or not draft.entries[0].alone or self._is_aside(start, draft.last)
        ):
            own = (start, before - 1)
            name = Draft(*own, "name", draft.entries, list(draft.holders), name=own, title_at=draft.first)
            self.drafts.append(name)
            draft.same_as = name

    def _add_name(self, name: Draft) -> None:
        """Add a name behind an honorific, or give it to the office in front of it: "The envoy of A to B – MR C D –"."""
        place = len(self.drafts) > 1 and self.drafts[-1].kind in ("state", "org")
        office = self.drafts[-1 - place] if self.drafts else None
        if office is None or not self.known.titles.family_first or not self._is_apart(office, name):
            self.drafts.append(name)
            return
        if place:
            self.drafts.pop()
        office.last, office.name, office.person = name.last, name.name, name.person

    def _is_apart(self, office: Draft, name: Draft) -> bool:
        """Whether a nameless office stands in front of a dash and a name, or of a comma where it opens a clause."""
        sign = self.tokens[name.first - 1].text if name.first else ""
        several = office.members or office.entries[0].plural
        if office.kind != "title" or office.named or several or sign not in APPOSED or sign == "(":
            return False
        near = self.tokens[office.last : name.first - 1]
        opens = office.first == 0 or not self.tokens[office.first - 1].text[0].isalnum()
        return len(near) <= NEAR and all(t.text not in ",;" for t in near) and (sign != "," or opens)

    def _is_aside(self, start: int, end: int) -> bool:
        """Whether a name opens the sentence and a title in commas stands behind it: "A B, the minister, said"."""
        first = next((i for i, t in enumerate(self.tokens) if t.text[0].isalnum()), 0)
        return start == first and end < len(self.tokens) and self.tokens[end].text in ",)–—"
