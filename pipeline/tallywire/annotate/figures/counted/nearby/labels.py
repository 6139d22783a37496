"""Labels of lists and tables: "- IRR: 19.4%", "Deaths 34", "• 21,450: entries", "a town, population 11,400"."""

from tallywire.annotate.figures.amounts.clause_ends import ends_clause
from tallywire.annotate.figures.counted.nearby.rosters import roster_noun
from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, noun_at, phrase_at
from tallywire.annotate.figures.counted.phrases.wholes import counted_by
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_BULLETS = frozenset("-–—•*·▪►>◦‣")
_NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_LONGEST = 9  # lexemes of a label
_INNER = frozenset(["-", "/", "’", "'", "&"])


def ahead(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "Deaths: 34", "- Houses destroyed: 146", "Workforce: 5,500 at peak; 1,200 later" on a line of their own."""
    speaks = sheet.tag(start - 2) != "NNS" or sheet.lower(start - 2) == "police"
    hurt = speaks and sheet.tag(mention.after) in ("VBN", "VBD")  # "Police: 50 hurt in blast"
    follows = hurt or sheet.tag(mention.after).startswith(("NN", "JJ")) or sheet.lower(mention.after) == "of"
    if mention.kind == "count" and follows and not sheet.opens(mention.after):
        return None
    colon = start - 1
    if sheet.lower(colon) != ":":
        return None
    if headed := roster_noun(sheet, mention.first):
        return headed
    return _label(sheet, colon)


def bare(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "Houses damaged 1,204" on a line of its own; "El Hierro, population 11,400,"."""
    if mention.kind != "count" or sheet.opens(start) or not _ends_entry(sheet, mention.after):
        return None
    if headed := roster_noun(sheet, mention.first):
        return headed
    if not _ends(sheet, mention.after):
        return None
    if sheet.lower(start - 1) in word_set("nouns", "measured", "levels") and sheet.tag(start - 1) in _NOUNS:
        return noun_at(sheet, start - 1)
    line = sheet.opens(mention.after) or sheet.lower(mention.after) == "("
    ends = sheet.tag(start - 1) in ("NNS", "VBN", "VBD", "NN") or sheet.lower(start - 2) == "/"
    return _label(sheet, start) if line and ends else None


def _ends_entry(sheet: Sheet, after: int) -> bool:
    """Whether the next entry of a list, or nothing more of this one, follows."""
    return _ends(sheet, after) or sheet.lower(after) in _BULLETS


def _ends(sheet: Sheet, after: int) -> bool:
    return sheet.opens(after) or sheet.lower(after) in ("(", ",", ".", ";", ")")


def behind(sheet: Sheet, mention: Mention, at: int) -> NounPhrase | None:
    """ "• 21,450: entries in the UAE": a figure that opens its line, with its noun behind a colon."""
    first = mention.start
    while first > 0 and sheet.lower(first - 1) in _BULLETS and not sheet.opens(first):
        first -= 1
    if not sheet.opens(first) or sheet.lower(at) != ":" or not sheet.tag(at + 1).startswith(("NN", "JJ", "DT")):
        return None
    phrase = phrase_at(sheet.doc, sheet.token(at + 1).i)
    return None if phrase is None else counted_by(sheet.doc, phrase)


def _label(sheet: Sheet, end: int) -> NounPhrase | None:
    """The noun of the label that ends before the lexeme `end` and opens its line, without a bullet or an aside."""
    first = end - 1
    while first > 0 and not sheet.opens(first) and end - first <= _LONGEST:
        first -= 1
    if not sheet.opens(first):
        return None
    while sheet.lower(first) in _BULLETS and first < end:
        first += 1
    last = _without_aside(sheet, first, end)
    if first >= last or any(sheet.kind(at) != "word" and sheet.lower(at) not in _INNER for at in range(first, last)):
        return None
    if sheet.tag(last - 1) in _NOUNS:
        return noun_at(sheet, last - 1)
    phrase = phrase_at(sheet.doc, sheet.token(first).i)
    return counted_by(sheet.doc, phrase) if phrase is not None else None


def _without_aside(sheet: Sheet, first: int, end: int) -> int:
    """The end of a label before its aside: "Post-tax NPV (8%)"."""
    if sheet.lower(end - 1) != ")":
        return end
    return next((at for at in range(end - 2, first, -1) if sheet.lower(at) == "("), end)


def goes_on(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "Workforce: 5,500 at peak construction; 1,200 in operation": a second figure under one label."""
    same = (mention.kind, mention.unit) == (donor.kind, donor.unit) and sheet.lower(mention.start - 1) in (";", "(")
    labelled = any(item.rule == "counted.label" for item in donor.evidence)
    bounded = sheet.lower(mention.start - 1) == ";" or mention.modifier == "range"
    free = ends_clause(sheet, mention.after) or sheet.opens(mention.after)
    return (
        same
        and labelled
        and bounded
        and free
        and not any(sheet.opens(at) for at in range(donor.after, mention.first + 1))
    )
