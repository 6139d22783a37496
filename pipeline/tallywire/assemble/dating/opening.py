"""An expression that opens a sentence is of all that its main clauses tell, however the parse hangs them together.

"Since January, the charity has repaired 650 homes, drilled 14 wells and given 11,000 families cash".
"""

from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import Tree
from tallywire.records import Span

#: How far from the figure such an expression is: further than any that joins its way.
FAR = 40.0
_OPENING = 4  # tokens
_LEAVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_MARKS = frozenset({";", ":", "(", ")", '"', "“", "”", "--", "–", "—"})
#: Prepositions and subordinators behind which another fact or time is told.
_OTHERS = frozenset(
    {"because", "although", "though", "whereas", "while", "unless", "if", "before", "after", "until", "since"}
    | {"despite", "than", "versus", "against", "from", "compared", "once", "that", "as", "ahead", "following"}
    | {"like", "unlike", "including", "except"}
)


def opens_for(tree: Tree, figure: Span, span: Timespan) -> bool:
    """Whether the expression opens the sentence, and nothing parts the figure's clause from the one behind it."""
    first = tree.at(tree.sentence.start)
    behind, at = tree.at(span.end - 1) + 1, tree.at(figure[0])
    if tree.at(span.anchor) - first >= _OPENING or not behind < at or tree.has_finite(first, behind - 1):
        return False
    between = range(behind, at)
    if any(tree.tokens[index].text in _MARKS or _leaves(tree, index) for index in between):
        return False
    times = [_time(tree, index) for index in tree.finite if behind <= index < at]
    if times[:1] == ["done"]:  # "has repaired 650 homes, trucked in 90 tanks": the tagger takes such for the past
        return not {"present", "to come"}.intersection(times)
    return len(set(times)) == 1


def _leaves(tree: Tree, index: int) -> bool:
    """Whether another clause, or what is compared, begins at the token."""
    return tree.lower[index] in _OTHERS or tree.tokens[index].tag in _LEAVES


def _time(tree: Tree, verb: int) -> str:
    """The time of a finite verb by its own form: "have" and "has" tell of what was done."""
    if tree.lemma[verb] == "have":
        return "done"
    return {"VBD": "past", "MD": "to come"}.get(tree.tokens[verb].tag, "present")
