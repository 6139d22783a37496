"""Figures of a list that a label names, and claims that would break off behind their figure, read off the words.

"Load time: 4.1 seconds, down 12%"; "9.4%: share of pupils who walk"; "12 fewer | than in 2018".
"""

from en_tallywire.lexicon import table
from tallywire.assemble.clause.statement import Statement, separates
from tallywire.assemble.tree import FINITE, Tree
from tallywire.records import Span

_BULLETS = frozenset({"•", "*", "·", "-", "–", "—"})
#: So many tokens a label may have.
_LABEL = 10
_GOES_ON = frozenset({"IN", "JJR", "RBR", "RB", "WP", "TO", "JJ", "VBN"})


def labelled(statement: Statement) -> Span | None:
    """The line of a figure that a label names before a colon, or explains behind one; both ends included."""
    tree = statement.tree
    said, figure = tree.within(*statement.region), tree.within(*statement.figure)
    first = next((n for n in said if tree.tokens[n].text not in _BULLETS), said[0])
    if figure[0] == first and figure[-1] < said[-1] and tree.tokens[figure[-1] + 1].text == ":":
        return first, said[-1]
    if not 1 < figure[0] - first <= _LABEL or tree.tokens[figure[0] - 1].text != ":":
        return None
    if tree.has_finite(first, said[-1]) or any(tree.tokens[n].text == "," for n in range(first, figure[0])):
        return None
    ends = (n for n in range(figure[0], said[-1]) if tree.tokens[n].text in (",", ";") and _is_part(tree, n + 1))
    return first, next(ends, said[-1] + 1) - 1


def completed(statement: Statement, last: int) -> int:
    """The last token of a claim that would end with its figure, though a word behind it belongs to the figure."""
    tree = statement.tree
    end, said = tree.at(statement.figure[1] - 1), tree.within(*statement.region)[-1]
    if last != end or last >= said:
        return last
    word = tree.tokens[last + 1]
    if word.tag not in _GOES_ON or word.text.lower() in table("clauses")["labelled"]["apart"]:
        return last
    for token in range(last + 1, said + 1):
        stops = tree.tokens[token].tag == "CC" or (tree.tokens[token].tag in FINITE and word.tag != "WP")
        if separates(tree, token) or tree.tokens[token].pos == "PUNCT" or stops:
            return token - 1
    return said


def _is_part(tree: Tree, token: int) -> bool:
    """Whether "of which" follows, which tells of another figure."""
    return tree.lower[token : token + 2] == ["of", "which"]
