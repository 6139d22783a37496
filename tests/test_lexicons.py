"""The lexicons: each is read by some module and has its line in the README beside them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LANGUAGE = ROOT / "models" / "en_tallywire"
NAMES = sorted(path.stem for path in (LANGUAGE / "lexicons").iterdir())
CODE = "".join(path.read_text("utf-8") for folder in ("pipeline", "models") for path in (ROOT / folder).rglob("*.py"))
LISTED = re.findall(r"`(\w+)(?:\.tsv)?`", (LANGUAGE / "README.md").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_is_read_and_listed(name: str) -> None:
    assert re.search(rf"""["']{name}(?:\.\w+)?["']""", CODE)
    assert name in LISTED
