"""Whether two figures hold for the same time."""

from tallywire.check.rows import Row

#: Days within which figures of a standing number ("there are", "now") speak of the same state.
STANDING = 31
#: Days within which figures of what happens speak of the same events, when neither says when.
HAPPENING = 7
#: Changes, and what changes from day to day, are compared on one day only.
DAILY = 0
#: Share of their common length that two periods must have in common.
_COMMON = 0.5


def comparable(first: Row, second: Row, window: int) -> bool:
    """Whether the rows' times allow that they speak of the same; `window` is how many days a figure may stand.

    Two periods must mostly coincide. A figure without a period speaks for the day of publication.
    """
    spans = _span(first), _span(second)
    if spans[0] and spans[1]:
        return _coincide(spans[0], spans[1]) or (
            window == STANDING and _distance(first, second) <= window and _standing(spans)
        )
    given = spans[0] or spans[1]
    other = second if spans[0] else first
    if given is None:
        return first.story_id == second.story_id or _distance(first, second) <= window
    if other.published is None:
        return False
    # A period that reached up to the other story's day may be what that story left unsaid; one long past is not.
    return abs(given[1] - other.published) <= window


def _span(row: Row) -> tuple[int, int] | None:
    if row.date_from is None or row.date_to is None:
        return None
    return row.date_from, row.date_to


def _coincide(first: tuple[int, int], second: tuple[int, int]) -> bool:
    common = min(first[1], second[1]) - max(first[0], second[0]) + 1
    union = max(first[1], second[1]) - min(first[0], second[0]) + 1
    return common >= _COMMON * union


def _standing(spans: tuple[tuple[int, int] | None, ...]) -> bool:
    """Whether both are single days, as "now" and "as of Monday" are."""
    return all(span is not None and span[0] == span[1] for span in spans)


def _distance(first: Row, second: Row) -> int:
    days = first.day, second.day
    return abs(days[0] - days[1]) if days[0] is not None and days[1] is not None else STANDING + 1
