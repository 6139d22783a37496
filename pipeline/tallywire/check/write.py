"""Writes findings beside the tables that they are about: `checks/findings.parquet` and `checks/findings.json`."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields

import pyarrow as pa
import pyarrow.parquet as pq

from tallywire.check.finding import Finding
from tallywire.errors import DatasetError
from tallywire.location import Location, reason, write_whole

FOLDER = "checks"

_IDS = pa.list_(pa.string())

SCHEMA = pa.schema(
    [
        pa.field("finding_id", pa.string(), False, {"description": "stable: hash of check, rule and the rows"}),
        pa.field(
            "check", pa.string(), False, {"description": "contract known arithmetic conflict outlier ... coverage"}
        ),
        pa.field("rule", pa.string(), False, {"description": "dotted name of the rule that made the finding"}),
        pa.field("severity", pa.string(), False, {"description": "error, warning, or info"}),
        pa.field("reason", pa.string(), False, {"description": "why, in one sentence"}),
        pa.field("claim_ids", _IDS, False, {"description": "the claims, in the order in which the reason names them"}),
        pa.field("story_ids", _IDS, False, {"description": "the stories of the claims, or those that it is about"}),
    ]
)


def write_findings(folder: Location, findings: Sequence[Finding]) -> None:
    """Replace the findings of the dataset in `folder`; each file appears whole or not at all.

    Raises DatasetError when the folder cannot be written.
    """
    table = _table(findings)
    try:
        (folder / FOLDER).mkdir(exist_ok=True)
        written = pa.BufferOutputStream()
        pq.write_table(table, written)
        write_whole(folder / FOLDER / "findings.parquet", written.getvalue().to_pybytes())
        write_whole(folder / FOLDER / "findings.json", as_json(findings).encode())
    except OSError as error:
        raise DatasetError(f"the findings cannot be written below {folder}: {reason(error)}") from error


def findings_written(folder: Location) -> bool:
    """Whether `tallywire check` has run over the dataset in `folder`."""
    return (folder / FOLDER / "findings.json").exists()


def read_findings(folder: Location) -> list[Finding]:
    """The findings that `tallywire check` wrote last, worst first; none when it has not run.

    Raises DatasetError when the file cannot be read.
    """
    path = folder / FOLDER / "findings.json"
    if not path.exists():
        return []
    try:
        return [_finding(row) for row in json.loads(path.read_text("utf-8"))]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DatasetError(f"{path} cannot be read ({error}); run `tallywire check` again.") from error


def findings_table(folder: Location) -> pa.Table:
    """The findings that `tallywire check` wrote last as an Arrow table; without rows when it has not run."""
    return _table(read_findings(folder))


def as_json(findings: Sequence[Finding]) -> str:
    """The findings as a JSON array, one object a line."""
    rows = [json.dumps({name: asdict(one)[name] for name in SCHEMA.names}, ensure_ascii=False) for one in findings]
    return "[\n" + ",\n".join(rows) + "\n]\n"


def _table(findings: Sequence[Finding]) -> pa.Table:
    columns = {name: [getattr(one, name) for one in findings] for name in SCHEMA.names}
    lists = {name: [list(v) if isinstance(v, tuple) else v for v in column] for name, column in columns.items()}
    return pa.table(lists, schema=SCHEMA)


def _finding(row: dict[str, object]) -> Finding:
    given = {field.name: row[field.name] for field in fields(Finding) if field.init}
    return Finding(**{name: tuple(v) if isinstance(v, list) else v for name, v in given.items()})  # type: ignore[arg-type]
