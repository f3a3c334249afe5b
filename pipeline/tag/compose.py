"""Put the pieces of a sentence together: title, state and name in any order are one draft of a mention."""

from __future__ import annotations

from dataclasses import replace

from pipeline.gazetteer.load import kebab
from pipeline.lang.spelling import GENITIVES
from pipeline.tag.draft import Draft, is_bare_people, is_bare_side
from pipeline.tag.fields import unlisted_field
from pipeline.tag.find import Hit, name_end
from pipeline.tag.names import Names
from pipeline.tag.tables import Entry

PARTY_STATE = {"party_leader", "head_of_state"}  # offices that one person often holds
TOP = frozenset({"head_of_state", "head_of_government", "monarch"})
ABOVE = frozenset({"head_of_state", "deputy_head_of_state"})  # whoever is one is no minister of a government, too
LOOSE = frozenset({"other", "minister", "head"})  # offices of which one person may hold two
FORMER_REACH = 4  # words before a title in which "former" may stand
LONGEST_ROW = 32  # holders: what goes on for longer is no sentence, and work stays linear
OPENING = 6  # words of what opens a sentence in front of whom somebody met
ITS_MEMBERS = 5  # tokens between "the ministers" and the organisation whose members they come from
WIDE = 2  # words that may stand between an adjective and its noun
HOLDERS = frozenset({"state", "states", "org", "party", "fixed", "group", "body"})
CHAINED = frozenset({"state", "org", "fixed"})
HEADS = frozenset({"title", "body", "side", "counterpart"})


class Composer(Names):
    """Composes the drafts of one sentence."""

    def compose(self) -> list[Draft]:
        """The drafts in reading order."""
        at = 0
        while at < len(self.hits):
            at = self._next(at)
        self._speak_for_organisations()
        return self.drafts

    def _speak_for_organisations(self) -> None:
        """Nameless heads or members of an organisation are the organisation: "the ministers of the G7 countries"."""
        joined: list[Draft] = []
        for draft in self.drafts:
            before = joined[-1] if joined else None
            if before is not None and draft.kind == "org" and self._are_its_members(before, draft):
                joined[-1] = Draft(before.first, draft.last, "org", draft.entries)
                continue
            held = draft.holders[0].entry if len(draft.holders) == 1 else None
            plural = draft.kind == "title" and draft.entries[0].plural and not (draft.named or draft.members)
            if plural and held is not None and held.kind == "org":
                draft = Draft(draft.first, draft.last, "org", (held, draft.entries[0]))
            joined.append(draft)
        self.drafts = joined

    def _are_its_members(self, draft: Draft, organisation: Draft) -> bool:
        entry = draft.entries[0]
        several = (draft.kind == "group" and entry.sort == "bare") or (draft.kind == "title" and entry.plural)
        if not several or draft.named or draft.members or draft.holders or not self.known.of_members:
            return False
        between = [t.lower for t in self.tokens[draft.last : organisation.first] if t.text[0].isalnum()]
        return organisation.first - draft.last <= ITS_MEMBERS and all(w in self.known.of_members for w in between)

    def _next(self, at: int) -> int:
        hit = self.hits[at]
        if hit.kind in HOLDERS:
            end = self._chain(at)
            if end < len(self.hits) and is_bare_people(self.hits[end]):
                self._retitle(end)
            head = end if end < len(self.hits) and self._is_head(end - 1, end) else None
            if head is not None and self._takes_all(at, head):
                return self._headed(head, self.hits[at:end])
            if head is not None:
                for alone in range(at, end - 1):
                    self._plain(alone)
                return self._headed(head, self.hits[end - 1 : end])
        if hit.kind == "state" and (after := self._named_after(at)):
            return after
        if hit.kind in HEADS:
            return self._headed(at, [])
        if is_bare_people(hit) and self._leads(at):
            self._retitle(at)
            return self._headed(at, [])
        if hit.kind in ("honorific", "pronoun") and self._honoured(at):
            return self._after(self.drafts[-1].last, at + 1)
        self._plain(at)
        return at + 1

    def _named_after(self, at: int) -> int:
        """A name right behind the genitive of a state, as in "Denmark's A B": the state is the person's."""
        hit = self.hits[at]
        start = hit.last
        if start < len(self.tokens) and self.tokens[start].lower in GENITIVES:
            start += 1
        elif not self._is_genitive(hit):
            return 0
        person = self.hits[at + 1] if at + 1 < len(self.hits) and self.hits[at + 1].first == start else None
        if person is None or person.kind != "person":
            return 0
        draft = Draft(hit.first, self._longer(person.last), "name", (hit.entry,), [hit], inner=[hit])
        draft.person = person.entry.ids[0]
        self.drafts.append(draft)
        return self._after(draft.last, at + 1)

    def _is_genitive(self, hit: Hit) -> bool:
        plain = self.known.stemmer.plain(self.tokens[hit.last - 1].lower)
        endings = self.known.titles.genitives
        return bool(endings) and plain != hit.entry.head and plain.endswith(endings)

    def _retitle(self, at: int) -> None:
        """Read a bare "leaders" as the title of those whom its neighbours name."""
        hit = self.hits[at]
        neighbour = self.hits[at - 1] if at else None
        if neighbour is None or neighbour.last == hit.first or self._leads(at):
            entry = Entry("title", office=hit.entry.office or "leaders", plural=True)
            self.hits[at] = Hit(hit.first, hit.last, entry)

    def _leads(self, at: int) -> bool:
        """Whether states follow a bare "leaders", which makes it a title."""
        if at + 1 >= len(self.hits) or self.hits[at + 1].kind not in HOLDERS:
            return False
        probe = Draft(self.hits[at].first, self.hits[at].last, "title", (self.hits[at].entry,))
        return self._governs(probe, self.hits[at + 1])

    # holders before the head

    def _chain(self, at: int) -> int:
        """Where a row of holders joined by "and" or commas ends."""
        end = at + 1
        while (
            end < len(self.hits)
            and end - at < LONGEST_ROW
            and self.hits[end].kind in CHAINED
            and self.hits[at].kind in CHAINED
            and self._joined(self.hits[end - 1].last, self.hits[end].first)
        ):
            end += 1
        return end

    def _joined(self, start: int, end: int) -> bool:
        between = [t.lower for t in self.tokens[start:end] if t.lower not in self.known.articles]
        if not between:
            return False
        if between[0] in (",", "-", "–"):
            between = between[1:]
        return not between or tuple(between) in self.known.joiners

    def _is_head(self, before: int, head: int) -> bool:
        """Whether the holder hit `before` belongs to the head hit behind it."""
        holder, noun = self.hits[before], self.hits[head]
        if is_bare_side(noun) and holder.entry.sort == "adjective":
            return holder.last == noun.first
        if noun.kind not in HEADS or self.known.titles.before == "none":
            return False
        if noun.kind == "body" and holder.kind == "body":
            return False
        adjective = holder.entry.sort == "adjective" or holder.kind in ("org", "group", "fixed")
        if self.known.titles.before == "adjectives" and not adjective:
            return False
        whole = noun.entry.alone and noun.entry.kind in ("title", "body")
        if whole and self.tokens[noun.first].lower in self.known.articles:
            return False
        between = [t for t in self.tokens[holder.last : noun.first] if t.lower not in self.known.articles]
        if not between:
            return True
        wide = WIDE if holder.entry.sort == "adjective" and noun.kind != "side" else 0
        return (
            len(between) <= wide
            and all(t.text.isalpha() and t.lower not in self.known.particles for t in between)
            and not any(
                (t.lower,) in self.known.of or (t.lower,) in self.known.joiners or t.lower in self.known.places
                for t in between
            )
        )

    def _takes_all(self, at: int, head: int) -> bool:
        return head - at == 1 or self.hits[head].entry.plural or is_bare_side(self.hits[head])

    # the head and what is right of it

    def _headed(self, at: int, left: list[Hit]) -> int:
        hit = self.hits[at]
        kind = "side" if is_bare_side(hit) else hit.kind
        draft = Draft(left[0].first if left else hit.first, hit.last, kind, (hit.entry,), list(left))
        draft.former = draft.first > 0 and self._former(draft.first)
        if hit.kind == "body" and not left and self.drafts and self.drafts[-1].kind in ("name", "title"):
            between = self.tokens[self.drafts[-1].last : hit.first]
            if between and all(t.lower in GENITIVES for t in between):
                draft.same_as = self.drafts[-1]
        draft.inner, draft.open = list(left), not left
        if hit.kind == "title":
            at = self._with_fields(draft, hit, at)
        at += 1
        while True:
            at, extended = self._right_holders(draft, at)
            more = self._next_title(draft, at)
            if more == at and not extended:
                break
            at = more
        if hit.kind in ("title", "counterpart"):
            self._add_body(draft, hit)
            at = self._right_name(draft, at)
            self._state_behind_name(draft, at)
            self._appose(draft)
            self._label(draft)
        self.drafts.append(draft)
        return at

    def _label(self, draft: Draft) -> None:
        """An office alone in front of a colon that opens its sentence is who speaks: "PM: We will …"."""
        colon = draft.last < len(self.tokens) and self.tokens[draft.last].text == ":"
        if draft.first == 0 and colon and not (draft.named or draft.holders or draft.entries[0].plural):
            draft.entries = tuple(replace(e, alone=True) for e in draft.entries)

    def _with_fields(self, draft: Draft, hit: Hit, at: int) -> int:
        """Take in the fields of government behind a title; returns the last hit that is taken in."""
        draft.last = self._further_fields(hit) if hit.entry.slug else hit.last
        states = frozenset(h.first for h in self.hits[at + 1 :] if h.kind == "state")
        end = unlisted_field(self.tokens, hit, self.blocked, states, self.known)
        if end <= draft.last:
            return at
        draft.last = end
        if hit.entry.office == "minister" and not hit.entry.slug:
            slug = kebab(" ".join(t.text for t in self.tokens[hit.last + bool(self.known.titles.field_of) : end]))
            draft.entries = (replace(hit.entry, slug=slug),)
        return self._after(end, at + 1) - 1

    def _state_behind_name(self, draft: Draft, at: int) -> None:
        """Whose office it is where the state stands behind the name: "President A B of Norland"."""
        hit = self.hits[at] if at < len(self.hits) else None
        if hit is None or hit.kind != "state" or hit.entry.sort == "adjective" or draft.name is None or draft.holders:
            return
        between = [t.lower for t in self.tokens[draft.last : hit.first] if t.lower not in self.known.articles]
        if len(between) == 1 and between[0] in self.known.titles.of_named:
            draft.holders.append(hit)

    def _further_fields(self, hit: Hit) -> int:
        """Where the portfolios end that go on behind a title: "Minister for Trade, Energy and Tourism"."""
        end, at = hit.last, hit.last
        governed = any((t.lower,) in self.known.of for t in self.tokens[hit.first + 1 : hit.last])
        while governed and at + 1 < len(self.tokens):
            joined = (self.tokens[at].lower,) in self.known.joiners
            start = at + 1 + (self.tokens[at].text == "," and (self.tokens[at + 1].lower,) in self.known.joiners)
            if not (joined or self.tokens[at].text == ",") or start in self.blocked:
                break
            sizes = (
                n for n in (4, 3, 2, 1) if tuple(t.lower for t in self.tokens[start : start + n]) in self.known.fields
            )
            size = next(sizes, 0)
            if not size:
                break
            at = start + size
            end = at if joined or start > at + 1 - size else end
        return end

    def _former(self, first: int) -> bool:
        for token in reversed(self.tokens[max(0, first - FORMER_REACH) : first]):
            if not token.text[0].isalpha():
                return False
            if token.lower in self.known.former:
                return True
        return False

    def _add_body(self, draft: Draft, hit: Hit) -> None:
        """The body named inside a title: the parliament of a speaker, the ministry of a minister."""
        if hit.last - hit.first < 2:
            return
        words = self.tokens[hit.first : hit.last]
        for start in range(1, len(words)):
            for end, entry in self.known.words.at(words, start):
                if entry.kind == "body" and hit.first + end == hit.last and entry.sort in ("parliament", "ministry"):
                    draft.body = Hit(hit.first + start, hit.last, entry)
                    return

    def _right_holders(self, draft: Draft, at: int) -> tuple[int, bool]:
        if at >= len(self.hits) or not draft.open:
            return at, False
        hit = self.hits[at]
        if hit.kind not in HOLDERS or (hit.kind == "body" and draft.kind != "title"):
            return at, False
        if not self._governs(draft, hit):
            return at, False
        row = self._chain(at)
        shared = self.known.titles.family_first and draft.kind == "body"  # "the government(s) of Norland and Sudland"
        shared = shared and all(h.kind == "state" for h in self.hits[at:row])
        end = row if draft.entries[-1].plural or shared else at + 1
        taken = self.hits[at:end]
        draft.holders += taken
        draft.inner += taken
        draft.last = taken[-1].last
        draft.open = False
        further = self.hits[end] if end < len(self.hits) else None
        if further is not None and self._goes_on(taken[-1], further, draft):
            draft.holders.append(further)
            draft.inner.append(further)
            draft.last, end = further.last, end + 1
        return end, True

    def _goes_on(self, holder: Hit, further: Hit, draft: Draft) -> bool:
        """An adjective or a genitive with its body, or a body with its state: "head of the Kazakh government"."""
        if further.kind == "body":
            between = self.tokens[draft.last : further.first]
            owns = holder.entry.sort == "adjective" or (between or self._is_genitive(holder))
            return bool(owns) and all(t.lower in GENITIVES for t in between)
        return (
            holder.kind == "body" and not holder.entry.of and further.kind == "state" and self._governs(draft, further)
        )

    def _governs(self, draft: Draft, hit: Hit) -> bool:
        between = [t.lower for t in self.tokens[draft.last : hit.first]]
        while between and between[-1] in self.known.articles and tuple(between) not in self.known.of:
            between = between[:-1]
        if not between:
            if hit.kind == "body" and hit.entry.alone and draft.kind == "title":
                return self.known.titles.beside and not hit.entry.plural
            return self.known.titles.beside and hit.kind != "states"
        return tuple(between) in self.known.of and draft.kind != "side"

    def _next_title(self, draft: Draft, at: int) -> int:
        """Take further titles of the same person: "General Secretary and President"."""
        if draft.kind != "title" or at >= len(self.hits) or self.hits[at].kind != "title":
            return at
        hit = self.hits[at]
        offices = (hit.entry.office, draft.entries[-1].office)
        beside = hit.first == draft.last and hit.entry.office == "other"  # "Energy Minister Prince A"
        joined = hit.first == draft.last + 1 and self._joined(draft.last, hit.first) and "other" not in offices
        joined = joined and offices[0] != offices[1] and (not draft.holders or set(offices) == PARTY_STATE)
        if self.tokens[draft.last].text == "," and hit.first == draft.last + 1:
            joined = not (_are_of_two(offices) or self._is_met(draft))
        elif joined and not draft.holders and _are_of_two_sides(offices):
            alone = hit.entry.alone or draft.entries[-1].alone  # "the President and Chancellor": one article for both
            self.hits[at] = hit._replace(entry=replace(hit.entry, alone=alone))
            return at
        if hit.entry.plural or draft.entries[-1].plural or not (beside or joined):
            return at
        if self.tokens[hit.first].lower in self.known.articles or "speaker" in offices:
            return at
        self._add_body(draft, hit)
        draft.entries = (*draft.entries, hit.entry)
        draft.last = hit.last
        draft.open = True
        return at + 1

    def _is_met(self, draft: Draft) -> bool:
        """Whether an office with its state is whom the sentence says at once that another met ("Receiving X, Y …")."""
        whose = bool(draft.holders) and 0 < draft.first <= OPENING and not draft.entries[-1].office.startswith("deputy")
        return whose and self.tokens[draft.first - 1].lower in self.known.titles.met

    def _honoured(self, at: int) -> bool:
        """An honorific with a name behind it."""
        hit = self.hits[at]
        following = self.hits[at + 1] if at + 1 < len(self.hits) else None
        if following is not None and following.kind == "person" and following.first == hit.last:
            end = self._longer(following.last)
            self._add_name(Draft(hit.first, end, "name", (following.entry,), person=following.entry.ids[0]))
            return True
        if hit.kind == "pronoun" and hit.entry.sort != "one":
            return False
        end = name_end(self.tokens, hit.last, self.blocked, self.known)
        if end == hit.last or (hit.kind == "pronoun" and self.known.titles.before != "none"):
            return False
        self._add_name(Draft(hit.first, end, "name", (hit.entry,), name=(hit.last, end), honorific=True))
        return True

    def _plain(self, at: int) -> None:
        hit = self.hits[at]
        if hit.kind in ("void", "honorific", "side", "counterpart", "event"):
            return
        if hit.kind in ("org", "fixed") and self._in_event(at):
            return
        draft = Draft(hit.first, hit.last, hit.kind, (hit.entry,))
        if hit.kind == "person":
            draft.kind, draft.person = "name", hit.entry.ids[0]
            draft.last = self._longer(hit.last)
        self.drafts.append(draft)

    def _in_event(self, at: int) -> bool:
        """An organisation or region inside the name of a document or an event: "UN Charter"."""
        hit = self.hits[at]
        before = self.hits[at - 1] if at else None
        after = self.hits[at + 1] if at + 1 < len(self.hits) else None
        if before is not None and before.kind == "event" and self._close(before.last, hit.first):
            return True
        return after is not None and after.kind == "event" and self._close(hit.last, after.first)

    def _close(self, start: int, end: int) -> bool:
        return all(t.lower in self.known.articles for t in self.tokens[start:end])


def _are_of_two_sides(offices: tuple[str, str]) -> bool:
    """Whether two titles joined by "and" are those of two persons who meet ("the president and prime minister")."""
    ministers = [o.endswith("minister") or o == "head_of_government" for o in offices]
    return any(o in ABOVE for o in offices) and any(ministers)


def _are_of_two(offices: tuple[str, str]) -> bool:
    """Whether two titles in a row must be those of two persons ("the prime minister of Norland, Prime Minister A")."""
    return offices[0] not in LOOSE if offices[0] == offices[1] else set(offices) <= TOP
