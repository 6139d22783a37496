"""Which time expression governs a figure: the one nearest on the way from the figure up through its clauses.

Candidates modify the figure's noun phrase, its clause, the subject of its clause, or an outer clause, in this order
(claim-guide, section 3: the expression must modify the clause or noun that holds the figure; an event's own date
counts). An expression in another clause, or in the reporting frame, does not govern it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tallywire.assemble.dating.ends import DAYS
from tallywire.assemble.dating.events import Event
from tallywire.assemble.dating.relations import Timespan, apply_relation
from tallywire.assemble.dating.trailing import trailing_stretch
from tallywire.assemble.dating.way import Setting, Way
from tallywire.records import Span, Story

_TOPICS = frozenset({"quarter", "half", "unit.ended", "length.months_of", "year.kind"})
_Ranked = tuple[float, int, Timespan]


def governing_timespan(setting: Setting, spans: Sequence[Timespan], published: date | None) -> Timespan | None:
    """The time expression of the sentence that governs the figure; None when there is none."""
    if not spans and "since" not in setting.tree.lemma:
        return None
    way = Way(setting, spans)
    ranked: list[_Ranked] = []
    for span in (span for span in spans if not _is_own_length(span, setting.figure)):
        if _is_ahead_of_past(setting, span, published):
            continue
        distance = way.distance(span)
        if distance is not None:
            ranked.append((distance, abs(span.anchor - setting.figure[0]), span))
    if ranked:
        dated = [
            item for item in ranked if item[2].date_from or item[2].date_to or not item[2].rule.startswith("length")
        ]
        nearest = min(_without_day_of_report(dated or ranked), key=lambda item: item[:2])[2]
        nearest = trailing_stretch(setting.tree, setting.figure, nearest, spans) or nearest
        if way.hangs_on(nearest):
            date_from, date_to = nearest.own
            return replace(nearest, start=nearest.anchor, date_from=date_from, date_to=date_to)
        event = way.event(nearest)
        if event is not None and event.is_cause:
            return nearest if nearest.rule.startswith(DAYS) else None
        return _with_event(nearest, event, published)
    return way.undated_event(spans, published)


def _without_day_of_report(ranked: list[_Ranked]) -> list[_Ranked]:
    """Without the days on which results were told of a quarter or year: "posted first-half sales of £4m on Tuesday"."""
    if not any(span.rule.split("+")[0] in _TOPICS for _, _, span in ranked):
        return ranked
    return [item for item in ranked if not item[2].rule.startswith(DAYS)]


def since_then(story: Story, event: Timespan, spans: Sequence[Timespan]) -> Timespan:
    """The event, of which "since then" says that it came with the last time told before, if that is over."""
    if story.text[event.start : event.end].lower() != "since then" or story.published is None:
        return event
    told = [span.own for span in spans if span.end <= event.start and span.own[0] and span.own[1]]
    first, last = told[-1] if told else (None, None)
    return replace(event, date_from=first) if last and last < story.published else event


def _is_ahead_of_past(setting: Setting, span: Timespan, published: date | None) -> bool:
    """Whether the time is yet to come, in front of a past event: "a new league next season after 12 clubs agreed"."""
    tree = setting.tree
    if published is None or span.date_from is None or span.date_from <= published or span.end > setting.figure[0]:
        return False
    clause = tree.clause(tree.head_of_span(*setting.figure))
    marker = tree.marker(clause)
    behind = marker is not None and span.end <= marker.start
    return behind and tree.tokens[clause].dep == "advcl" and tree.tense(clause) in ("past", "pluperfect")


def _is_own_length(span: Timespan, figure: Span) -> bool:
    """Whether the expression is the figure itself, a length of time that was told with an event ("an hour after")."""
    return span.rule.startswith("length") and span.anchor < figure[1] and figure[0] < span.end


def _with_event(span: Timespan, event: Event | None, published: date | None) -> Timespan:
    """The expression under the relation of the event that it dates, where it stands in one."""
    if event is None or "+" in span.rule:
        return span
    date_from, date_to = apply_relation(event.relation, (span.date_from, span.date_to), published)
    return replace(
        span, start=event.start, date_from=date_from, date_to=date_to, rule=f"{span.rule}+event.{event.relation}"
    )
