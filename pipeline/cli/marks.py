"""How an article with its commitments looks on a terminal: marks in the text, notes beside them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from pipeline.records import Actor, CommitmentRecord, FigureRecord, Target

COLOURS = {
    "signing": "magenta",
    "agreement": "green",
    "proposal": "yellow",
    "pledge": "cyan",
    "reaffirmation": "blue",
}
SIGNS = {"=": "", ">=": "at least ", "<=": "at most ", "~": "about "}
Unit = tuple[int, CommitmentRecord]


def marked(text: str, start: int, end: int, units: Sequence[Unit], *, colour: bool) -> Text:
    """The stretch `start:end` of a text with each unit numbered: in colour, else in brackets."""
    edges = sorted(
        [(max(u.start, start), 1, number, u) for number, u in units]
        + [(min(u.end, end), 0, number, u) for number, u in units],
        key=lambda edge: edge[:3],
    )
    line, at, open_units = Text(), start, list[CommitmentRecord]()
    for place, opens, number, unit in edges:
        _append(line, text, at, place, open_units, units, colour=colour)
        at = place
        if opens:
            line.append(f" {number} " if colour else f"[{number}: ", f"reverse {COLOURS[unit.kind]}" if colour else "")
            if colour:
                line.append(" ")
            open_units.append(unit)
        else:
            open_units.remove(unit)
            line.append("" if colour else "]")
    _append(line, text, at, end, open_units, units, colour=colour)
    return line


def _append(
    line: Text,
    text: str,
    start: int,
    end: int,
    inside: Sequence[CommitmentRecord],
    units: Sequence[Unit],
    *,
    colour: bool,
) -> None:
    piece = Text(text[start:end].replace("\n", " "), COLOURS[inside[-1].kind] if inside and colour else "")
    for _, unit in units if colour else ():
        first, last = unit.cue.start - start, unit.cue.end - start
        if last > 0 and first < len(piece):
            piece.stylize(f"underline {COLOURS[unit.kind]}", max(first, 0), last)
    line.append_text(piece)


def note(number: int, unit: CommitmentRecord, *, colour: bool) -> Text:
    """What was coded for one unit, a line a field; fields that hold nothing are left out."""
    lines = [
        Text.assemble((f"{number} {unit.kind}", f"bold {COLOURS[unit.kind]}" if colour else ""), f" “{unit.cue.text}”")
    ]
    fields = {
        "by": names(unit.agents),
        "to": names(unit.addressees),
        "on": " · ".join(filter(None, (", ".join(unit.topics), "–".join(unit.parties)))),
        "named": "; ".join(i.name for i in unit.instruments),
    }
    lines += [_field(name, value) for name, value in fields.items() if value]
    lines += [_field("target", target(t), "bold" if colour else "") for t in unit.targets]
    return Text("\n").join(lines)


def _field(name: str, value: str, style: str = "") -> Text:
    return Text.assemble((f"  {name} ", "dim"), (value, style))


def names(actors: Sequence[Actor]) -> str:
    """Names with the state of each, where it is known and not the name itself."""
    return ", ".join(f"{a.name} ({a.state})" if a.state and a.type != "state" else a.name for a in actors)


def target(goal: Target) -> str:
    """A target in words: `bilateral trade at least 5,000,000,000 USD a year by 2030`."""
    by = f" by {goal.deadline}" if goal.deadline else f" ({goal.deadline_text})" if goal.deadline_text else ""
    return f"{goal.metric.replace('_', ' ')}: {_amount(goal)}{by}"


def figure(told: FigureRecord) -> str:
    """A reported figure in words."""
    return f"{told.metric.replace('_', ' ')}: {_amount(told)}{f' in {told.period}' if told.period else ''}"


def _amount(number: Target | FigureRecord) -> str:
    value = f"{number.value:,f}" + (f"–{number.value_max:,f}" if number.value_max is not None else "")
    change = "a change of " if number.measure == "change" else ""
    per = f" a {number.per}" if number.per else ""
    return f"{change}{SIGNS[number.comparator]}{value} {number.unit}{per}"
