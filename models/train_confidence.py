"""Trains the confidence model: a regularised logistic regression of whether a claim is right on its doubts.

    python models/train_confidence.py

Runs the tool over the annotated texts of `seeds` and `data/gold`. A claim is right when value, bounds, unit or counted
noun, actor and date interval are (the scorer's tuple); a claim that the annotators do not have is wrong; optional ones
are left out. The weights are fitted on all sets but the last, which nobody has read and which tests them. Their
intercept is then set on the set before it, which few rules were mended on: they do better on texts that their authors
have read.

Writes `models/en_tallywire/lexicons/confidence.toml` and prints the expected calibration error over ten bins and the
precision of the halves: of each set by a model of the other sets, and of the last one by the model that is written.
"""

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import score  # noqa: E402
from tallywire.engine.annotators import load_annotator  # noqa: E402
from tallywire.engine.extract import explain_story  # noqa: E402
from tallywire.records import Dump, Explained, Story  # noqa: E402
from tallywire.settings import load_settings  # noqa: E402
from tallywire.split import split_dump  # noqa: E402

TARGET = ROOT / "models" / "en_tallywire" / "lexicons" / "confidence.toml"
GOLD = ROOT / "data" / "gold"
SETS = ["seeds", "news", *(f"news{n}" for n in range(2, 11))]
LEVEL, TEST = "news10", "news11"
#: Publication dates are inferred as of this day.
AS_OF = date(2026, 11, 22)
RIDGE = 5.0  # strength of the pull to zero: some doubts hold of a dozen claims only
_HEADER = """# Weights of the logistic model that gives a claim its confidence, one for each doubt of
# tallywire.assemble.confidence. Written by models/train_confidence.py; not edited by hand.
# Trained on {n} claims of our own annotations, {right:.0%} of them wholly right. Of each set by a model of the other
# sets, the expected calibration error is {error:.3f} and the top half by confidence is right in {top:.0%}. The
# intercept is set on the {level} claims of {level_name}, {level_right:.0%} of them right.

[weights]
"""


class Examples(NamedTuple):
    """The doubts that hold of each claim, and whether it is right."""

    doubts: list[set[str]]
    right: np.ndarray


def examples(name: str, annotator: Any) -> Examples:
    """The claims of an annotated set."""
    texts = ROOT / "seeds" if name == "seeds" else GOLD / name
    rows = [row for path in sorted(texts.glob("*.*")) for row in _claims(path, annotator)]
    gold = (GOLD / f"{name}.claims.jsonl").read_text(encoding="utf-8").splitlines()
    _, pairs, _, spurious = score.score_claims(rows, [json.loads(line) for line in gold if line.strip()])
    judged = [(row, verdict["tuple"]) for _, row, verdict in pairs] + [(row, False) for row in spurious]
    return Examples([row["doubts"] for row, _ in judged], np.array([right for _, right in judged], dtype=float))


def _claims(path: Path, annotator: Any) -> list[dict[str, Any]]:
    """The claims of a text as the scorer reads them: offsets in the text, and the doubts beside the columns."""
    stories = split_dump(Dump(str(path), path.name, path.read_text(encoding="utf-8")), AS_OF)
    return [_row(path, story, one) for story in stories for one in explain_story(story, annotator)]


def _row(path: Path, story: Story, explained: Explained) -> dict[str, Any]:
    row = asdict(explained.claim)
    for name, value in row.items():
        if name.endswith(("_start", "_end")) and value is not None:
            row[name] = value + story.start
    held = {item.rule.removeprefix("doubt.") for item in explained.evidence if item.field == "confidence"}
    return row | {"doc": path.name.split(".")[0], "doubts": held}


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights, the intercept (not regularised) first, by Newton's method."""
    x = np.hstack([np.ones((len(x), 1)), x])
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[0, 0] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + penalty @ weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights = weights - np.linalg.solve(hessian, gradient)
    return weights


def predict(weights: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Probabilities."""
    return 1 / (1 + np.exp(-(weights[0] + x @ weights[1:])))


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equally filled bins."""
    parts = np.array_split(np.argsort(p, kind="stable"), bins)
    return float(sum(len(part) * abs(p[part].mean() - y[part].mean()) for part in parts) / len(y))


def halves(p: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """The shares of the upper and of the lower half by probability that are right."""
    order, middle = np.argsort(-p, kind="stable"), len(y) // 2
    return float(y[order[:middle]].mean()), float(y[order[middle:]].mean())


def matched_intercept(weights: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The weights with the intercept at which the mean probability over `x` is the share of `y` that is right."""
    low, high = -10.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        if predict(np.array([middle, *weights[1:]]), x).mean() < y.mean():
            low = middle
        else:
            high = middle
    return np.array([low, *weights[1:]])


def matrix(sets: list[Examples], names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """One row a claim, one column a doubt; and whether the claims are right."""
    rows = [[float(name in held) for name in names] for one in sets for held in one.doubts]
    return np.array(rows), np.concatenate([one.right for one in sets])


def main() -> None:
    """Train, test and write the weights."""
    annotator = load_annotator(load_settings())
    sets = {name: examples(name, annotator) for name in (*SETS, TEST)}
    names = sorted(set().union(*(held for name in SETS for held in sets[name].doubts)))
    held_out = []
    for name in SETS:
        weights = fit(*matrix([sets[other] for other in SETS if other != name], names))
        x, y = matrix([sets[name]], names)
        held_out.append(predict(weights, x))
        print(f"{name:8} {_measures(held_out[-1], y)}")
    x, y = matrix([sets[name] for name in SETS], names)
    p = np.concatenate(held_out)
    level_x, level_y = matrix([sets[LEVEL]], names)
    weights = matched_intercept(fit(x, y), level_x, level_y)
    figures = {"n": len(y), "right": y.mean(), "error": calibration_error(p, y), "top": halves(p, y)[0]}
    level = {"level": len(level_y), "level_name": LEVEL, "level_right": level_y.mean()}
    lines = [f"{name} = {weight:.4f}\n" for name, weight in zip(["intercept", *names], weights, strict=True)]
    TARGET.write_text(_HEADER.format(**figures, **level) + "".join(lines), encoding="utf-8")
    test_x, test_y = matrix([sets[TEST]], names)
    print(f"all      {_measures(p, y)}\n{TEST:8} {_measures(predict(weights, test_x), test_y)} (as written)")


def _measures(p: np.ndarray, y: np.ndarray) -> str:
    upper, lower = halves(p, y)
    error = calibration_error(p, y)
    return f"{len(y):5} claims, right {y.mean():.3f}, error {error:.3f}, upper half {upper:.3f}, lower {lower:.3f}"


if __name__ == "__main__":
    main()
