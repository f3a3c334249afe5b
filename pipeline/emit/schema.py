"""JSON Schemas of all that a run writes, made from the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from pipeline.records import ArticleRecord, CommitmentRecord, FigureRecord, LedgerRecord, RejectRecord
from pipeline.records.run import RunRecord

MODELS: dict[str, type[BaseModel]] = {
    "article": ArticleRecord,
    "commitment": CommitmentRecord,
    "figure": FigureRecord,
    "ledger": LedgerRecord,
    "reject": RejectRecord,
    "run": RunRecord,
}


class _WithoutTitles(GenerateJsonSchema):
    """Keys say enough: `Article Id` above `article_id` is noise."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        return False


def schema_files() -> dict[str, str]:
    """The content of every schema file by its name (`article.schema.json`)."""
    return {f"{kind}.schema.json": _schema(kind, model) for kind, model in MODELS.items()}


def _schema(kind: str, model: type[BaseModel]) -> str:
    made = model.model_json_schema(by_alias=True, mode="serialization", schema_generator=_WithoutTitles)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"communique {kind}"}
    return json.dumps({**head, **{k: v for k, v in made.items() if k != "title"}}, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into `folder` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in schema_files().items():
        (folder / name).write_text(content, encoding="utf-8")
        paths.append(folder / name)
    return paths
