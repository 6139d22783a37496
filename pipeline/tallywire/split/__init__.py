"""Dump -> Story: finds where the stories of a dump begin and end, and reads their headers."""

from tallywire.split.stories import outside, split_dump, split_text

__all__ = ["outside", "split_dump", "split_text"]
