"""Names with their numbers under one header: "Cases by country: - Kazakhstan 14,640 - Uzbekistan 614"."""

from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, phrase_at
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import word_set

_BULLETS = frozenset("-–—•*·▪►>◦‣,;:=(")
_NAME = 5  # lexemes of a name in a list
_ENTRIES = 60  # names under one header
_HEADER = 20  # lexemes of a header
_INNER = frozenset(["-", "/", "’", "'", "&", ".", "of", "and", "the"])
_PLURAL = frozenset(["NNS", "NNPS"])


def roster_noun(sheet: Sheet, first: int) -> NounPhrase | None:
    """What the numbers of a list count, by its header: the number at `first` stands behind a name in the list."""
    colon = _colon(sheet, first)
    return _header_noun(sheet, colon) if colon is not None else None


def in_roster(sheet: Sheet, first: int) -> bool:
    """Whether the number at `first` is one in a list of names with a header that says what they count."""
    return roster_noun(sheet, first) is not None


def _colon(sheet: Sheet, first: int) -> int | None:
    """The position of the colon behind the header of the list."""
    for _ in range(_ENTRIES):
        name = _name_start(sheet, first)
        if name is None:
            return None
        at = name - 1
        while at > 0 and sheet.lower(at) in _BULLETS and sheet.lower(at) != ":":
            at -= 1
        if sheet.lower(at) == ":":
            return at
        if sheet.kind(at) != "number":
            return None
        first = at
    return None


def _name_start(sheet: Sheet, first: int) -> int | None:
    """Where the name before a number starts: capitalised words, and a colon or dash between name and number."""
    at = first - 1
    at -= sheet.lower(at) in _BULLETS and sheet.lower(at) != ","
    if sheet.kind(at) != "word" or not sheet.written(at)[:1].isupper() or sheet.lower(at) in _months():
        return None
    name = at
    for back in range(at - 1, max(at - _NAME, -1), -1):
        if sheet.kind(back) == "word" and sheet.written(back)[:1].isupper():
            name = back
        elif sheet.lower(back) not in _INNER or sheet.opens(back + 1):
            break
    return name


def _months() -> frozenset[str]:
    return word_set("figure_context", "months", "words")


def _header_noun(sheet: Sheet, colon: int) -> NounPhrase | None:
    """The plural noun that the header begins with: "Cases by country, according to WHO", "Medals so far"."""
    start = colon - 1
    while start > 0 and not sheet.opens(start) and colon - start <= _HEADER:
        start -= 1
    if not sheet.opens(start) or (start == colon - 1 and sheet.tag(start) not in _PLURAL):
        return None
    phrase = phrase_at(sheet.doc, sheet.token(start).i)
    if phrase is None or sheet.doc[phrase.head].tag_ not in _PLURAL:
        return None
    behind = sheet.position_at(phrase.chars(sheet.doc)[1])
    joined = behind == colon or sheet.tag(behind) in ("IN", "RB", "VBN", "VBD", ",") or sheet.lower(behind) == ","
    return phrase if joined else None
