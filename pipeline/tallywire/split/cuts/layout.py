"""Judges a dump's marks of layout as a whole: whether its wide gaps, rules, days or headings part stories or sections.

One dump parts its stories by two blank lines, another so sets off the sections of one article. A single mark does not
tell; all marks of one form together do, by what stands around each: whether names and words go on from one side to the
other, and whether the text behind opens as a lead does.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import fsum

from en_tallywire import lexicon
from tallywire.split.cuts.context import Context, Cue, Form, Verdict
from tallywire.split.cuts.cues import CUES
from tallywire.split.cuts.openings import SUBHEAD_WORDS, Opening
from tallywire.split.lines.kinds import TEXT, Marked
from tallywire.split.lines.mentions import mentions


def usual_gap(marked: Sequence[Marked]) -> int:
    """How many blank lines most often stand between two paragraphs of text; the most of several as frequent."""
    gaps = Counter(b.paragraph.gap for a, b in pairwise(marked) if a.kind in TEXT and b.kind in TEXT)
    return max(gaps, key=lambda gap: (gaps[gap], gap), default=0)


#: The short line with which wire reports set off their sections and notes.
_SECTION = re.compile(r"_{1,5}[.]?")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A form of mark; those above a heading as short as a subheading's are judged by themselves."""

    form: Form
    short: bool


def verdicts(context: Context, candidates: Sequence[Opening]) -> dict[int, Verdict]:
    """What the marks of the candidates' form say in this dump, by the number of the opening's interlude.

    `context` is that of the dump's first opening. Each form is tried as if all its marks were boundaries.
    """
    found: dict[_Mark, list[Opening]] = {}
    for opening in candidates[1:]:
        context.turn_to(opening)
        mark = _mark(context)
        if mark:
            found.setdefault(mark, []).append(opening)
    return {
        opening.interlude: Verdict(mark.form, trust)
        for mark, marks in found.items()
        for trust in [
            -1.0
            if _is_history(context, mark, marks)
            else _trust(replace(context, opening=candidates[0], begun=candidates[0]), marks)
        ]
        for opening in marks
    }


def _is_history(context: Context, mark: _Mark, marks: Sequence[Opening]) -> bool:
    """Whether days alone above text lie years apart: the entries of a timeline."""
    lines = [context.marked[one.date_heading].text for one in marks if one.date_heading is not None]
    years = {mention.year for line in lines for mention in mentions(line) if mention.year}
    return mark.form == "date" and bool(years) and max(years) - min(years) > 1


def _mark(c: Context) -> _Mark | None:
    """The mark of an opening, unless it has a header of its own, repeats a summary or is an entry of a live blog."""
    kinds = {item.kind for item in c.interlude}
    if c.opening.header or "time" in kinds or (c.title and c.opening.date_heading is not None):
        return None
    if c.marked[c.opening.interlude - 1].text == c.lead:
        return None
    words = len(c.title.split())
    short = 0 < words <= SUBHEAD_WORDS
    if "rule" in kinds:
        return None if any(_SECTION.fullmatch(item.text) for item in c.interlude) else _Mark("rule", short)
    if c.opening.date_heading is not None:
        return _Mark("date", False)
    if c.gap > c.usual_gap:
        return _Mark("gap", short)
    return _Mark("heading", False) if words > SUBHEAD_WORDS else None


def _trust(context: Context, marks: Sequence[Opening]) -> float:
    """How far marks of one form part stories: from -1, never, to 1, always.

    The mean of what the text around each says, with one more that says nothing: a few marks prove less than many.
    """
    sums: list[float] = []
    for opening in marks:
        context.take_in(range(context.begun.first if not sums else context.opening.interlude, opening.interlude))
        context.turn_to(opening)
        sums.append(fsum(weight * cue(context) for weight, cue in _evidence()))
        context = replace(context, begun=opening, people=set(), texts=0, chars=0)
    mean = fsum(sums) / (len(sums) + 1)
    table = lexicon.table("layout")["boundary"]["layout"]
    sure, never = float(table["sure"]), float(table["never"])
    return min(1.0, mean / sure) if mean > 0 else -min(1.0, mean / never)


@cache
def _evidence() -> tuple[tuple[float, Cue], ...]:
    """The cues that look at the text around a mark, with their weights."""
    table = lexicon.table("layout")["boundary"]
    kinds = tuple(table["layout"]["evidence"])
    return tuple((weight, CUES[name]) for name, weight in table["weights"].items() if name.startswith(kinds))
