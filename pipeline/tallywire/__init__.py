"""Tallywire reads dumps of news text and writes the table of their figures: who said how many of what, and when.

>>> import tallywire
>>> for claim in tallywire.extract("Police said 12 people were hurt on Sunday.", published="2025-01-22"):
...     print(claim.actor, claim.value, claim.counted, claim.date_from)
Police 12.0 people 2025-01-19
"""

from typing import TYPE_CHECKING, Any

# Bound before `__getattr__` is ever asked: the function shares its name with the stage's package.
from tallywire.split import split_text as split
from tallywire.version import __version__

if TYPE_CHECKING:
    from tallywire.analyse import series
    from tallywire.api import dates, extract, quantities, read_claims, read_stories

__all__ = ["__version__", "dates", "extract", "quantities", "read_claims", "read_stories", "series", "split"]


def __getattr__(name: str) -> Any:
    """Load the rest of the interface, and with it spaCy, on first use: `tallywire --help` answers at once."""
    if name == "series":
        from tallywire.analyse import series

        return series
    if name in __all__:
        from tallywire import api

        return getattr(api, name)
    raise AttributeError(f"module 'tallywire' has no attribute {name!r}")
