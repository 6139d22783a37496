"""A reporting verb in its sentence: what stands around it, and the words to its right."""

from dataclasses import dataclass

from tallywire.annotate.sources.frames import content
from tallywire.annotate.sources.phrases import has_finite
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.words import Words
from tallywire.records import Span


@dataclass(frozen=True, slots=True)
class Site:
    """A reporting verb in its sentence: it reaches `limits`; `source` is its subject, right of it if `inverted`."""

    words: Words
    quotes: list[Quote]
    limits: Span
    verb: int
    cue: Span
    source: Span | None
    inverted: bool

    @property
    def group(self) -> Span:
        """The span of the cue with its source, as far as nothing else stands between them."""
        if self.source is None:
            return self.verb, self.cue[1]
        if self.inverted:
            return self.verb, self.source[1]
        words, between = self.words, self.source[1]
        apposed = words.lower[between] == "," and words.lower[self.verb - 1] == ","
        near = apposed or not has_finite(words, between, self.verb - 1)
        return (self.source[0] if near else self.verb), self.cue[1]

    def dependent(self, *labels: str) -> int | None:
        """The verb's first dependent to its right with one of the labels, within the limits."""
        children = self.words.children[self.verb]
        return next(
            (i for i in children if self.verb < i < self.limits[1] and self.words.dep[i] in labels),
            None,
        )


def rest(site: Site, behind: int | None = None) -> list[Span]:
    """What stands right of the cue, of a verb that has a source, up to the narrator's "…, where 400 people work"."""
    if site.source is None:
        return []
    words, (start, end) = site.words, (site.cue[1], site.limits[1])
    end = leaves(words, start, end)
    where = next((i - 1 for i in range(start + 1, end) if words.lower[i] == "where" and words.lower[i - 1] == ","), end)
    return listed(content.clause_after(words, site.verb, behind, start, where))


def leaves(words: Words, start: int, end: int) -> int:
    """The semicolon behind which a clause with a subject by name or article of its own stands, or `end`."""
    for index in range(start, end - 2):
        if words.lower[index] == ";" and (words.name[index + 1] or words.lower[index + 1] == "the"):
            return index if has_finite(words, index + 2, end) else end
    return end


def listed(span: Span | None) -> list[Span]:
    """The span as a list, empty when there is none."""
    return [span] if span else []
