"""Stub in progress."""

from tallywire.records import Annotations, Explained, Story


def assemble(story: Story, annotations: Annotations) -> list[Explained]:
    """The claims of a story."""
    return []
