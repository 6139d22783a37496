"""Trains the confidence model: a regularised logistic regression of whether a claim is right on its features.

    python models/train_confidence.py DATASET GOLD_CLAIMS.jsonl [DATASET GOLD_CLAIMS.jsonl ...]

Each DATASET is a run over the texts of the gold beside it. A claim is right when value, bounds, unit or counted noun,
actor and date interval are (the scorer's tuple); a claim that the gold does not have is wrong; optional ones are left
out. Writes `models/en_tallywire/lexicons/confidence.toml` and prints the calibration found by cross-validation: the
expected calibration error over ten bins, and the precision of the top half.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import score  # noqa: E402
from tallywire.assemble.confidence import features  # noqa: E402
from tallywire.records import Claim  # noqa: E402

TARGET = ROOT / "models" / "en_tallywire" / "lexicons" / "confidence.toml"
RIDGE = 2.0  # strength of the pull to zero: some features are true of a dozen claims only
FOLDS = 10
_HEADER = """# Weights of the logistic model that gives a claim its confidence, over the features of
# tallywire.assemble.confidence. Written by models/train_confidence.py; not edited by hand.
# Trained on {n} claims of our own hand annotations, {right:.0%} of them wholly right; by {folds}-fold cross-validation
# the expected calibration error is {error:.3f} and the top half by confidence is right in {top:.0%}.

[weights]
"""


def examples(dataset: str, gold: str) -> tuple[list[dict[str, float]], list[bool]]:
    """The features of the dataset's claims and whether each is right."""
    _, claims = score.load(dataset)
    _, pairs, _, spurious = score.score_claims(claims, score_lines(gold))
    judged = [(claim, verdict["tuple"]) for _, claim, verdict in pairs] + [(claim, False) for claim in spurious]
    return [features(_claim(row)) for row, _ in judged], [right for _, right in judged]


def score_lines(path: str) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def _claim(row: dict[str, Any]) -> Claim:
    return Claim(**{name: row[name] for name in Claim.__dataclass_fields__})


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


def main() -> None:
    """Train on the pairs of dataset and gold that the command line names."""
    names = sys.argv[1:]
    if not names or len(names) % 2:
        sys.exit(__doc__)
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    for dataset, gold in zip(names[::2], names[1::2], strict=True):
        some_rows, some_right = examples(dataset, gold)
        rows += some_rows
        right += some_right
    columns = sorted(rows[0])
    x, y = np.array([[row[name] for name in columns] for row in rows]), np.array(right, dtype=float)
    p = cross_validated(x, y)
    error, top = calibration_error(p, y), float(y[np.argsort(-p, kind="stable")[: len(y) // 2]].mean())
    weights = fit(x, y)
    text = _HEADER.format(n=len(y), right=y.mean(), folds=FOLDS, error=error, top=top)
    text += "".join(f"{name} = {w:.4f}\n" for name, w in zip(["intercept", *columns], weights, strict=True))
    TARGET.write_text(text, encoding="utf-8")
    print(f"{len(y)} claims, {y.mean():.3f} right; calibration error {error:.3f}; top half {top:.3f} right")


if __name__ == "__main__":
    main()
