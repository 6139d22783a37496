"""Negation and modality of the clause that holds a figure, by the lexicon `moods`, with the word that decides."""

from functools import cache

from en_tallywire.lexicon import table
from tallywire.assemble.tree import Tree
from tallywire.records import Modality, Span, Token

_BOUNDS = frozenset({"more", "less", "fewer", "only", "just", "later", "longer"})


def denial(tree: Tree, figure: Span) -> Token | None:
    """The word that denies the figure in its own clause ("did not kill 12"), or None.

    What is denied of a figure that is the subject ("600 patients did not pay") denies no figure, nor does a bound
    ("no more than 12").
    """
    target = tree.head_of_span(*figure)
    verb = tree.clause(target)
    subject = tree.subject(verb)
    if subject is not None and tree.extent(subject)[0] <= target <= tree.extent(subject)[1]:
        return None
    candidates = [*tree.children(verb), *tree.children(target)]
    return next((tree.tokens[index] for index in candidates if _denies(tree, index, figure)), None)


def _denies(tree: Tree, index: int, figure: Span) -> bool:
    token = tree.tokens[index]
    if token.dep != "neg" and not (
        token.dep in ("det", "preconj") and token.lemma.lower() in _set("negation", "words")
    ):
        return False
    following = tree.tokens[index + 1] if index + 1 < len(tree.tokens) else None
    bound = following is not None and following.text.lower() in _BOUNDS
    return not bound and not figure[0] <= token.start < figure[1]


def modality(tree: Tree, figure: Span, region: Span) -> tuple[Modality, Token | None]:
    """`conditional` under if, may, might, could; `planned` under will, would, "expected to"; else `actual`."""
    plan = None
    for index in tree.path(tree.head_of_span(*figure)):
        token = tree.tokens[index]
        if not region[0] <= token.start < region[1]:
            break
        if not tree.is_verb(index) and token.pos != "ADJ":
            continue
        if condition := _helper(tree, index, "conditional") or _condition(tree, index):
            return "conditional", condition
        plan = plan or _helper(tree, index, "planned") or _expectation(tree, index)
        if token.dep in ("ccomp", "ROOT"):
            break
    return ("planned", plan) if plan else ("actual", None)


def _helper(tree: Tree, index: int, section: str) -> Token | None:
    """The auxiliary of the verb that the section of the lexicon lists."""
    helpers = (tree.tokens[child] for child in tree.children(index) if tree.tokens[child].dep in ("aux", "auxpass"))
    return next((helper for helper in helpers if helper.lemma.lower() in _set(section, "auxiliaries")), None)


def _condition(tree: Tree, index: int) -> Token | None:
    """The subordinator of a condition that the clause is, or hangs on: "if the talks fail, 5,000 drivers will go"."""
    clauses = [index, *(child for child in tree.children(index) if tree.tokens[child].dep == "advcl")]
    marks = (
        tree.tokens[c] for clause in clauses for c in tree.children(clause) if tree.tokens[c].dep in ("mark", "advmod")
    )
    return next((mark for mark in marks if mark.lemma.lower() in _set("conditional", "subordinators")), None)


def _expectation(tree: Tree, index: int) -> Token | None:
    """The verb or adjective of expectation above an infinitive."""
    head = tree.tokens[tree.tokens[index].head]
    has_to = any(tree.tokens[child].tag == "TO" for child in tree.children(index))
    return head if has_to and head.lemma.lower() in _set("planned", "governors") else None


@cache
def _set(section: str, name: str) -> frozenset[str]:
    return frozenset(table("moods")[section][name])
