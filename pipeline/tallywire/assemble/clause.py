"""The claim text: the shortest clause that states a figure, without the reporting frame (claim-guide, section 4)."""

from tallywire.assemble.tree import Tree

_QUOTES = "\"'“”‘’«»"
_EDGE = frozenset(" ,;:–—-\n\t\xa0" + _QUOTES)
_OPENERS = frozenset({"that", "and", "but", "or", "as", "while", "although", "though", "because", "whereas"})


def claim_span(tree: Tree, text: str, figure: tuple[int, int], region: tuple[int, int]) -> tuple[int, int]:
    """The span of the clause around `figure` inside `region`, a contiguous part of the sentence."""
    target = tree.head_of_span(*figure)
    start, end = _clause_extent(tree, target, region)
    start, end = min(start, figure[0]), max(end, figure[1])
    return _trimmed(text, start, end, figure)


def _clause_extent(tree: Tree, target: int, region: tuple[int, int]) -> tuple[int, int]:
    """Characters of the clause, its subject or antecedent included, cut to the region."""
    head = tree.clause(target)
    if tree.tokens[head].dep == "conj" and tree.subject(head) is None:
        first, last = tree.extent(head)
    elif tree.tokens[head].dep in ("relcl", "acl"):
        first, last = _with_antecedent(tree, head)
    else:
        first, last = tree.extent(head)
    first, last = _without_siblings(tree, head, target, first, last)
    return max(tree.tokens[first].start, region[0]), min(tree.tokens[last].end, region[1])


def _with_antecedent(tree: Tree, head: int) -> tuple[int, int]:
    noun = tree.tokens[head].head
    first, _ = tree.extent(noun)
    _, last = tree.extent(head)
    return first, last


def _without_siblings(tree: Tree, head: int, target: int, first: int, last: int) -> tuple[int, int]:
    """Cut off clauses coordinated with this one that have a subject of their own and do not hold the figure."""
    for child in tree.children(head):
        if tree.tokens[child].dep not in ("conj", "ccomp", "parataxis") or not tree.is_verb(child):
            continue
        lo, hi = tree.extent(child)
        if lo <= target <= hi or (tree.tokens[child].dep == "conj" and tree.subject(child) is None):
            continue
        if lo > target:
            last = min(last, lo - 1)
        else:
            first = max(first, hi + 1)
    return first, last


def _trimmed(text: str, start: int, end: int, figure: tuple[int, int]) -> tuple[int, int]:
    """The span without quotation marks, commas and conjunctions at its ends; the figure always stays inside."""
    moved = True
    while moved:
        moved = False
        while start < figure[0] and text[start] in _EDGE:
            start, moved = start + 1, True
        word = text[start : figure[0]].split(maxsplit=1)
        if len(word) > 1 and word[0].lower() in _OPENERS:
            start, moved = start + len(word[0]), True
        while end > figure[1] and (text[end - 1] in _EDGE or text[end - 1] == "."):
            end, moved = end - 1, True
    return start, end
