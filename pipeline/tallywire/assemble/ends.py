"""Figures that are told with a time of their own inside a clause of another: what is compared, and what changed.

"from 12 in the 1980s to 3 in 2022", "against a normal of 6 mm for the whole of December", "the $3m it paid in 2021":
the expression dates the figure right before it, and no figure in front of that.
"""

from en_tallywire.lexicon import table
from tallywire.assemble.tree import Tree

_MAX_WORDS = 14
_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "DET", "NUM", "SYM", "ADP", "PART", "PRON"})
_COMPARED = frozenset({"against", "versus", "vs", "vs."})


def end_begins(tree: Tree, expression: int) -> int:
    """Where the phrase begins of whose figures alone the expression at this offset tells the time; 0 for none."""
    last = tree.at(expression) - 1
    has_number = False
    for index in range(last, max(-1, last - _MAX_WORDS), -1):
        word = tree.tokens[index]
        if word.text.lower() in _COMPARED or (word.text.lower() in ("from", "to") and _is_end(tree, index)):
            return word.start if has_number else 0
        if word.text.lower() == "including":
            return 0 if has_number else word.start
        if _is_reduced(tree, index):
            return _figure_before(tree, index)
        if word.pos not in _PHRASE and not _is_unit(tree, index):
            return 0
        has_number = has_number or (word.pos == "NUM" and word.text.lower() != "one")
    return 0


def _is_unit(tree: Tree, index: int) -> bool:
    """Whether the token is glued to a number, as the m of £38m is, which may bear any tag."""
    return index > 0 and tree.tokens[index - 1].end == tree.tokens[index].start


def _is_end(tree: Tree, index: int) -> bool:
    """Whether "from" or "to" opens an end of a change from one figure to another."""
    word = tree.tokens[index].text.lower()
    window = 2 * _MAX_WORDS
    other = (
        range(index + 1, min(index + window, len(tree.tokens)))
        if word == "from"
        else range(max(0, index - window), index)
    )
    return any(
        tree.tokens[step].text.lower() == ("to" if word == "from" else "from") and _opens_number(tree, step)
        for step in other
    ) and _opens_number(tree, index)


def _opens_number(tree: Tree, index: int) -> bool:
    """Whether a number follows within the preposition's next words."""
    return any(word.pos == "NUM" for word in tree.tokens[index + 1 : index + 4])


def _is_reduced(tree: Tree, index: int) -> bool:
    """Whether the token is the verb of a relative clause without its pronoun, the figure being its object."""
    word = tree.tokens[index]
    if word.tag not in ("VBD", "VBN") or word.text.lower() not in table("relations")["reduced"]["verbs"]:
        return False
    return _figure_before(tree, index) > 0


def _figure_before(tree: Tree, verb: int) -> int:
    """Where "the" and a figure begin that stand before the verb and its subject: "the $3m | it | paid"; 0 for none."""
    for index in range(verb - 1, max(-1, verb - 9), -1):
        word = tree.tokens[index]
        if word.text.lower() == "the" and _opens_number(tree, index):
            return word.start
        if word.pos not in _PHRASE and not _is_unit(tree, index):
            return 0
    return 0
