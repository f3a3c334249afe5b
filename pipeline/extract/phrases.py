"""Phrases inside an action that look like clauses: commas behind them go back to the action."""

from __future__ import annotations

from pipeline.extract.reading import Reading, Separator


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
