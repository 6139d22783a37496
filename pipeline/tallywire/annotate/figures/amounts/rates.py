"""The period or base of a rate: "a day", "every month", "per 100,000 people", "from each licence", "annually"."""

from functools import cache

from en_tallywire.lexicon import table
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

#: before "a year" these make it a length of time, not a rate
_LENGTHS = frozenset(
    [
        "in",
        "for",
        "within",
        "of",
        "over",
        "about",
        "after",
        "is",
        "was",
        "than",
        "almost",
        "nearly",
        "just",
        "once",
        "to",
    ]
)
#: first words of units in two words, which a hyphen may join ("kilowatt-hour")
_COMPOUND = frozenset(["square", "cubic", "metric", "kilowatt", "megawatt", "gigawatt"])
_PARTS_OF_TIME = frozenset(f"{unit}{s}" for unit in ("month", "week", "day", "hour", "minute") for s in ("", "s"))
_REACH = 14  # lexemes behind the figure within which "every month" still belongs to it


def add_rate(sheet: Sheet, mention: Mention, noun_after: int, limit: int) -> None:
    """Set `per` from the words behind the figure or its noun; `limit` is the position of the next figure."""
    if mention.kind in ("age", "ratio") and not mention.frequency:
        return None
    period = table("nouns")["rates"]["symbols"].get(sheet.lower(mention.after - 1))
    if period and mention.unit == "barrel":
        return _set(sheet, mention, (period, mention.after), mention.after - 1)
    for at in dict.fromkeys((mention.after, noun_after)):
        if found := rate_at(sheet, at) or _to_each(sheet, at):
            return _set(sheet, mention, found, at)
    if mention.kind == "money" and (found := _apiece(sheet, mention.after)):
        return _set(sheet, mention, found, mention.after)
    ahead = mention.first - 1
    if mention.kind == "measure" and (period := table("nouns")["rates"]["adverbs"].get(sheet.lower(ahead))):
        return _set(sheet, mention, (period, mention.first), ahead)
    for at in range(noun_after, min(noun_after + _REACH, sheet.size, limit)):
        if sheet.opens(at) or sheet.lower(at) in (";", ":", "(", ")", "—"):
            return None
        if sheet.lower(at) in _openers() and (found := _adverbial(sheet, at)):
            return _set(sheet, mention, found, at)
    return None


@cache
def _openers() -> frozenset[str]:
    """The words with which a rate further on in the clause may begin."""
    return frozenset(["every", "each", "a", "per", *table("nouns")["rates"]["adverbs"]])


def _set(sheet: Sheet, mention: Mention, found: tuple[str, int], at: int) -> None:
    if mention.kind == "duration" and found[0] == mention.unit:
        return
    mention.per = found[0]
    mention.note("per", "rate", *sheet.span(at, found[1]))


def rate_at(sheet: Sheet, at: int) -> tuple[str, int] | None:
    """Right behind the figure: "a day", "per 100,000 people", "/month", "-a-week"."""
    if sheet.opens(at):
        return None
    at += sheet.lower(at) in ("-", ")")
    word = sheet.lower(at)
    if word == "/" and sheet.kind(at + 1) == "word":
        name = table("nouns")["rates"]["slashed"].get(sheet.lower(at + 1))
        return (name, at + 2) if name else _noun(sheet, at + 1)
    if word == "per" and sheet.lower(at + 1) != "cent":
        return _base(sheet, at + 1)
    if word == "for" and sheet.lower(at + 1) == "every" and sheet.kind(at + 2) == "number":
        return _base(sheet, at + 2)
    if word in ("a", "an", "each", "every"):
        at += 1 + (sheet.lower(at + 1) == "-")
        if word in ("a", "an") and not _is_period(sheet, at):
            return None
        return _noun(sheet, at) if word in ("a", "an") or sheet.tag(at).startswith("NN") else None
    return _adverb(sheet, at)


def _apiece(sheet: Sheet, at: int) -> tuple[str, int] | None:
    """ "16,000 rupees an animal": any noun with nothing but the clause's end, or a preposition, behind it."""
    if sheet.lower(at) not in ("a", "an") or sheet.tag(at + 1) != "NN" or sheet.opens(at) or sheet.opens(at + 1):
        return None
    ends = sheet.opens(at + 2) or sheet.kind(at + 2) == "sign" or sheet.tag(at + 2) in ("IN", "CC", "TO")
    timed = sheet.lower(at + 2) in ("ago", "later", "earlier", "before", "after", "-", "of") and not sheet.opens(at + 2)
    return _noun(sheet, at + 1) if ends and not timed else None


def _to_each(sheet: Sheet, at: int) -> tuple[str, int] | None:
    """ "18.2 to the dollar", "149 against the US dollar", "six patients to a bed"."""
    if sheet.lower(at) not in ("to", "against") or sheet.lower(at + 1) not in ("a", "an", "the"):
        return None
    at += sheet.lower(at + 2) in ("us", "u.s.", "american")
    return _noun(sheet, at + 2) if sheet.lower(at + 2) in word_set("nouns", "rates", "shared") else None


def _adverb(sheet: Sheet, at: int) -> tuple[str, int] | None:
    period = table("nouns")["rates"]["adverbs"].get(sheet.lower(at))
    return (period, at + 1) if period and not sheet.tag(at + 1).startswith("NN") else None


def _is_period(sheet: Sheet, at: int) -> bool:
    follows = sheet.lower(at + 1)
    if sheet.lower(at) == "second" and sheet.tag(at + 1).startswith(("NN", "JJ")) and not sheet.opens(at + 1):
        return False  # "a second night"
    if sheet.lower(at) not in word_set("nouns", "rates", "times"):
        return False
    if follows == "and" and not sheet.opens(at + 1):
        ahead = sheet.lower(at + 2) == "half" or sheet.lower(at + 3) == "half"
        return not (ahead or sheet.lower(at + 3) in _PARTS_OF_TIME)  # "a year and nine months"
    return sheet.opens(at + 1) or follows not in word_set("nouns", "rates", "not_after")


def _base(sheet: Sheet, at: int) -> tuple[str, int] | None:
    """The words behind "per": a noun ("person"), or a number with its noun ("100,000 people")."""
    if sheet.kind(at) == "number":
        after = at + 1
        while after < at + 4 and sheet.tag(after).startswith(("NN", "JJ", "CD")) and not sheet.opens(after):
            after += 1
        start, end = sheet.span(at, after)
        return sheet.text[start:end], after
    if sheet.lower(at) in ("head", "capita", "annum"):
        return ("year" if sheet.lower(at) == "annum" else sheet.lower(at)), at + 1
    return _noun(sheet, at)


def _noun(sheet: Sheet, at: int) -> tuple[str, int] | None:
    """The noun at `at` in the singular, with a premodifier if it has one."""
    if sheet.opens(at) or sheet.kind(at) != "word":
        return None
    after = at + 1
    if sheet.lower(at) in _COMPOUND:
        after += sheet.lower(after) == "-" and sheet.glued(after)
    if sheet.lower(at) in _COMPOUND and sheet.kind(after) == "word":
        return f"{sheet.lower(at)} {_lemma(sheet, after)}", after + 1
    return _lemma(sheet, at), after


def _lemma(sheet: Sheet, at: int) -> str:
    token = sheet.token(at)
    return token.lemma_.lower() if token.lower_ == sheet.lower(at) else sheet.lower(at)


def _adverbial(sheet: Sheet, at: int) -> tuple[str, int] | None:
    """ "every day", "each month", "a year", "from each licence", further on in the clause."""
    word = sheet.lower(at)
    if word in ("every", "each") and sheet.tag(at + 1).startswith("NN"):
        from_each = sheet.lower(at - 1) in ("from", "for", "on", "to", "per")
        period = sheet.lower(at + 1) in word_set("nouns", "rates", "times")
        return _noun(sheet, at + 1) if from_each or period else None
    if word in ("a", "per") and _is_period(sheet, at + 1) and sheet.lower(at - 1) not in _LENGTHS | {",", "and"}:
        return _noun(sheet, at + 1)
    return _adverb(sheet, at)
