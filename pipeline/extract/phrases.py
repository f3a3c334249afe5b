"""Phrases that look like clauses: inside an action, and those that open a sentence and tell who was met."""

from __future__ import annotations

from pipeline.document import Mention
from pipeline.extract.reading import Reading, Separator
from pipeline.lang.spelling import GENITIVES

MEETING = 3  # words of the verb of a meeting
NAMES = 2  # words of a name at least: one alone behind a genitive may be a body ("Norland's Bank")


def is_no_clause(reading: Reading, seps: dict[int, Separator], opened: int, content: tuple[int, int]) -> bool:
    """Whether what opened is no clause that commas could belong to: "AS the new hub", or what is done together
    ("work with Norland TO open a port, dredge the canal")."""
    first, at = content
    more = reading.language.syntax.more
    if seps.get(opened) == "subordinator" and reading.tokens[opened].lower in more.get("as_what", ()):
        finite = {*getattr(reading.language.hooks, "FINITE", ()), "part"}
        words = range(opened + 1, at)
        copulas = more.get("copulas", ())
        told = any(finite & set(reading.forms_at(i)) or reading.tokens[i].lower in copulas for i in words)
        return not told
    head = reading.tokens[reading.skip(first, "adverbs")].lower
    together = any(reading.tokens[i].lower in more.get("agreed_with", ()) for i in range(first, max(opened, first)))
    between = any(seps.get(i) in ("relative", "subordinator") for i in range(first, at))
    return together and head in more.get("light_heads", ()) and not between and bool(reading.mark(opened, "purpose"))


def is_met(reading: Reading, start: int, mention: Mention) -> bool:
    """Whether a clause opens with the verb of a meeting that governs an actor ("MEETING the head of NORLAND, A …")."""
    if not (meets := reading.language.syntax.more.get("meets", ())):
        return False
    first = reading.skip(start, "openers", "adverbs", "coordinators")
    words = [t.lower for t in reading.tokens[first : mention.first]]
    comma = mention.last < len(reading.tokens) and reading.tokens[mention.last].text == ","
    return comma and "," not in words and any(word in meets for word in words[:MEETING])


def namesake(reading: Reading, start: int, verb: int) -> list[Mention]:
    """The state whose somebody is the subject, by a name that nobody knows ("NORLAND'S Kim Berg says …")."""
    ending = getattr(reading.language.hooks, "GENITIVE", "")
    if not ending:
        return []
    opens = reading.skip(start, "openers", "coordinators")
    owner = next((m for m in reading.mentions if m.first == opens and not m.inside), None)
    if owner is None or owner.last >= verb or owner.form != "modifier" or owner.actor_ids[0].startswith("person:"):
        return []
    apart = reading.tokens[owner.last].lower in GENITIVES
    if not apart and not reading.tokens[owner.last - 1].lower.endswith(ending):
        return []  # "the Norlandic Kim Berg"
    first = last = owner.last + apart
    while last < verb and reading.tokens[last].text.istitle():
        last += 1
    named = last - first >= NAMES and reading.skip(last, "adverbs", "auxiliaries", "openers", "negations") == verb
    return [owner] if named else []
