"""The command as a person meets it: results, messages, exit statuses."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import VERSION
from tests.conftest import ARTICLES, GOLD, SENTENCE, Call

FILES = {"articles.jsonl", "commitments.jsonl", "figures.jsonl", "ledger.jsonl", "rejects.jsonl", "run.json"}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_run_writes_six_files_and_names_them(call: Call, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    called = call("run", news, "--out", out)
    assert called.status == 0
    assert {p.name for p in out.iterdir()} == FILES
    for name in FILES:
        assert str(out / name) in called.out
    assert [a["article_id"] for a in lines(out / "articles.jsonl")] == ["a", "b"]
    assert "articles" in called.out
    assert called.err == ""


def test_run_tells_counts_by_kind(call: Call, tmp_path: Path) -> None:
    called = call("run", ARTICLES, "--out", tmp_path / "out")
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert called.status == 0
    assert sum(run["counts"]["kinds"].values()) == run["counts"]["commitments"] > 0
    for kind in run["counts"]["kinds"]:
        assert kind in called.out


def test_ids_are_paths_below_the_input_or_the_input_s_own(call: Call, news: Path, tmp_path: Path) -> None:
    (news / "deep").mkdir()
    (news / "deep" / "c.txt").write_text(SENTENCE, encoding="utf-8")
    rows = [{"id": "own", "text": SENTENCE}, {"text": SENTENCE, "published": "2024-05"}]
    (news / "d.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    assert call("run", news, "--out", tmp_path / "out").status == 0
    articles = lines(tmp_path / "out" / "articles.jsonl")
    assert [a["article_id"] for a in articles] == ["a", "b", "own", "d-2", "deep/c"]
    assert articles[3]["published"] == "2024-05"
    assert articles[3]["published_from"] == "2024-05-01"


def test_inputs_keep_the_order_in_which_they_are_given(call: Call, news: Path, tmp_path: Path) -> None:
    call("run", news / "b.txt", news / "a.txt", "--out", tmp_path / "out")
    assert [a["article_id"] for a in lines(tmp_path / "out" / "articles.jsonl")] == ["b", "a"]


@pytest.mark.parametrize(
    ("given", "article_id"), [(SENTENCE, "stdin"), (json.dumps({"text": SENTENCE, "id": "x"}) + "\n", "x")]
)
def test_standard_input(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, article_id: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(given.encode()))))
    assert call("run", "-", "--out", tmp_path / "out").status == 0
    assert [a["article_id"] for a in lines(tmp_path / "out" / "articles.jsonl")] == [article_id]


def test_no_text(call: Call, news: Path, tmp_path: Path) -> None:
    call("run", news, "--out", tmp_path / "out", "--no-text")
    assert {a["text"] for a in lines(tmp_path / "out" / "articles.jsonl")} == {None}
    assert call("validate", tmp_path / "out").status == 0
    assert call("show", tmp_path / "out").status == 0


BAD_FILES = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n", "no text"),
    "latin.txt": ("Ministern sade att avtalet är klart på måndag".encode("latin-1"), "UTF-8"),
    "nul.txt": (b"agreed\0to", "NUL"),
    "greek.txt": ("Οι δύο πλευρές συμφώνησαν να ανοίξουν δύο προξενεία στην πόλη.".encode(), "language"),
    "line.jsonl": (b'{"text": "x"\n', "JSON"),
    "keys.jsonl": (b'{"body": "x"}\n', "text"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_one_bad_input_is_a_reject_and_the_rest_is_written(call: Call, news: Path, tmp_path: Path, name: str) -> None:
    raw, reason = BAD_FILES[name]
    (news / name).write_bytes(raw)
    called = call("run", news, "--out", tmp_path / "out")
    rejects = lines(tmp_path / "out" / "rejects.jsonl")
    assert called.status == 3
    assert len(rejects) == 1
    assert rejects[0]["source"].startswith(name)
    assert reason in rejects[0]["message"]
    assert called.err.count("\n") == 1
    assert name in called.err
    assert len(lines(tmp_path / "out" / "articles.jsonl")) == 2


def test_a_huge_article_is_rejected(call: Call, news: Path, tmp_path: Path) -> None:
    (news / "huge.txt").write_bytes(b"agreed to more " * 3_500_000)
    assert call("run", news, "--out", tmp_path / "out").status == 3
    assert "max" in lines(tmp_path / "out" / "rejects.jsonl")[0]["message"]


def test_control_characters_do_no_harm(call: Call, news: Path, tmp_path: Path) -> None:
    (news / "a.txt").write_text(SENTENCE.replace(" open", " \x07\x1bopen"), encoding="utf-8")
    assert call("run", news, "--out", tmp_path / "out").status == 0
    assert call("validate", tmp_path / "out").status == 0


def test_the_same_id_twice_rejects_the_later(call: Call, news: Path, tmp_path: Path) -> None:
    (news / "c.jsonl").write_text(json.dumps({"id": "a", "text": SENTENCE}) + "\n", encoding="utf-8")
    assert call("run", news, "--out", tmp_path / "out").status == 3
    (reject,) = lines(tmp_path / "out" / "rejects.jsonl")
    assert (reject["source"], reject["error"]) == ("c.jsonl:1", "DuplicateId")


def test_wrong_use_is_one_line_and_status_2(call: Call, news: Path, tmp_path: Path) -> None:
    (tmp_path / "hollow").mkdir()
    (tmp_path / "page.pdf").write_bytes(b"%PDF")
    out = tmp_path / "out"
    for arguments, word in (
        (["run", tmp_path / "nowhere", "--out", out], "nowhere"),
        (["run", tmp_path / "hollow", "--out", out], "hollow"),
        (["run", tmp_path / "page.pdf", "--out", out], "page.pdf"),
        (["run", news, "--out", news / "a.txt"], "a.txt"),
        (["run", news, "--out", out, "--workers", "0"], "--workers"),
        (["run", news, "--out", out, "--language", "xx"], "xx"),
        (["show", tmp_path / "hollow"], "hollow"),
        (["validate", tmp_path / "hollow"], "hollow"),
        (["evaluate", tmp_path / "hollow", out], "hollow"),
    ):
        called = call(*arguments)
        assert called.status == 2, arguments
        assert called.err.count("\n") == 1, called.err
        assert word in called.err
    assert not out.exists()


def test_an_old_run_is_kept_unless_told_otherwise(call: Call, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert call("run", news, "--out", out).status == 0
    (out / "README.md").write_text("mine", encoding="utf-8")
    refused = call("run", news / "a.txt", "--out", out)
    assert refused.status == 2
    assert "--overwrite" in refused.err
    assert len(lines(out / "articles.jsonl")) == 2
    assert call("run", news / "a.txt", "--out", out, "--overwrite").status == 0
    assert len(lines(out / "articles.jsonl")) == 1
    assert (out / "README.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(call: Call, news: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    called = call("run", news, "--out", locked / "out")
    assert called.status == 2
    assert "cannot be written" in called.err


def test_an_output_folder_below_a_file_cannot_be_written(call: Call, news: Path) -> None:
    called = call("run", news / "b.txt", "--out", news / "a.txt" / "out")
    assert called.status == 2
    assert "cannot be written" in called.err


def test_a_run_never_reads_its_own_output(call: Call, news: Path) -> None:
    assert call("run", news, "--out", news / "out").status == 0
    assert call("run", news, "--out", news / "out", "--overwrite").status == 0
    assert len(lines(news / "out" / "articles.jsonl")) == 2


def test_an_interrupted_run_leaves_the_old_one(
    call: Call, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    call("run", news, "--out", out)
    before = (out / "articles.jsonl").read_bytes()
    monkeypatch.setattr("pipeline.runners.base._note", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call("run", news / "a.txt", "--out", out, "--overwrite")
    assert (out / "articles.jsonl").read_bytes() == before
    assert {p.name for p in out.iterdir()} == FILES


def test_a_stage_that_fails_on_one_article_is_a_reject(
    call: Call, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pipeline.flow as flow

    tag = flow.tag

    def fails_on_b(document: Any, language: Any) -> Any:
        if document.article.article_id == "b":
            raise ValueError("no such thing")
        return tag(document, language)

    monkeypatch.setattr(flow, "tag", fails_on_b)
    assert call("run", news, "--out", tmp_path / "out").status == 3
    (reject,) = lines(tmp_path / "out" / "rejects.jsonl")
    assert (reject["source"], reject["stage"], reject["error"]) == ("b.txt", "tag", "ValueError")
    assert "no such thing" in reject["message"]
    assert [a["article_id"] for a in lines(tmp_path / "out" / "articles.jsonl")] == ["a"]


def test_validate_says_ok_and_counts(call: Call, sample_run: Path) -> None:
    called = call("validate", sample_run)
    assert called.status == 0
    assert called.out.startswith("OK: ")


BREAKS = {
    "articles.jsonl": [
        ("chars", lambda a: a["chars"] + 1, "chars"),
        ("text", lambda a: a["text"] + " ", "text_sha256"),
        ("language", lambda a: 5, "language"),
        ("counts", lambda a: {**a["counts"], "commitments": 99}, "counts.commitments"),
    ],
    "commitments.jsonl": [
        ("article_id", lambda c: "nobody", "no article"),
        ("agents", lambda c: [{"actor_id": "state:XXX", "name": "X", "type": "state", "state": "XXX"}], "state:XXX"),
        ("quote", lambda c: c["quote"][:-1] + "#", "quote"),
        ("kind", lambda c: "hope", "kind"),
        ("published", lambda c: "1999", "published"),
        ("start", lambda c: c["start"] + 1, "span"),
    ],
}


@pytest.mark.parametrize(("file", "key", "change", "word"), [(f, *b) for f, bs in BREAKS.items() for b in bs])
def test_validate_finds_what_is_broken(
    call: Call, sample_run: Path, tmp_path: Path, file: str, key: str, change: Any, word: str
) -> None:
    for path in sample_run.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rows = lines(tmp_path / file)
    rows[0][key] = change(rows[0])
    (tmp_path / file).write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    called = call("validate", tmp_path)
    assert called.status == 1
    assert word in called.err
    assert f"{file}:1" in called.err


def test_validate_misses_no_missing_key(call: Call, sample_run: Path, tmp_path: Path) -> None:
    for path in sample_run.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rows = lines(tmp_path / "commitments.jsonl")
    del rows[0]["schema"]
    (tmp_path / "commitments.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    assert call("validate", tmp_path).status == 1


@pytest.mark.parametrize("width", ["80", "140"])
def test_show_marks_the_commitments(call: Call, sample_run: Path, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    first = next(a for a in lines(sample_run / "articles.jsonl") if a["counts"]["commitments"])
    called = call("show", sample_run, first["article_id"])
    assert called.status == 0
    assert "[1: " in called.out
    assert f"{first['counts']['commitments']} commitments" in called.out
    assert max(map(len, called.out.splitlines())) <= int(width)


def test_show_without_an_article_names_the_others(call: Call, sample_run: Path) -> None:
    assert "other articles: " in call("show", sample_run).out


def test_show_an_unknown_article_names_some_that_there_are(call: Call, sample_run: Path) -> None:
    called = call("show", sample_run, "zzz")
    assert called.status == 2
    assert lines(sample_run / "articles.jsonl")[0]["article_id"] in called.err


def test_schema_writes_one_file_a_kind(call: Call, tmp_path: Path) -> None:
    assert call("schema", "--out", tmp_path / "s").status == 0
    assert {p.name for p in (tmp_path / "s").iterdir()} == {
        f"{k}.schema.json" for k in ("article", "commitment", "figure", "ledger", "reject", "run")
    }


def test_evaluate_prints_a_column_a_language(call: Call, sample_run: Path) -> None:
    called = call("evaluate", GOLD, sample_run, "--show", "1")
    assert called.status == 0
    for word in ("en", "ru", "sv", "vi", "all", "match.F1"):
        assert word in called.out


def test_explain_a_text_and_a_file(call: Call, news: Path) -> None:
    for given in (SENTENCE, news / "a.txt"):
        called = call("explain", given, "--language", "en")
        assert called.status == 0
        assert "cue" in called.out


EXPLAINED = """Prime Minister Ulf Kristersson of Sweden met President Alexander Stubb of Finland on 3 May 2024.

They agreed to open two consulates and to raise trade to $5 billion by 2030. In 2019 they agreed to build a road.
Sweden did not agree to cut tariffs. He said that trade reached $3 billion in 2023.
"""


@pytest.mark.parametrize(
    "told",
    [
        "person:ulf-kristersson (name; tag.title)",
        "agreement (en.agreement.agree)",
        "(subject)",
        "before it is split",
        "piece   raise trade to $5 billion by 2030  unit 2",
        "dropped: dated to an earlier occasion",
        "voids its cue (en.not.negated)",
        "dropped: en.not.negated",
        "target of 2: bilateral_trade",
        "figure: bilateral_trade",
    ],
)
def test_explain_says_why(told: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cli.explain.OUT.width", 400)
    (tmp_path / "a.txt").write_text(EXPLAINED, encoding="utf-8")
    assert told in call("explain", tmp_path / "a.txt", "--published", "2024-05-03").out


def test_version_and_help(call: Call) -> None:
    assert call("--version").out.strip() == f"communique {VERSION}"
    for command in ("run", "show", "validate", "explain", "evaluate", "schema"):
        called = call(command, "--help")
        assert called.status == 0
        assert f"Example: communique {command}" in " ".join(called.out.split())
