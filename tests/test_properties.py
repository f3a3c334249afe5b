"""Whatever the text, the pipeline gives records whose spans hold, or says that it cannot use the text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.document import Article
from pipeline.emit.check import wrong_spans
from pipeline.flow import Extraction, extract_article
from pipeline.read.normal import normalise
from tests.conftest import ARTICLES

LANGUAGES = ("en", "ru", "sv", "vi")
NOISE = [
    "\n",
    "\n\n",
    " ",
    "  ",
    ". ",
    "; ",
    ", ",
    "«",
    "»",
    "“",
    "”",
    "– ",
    "• ",
    ": ",
    "(",
    ")",
    "5,6",
    "2030",
    "…",
    "\u0301",
    "\U0001f600",
]


def words(language: str) -> list[str]:
    """The words of the sample articles of a language, with what stands between them."""
    text = "\n\n".join(p.read_text(encoding="utf-8") for p in sorted(ARTICLES.glob(f"{language}-*.txt")))
    return re.findall(r"\S+\s*", text)


def texts(language: str) -> st.SearchStrategy[str]:
    """Pieces of real sentences in any order, with noise between them: nothing a grammarian would expect."""
    pieces = words(language)
    runs = st.tuples(st.integers(0, len(pieces) - 1), st.integers(1, 25)).map(
        lambda at: "".join(pieces[at[0] : at[0] + at[1]])
    )
    return st.lists(runs | st.sampled_from(NOISE) | st.text(max_size=5), min_size=1, max_size=12).map("".join)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_span_holds_on_any_text(language: str, data: st.DataObject) -> None:
    text = normalise(data.draw(texts(language)))
    done = extract_article(Article(article_id="a", text=text, source_name="a", language=language, published="2024-05"))
    assert isinstance(done, Extraction), done
    assert done.rejects == ()
    for record in (done.article, *done.commitments, *done.figures):
        assert wrong_spans(record, text) == []
    ids = [c.commitment_id for c in done.commitments]
    assert len(set(ids)) == len(ids)
    blocks = [(b.start, b.end) for b in done.article.blocks]
    assert blocks == sorted(blocks)
    assert all(a[1] <= b[0] for a, b in pairwise(blocks))
