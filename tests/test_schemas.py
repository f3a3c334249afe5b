"""The published JSON Schemas are those of the models, and what a run writes keeps to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pipeline.emit.schema import MODELS, schema_files
from tests.conftest import HOME

FILES = {"article": "articles.jsonl", "commitment": "commitments.jsonl", "figure": "figures.jsonl"}


def test_the_committed_schemas_are_current() -> None:
    committed = {p.name: p.read_text(encoding="utf-8") for p in (HOME / "schemas").glob("*.json")}
    assert committed == schema_files(), "run `make schema`"


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_is_required_and_no_other_allowed(kind: str) -> None:
    schema = json.loads(schema_files()[f"{kind}.schema.json"])
    Draft202012Validator.check_schema(schema)
    for part in (schema, *schema.get("$defs", {}).values()):
        if "properties" in part:
            assert sorted(part["required"]) == sorted(part["properties"])
            assert part["additionalProperties"] is False


@pytest.mark.parametrize("kind", FILES)
def test_every_line_of_a_run_keeps_to_its_schema(kind: str, sample_run: Path) -> None:
    validator = Draft202012Validator(json.loads(schema_files()[f"{kind}.schema.json"]))
    lines = (sample_run / FILES[kind]).read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        validator.validate(json.loads(line))


def test_run_json_keeps_to_its_schema(sample_run: Path) -> None:
    validator = Draft202012Validator(json.loads(schema_files()["run.schema.json"]))
    validator.validate(json.loads((sample_run / "run.json").read_text(encoding="utf-8")))
