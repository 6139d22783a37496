"""All checks of a dataset that need nothing but the dataset."""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from tallywire.check.agreement import repeats, support
from tallywire.check.changes import changes
from tallywire.check.conflict import conflicts
from tallywire.check.contracts import broken
from tallywire.check.coverage import coverage
from tallywire.check.finding import Finding, worst_first
from tallywire.check.listing import listings
from tallywire.check.outlier import far_off, impossible, is_slip, slips
from tallywire.check.pairs import pairs
from tallywire.check.rows import Row, by_story, rows, sentences
from tallywire.check.shares import shares
from tallywire.check.stories import Stories
from tallywire.check.templates import Template, template
from tallywire.check.totals import totals


def find(claims: pd.DataFrame, stories: pd.DataFrame, rejects: int = 0) -> list[Finding]:
    """The findings over the tables of a dataset, worst first; the same tables give the same findings.

    Args:
        claims: one row a claim, as `tallywire.read_claims` gives it; the rows of a story stand together.
        stories: one row a story, with the columns of schema.md.
        rejects: inputs that could not be read.

    When a table breaks its contract, only that is found: the other checks rely on it.
    """
    contracts = broken(claims, stories)
    if contracts:
        return worst_first(contracts)
    found = rows(claims)
    known = Stories.of(stories, found)
    originals = [row for row in found if not known.is_copy(row.story_id)]
    return worst_first([*within(originals), *_between(originals, known), *coverage(claims, stories, rejects)])


def within(claims: Sequence[Row]) -> Iterator[Finding]:
    """What each story says about itself, unordered; the rows of a story must stand together."""
    yield from impossible(claims)
    for story in by_story(claims):
        yield from _once(_sums([template(sentence) for sentence in sentences(story)]))


def _sums(story: Sequence[Template]) -> Iterator[Finding]:
    for sentence in story:
        yield from changes(sentence)
        for row in sentence.rows:
            yield from listings(row)
    yield from totals(story)
    yield from shares(story)


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """The first finding about each set of claims: two rules may see one sum."""
    seen: set[frozenset[str]] = set()
    for finding in found:
        claims = frozenset(finding.claim_ids)
        if claims not in seen:
            seen.add(claims)
            yield finding


def _between(claims: Sequence[Row], stories: Stories) -> Iterator[Finding]:
    """What claims say about one another."""
    found = list(pairs(claims, stories))
    far = list(far_off(found))
    yield from slips(found)
    yield from far
    apart = {claim_id for finding in far for claim_id in finding.claim_ids}
    yield from conflicts([pair for pair in found if not is_slip(pair) and not apart & pair.claim_ids])
    yield from support(found)
    yield from repeats(claims, found, stories)
