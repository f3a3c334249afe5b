"""Segmentation: the language of an article, its date, blocks, sentences and tokens."""

from pipeline.segment.stage import segment

__all__ = ["segment"]
