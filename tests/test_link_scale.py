"""Linking out of core: the same bytes as in memory, in any order, in one go or run by run."""

from __future__ import annotations

import json
import shutil
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.link import near_duplicates
from pipeline.runners import link as linking
from pipeline.runners import run
from pipeline.runners.link import link, read_ledger
from pipeline.runners.parts import parts_of, read_promises, reader, write_part
from pipeline.runners.store import Store
from tests.conftest import HOME, Call

BRIDGE = "the ministers agreed to reopen the bridge before winter and to share the cost of its lamps"
TEXTS = [HOME / "data" / "articles", *sorted((HOME / "data" / "threads").iterdir())]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run over all our articles, linked in memory."""
    out = tmp_path_factory.mktemp("whole") / "out"
    run(TEXTS, out)
    return out


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same articles in a run for each folder."""
    room = tmp_path_factory.mktemp("split")
    for n, folder in enumerate(TEXTS):
        run([folder], room / str(n))
    return sorted(room.iterdir())


@pytest.mark.parametrize("workers", [1, 2])
def test_a_large_run_is_linked_out_of_core_to_the_same_bytes(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(linking, "SMALL", 0)
    run(TEXTS, tmp_path / "out", workers=workers)
    assert (tmp_path / "out" / "ledger.jsonl").read_bytes() == (whole / "ledger.jsonl").read_bytes()
    assert {p.name for p in (tmp_path / "out").iterdir()} == {p.name for p in whole.iterdir()}


def test_the_order_of_runs_does_not_show(whole: Path, split: list[Path], tmp_path: Path) -> None:
    for n, order in enumerate(list(permutations(split))[::5]):
        path = link(list(order), tmp_path / str(n))
        assert path.read_bytes() == (whole / "ledger.jsonl").read_bytes()


def test_processes_and_sorted_files_do_not_show(
    whole: Path, split: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("LARGE", 0), ("BATCH", 20), ("AHEAD", 1), ("SORTED", 7)):
        monkeypatch.setattr(linking, name, value)
    path = link(split, tmp_path / "out", workers=2)
    assert path.read_bytes() == (whole / "ledger.jsonl").read_bytes()


def test_a_run_is_added_without_the_old_articles(whole: Path, split: list[Path], tmp_path: Path) -> None:
    first, *rest = split
    old, linked = tmp_path / "old", tmp_path / "linked"
    shutil.copytree(first, old)
    link([old], linked)
    shutil.rmtree(old)
    for later in rest:
        link([linked, later], linked)
    assert (linked / "ledger.jsonl").read_bytes() == (whole / "ledger.jsonl").read_bytes()
    assert len(parts_of(linked)) == len(split)
    assert sorted(p.name for p in linked.iterdir()) == ["ledger.jsonl", "parts"]


def test_a_run_that_is_linked_again_keeps_no_parts(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "out")
    link([tmp_path / "out"], tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(p.name for p in whole.iterdir())


def test_a_linked_ledger_shows_its_evidence(whole: Path, split: list[Path], tmp_path: Path, call: Call) -> None:
    link(split, tmp_path / "linked")
    thread = max(read_ledger(tmp_path / "linked"), key=lambda t: len(t.commitment_ids))
    shown, as_run = (call("ledger", out, thread.ledger_id) for out in (tmp_path / "linked", whole))
    assert shown.status == 0
    assert sorted(shown.out.splitlines()) == sorted(as_run.out.splitlines())


def test_what_a_part_keeps_is_what_was_told(whole: Path, tmp_path: Path) -> None:
    write_part(reader(whole), tmp_path / "parts")
    told = {c["commitment_id"]: c for c in reader(whole)("commitments")}
    for promise in read_promises(tmp_path):
        line = told.pop(promise.key.commitment_id)
        assert (promise.key.quote, promise.published) == (line["quote"], line["published"])
        assert list(promise.key.parties) == line["parties"]
        assert [t["value"] for t in promise.targets] == [t["value"] for t in line["targets"]]
    assert not told


def test_copies_are_found_alike_however_many_there_are(tmp_path: Path) -> None:
    words = BRIDGE.split()
    texts = [("en", " ".join(words[n % 7 :] + words[:9] + [f"number{n % 3}"] * 5)) for n in range(70)]
    texts += [("sv", texts[0][1]), ("en", "too short")]
    articles = [(f"a{n}", language, text) for n, (language, text) in enumerate(texts)]
    lines = [{"article_id": i, "language": language, "text": text} for i, language, text in articles]
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "articles.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines), encoding="utf-8")
    for empty in ("commitments", "figures"):
        (tmp_path / "run" / f"{empty}.jsonl").touch()
    store = Store([write_part(reader(tmp_path / "run"), tmp_path / "parts")], tmp_path)
    assert store.copies() == near_duplicates(articles)
    store.close()
    assert near_duplicates(articles)
