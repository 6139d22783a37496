"""Shares of one question: answers exclude one another, so that their percentages cannot pass 100."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from en_tallywire import lexicon
from tallywire.check.finding import Finding
from tallywire.check.precision import wide
from tallywire.check.rows import Row
from tallywire.check.templates import FIGURE, Template
from tallywire.check.wording import about, listed, number

#: What rounding may add to a sum of shares, a share.
_ROUNDING = 0.5
#: Sentences between which an enumeration of answers may go on, by the characters between their starts.
_NEAR = 300


def shares(story: Sequence[Template]) -> Iterator[Finding]:
    """Findings over the enumerations of shares in a story."""
    for answers in _enumerations(story):
        total = sum(row.value or 0 for row in answers)
        low = sum(span.low for row in answers if (span := wide(row)))
        slack = _ROUNDING * len(answers)
        names = listed(row.quantity for row in answers)
        if low > 100 + slack:
            reason = f"{names} are shares of one question, but make {number(total)}%; were several answers allowed?"
            yield about("arithmetic", "arithmetic.shares", "warning", reason, answers)
        elif abs(total - 100) <= slack and all(row.modifier == "exact" for row in answers):
            yield about("arithmetic", "arithmetic.shares", "info", f"{names} make {number(total)}%.", answers)


def _enumerations(story: Sequence[Template]) -> Iterator[list[Row]]:
    """Runs of shares that follow one another with one verb of choice, or in one sentence of nothing else."""
    answers = [(row, verb, sentence) for sentence in story for row, verb in _chosen(sentence)]
    for _, run in groupby(_numbered(answers), key=lambda item: item[0]):
        rows = [row for _, row in run]
        if len(rows) > 1:
            yield rows


def _numbered(answers: Sequence[tuple[Row, str, Template]]) -> Iterator[tuple[int, Row]]:
    """The rows with the number of their run: a run ends where verb or base changes, or text lies between."""
    run, last = 0, None
    for row, verb, sentence in answers:
        if last is not None and not _goes_on(last, (row, verb, sentence)):
            run += 1
        last = (row, verb, sentence)
        yield run, row


def _goes_on(last: tuple[Row, str, Template], this: tuple[Row, str, Template]) -> bool:
    (before, verb, _), (row, same, _) = last, this
    base = row.counted_head in (None, before.counted_head) or before.counted_head is None
    near = row.sentence_start - before.sentence_start < _NEAR
    return base and near and (verb == same or row.sentence_start == before.sentence_start)


def _chosen(sentence: Template) -> Iterator[tuple[Row, str]]:
    """The sentence's shares with a verb of choice between them and the next figure."""
    pieces = sentence.text.split(FIGURE)
    for row, behind in zip(sentence.rows, pieces[1:], strict=True):
        match = _choices().search(behind)
        if row.kind == "percent" and row.unit == "percent" and not row.change and row.value is not None and match:
            yield row, match.group()


@cache
def _choices() -> re.Pattern[str]:
    words = sorted(lexicon.table("sums")["shares"]["choices"], key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
