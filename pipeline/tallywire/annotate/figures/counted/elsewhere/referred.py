"""Figures of things named before: "the longest measuring 12m", "the $6m analysts expected"."""

from collections.abc import Iterator

from tallywire.annotate.figures.counted.elsewhere.donors import is_adjunct, same_sentence
from tallywire.annotate.figures.counted.nearby import labels
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_NEAR = 6  # figures back
_REACH = 300  # characters back to the figure that lends its noun
_DEFINITE = 5  # lexemes from "the" figure to the verb of "analysts expected"
_MEASURED = frozenset(["money", "percent", "measure"])
_ASIDE = 8  # lexemes of "the largest, in August 2021, for"
_JOINTS = frozenset(["of", "at", "being", "with", "for", "worth"])


def share_referred(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give figures without a noun that of what their words refer to."""
    for index, mention in enumerate(mentions):
        levels = sheet.lower(mention.start - 1) == "from" and mention.kind == "percent"
        if (mention.counted is not None and not levels) or mention.frequency:
            continue
        earlier = sorted(_earlier(sheet, mentions, index), key=lambda other: _is_count_aside(sheet, other))
        for test, rule in _RULES:
            if donor := next((other for other in earlier if test(sheet, other, mention)), None):
                mention.counted, mention.counted_head = donor.counted, donor.counted_head
                mention.note("counted", rule, *(donor.counted or (0, 0)))
                break


def _earlier(sheet: Sheet, mentions: list[Mention], index: int) -> Iterator[Mention]:
    """The figures before, nearest first, that have a noun and lie within reach."""
    start = sheet.lexemes[mentions[index].first].start
    for other in reversed(mentions[max(index - _NEAR, 0) : index]):
        if start - sheet.lexemes[other.first].start > _REACH:
            return
        if other.counted is not None and not other.frequency:
            yield other


def _is_count_aside(sheet: Sheet, donor: Mention) -> bool:
    """ "counted 935 fires in 29 districts, triple the 285 of 2023": the districts lend last."""
    return donor.kind == "count" and is_adjunct(sheet, donor)


def _is_extreme(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "900 aftershocks, the strongest of magnitude 5.8": the superlative of things counted before."""
    if mention.kind not in _MEASURED or donor.kind != "count" or not _is_plural(sheet, donor):
        return False
    at = mention.start - 1
    if sheet.lower(at) in _JOINTS or sheet.tag(at).startswith("VB"):
        at -= 1
    if sheet.lower(at) in _JOINTS or sheet.tag(at).startswith("VB"):
        at -= 1
    if sheet.lower(at + 1) in ("for", ",") and sheet.lower(at) == ",":
        at = next((k - 1 for k in range(at - 1, max(at - _ASIDE, 0), -1) if sheet.lower(k) == ","), at)
    some = sheet.lower(at) in ("some", "others", "most", "many") and sheet.lower(at - 1) == ","
    extreme = sheet.tag(at) == "JJS" and sheet.lower(at - 1) == "the"
    return (some or extreme) and same_sentence(sheet, donor, mention)


def _is_expected(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "ahead of the $3.4 billion brokers had forecast": what another thought it would be."""
    if (mention.kind, mention.unit) != (donor.kind, donor.unit) or sheet.lower(mention.first - 1) != "the":
        return False
    if mention.kind not in (*_MEASURED, "count") or not same_sentence(sheet, donor, mention):
        return False
    verbs = word_set("nouns", "ellipsis", "forecasts") | word_set("nouns", "ellipsis", "recorded")
    for at in range(mention.after, mention.after + _DEFINITE):
        if sheet.opens(at) or sheet.kind(at) != "word":
            return False
        if sheet.tag(at).startswith("VB") and sheet.token(at).lemma_.lower() in verbs:
            return True
    return False


def _is_as_many(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "sold 400 lamps. We could have sold twice as many": a multiple of things counted before."""
    if not mention.rule.startswith("multiple") or donor.kind != "count" or not _is_plural(sheet, donor):
        return False
    after = mention.after
    many = sheet.lower(after) == "as" and sheet.lower(after + 1) == "many"
    if not many or sheet.tag(after + 2).startswith(("NN", "JJ")):
        return False
    earlier = sheet.lower(after + 3 + (sheet.lower(after + 3) == "the")) in word_set("nouns", "ellipsis", "turns")
    dated = sheet.lower(after + 3) in ("in", "last", "a", "before", "this") or earlier
    return sheet.lower(after + 2) != "as" or dated  # "twice as many as the year before"


def _is_left(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "310,000 places, leaving some 64,000 unfilled": a state of things that are no people."""
    alike = mention.kind == donor.kind == "count" and (mention.value or 0.0) <= (donor.value or 0.0)
    state = sheet.lower(mention.after) in word_set("nouns", "ellipsis", "states") and not sheet.opens(mention.after)
    return (
        alike and state and not sheet.tag(mention.after + 1).startswith("NN") and same_sentence(sheet, donor, mention)
    )


def _is_margin(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "sales of $6.1 billion, plus or minus $200 million"."""
    words = [sheet.lower(mention.first - k) for k in (3, 2, 1)]
    return words == ["plus", "or", "minus"] and donor.kind == mention.kind and donor.unit == mention.unit


def _is_other_time(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "growth of 4.8% this year and 5% in 2026": the same thing at another time."""
    if (mention.kind, mention.unit) != (donor.kind, donor.unit) or sheet.lower(mention.start - 1) not in (
        "and",
        "then",
    ):
        return False
    after = mention.after
    year = sheet.lower(after) in ("in", "for") and sheet.kind(after + 1) == "number"
    period = sheet.lower(after + (sheet.lower(after) in ("in", "for", "the"))) in word_set("nouns", "ellipsis", "turns")
    return (year or period) and same_sentence(sheet, donor, mention)


def _is_share_of_them(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "246,391 candidates, or 25.3 per cent of the 973,880 who sat"."""
    restated = sheet.lower(mention.start - 1) == "or" and mention.kind in ("percent", "ratio")
    return restated and donor.kind == "count" and donor.after < mention.first and same_sentence(sheet, donor, mention)


def _is_reached(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "shed 512 points to end at 83,466", "a 34% rise in profit to $12m": the level that a change leads to."""
    if donor.change is None or mention.change is not None or mention.kind in ("duration", "age", "ratio"):
        return False
    at = mention.start - 1
    if sheet.lower(at) == "at" and sheet.tag(at - 1).startswith("VB"):
        at -= 1
    elif sheet.lower(at) == "at" and sheet.lower(at - 1) in ("lower", "higher", "down", "up", "off"):
        return donor.after == at - 1
    closes = sheet.token(at).lemma_.lower() in word_set("nouns", "links", "closing") if at >= 0 else False
    reached = sheet.lower(at) == "to" or (closes and sheet.lower(at - 1) == "to")
    verbs = any(sheet.tag(k).startswith(("VB", "MD")) for k in range(donor.after, at - closes))
    return reached and not verbs and same_sentence(sheet, donor, mention)


def _is_lower_share(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "worsened to 2.9 per cent of advances from 2.4 per cent": a share of the same."""
    shares = mention.kind == donor.kind == "percent" and sheet.lower(mention.start - 1) == "from"
    return shares and sheet.position_at((donor.counted or (0, 0))[1]) == mention.start - 1


def _is_double(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "grew to 402,000, more than double the 195,000 recorded in 2009"."""
    if not mention.rule.startswith("multiple") or sheet.lower(mention.after) != "the":
        return False
    own = donor.kind == "count" and not is_adjunct(sheet, donor)
    return sheet.kind(mention.after + 1) == "number" and own and same_sentence(sheet, donor, mention)


def _is_plural(sheet: Sheet, mention: Mention) -> bool:
    end = (mention.counted or (0, 1))[1]
    return sheet.doc[sheet.token_index(end - 1)].tag_ in ("NNS", "NNPS")


_RULES = (
    (_is_extreme, "counted.extreme"),
    (_is_expected, "counted.expected"),
    (_is_as_many, "counted.as_many"),
    (_is_left, "counted.left"),
    (_is_margin, "counted.margin"),
    (_is_other_time, "counted.other_time"),
    (_is_share_of_them, "counted.restated"),
    (_is_reached, "counted.level"),
    (_is_double, "counted.double"),
    (_is_lower_share, "counted.of"),
    (labels.goes_on, "counted.label"),
)
