"""Actors that the user adds: used at once, overriding where they disagree, refused with line and column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.gazetteer.extra import read_actors
from pipeline.gazetteer.load import gazetteer, use_actors
from pipeline.gazetteer.wikidata import actors_of
from tests.conftest import Call

HEAD = "of,office,person,name,from,to\n"
ROW = "LAO,fisheries_minister,boun-test,Boun Test,2020-01-01,2030-01-01\n"
ENTITY = "http://www.wikidata.org/entity/"


@pytest.fixture(autouse=True)
def _no_actors_stay() -> Iterator[None]:
    yield
    use_actors(None)


def test_added_actors_are_known_and_gone_again(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(HEAD + ROW, encoding="utf-8")
    use_actors(path)
    assert gazetteer().holder("LAO", "fisheries_minister", "2024-05-01") == "person:boun-test"
    use_actors(None)
    assert gazetteer().holder("LAO", "fisheries_minister", "2024-05-01") is None


def test_the_file_is_right_where_it_and_the_gazetteer_disagree(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    row = {"of": "LAO", "office": "head_of_government", "person": "boun-test", "name": "Boun Test", "from": "2016"}
    path.write_text(json.dumps(row | {"to": "2018-01-01"}) + "\n", encoding="utf-8")
    use_actors(path)
    assert gazetteer().holder("LAO", "head_of_government", "2017-05-01") == "person:boun-test"
    assert gazetteer().holder("LAO", "head_of_government", "2018-01-01") == "person:thongloun-sisoulith"
    assert gazetteer().holder("LAO", "head_of_government", "2015-05-01") == "person:thongsing-thammavong"


def test_of_a_month_or_year_only_the_certain_days_count(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(HEAD + "LAO,fisheries_minister,a-b,A B,2020-04,2022\n", encoding="utf-8")
    use_actors(path)
    days = ("2020-04-29", "2020-04-30", "2021-12-31", "2022-01-01")
    held = [gazetteer().holder("LAO", "fisheries_minister", day) is not None for day in days]
    assert held == [False, True, True, False]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", HEAD + "Laos,head_of_state,x,X,,\n", "line 2, column 1: of: 'Laos' is not an ISO"),
        ("a.csv", HEAD + "LAO,head_of_state,x,X,yesterday,\n", "line 2, column 5: from: 'yesterday' is not a date"),
        ("a.csv", HEAD + ROW + "LAO,head_of_state,x,X,2020-13-01,\n", "line 3, column 5: from: '2020-13-01'"),
        ("a.csv", HEAD + "LAO,head_of_state,x,X,2020-05-01,2019\n", "line 2, column 6: to: the term ends before"),
        ("a.csv", HEAD + "LAO,head_of_state,x\n", "line 2, column 3: fewer fields"),
        ("a.csv", HEAD + "LAO,head_of_state,x,X,,,,\n", "line 2, column 7: more fields"),
        ("a.csv", HEAD + 'LAO,head_of_state,x,"X\n', "line 2, column 1: unexpected end of data"),
        ("a.csv", "of,post\nLAO,x\n", "line 1, column 2: no column 'post'"),
        ("a.csv", "of,of\n", "line 1, column 2: 'of' stands twice"),
        ("a.csv", "of,office,person\n", "line 1, column 4: the column 'name' is missing"),
        ("a.jsonl", '{"of": "LAO",\n', "line 1, column"),
        ("a.jsonl", '{"of": "LAO", "post": "x"}\n', "line 1, column 15: no key 'post'"),
        ("a.jsonl", '{"of": "LAO", "office": 7}\n', "line 1, column 15: office: 7 is not an office"),
        ("a.jsonl", '["LAO"]\n', "line 1, column 1: a JSON object is needed"),
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


QUERY = [
    {
        "person": ENTITY + "Q999999001", "en": "Boun Test (politician)", "ru": "Бун Тест", "sv": "Boun Test",
        "of": "LAO", "office": "foreign_minister", "start": "2016-04-20T00:00:00Z", "startPrecision": "11",
        "end": "2021-01-01T00:00:00Z", "endPrecision": "9",
    },
    {
        "person": ENTITY + "Q999999002", "en": "Boun Test", "of": "LAO", "office": "foreign_minister", "acting": "1",
        "start": "2021-03-01T00:00:00Z", "startPrecision": "10",
    },
    {"person": ENTITY + "Q999999003", "vi": "Nguyễn Văn Thử", "of": "VNM", "office": "head_of_state", "start": "t123"},
]  # fmt: skip


def _verbose(row: dict[str, str]) -> dict[str, object]:
    return {key: {"type": "literal", "value": value} for key, value in row.items()}


@pytest.mark.parametrize(
    "result",
    [
        QUERY,
        [_verbose(row) for row in QUERY],
        {"head": {"vars": []}, "results": {"bindings": [_verbose(row) for row in QUERY]}},
    ],
    ids=["plain list", "verbose list", "bindings"],
)
def test_a_query_result_becomes_a_file(result: object) -> None:
    rows = actors_of(json.dumps(result), "q.json")
    used = ("of", "office", "person", "name", "from", "to", "acting", "ru", "sv", "vi", "wikidata")
    assert [tuple(row[c] for c in used) for row in rows] == [
        (
            "LAO", "foreign_minister", "boun-test", "Boun Test", "2016-04-20", "2021", "", "Бун Тест", "", "",
            "Q999999001",
        ),
        ("LAO", "foreign_minister", "boun-test-q999999002", "Boun Test", "2021-03", "", "1", "", "", "", "Q999999002"),
        (
            "VNM", "head_of_state", "nguyen-van-thu", "Nguyễn Văn Thử", "", "", "", "", "", "",
            "Q999999003",
        ),
    ]  # fmt: skip


def test_people_who_are_known_keep_their_ids() -> None:
    row = {
        "person": "Q58323",
        "en": "Thongloun",
        "of": "LAO",
        "office": "head_of_state",
        "start": "2021-03-22T00:00:00Z",
    }
    assert actors_of(json.dumps([row]), "q.json")[0]["person"] == "thongloun-sisoulith"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"person": \n}]', "q.json, line 2, column 1"),
        ('{"results": {}}', "no query result"),
        ('[{"person": "Boun", "of": "LAO", "office": "head"}]', "row 1: 'person' is 'Boun'"),
        ('[{"person": "Q1", "office": "head"}]', "row 1: 'of' is 'missing'"),
        ('[{"person": "Q1", "en": "Q1", "of": "LAO", "office": "head"}]', "row 1: Q1 has no label"),
        ("[7]", "row 1: 7 is not an object"),
    ],
)
def test_what_is_no_query_result_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        actors_of(text, "q.json")


def test_the_import_command_writes_what_run_reads(call: Call, tmp_path: Path) -> None:
    query, out = tmp_path / "query.json", tmp_path / "actors.csv"
    query.write_text(json.dumps(QUERY), encoding="utf-8")
    assert call("actors", "import", query, "--out", out).status == 0
    assert len(read_actors(out)) == len(QUERY)
    assert call("actors", "import", query).out == out.read_text(encoding="utf-8")
    assert call("actors", "import", tmp_path / "no.json").status == 2
