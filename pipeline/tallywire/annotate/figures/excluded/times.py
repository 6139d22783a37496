"""Numbers of the calendar and the clock: years, dates, times of day, lengths that end at a date."""

from en_tallywire.lexicon import table
from tallywire.annotate.figures.amounts.clause_ends import ends_clause
from tallywire.annotate.figures.excluded.names import context
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention

_HOURS = 24.0

_MINUTES = 29  # "twenty-five past": no larger number is told so


def year(sheet: Sheet, mention: Mention) -> bool:
    """A bare four-digit number in the range of years without a noun that people count."""
    written = sheet.written(mention.first)
    if mention.after - mention.first != 1 or mention.kind != "count" or not written.isdecimal() or len(written) != 4:
        return False
    years = table("figure_context")["years"]
    if not years["first"] <= int(written) <= years["last"]:
        return False
    if mention.modifier_first >= 0 and mention.modifier in ("more_than", "at_least", "at_most", "less_than"):
        return False
    nouns = context("years", "nouns")
    near = [sheet.lower(mention.after + k) for k in range(3)]
    if int(written) < 1800 and sheet.tag(mention.after) in ("NNS", "NNPS", "JJ"):
        return False
    return near[0] not in nouns and not (
        (near[1] in nouns and sheet.tag(mention.after)[:2] in ("JJ", "NN", "VB"))
        or (
            near[2] in nouns
            and sheet.tag(mention.after)[:2] in ("JJ", "NN")
            and sheet.tag(mention.after + 1)[:2] in ("JJ", "NN")
        )
    )


def year_span(sheet: Sheet, mention: Mention) -> bool:
    """ "2014-15", "1939–45", "between 2010 and 2015"."""
    if mention.modifier != "range" or mention.unit is not None or mention.low is None or mention.high is None:
        return False
    numbers = [sheet.written(at) for at in range(mention.first, mention.after) if sheet.kind(at) == "number"]
    years = table("figure_context")["years"]
    if not numbers or not all(number.isdecimal() for number in numbers) or len(numbers[0]) != 4:
        return False
    both = years["first"] <= mention.low <= years["last"] and years["first"] <= mention.high <= years["last"]
    return both and sheet.lower(mention.after) not in context("years", "nouns")


def date_part(sheet: Sheet, mention: Mention) -> bool:
    """A day beside its month, or a slashed or dashed date."""
    if mention.unit is not None or ((mention.value or 0) > 31 and mention.modifier != "range"):
        return False
    months = context("months", "words")
    for at in (mention.first - 1, mention.after):
        if sheet.lower(at) in months and sheet.written(at)[:1].isupper() and not sheet.opens(max(at, mention.first)):
            return True
    paired = sheet.lower(mention.first - 1) in ("and", "or", "to") and sheet.written(mention.first - 2).isdecimal()
    if paired and mention.kind == "count" and sheet.kind(mention.first) == "number" and not mention.magnitude > 1:
        month = sheet.lower(mention.first - 3).rstrip(".") if sheet.lower(mention.first - 3) != "." else ""
        month = month or sheet.lower(mention.first - 4)
        if month in months and sheet.tag(mention.after) not in ("NNS", "NN", "JJ"):
            return True  # "between May 2 and 5"
    abbreviated = sheet.lower(mention.first - 1) == "." and not sheet.opens(mention.first)
    if abbreviated and sheet.lower(mention.first - 2) in months:
        return True
    return (
        sheet.lower(mention.after) in ("/",) and sheet.kind(mention.after + 1) == "number" and mention.kind == "count"
    )


def clock(sheet: Sheet, mention: Mention) -> bool:
    """ "9pm", "10.30am", "8 a.m.", "14:00", "2000 GMT"."""
    at = mention.after
    if _is_shift(sheet, mention):
        return True
    if sheet.lower(at) in context("clock", "after") and not sheet.opens(at):
        return True
    if (
        mention.unit is None
        and sheet.lower(mention.first - 1) in ("past", "to")
        and sheet.lower(mention.first - 2) in ("half", "quarter")
    ):
        return sheet.lower(mention.first - 3) in context("clock", "before")
    if sheet.lower(at) == "past" and sheet.lower(mention.first) in ("half", "quarter"):
        return True
    if _is_hour(sheet, mention):
        return True
    colon = sheet.lower(at) == ":" and sheet.glued(at) and sheet.kind(at + 1) == "number" and sheet.glued(at + 1)
    return colon and mention.unit is None


def _is_shift(sheet: Sheet, mention: Mention) -> bool:
    """Either end of "open from 10 to 4"."""
    if mention.unit is not None or mention.modifier != "exact" or not 0 < (mention.value or 0) <= _HOURS:
        return False
    lead = mention.first - (1 if sheet.lower(mention.first - 1) == "from" else 3)
    shift = [sheet.lower(lead), sheet.lower(lead + 2)] == ["from", "to"] and ends_clause(sheet, lead + 4)
    return shift and sheet.lower(lead - 1) in context("clock", "shifts")


def _is_hour(sheet: Sheet, mention: Mention) -> bool:
    """ "at ten past four", "by four in the morning": a bare number of minutes, or of an hour."""
    at, before = mention.after, mention.first - 1
    if mention.unit is not None or mention.value is None or mention.value > _MINUTES:
        return False
    timed = sheet.lower(before) in context("clock", "before")
    if sheet.lower(at) in ("past", "to") and sheet.tag(at + 1) == "CD":
        return timed and mention.spelled and sheet.lower(at + 1) in context("clock", "hours")
    if sheet.lower(before) in ("past", "to") and sheet.lower(before - 2) in context("clock", "before"):
        return sheet.tag(before - 1) == "CD" and sheet.lower(mention.first) in context("clock", "hours")
    daily = sheet.lower(at + 2) in context("clock", "dayparts") and not sheet.tag(at + 3).startswith("NN")
    return timed and daily and sheet.lower(at) == "in" and sheet.lower(at + 1) == "the"


def match_minute(sheet: Sheet, mention: Mention) -> bool:
    """ "scored on 71 minutes": a time of a match."""
    return mention.unit == "minute" and sheet.lower(mention.first - 1) == "on" and sheet.kind(mention.first) == "number"


def since_record(sheet: Sheet, mention: Mention) -> bool:
    """ "the sharpest fall for 14 months", "the first time for a decade"."""
    if mention.kind != "duration" or sheet.lower(mention.first - 1) != "for":
        return False
    for at in range(mention.first - 2, max(mention.first - 6, -1), -1):
        if sheet.opens(at + 1) or sheet.tag(at).startswith("VB"):
            return False
        if sheet.tag(at) in ("JJS", "RBS") or sheet.lower(at) == "first":
            return True
    return False


def calendar_length(sheet: Sheet, mention: Mention) -> bool:
    """ "the past two weeks", "two years ago": a time expression, with or without the dates component."""
    if mention.kind != "duration":
        return False
    ahead = sheet.lower(mention.first - 1)
    if sheet.lower(mention.after) == "to" and sheet.lower(mention.after + 1) in ("go", "spare"):
        return ahead == "with"
    if ahead == "for" and sheet.lower(mention.after) == "before":
        return False  # "tested it for five months before shipping"
    if sheet.lower(mention.after) == "after" and mention.unit in context("times", "measured_after"):
        return mention.modifier not in ("less_than", "more_than")
    if ahead == "last" and sheet.lower(mention.first - 2) in context("times", "verb_last"):
        return False
    return ahead in context("times", "before") or (
        sheet.lower(mention.after) in context("times", "after") and not sheet.opens(mention.after)
    )
