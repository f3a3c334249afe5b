"""People, offices, states and groups: who is spoken of where (Document -> Document)."""

from pipeline.tag.stage import tag

__all__ = ["tag"]
