"""What several tests share: a small folder of articles, a finished run, the command called in-process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
ARTICLES = HOME / "data" / "articles"
GOLD = HOME / "data" / "gold"
ASIDE = HOME / "data" / "aside"
SENTENCE = "NORDSTADT, 3 May 2024 — The two sides agreed to open two consulates by 2027, Finland and Estonia said."


@dataclass(frozen=True)
class Called:
    """What a command left behind: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


Call = Callable[..., Called]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call `communique` with these arguments in this process."""
    from pipeline.cli.app import main

    def called(*arguments: str | Path) -> Called:
        monkeypatch.setattr("sys.argv", ["communique", *map(str, arguments)])
        try:
            main()
            status = 0
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else 1
        printed = capsys.readouterr()
        return Called(status, printed.out, printed.err)

    return called


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (folder / "b.txt").write_text(SENTENCE.replace("2027", "2028"), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run over the sample articles; read only."""
    from pipeline.runners import run

    out = tmp_path_factory.mktemp("sample") / "out"
    run([ARTICLES], out)
    return out
