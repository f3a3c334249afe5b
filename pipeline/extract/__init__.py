"""What is found in a document: commitments, quantities, dates, instruments, topics, figures; one module a thing."""

from pipeline.extract.commitments import extract_commitments

__all__ = ["extract_commitments"]
