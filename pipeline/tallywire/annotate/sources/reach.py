"""Where a source goes on without a frame: the sentences after a report or speech that nobody else has taken over."""

from collections.abc import Iterator

from tallywire.annotate.sources.quotes import Quote
from tallywire.annotate.sources.words import Span, Words
from tallywire.records import Source

_CONTINUERS = frozenset({"also", "of", "another", "similarly", "meanwhile", "additionally", "accordingly", "the", "in", "among", "about", "some", "around", "overall", "only", "nearly", "more", "this", "these", "they", "it"})


def implied_quotes(words: Words, quotes: list[Quote], covered: list[Span], sources: list[Source]) -> Iterator[tuple[Source, Span]]:
    """Each quotation without a frame, with the source that spoke last before it."""
    for quote in quotes:
        if not quote.speech or any(a < quote.end and b > quote.start for a, b in covered):
            continue
        start, _ = words.chars(quote.start, quote.end)
        before = [source for source in sources if source.actor and source.contents[0][0] < start]
        if before:
            yield before[-1], quote.inner
