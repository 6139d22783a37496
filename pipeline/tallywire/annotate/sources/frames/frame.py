"""The frame: one reporting expression in a sentence, as token spans."""

from dataclasses import dataclass

from tallywire.records import Span


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with the words that stand for its source and the spans that it governs, all token spans.

    `source` is None when nobody is named ("it was reported that"). `via` is the intermediary of a quoted source.
    `referent` is what `source` stands for where grammar says so: the antecedent of "who".
    `quoted` says that (part of) the content stands in quotation marks.
    """

    rule: str
    cue: Span
    source: Span | None
    contents: tuple[Span, ...]
    via: Span | None = None
    referent: Span | None = None
    quoted: bool = False
