"""Readers: what comes in as articles, and what is refused with a remedy instead of an exception."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.document import Article
from pipeline.read import ENDINGS, read_path, read_stream
from pipeline.records import RejectRecord


def read(raw: bytes, name: str, **settings: int) -> list[Article | RejectRecord]:
    return list(read_stream(io.BytesIO(raw), name, Settings(**settings)))


def rejected(raw: bytes, name: str = "a.txt", **settings: int) -> RejectRecord:
    (reject,) = read(raw, name, **settings)
    assert isinstance(reject, RejectRecord)
    assert (reject.stage, reject.error) == ("read", "InputError")
    return reject


def test_text_file_is_one_article_named_by_its_path(tmp_path: Path) -> None:
    folder = tmp_path / "news" / "may.day"
    folder.mkdir(parents=True)
    (folder / "first.txt").write_bytes(b"\xef\xbb\xbfOne\r\ntwo\rthree\n")
    (article,) = read_path(folder / "first.txt", tmp_path)
    assert article == Article(
        article_id="news/may.day/first", text="One\ntwo\nthree\n", source_name="news/may.day/first.txt"
    )


def test_a_file_given_alone_is_named_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "first.txt"
    path.write_text("One", encoding="utf-8")
    (article,) = read_path(path, path)
    assert isinstance(article, Article)
    assert article.article_id == "first"


def test_text_is_normalised_without_losing_places() -> None:
    (article,) = read("Cafe\u0301\x07 bar\tx\u2028y".encode(), "a.txt")
    assert isinstance(article, Article)
    assert article.text == "Café  bar\tx\ny"


def test_lines_give_articles_with_what_they_say() -> None:
    row = {"id": "n1", "text": "One", "title": " A\n title ", "published": "2024-05-22", "url": "https://a.example",
           "language": "en", "publisher": "P", "more": [1]}  # fmt: skip
    raw = "\n".join([json.dumps(row), "", json.dumps({"text": "Two", "id": 7}), json.dumps({"text": "Three"})])
    first, second, third = read(raw.encode(), "news/may.jsonl")
    assert first == Article(
        article_id="n1", text="One", source_name="news/may.jsonl:1", language="en", title="A title",
        published="2024-05-22", url="https://a.example", publisher="P",
    )  # fmt: skip
    assert isinstance(second, Article)
    assert second.article_id == "7"
    assert isinstance(third, Article)
    assert (third.article_id, third.source_name) == ("news/may-4", "news/may.jsonl:4")


def test_a_bad_line_is_refused_and_the_next_one_read() -> None:
    lines = [b"{broken", b'{"title": "no text"}', b'["a"]', b'{"text": "a\xff"}', b'{"text": 3}',
             b'{"text": "\\ud800"}', b'{"text": "ok", "url": 3}', b'{"text": " "}',
             b'{"text": "a\\u0000b"}', b'{"text": "last"}']  # fmt: skip
    *rejects, last = read(b"\n".join(lines), "a.jsonl")
    assert isinstance(last, Article)
    assert last.text == "last"
    said = [(r.source, r.message) for r in rejects if isinstance(r, RejectRecord)]
    assert [source for source, _ in said] == [f"a.jsonl:{n}" for n in range(1, 10)]
    wanted = ["broken JSON", "keys: title", "must be an object, not list", "not UTF-8 at byte 11 (0xff)", "no `text`",
              "lone surrogate", "`url` must be a string", "no text", "NUL at character 1"]  # fmt: skip
    for (_, message), words in zip(said, wanted, strict=True):
        assert words in message


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty file"),
        (b" \n\t", "no text"),
        (b"ab\xffcd", "not UTF-8 at byte 2 (0xff)"),
        (b"a\x00b", "NUL at character 1"),
    ],
)
def test_unusable_text_is_refused_with_the_reason(raw: bytes, words: str) -> None:
    assert words in rejected(raw).message


def test_the_size_limit_holds_for_both_formats() -> None:
    assert "11 characters, over the limit of 10" in rejected(b"a" * 11, max_chars=10).message
    assert "over the limit of 10" in rejected(b"a" * 100, max_chars=10).message
    assert "over the limit of 10" in rejected(b'{"text": "aaaaaaaaaaa"}', "a.jsonl", max_chars=10).message
    (article,) = read("й".encode() * 10, "a.txt", max_chars=10)
    assert isinstance(article, Article)


def test_a_giant_line_is_passed_over_without_being_held() -> None:
    giant = b'{"text": "' + b"a" * 300_000 + b'"}\n'
    reject, article = read(giant + b'{"text": "ok"}', "a.jsonl", max_chars=10)
    assert isinstance(reject, RejectRecord)
    assert isinstance(article, Article)
    assert article.source_name == "a.jsonl:2"


def test_an_unknown_ending_names_the_known_ones() -> None:
    assert ", ".join(ENDINGS) in rejected(b"x", "a.docx").message
    assert "without ending" in rejected(b"x", "stdin").message


def test_an_unreadable_path_is_a_reject(tmp_path: Path) -> None:
    (reject,) = read_path(tmp_path / "none.txt", tmp_path)
    assert isinstance(reject, RejectRecord)
    assert "cannot be opened" in reject.message
    assert str(tmp_path) not in reject.message
