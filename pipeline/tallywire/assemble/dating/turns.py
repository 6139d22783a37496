"""Figures that take turns with their times: "42 seats in 2019 and 57 in 2023", "34 since May, nine of them Sunday"."""

from collections.abc import Sequence
from itertools import pairwise

from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import Tree
from tallywire.records import Token

_JOINTS = frozenset({",", ";", "and", "but", "or"})
_LINKS = frozenset({"of", "them", "whom", "which", "those", "these", "alone", "just", "the"})
_REACH = 12  # tokens
#: Tenses of two joined verbs that tell of two times.
_TURNED = ({"past", "present"}, {"past", "pluperfect"})


def turn_begins(tree: Tree, span: Timespan, spans: Sequence[Timespan]) -> int:
    """The offset where the phrase begins whose figures alone the expression dates; 0 where it takes no turn."""
    first = tree.at(span.anchor)
    earlier = max((other.end for other in spans if other.end <= span.start), default=None)
    if earlier is not None and (start := _after_another(tree, tree.at(earlier - 1) + 1, first)):
        return start
    return _part_of_several(tree, first)


def _after_another(tree: Tree, behind: int, first: int) -> int:
    """ "10.1 s in Doha last month | and 9.9 s in Rome on | Friday": a joint, a number, no verb."""
    between = tree.tokens[behind:first]
    between = between[_measure(between) :]
    if not 0 < len(between) <= _REACH or between[0].text.lower() not in _JOINTS:
        return 0
    numbers = sum(_is_number(word) for word in between)
    if not numbers or any(word.pos in ("VERB", "AUX") or word.text in (",", ";") for word in between[1:]):
        return 0
    if any(word.text.lower() in _JOINTS for word in between[2:]) and numbers < 2:
        return 0
    return between[0].end if any(_is_number(word) for word in tree.tokens[:behind]) else 0


def _measure(words: Sequence[Token]) -> int:
    """How many words up to "and" only say more of the expression's own figure: "in 2022 | by 40 votes | and"."""
    joint = next((index for index, word in enumerate(words) if word.text.lower() in _JOINTS), 0)
    if joint < 2 or words[0].text.lower() != "by" or any(word.pos in ("VERB", "AUX") for word in words[:joint]):
        return 0
    return joint


def _part_of_several(tree: Tree, first: int) -> int:
    """ ", nine of them on | Sunday", "including two in | May": a bare number in front of the expression."""
    index = first - 1
    while index >= 0 and (tree.tokens[index].pos in ("ADP", "SCONJ") or tree.lower[index] in _LINKS):
        index -= 1
    if index <= 0 or not _is_number(tree.tokens[index]) or tree.lower[index] == "one":
        return 0
    is_part = any(word.text.lower() in ("them", "whom", "which", "those") for word in tree.tokens[index + 1 : first])
    opened = tree.tokens[index - 1].text == "," and is_part
    return tree.tokens[index].start if opened else 0


def _is_number(word: Token) -> bool:
    return word.tag == "CD"


def way_up(tree: Tree, target: int, spans: Sequence[Timespan]) -> list[int]:
    """The tokens from a figure up, without those of a date to which the parse joins the figure as another one."""
    path = tree.path(target)
    for at, (below, token) in enumerate(pairwise(path), start=1):
        start = tree.tokens[token].start
        if tree.tokens[below].dep in ("conj", "appos") and any(span.anchor <= start < span.end for span in spans):
            return [*path[:at], *(step for step in path[at:] if tree.tokens[step].dep == "ROOT")]
    return path


def trails(tree: Tree, token: int) -> bool:
    """Whether a coordinated clause runs on from the one before it, so that one date behind both is of both."""
    first = tree.extent(token)[0]
    comma = any(word.text in (",", ";") for word in tree.tokens[max(0, first - 2) : first])
    return not comma and tree.tense(token) in (None, tree.tense(tree.tokens[token].head))


def turns(tree: Tree, token: int) -> bool:
    """Whether a coordinated verb is of another tense: "were fixing the roofs and would finish on Friday"."""
    times = {tree.tense(token), tree.tense(tree.tokens[token].head)}
    return len(times - {None}) > 1 and ("future" in times or times in _TURNED)
