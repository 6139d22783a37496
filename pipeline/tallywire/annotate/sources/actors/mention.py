"""What the words of a source say of it."""

from dataclasses import dataclass
from typing import Literal

from tallywire.records import ActorType, Span

Kind = Literal["name", "pronoun", "nominal", "description"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A source as written. `name` is set for kind "name"; `head` is the noun that a nominal stands under.

    `maker` is the token span of a document's maker; `qualified` the words that set a nominal apart ("UN" agency).
    """

    kind: Kind
    text: str
    name: str | None
    type: ActorType
    head: str
    affiliation: str | None = None
    gender: str | None = None
    plural: bool = False
    maker: Span | None = None
    qualified: tuple[str, ...] = ()
