"""Where the work runs."""

from pipeline.runners.run import RunResult, run

__all__ = ["RunResult", "run"]
