"""Load a language: its data files, checked, with the patterns compiled; kept for the life of the process."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from pipeline.errors import DataError
from pipeline.lang.model import (
    ActionRule,
    ConceptRule,
    CueRule,
    InstrumentRule,
    Instruments,
    NotUnitRule,
    Syntax,
    TopicRule,
)
from pipeline.lang.patterns import Inflect, Known, Lexicon
from pipeline.lang.stems import StemLexicon

HOME = Path(__file__).parent
LANGUAGES = tuple(sorted(p.parent.name for p in HOME.glob("*/syntax.yaml")))
T = TypeVar("T")
P = ParamSpec("P")


def uncollected(loads: Callable[P, T]) -> Callable[P, T]:
    """Let a function that builds what stays run without garbage collection, which would look through it in vain."""

    @wraps(loads)
    def quietly(*args: P.args, **kwargs: P.kwargs) -> T:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return loads(*args, **kwargs)
        finally:
            if was_on:
                gc.enable()

    return quietly


class _StrictLoader(yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader):  # type: ignore[misc]
    """YAML in which every scalar is a string (`no` is a word) and a key may not stand twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        twice = {k for k in keys if keys.count(k) > 1}
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"key {sorted(twice)} twice", node.start_mark)
        return dict(super().construct_mapping(node, deep))


def read_data(path: Path, shape: type[T] | Any) -> T:
    """Read one YAML file into `shape`; a `DataError` names file, key and what was allowed."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
        adapter: TypeAdapter[T] = TypeAdapter(shape)
        return adapter.validate_python(raw)
    except FileNotFoundError:
        raise DataError(f"{path.parent.name}/{path.name} is missing; copy the one of another language") from None
    except yaml.YAMLError as error:
        raise DataError(f"{path.parent.name}/{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise DataError(f"{path.parent.name}/{path.name}: {where}: {first['msg']}") from error


@dataclass(frozen=True)
class Language:
    """All that the stages need to know of one language."""

    code: str
    home: Path
    syntax: Syntax
    cue_rules: tuple[CueRule, ...]
    not_unit_rules: tuple[NotUnitRule, ...]
    cues: Lexicon[CueRule]
    not_units: Lexicon[NotUnitRule]
    marks: Lexicon[str]  # the closed classes of `syntax.yaml` by name
    verbs: Lexicon[str]  # the forms of `syntax.verbs`, each with its form class (hooks.FORMS)
    topics: StemLexicon[TopicRule]
    instruments: StemLexicon[InstrumentRule]
    names: StemLexicon[str]  # what names are made of, by the keys of `instruments.yaml`
    runs_on: bool  # see `Instruments`
    concepts: StemLexicon[str]  # what an action speaks of, in codes that hold in every language
    actions: StemLexicon[str]  # what is to be done, in codes that hold in every language
    odds: Mapping[str, float]  # what stems of a sentence say of whether a commitment stands in it; may be empty
    hooks: Any  # the language's `hooks` module: grammar that data cannot hold
    inflect: Inflect


def lexicon(
    entries: Sequence[tuple[str, T]], inflect: Inflect, lists: dict[str, tuple[str, ...]], file: str,
    known: Known | None = None,
) -> Lexicon[T]:  # fmt: skip
    """Compile (pattern, payload) pairs; errors name the file."""
    made: Lexicon[T] = Lexicon(inflect, lists, known)
    _fill(made, entries, file)
    return made


def _stems(entries: Sequence[tuple[str, T]], file: str) -> StemLexicon[T]:
    """Compile (stem pattern, payload) pairs; errors name the file."""
    made: StemLexicon[T] = StemLexicon()
    _fill(made, entries, file)
    return made


def _fill(made: Lexicon[T] | StemLexicon[T], entries: Sequence[tuple[str, T]], file: str) -> None:
    for pattern, payload in entries:
        try:
            made.add(pattern, payload)
        except DataError as error:
            raise DataError(f"{file}: {error}") from error


def read_odds(path: Path) -> dict[str, float]:
    """The weights of `odds.tsv`, behind its head; a language may do without."""
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    try:
        return {name: float(weight) for name, _, weight in (line.rpartition("\t") for line in lines)}
    except ValueError as error:
        raise DataError(f"{path.parent.name}/{path.name}: {error}; write a feature, a tab and its weight") from error


def _verb_forms(verbs: Sequence[str], hooks: Any) -> Lexicon[str]:
    """Every form of every action verb with its form class; a class that a verb lacks is passed over."""
    made: Lexicon[str] = Lexicon(hooks.inflect)
    for lemma in verbs:
        for form in hooks.FORMS:
            for words in sorted(hooks.inflect(lemma, form)):
                made.add(words, form)
    return made


@cache
@uncollected
def load(code: str) -> Language:
    """The language `code` (`en`, `ru`, `sv`, `vi`), read once a process."""
    home = HOME / code
    hooks = importlib.import_module(f"pipeline.lang.{code}.hooks")
    inflect: Inflect = hooks.inflect
    syntax: Syntax = read_data(home / "syntax.yaml", Syntax)
    lists = syntax.lists()
    cue_rules: tuple[CueRule, ...] = read_data(home / "cues.yaml", tuple[CueRule, ...])
    not_unit_rules: tuple[NotUnitRule, ...] = read_data(home / "not_units.yaml", tuple[NotUnitRule, ...])
    topics: tuple[TopicRule, ...] = read_data(home / "topics.yaml", tuple[TopicRule, ...])
    instruments: Instruments = read_data(home / "instruments.yaml", Instruments)
    concepts: tuple[ConceptRule, ...] = read_data(home / "concepts.yaml", tuple[ConceptRule, ...])
    actions: tuple[ActionRule, ...] = read_data(home / "actions.yaml", tuple[ActionRule, ...])
    parts = [(p, name) for name, value in instruments if name not in ("rules", "runs_on") for p in value]
    closed = [name for name in lists if name not in syntax.more and name != "verbs"]
    marks = [(p, name) for name in closed for p in lists[name]]
    known: Known = {}
    return Language(
        code=code,
        home=home,
        syntax=syntax,
        cue_rules=cue_rules,
        not_unit_rules=not_unit_rules,
        cues=lexicon([(p, r) for r in cue_rules for p in r.match], inflect, lists, f"{code}/cues.yaml", known),
        not_units=lexicon(
            [(p, r) for r in not_unit_rules for p in r.match], inflect, lists, f"{code}/not_units.yaml", known
        ),
        marks=lexicon(marks, inflect, lists, f"{code}/syntax.yaml", known),
        verbs=_verb_forms(syntax.verbs, hooks),
        topics=_stems([(p, r) for r in topics for p in r.match], f"{code}/topics.yaml"),
        instruments=_stems([(p, r) for r in instruments.rules for p in r.heads], f"{code}/instruments.yaml"),
        names=_stems(parts, f"{code}/instruments.yaml"),
        runs_on=instruments.runs_on,
        concepts=_stems([(p, r.concept) for r in concepts for p in r.match], f"{code}/concepts.yaml"),
        actions=_stems([(p, r.action) for r in actions for p in r.match], f"{code}/actions.yaml"),
        odds=read_odds(home / "odds.tsv"),
        hooks=hooks,
        inflect=inflect,
    )
