"""The gazetteer's table, and the country that a name alone or near others stands for."""

import pytest

from en_tallywire import gazetteer
from en_tallywire.gazetteer import TABLE, country_of


def test_the_table_is_sorted_folded_and_complete() -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    names = [line.split("\t")[0] for line in lines]
    assert names == sorted(set(names))
    assert [name for name in names[::97] if gazetteer.key(name) != name] == []
    assert all(gazetteer.bearers(name) for name in names[::97])


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        ("Paris", {}, "FR"),
        ("Paris", {"US": 9.0}, "FR"),
        ("Paris", {"US": gazetteer.SURE}, "US"),
        ("London", {"CA": 2.0}, "CA"),
        ("Cambridge", {}, None),
        ("Cambridge", {"GB": 1.0}, "GB"),
        ("Georgia", {}, "GE"),
        ("Georgia", {"US": 1.0}, "GE"),
        ("Georgia", {"US": 3.0}, "US"),
        ("Georgia", {"US": 3.0, "GE": 1.0}, "GE"),
        ("Punjab", {}, None),
        ("Punjab", {"PK": 1.0}, "PK"),
        ("Haut-Katanga", {}, "CD"),
        ("the Orange", {}, None),
    ],
)
def test_country_of_a_name_near_others(name: str, near: dict[str, float], country: str | None) -> None:
    assert country_of(name, near) == country
