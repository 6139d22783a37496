"""Reads the lexicons: TOML for word lists and small tables, CSV for long ones. Each file is parsed once."""

import csv
import tomllib
from functools import cache
from typing import Any

from en_tallywire import LEXICONS


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML lexicon `name` (without suffix). Callers must not change what they get: it is shared.

    Raises FileNotFoundError when there is no such lexicon.
    """
    with (LEXICONS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the CSV lexicon `name` (without suffix), one dict a row, keyed by the header.

    Raises FileNotFoundError when there is no such lexicon.
    """
    with (LEXICONS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
