"""The gate itself: floors are held with their tolerance and never lowered."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    folder = ROOT / "benchmarks"
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location("gate", folder / "gate.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


@pytest.mark.parametrize(
    ("value", "floor", "falls"),
    [(0.90, 0.90, False), (0.896, 0.90, False), (0.894, 0.90, True), (0.95, 0.90, False), (0.5, None, False)],
)
def test_a_metric_falls_only_under_its_floor_less_the_tolerance(
    gate: ModuleType, value: float, floor: float | None, falls: bool
) -> None:
    floors = {} if floor is None else {"tuple F1": floor}
    assert gate.fallen({"tuple F1": value}, floors) == (["tuple F1"] if falls else [])


def test_floors_are_raised_and_never_lowered(gate: ModuleType) -> None:
    assert gate.raised({"a": 0.7, "b": 0.9, "c": 0.123456}, {"a": 0.8, "b": 0.8}) == {"a": 0.8, "b": 0.9, "c": 0.1235}


def test_every_gold_set_has_texts_and_annotations(gate: ModuleType) -> None:
    for name, texts in gate.SETS.items():
        assert any(texts.glob("*.txt"))
        for part in ("claims", "stories"):
            assert (gate.GOLD / f"{name}.{part}.jsonl").exists()
