"""Turn diplomatic news into data: who promised what to whom, with the exact passage as evidence.

>>> import pipeline
>>> done = pipeline.extract("Norland and Sudland agreed to open two consulates.", language="en")
>>> pipeline.run(["news/"], "out")
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.document import Article
    from pipeline.errors import CommuniqueError
    from pipeline.extract.dates import find_dates
    from pipeline.extract.quantities import find_quantities
    from pipeline.flow import extract
    from pipeline.records import ArticleRecord, CommitmentRecord, FigureRecord, RejectRecord
    from pipeline.runners import run

# Loaded when first asked for, so that a stage can be imported without the whole pipeline.
_HOMES = {
    "pipeline.config": ("Settings",),
    "pipeline.document": ("Article",),
    "pipeline.errors": ("CommuniqueError",),
    "pipeline.extract.dates": ("find_dates",),
    "pipeline.extract.quantities": ("find_quantities",),
    "pipeline.flow": ("extract",),
    "pipeline.records": ("ArticleRecord", "CommitmentRecord", "FigureRecord", "RejectRecord"),
    "pipeline.runners": ("run",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "ArticleRecord",
    "CommitmentRecord",
    "CommuniqueError",
    "FigureRecord",
    "RejectRecord",
    "Settings",
    "extract",
    "find_dates",
    "find_quantities",
    "run",
]


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        return getattr(importlib.import_module(_HOME_OF[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
