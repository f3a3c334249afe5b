"""Segmentation: the specs of every language, what must hold for any text, and speed on long lines."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import LANGUAGES
from pipeline.document import Article, Document
from pipeline.errors import InputError
from pipeline.read.normal import normalise
from pipeline.segment import segment
from pipeline.segment.published import from_metadata, from_url
from pipeline.segment.rules import rules
from pipeline.segment.tokens import to_spacy, tokenise

SPECS = Path(__file__).parent / "specs"


def cases() -> list[Any]:
    found = []
    for code in LANGUAGES:
        raw = yaml.load((SPECS / code / "segment.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        found += [pytest.param(code, case, id=f"{code}-{case['id']}") for case in raw]
    return found


def article(text: str, **more: str | None) -> Article:
    return Article(article_id="a", text=normalise(text), source_name="a.txt", **more)


def body(document: Document) -> list[str]:
    return [document.text[s.start : s.end] for _, s in document.body_sentences()]


@pytest.mark.parametrize(("code", "case"), cases())
def test_spec(code: str, case: dict[str, Any]) -> None:
    if case.get("language") == "unknown":
        with pytest.raises(InputError, match="language"):
            segment(article(case["text"]))
        return
    stated = None if "language" in case else code
    document = segment(article(case["text"], language=stated))
    assert document.language == case.get("language", code)
    if "published" in case:
        assert document.published == (None if case["published"] == "null" else case["published"])
    if "blocks" in case:
        assert [[b.kind, document.text[b.start : b.end]] for b in document.blocks] == case["blocks"]
    if "sentences" in case:
        assert body(document) == case["sentences"]
    if "tokens" in case:
        assert [t.lower for s in document.sentences for t in s.tokens] == case["tokens"]


@given(
    st.text(alphabet=st.sampled_from("ab Å.!?…\n\"»«“”'’-–—•*:;,()0123/\tяЖđ"), max_size=200),
    st.sampled_from(LANGUAGES),
)
@settings(max_examples=150, deadline=None)
def test_parts_lie_in_order_and_lose_nothing(text: str, code: str) -> None:
    document = segment(article(text, language=code))
    text = document.text
    for outer in (document.blocks, document.sentences):
        edges = [edge for part in outer for edge in (part.start, part.end)]
        assert edges == sorted(edges)
    inside = "".join(text[b.start : b.end] for b in document.blocks)
    assert "".join(inside.split()) == "".join(text.split())
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert sentence.opens_block == (sentence.start == block.start)
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert sentence.start <= token.start < token.end <= sentence.end


@pytest.mark.parametrize(
    "text", ["a" * 100_000, ". " * 50_000, "A.B." * 25_000, "1.2," * 25_000, "- (" * 33_000, "5 May 20" * 12_000]
)
def test_long_lines_take_linear_time(text: str) -> None:
    for code in LANGUAGES:
        start = time.perf_counter()
        segment(article(text, language=code))
        assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("2024-05-22T10:00:00Z", "2024-05-22"), ("20240522", "2024-05-22"), ("2024-05", "2024-05"), ("2024", "2024"),
     ("22 May 2024", "2024-05-22"), ("22/05/2024", "2024-05-22"), ("2024-13-40", None), ("soon", None), (None, None)],
)  # fmt: skip
def test_metadata_dates(stated: str | None, expected: str | None) -> None:
    assert from_metadata(stated, rules("en")) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://a.example/2024/05/22/talks", "2024-05-22"), ("https://a.example/2024/05/talks", "2024-05"),
     ("https://a.example/news-20240522.html", None), ("https://a.example/2024-05-22-x", "2024-05-22"), (None, None)],
)  # fmt: skip
def test_url_dates(url: str | None, expected: str | None) -> None:
    assert from_url(url) == expected


def test_metadata_wins_over_text_and_url() -> None:
    text = "Talks\n3 March 2024\n\nThe two sides met."
    given_ = segment(article(text, language="en", published="2023-01-02", url="https://a.example/2022/01/01/x"))
    assert (given_.published, given_.published_by) == ("2023-01-02", "metadata")
    found = segment(article(text, language="en", url="https://a.example/2022/01/01/x"))
    assert (found.published, found.published_by) == ("2024-03-03", "text")
    last = segment(article("The two sides met.", language="en", url="https://a.example/2022/01/01/x"))
    assert (last.published, last.published_by) == ("2022-01-01", "url")


def test_language_outside_the_settings_is_refused_with_the_choice() -> None:
    with pytest.raises(InputError, match="'de'; there are en, ru, sv, vi"):
        segment(article("Hallo", language="de"))


def test_region_codes_are_languages() -> None:
    assert segment(article("Parterna möttes.", language="sv-SE")).language == "sv"


@pytest.mark.parametrize("code", LANGUAGES)
def test_spacy_doc_has_our_tokens(code: str) -> None:
    document = segment(article("Talks\n\nThe U.S. met Norland's envoy. They agreed.", language=code))
    doc = to_spacy(document)
    assert [t.text for t in doc] == [t.text for s in document.sentences for t in s.tokens]
    assert [len(s) for s in doc.sents] == [len(s.tokens) for s in document.sentences]
    assert [document.text[a:b] for a, b in doc.user_data["offsets"]] == [t.text for t in doc]


def test_tokenise_keeps_offsets_of_a_part() -> None:
    assert [(t.start, t.text) for t in tokenise("one two three", 4, 7)] == [(4, "two")]
