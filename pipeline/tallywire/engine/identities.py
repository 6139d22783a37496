"""Decides over the actors of a whole dataset which of their ids stand for one person or body."""

from collections.abc import Iterable
from typing import cast

from tallywire.assemble.identity import Identity, merged
from tallywire.records import ActorType
from tallywire.store import Actor


def unify(actors: Iterable[Actor]) -> dict[Actor, str]:
    """The actors that get another id, with that id; a function of the set, whatever its order."""
    known = (Identity(name, cast(ActorType, kind), of) for name, kind, of in actors if kind)
    return {(item.id, item.type, item.affiliation): name for item, name in merged(known).items()}
