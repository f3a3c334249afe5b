"""Those asked who are no known actors, where verbs have one form ("urged THE STATES OF THE COAST open …")."""

from __future__ import annotations

from pipeline.extract.reading import Reading, Separator

LONGEST_ASKED = 14  # tokens of those asked


def past_asked(reading: Reading, seps: dict[int, Separator], at: int) -> int:
    """Where the action begins behind those asked; what such people are doing already only describes them."""
    more, tokens = reading.language.syntax.more, reading.tokens
    asked, done = more.get("asked", ()), more.get("done", ())
    future = more.get("future", ())
    at = next((i + 1 for i in range(at, reading.skip(at, "adverbs")) if tokens[i].lower in future), at)
    whole, at = at, reading.mark(at, "coordinators") or at
    if at >= len(tokens) or reading.forms_at(at) or not (tokens[at].lower in asked or tokens[at].text.isdigit()):
        return whole
    others = {c.first for c in reading.cues}
    here = at + 1
    while here < min(at + LONGEST_ASKED, len(tokens)):
        listed = seps.get(here) == "comma" and here + 1 < len(tokens) and tokens[here + 1].lower in asked
        if not (listed or seps.get(here) in (None, "coordinator")) or here in others or reading.mark(here, "purpose"):
            return whole
        light = () if reading.forms_at(here) else ("adverbs", "negations", "auxiliaries")
        verb = reading.skip(here, *light) if light else here
        ends = max(reading.forms_at(verb).values(), default=0)
        if ends and tokens[here].lower in done:
            here = ends
            continue
        compound = reading.mark(verb, "nominal") > ends or (ends and bool(reading.forms_at(ends)))
        if ends and (verb > here or not compound):
            return here
        here = max(ends, here + 1)
    return whole
