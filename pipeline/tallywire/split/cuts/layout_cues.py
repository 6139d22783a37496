"""The cues of the boundary model that look at a dump's layout: gaps, and what its marks of one form say together."""

import re
from collections.abc import Sequence
from functools import partial
from typing import get_args

from tallywire.split.cuts.context import Context, Cues, Form
from tallywire.split.lines.kinds import TEXT, Marked

CUES = Cues()


@CUES.named("gap.wide")
def _wide(c: Context) -> float:
    """More blank lines above the story's first paragraph than between others, and more than one."""
    first = c.opening.first
    if first >= len(c.marked) or c.standfirst_only or _block(c):
        return 0.0
    return float(c.gap > max(1, c.usual_gap))


def _verdict(c: Context, form: Form) -> float:
    """How far the marks of the form part stories in this dump."""
    found = c.verdicts.get(c.opening.interlude)
    return found.trust if found and found.form == form and not c.standfirst_only else 0.0


@CUES.named("gap.date")
def _date_gap(c: Context) -> float:
    """A day above text, set off by more blank lines than stand between other paragraphs."""
    return float(c.opening.date_heading is not None and not c.opening.title and c.gap > c.usual_gap)


for _form in get_args(Form):
    CUES[f"layout.{_form}"] = partial(_verdict, form=_form)


@CUES.named("gap.block")
def _block(c: Context) -> float:
    """A blank line between blocks whose own paragraphs have none between them; around "* * *" it says nothing."""
    if c.marked[min(c.opening.interlude, c.opening.first)].paragraph.gap == 0 or c.line_share < 0.5:
        return 0.0
    if c.opening.title:
        return 0.25
    if not c.opening.header and any(_SECTION_BREAK.fullmatch(item.text) for item in c.interlude):
        return 0.0
    if c.standfirst_only:
        return 0.0
    before, after = _run(c.marked, c.opening.interlude - 1, -1), _run(c.marked, c.opening.body, 1)
    if min(before, after) >= 2:
        return 1.0 if min(before, after) >= 3 else 0.75
    return 0.4 if max(before, after) >= 3 else 0.0


#: Stars and dots part the sections of one article; lines of dashes part articles.
_SECTION_BREAK = re.compile(r"[*•⁂~·.+\s]+")


def _run(marked: Sequence[Marked], i: int, step: int) -> int:
    """How many paragraphs, up to three, stand together without a blank line, from `i` in the direction of `step`."""
    count = 1
    while count < 3 and 0 <= i + step < len(marked):
        lower = i if step < 0 else i + step
        if marked[lower].paragraph.gap:
            break
        i += step
        count += marked[i].kind in TEXT
    return count


@CUES.named("gap.summary")
def _summary(c: Context) -> float:
    """Such a blank line in a dump whose first story repeats its lead under the title, as feeds' pages do."""
    return _block(c) if c.summary and not c.opening.title else 0.0
