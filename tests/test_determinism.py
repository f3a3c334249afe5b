"""The same input gives the same bytes, whatever the number of workers and whenever it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Article
from pipeline.records import RejectRecord
from pipeline.runners import base, run
from tests.conftest import ARTICLES

FILES = ("articles.jsonl", "commitments.jsonl", "figures.jsonl", "rejects.jsonl")


def content(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in FILES}


def test_two_runs_give_the_same_bytes(sample_run: Path, tmp_path: Path) -> None:
    run([ARTICLES], tmp_path / "again")
    assert content(tmp_path / "again") == content(sample_run)


def test_the_number_of_workers_does_not_show(sample_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "SHARD_ITEMS", 2)
    run([ARTICLES], tmp_path / "two", workers=2)
    assert content(tmp_path / "two") == content(sample_run)


def test_an_article_does_not_depend_on_its_neighbours(sample_run: Path, tmp_path: Path) -> None:
    first, *_, last = sorted(ARTICLES.glob("*.txt"))
    run([last, first], tmp_path / "turned")
    alone = set((tmp_path / "turned" / "commitments.jsonl").read_bytes().splitlines())
    assert alone <= set((sample_run / "commitments.jsonl").read_bytes().splitlines())


def test_shards_hold_every_item_in_order() -> None:
    items: list[Article | RejectRecord] = [
        Article(article_id=str(i), text="x" * (i * 1000), source_name=str(i)) for i in range(100)
    ]
    cut = list(base.shards(iter(items)))
    assert [item for shard in cut for item in shard.items] == items
    assert [shard.number for shard in cut] == list(range(len(cut)))
    assert max(len(shard.items) for shard in cut) <= base.SHARD_ITEMS
