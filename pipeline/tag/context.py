"""What the tag stage has learnt of one article so far: who was spoken of last, and where the article is told from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pipeline.tag.people import Registry
from pipeline.tag.scene import Scene
from pipeline.tag.tables import Tables

MANY_HOMES = 4  # a language of so many states' publishers tells nothing of the home
MANY_LASTS = 3  # sentences after which those who were a subject together may be others' names


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
    governed: set[int] = field(default_factory=set)  # sentences of which only persons behind prepositions are known
    last_states: list[str] = field(default_factory=list)  # ISO codes, the latest last
    last_many: tuple[str, ...] = ()
    many_at: int = -1  # the sentence in which several were last spoken of as a subject
    body: tuple[str, ...] = ()  # the organisation of whose leaders or ministers the article told last
    body_at: int = -1
    opened: str = ""  # ISO code of the state with which the sentence opens
    prepositions: frozenset[str] = frozenset()
    is_common: Callable[[str], bool] | None = None  # whether a capitalised word is no name but a common noun
    is_place: Callable[[str], bool] | None = None  # whether a capitalised word names a place and nobody
    says_they: Callable[[str], bool] | None = None  # whether a verb tells what people of a place do, without a subject
    can_lead: Callable[[list[str]], bool] | None = None  # whether a mention, by the case of its words, can be a subject
    hung: tuple[int, int] = (-1, -1)  # the sentence, and where the last mention in it ends that hangs on a preposition
    beside: str = ""  # the actor id of the person named behind "and": the office in front of it is another's
    offices: list[str] = field(default_factory=list)  # actor ids of offices without a known holder, the latest last
    ministries: list[str] = field(default_factory=list)  # actor ids, the latest last
    candidates: dict[str, list[str]] = field(default_factory=dict)  # full names without a title, by stem of the surname
    firm: set[str] = field(default_factory=set)  # states and organisations named by more than a capital or nickname

    def note_states(self, isos: Iterable[str]) -> None:
        """Note that the article has just named these states."""
        for iso in isos:
            if iso in self.last_states:
                self.last_states.remove(iso)
            self.last_states.append(iso)

    def told(self, actor_id: str, *, governed: bool = False, oblique: bool = False) -> None:
        """Note a person: "he" means the first of a sentence next, if one can be that no preposition governs.

        Whoever can be no subject by the case of his name is not meant as long as another was.
        """
        if oblique and self.subject:
            return
        if self.sentence not in self.subjects or (self.sentence in self.governed and not governed):
            self.subjects[self.sentence] = actor_id
            self.subject = actor_id
            (self.governed.add if governed else self.governed.discard)(self.sentence)

    def told_many(self, ids: tuple[str, ...], *, governed: bool) -> None:
        """Note several actors: "they" means those who were last a subject, else whoever was last spoken of."""
        told = self.last_many if self.many_at == self.sentence else ()
        if not governed and set(told) <= set(ids):  # in one sentence the first, and whom "and" adds
            self.last_many, self.many_at = ids, self.sentence
        elif self.many_at < self.sentence - MANY_LASTS:
            self.last_many = ids


def side_of(holder: str) -> str:
    """The actor id of a holder: an ISO code, or the id of an organisation."""
    return holder if holder.startswith("org:") else "state:" + holder


def isos_of(sides: Iterable[str]) -> list[str]:
    """ISO codes of those sides that are states."""
    return [s.removeprefix("state:") for s in sides if s.startswith("state:")]
