"""Claims for tests: a row is what it says, the rest is null."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tallywire.tables import CLAIMS

Claims = Callable[..., pd.DataFrame]
_GIVEN = {"modifier": "exact", "kind": "count", "attribution": "none", "modality": "actual", "negated": False}
_DAYS = ["published", "date_from", "date_to"]


@pytest.fixture
def claims() -> Claims:
    """Makes a frame like that of `read_claims` from rows; `counted` without a head is its own head."""

    def frame(*rows: dict[str, Any]) -> pd.DataFrame:
        empty: dict[str, Any] = dict.fromkeys(CLAIMS.names)
        full = []
        for number, row in enumerate(rows):
            base = {"claim_id": f"c{number}", "story_id": "s0", "source": "a.txt", "sentence": "", "quantity": ""}
            counted = row.get("counted")
            full.append({**empty, **_GIVEN, **base, "counted_head": counted, **row})
        made = pd.DataFrame(full, columns=CLAIMS.names)
        return made.assign(**{name: pd.to_datetime(made[name]) for name in _DAYS})

    return frame
