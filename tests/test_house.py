"""The habits of the house that a program can check."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import HOME

CODE = sorted((HOME / "pipeline").rglob("*.py"))
OURS = [*CODE, *sorted((HOME / "tests").rglob("*.py"))]
WORD = re.compile(r"[^\W\d_]{3,}")  # shorter ones are endings and spellings
CHARACTER_CLASS = re.compile(r"\[[^\]]*\]")  # letters of a script are no words
IMPORT_NAMES = {"pyyaml": "yaml"}
MAX_LINES = 400


def name(path: Path) -> str:
    return path.relative_to(HOME).as_posix()


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """String constants of a module without its docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.value)
        for parent in ast.walk(tree)
        if isinstance(parent, documented)
        for node in parent.body
        if isinstance(node, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_word_of_a_language_stands_in_code(path: Path) -> None:
    """Foreign letters give words away; English ones cannot be told from keys, so people must watch those."""
    if path.name == "hooks.py":
        return
    for node in literals(ast.parse(path.read_text(encoding="utf-8"))):
        foreign = [w for w in WORD.findall(CHARACTER_CLASS.sub(" ", node.value)) if not w.isascii()]
        assert not foreign, f"{name(path)}:{node.lineno}: {node.value!r} belongs into a data file"


@pytest.mark.parametrize("path", OURS, ids=name)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", CODE, ids=name)
def test_what_is_public_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), name(path)
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{name(path)}:{node.lineno}: {node.name}"


def test_every_package_that_is_imported_is_a_dependency_and_every_dependency_is_imported() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = (re.split(r"[^\w-]", d)[0].lower() for d in project["dependencies"])
    declared = {IMPORT_NAMES.get(n, n.replace("-", "_")) for n in names}
    imported: set[str] = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.partition(".")[0])
    assert imported - set(sys.stdlib_module_names) - {"pipeline"} == declared


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_pin_exactly_and_name_no_index(lock: str) -> None:
    for line in (HOME / lock).read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[a-z0-9.-]+==[\w.]+", line), line
