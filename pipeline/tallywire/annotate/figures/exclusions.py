"""What looks like a figure and is none: names, references, dates, clock times, scores, page furniture, idioms."""

from functools import cache

from en_tallywire.lexicon import table
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import Phrases, phrases, word_set

_DASHES = frozenset("-‐‑–—")
_ONE_FORMS = frozenset(["one"])


def _context(section: str, key: str) -> frozenset[str]:
    return word_set("figure_context", section, key)


@cache
def _idioms() -> Phrases:
    return phrases({"idiom": table("figure_context")["idioms"]["forms"]})


def is_excluded(sheet: Sheet, mention: Mention) -> str | None:
    """The rule that says the mention is no figure, or None."""
    for name, rule in _RULES:
        if rule(sheet, mention):
            return name
    return None


def _joined_to_letters(sheet: Sheet, mention: Mention) -> bool:
    """ "G7", "F-16", "Covid-19", "3D", "5G", "20s", "4x4": letters glued to the digits."""
    first, at = mention.first, mention.number_after
    if sheet.kind(first) == "number" or sheet.kind(first) == "sign":
        if sheet.glued(first) and sheet.kind(first - 1) == "word":
            return True
        if sheet.glued(first) and sheet.lower(first - 1) in _DASHES and sheet.glued(first - 1):
            word = sheet.lower(first - 2)
            return sheet.kind(first - 2) in ("word", "number") and word not in _context("glued", "before_hyphen")
        if sheet.glued(first) and sheet.lower(first - 1) in ("/", ":", ".", "#", "@", "_", "&"):
            return True
    if mention.unit is not None or at != mention.after or not sheet.glued(at):
        return False
    if sheet.kind(at) == "word" and sheet.kind(at - 1) == "number":
        return not (sheet.lower(at) == "x" and mention.kind == "ratio")
    return sheet.lower(at) in (":", "/", "°", "_", "@") and sheet.glued(at + 1) and sheet.kind(at + 1) != "sign"


def _numbered(sheet: Sheet, mention: Mention) -> bool:
    """ "Article 5", "No. 10", "Flight 370", "category four": the word before makes it a reference."""
    if mention.unit is not None or mention.kind == "ratio":
        return False
    at = mention.first - 1
    if sheet.opens(mention.first) and sheet.lower(at) != ".":
        return False
    if sheet.lower(at) in (".", "#", "№"):
        if sheet.lower(at) != ".":
            return True
        at -= 1
        return sheet.lower(at) in ("no", "nos", "fig", "sec", "art", "vol", "ext", "tel", "para")
    word = sheet.lower(at)
    if f"{sheet.lower(mention.after)} {sheet.lower(mention.after + 1)}" in _context("identifiers", "after"):
        return True
    if word not in _context("identifiers", "before"):
        return False
    if word == "top" and sheet.tag(mention.after) in ("NNS", "JJ") and not sheet.written(at).istitle():
        return False
    if word in ("no", "number", "type", "top") and mention.kind == "count" and not _is_plain(sheet, mention):
        return False
    if word == "no" and sheet.tag(mention.after) in ("NNS", "JJ"):
        return False
    if (
        mention.after < sheet.size
        and sheet.tag(mention.after) in ("NNS", "NNPS")
        and not sheet.written(at)[:1].isupper()
    ):
        return word in ("no.", "number", "article", "top")
    return _is_plain(sheet, mention)


def _is_plain(sheet: Sheet, mention: Mention) -> bool:
    """A small number as names have them: no group marks, no magnitude."""
    return mention.magnitude == 1.0 and "," not in sheet.written(mention.first)


def _name_part(sheet: Sheet, mention: Mention) -> bool:
    """A number that the parse hangs on a name before it ("Windows 11", "Boeing 737")."""
    if mention.kind != "count" or mention.after - mention.first != 1 or sheet.kind(mention.first) != "number":
        return False
    if not _is_plain(sheet, mention) or mention.modifier_first >= 0:
        return False
    if _before_name(sheet, mention):
        return True
    if sheet.opens(mention.first):
        return False
    token = sheet.token(mention.first)
    before = sheet.token(mention.first - 1)
    if sheet.kind(mention.first - 1) != "word" or before.tag_ not in ("NNP", "NNPS"):
        return False
    return token.head.i < token.i and token.head == before and token.dep_ in ("nummod", "appos", "npadvmod")


def _before_name(sheet: Sheet, mention: Mention) -> bool:
    """ "787 Dreamliner", "911 Carrera": a capitalised singular name and no common noun behind the number."""
    at = mention.after
    if sheet.tag(at) != "NNP" or sheet.opens(at) or not sheet.written(at)[:1].isupper() or (mention.value or 0) < 2:
        return False
    if sheet.token(at).ent_type_ in ("NORP", "GPE", "ORG", "DATE", "PERSON") or sheet.lower(at + 1) in (
        "and",
        "'s",
        "’s",
    ):
        return False
    while sheet.tag(at) == "NNP" and not sheet.opens(at):
        at += 1
    return not sheet.tag(at).startswith(("NN", "JJ")) and not sheet.written(mention.after).isupper()


def _ordinal(sheet: Sheet, mention: Mention) -> bool:
    """ "22nd", "1990s", "96th-minute"."""
    at = mention.number_after
    return sheet.glued(at) and sheet.kind(at - 1) == "number" and sheet.lower(at) in ("st", "nd", "rd", "th", "s")


def _year(sheet: Sheet, mention: Mention) -> bool:
    """A bare four-digit number in the range of years without a noun that people count."""
    written = sheet.written(mention.first)
    if mention.after - mention.first != 1 or mention.kind != "count" or not written.isdecimal() or len(written) != 4:
        return False
    years = table("figure_context")["years"]
    if not years["first"] <= int(written) <= years["last"]:
        return False
    if mention.modifier_first >= 0 and mention.modifier in ("more_than", "at_least", "at_most", "less_than"):
        return False
    nouns = _context("years", "nouns")
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


def _year_span(sheet: Sheet, mention: Mention) -> bool:
    """ "2014-15", "1939–45", "between 2010 and 2015"."""
    if mention.modifier != "range" or mention.unit is not None or mention.low is None or mention.high is None:
        return False
    numbers = [sheet.written(at) for at in range(mention.first, mention.after) if sheet.kind(at) == "number"]
    years = table("figure_context")["years"]
    if not numbers or not all(number.isdecimal() for number in numbers) or len(numbers[0]) != 4:
        return False
    both = years["first"] <= mention.low <= years["last"] and years["first"] <= mention.high <= years["last"]
    return both and sheet.lower(mention.after) not in _context("years", "nouns")


def _date(sheet: Sheet, mention: Mention) -> bool:
    """A day beside its month, or a slashed or dashed date."""
    if mention.unit is not None or ((mention.value or 0) > 31 and mention.modifier != "range"):
        return False
    months = _context("months", "words")
    for at in (mention.first - 1, mention.after):
        if sheet.lower(at) in months and sheet.written(at)[:1].isupper() and not sheet.opens(max(at, mention.first)):
            return True
    if sheet.lower(mention.first - 1) == "." and sheet.lower(mention.first - 2) in months:
        return True
    return (
        sheet.lower(mention.after) in ("/",) and sheet.kind(mention.after + 1) == "number" and mention.kind == "count"
    )


def _clock(sheet: Sheet, mention: Mention) -> bool:
    """ "9pm", "10.30am", "8 a.m.", "14:00", "2000 GMT"."""
    at = mention.after
    if sheet.lower(at) in _context("clock", "after") and not sheet.opens(at):
        return True
    colon = sheet.lower(at) == ":" and sheet.glued(at) and sheet.kind(at + 1) == "number" and sheet.glued(at + 1)
    return colon and mention.unit is None


def _calendar_length(sheet: Sheet, mention: Mention) -> bool:
    """ "the past two weeks", "two years ago": a time expression, with or without the dates component."""
    if mention.kind != "duration":
        return False
    return sheet.lower(mention.first - 1) in _context("times", "before") or (
        sheet.lower(mention.after) in _context("times", "after") and not sheet.opens(mention.after)
    )


def _score(sheet: Sheet, mention: Mention) -> bool:
    """ "3-1", "52 to 48", "787-9", "4-3-3": digits joined by a dash that make no range."""
    if mention.kind not in ("count",) or (mention.modifier == "range" and mention.after - mention.first > 3):
        return False
    first, after = mention.first, mention.after
    if mention.modifier == "range":
        return _near_score(sheet, first) and (mention.high or 0) < 200 and sheet.tag(after) not in ("NNS", "NNPS")
    for joint, other in ((after, after + 1), (first - 1, first - 2)):
        if (
            sheet.lower(joint) in (*_DASHES, ":")
            and sheet.kind(other) == "number"
            and not sheet.opens(max(joint, first))
        ):
            if sheet.glued(max(joint, other)) and sheet.glued(min(joint, other) + 1):
                return sheet.kind(first) == "number" or joint == after
    for other, joint in ((after + 1, after), (first - 2, first - 1)):
        if sheet.lower(joint) == "to" and sheet.kind(other) == "number" and _near_score(sheet, min(first, other)):
            return "," not in sheet.written(first) and (mention.value or 0) < 700
    return False


def _near_score(sheet: Sheet, position: int) -> bool:
    words = [sheet.lower(position - k) for k in range(1, 5)]
    return any(word in _context("scores", "before") for word in words)


def _telephone(sheet: Sheet, mention: Mention) -> bool:
    """Runs of digit groups joined by spaces, dashes or brackets, and long bare digit strings."""
    if mention.kind != "count":
        return False
    written = sheet.written(mention.first)
    if written.isdecimal() and (len(written) >= 10 or (written.startswith("0") and len(written) > 1)):
        return True
    groups = 0
    for step in (-1, 1):
        at = mention.first if step < 0 else mention.after - 1
        while True:
            at += step
            if sheet.lower(at) in ("-", ".", "(", ")", "+"):
                continue
            if sheet.kind(at) != "number" or abs(at - mention.first) > 8 or not sheet.written(at).isdecimal():
                break
            groups += 1
    return groups >= 2 and written.isdecimal() and len(written) >= 2


def _one(sheet: Sheet, mention: Mention) -> bool:
    """ "one" as a pronoun or partitive."""
    if sheet.lower(mention.first) != "one" or mention.after - mention.first != 1 or mention.kind not in ("count",):
        return False
    follows = sheet.lower(mention.after)
    if follows in _context("one", "not_before") or sheet.lower(mention.first - 1) in _context("one", "not_after"):
        return True
    if sheet.lower(mention.after + 1) == "in":
        return True
    if sheet.opens(mention.after) or sheet.kind(mention.after) != "word":
        return follows not in _DASHES
    tag = sheet.tag(mention.after)
    return not (tag.startswith(("NN", "JJ", "VBN", "VBG", "RB")) or follows == "more")


def _odds(sheet: Sheet, mention: Mention) -> bool:
    """The return period of "a one-in-100-year flood"."""
    return (
        sheet.lower(mention.first - 1) in _DASHES
        and sheet.lower(mention.first - 2) == "in"
        and mention.kind == "duration"
    )


def _idiom(sheet: Sheet, mention: Mention) -> bool:
    """Fixed expressions."""
    for at in range(mention.first, max(mention.first - 4, -1), -1):
        found = _idioms().at(sheet, at)
        if found and found[1] > mention.first:
            return True
    return False


def _furniture(sheet: Sheet, mention: Mention) -> bool:
    """A counter on a line of its own ("1 of 11", "1 / 14"), a list number, a footnote mark."""
    first, after = mention.first, mention.after
    if mention.unit is not None:
        return False
    if sheet.lower(first - 1) == "[" and sheet.lower(after) == "]":
        return True
    if sheet.opens(first) and sheet.lower(after) in (".", ")") and sheet.kind(first) == "number":
        return not sheet.opens(after + 1) or sheet.lower(after) == ")"
    start, end = first, after
    while not sheet.opens(start) and start > first - 5:
        start -= 1
    while not sheet.opens(end) and end < after + 5:
        end += 1
    words = [sheet.lower(at) for at in range(start, end)]
    plain = all(
        word in _context("page", "furniture") or sheet.kind(start + k) == "number" for k, word in enumerate(words)
    )
    return plain and sheet.opens(end) and sheet.opens(start)


def _address(sheet: Sheet, mention: Mention) -> bool:
    """ "575 Wilbraham Road"."""
    if mention.kind != "count" or sheet.kind(mention.first) != "number" or not _is_plain(sheet, mention):
        return False
    for at in range(mention.after + 1, mention.after + 4):
        if sheet.lower(at) in _context("addresses", "after") and sheet.written(at)[:1].isupper():
            return all(sheet.written(k)[:1].isupper() for k in range(mention.after, at))
    return False


def _fixed(sheet: Sheet, mention: Mention) -> bool:
    """ "9/11", "24/7", "50/50"."""
    at = mention.after
    if mention.kind == "count" and sheet.lower(at) == "/" and sheet.glued(at) and sheet.glued(at + 1):
        return sheet.kind(at + 1) == "number"
    before = mention.first - 1
    return (
        mention.kind == "count"
        and mention.unit is None
        and sheet.lower(before) == "/"
        and sheet.glued(before)
        and sheet.kind(before - 1) == "number"
    )


_RULES = (
    ("idiom", _idiom),
    ("letters", _joined_to_letters),
    ("ordinal", _ordinal),
    ("clock", _clock),
    ("year_span", _year_span),
    ("year", _year),
    ("date", _date),
    ("length", _calendar_length),
    ("fixed", _fixed),
    ("score", _score),
    ("reference", _numbered),
    ("name", _name_part),
    ("telephone", _telephone),
    ("one", _one),
    ("odds", _odds),
    ("furniture", _furniture),
    ("address", _address),
)
