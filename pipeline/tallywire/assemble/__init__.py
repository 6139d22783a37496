"""Annotations -> Claim."""

from tallywire.assemble.claims import assemble

__all__ = ["assemble"]
