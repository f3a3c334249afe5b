"""What somebody who speaks throughout demands of things: "Peace must rest on justice", in a statement or speech."""

from __future__ import annotations

from pipeline.extract.clauses import is_light
from pipeline.extract.frame import UNDER, Cue
from pipeline.extract.reading import Reading, Separator


def is_demand(reading: Reading, seps: dict[int, Separator], cue: Cue, start: int) -> bool:
    """Whether a modal demands something of what is no actor, in a main clause of a text that somebody speaks."""
    rule = cue.payload
    demand = rule.joint == "agreement" and rule.takes in ("after", "around")
    held = rule.kind == "reaffirmation" and rule.takes == "around"  # "the ties are a priority"
    plain = reading.language.syntax.more.get("plain_demands", ())  # "the war MUST end" is somebody's word in any text
    voiced = reading.voiced or reading.tokens[cue.first].lower in plain
    if not (voiced and rule.weak and (demand or held)):
        return False
    nobody = any(reading.mark(at, "they") or reading.mark(at, "subordinators") for at in range(start, cue.first))
    return seps.get(start - 1) not in UNDER and not nobody and not is_light(reading, start, cue.first)


def stands_alone(reading: Reading, seps: dict[int, Separator], at: int) -> bool:
    """Whether the verb at `at` has nothing behind it, so that its subject belongs to what is demanded."""
    behind = at + 1
    if behind >= len(reading.tokens):
        return True
    return behind in seps or not reading.tokens[behind].text[0].isalnum()
