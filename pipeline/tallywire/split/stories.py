"""Makes the stories of a dump: spans from the boundaries, headers and dates from the text and the input's metadata."""

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from tallywire.records import Dump, Evidence, Story, digest
from tallywire.split.boundaries import Boundary, boundaries
from tallywire.split.kinds import Marked, mark
from tallywire.split.paragraphs import paragraphs

#: What is left out where it ends a story: the page's own words, and headings that nothing follows.
_TRAILING = frozenset({"furniture", "rule", "counter", "label", "end_mark", "date", "heading", "time", "publisher", "byline"})


def split_text(text: str) -> list[Story]:
    """The stories of a text, in order; their source is "text"."""
    return split_dump(Dump(digest(text), "text", text))


def split_dump(dump: Dump, as_of: date | None = None) -> list[Story]:
    """The stories of a dump, in order; none when it holds nothing but white space.

    Each story's `text` is `dump.text[start:end]`; offsets are code points. `as_of` bounds inferred years from above.
    """
    marked = mark(paragraphs(dump.text))
    stories = []
    for index, (boundary, last) in enumerate(_spans(marked)):
        start, end = marked[boundary.opening.first].paragraph.start, marked[last].paragraph.end
        stories.append(_story(dump, index, start, end, marked, boundary))
    return stories


def outside(dump: Dump, stories: Sequence[Story]) -> list[tuple[int, int]]:
    """The spans of `dump.text` that no story holds, without surrounding white space: the page's furniture."""
    spans, at = [], 0
    for start, end in [(story.start, story.end) for story in stories] + [(len(dump.text), len(dump.text))]:
        rest = dump.text[at:start]
        if rest.strip():
            lead = len(rest) - len(rest.lstrip())
            spans.append((at + lead, at + lead + len(rest.strip())))
        at = end
    return spans


def _spans(marked: Sequence[Marked]) -> list[tuple[Boundary, int]]:
    """Each boundary with the index of its story's last paragraph."""
    found = boundaries(marked)
    spans = []
    for boundary, following in zip(found, [*found[1:], None], strict=True):
        stop = following.opening.first if following else len(marked)
        first, last = boundary.opening.first, stop - 1
        while last > first and marked[last].kind in _TRAILING:
            last -= 1
        spans.append((boundary, last))
    return spans


def _story(dump: Dump, index: int, start: int, end: int, marked: Sequence[Marked], boundary: Boundary) -> Story:
    title = " ".join(marked[i].text for i in boundary.opening.title) or None
    story_id = digest(dump.dump_id, PurePath(dump.source).name, str(start), str(end))
    return Story(story_id, dump.source, dump.dump_id, index, start, end, title, None, None, None, None, None, None, dump.text[start:end],
        evidence=tuple(Evidence("boundary", name, 0, 0) for name, _ in boundary.cues))
