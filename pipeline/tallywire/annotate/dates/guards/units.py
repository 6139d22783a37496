"""Calendar units and vague words that tell a time: "the year", "first half", "recently"; not "the week of talks"."""

from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.guards.guard import Guard, words
from tallywire.annotate.dates.page import Page
from tallywire.annotate.dates.readers.parts import located
from tallywire.annotate.dates.tense import direction

#: Tags of words behind "the year" that make it part of a longer phrase.
_GOES_ON = frozenset({"NN", "NNS", "NNP", "JJ", "VBN", "RB", "WRB", "WDT", "WP", "PRP", "DT"})


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


def frequency(match: Match, page: Page) -> bool:
    """ "annually", "daily"; not what is called after its frequency ("the quarterly dividend")."""
    return match.words[0] == "daily" or page.token(match.start).dep_ not in ("amod", "compound")


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


GUARDS: dict[str, Guard] = {
    "half": half,
    "of_results": of_results,
    "unit_the": unit_the,
    "unit_step": unit_step,
    "frequency": frequency,
    "word": word,
}
