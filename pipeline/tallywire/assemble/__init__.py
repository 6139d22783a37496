"""Annotations -> Claim."""

from tallywire.assemble.claims import assemble, claims

__all__ = ["assemble", "claims"]
