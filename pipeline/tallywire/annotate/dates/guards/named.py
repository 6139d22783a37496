"""Words that name a month, weekday, season or holiday: not "May we", "April Jones", "the fall in prices"."""

from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.guards.guard import Guard, words
from tallywire.annotate.dates.page import Page
from tallywire.annotate.dates.readers.parts import located


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


def holiday(match: Match, page: Page) -> bool:
    """Always a date, save in names of things ("the Christmas tree" is none)."""
    return match.after() not in words("holiday_things")


GUARDS: dict[str, Guard] = {
    "month": month,
    "weekday": weekday,
    "season": season,
    "holiday": holiday,
}
