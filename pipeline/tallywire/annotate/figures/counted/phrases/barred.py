"""What stands right behind a figure and cannot be its noun: verbs, determiners, periods, another's name."""

from tallywire.annotate.figures.amounts.fractions import at_half
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

#: what may stand between a fraction and its noun without "of": "half the crop", "double its output"
_SHARED = frozenset(["the", "its", "their", "his", "her", "all"])
_BEARINGS = frozenset(
    [
        f"{way}{end}"
        for way in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
        for end in ("", "ward", "wards")
    ]
    + ["inland", "offshore", "downstream", "upstream", "downhill", "uphill"]
)
_PERIODS = frozenset(["year", "quarter", "month", "week", "day", "times"])


def is_barred(sheet: Sheet, mention: Mention, at: int) -> bool:
    """Whether what follows cannot be the figure's noun."""
    tag, word = sheet.tag(at), sheet.lower(at)
    if mention.rule == "unit.adjective" or (mention.kind == "measure" and word in _BEARINGS):
        return True
    if mention.kind == "count":
        if _is_verb(sheet, mention, at) or (word == "changed" and sheet.lower(at + 1) == "hands"):
            return True
        adverb = word in word_set("nouns", "phrase", "adverbs") and not sheet.tag(at + 1).startswith("NN")
        adverb = adverb or (word == "more" and sheet.tag(at + 1) == "DT")  # "30 more every day"
        return adverb or tag in ("DT", "PRP$", "WDT", "PDT")
    if mention.rule == "ratio.in" and (
        word in word_set("nouns", "phrase", "singular_verbs")
        or (tag == "NNS" and sheet.lower(at + 1) in ("it", "he", "she", "that"))
    ):
        return True
    if mention.kind == "ratio" and _is_share_of_one(sheet, mention, at):
        return False
    if mention.kind == "ratio":
        return mention.rule == "number" and word not in _SHARED and not at_half(sheet, mention.first)
    if mention.kind == "age" and mention.rule != "age.old":
        return True
    if mention.kind == "money" and sheet.lower(mention.first - 1) == "the" and tag in ("NNS", "NNP", "NNPS"):
        while tag != "NNS" and sheet.tag(at + 1) in ("NNP", "NNPS"):
            at += 1
        return sheet.tag(at + 1) in ("VBD", "VBP", "VBN", "MD")  # "the $1.35 analysts expected", "the £9m Rovers paid"
    if word in _PERIODS and mention.kind in ("percent", "money"):
        return True  # "0.1 per cent quarter on quarter"
    if word in ("intraday", "overall", "apiece") and mention.kind == "percent":
        return True
    return not _premodifies(sheet, mention, at)


def _is_share_of_one(sheet: Sheet, mention: Mention, at: int) -> bool:
    """ "a two-thirds majority", "its one-third stake": a hyphened fraction as the adjective of one noun."""
    hyphened = any(sheet.lower(k) in ("-", "‐", "‑") for k in range(mention.first, mention.after))
    determined = sheet.tag(mention.start - 1) in ("DT", "PRP$", "POS") and not sheet.opens(mention.start)
    return hyphened and determined and sheet.tag(at) in ("NN", "JJ") and not sheet.opens(at)


def is_mistagged(sheet: Sheet, mention: Mention, at: int) -> bool:
    """ "1,460 dives at sea": behind a number over one, a verb's third person is a plural noun."""
    plural = mention.value is not None and mention.value > 1 and sheet.tag(at) == "VBZ" and mention.rule == "number"
    auxiliary = sheet.lower(at) in ("is", "has", "does", "was", "says", "goes", "continues", "'s", "’s")
    return plural and not auxiliary and not sheet.opens(at) and sheet.lower(at).endswith("s")


def _is_verb(sheet: Sheet, mention: Mention, at: int) -> bool:
    """ "300 stayed", "300 danced and 40 sang": a past tense that the tagger takes for a singular noun."""
    word, token = sheet.lower(at), sheet.token(at)
    if _is_plural_verb(sheet, mention, at):
        return True
    if token.tag_ not in ("NN", "NNP") or mention.value == 1.0 or sheet.tag(at + 1).startswith("NN"):
        return False
    past = word.endswith("ed") and not word.endswith(("eed", "bed", "shed", "sled", "red", "ped"))
    return (past and token.is_lower) or (token.dep_ == "conj" and token.head.tag_ == "VBD")


def _is_plural_verb(sheet: Sheet, mention: Mention, at: int) -> bool:
    """ "as 35,000 run the race", "12 stand half-finished": the plural of a verb that the tagger takes for a noun."""
    plural = (mention.value or 0.0) > 1.0 and sheet.tag(at) == "NN" and not sheet.glued(at)
    if not plural or sheet.lower(at) not in word_set("nouns", "phrase", "plural_verbs"):
        return False
    article = sheet.lower(mention.start - 1) in ("a", "an", "the", "his", "her", "their", "its")
    return not article and sheet.tag(at + 1) != "NNS"


def _premodifies(sheet: Sheet, mention: Mention, at: int) -> bool:
    """Whether the figure stands before its noun as an adjective does ("a 1,600-mile border", "a $5 million bounty")."""
    if sheet.kind(at) != "word":
        return False
    if mention.kind in ("money", "percent"):
        return not sheet.tag(at).startswith(("DT", "PRP", "IN", "VB")) or sheet.tag(at) in ("VBG",)
    if sheet.lower(mention.after) in ("'", "’"):
        return True  # "60 days' notice"
    unit_word = sheet.lower(mention.after - 1)
    singular = not unit_word.endswith("s") or mention.rule == "unit.symbol"
    return singular and sheet.tag(at) not in ("DT", "IN", "TO", "VBD", "VBZ", "VBP", "MD", "CC", "RB")
