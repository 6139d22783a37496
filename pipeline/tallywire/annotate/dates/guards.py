"""Conditions under which an ambiguous match is a time expression."""

import re
from collections.abc import Callable
from functools import cache

from en_tallywire.lexicon import table
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.page import Page
from tallywire.annotate.dates.readers.parts import located
from tallywire.annotate.dates.tense import direction

#: Tags of words behind "the year" that make it part of a longer phrase.
_GOES_ON = frozenset({"NN", "NNS", "NNP", "JJ", "VBN", "RB", "WRB", "WDT", "WP", "PRP", "DT"})


@cache
def words(name: str) -> frozenset[str]:
    """The word list `name` of the guards' lexicon."""
    return frozenset(table("dates_guards")[name])


def month(match: Match, page: Page) -> bool:
    """A month alone: not part of a name, and "May", "March", "Jan." only where the words around ask for a date."""
    word = match.group("month")[0]
    token = page.token(match.lexemes.start(match.groups["month"][0]))
    if word in words("ambiguous_months") or word in words("short_months"):
        framed = len(match.words) > 1 or match.before() in words("time_prepositions") or match.after() == "'s"
        framed = framed or _precedes_event(match, page)
        return framed and token.tag_ not in ("MD", "VB", "VBP") and token.ent_type_ not in ("PERSON", "GPE")
    return token.ent_type_ != "PERSON" and not _in_name(match, page)


def _precedes_event(match: Match, page: Page) -> bool:
    """Whether a capitalised month stands between an article and a noun: "the March failure"."""
    after = page.next_token(match.end)
    is_noun = after is not None and after.tag_ in ("NN", "NNS") and after.text.islower()
    return is_noun and match.before() in ("the", "a", "its", "their", "his", "her") and page.text[match.start].isupper()


def _given_name(match: Match, page: Page) -> bool:
    """Whether a month that is a given name too stands before a surname ("April Jones")."""
    if (
        len(match.words) > 1
        or match.words[0] not in words("given_names")
        or match.before() in words("time_prepositions")
    ):
        return False
    after = page.next_token(match.end)
    return after is not None and after.tag_ == "NNP"


def _in_name(match: Match, page: Page) -> bool:
    """Whether a capitalised word that is no date goes on right behind ("June Jones", "September Dossier")."""
    after = page.next_token(match.end)
    surname = after is not None and after.ent_type_ == "PERSON" and after.ent_iob_ == "I"
    return surname or _given_name(match, page)


def weekday(match: Match, page: Page) -> bool:
    """An abbreviated weekday alone needs its full stop or a preposition; "Black Friday" and clubs are names."""
    begin, _end = match.groups["weekday"]
    lexemes = match.lexemes
    word = lexemes.words[begin]
    if word in match.vocabulary.words("weekday_short"):
        stopped = lexemes.end(begin) - lexemes.start(begin) > len(word)
        return (stopped or match.before() in words("time_prepositions")) and word not in words("common_weekdays")
    return match.before() not in words("weekday_names")


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


def season(match: Match, page: Page) -> bool:
    """ "the fall", "spring": a noun in a time phrase, not a verb, a drop or a coil."""
    if match.has("fyear") or match.has("fstep") or located(match):
        return True
    begin = match.groups["season"][0]
    token = page.token(match.lexemes.start(begin))
    if match.has("step"):
        return token.pos_ not in ("VERB", "AUX") and not (
            match.words[0] == "this" and match.after() in ("in", "of", "from")
        )
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    if match.lexemes.words[begin] in ("fall", "spring") and match.after() in ("in", "of", "from", "-", "to"):
        return False
    return match.before() in words("season_prepositions") or match.words[0] == "the"


def half(match: Match, page: Page) -> bool:
    """With a year, which a match's second half lacks, or of what a business reports: "first-half net profit"."""
    if match.words[-2:] in (("-", "half"), ("-", "year")):
        return any(match.after(step) in words("reported") for step in range(1, 5))
    if match.words[-1] == "half":
        around = {beside(step) for beside in (match.before, match.after) for step in range(2, 5)}
        return match.before() in ("for", "in", "during") and not around.isdisjoint(words("reported"))
    return match.has("which") is False or match.has("fyear") or match.before() in words("time_prepositions")


def of_results(match: Match, page: Page) -> bool:
    """ "this year's results", "last year's net profit"."""
    return any(match.after(step) in words("reported") for step in (2, 3))


def unit_the(match: Match, page: Page) -> bool:
    """ "the year", "the week": without words behind that make it another's ("the week of ...", "the day that ...")."""
    word = match.group("unit")[-1]
    if match.before() == "on" and word in ("week", "month", "quarter", "year") and len(match.words) == 2:
        return False  # "up 2.1% on the month": what is compared with
    if located(match) or "end" in match.words or "latest" in match.words:
        return True
    if match.after() in words("unit_continued"):
        return False
    follower = page.next_token(match.end)
    if follower is not None and follower.tag_ in _GOES_ON:
        return False
    return word in ("weekend", "quarter", "week", "year", "month", "day") and match.before() in words(
        "unit_prepositions"
    )


def unit_step(match: Match, page: Page) -> bool:
    """ "last week"; but "the last day" ends something."""
    return not (match.words[-1] == "day" and match.group("step")[-1:] in (("last",), ("next",), ("coming",)))


def look_back(match: Match, page: Page) -> bool:
    """ "the last two years"; not what will "last two years"."""
    if match.words[0] != "last":
        return True
    return match.before() not in words("verb_openers") and page.token(match.start).pos_ not in ("VERB", "AUX")


def span_in(match: Match, page: Page) -> bool:
    """A length behind "in" or "within" that no word behind turns into something else."""
    return match.after() not in ("of", "'s", "'", "old", "later", "ago", "earlier", "-", "before", "after")


def length(match: Match, page: Page) -> bool:
    """A length of time, not an age, an idiom or a rate."""
    text = match.words
    if text[0] == "many" and match.before() in ("as", "how", "so", "too"):
        return False
    if match.before() in ("aged", "age", "ages") or match.after() in ("old", "olds"):
        return False
    if text[-1] in ("quarters", "seasons", "halves", "nights", "weekends") and not set(text) & words("span_adjectives"):
        return False
    if text[-1] in match.vocabulary.words("unit") and "-" not in text and match.has("n") and _one(match):
        return len(text) == 2 and text[0] == "one" and match.after() not in ("of", "-")
    if text[-1] == "quarter" and not match.has("half"):
        return "-" in text
    if text[0] in ("a", "an") and len(text) == 2:
        return (
            not rate(match, page)
            and text[1] in words("article_units")
            and match.after() not in words("article_unit_followers")
        )
    return text[-1] not in ("second", "seconds") or len(text) > 1


def _one(match: Match) -> bool:
    """Whether a singular unit follows "one" or "1", as it should, rather than a bare number ("a three hour speech")."""
    return match.group("n")[-1:] in (("one",), ("1",))


def rate(match: Match, page: Page) -> bool:
    """ "9,000 people a day", "$2 a year", "twice a week": an article and a unit behind a quantity."""
    if match.first == 0:
        return False
    token = page.token(match.lexemes.start(match.first - 1))
    before = token.lower_
    if (
        before in ("once", "twice", "times")
        or token.tag_ in ("CD", "$")
        or token.like_num
        or before in ("%", "percent", "cents", "dollars")
    ):
        return True
    if token.tag_ not in ("NNS", "NN", "NNPS"):
        return False
    return any(child.like_num or child.tag_ == "CD" for child in token.children)


def bare_length(match: Match, page: Page) -> bool:
    """ "for decades", "years of war"."""
    if match.words[-1] in ("quarters", "seasons", "weekends") or match.before() == "the":
        return False
    return match.before() in words("length_prepositions") or match.after() in words("length_followers")


def word(match: Match, page: Page) -> bool:
    """Vague words where they speak of time."""
    text = " ".join(match.words)
    follower = page.next_token(match.end)
    if text == "previously" and follower is not None and follower.tag_ in ("VBN", "JJ"):
        return False
    if text == "recently" and match.before() == "as":
        return False
    if text == "soon":
        index = page.token_index(match.start)
        return match.before() != "as" and direction(page.doc, index, index) == "future"
    if match.words[-1] == "past":
        return match.after() not in words("past_followers") and page.token(match.end - 1).pos_ == "NOUN"
    if match.words[-1] == "future":
        return page.token(match.end - 1).pos_ in ("NOUN", "ADJ")
    return True


def frequency(match: Match, page: Page) -> bool:
    """ "annually", "daily"; not what is called after its frequency ("the quarterly dividend")."""
    return match.words[0] == "daily" or page.token(match.start).dep_ not in ("amod", "compound")


def holiday(match: Match, page: Page) -> bool:
    """Always a date, save in names of things ("the Christmas tree" is none)."""
    return match.after() not in words("holiday_things")


def after_preposition(match: Match, page: Page) -> bool:
    """ "on the 20th"."""
    return match.before() in ("on", "by", "until", "since", "of")


GUARDS: dict[str, Callable[[Match, Page], bool]] = {
    "month": month,
    "weekday": weekday,
    "year": year,
    "decade": decade,
    "year_short": year_short,
    "clock": clock,
    "season": season,
    "half": half,
    "of_results": of_results,
    "unit_the": unit_the,
    "unit_step": unit_step,
    "look_back": look_back,
    "span_in": span_in,
    "length": length,
    "rate": rate,
    "bare_length": bare_length,
    "word": word,
    "frequency": frequency,
    "holiday": holiday,
    "after_preposition": after_preposition,
}
