"""What README and docs show can be run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from tests.conftest import HOME

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/outputs-and-recipes.md",
    "docs/your-own-actors.md",
    "docs/adding-a-language.md",
)
PYTHON = [
    pytest.param(block, id=f"{page}-{n}")
    for page in PAGES
    for n, block in enumerate(re.findall(r"```python\n(.*?)```", (HOME / page).read_text(encoding="utf-8"), re.DOTALL))
]


@pytest.mark.parametrize("block", PYTHON)
def test_python_examples_run(block: str, sample_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if "import pandas" in block:
        pytest.importorskip("pandas")
    (tmp_path / "data").symlink_to(HOME / "data")
    (tmp_path / "out").mkdir()
    for path in sample_run.iterdir():
        (tmp_path / "out" / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "example", "exec"), {})


def shown_commands() -> set[tuple[str, ...]]:
    """Every `communique …` of the pages, and every example of the help, as words."""
    from pipeline.cli.app import COMMANDS

    text = "\n".join((HOME / page).read_text(encoding="utf-8") for page in PAGES)
    shown = "run|show|validate|explain|evaluate|schema|who|actors"
    found = re.findall(rf"(?:^|[`/ \n])communique ((?:{shown})\b[^`\n#|]*)", text)
    found += [example.removeprefix("communique ") for example in COMMANDS.values()]
    return {tuple(shlex.split(command)) for command in found}


def test_commands_that_are_shown_exist_with_their_options() -> None:
    from pipeline.cli.app import app

    group = typer.main.get_command(app)
    commands = getattr(group, "commands")  # noqa: B009
    shown = shown_commands()
    assert {words[0] for words in shown} == set(commands)
    for name, *words in shown:
        below = getattr(commands[name], "commands", {})
        commands.update({name: below[words[0]]} if below else {})
        known = {option for parameter in commands[name].params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, (name, words)


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (HOME / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"`make ([a-z]+)", (HOME / page).read_text(encoding="utf-8")))
        assert named <= targets, page


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        path = HOME / page
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{page}: {link}"
