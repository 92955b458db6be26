"""The dataset described as a Data Package (datapackage.org, version 2)."""

from typing import Any

from normalize.tables import TABLES, Column, Table
from normalize.vocabulary import VOCABULARIES

_TYPES = {
    "text": "string",
    "integer": "integer",
    "decimal": "number",
    "date": "date",
    "real": "number",
    "boolean": "boolean",
}
_PRIMARY = {
    "reports": ("report_id",),
    "blocks": ("report_id", "block"),
    "tasks": ("task_id",),
    "figures": ("figure_id",),
    "verdicts": ("verdict_id",),
    "findings": ("finding_id",),
}
_NOTE = (
    "UTF-8 with BOM, decimals with a point and without exponent, empty for null. A text that begins with = + - @, a "
    "tab or a carriage return has an apostrophe before it, so that no spreadsheet runs it (a lone - has none); the "
    "Parquet files hold it as printed."
)
NAME = "baocao"
"""How the descriptor of a dataset of ours calls itself."""
_PROFILES = "https://datapackage.org/profiles/2.0"


def data_package() -> dict[str, Any]:
    """The descriptor: one resource for each CSV, with types, labels, vocabularies and keys."""
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": NAME,
        "description": _NOTE,
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(c) for c in table.columns],
        "missingValues": [""],
    }
    names = {c.name for c in table.columns}
    if table.name in _PRIMARY:
        schema["primaryKey"] = list(_PRIMARY[table.name])
    if "report_id" in names and table.name not in ("reports", "files"):
        schema["foreignKeys"] = [
            {"fields": ["report_id"], "reference": {"resource": "reports", "fields": ["report_id"]}}
        ]
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "title": table.label,
        "description": table.row,
        "path": f"{table.name}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": column.label,
        "description": column.description,
    }
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.vocabulary:
        words = VOCABULARIES[column.vocabulary]
        field["categories"] = [{"value": value, "label": label} for value, label in words.items()]
        constraints["enum"] = list(words)
    if constraints:
        field["constraints"] = constraints
    return field
