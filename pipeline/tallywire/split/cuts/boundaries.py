"""The boundary model: adds up the weights of the cues that hold at each opening (`layout.toml`, `[boundary]`).

One pass from left to right; what a story has said so far (names, people, words) is kept, so that a passage that goes
on with it can be told from one that does not.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from math import fsum

from en_tallywire import lexicon
from tallywire.split.cuts.cohesion import Cohesion
from tallywire.split.cuts.context import Context, Cue
from tallywire.split.cuts.cues import CUES
from tallywire.split.cuts.layout import usual_gap, verdicts
from tallywire.split.cuts.openings import STANDFIRST_CHARS, STANDFIRST_PARAGRAPHS, Opening, opening_at, openings
from tallywire.split.cuts.records import Record, records
from tallywire.split.cuts.webpages import Webpage, webpages
from tallywire.split.lines.datelines import dateline
from tallywire.split.lines.kinds import HEADER, TEXT, Marked


@dataclass(frozen=True, slots=True)
class Boundary:
    """An opening that begins a story, and the weighted cues that decided, heaviest first (none for the first story).

    `bare` says that its heading has no byline, date or other sign with it; `start` is where its record begins, above
    its title, in a dump whose layout is clear; `stop` where its text ends, if that is known.
    """

    opening: Opening
    cues: tuple[tuple[str, float], ...] = ()
    bare: bool = False
    start: int | None = None
    stop: int | None = None


def boundaries(marked: Sequence[Marked]) -> list[Boundary]:
    """The openings that begin stories, in order; the dump's first opening always does.

    By its web pages or the layout of its records, unless the cues of single openings find more stories than the latter:
    then only some share the layout.
    """
    pages = [_of_page(marked, page) for page in webpages(marked)]
    if pages:
        return pages
    weighed = _weighed(marked)
    laid_out = list(_laid_out(marked, records(marked)))
    return laid_out if len(laid_out) >= len(weighed) else weighed


def _of_page(marked: Sequence[Marked], page: Webpage) -> Boundary:
    """The boundary of a page's article."""
    top = page.title.start if page.title else page.body
    header = tuple(i for i in range(top, page.body) if marked[i].kind in HEADER)
    opening = Opening(page.start, top, page.title, page.body, None, header)
    return Boundary(opening, _PAGE, start=page.start, stop=page.stop)


def _laid_out(marked: Sequence[Marked], found: Sequence[Record]) -> Iterator[Boundary]:
    """The records' boundaries, and those of stories below a record's first text that have a title and a header."""
    stops = [record.start for record in found[1:]] + [len(marked)] * bool(found)
    for record, stop in zip(found, stops, strict=True):
        own = opening_at(marked, record.start, record.body)
        yield Boundary(own, _LAID_OUT, start=record.start)
        for inner in _weighed(marked[record.start : stop])[1:]:
            opening = inner.opening.shifted(record.start)
            if opening.title and opening.header and opening.first > own.body:
                yield replace(inner, opening=opening)


def _weighed(marked: Sequence[Marked]) -> list[Boundary]:
    """The openings whose cues weigh enough, and the dump's first."""
    candidates = openings(marked)
    if not candidates:
        return []
    found = [Boundary(candidates[0])]
    cohesion = Cohesion([item.text for item in marked])
    first = candidates[0]
    context = Context(marked, cohesion, _line_share(marked), usual_gap(marked), _summary(marked), first, first)
    context = replace(context, verdicts=verdicts(context, candidates), people=set(), texts=0, chars=0)
    said = candidates[0].first
    passed_over = 0
    for opening in candidates[1:]:
        context.take_in(range(said, opening.interlude))
        said = opening.interlude
        context.turn_to(opening)
        cues = () if _own_header(context) else weigh(context)
        if not cues:
            context.subheads += context.bare
            passed_over += context.bare
            continue
        found.append(Boundary(opening, cues, context.bare))
        context = replace(context, opening=opening, begun=opening, people=set(), texts=0, chars=0, subheads=0)
        said = opening.first
    return _regular(found, passed_over)


#: What the layout of the whole dump shows needs no further cue.
_PAGE = (("layout.webpage", 1.0),)
_LAID_OUT = (("layout.records", 1.0),)


def first_boundary(marked: Sequence[Marked]) -> list[Boundary]:
    """The dump's first opening alone: that of a dump which is one article; none when it has no text."""
    return [Boundary(opening) for opening in openings(marked)[:1]]


def _regular(found: list[Boundary], passed_over: int) -> list[Boundary]:
    """The boundaries without weak ones at bare headings, where most bare headings are no titles.

    Articles that follow one another have titles of one form; a few likely ones among many others are subheadings.
    """
    table = lexicon.table("layout")["boundary"]["regular"]
    bare = sum(boundary.bare for boundary in found)
    if bare + passed_over < table["headings"] or bare >= table["share"] * (bare + passed_over):
        return found
    return [b for b in found if not b.bare or fsum(weight for _, weight in b.cues) >= table["threshold"]]


def weigh(context: Context) -> tuple[tuple[str, float], ...]:
    """The weighted cues of an opening that is a boundary, heaviest first; none for one that is not.

    The cues stand from cheap to costly; those that could no longer lift the sum to the threshold are not asked.
    """
    threshold = lexicon.table("layout")["boundary"]["threshold"]
    total, weighed = 0.0, []
    for name, weight, cue, reach in _weighted():
        if total + reach < threshold:
            return ()
        if not context.bare and name.startswith("bare."):
            continue  # such a cue holds of bare headings only
        value = weight * cue(context)
        total += value
        if value:
            weighed.append((name, value))
    return tuple(sorted(weighed, key=lambda cue: (-cue[1], cue[0]))) if total >= threshold else ()


@cache
def _weighted() -> tuple[tuple[str, float, Cue, float], ...]:
    """The cues in order: name, weight, cue, and how much it and the cues after it could add."""
    weights = lexicon.table("layout")["boundary"]["weights"]
    gains = [max(0.0, weight) for weight in weights.values()]
    return tuple((name, weight, CUES[name], fsum(gains[i:])) for i, (name, weight) in enumerate(weights.items()))


def _line_share(marked: Sequence[Marked]) -> float:
    """The share of breaks between paragraphs of text that have no blank line."""
    pairs = [(a, b) for a, b in itertools.pairwise(marked) if a.kind in TEXT and b.kind in TEXT]
    return sum(b.paragraph.gap == 0 for _, b in pairs) / len(pairs) if pairs else 0.0


def _summary(marked: Sequence[Marked]) -> bool:
    """Whether the dump's first paragraph of text is repeated by the second."""
    first = [item.text for item in islice((item for item in marked if item.kind in TEXT), 2)]
    return len(first) == 2 and first[0] == first[1]


def _own_header(context: Context) -> bool:
    """Whether the opening is only a later part of the begun story's header.

    That is a byline, date or publisher below its standfirst, or the dateline of its first sentence below a summary.
    """
    opening, begun, marked = context.opening, context.begun, context.marked
    if opening.title or (opening.date_heading is not None and begun.date_heading is not None):
        return False
    if context.texts > STANDFIRST_PARAGRAPHS or context.chars > STANDFIRST_CHARS:
        return False
    texts = [item.text for item in marked[begun.first : opening.interlude] if item.kind in TEXT]
    had = {marked[i].kind for i in begun.header if i < opening.interlude}
    here = {item.kind for item in context.interlude} & HEADER
    if here:
        return bool(begun.title) and not had & here
    return dateline(context.lead) is not None and not any(map(dateline, texts))
