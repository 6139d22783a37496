"""Ratios: "9 of last season's 30", "eight in 10", "three times as many", "doubled", "twice", "sixfold"."""

from dataclasses import replace

from en_tallywire.lexicon import table
from tallywire.annotate.figures.amounts.amount import Amount, read_amount
from tallywire.annotate.figures.amounts.clause_ends import ends_clause
from tallywire.annotate.figures.amounts.models import is_model
from tallywire.annotate.figures.amounts.money import Money
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import number_words, word_set

_HYPHENS = frozenset("-‐‑")


def read_ratio(sheet: Sheet, position: int, amount: Amount | None, money: Money) -> Mention | None:
    """The ratio that starts at `position`, where `amount` is the amount read there, or None."""
    if amount is None:
        return _multiple(sheet, position)
    if amount.value is None or not amount.bare:
        return None
    return (
        _fold(sheet, amount)
        or _times(sheet, amount)
        or _share(sheet, amount, money)
        or _noun_between(sheet, amount, money)
    )


def _ratio(first: int, after: int, value: float, rule: str) -> Mention:
    return Mention(first, after, "ratio", value, value, value, None, rule, spelled=True, number_after=after)


def _multiple(sheet: Sheet, position: int) -> Mention | None:
    """ "twice as many", "double the", "doubled"; "twice" alone is a frequency."""
    words, word = number_words(), sheet.lower(position)
    follows = sheet.lower(position + 1)
    if word in ("double", "doubles", "doubling") and _serves(sheet, position + 1):
        return None
    if word in words.multiples and sheet.tag(position) == "VB" and sheet.tag(position - 1) in ("TO", "MD", "RB"):
        grown = _ratio(position, position + 1, words.multiples[word], "multiple.verb")
        grown.change = "up"
        if sheet.tag(position + 1) not in ("DT", "PRP$", "CD", "NN", "NNS", "JJ"):
            return grown  # "expects it to double"
    if word in words.multiples:
        value = words.multiples[word]
        possessive = follows.endswith(("'s", "’s"))
        timed = follows in ("this", "that", "the") and sheet.lower(position + 2) in word_set("nouns", "rates", "times")
        if (possessive or follows in word_set("figure_context", "ratio", "multiple_follows")) and not timed:
            return _ratio(position, position + 1, value, "multiple.adverb")
        if word in ("twice", "thrice"):
            return _frequency(position, position + 1, value)
        return None
    if word in words.multiple_verbs and _is_verb(sheet, position):
        mention = _ratio(position, position + 1, words.multiple_verbs[word], "multiple.verb")
        mention.change = "up" if words.multiple_verbs[word] > 1 else "down"
        return mention
    return _folded_word(sheet, position)


def _serves(sheet: Sheet, at: int) -> bool:
    """The words behind "double" in "halls double as cinemas", "doubles up as a bed"."""
    at += sheet.lower(at) == "up"
    return sheet.lower(at) == "as" and sheet.lower(at + 1) not in ("many", "much", "fast", "large", "big", "quickly")


def _is_verb(sheet: Sheet, position: int) -> bool:
    """ "halves" and "doubles" are taken for nouns before an object."""
    return sheet.tag(position).startswith("VB") or (
        sheet.tag(position) == "NNS"
        and sheet.tag(position - 1) in ("NN", "NNS")
        and sheet.tag(position + 1)[:2] in ("NN", "DT")
    )


def _frequency(first: int, after: int, value: float) -> Mention:
    return Mention(
        first, after, "count", value, value, value, None, "frequency", True, number_after=after, frequency=True
    )


def _folded_word(sheet: Sheet, position: int) -> Mention | None:
    """ "sixfold", "tenfold"."""
    word = sheet.lower(position)
    if not word.endswith("fold") or word == "fold":
        return None
    words = number_words()
    value = words.ones.get(word[:-4]) or words.tens.get(word[:-4]) or {"hundred": 100.0, "thousand": 1e3}.get(word[:-4])
    return _ratio(position, position + 1, value, "multiple.fold") if value else None


def _fold(sheet: Sheet, amount: Amount) -> Mention | None:
    """ "six-fold", "10-fold", "10x"."""
    at = amount.after + (sheet.lower(amount.after) in _HYPHENS)
    word = sheet.lower(at)
    if word == "fold" or (
        word == "x" and sheet.glued(at) and not (sheet.glued(at + 1) and sheet.kind(at + 1) == "number")
    ):
        return _ratio(amount.first, at + 1, amount.value or 0.0, "multiple.fold")
    return None


def _times(sheet: Sheet, amount: Amount) -> Mention | None:
    """ "three times as many" is a ratio, "arrested three times" a frequency."""
    if sheet.lower(amount.after) != "times" or sheet.opens(amount.after) or amount.value is None:
        return None
    multiplies = sheet.token(amount.after).dep_ == "quantmod"  # "eight times median earnings"
    covered = sheet.token(amount.first - 1).lemma_.lower() in word_set("figure_context", "ratio", "covered")
    follows = sheet.lower(amount.after + 1) in word_set("figure_context", "ratio", "multiple_follows")
    if sheet.lower(amount.after + 1) == "over" and sheet.tag(amount.after + 2) in ("$", "CD"):
        return None  # "rang her 30 times over €50"
    if multiplies or covered or follows:
        return _ratio(amount.first, amount.after + 1, amount.value, "multiple.times")
    return None


def _share(sheet: Sheet, amount: Amount, money: Money) -> Mention | None:
    """ "eight in 10" (a quotient), "9 out of 30", "9 of last season's 30" (a part and its total)."""
    at = amount.after
    hyphen = sheet.lower(at) in _HYPHENS and sheet.glued(at)
    at += hyphen
    joint = sheet.lower(at)
    if sheet.opens(at) or amount.value is None or amount.number.fraction:
        return None
    if joint == "in":
        return _in(sheet, amount, at + 1, money)
    if joint == "out" and sheet.lower(at + 1) == "of":
        return _part(sheet, amount, at + 2, money, "ratio.out_of")
    if joint == "of" and sheet.lower(at + 1) == "every":
        return _in(sheet, amount, at + 1, money)
    if joint == "of" and sheet.lower(amount.first) != "one":
        return _part(sheet, amount, at + 1, money, "ratio.of")
    return None


def _whole(sheet: Sheet, at: int, money: Money) -> Amount | None:
    """The bare number at `at`, behind "every", "the", "this year's" and the like."""
    for _ in range(4):
        word = sheet.lower(at)
        if word in _HYPHENS and sheet.glued(at):
            at += 1
            continue
        amount = None if word in ("a", "an") else read_amount(sheet, at, money)
        if amount is not None:
            ordinal = sheet.glued(amount.after) and sheet.lower(amount.after) in ("st", "nd", "rd", "th")
            named = ordinal or is_model(sheet, amount.first)  # "12 of its 787s"
            return amount if amount.value is not None and not named else None
        is_possessive = word.endswith(("'s", "’s", "s'", "s’")) or sheet.lower(at + 1) in ("'", "’")
        if sheet.opens(at) or not (word in word_set("figure_context", "ratio", "whole_after") or is_possessive):
            return None
        at += 1
    return None


def _in(sheet: Sheet, amount: Amount, at: int, money: Money) -> Mention | None:
    every = sheet.lower(at) == "every"
    if sheet.lower(at) in ("a", "an"):
        whole = read_amount(sheet, at, money)
    else:
        whole = _whole(sheet, at, money) if every or sheet.lower(at) in _HYPHENS else read_amount(sheet, at, money)
    if whole is not None and whole.kind == "money" and not whole.prefixed:
        whole = replace(whole, unit=None, value=whole.number.value, after=whole.number.after)  # "one in four dollars"
    if whole is None or not whole.bare or not whole.value or amount.value is None or whole.value <= amount.value:
        return None
    lone = sheet.lower(amount.first) in ("one", "1") and not _is_year(whole.value)
    if not (every or lone) and whole.value not in table("figure_context")["ratio"]["round"]:
        return None
    if _tells_occasions(sheet, amount, whole.after):
        return None
    return _ratio(amount.first, whole.after, amount.value / whole.value, "ratio.in")


def _tells_occasions(sheet: Sheet, amount: Amount, at: int) -> bool:
    """Whether a verb's number stands before the occasions it took: "scored nine in ten games"."""
    if not amount.first or amount.value == 1 or not sheet.tag(amount.first - 1).startswith("VB"):
        return False
    told = sheet.token(amount.first - 1).lemma_.lower() in word_set("figure_context", "ratio", "told")
    return not told and sheet.lower(at) in word_set("figure_context", "ratio", "occasions")


def _is_year(value: float) -> bool:
    years = table("figure_context")["years"]
    return bool(years["first"] <= value <= years["last"])


def _noun_between(sheet: Sheet, amount: Amount, money: Money) -> Mention | None:
    """ "one application in eight", "three homes in ten were": the noun stands inside the ratio."""
    at = amount.after
    while sheet.tag(at).startswith(("NN", "JJ")) and at < amount.after + 3 and not sheet.opens(at):
        at += 1
    if at == amount.after or sheet.lower(at) != "in" or amount.value is None or not amount.number.spelled:
        return None
    whole = read_amount(sheet, at + 1, money)
    if whole is None or not whole.bare or whole.value is None or whole.value <= amount.value:
        return None
    if whole.value not in table("figure_context")["ratio"]["round"] or not ends_clause(sheet, whole.after):
        return None
    mention = _ratio(amount.first, whole.after, amount.value / whole.value, "ratio.in")
    mention.counted = sheet.span(amount.after, at)
    mention.counted_head = sheet.token(at - 1).lemma_.lower()
    mention.note("counted", "counted.inside", *mention.counted)
    return mention


def _part(sheet: Sheet, amount: Amount, at: int, money: Money, rule: str) -> Mention | None:
    whole = _whole(sheet, at, money)
    if sheet.lower(at) == "every":
        return _in(sheet, amount, at, money)
    if whole is None or whole.number.fraction or not whole.value or amount.value is None:
        return None
    if whole.kind == "duration" and sheet.lower(at) not in word_set("figure_context", "ratio", "whole_after"):
        return None
    if whole.value <= amount.value:
        return None
    if rule == "ratio.out_of" and whole.value in (3, 4, 5, 10, 100):
        return _ratio(amount.first, whole.after, amount.value / whole.value, "ratio.in")
    mention = _ratio(amount.first, whole.after, amount.value, rule)
    mention.number_after = amount.after
    mention.of = whole.value
    if whole.kind == "duration" and sheet.lower(at) == "the":
        mention.after = whole.number.after  # "two of the five years" counts years
    elif not whole.bare:
        mention.kind, mention.unit = whole.kind, whole.unit
    mention.note("of", rule, *sheet.span(whole.first, whole.after))
    return mention
