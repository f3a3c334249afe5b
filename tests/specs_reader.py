"""Spec files as test cases: a text and the whole list of what must be found in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.config import LANGUAGES

SPECS = Path(__file__).parent / "specs"


def cases(name: str, languages: Sequence[str] = LANGUAGES) -> list[Any]:
    """Every case of `specs/<language>/<name>.yaml` as (language, case), the language and id as its name."""
    found = []
    for language in languages:
        path = SPECS / language / f"{name}.yaml"
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(language, case, id=f"{language}-{case['id']}"))
    return found


def balance(name: str) -> list[tuple[str, int, int]]:
    """For each language how many cases there are, and how many claim that nothing is found."""
    made = []
    for language in LANGUAGES:
        listed = yaml.safe_load((SPECS / language / f"{name}.yaml").read_text(encoding="utf-8"))
        made.append((language, len(listed), sum(not case["expect"] for case in listed)))
    return made
