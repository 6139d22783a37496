"""Nouns that figures of one sentence share: "profit of $15m, compared with $18m", "$96m, up 12%", "62% of X, 31%"."""

from collections.abc import Iterator

from tallywire.annotate.figures.counted.elsewhere.groups import counted_rule
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.modifiers import bounds
from tallywire.annotate.figures.vocabulary import word_set

_REACH = 250  # characters back to the figure that a pronoun goes on from
_NEAR = 20  # figures back that another may go on from; bounds the search in a text of bare numbers
_FACTOR = 25.0
_ADJUNCTS = frozenset([",", "(", "or", "—", "–"])
_PARTS = frozenset(["percent", "ratio"])
_LIST_JOINTS = frozenset(
    [",", "and", "with", "while", "but", "another", "further", "against", ";", ":", "—", "–", "or", "whereas"]
)
_COMPARATIVES = frozenset(["more", "less", "fewer", "higher", "lower", "above", "below", "short", "shy", "ahead"])
_LISTED = frozenset(["counted.of", "counted.listed", "counted.of_whom"])


def share_compared(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give figures without a noun that of the one they are compared with, restate, or are listed beside."""
    for index, mention in enumerate(mentions):
        if mention.kind in ("age", "duration") or mention.frequency:
            continue
        earlier = list(_earlier(sheet, mentions, index))
        if len(earlier) > 1 and _is_aside(sheet, earlier) and sheet.lower(mention.first - 1) != "(":
            earlier = earlier[1:]  # "$96m (€82m), up from $84m"
        if mention.kind in _PARTS and mention.change is None and _may_be_listed(sheet, mention):
            _lend(mention, next((other for other in earlier if _heads_list(sheet, other)), None), "counted.listed")
        if mention.counted is None and (meant := _meant(sheet, mentions, index)):
            _lend(mention, meant, "counted.pronoun")
        if earlier and _is_converted(sheet, earlier[0], mention):
            mention.modifier = earlier[0].modifier
            mention.low, mention.high = bounds(mention.modifier, mention.value)
        if earlier and mention.per is None and _restates_rate(sheet, earlier[0], mention):
            mention.per = earlier[0].per
        if mention.counted is not None or not earlier:
            continue
        named = next((other for other in earlier if other.counted is not None and is_alike(other, mention)), None)
        if _is_rated_again(sheet, earlier, mention):
            _lend(mention, named, "counted.rated")
            continue
        if is_level(sheet, mention):
            alike = [other for other in earlier if (other.kind, other.unit) == (mention.kind, mention.unit)]
            named = alike[0] if alike else named
        close = mention.change is not None or named is earlier[0] or is_level(sheet, mention)
        if (close and _is_adjunct(sheet, mention)) or (
            named is not None and close and _is_compared(sheet, named, mention)
        ):
            _lend(mention, named, "counted.compared")


def _earlier(sheet: Sheet, mentions: list[Mention], index: int) -> Iterator[Mention]:
    """The mentions before, nearest first, of the same sentence; "another 6%" also reads the sentence before."""
    at = mentions[index].first
    sentences = 1 + (sheet.lower(at - 1) in ("another", "further"))
    for other in reversed(mentions[max(index - _NEAR, 0) : index]):
        while at > other.first:
            sentences -= sheet.opens(at)
            at -= 1
        if sentences <= 0:
            return
        yield other


def _is_aside(sheet: Sheet, earlier: list[Mention]) -> bool:
    """Whether the nearest figure only converts the one before it."""
    return sheet.lower(earlier[0].first - 1) == "(" and earlier[1].after == earlier[0].first - 1


def is_alike(donor: Mention, mention: Mention) -> bool:
    """Counts that are compared are of the same order."""
    return mention.kind != "count" or donor.kind != "count" or _is_near(donor, mention)


def _is_near(donor: Mention, mention: Mention) -> bool:
    """Whether the values are of one order: "64 cents a share" is no rate of "$104 million"."""
    if not donor.value or not mention.value:
        return True
    return 1 / _FACTOR <= mention.value / donor.value <= _FACTOR


def is_level(sheet: Sheet, mention: Mention) -> bool:
    """ "down from 31": what it was before, whatever figure stands between."""
    at = mention.start - 1
    return mention.lead < 0 and sheet.lower(at) == "from" and sheet.lower(at - 1) in ("up", "down")


def _lend(mention: Mention, donor: Mention | None, rule: str) -> None:
    if donor is None or donor.counted is None:
        return
    mention.counted, mention.counted_head = donor.counted, donor.counted_head
    if donor.kind == mention.kind and rule == "counted.compared" and _is_near(donor, mention):
        mention.per = mention.per or donor.per
    mention.note("counted", rule, *donor.counted)


def _meant(sheet: Sheet, mentions: list[Mention], index: int) -> Mention | None:
    """The figure that "it was above 15%", "they were worth 70p" or "analysts expected $5m" goes on from."""
    mention = mentions[index]
    if mention.kind not in ("percent", "money", "measure") or mention.change is not None:
        return None
    at = mention.start - 1
    while at > 0 and (sheet.tag(at) in ("RB", "RP", "IN", "VBN", "JJ") or sheet.lower(at) == "worth"):
        at -= 1
    forecast = sheet.tag(at + 1).startswith("VB") or sheet.tag(at).startswith("VB")
    plural = sheet.lower(at - 1) == "they"
    if sheet.token(at).lemma_.lower() == "be" and (plural or sheet.lower(at - 1) == "it"):
        pass
    elif not (forecast and _forecasts(sheet, at)):
        return None
    for other in reversed(mentions[max(index - _NEAR, 0) : index]):
        if sheet.lexemes[mention.first].start - sheet.lexemes[other.first].start > _REACH:
            return None
        named = other.counted is not None and other.kind == mention.kind and other.unit == mention.unit
        if named and (_is_plural(sheet, other) or not plural):
            return other
    return None


def _is_plural(sheet: Sheet, mention: Mention) -> bool:
    return mention.counted is not None and sheet.text[: mention.counted[1]].endswith("s")


def _forecasts(sheet: Sheet, position: int) -> bool:
    verbs = word_set("nouns", "ellipsis", "forecasts")
    return any(sheet.token(at).lemma_.lower() in verbs for at in (position, position + 1) if sheet.kind(at) == "word")


def _is_adjunct(sheet: Sheet, mention: Mention) -> bool:
    """ "..., up 12%", "..., or 1.4%", "..., or 97 cents a share", "..., a rise of 3%", "..., some 20% more than"."""
    again = mention.kind == "count" or (mention.kind == "money" and mention.per is not None)
    restated = again and "or" in (sheet.lower(mention.start - 1), sheet.lower(mention.start))
    if mention.change is None and not restated and sheet.lower(mention.after) not in _COMPARATIVES:
        return False
    at = mention.start - 1 + (sheet.lower(mention.start) == "or")
    while sheet.lower(at) in ("by", "up", "down", "of", "a", "an", "another", "further") or (
        sheet.lower(at + 1) == "of" and sheet.tag(at).startswith("NN")
    ):
        at -= 1
    return sheet.lower(at) in _ADJUNCTS


def _is_rated_again(sheet: Sheet, earlier: list[Mention], mention: Mention) -> bool:
    """ "2 million trees over ten years, or 200,000 a year": the same things, by the year."""
    spread = earlier[0].kind == "duration" or earlier[0].per is not None
    return mention.kind == "count" and mention.per is not None and spread and sheet.lower(mention.start - 1) == "or"


def _is_compared(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "compared with $18m", "up from a peak of 310", "$12m ($10m)"."""
    start = mention.start
    if mention.kind != donor.kind or mention.change is not None:
        return False
    if sheet.lower(start - 1) == "(":
        return mention.kind in ("money", "measure") and donor.after == start - 1
    if mention.unit != donor.unit:
        return False
    at = start - 1
    at -= sheet.lower(at) == "the" and sheet.lower(at - 1) in ("from", "with", "than", "against")
    if sheet.lower(at) == "of" and sheet.token(at - 1).lemma_.lower() in word_set("nouns", "ellipsis", "levels"):
        at -= 2
        while sheet.tag(at).startswith(("JJ", "DT", "PRP$", "POS", "NN")) and at > donor.after:
            at -= 1
    if sheet.lower(at) == "with":
        return sheet.lower(at - 1) in ("compared", "comparison", "contrasted")
    return sheet.lower(at) in word_set("nouns", "ellipsis", "compared")


def _is_converted(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "at least 12 million euros ($14 million)": the same bound in another currency or unit."""
    if mention.modifier != "exact" or donor.modifier in ("range", "vague") or mention.unit == donor.unit:
        return False
    return sheet.lower(mention.first - 1) == "(" and _is_compared(sheet, donor, mention)


def _restates_rate(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "costs $45 a month, up from $38 a year earlier": a level of the same thing, in the same period."""
    same = mention.counted is None or mention.counted == donor.counted
    return donor.per is not None and same and _is_near(donor, mention) and _is_compared(sheet, donor, mention)


def _may_be_listed(sheet: Sheet, mention: Mention) -> bool:
    """A share without a group of its own: "31% opposed it", "and 11% health care"."""
    joint = mention.start - 1
    if sheet.lower(joint) == "by" and mention.kind == "percent" and mention.counted is None:
        return sheet.lower(mention.after) not in ("of", "to")  # "headaches by 22% of patients and rashes by 9%"
    if not sheet.opens(joint + 1) and sheet.lower(joint) not in _LIST_JOINTS:
        return False
    if mention.counted is None:
        return sheet.lower(mention.after) not in ("of", "to")
    return (
        mention.kind == "percent"
        and counted_rule(mention) == "counted.noun"
        and sheet.lower(mention.first - 1) in ("and", ",")
    )


def _heads_list(sheet: Sheet, mention: Mention) -> bool:
    """A share of a named group, or the size of a poll."""
    if mention.kind in _PARTS:
        return mention.change is None and counted_rule(mention) in _LISTED
    start = mention.start
    asked = mention.kind == "count" and sheet.tag(start - 1).startswith("VB")
    if asked and sheet.token(start - 1).lemma_.lower() in word_set("nouns", "measured", "asks"):
        return True
    return sheet.lower(start - 1) == "of" and sheet.lower(start - 2) in word_set("nouns", "measured", "polls")
