"""The boundary model: adds up the weights of the cues that hold at each opening (`layout.toml`, `[boundary]`).

One pass from left to right; what a story has said so far (names, people, words) is kept, so that a passage that goes
on with it can be told from one that does not.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from en_tallywire import lexicon
from tallywire.split.cohesion import Cohesion
from tallywire.split.cues import CUES, Context
from tallywire.split.datelines import dateline
from tallywire.split.kinds import HEADER, TEXT, Marked
from tallywire.split.openings import STANDFIRST_CHARS, STANDFIRST_PARAGRAPHS, Opening, openings


@dataclass(frozen=True, slots=True)
class Boundary:
    """An opening that begins a story, and the weighted cues that decided, heaviest first (none for the first story)."""

    opening: Opening
    cues: tuple[tuple[str, float], ...] = ()


def boundaries(marked: Sequence[Marked]) -> list[Boundary]:
    """The openings that begin stories, in order; the dump's first opening always does."""
    candidates = openings(marked)
    if not candidates:
        return []
    found = [Boundary(candidates[0])]
    cohesion = Cohesion([item.text for item in marked])
    context = Context(marked, cohesion, _line_share(marked), candidates[0], candidates[0])
    said = candidates[0].first
    for opening in candidates[1:]:
        for i in range(said, opening.interlude):
            context.people.update(cohesion.terms[i].people)
        said = opening.interlude
        context.opening = opening
        cues = _weigh(context)
        if _own_header(context) or sum(weight for _, weight in cues) < lexicon.table("layout")["boundary"]["threshold"]:
            continue
        found.append(Boundary(opening, tuple(sorted(cues, key=lambda cue: (-cue[1], cue[0])))))
        context = Context(marked, cohesion, context.line_share, opening, opening)
        said = opening.first
    return found


def _weigh(context: Context) -> list[tuple[str, float]]:
    weights: dict[str, float] = lexicon.table("layout")["boundary"]["weights"]
    weighed = [(name, weight * CUES[name](context)) for name, weight in weights.items()]
    return [(name, value) for name, value in weighed if value]


def _line_share(marked: Sequence[Marked]) -> float:
    """The share of breaks between paragraphs of text that have no blank line."""
    pairs = [(a, b) for a, b in itertools.pairwise(marked) if a.kind in TEXT and b.kind in TEXT]
    return sum(b.paragraph.gap == 0 for _, b in pairs) / len(pairs) if pairs else 0.0


def _own_header(context: Context) -> bool:
    """Whether the opening is only a later part of the begun story's header.

    That is a byline, date or publisher below its standfirst, or the dateline of its first sentence below a summary.
    """
    opening, begun, marked = context.opening, context.begun, context.marked
    if opening.title or (opening.date_heading is not None and begun.date_heading is not None):
        return False
    texts = [item.text for item in marked[begun.first : opening.interlude] if item.kind in TEXT]
    if len(texts) > STANDFIRST_PARAGRAPHS or sum(map(len, texts)) > STANDFIRST_CHARS:
        return False
    had = {marked[i].kind for i in begun.header if i < opening.interlude}
    here = {item.kind for item in context.interlude} & HEADER
    if here:
        return bool(begun.title) and not had & here
    return dateline(context.lead) is not None and not any(map(dateline, texts))
