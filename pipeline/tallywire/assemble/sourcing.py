"""Which attribution governs a figure: the innermost source whose content holds it."""

from collections.abc import Sequence

from tallywire.records import Source, Span


def governing_source(sources: Sequence[Source], figure: Span) -> tuple[Source, Span] | None:
    """The source of the shortest content span that holds the figure, with that span; explicit before implied."""
    holding = [
        (source, content)
        for source in sources
        for content in source.contents
        if content[0] <= figure[0] and figure[1] <= content[1]
    ]
    return min(holding, key=_rank, default=None)


def _rank(held: tuple[Source, Span]) -> tuple[bool, int, int]:
    source, (start, end) = held
    return source.attribution != "explicit", end - start, start
