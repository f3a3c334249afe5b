"""Named treaties, agreements, mechanisms, projects and events that a passage mentions (CODEBOOK §6)."""

from __future__ import annotations

from pipeline.document import Document
from pipeline.lang.load import Language
from pipeline.records.commitment import Instrument


def find_instruments(document: Document, start: int, end: int, language: Language) -> list[Instrument]:
    """The instruments named within `text[start:end]`, longest names, in reading order."""
    return []
