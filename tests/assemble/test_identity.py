"""One id an actor across a dataset: its corpus, and that neither order nor repetition matters."""

import csv
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallywire.assemble.identity import Identity, fold, merged
from tallywire.records import ActorType

CORPUS = Path(__file__).parents[1] / "corpus" / "identities.csv"
ROWS = list(csv.DictReader(CORPUS.read_text(encoding="utf-8").splitlines()))
CASES = [(Identity(row["id"], cast(ActorType, row["type"]), row["affiliation"]), row["becomes"]) for row in ROWS]
IDENTITIES = [identity for identity, _ in CASES]


@pytest.mark.parametrize(("identity", "becomes"), CASES, ids=lambda value: str(getattr(value, "id", value)))
def test_identity_in_a_dataset(identity: Identity, becomes: str) -> None:
    assert merged(IDENTITIES).get(identity, identity.id) == becomes


@given(st.permutations(IDENTITIES * 2))
@settings(max_examples=25, deadline=None)
def test_identity_does_not_depend_on_order(shuffled: list[Identity]) -> None:
    assert merged(shuffled) == merged(IDENTITIES)


_NAMES = st.lists(
    st.sampled_from(["Ana", "M.", "Lim", "HHB", "The", "Halden", "Harbour", "Board", "Dr", "ltd"]), min_size=1
)
_MADE = st.builds(
    Identity,
    _NAMES.map(" ".join),
    st.sampled_from(["person", "organisation", "unnamed"]),
    st.sampled_from(["", "Halden Board"]),
)


@given(st.sets(_MADE, max_size=12))
@settings(max_examples=200, deadline=None)
def test_identity_leads_to_ids_of_the_dataset(identities: set[Identity]) -> None:
    changed = merged(identities)
    assert all(new in {item.id for item in identities} and new != old.id for old, new in changed.items())


@given(st.text(min_size=1, max_size=40))
@settings(deadline=None)
def test_identity_fold_is_never_empty(name: str) -> None:
    assert fold(name)


def test_identity_names_without_letters_stay_apart() -> None:
    assert merged([Identity("—", "unnamed"), Identity("…", "unnamed")]) == {}
