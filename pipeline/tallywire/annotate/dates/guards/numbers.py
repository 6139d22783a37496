"""Figures that are a year, a decade, a day or a time of day, and count, price or number nothing."""

import re

from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.guards.guard import Guard, words
from tallywire.annotate.dates.page import Page
from tallywire.annotate.dates.readers.parts import located


def year(match: Match, page: Page) -> bool:
    """Four figures are a year unless they count, price or number something."""
    if len(match.words) > 1 and located(match):
        return True
    index = match.groups["year"][0]
    number = int(match.lexemes.words[index])
    before, after = match.before(), match.after()
    if before in words("number_signs") or after in words("counted_behind"):
        return False
    if before == "-" and match.before(2).isdecimal() and len(match.before(2)) != 4:
        return False
    if "year" in match.words:
        return True
    token = page.token(match.lexemes.start(index))
    follower = page.next_token(match.end)
    counted = follower is not None and follower.tag_ == "NNS" and not follower.is_punct
    if before == "than" and not 1500 <= number <= 2100:
        return False  # "fewer than 2101"
    if before in words("year_prepositions"):
        return number >= 1200 and not (counted and token.ent_type_ != "DATE")
    if before in ("about", "around", "some", "over", "than", "nearly", "almost", "least", "to") and counted:
        return False
    if not 1500 <= number <= 2100:
        return False
    if counted or (follower is not None and follower.tag_ in ("NN", "CD", "JJ")):
        return token.ent_type_ == "DATE" or before in ("the", "its", "their", "a")
    return True


def decade(match: Match, page: Page) -> bool:
    """Not an age ("in her 30s or 40s") or a temperature ("in the low 60s")."""
    digits = match.group("decade")[0].removesuffix("s")
    if len(digits) == len("20") and digits.isdecimal() and match.before() in words("level_openers"):
        return False  # "prices rose to the mid 20s"
    step = 1
    while match.before(step) in ("and", "or", "to") and re.fullmatch(r"[2-9]0s", match.before(step + 1)):
        step += 2
    step += match.before(step) in ("early", "late")
    return match.before(step) not in words("age_owners")


def year_short(match: Match, page: Page) -> bool:
    """ "'89" after a preposition or in a list of years; no closing quotation mark."""
    begin = match.groups["short"][0]
    mark = match.lexemes.start(begin - 1)
    opens = mark == 0 or page.text[mark - 1].isspace()
    return match.lexemes.end(begin - 1) == match.lexemes.start(begin) and opens


def clock(match: Match, page: Page) -> bool:
    """Figures like 10:35 need "a.m.", a zone or "at"; scores and ratios have none."""
    time = match.group("time")
    if len(time) > 1 or match.has("zone") or not time[0][0].isdigit():
        return True
    return (
        match.before() in words("clock_prepositions")
        and re.fullmatch(r"([01]?\d|2[0-4]):[0-5]\d(:\d\d)?", time[0]) is not None
    )


def after_preposition(match: Match, page: Page) -> bool:
    """ "on the 20th"."""
    return match.before() in ("on", "by", "until", "since", "of")


GUARDS: dict[str, Guard] = {
    "year": year,
    "decade": decade,
    "year_short": year_short,
    "clock": clock,
    "after_preposition": after_preposition,
}
