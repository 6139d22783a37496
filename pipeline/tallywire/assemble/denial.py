"""Whether a figure is denied: in its own clause ("did not kill 12"), or by what that is told under ("denied that").

Words come from the lexicon `moods`, section `denial`.
"""

from functools import cache

from en_tallywire.lexicon import table
from tallywire.assemble.tree import Tree
from tallywire.records import Span, Token

_BOUNDS = frozenset({"more", "less", "fewer", "only", "just", "later", "longer"})
#: Arcs by which a clause is the content of what stands above it.
_CONTENT = frozenset({"ccomp", "xcomp", "acl", "relcl", "csubj"})


def denial(tree: Tree, figure: Span) -> Token | None:
    """The word that denies the figure ("did *not* kill 12", "*denied* that 12 were killed"), or None.

    What is denied of a figure that is the subject ("600 patients did not pay") denies no figure, nor does a bound
    ("no more than 12"), nor how long something has not been ("had not rained for 12 weeks").
    """
    if "neg" not in tree.deps and _denying().isdisjoint(tree.lemma):
        return None
    target = tree.head_of_span(*figure)
    verb = next((token for token in tree.path(target) if tree.is_verb(token)), target)
    return _own(tree, target, tree.clause(target), figure) or _above(tree, verb)


@cache
def _denying() -> frozenset[str]:
    """The lemmas of all that denies, but for negations, which the parse marks."""
    return frozenset(["no"]).union(*map(_set, ("words", "refusals", "denials", "rejections")))


def _own(tree: Tree, target: int, verb: int, figure: Span) -> Token | None:
    """The word of the figure's own clause that denies it."""
    subject = tree.subject(verb)
    if subject is not None and tree.extent(subject)[0] <= target <= tree.extent(subject)[1]:
        return None
    of_verb = [] if _is_lapse(tree, target) else tree.children(verb)
    return next((tree.tokens[i] for i in [*of_verb, *tree.children(target)] if _denies(tree, i, figure)), None)


def _denies(tree: Tree, index: int, figure: Span) -> bool:
    token = tree.tokens[index]
    if token.dep != "neg" and not (token.dep in ("det", "preconj") and token.lemma.lower() in _set("words")):
        return False
    following = tree.tokens[index + 1] if index + 1 < len(tree.tokens) else None
    bound = following is not None and following.text.lower() in _BOUNDS
    return not bound and not figure[0] <= token.start < figure[1]


def _is_lapse(tree: Tree, target: int) -> bool:
    """Whether the figure says for how long: "for 12 weeks", "in 30 years"."""
    preposition = tree.preposition(target)
    if preposition is None:
        return False
    nouns = (tree.lemma[child] for child in tree.children(preposition))
    word = tree.lower[preposition]
    return word in _set("lapses") or (word in _set("within") and any(noun in _set("times") for noun in nouns))


def _above(tree: Tree, clause: int) -> Token | None:
    """The word above the clause that denies, rejects or refuses what it says."""
    for index in tree.path(clause):
        word = tree.tokens[index]
        if word.dep not in _CONTENT:
            return None
        above = tree.tokens[word.head]
        lemma = above.lemma.lower()
        if lemma in _set("refusals" if word.dep == "xcomp" else "denials") or _is_untrue(tree, word.head):
            return above
        if lemma in _set("assertions"):
            return _rejected(tree, word.head)
    return None


def _rejected(tree: Tree, noun: int) -> Token | None:
    """The word that denies what a noun asserts: "*no* evidence that", "*rejected* claims that"."""
    none = next((tree.tokens[child] for child in tree.children(noun) if tree.lemma[child] == "no"), None)
    above = tree.tokens[tree.tokens[noun].head]
    is_object = tree.tokens[noun].dep in ("dobj", "pobj", "nsubjpass")
    return none or (above if is_object and above.lemma.lower() in _set("rejections") else None)


def _is_untrue(tree: Tree, index: int) -> bool:
    """Whether the words say that something is not so: "it is not true that"."""
    around = [index, *tree.children(index), tree.tokens[index].head, *tree.children(tree.tokens[index].head)]
    lemmas = {tree.lemma[one] for one in around}
    return any(tree.tokens[one].dep == "neg" for one in around) and not lemmas.isdisjoint(_set("truths"))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("moods")["denial"][name])
