"""What shares go on from in an earlier clause: "Only 8% named taxes", "and a further 8GW"."""

from tallywire.annotate.figures.amounts.clause_ends import ends_clause
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_REACH = 300  # characters back to the figure whose group a share goes on from
_NEAR = 6  # figures back
_GROUPS = frozenset(["counted.of", "counted.group", "counted.listed", "counted.of_whom", "counted.gapped"])
_VERBS = frozenset(["VBD", "VBP", "MD"])
_MORE = frozenset(["further", "another", "additional", "extra"])
_PRICED = frozenset(["percent", "money", "measure"])


def share_groups(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give shares the group of the clauses before."""
    for index, mention in enumerate(mentions):
        start = mention.start
        earlier = _earlier(sheet, mentions, index)
        if _is_tally(sheet, mentions, index):
            _lend(mention, mentions[index - 1], "counted.tally")
        if mention.change is None and mention.kind == "percent" and _is_ranked(sheet, start):
            _lend(mention, _group(sheet, earlier, shares=True), "counted.group")
        if mention.counted is not None or mention.frequency:
            continue
        if mention.change is None and (mention.kind == "percent" or mention.rule == "ratio.in"):
            if _is_partys(sheet, start):
                _lend(mention, _group(sheet, earlier, shares=True), "counted.group")
            elif _is_subject(sheet, mention, start):
                _lend(mention, _group(sheet, earlier, shares=False), "counted.group")
        if mention.counted is None and mention.kind in _PRICED:
            _further(sheet, mention, earlier, start)


def _earlier(sheet: Sheet, mentions: list[Mention], index: int) -> list[Mention]:
    """The figures before within reach, nearest first."""
    start = sheet.lexemes[mentions[index].first].start
    near = mentions[max(index - _NEAR, 0) : index]
    return [other for other in reversed(near) if start - sheet.lexemes[other.first].start <= _REACH]


def _lend(mention: Mention, donor: Mention | None, rule: str) -> None:
    if donor is not None and donor.counted is not None:
        mention.counted, mention.counted_head = donor.counted, donor.counted_head
        mention.note("counted", rule, *donor.counted)


def counted_rule(mention: Mention) -> str:
    """The rule that found the mention's noun, "" without one."""
    return next((item.rule for item in reversed(mention.evidence) if item.field == "counted"), "")


def _group(sheet: Sheet, earlier: list[Mention], shares: bool) -> Mention | None:
    """The nearest figure with a group of many; with `shares` only shares."""
    for other in earlier:
        if other.counted is None or other.frequency or other.change is not None:
            continue
        if other.kind in ("percent", "ratio") and counted_rule(other) in _GROUPS:
            return other
        if not shares and other.kind in ("count", "ratio") and _is_plural(sheet, other):
            return other
    return None


def _is_plural(sheet: Sheet, mention: Mention) -> bool:
    start, end = mention.counted or (0, 0)
    head = sheet.doc[sheet.token_index(max(end - 1, start))]
    return head.tag_ == "NNS" or head.ent_type_ == "NORP"


def _is_tally(sheet: Sheet, mentions: list[Mention], index: int) -> bool:
    """The losers of "by 611 votes to 94"."""
    mention = mentions[index]
    if not index or mention.kind != "count" or sheet.lower(mention.first - 1) != "to":
        return False
    before = mentions[index - 1]
    votes = before.kind == "count" and before.counted is not None and before.counted_head in ("vote", "ballot")
    return votes and sheet.position_at((before.counted or (0, 0))[1]) == mention.first - 1


def _is_ranked(sheet: Sheet, start: int) -> bool:
    """ "ahead of health care at 29 per cent", "followed by crime on 12%": a share of the same people."""
    if sheet.lower(start - 1) not in ("at", "on", "with"):
        return False
    at = start - 2
    while sheet.tag(at).startswith(("NN", "JJ", "DT", "CC", "POS")) and at > start - 9 and not sheet.opens(at):
        at -= 1
    behind = (sheet.lower(at - 1), sheet.lower(at))
    return at < start - 2 and behind in (("ahead", "of"), ("followed", "by"), ("behind", "of"), ("then", "by"))


def _is_partys(sheet: Sheet, start: int) -> bool:
    """ "The Liberals have 35 per cent": a name's share."""
    at = start - 1
    capital = sheet.tag(at - 1).startswith("NN") and sheet.written(at - 1)[:1].isupper()
    if not sheet.tag(at).startswith("VB") or not capital:
        return False
    return sheet.token(at).lemma_.lower() in word_set("nouns", "links", "polling")


def _is_subject(sheet: Sheet, mention: Mention, start: int) -> bool:
    """ "Only 8 per cent named taxes", "found that 17% had slept": those who do something, not what is so much."""
    after = mention.after
    at = start - 1
    if sheet.lower(at) in ("in", "among") and not sheet.opens(at) and ends_clause(sheet, after):
        return True  # "sampled 212 lakes and found plastics in 94%"
    at -= sheet.lower(at) in ("only", "just", "a", "mere")
    shortened = (
        sheet.tag(after) == "VBN" and sheet.opens(at + 1) and sheet.tag(after + 1)[:2] in ("NN", "DT", "PR", "JJ")
    )
    shortened = shortened or (sheet.tag(after) == "VBN" and ends_clause(sheet, after + 1))  # "and 61% passed."
    if sheet.opens(after) or not (shortened or sheet.tag(after) in _VERBS) or sheet.lower(after) in ("is", "was"):
        return False
    return sheet.opens(at + 1) or sheet.lower(at) in ("that", ",", "and", ";", "while", "but", "only", "“", '"')


def _further(sheet: Sheet, mention: Mention, earlier: list[Mention], start: int) -> None:
    """ "15GW of wind power and a further 8GW": more of the same."""
    same = bool(earlier) and (earlier[0].kind, earlier[0].unit) == (mention.kind, mention.unit)
    more = sheet.lower(start - 1) in _MORE or sheet.lower(mention.first - 1) in _MORE
    if same and more and not any(sheet.opens(at) for at in range(earlier[0].after, start + 1)):
        _lend(mention, earlier[0], "counted.further")
