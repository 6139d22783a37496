"""Tallies of votes: "voted 31-12 for", "a 7-2 vote", "by a vote of 54 to 46" count, where "won 3-1" is a score."""

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import word_set

_JOINTS = frozenset(["to", "-", "‐", "‑", "–", "—"])
_BEHIND = 5  # lexemes between a tally and its "vote": "an 8-1 party-line vote"


def pair_at(sheet: Sheet, first: int) -> tuple[int, int] | None:
    """The tally whose numbers hold the lexeme `first`, as positions of its first number and behind its last."""
    if not sheet.written(first).replace(",", "").isdecimal():
        return None
    for start in (first, first - 2):
        digits = all(sheet.written(at).replace(",", "").isdecimal() for at in (start, start + 2))
        if digits and sheet.lower(start + 1) in _JOINTS and not any(sheet.opens(start + k) for k in (1, 2)):
            return start, start + 3
    return None


def is_vote(sheet: Sheet, first: int) -> bool:
    """Whether the number at `first` is one of the two of a tally of votes."""
    pair = pair_at(sheet, first)
    if pair is None:
        return False
    counts = sheet.tag(pair[1]).startswith("NN") and not sheet.opens(pair[1])  # "voted 10 to 20 times"
    return (_voted(sheet, pair[0]) and not counts) or _vote(sheet, pair[1])


def _voted(sheet: Sheet, start: int) -> bool:
    """ "voted 31-12", "voted by 52 to 48", "a vote of 7-2", "the vote was 54-46"."""
    if sheet.opens(start):
        return False
    at = start - 1
    while (sheet.tag(at) == "RB" or sheet.lower(at) in (",", "by", "of", "was")) and not sheet.opens(at):
        at -= 1
    return sheet.lower(at) in word_set("figure_context", "votes", "before")


def _vote(sheet: Sheet, after: int) -> bool:
    """ "7-2 vote", "8-1 party-line vote", "52 to 48 votes"."""
    for at in range(after, after + _BEHIND):
        if sheet.opens(at):
            return False
        if sheet.lower(at) in word_set("figure_context", "votes", "behind"):
            return True
        if not (sheet.lower(at) in _JOINTS or sheet.tag(at) in ("JJ", "NN", "HYPH")):
            return False
    return False
