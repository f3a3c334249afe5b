"""Hold a run against gold (docs/codebook.md)."""

from pipeline.evaluate.gold import GoldArticle, load_gold
from pipeline.evaluate.score import Score, evaluate, score

__all__ = ["GoldArticle", "Score", "evaluate", "load_gold", "score"]
