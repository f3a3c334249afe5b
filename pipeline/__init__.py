"""Turn diplomatic news into data: who promised what to whom, with the exact passage as evidence.

>>> import pipeline
>>> done = pipeline.extract("Norland and Finland agreed to open two consulates.", language="en")
>>> result = pipeline.run(["news/"], "out")
"""

from pipeline.config import Settings
from pipeline.document import Article
from pipeline.errors import CommuniqueError
from pipeline.extract.dates import find_dates
from pipeline.extract.quantities import find_quantities
from pipeline.records import ArticleRecord, CommitmentRecord, FigureRecord, RejectRecord
from pipeline.runners import run

# Last, since importing the package `pipeline.extract` binds that name: use `from pipeline.extract import …` for it.
from pipeline.flow import Extraction, extract  # isort: skip

__all__ = [
    "Article",
    "ArticleRecord",
    "CommitmentRecord",
    "CommuniqueError",
    "Extraction",
    "FigureRecord",
    "RejectRecord",
    "Settings",
    "extract",
    "find_dates",
    "find_quantities",
    "run",
]
