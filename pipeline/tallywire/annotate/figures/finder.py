"""The grammar's order: read, drop what is no figure, then bound, name and rate what is left."""

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

from tallywire.annotate import document
from tallywire.annotate.dates import find_periods
from tallywire.annotate.figures.amounts.ages import mark_age, mark_length
from tallywire.annotate.figures.amounts.amount import read_amount
from tallywire.annotate.figures.amounts.elided import restore_units, share_suspended
from tallywire.annotate.figures.amounts.lending import lend_magnitudes, lend_units
from tallywire.annotate.figures.amounts.measures import si_value
from tallywire.annotate.figures.amounts.money import Money
from tallywire.annotate.figures.amounts.ranges import read_range
from tallywire.annotate.figures.amounts.rates import add_rate
from tallywire.annotate.figures.amounts.ratios import read_ratio
from tallywire.annotate.figures.amounts.stated import restate_kinds, state_exchanges
from tallywire.annotate.figures.changes import add_change, share_changes
from tallywire.annotate.figures.counted.elsewhere.breakdown import share_parts
from tallywire.annotate.figures.counted.elsewhere.comparisons import share_compared
from tallywire.annotate.figures.counted.elsewhere.ellipsis import share_nouns
from tallywire.annotate.figures.counted.elsewhere.gapping import fill_gaps
from tallywire.annotate.figures.counted.elsewhere.groups import share_groups
from tallywire.annotate.figures.counted.elsewhere.pronouns import share_pronouns
from tallywire.annotate.figures.counted.elsewhere.referred import share_referred
from tallywire.annotate.figures.counted.find import add_counted
from tallywire.annotate.figures.counted.nearby.asides import share_asides
from tallywire.annotate.figures.counted.phrases.possessors import trim_possessors
from tallywire.annotate.figures.counted.verbs.movers import name_raised, settle_changes
from tallywire.annotate.figures.counted.verbs.tallies import share_tallies
from tallywire.annotate.figures.excluded.find import is_excluded
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention, from_amount
from tallywire.annotate.figures.modifiers import add_modifier
from tallywire.annotate.figures.vocabulary import article_follows, starters, word_set
from tallywire.records import Figure, Period

_ARTICLES = frozenset(["a", "an"])


def find_figures(doc: Doc) -> tuple[Figure, ...]:
    """The figures of `doc`, sorted by start and disjoint. Offsets are code points of `doc.text`.

    Reads tags and dependencies where the Doc has them, and `doc._.tallywire_periods`: a figure that overlaps a time
    expression placed on the calendar is dropped.
    """
    document.register()
    sheet = Sheet(doc)
    periods = _anchored(doc)
    mentions = [mention for mention in _read(sheet) if not _on_calendar(sheet, mention, periods)]
    kept = _describe(sheet, mentions)
    return tuple(_figure(sheet, mention) for mention in kept)


def _anchored(doc: Doc) -> tuple[Period, ...]:
    """The time expressions placed on the calendar: those of the dates component, else of its finder."""
    found = find_periods(doc) if doc._.tallywire_periods is None else document.periods(doc)
    return tuple(period for period in found if period.anchored)


def _on_calendar(sheet: Sheet, mention: Mention, periods: tuple[Period, ...]) -> bool:
    """Whether the mention's number is part of a time expression; a unit behind "2030" shows that it is none."""
    start, end = sheet.span(mention.first, mention.number_after or mention.after)
    index = bisect_right(periods, start, key=lambda period: period.end)
    if index == len(periods) or periods[index].start >= end:
        return False
    if mention.frequency or (mention.kind == "duration" and _is_measured(sheet, mention)):
        return False
    if mention.kind == "count" and sheet.lower(mention.after) == "times":
        return False  # "three times a week"
    whole_start, whole_end = sheet.span(mention.first, mention.after)
    inside = whole_start <= periods[index].start and periods[index].end < whole_end
    return not (inside and (mention.kind in ("percent", "money", "measure") or mention.lead >= 0))


def _is_measured(sheet: Sheet, mention: Mention) -> bool:
    """A length of time that is measured, though the calendar could place it."""
    return any(test(sheet, mention) for test in (_is_lasting, _recurs, _is_spent, _is_short, _is_used, _is_timed))


def _is_lasting(sheet: Sheet, mention: Mention) -> bool:
    """ "built to last 12 years": the verb."""
    return sheet.lower(mention.first - 1) == "last" and sheet.lower(mention.first - 2) in word_set(
        "figure_context", "times", "verb_last"
    )


def _recurs(sheet: Sheet, mention: Mention) -> bool:
    """ "flashes every 40 seconds": a measured period, shorter than the calendar's."""
    return sheet.lower(mention.first - 1) == "every" and mention.unit in ("millisecond", "second", "minute", "hour")


def _is_short(sheet: Sheet, mention: Mention) -> bool:
    """ "died less than six hours after": a bounded length, shorter than the calendar's."""
    bounded = sheet.lower(mention.first - 1) == "than" and sheet.lower(mention.first - 2) in ("less", "more", "fewer")
    measured = mention.unit in word_set("figure_context", "times", "measured_after")
    return bounded and measured and sheet.lower(mention.after) == "after"


def _is_used(sheet: Sheet, mention: Mention) -> bool:
    """ "will survey it for five months before dropping a lander": how long, whatever comes next."""
    return sheet.lower(mention.first - 1) == "for" and sheet.lower(mention.after) == "before"


def _is_timed(sheet: Sheet, mention: Mention) -> bool:
    """ "reaches 100km/h in about eight seconds": no calendar counts by seconds."""
    return mention.unit in ("second", "millisecond") and sheet.lower(mention.after) not in word_set(
        "figure_context", "times", "after"
    )


def _is_spent(sheet: Sheet, mention: Mention) -> bool:
    """ "rested two hours since dawn": the object of a verb; "it has been two hours since" is a date."""
    if sheet.lower(mention.after) != "since" or sheet.opens(mention.after):
        return False
    verb = mention.first - 1
    while sheet.tag(verb) == "RB":
        verb -= 1
    elapses = word_set("figure_context", "times", "elapse")
    return sheet.tag(verb).startswith("VB") and sheet.token(verb).lemma_.lower() not in elapses


def _read(sheet: Sheet) -> list[Mention]:
    """Every mention, left to right, each as long as the grammar allows."""
    money = Money(sheet)
    mentions: list[Mention] = []
    after = 0
    for position in _starts(sheet):
        if position >= after and (mention := _mention_at(sheet, position, money)):
            mentions.append(mention)
            after = mention.after
    return mentions


def _starts(sheet: Sheet) -> Iterator[int]:
    """The positions of numbers, and of the words and signs that a figure may start with."""
    begins, behind_article = starters(), article_follows()
    for position, lexeme in enumerate(sheet.lexemes):
        word = lexeme.lower
        if lexeme.kind == "number":
            yield position
        elif word == "another":  # "another day or two"
            if sheet.lower(position + 2) == "or":
                yield position
        elif word not in begins:
            if word[-4:] == "fold":
                yield position
        elif word in _ARTICLES:  # most articles are just that
            noun = sheet.kind(position + 1) == "word" and sheet.lower(position + 2) != "or"
            if not noun or sheet.lower(position + 1) in behind_article:
                yield position
        else:
            yield position


def _mention_at(sheet: Sheet, position: int, money: Money) -> Mention | None:
    amount = read_amount(sheet, position, money)
    found = read_range(sheet, position, amount, money) or read_ratio(sheet, position, amount, money)
    if found is None and amount is not None:
        found = from_amount(amount)
    return found


def _describe(sheet: Sheet, mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    lend_units(sheet, mentions)
    lend_magnitudes(sheet, mentions)
    for mention in mentions:
        add_modifier(sheet, mention, mention.after)
        mark_age(sheet, mention)
        mark_length(sheet, mention)
        if is_excluded(sheet, mention) is None and not _is_base(sheet, mention):
            kept.append(mention)
    for index, mention in enumerate(kept):
        limit = kept[index + 1].first if index + 1 < len(kept) else sheet.size
        _note_unit(sheet, mention)
        add_change(sheet, mention)
        noun_after = add_counted(sheet, mention)
        if mention.modifier == "exact":
            add_modifier(sheet, mention, noun_after)
        add_rate(sheet, mention, noun_after, limit)
    share_changes(sheet, kept)
    share_groups(sheet, kept)
    state_exchanges(sheet, kept)
    restore_units(sheet, kept)
    share_suspended(sheet, kept)
    share_pronouns(sheet, kept)
    share_nouns(sheet, kept)
    share_parts(sheet, kept)
    share_tallies(sheet, kept)
    fill_gaps(sheet, kept)
    name_raised(sheet, kept)
    share_referred(sheet, kept)
    share_compared(sheet, kept)
    share_asides(sheet, kept)
    settle_changes(sheet, kept)
    trim_possessors(sheet, kept)
    restate_kinds(sheet, kept)
    return kept


def _note_unit(sheet: Sheet, mention: Mention) -> None:
    if (
        mention.unit
        and mention.rule.startswith(("unit", "money.name", "range"))
        and mention.number_after < mention.after
    ):
        mention.note("unit", mention.rule, *sheet.span(mention.number_after, mention.after))


def _is_base(sheet: Sheet, mention: Mention) -> bool:
    """The base of a rate: "per 100,000 people", "for every 10,000 people"."""
    before = sheet.lower(mention.first - 1)
    return before == "per" or (before == "every" and sheet.lower(mention.first - 2) == "for" and mention.unit is None)


def _si_unit(mention: Mention) -> str | None:
    return mention.unit if mention.kind in ("measure", "duration") else None


def _figure(sheet: Sheet, mention: Mention) -> Figure:
    start, end = sheet.span(mention.lead if mention.lead >= 0 else mention.first, mention.after)
    value_si, unit_si = si_value(mention.value, _si_unit(mention), mention.change is not None)
    counted = mention.counted
    return Figure(
        start=start,
        end=end,
        text=sheet.text[start:end],
        value=mention.value,
        low=mention.low,
        high=mention.high,
        modifier=mention.modifier,
        change=mention.change,
        kind=mention.kind,
        unit=mention.unit,
        counted=sheet.text[counted[0] : counted[1]] if counted else None,
        counted_head=mention.counted_head,
        per=mention.per,
        of=mention.of,
        value_si=value_si,
        unit_si=unit_si,
        counted_start=counted[0] if counted else None,
        counted_end=counted[1] if counted else None,
        rule=mention.rule,
        evidence=tuple(mention.evidence),
    )
