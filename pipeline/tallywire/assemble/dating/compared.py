"""Figures that an expression only compares with another time: ranks, multiples, and what stands behind a base."""

from itertools import takewhile

from en_tallywire.lexicon import table
from tallywire.assemble.dating.ends import COMPARED
from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import Tree
from tallywire.records import Span

_RANK_WORDS = 7
_DETERMINERS = frozenset({"DT", "PRP$", "POS"})


def is_comparison(tree: Tree, figure: Span, span: Timespan) -> bool:
    """Whether the expression tells since when the figure is a record, or of what time it is a multiple."""
    return _ranks(tree, figure, span) or _is_multiple(tree, figure, span)


def is_in_brackets_behind(tree: Tree, figure: Span, span: Timespan) -> bool:
    """Whether the figure opens brackets right behind the expression: "than in 2019 (4,100)"."""
    behind, at = tree.at(span.end - 1) + 1, tree.at(figure[0])
    return at in (behind + 1, behind + 2) and tree.tokens[behind].text == "("


def is_behind_base(tree: Tree, figure: Span, span: Timespan, base: int) -> bool:
    """Whether a mark parts the figure from what is compared in front of it: "from 46 in 2013, and cost 70"."""
    if tree.lower[tree.at(base)] not in COMPARED or span.end > figure[0]:
        return False
    if tree.lower[tree.at(base)] == "to" and _sums_up(tree, figure, span):
        return False
    return any(word.text in (",", ";") for word in tree.tokens[tree.at(span.end - 1) : tree.at(figure[0])])


def _sums_up(tree: Tree, figure: Span, span: Timespan) -> bool:
    """Whether an aside right behind a change says how much it is: "from 12 in 2019 to 40 in 2023, a gain of 28"."""
    first = tree.at(span.end - 1) + 1
    behind = [word.lemma.lower() for word in tree.tokens[first : tree.at(figure[0])]]
    if behind[:1] != [","]:
        return False
    named = table("relations")["change"]["changes"]
    return behind[1:2] in (["up"], ["down"]) or any(word in named for word in _aside_lemmas(tree, first, figure))


def _aside_lemmas(tree: Tree, comma: int, figure: Span) -> list[str]:
    """The lemmas from a comma up to the word behind a figure: ", an increase of $4m", ", a 5% rise"."""
    words = tree.tokens[comma + 1 : tree.at(figure[1] - 1) + 3]
    return [word.lemma.lower() for word in takewhile(lambda word: word.pos not in ("VERB", "PUNCT"), words)]


def _ranks(tree: Tree, figure: Span, span: Timespan) -> bool:
    """Whether the expression says since when something is a record: "the biggest fall since March 2020"."""
    words = table("relations")["comparison"]
    first = _event_opener(tree, span) or tree.at(span.start)
    first -= tree.tokens[first - 1].dep == "prep" if first and tree.lemma[first] != "since" else 0
    preposition = tree.lemma[first]
    if preposition not in ("since", "in", "for"):
        return False
    is_within = span.rule == "span.in"
    for word in reversed(tree.tokens[max(0, first - _RANK_WORDS) : first]):
        before = tree.tokens[max(tree.at(word.start) - 1, 0)]
        if is_within and word.text.lower() in words["ordinals"]:
            return True
        if preposition == "in" and not is_within and word.start < figure[0] < span.start:
            return False  # "a record 400 people in 2019"
        if word.tag in ("JJS", "RBS"):
            return before.text.lower() != "at"
        if word.text.lower() in words["records"] and before.tag in _DETERMINERS:
            return True
        if word.pos in ("VERB", "AUX", "PUNCT") and word.tag != "HYPH":
            return False
    return False


def _event_opener(tree: Tree, span: Timespan) -> int | None:
    """The "since" of the event that the expression dates: "the fastest | since records began in | 2006"."""
    for index in range(tree.at(span.start) - 1, max(-1, tree.at(span.start) - _RANK_WORDS), -1):
        word = tree.tokens[index]
        if word.text.lower() == "since":
            return index
        if word.pos == "PUNCT":
            return None
    return None


def _is_multiple(tree: Tree, figure: Span, span: Timespan) -> bool:
    """Whether the figure says how many times what the expression dates it is: "twice what he made in 2020"."""
    words = table("relations")["multiples"]
    behind = tree.at(figure[1] - 1) + 1
    if span.anchor < figure[1] or behind >= len(tree.tokens):
        return False
    number, last = tree.lower[tree.at(figure[0])], tree.lower[behind - 1]
    if number not in words["multiples"] and last != "times":
        return False
    between = tree.tokens[behind : tree.at(span.anchor)]
    if tree.lower[behind] == "last" and tree.tokens[min(behind + 2, len(tree.tokens) - 1)].tag != "POS":
        return False  # "lost twice last year"
    return tree.lower[behind] in words["compared"] and not any(word.text == "," for word in between)
