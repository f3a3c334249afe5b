"""What the tag stage has learnt of one article so far: who was spoken of last, and where the article is told from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.tag.people import Registry
from pipeline.tag.scene import Scene
from pipeline.tag.tables import Tables


@dataclass(slots=True)
class Context:
    """The memory of one article; `sentence` is the one being resolved."""

    known: Tables
    registry: Registry
    scene: Scene
    home: str | None
    sentence: int = 0
    subject: str = ""
    subjects: dict[int, str] = field(default_factory=dict)  # the first person of each sentence
    last_states: list[str] = field(default_factory=list)  # ISO codes, the latest last
    last_many: tuple[str, ...] = ()
    ministries: list[str] = field(default_factory=list)  # actor ids, the latest last
    candidates: dict[str, list[str]] = field(default_factory=dict)  # full names without a title, by stem of the surname
    firm: set[str] = field(default_factory=set)  # states and organisations named by more than a capital or nickname

    def note_states(self, isos: Iterable[str]) -> None:
        """Note that the article has just named these states."""
        for iso in isos:
            if iso in self.last_states:
                self.last_states.remove(iso)
            self.last_states.append(iso)

    def told(self, actor_id: str) -> None:
        """Note a person: the first of a sentence is whom "he" in it, or in the next one, means."""
        if self.sentence not in self.subjects:
            self.subjects[self.sentence] = actor_id
            self.subject = actor_id


def side_of(holder: str) -> str:
    """The actor id of a holder: an ISO code, or the id of an organisation."""
    return holder if holder.startswith("org:") else "state:" + holder


def isos_of(sides: Iterable[str]) -> list[str]:
    """ISO codes of those sides that are states."""
    return [s.removeprefix("state:") for s in sides if s.startswith("state:")]
