"""Negation and modality of the clause that holds a figure, read from the lexicon `moods`."""

from functools import cache

from en_tallywire.lexicon import table
from tallywire.assemble.tree import Tree
from tallywire.records import Modality

_SPEECH_ARCS = frozenset({"ccomp", "ROOT"})


def is_negated(tree: Tree, figure: tuple[int, int]) -> bool:
    """Whether the figure is denied in its own clause ("did not kill 12"); "no more than" denies nothing."""
    target = tree.head_of_span(*figure)
    verb = tree.clause(target)
    candidates = [*tree.children(verb), *tree.children(target)]
    return any(_denies(tree, index, figure) for index in candidates)


def _denies(tree: Tree, index: int, figure: tuple[int, int]) -> bool:
    token = tree.tokens[index]
    if token.dep != "neg" and not (
        token.dep in ("det", "preconj") and token.lemma.lower() in _set("negation", "words")
    ):
        return False
    following = tree.tokens[index + 1] if index + 1 < len(tree.tokens) else None
    bound = following is not None and following.text.lower() in ("more", "less", "fewer", "only", "just", "later")
    return not bound and not figure[0] <= token.start < figure[1]


def modality(tree: Tree, figure: tuple[int, int], region: tuple[int, int]) -> Modality:
    """`conditional` under if, may, might, could; `planned` under will, would, "expected to"; else `actual`."""
    planned = False
    for index in tree.path(tree.head_of_span(*figure)):
        token = tree.tokens[index]
        if not region[0] <= token.start < region[1]:
            break
        if not tree.is_verb(index) and token.pos != "ADJ":
            continue
        helpers = {
            tree.tokens[c].lemma.lower() for c in tree.children(index) if tree.tokens[c].dep in ("aux", "auxpass")
        }
        if helpers & _set("conditional", "auxiliaries") or _has_condition(tree, index):
            return "conditional"
        planned = planned or bool(helpers & _set("planned", "auxiliaries")) or _is_plan(tree, index)
        if token.dep in _SPEECH_ARCS:
            break
    return "planned" if planned else "actual"


def _has_condition(tree: Tree, index: int) -> bool:
    """Whether the clause is a condition, or hangs on one: "if the talks fail, 5,000 drivers will walk out"."""
    clauses = [index, *(child for child in tree.children(index) if tree.tokens[child].dep == "advcl")]
    marks = {
        tree.tokens[child].lemma.lower()
        for clause in clauses
        for child in tree.children(clause)
        if tree.tokens[child].dep in ("mark", "advmod")
    }
    return bool(marks & _set("conditional", "subordinators"))


def _is_plan(tree: Tree, index: int) -> bool:
    """An infinitive under a verb or adjective of expectation."""
    token = tree.tokens[index]
    has_to = any(tree.tokens[c].tag == "TO" for c in tree.children(index))
    return has_to and tree.tokens[token.head].lemma.lower() in _set("planned", "governors")


@cache
def _set(section: str, name: str) -> frozenset[str]:
    return frozenset(table("moods")[section][name])
