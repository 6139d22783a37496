"""Modality of the clause that holds a figure, by the lexicon `moods`, with the word that decides."""

from functools import cache

from en_tallywire.lexicon import table
from tallywire.assemble.tree import Tree
from tallywire.records import Modality, Span, Token

#: Tenses of a clause that tells of what has been, or is, whatever the clause above it expects.
_PAST = frozenset({"past", "perfect", "pluperfect"})


def modality(tree: Tree, figure: Span, region: Span) -> tuple[Modality, Token | None]:
    """`conditional` under if, may, might, could; `planned` under will, would, "expected to"; else `actual`."""
    if _telling().isdisjoint(tree.lemma) and not ("be" in tree.lemma and "TO" in tree.tags):
        return "actual", None
    plan = _wanted(tree, tree.head_of_span(*figure))
    for index in tree.path(tree.head_of_span(*figure)):
        token = tree.tokens[index]
        if not region[0] <= token.start < region[1]:
            break
        if not tree.is_verb(index) and token.pos != "ADJ":
            continue
        if condition := _helper(tree, index, "conditional") or _condition(tree, index) or _doubted(tree, index):
            return "conditional", condition
        plan = plan or _helper(tree, index, "planned") or _expectation(tree, index) or _awaited(tree, index)
        if token.dep in ("ccomp", "ROOT") or _is_told(tree, index):
            break
    return ("planned", plan) if plan else ("actual", None)


@cache
def _telling() -> frozenset[str]:
    """The lemmas of all that puts a clause in doubt or in the future, but for "is to"."""
    conditional = (_set("conditional", name) for name in ("auxiliaries", "subordinators", "confirming", "open"))
    planned = ("auxiliaries", "governors", "considering", "wanting", "wanting_for")
    return frozenset(["agree"]).union(*conditional, *(_set("planned", name) for name in planned))


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


def _doubted(tree: Tree, index: int) -> Token | None:
    """The word above a clause that leaves open whether it is so: "it is *possible* that", "did not *confirm* that"."""
    head = tree.tokens[index].head
    if tree.tokens[index].dep != "ccomp":
        return None
    words = [tree.tokens[word] for word in (head, *tree.children(head))]
    denied = any(word.dep == "neg" for word in words)
    if denied and words[0].lemma.lower() in _set("conditional", "confirming"):
        return words[0]
    adjectives = (word for word in words if word.pos == "ADJ")
    return next((word for word in adjectives if word.lemma.lower() in _set("conditional", "open")), None)


def _expectation(tree: Tree, index: int) -> Token | None:
    """The verb or adjective of expectation above an infinitive."""
    head = tree.tokens[tree.tokens[index].head]
    settled = head.lemma.lower() == "agree" and tree.lemma[index] in _set("planned", "settled")
    if settled or _is_compared(tree, tree.tokens[index].head):
        return None
    is_plan = head.lemma.lower() in _set("planned", "governors") or (
        head.lemma == "be" and head is not tree.tokens[index]
    )
    if is_plan and _is_infinitive(tree, index):
        return head
    return head if tree.tokens[index].tag == "VBG" and head.lemma.lower() in _set("planned", "considering") else None


def _awaited(tree: Tree, index: int) -> Token | None:
    """The word of expectation of which the figure is the subject: "40 homes are *due* to be built"."""
    words = [index, *(child for child in tree.children(index) if tree.tokens[child].dep == "acomp")]
    for word in words:
        infinitives = [child for child in tree.children(word) if _is_infinitive(tree, child)]
        has_infinitive = any(tree.lemma[child] not in _set("planned", "settled") for child in infinitives)
        if has_infinitive and not _is_compared(tree, word) and tree.lemma[word] in _set("planned", "governors"):
            return tree.tokens[word]
    return None


def _is_compared(tree: Tree, index: int) -> bool:
    """Whether an adjective compares risks and forecasts nothing: "30% *more likely* to fall ill"."""
    degrees = (tree.lemma[child] for child in tree.children(index) if child < index)
    return tree.tokens[index].pos == "ADJ" and any(word in _set("planned", "degrees") for word in degrees)


def _wanted(tree: Tree, target: int) -> Token | None:
    """The verb that wants or proposes what the figure counts: "*seek* $80 million", "*calls* for 80 buses"."""
    for index in tree.path(target):
        word = tree.tokens[index]
        asks_for = word.dep == "prep" and word.lemma.lower() == "for"
        verbs = "wanting" if word.dep == "dobj" else "wanting_for" if asks_for else None
        if verbs and tree.lemma[word.head] in _set("planned", verbs):
            return None if _is_struck(tree, index) else tree.tokens[word.head]
        if tree.is_verb(index):
            return None
    return None


def _is_struck(tree: Tree, counted: int) -> bool:
    """Whether the verb tells of an attack on what is counted: "targeted three schools", not "targeted 3%"."""
    verb = tree.tokens[counted].head
    is_act = tree.tokens[verb].tag == "VBD" and tree.tokens[counted].tag == "NNS"
    return is_act and tree.lemma[verb] in _set("planned", "striking")


def _is_infinitive(tree: Tree, index: int) -> bool:
    is_complement = tree.tokens[index].dep in ("xcomp", "ccomp", "acl", "advcl")
    return is_complement and any(tree.tokens[child].tag == "TO" for child in tree.children(index))


def _is_told(tree: Tree, index: int) -> bool:
    """Whether the clause states a fact of its own, whatever is expected above it: "will act after 40 people died"."""
    tense, dep, marker = tree.tense(index), tree.tokens[index].dep, tree.marker(index)
    if dep == "relcl":
        return tense is not None
    is_cause = marker is not None and marker.lemma.lower() in ("because", "after", "since") and tense != "future"
    return dep in ("advcl", "pcomp") and (tense in _PAST or is_cause)


@cache
def _set(section: str, name: str) -> frozenset[str]:
    return frozenset(table("moods")[section][name])
