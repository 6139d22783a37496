"""Telephone numbers: runs of digit groups, long digit strings, and short runs behind "call", "hotline" and the like."""

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_MARKS = frozenset(["-", ".", "(", ")", "+", "‐", "‑", "/"])
_REACH = 8  # lexemes: no telephone number is longer to either side
_JOINTS = 4  # lexemes between "call" and the number


def telephone(sheet: Sheet, mention: Mention) -> bool:
    """Whether the mention is a telephone number, or some of its groups."""
    if mention.kind != "count":
        return False
    first = mention.first + (sheet.lower(mention.first) == "+")
    written = sheet.written(first)
    if not written.isdecimal():
        return False
    if (len(written) >= 10 and not written.endswith("000000")) or (written.startswith("0") and len(written) > 1):
        return True
    ahead, start = _groups(sheet, first, -1)
    behind, _ = _groups(sheet, mention.after - 1, 1)
    inside = sum(sheet.kind(at) == "number" for at in range(first, mention.after))
    if (ahead or behind) and ahead + inside + behind >= 3:
        return len(written) >= 2
    counts = sheet.tag(mention.after).startswith(("NN", "JJ")) and not sheet.opens(mention.after)
    return ahead + inside + behind >= 2 and not counts and _is_called(sheet, start)


def _groups(sheet: Sheet, position: int, step: int) -> tuple[int, int]:
    """How many groups of bare digits go on from `position` in the direction of `step`, and where the last stands."""
    count, at, last = 0, position, position
    while abs(at + step - position) <= _REACH:
        if sheet.opens(at if step < 0 else at + 1):
            break
        at += step
        if sheet.lower(at) in _MARKS:
            continue
        if sheet.kind(at) != "number" or not sheet.written(at).isdecimal():
            break
        count, last = count + 1, at
    return count, last


def _is_called(sheet: Sheet, start: int) -> bool:
    """Whether a word such as "call" or "hotline" leads up to the number at `start`."""
    joints = word_set("figure_context", "telephones", "joints")
    for at in range(start - 1, max(start - 2 - _JOINTS, -1), -1):
        if sheet.lower(at) in word_set("figure_context", "telephones", "before"):
            return True
        if sheet.lower(at) not in joints or sheet.opens(at):
            return False
    return False
