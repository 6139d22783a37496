"""The gate: accuracy on the gold sets may not fall below the floors in `data/gold/floors.json`.

    python benchmarks/gate.py            run the gold texts, score them, fail when a metric is under its floor
    python benchmarks/gate.py --raise    raise the floors to what was measured; a floor is never lowered

A metric fails when it lies more than `TOLERANCE` under its floor. Exit codes: 0 held, 1 fallen, 2 cannot run.
"""

import argparse
import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import score
from tallywire.engine.local import run
from tallywire.settings import load_settings

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "data" / "gold"
FLOORS = GOLD / "floors.json"
#: Gold set -> its texts.
SETS = {"seeds": ROOT / "seeds"} | {folder.name: folder for folder in sorted(GOLD.glob("news*/"))}
TOLERANCE = 0.005
#: Publication dates are inferred as of this day, so that the gate gives the same answer on any day.
AS_OF = date(2026, 11, 22)

Metrics = dict[str, float]


class _Silent:
    def start(self, size: int, done: int) -> None: ...
    def advance(self, size: int, written: object) -> None: ...


def measure(name: str) -> Metrics:
    """The gated metrics of a fresh run over the texts of a gold set, each 0 to 1."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        run([str(SETS[name])], out, load_settings(as_of=AS_OF), _Silent(), replace=False)
        stories, claims = score.load(out)
    claim_scores, *_ = score.score_claims(claims, _jsonl(GOLD / f"{name}.claims.jsonl"))
    story_scores = score.score_stories(stories, _jsonl(GOLD / f"{name}.stories.jsonl"))
    return gated(claim_scores, story_scores)


def gated(claims: dict[str, Any], stories: dict[str, Any]) -> Metrics:
    """The metrics that have floors, out of the scorer's result."""
    matched = claims["accuracy on matched"]
    return {
        "story F1": stories["story"]["f1"],
        "published": stories["accuracy on matched"]["published"],
        "mention F1": claims["mention"]["f1"],
        "mention+value F1": claims["mention+value"]["f1"],
        "tuple F1": claims["tuple"]["f1"],
        "actor | attributed": matched["actor | attributed"],
        "date | dated": matched["date | dated"],
    }


def fallen(measured: Metrics, floors: Metrics) -> list[str]:
    """The metrics that lie more than the tolerance under their floors, by name; one without a floor never falls."""
    return [name for name, value in measured.items() if value < floors.get(name, 0.0) - TOLERANCE]


def raised(measured: Metrics, floors: Metrics) -> Metrics:
    """The floors, each at least what it was."""
    return {name: max(round(value, 4), floors.get(name, 0.0)) for name, value in measured.items()}


def _jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _write_floors(floors: dict[str, Metrics]) -> None:
    temporary = FLOORS.with_suffix(".tmp")
    temporary.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    temporary.replace(FLOORS)


def _print_set(name: str, measured: Metrics, floors: Metrics) -> int:
    """Print the table of a gold set; the number of metrics that have fallen."""
    under = fallen(measured, floors)
    for metric, value in measured.items():
        state = "FALLEN" if metric in under else "held"
        print(f"{name:6} {metric:20} {value:.4f}   floor {floors.get(metric, 0.0):.4f}   {state}")
    return len(under)


def main() -> int:
    """Measure, print the tables, compare or raise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="raise the floors, never lower them")
    options = parser.parse_args()
    if not options.raise_floors and not FLOORS.exists():
        print(f"{FLOORS} is missing; make it with `make gate-raise`.", file=sys.stderr)
        return 2
    floors: dict[str, Metrics] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    measured = {name: measure(name) for name in SETS}
    under = sum(_print_set(name, metrics, floors.get(name, {})) for name, metrics in measured.items())
    if options.raise_floors:
        _write_floors({name: raised(metrics, floors.get(name, {})) for name, metrics in measured.items()})
        return 0
    print(f"{sum(map(len, measured.values())) - under} passed, {under} failed")
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
