"""Long and odd sentences cost time in proportion to their length."""

import time
from dataclasses import replace

import pytest

from tallywire.check.find import within
from tallywire.check.rows import Row
from tallywire.check.things import thing

PLAIN = Row(**dict.fromkeys(Row.__dataclass_fields__))  # type: ignore[arg-type]


def story(text: str, figures: list[tuple[int, int]]) -> list[Row]:
    return [
        replace(
            PLAIN,
            claim_id=f"c{start}",
            story_id="s",
            sentence=text,
            sentence_start=0,
            claim=text,
            claim_start=0,
            quantity=text[start:end],
            quantity_start=start,
            quantity_end=end,
            value=5.0,
            low=5.0,
            high=5.0,
            modifier="exact",
            kind="count",
            counted="people",
            counted_head="person",
            attribution="none",
            negated=False,
            modality="actual",
            confidence=0.5,
        )
        for start, end in figures
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "rose 5 to 5 from 5, ",
        "5, 5 and 5 of 5: ",
        "rose from to " * 3 + "5 ",
        "Of these 5 Aa, ",
        "5" + "1," * 30,
        "5 " + " " * 40,
    ],
)
def test_time_grows_with_length(unit: str) -> None:
    def seconds(times: int) -> float:
        text = unit * times
        figures = [(at, at + 1) for at, letter in enumerate(text) if letter == "5"]
        rows = story(text, figures[:200])
        start = time.process_time()
        list(within(rows))
        for row in rows[:20]:
            thing(row)
        return time.process_time() - start

    seconds(10)
    assert seconds(1_600) < 12 * seconds(400) + 1.0
