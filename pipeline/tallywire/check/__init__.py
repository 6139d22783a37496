"""Checks over the claims of a dataset."""

from tallywire.check.known import Finding, KnownFigure, check_known, read_known

__all__ = ["Finding", "KnownFigure", "check_known", "read_known"]
