"""Raise tests/floors.yaml to what the code reaches now, a hundredth below; floors never go down."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path

from tests import test_threads
from tests.test_gold import FLOORS, LOWER_IS_BETTER, SETS, floors, scores

ROOM = 0.01


def raised(measure: str, floor: float, reached: float | None) -> float:
    """The new floor of one measure."""
    if reached is None:
        return floor
    if measure in LOWER_IS_BETTER:
        return min(floor, round(reached + ROOM, 3))
    return max(floor, round(reached - ROOM, 3))


def raise_threads() -> None:
    """Write the floors of the ledger anew, event by event."""
    lines = [line for line in test_threads.FLOORS.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    with tempfile.TemporaryDirectory() as folder:
        for event, measures in test_threads.floors().items():
            there = test_threads.gold_of(event).is_dir()
            found = asdict(test_threads.reached(event, Path(folder) / event)) if there else {}
            told = (f"{m}: {raised(m, floor, found.get(m)) if floor < 1 else 1:g}" for m, floor in measures.items())
            lines.append(f"{event}: {{{', '.join(told)}}}")
    test_threads.FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Run each gold set that is there and write the files anew."""
    raise_threads()
    head = [line for line in FLOORS.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines, old = head, floors()
    with tempfile.TemporaryDirectory() as folder:
        for name, languages in old.items():
            found = scores(name, Path(folder) / name) if SETS[name].is_dir() else {}
            lines.append(f"{name}:")
            for language, measures in languages.items():
                lines.append(f"  {language}:")
                for measure, floor in measures.items():
                    reached = found[language].numbers[measure] if language in found else None
                    lines.append(f"    {measure}: {raised(measure, floor, reached):g}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
