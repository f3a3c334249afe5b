"""Those asked who are no known actors, where verbs have one form ("urged THE STATES OF THE COAST open …")."""

from __future__ import annotations

from pipeline.extract.reading import Reading, Separator

LONGEST_ASKED = 10  # tokens of those asked


def past_asked(reading: Reading, seps: dict[int, Separator], at: int) -> int:
    """Where the action begins behind those asked; what such people are doing already only describes them."""
    more, tokens = reading.language.syntax.more, reading.tokens
    if not (asked := more.get("asked", ())) or at >= len(tokens):
        return at
    future, done, makers = more.get("future", ()), more.get("done", ()), more.get("agent_nouns", ())
    at = next((i + 1 for i in range(at, reading.skip(at, "adverbs")) if tokens[i].lower in future), at)
    head = _behind(reading, reading.mark(at, "coordinators") or at, more.get("counting", ()))
    here = _behind(reading, head, asked)
    if here == head or tokens[here - 1].text.isdigit() or reading.forms_at(head):
        return at
    others = {c.first for c in reading.cues}
    while here < min(head + LONGEST_ASKED, len(tokens)):
        listed = seps.get(here) == "comma" and _behind(reading, here + 1, asked) > here + 1
        modal = here in others and not reading.forms_at(here)
        if not (listed or seps.get(here) in (None, "coordinator")) or modal or reading.mark(here, "purpose"):
            return at
        light = () if reading.forms_at(here) else ("adverbs", "negations", "auxiliaries")
        verb = reading.skip(here, *light) if light else here
        ends = max(reading.forms_at(verb).values(), default=0)
        if verb > here and not ends and tokens[here].lower not in done:
            return here  # adverbs open an action whose verb is not listed
        if ends and (tokens[here].lower in done or tokens[verb - 1].lower in makers):
            here = ends
            continue
        if ends and (verb > here or reading.mark(verb, "nominal") <= ends):
            return here
        here = max(ends, reading.mark(here, "nominal"), here + 1)
    return at


def names_asked(reading: Reading, seps: dict[int, Separator], at: int, last: int) -> bool:
    """Whether just those who should act stand in front of a modal ("stressed that ALL STATES OF THE COAST must …")."""
    more, tokens = reading.language.syntax.more, reading.tokens
    if not (asked := more.get("asked", ())) or last - at > LONGEST_ASKED:
        return False
    at += tokens[at].text == ","
    head = _behind(reading, at, more.get("counting", ()))
    listed = all(here not in seps and not reading.mark(here, "purpose") for here in range(at, last))
    return listed and head > at and _behind(reading, head, asked) > head


def to_those_asked(reading: Reading, at: int) -> int:
    """Where those stand who are asked, behind a time in front of them ("proposed that, in the time ahead, BOTH …")."""
    if not reading.language.syntax.more.get("asked"):
        return at
    opened = reading.mark(at, "openers")
    behind = opened + (opened < len(reading.tokens) and reading.tokens[opened].text == ",")
    return behind if opened and reading.speaker_at(behind) is not None else at


def _behind(reading: Reading, at: int, phrases: tuple[str, ...]) -> int:
    """Where the longest of these phrases ends that begins at a token, or a number in figures; else the token itself."""
    if at < len(reading.tokens) and reading.tokens[at].text.isdigit():
        return at + 1
    for size in (3, 2, 1):
        words = [t.lower for t in reading.tokens[at : at + size]]
        if len(words) == size and " ".join(words) in phrases:
            return at + size
    return at
