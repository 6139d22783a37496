"""Totals and their parts, within a sentence and across neighbours: "12,574 by one crossing and 13,746 by the other"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, reduce
from itertools import pairwise

from en_tallywire import lexicon
from tallywire.check.finding import Finding
from tallywire.check.nouns import is_person
from tallywire.check.precision import Span, wide
from tallywire.check.reckon import Sum, judged, reckon
from tallywire.check.rows import Row
from tallywire.check.templates import FIGURE, Template
from tallywire.check.wording import about, listed, number

#: Figures that may be parts of one total; more of them are a list of other things.
_MOST_PARTS = 6
#: Digits that a total must have for a sum to be no coincidence when no word says that it is one.
_TELLING_DIGITS = 4
_OF_WHOM = re.compile(rf"{FIGURE} of (?:whom|which|them)\b")
#: Kinds of which parts make a whole; a percentage of some and one of all do not.
_ADDITIVE = ("count", "money", "measure")
#: Wholes below this ("two of the three") are not worth a finding that their part fits.
_WORTH = 10
#: How many characters of text may lie between the sentences of a total and its parts.
_NEAR = 400
#: How many sentences with figures "of these" may point back over.
_LOOK_BACK = 3


def totals(story: Sequence[Template]) -> Iterator[Finding]:
    """Findings over the totals of a story, whose sentences with figures are given in order."""
    for sentence in story:
        yield from _parts_of(sentence)
        yield from _worded(sentence)
    for before, after in pairwise(story):
        if _start(after) - _start(before) < _NEAR + len(before.text):
            yield from _difference(before, after)
    for index in range(len(story)):
        yield from _back(index, story)
        yield from _telling(story[index : index + 3])


def _parts_of(sentence: Template) -> Iterator[Finding]:
    """Rows that give their own whole: "14 of 24"."""
    for row in sentence.rows:
        if row.of is None or row.value is None or row.kind == "percent" or (row.kind == "ratio" and row.value < 1):
            continue
        whole = next((one for one in sentence.rows if one.value == row.of and one is not row), None)
        rows = [row, whole] if whole else [row]
        if row.value > row.of and (whole is None or _too_much([row], whole)):
            reason = f"{row.quantity} is said to be a part of {number(row.of)}, which is less."
            yield about("arithmetic", "arithmetic.part", "error", reason, rows)
        elif row.value <= row.of and row.of >= _WORTH:
            reason = f"{row.quantity} fits into the {number(row.of)} of which it is a part."
            yield about("arithmetic", "arithmetic.part", "info", reason, rows)


def _worded(sentence: Template) -> Iterator[Finding]:
    """Sums that words of the same sentence announce."""
    whole, parts = _after_cue(sentence, "exhaustive")
    if whole and len(parts) > 1:
        yield from judged("total", whole, parts, [_sum(parts)], "warning")
    whole, parts = _after_cue(sentence, "partial")
    if whole and parts:
        yield from _within(whole, parts)
    for whole, part in _of_whom(sentence):
        yield from _within(whole, [part])
    whole, parts = _opening_whole(sentence)
    if whole and parts:
        yield from _within(whole, parts)
    whole, parts = _before_sum(sentence)
    if whole and len(parts) > 1:
        yield from judged("total", whole, parts, [_sum(parts)], "warning")


def _after_cue(sentence: Template, cues: str) -> tuple[Row | None, list[Row]]:
    """The figure before the first cue, and the comparable figures behind it up to a word that sets the rest apart."""
    match = _cue(cues).search(sentence.text)
    if not match or FIGURE not in sentence.text[: match.start()]:
        return None, []
    index = sentence.text.count(FIGURE, 0, match.start()) - 1
    end = _apart_from(sentence.text, match.end())
    behind = sentence.rows[index + 1 : sentence.text.count(FIGURE, 0, end)]
    return sentence.rows[index], _comparable(sentence.rows[index], behind)


def _of_whom(sentence: Template) -> Iterator[tuple[Row, Row]]:
    """ "19 tourists, 7 of whom were hurt": a figure right before "of whom" is a part of the one before it."""
    for match in _OF_WHOM.finditer(sentence.text):
        index = sentence.text.count(FIGURE, 0, match.start())
        if index and _comparable(sentence.rows[index - 1], [sentence.rows[index]]):
            yield sentence.rows[index - 1], sentence.rows[index]


def _opening_whole(sentence: Template) -> tuple[Row | None, list[Row]]:
    """ "Of the 40 houses, 12 are empty": the first figure is the whole, the next ones its parts."""
    if not re.match(r"[\"“']?of (?:the |all |its |their )?[^#.;:,]{0,30}#", sentence.text):
        return None, []
    end = _apart_from(sentence.text, sentence.text.index(FIGURE))
    behind = sentence.rows[1 : sentence.text.count(FIGURE, 0, end)]
    return sentence.rows[0], _comparable(sentence.rows[0], behind)


def _before_sum(sentence: Template) -> tuple[Row | None, list[Row]]:
    """ "3 in the north and 4 in the south, a total of 7": the figure behind the cue is the sum of those before it."""
    match = _cue("sums").search(sentence.text)
    if not match or FIGURE not in sentence.text[match.end() : match.end() + 30]:
        return None, []
    index = sentence.text.count(FIGURE, 0, match.end())
    whole = sentence.rows[index]
    return whole, _comparable(whole, sentence.rows[:index])


def _back(index: int, story: Sequence[Template]) -> Iterator[Finding]:
    """ "Of these, ...": the parts of a figure given before, also where the next sentence goes on with a figure."""
    sentence = story[index]
    if not _cue("back").match(sentence.text.lstrip("\"“' ")):
        return
    end = _apart_from(sentence.text, 0)
    named = list(sentence.rows[: sentence.text.count(FIGURE, 0, end)])
    if index + 1 < len(story) and story[index + 1].text.startswith(FIGURE):
        named += story[index + 1].rows[:1]
    before = [row for near in reversed(story[max(0, index - _LOOK_BACK) : index]) for row in near.rows]
    for whole in sorted(before, key=lambda row: -(row.value or 0)):
        parts = _comparable(whole, named)
        if parts and whole.kind == "count" and not whole.change and not _too_much(parts[:1], whole):
            yield from _within(whole, parts)
            return


def _within(whole: Row, parts: list[Row]) -> Iterator[Finding]:
    """Parts that need not be all: each must fit, and so must their sum unless they overlap."""
    names = listed(part.quantity for part in parts)
    rows = [whole, *parts]
    large = [part for part in parts if _too_much([part], whole)]
    total = sum(part.value or 0 for part in parts)
    if large:
        reason = f"{listed(part.quantity for part in large)} cannot be a part of {whole.quantity}, which is less."
        yield about("arithmetic", "arithmetic.parts", "error", reason, [whole, *large])
    elif _too_much(parts, whole):
        reason = f"{names} make {number(total)}, more than the {whole.quantity} of which they are parts."
        yield about("arithmetic", "arithmetic.parts", "warning", reason, rows)
    elif whole.value is not None:
        left = whole.value - total
        unit = f" {whole.unit}" if whole.unit else ""
        rest = f"; {number(left)}{unit} are not accounted for" if left > 0 and len(parts) > 1 else ""
        reason = f"{names} fit{'s' if len(parts) == 1 else ''} into {whole.quantity}{rest}."
        yield about("arithmetic", "arithmetic.parts", "info", reason, rows)


def _difference(before: Template, after: Template) -> Iterator[Finding]:
    """ "That is 900,000 more than have left": the difference of the two figures of the sentence before."""
    match = re.search(
        rf"{FIGURE} (?:more|fewer|less|higher|lower) than (?:those|the number|that|the other)\b", after.text
    )
    if not match or FIGURE in after.text[match.end() :]:
        return
    row = after.rows[after.text.count(FIGURE, 0, match.start())]
    pair = [one for one in before.rows if one.measured == row.measured and one.value is not None]
    if len(pair) == 2:
        larger, smaller = sorted(pair, key=lambda one: -(one.value or 0))
        words = f"{larger.quantity} less {smaller.quantity} is"
        yield from judged(
            "difference", row, (larger, smaller), [reckon(Span.__sub__, (larger, smaller), words)], "warning"
        )


def _telling(near: Sequence[Template]) -> Iterator[Finding]:
    """A figure of many digits that its neighbours make exactly, whatever the words."""
    if not near or _start(near[-1]) - _start(near[0]) > _NEAR + len(near[0].text):
        near = near[:1]
    rows = [row for sentence in near for row in sentence.rows if row.kind in ("count", "money") and row.change is None]
    first = {row.claim_id for row in near[0].rows}
    for index, whole in enumerate(rows):
        if whole.modifier != "exact" or len(f"{whole.value or 0:.0f}".rstrip("0")) < _TELLING_DIGITS:
            continue
        for parts in _runs(rows, index, whole):
            if {whole.claim_id, *(part.claim_id for part in parts)} & first:
                yield from judged("total", whole, parts, [_sum(parts)], "info")


def _runs(rows: Sequence[Row], index: int, whole: Row) -> Iterator[list[Row]]:
    """Runs of comparable figures right behind or before the whole that make it exactly."""
    behind, ahead = rows[index + 1 :], rows[:index][::-1]
    for side in (behind, ahead):
        run = _comparable(whole, side[:_MOST_PARTS])
        for size in range(2, len(run) + 1):
            if sum(part.value or 0 for part in run[:size]) == whole.value:
                yield run[:size]
                return


def _comparable(whole: Row, rows: Sequence[Row]) -> list[Row]:
    """The first rows that may be parts of `whole`: plain figures of its kind and unit that count such things as it."""
    return [
        row
        for row in rows[:_MOST_PARTS]
        if row.kind in _ADDITIVE
        and row.measured == whole.measured
        and row.per == whole.per
        and row.value is not None
        and not (row.change or row.negated or row.of)
        and _such(row.counted_head, whole.counted_head)
    ]


def _such(part: str | None, whole: str | None) -> bool:
    """Whether what `part` counts may be some of what `whole` counts: the same noun, none, or people of people."""
    if part is None or whole is None or part.lower() == whole.lower():
        return True
    return is_person(part) and is_person(whole)


def _too_much(parts: Sequence[Row], whole: Row) -> bool:
    """Whether the parts cannot fit into the whole, however generously both are read."""
    spans, limit = [wide(part) for part in parts], wide(whole)
    if limit is None or any(span is None for span in spans):
        return False
    return reduce(lambda total, span: total + (span.low if span else 0), spans, 0.0) > limit.high


def _sum(parts: Sequence[Row]) -> Sum | None:
    words = f"{' + '.join(part.quantity for part in parts)} is"
    return reckon(lambda *spans: reduce(Span.__add__, spans), parts, words)


def _start(sentence: Template) -> int:
    return sentence.rows[0].sentence_start


def _apart_from(text: str, start: int) -> int:
    """Where, after `start`, a word says that what follows is no part of what went before; else the text's end."""
    match = _cue("apart").search(text, start)
    return match.start() if match else len(text)


@cache
def _cue(section: str) -> re.Pattern[str]:
    words = sorted(lexicon.table("sums")["totals"][section], key=lambda word: (-len(word), word))
    return re.compile(rf"(?:\b|(?=\W))({'|'.join(map(re.escape, words))})(?!\w)")
