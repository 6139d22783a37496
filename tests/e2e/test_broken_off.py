"""Sentences that break off anywhere, as teasers and clippings do, are read like others."""

import pytest

import tallywire


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("It said 12 were hurt and 40 to", ["12", "40"]),
        ("Police said 12 men were held and the 40 to", ["12", "40"]),
        ("The town has 3,100 flats, according to the housing board,", ["3,100"]),
        ("She praised a £3.4m fund, which has", ["£3.4m"]),
        ("About 70 boats, said", ["70"]),
        ("The rate stood at 3 per cent, twice the level that the council regards", ["3 per cent", "twice"]),
        ("The port lost 18 cranes in 2023, the board’s statistics show,", ["18"]),
        ("The miller sold 40 sacks for", ["40"]),
        ("of 212 pupils who", ["212"]),
        ("Nearly 900 and", ["900"]),
    ],
)
def test_what_is_there_is_found(text: str, quantities: list[str]) -> None:
    assert [claim.quantity for claim in tallywire.extract(text, published="2024-05-07")] == quantities
