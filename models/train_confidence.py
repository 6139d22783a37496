"""Trains the confidence model: a regularised logistic regression of whether a claim is right on its features.

    python models/train_confidence.py DATASET GOLD.jsonl [DATASET GOLD.jsonl ...] --unseen DATASET GOLD.jsonl

Each DATASET is a run over the texts of the gold beside it. A claim is right when value, bounds, unit or counted noun,
actor and date interval are (the scorer's tuple); a claim that the gold does not have is wrong; optional ones are left
out. The weights are fitted on all pairs; the intercept is then set on the unseen pair, articles that no rule was
mended on, since the rules do better on texts that their authors have read.

Writes `models/en_tallywire/lexicons/confidence.toml` and prints the calibration found by cross-validation: the expected
calibration error over ten bins, and the precision of the top half.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import score  # noqa: E402
from tallywire.assemble.confidence import features  # noqa: E402

TARGET = ROOT / "models" / "en_tallywire" / "lexicons" / "confidence.toml"
RIDGE = 2.0  # strength of the pull to zero: some features are true of a dozen claims only
FOLDS = 10
_HEADER = """# Weights of the logistic model that gives a claim its confidence, over the features of
# tallywire.assemble.confidence. Written by models/train_confidence.py; not edited by hand.
# Trained on {n} claims of our own annotations, {right:.0%} of them wholly right; by {folds}-fold cross-validation
# the expected calibration error is {error:.3f} and the top half by confidence is right in {top:.0%}. The intercept is
# set on {unseen} claims of articles that no rule was mended on, {unseen_right:.0%} of them right.

[weights]
"""


def examples(dataset: str, gold: str) -> tuple[list[dict[str, float]], list[bool]]:
    """The features of the dataset's claims and whether each is right."""
    _, claims = score.load(dataset)
    _, pairs, _, spurious = score.score_claims(claims, score_lines(gold))
    judged = [(claim, verdict["tuple"]) for _, claim, verdict in pairs] + [(claim, False) for claim in spurious]
    return [features(row) for row, _ in judged], [right for _, right in judged]


def score_lines(path: str) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


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


def cross_validated(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """For each example, the probability by a model that has not seen its fold."""
    fold = np.arange(len(y)) % FOLDS
    out = np.zeros(len(y))
    for held in range(FOLDS):
        out[fold == held] = predict(fit(x[fold != held], y[fold != held]), x[fold == held])
    return out


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equally filled bins."""
    parts = np.array_split(np.argsort(p, kind="stable"), bins)
    return float(sum(len(part) * abs(p[part].mean() - y[part].mean()) for part in parts) / len(y))


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


def arrays(rows: list[dict[str, float]], right: list[bool]) -> tuple[np.ndarray, np.ndarray]:
    """Features (columns by name, sorted) and whether right."""
    return np.array([[row[name] for name in sorted(row)] for row in rows]), np.array(right, dtype=float)


def main() -> None:
    """Train on the pairs of dataset and gold that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", metavar="DATASET GOLD")
    parser.add_argument("--unseen", nargs=2, required=True, metavar=("DATASET", "GOLD"))
    options = parser.parse_args()
    unseen = examples(*options.unseen)
    rows, right = list(unseen[0]), list(unseen[1])
    for dataset, gold in zip(options.pairs[::2], options.pairs[1::2], strict=True):
        more_rows, more_right = examples(dataset, gold)
        rows += more_rows
        right += more_right
    x, y = arrays(rows, right)
    p = cross_validated(x, y)
    unseen_x, unseen_y = arrays(*unseen)
    weights = matched_intercept(fit(x, y), unseen_x, unseen_y)
    figures = {
        "n": len(y),
        "right": y.mean(),
        "folds": FOLDS,
        "error": calibration_error(p, y),
        "top": float(y[np.argsort(-p, kind="stable")[: len(y) // 2]].mean()),
        "unseen": len(unseen_y),
        "unseen_right": unseen_y.mean(),
    }
    names = ["intercept", *sorted(rows[0])]
    lines = [f"{name} = {weight:.4f}\n" for name, weight in zip(names, weights, strict=True)]
    TARGET.write_text(_HEADER.format(**figures) + "".join(lines), encoding="utf-8")
    print(_HEADER.format(**figures))


if __name__ == "__main__":
    main()
