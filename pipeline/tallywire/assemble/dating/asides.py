"""Phrases between commas that tell of another time than the clause around them, or of none.

"a grant, worth $5,000 a pupil, that ends in March", "costs £3m, with a second stage planned for 2027".
"""

from collections.abc import Container

from en_tallywire.lexicon import table
from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import FINITE, SUBJECTS, Tree
from tallywire.records import Span

_MARKS = frozenset({",", ";", ":", "(", ")", "--", "–", "—"})
_MAX_TOKENS = 24
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
#: Tags of the first word of an aside that says who or what someone is, or what was done to it.
_DESCRIBING = frozenset({"DT", "PRP$", "VBN", "VBG", "JJ", "NN"})
_NAME = 5  # tokens

Range = tuple[int, int]


def is_of_another_time(tree: Tree, figure: Span, span: Timespan) -> bool:
    """Whether figure or expression stands in an aside that keeps the one from the time of the other."""
    words = table("relations")["asides"]
    if _is_part_of_whole(tree, figure, span) or _is_of_start(tree, figure, span) or _is_size(tree, figure):
        return True
    around, at = _aside(tree, figure[0]), tree.at(span.anchor)
    if around and not around[0] <= at <= around[1]:
        openers = _openers(tree, around)
        if any(word in words["standing"] for word in openers):
            return not _owns_noun(tree, span, around[0])
        if openers[0] in words["halting"] and _has(tree, around, words["streaks"]):
            return True
        if _places(tree, figure, around):
            return True
        lasts = span.is_stretch or span.rule == "year.the"
        if lasts and span.anchor < figure[0] and openers[0] in words["resulting"]:
            return True
    outside = _aside(tree, span.anchor)
    if outside and not outside[0] <= tree.at(figure[0]) <= outside[1]:
        opener = _openers(tree, outside)[0]
        if opener == "at" and outside[0] > 0 and tree.tokens[outside[0] + 1].tag in ("CD", "$"):
            return True  # "the herd, at 900 in May, feeds 40 homes"
        if opener in words["apart"] or (outside[0] > 0 and opener in words["inserted"]):
            return True
        return _is_about_subject(tree, outside, tree.at(figure[0])) or _results(tree, outside, tree.at(figure[0]))
    return False


def _is_about_subject(tree: Tree, aside: Range, figure: int) -> bool:
    """Whether an aside says who or what the subject is, and its verb follows: "Ray, hired in 2022, has cut 85 jobs"."""
    first, last = aside
    if first <= 1 or last + 2 > figure or tree.tokens[first - 1].text != "," or tree.tokens[last + 1].text != ",":
        return False
    if tree.tokens[first].tag not in _DESCRIBING or tree.tokens[first - 2].tag not in _NOUNS:
        return False
    behind = last + 2 + (tree.tokens[last + 2].pos == "ADV")
    return tree.tokens[min(behind, figure)].tag in FINITE


def _results(tree: Tree, aside: Range, figure: int) -> bool:
    """Whether an aside behind the figure tells what came of it: "hit 215 km/h, making it the fastest this year"."""
    first = aside[0]
    if first <= figure or tree.tokens[first - 1].text != ",":
        return False
    return tree.lower[first] in table("relations")["asides"]["resulting"]


def _has(tree: Tree, aside: Range, lemmas: Container[str]) -> bool:
    return any(word.lemma.lower() in lemmas for word in tree.tokens[aside[0] : aside[1] + 1])


def _owns_noun(tree: Tree, span: Timespan, opening: int) -> bool:
    """Whether the aside is about the noun that the expression owns: "in Saturday's final, worth $2m"."""
    between = tree.tokens[tree.at(span.end - 1) + 1 : opening - 1]
    return 1 < len(between) <= _NAME and between[0].tag == "POS"


def _is_part_of_whole(tree: Tree, figure: Span, span: Timespan) -> bool:
    """Whether ", of which" parts the figure from the expression: "costs €9m, of which two are due this year"."""
    low, high = sorted((tree.at(figure[0]), tree.at(span.anchor)))
    for index in range(low + 1, high - 1):
        words = tree.lower[index : index + 3]
        if words[:2] == [",", "of"] and words[2] in ("which", "whom"):
            verb = next((word.tag for word in tree.tokens[index:] if word.tag in FINITE), None)
            return span.anchor > figure[0] or verb != "VBD"
    return False


def _is_of_start(tree: Tree, figure: Span, span: Timespan) -> bool:
    """Whether the figure is what is left now: "Of the 60 pupils who started in 2011, nine are still in touch"."""
    first = tree.at(tree.sentence.start)
    between = tree.tokens[tree.at(span.end - 1) : tree.at(figure[0])]
    if tree.lower[first] != "of" or not any(word.text == "," for word in between):
        return False
    return tree.tense(tree.clause(tree.head_of_span(*figure))) in ("present", "perfect", "future")


def _is_size(tree: Tree, figure: Span) -> bool:
    """Whether the figure is a dimension of a thing rather than what was found of it: "a vase 12 cm high"."""
    words = table("relations")["asides"]
    first, behind = tree.at(figure[0]), tree.at(figure[1] - 1) + 1
    if behind >= len(tree.tokens) or tree.lower[behind] not in words["dimensions"]:
        return False
    hyphened = any(word.text == "-" for word in tree.tokens[first:behind])
    return hyphened or not any(word.pos in ("VERB", "AUX") for word in tree.tokens[max(0, first - _NAME) : first])


def _places(tree: Tree, figure: Span, aside: Range) -> bool:
    """Whether an aside says how far away something lies: ", some 40 km north of the capital,"."""
    behind = tree.at(figure[1] - 1) + 1
    has_verb = any(word.pos in ("VERB", "AUX") for word in tree.tokens[aside[0] : aside[1] + 1])
    words = table("relations")["asides"]
    if behind > aside[1] or has_verb or tree.lower[behind - 1] not in words["lengths"]:
        return False
    return tree.lower[behind] in words["placing"]


def _openers(tree: Tree, aside: Range) -> list[str]:
    """The first words of an aside: "each costing"."""
    return [tree.lower[index] for index in range(aside[0], min(aside[0] + 2, aside[1] + 1))]


def _aside(tree: Tree, offset: int) -> Range | None:
    """The tokens from a mark to the next one around an offset, first and last; None where it is too long."""
    at = tree.at(offset)
    before = range(at - 1, max(-1, at - _MAX_TOKENS), -1)
    opening = next((index for index in before if tree.tokens[index].text in _MARKS), -1)
    if opening < 0 and at > _MAX_TOKENS:
        return None
    behind = range(at + 1, len(tree.tokens))
    closing = next((index for index in behind if tree.tokens[index].text in _MARKS), len(tree.tokens))
    if opening < 0 and any(word.tag in FINITE for word in tree.tokens[:closing]):
        return None  # a clause, not an aside
    return opening + 1, closing - 1


def is_trait(tree: Tree, figure: Span, target: int) -> bool:
    """Whether a hyphened length says what the subject is like: "the 40-metre yacht sails on Monday"."""
    words = [tree.lower[index] for index in tree.within(*figure)]
    is_length = "-" in words and words[-1] in table("relations")["asides"]["lengths"]
    return is_length and tree.tokens[tree.tokens[target].head].dep in SUBJECTS
