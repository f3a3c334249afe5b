"""Actors that the user adds: used at once, overriding where they disagree, refused with line and column."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.gazetteer.extra import read_actors
from pipeline.gazetteer.load import gazetteer, use_actors
from tests.conftest import Call

HEAD = "of,office,person,name,from,to\n"
ROW = "LAO,fisheries_minister,boun-test,Boun Test,2020-01-01,2030-01-01\n"


def test_added_actors_are_known_and_gone_again(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(HEAD + ROW, encoding="utf-8")
    use_actors(path)
    try:
        assert gazetteer().holder("LAO", "fisheries_minister", "2024-05-01") == "person:boun-test"
    finally:
        use_actors(None)
    assert gazetteer().holder("LAO", "fisheries_minister", "2024-05-01") is None


def test_the_file_is_right_where_it_and_the_gazetteer_disagree(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    row = {"of": "LAO", "office": "head_of_government", "person": "boun-test", "name": "Boun Test", "from": "2016"}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    use_actors(path)
    try:
        assert gazetteer().holder("LAO", "head_of_government", "2017-05-01") == "person:boun-test"
    finally:
        use_actors(None)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", HEAD + "Laos,head_of_state,x,X,,\n", "line 2, column of: 'Laos' is not an ISO"),
        ("a.csv", HEAD + "LAO,head_of_state,x,X,yesterday,\n", "line 2, column from: 'yesterday' is not a date"),
        ("a.csv", "of,post\nLAO,x\n", "line 1: no column 'post'"),
        ("a.jsonl", '{"of": "LAO",\n', "line 1, column"),
        ("a.txt", "", "are read from .csv or .jsonl"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_actors(tmp_path / name)


def test_the_command_takes_a_file(call: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(HEAD + ROW, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Finland and Estonia agreed to open two consulates by 2027.", encoding="utf-8")
    assert call("run", tmp_path / "a.txt", "--out", tmp_path / "out", "--actors", tmp_path / "mine.csv").status == 0
    assert call("run", tmp_path / "a.txt", "--out", tmp_path / "o2", "--actors", tmp_path / "no.csv").status == 2
    use_actors(None)
