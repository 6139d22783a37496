"""Lengths of time: no ages, rates or idioms."""

from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.guards.guard import Guard, words
from tallywire.annotate.dates.page import Page


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


GUARDS: dict[str, Guard] = {
    "look_back": look_back,
    "span_in": span_in,
    "length": length,
    "rate": rate,
    "bare_length": bare_length,
}
