"""What stands on the page around a story."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tallywire.split.heads.outlets import folded
from tallywire.split.lines.kinds import TEXT, Marked


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a story's text: the lines above its title, its title's lines, and the lines below its text.

    `text` is where its text begins; `authors` are the names in its bylines, in lower case.
    """

    above: Sequence[Marked] = ()
    title: Sequence[Marked] = ()
    head: Sequence[Marked] = ()
    below: Sequence[Marked] = ()
    text: int = 0
    authors: frozenset[str] = frozenset()

    def lines(self) -> Iterator[Marked]:
        """All lines but the title's."""
        yield from self.above
        yield from self.head
        yield from self.below


def surroundings(
    above: Sequence[Marked], title: Sequence[Marked], story: Sequence[Marked], below: Sequence[Marked]
) -> Surroundings:
    """The page around a story; of its own paragraphs the short ones, above it what stands behind the story before."""
    close = max((i for i, item in enumerate(above) if item.kind == "end_mark"), default=-1)
    head = [item for item in story if len(item.text) <= SHORT and item not in title]
    authors = {folded(item.text[start:end]) for item in head if item.line for start, end in item.line.spans("names")}
    text = next((item.paragraph.start for item in story if item.kind in TEXT), story[0].paragraph.start if story else 0)
    foot = [*below[:_BELOW], *(item for item in below[_BELOW:] if _NOTICE.search(item.text[:SHORT]))]
    return Surroundings(above[close + 1 :], title, head, foot, text, frozenset(authors))


#: A page's notice of copyright stands at its very end.
_NOTICE = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)


#: Characters of the longest line of a page that is looked at, and how many lines below a story.
SHORT, _BELOW = 160, 16
