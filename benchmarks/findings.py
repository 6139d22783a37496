"""Measures the checks on the invented datasets of tests/check/corpus*.toml, whose findings are known.

    python benchmarks/findings.py               precision and recall over the stored claims; each miss and error
    python benchmarks/findings.py --extract     write the stored claims anew with the present extraction, then measure

A finding is right when the case expects it, or allows it under `also`: the same rule, and a figure for each that is
named. An expectation is found when some finding is right by it. Coverage is left out: it is about whole datasets.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from tallywire.check import Finding, find
from tallywire.store import read_table
from tallywire.store.frames import as_frame
from tallywire.tables import CLAIMS, STORIES

CORPUS = Path(__file__).parents[1] / "tests" / "check"
SETS = tuple(CORPUS / name for name in ("corpus.toml", "corpus_second.toml", "corpus_third.toml"))
STORED = CORPUS / "corpus_rows.jsonl"
_DATES = ("published", "date_from", "date_to")


@dataclass(frozen=True)
class Outcome:
    """What the checks made of a case: expectations met and missed, findings that nothing asks for."""

    name: str
    met: list[str]
    missed: list[str]
    right: list[str]
    false: list[str]


def cases() -> list[dict[str, Any]]:
    """The cases of the two sets, in their order."""
    return [case for path in SETS for case in tomllib.loads(path.read_text("utf-8"))["case"]]


def outcomes() -> Iterator[Outcome]:
    """The outcome of each case, over the stored rows."""
    frames = stored()
    for case in cases():
        claims, stories = frames[case["name"]]
        yield outcome(case, claims, stories)


def outcome(case: dict[str, Any], claims: pd.DataFrame, stories: pd.DataFrame) -> Outcome:
    """What the checks make of one case."""
    quantities = dict(zip(claims["claim_id"], claims["quantity"], strict=True))
    found = [finding for finding in find(claims, stories) if finding.check != "coverage"]
    expected = case.get("expect", [])
    allowed = [*expected, *case.get("also", [])]
    met = [line for line in expected if any(_meets(finding, line, quantities) for finding in found)]
    right, false = [], []
    for finding in found:
        named = [quantities.get(claim_id, "") for claim_id in finding.claim_ids]
        written = f"{finding.rule}: {' ~ '.join(named)} | {finding.reason}"
        (right if any(_meets(finding, line, quantities) for line in allowed) else false).append(written)
    return Outcome(case["name"], met, [line for line in expected if line not in met], right, false)


def precision_and_recall(found: list[Outcome]) -> tuple[float, float]:
    """Of what is found, the share that is right; of what is expected, the share that is found."""
    right, false = sum(len(one.right) for one in found), sum(len(one.false) for one in found)
    met, missed = sum(len(one.met) for one in found), sum(len(one.missed) for one in found)
    return right / max(right + false, 1), met / max(met + missed, 1)


def _meets(finding: Finding, line: str, quantities: dict[str, str]) -> bool:
    rule, _, figures = line.partition(": ")
    named = {quantities.get(claim_id, "") for claim_id in finding.claim_ids}
    return finding.rule.startswith(rule) and set(figures.split(" ~ ") if figures else ()) <= named


def stored() -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Claims and stories of each case, by its name."""
    rows: dict[str, dict[str, list[Any]]] = {case["name"]: {"claims": [], "stories": []} for case in cases()}
    for line in STORED.read_text("utf-8").splitlines():
        row = json.loads(line)
        cells = row["cells"] | {name: date.fromisoformat(row["cells"][name]) for name in _DATES if name in row["cells"]}
        rows[row["case"]][row["row"]].append(cells)
    return {
        name: (
            as_frame(pa.Table.from_pylist(kinds["claims"], CLAIMS)),
            as_frame(pa.Table.from_pylist(kinds["stories"], STORIES)),
        )
        for name, kinds in rows.items()
    }


def extract() -> None:
    """Write the rows of every case anew, as the present tool extracts them: one run over the stories of all."""
    texts = [(case["name"], *story) for case in cases() for story in case["stories"]]
    with tempfile.TemporaryDirectory() as folder:
        dump, out = Path(folder) / "corpus.jsonl", Path(folder) / "out"
        records = [{"text": text, "published": day, "publisher": by} for _, day, by, text in texts]
        dump.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
        subprocess.run([Path(sys.executable).with_name("tallywire"), "run", dump, "--out", out], check=True)
        rows = [(kind, row) for kind in ("stories", "claims") for row in read_table(out, kind).to_pylist()]
    lines = [_line(texts[int(row["source"].rpartition("#")[2])][0], kind, row) for kind, row in rows]
    STORED.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _line(case: str, kind: str, row: dict[str, Any]) -> str:
    plain = {name: cell for name, cell in row.items() if isinstance(cell, str | int | float | date)}
    plain["source"] = "story"
    return json.dumps({"case": case, "row": kind, "cells": plain}, ensure_ascii=False, default=str)


def main() -> int:
    """Print every miss and false finding, and the two figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extract", action="store_true", help="write the stored claims anew first")
    if parser.parse_args().extract:
        extract()
    found = list(outcomes())
    for one in found:
        for kind, lines in (("missed", one.missed), ("false", one.false)):
            for line in lines:
                print(f"{one.name}: {kind} {line}")
    precision, recall = precision_and_recall(found)
    print(f"{len(found)} datasets: precision {precision:.3f}, recall {recall:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
