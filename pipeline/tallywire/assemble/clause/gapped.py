"""Items of a list that leave out their verb, read off the words.

An item behind a colon or in brackets with a verb states its figure alone: "two halls: | 12 in Graz", "(70 cots were
wet)". Others need the clause of the item that has the verb: "the port got 16 cranes, the airport nine".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from en_tallywire.lexicon import table
from tallywire.assemble.clause.statement import Statement
from tallywire.assemble.tree import FINITE, Tree
from tallywire.records import Span

_MARKS = frozenset({",", ";", ":", "–", "—", "--", "(", ")"})
_NAMING = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "PRP$", "POS"})
_NAMES = frozenset({"NNP", "NNPS"})
#: So many tokens of a name may stand before its figure, and of what is counted behind a figure.
_NAME, _COUNTED = 6, 4


def item_alone(statement: Statement, items: Sequence[Span]) -> Span | None:
    """The tokens of an item that states the figure by itself, both ends included; `items` is the list around it."""
    tree, said = statement.tree, statement.tree.within(*statement.region)
    figure = tree.within(*statement.figure)
    bracket = _bracketed(tree, figure[0], said)
    if bracket:
        return bracket
    at = next((n for n, (first, _) in enumerate(items) if first <= figure[0] <= items[n][1]), None)
    if at is None or tree.tokens[items[0][0] - 1].text != ":" or tree.has_finite(*items[0]):
        return None
    return _without_joint(tree, *items[at])


def inner_clause(statement: Statement, first: int, last: int) -> Span:
    """The clause without what it only hangs on: "a riot in which | 14 guards were hurt"; without its verb of finding.

    Of a figure in the subject of such a verb, the subject states it: "a survey of 900 nurses | found that ...".
    """
    tree = statement.tree
    figure = tree.at(statement.figure[0])
    opened = [n for n in range(first, figure) if tree.tokens[n].tag == "WDT" and tree.tokens[max(n - 1, 0)].tag == "IN"]
    if opened and opened[-1] > first and tree.lower[opened[-1]] == "which":
        before = tree.lower[opened[-1] - 1]
        if before in table("clauses")["gapped"]["settings"] and not _has_mark(tree, opened[-1], figure):
            return opened[-1] + 1, last
    finds = next((n for n in range(first, last + 1) if tree.tokens[n].tag in FINITE), last + 1)
    behind = tree.at(statement.figure[1] - 1) + 1
    bears = finds <= last and tree.lemma[finds] in table("clauses")["gapped"]["bearing"]
    inside = any(tree.tokens[n].tag == "IN" for n in range(first, figure))
    if behind <= finds and bears and inside and tree.has_finite(finds + 1, last) and not _has_mark(tree, first, figure):
        marks = [n for n in range(behind, finds) if tree.tokens[n].text in _MARKS]
        if not marks or marks[-1] == finds - 1:
            return first, (marks[0] if marks else finds) - 1
    return first, last


def _has_mark(tree: Tree, first: int, last: int) -> bool:
    return any(tree.tokens[token].text in _MARKS for token in range(first, last))


def list_of(statement: Statement, items: Sequence[Span]) -> tuple[Statement, Span] | None:
    """The statement of the item with the verb, where that of the figure leaves it out, and the list that goes on."""
    tree = statement.tree
    token = tree.at(statement.figure[0])
    if not items or not tree.has_finite(*items[0]) or not items[1][0] <= token <= items[-1][1]:
        return None
    with_verb = list(_within(statement, *items[0]))[-1]
    others = [span for span in statement.others if span != with_verb] + [statement.figure]
    return replace(statement, figure=with_verb, others=others), (items[0][0], items[-1][1])


def listed(statement: Statement) -> Sequence[Span]:
    """The items of one form around the figure, the first of them with a verb or behind a colon; none if it has one."""
    if not statement.others:
        return []
    items = list(_items(statement, statement.tree.within(*statement.region)))
    token = statement.tree.at(statement.figure[0])
    at = next((n for n, (first, last) in enumerate(items) if first <= token <= last), 0)
    first, last = at, at
    while first and _goes_on(statement, items[first - 1], items[first]):
        first -= 1
    while last + 1 < len(items) and _goes_on(statement, items[last], items[last + 1]):
        last += 1
    return items[first : last + 1] if last > first else []


def _goes_on(statement: Statement, item: Span, following: Span) -> bool:
    """Whether an item leaves out the verb of the one before it: both have a figure of one sort, in one form."""
    tree, text = statement.tree, statement.text
    if tree.has_finite(*following) or tree.tokens[following[0] - 1].text == ":":
        return False
    for here in _within(statement, *following):
        form = _form(statement, *following, here)
        for before in _within(statement, *item):
            verbal = tree.has_finite(*item)
            if form and _sort(text, here) == _sort(text, before):
                there = _form(statement, *item, before) if not verbal else _placed(statement, item, before)
                if form == there or (form == "name" and verbal):
                    return True
    return False


def _placed(statement: Statement, item: Span, figure: Span) -> str | None:
    """The preposition behind the figure of an item with a verb, perhaps with the verb between: "430 are in Ndola"."""
    behind = range(statement.tree.at(figure[1] - 1) + 1, item[1] + 1)
    return next((statement.tree.lower[n] for n in behind if _places(statement.tree, n)), None)


def _form(statement: Statement, first: int, last: int, figure: Span) -> str | None:
    """The form of an item: the preposition that follows its figure, or `name` for a name with its figure."""
    tree, inside = statement.tree, statement.tree.within(*figure)
    behind = range(inside[-1] + 1, min(inside[-1] + 2 + _COUNTED, last + 1))
    before = [tree.tokens[token] for token in range(first, _opening(tree, inside[0]))]
    before = before[1:] if before and before[0].tag == "CC" else before
    preposition = next((tree.lower[token] for token in behind if _places(tree, token)), None)
    if preposition and not before:
        return preposition
    named = bool(before) and len(before) <= _NAME and all(word.tag in _NAMING for word in before)
    return "name" if named and any(word.tag in _NAMES for word in before) and len(behind) <= 3 else None


def _places(tree: Tree, token: int) -> bool:
    return tree.lower[token] in table("clauses")["gapped"]["prepositions"]


def _items(statement: Statement, said: range) -> Iterator[Span]:
    """The parts of what is said between marks, and between conjunctions of items with figures of their own."""
    tree, first = statement.tree, said[0]
    for token in said:
        word = tree.lower[token]
        if word in _MARKS or (word in ("and", "but") and _opens_item(statement, token, said[-1])):
            if token > first:
                yield first, token - 1
            first = token + 1
    if first <= said[-1]:
        yield first, said[-1]


def _opens_item(statement: Statement, joint: int, last: int) -> bool:
    """Whether a figure with a name before it or a preposition behind it follows the conjunction."""
    tree = statement.tree
    spans = [*statement.others, statement.figure]
    for start, end in spans:
        token = tree.at(start)
        if joint < token <= joint + 1 + _NAME:
            end_of_item = next((n for n in range(token, last + 1) if tree.tokens[n].text in _MARKS), last + 1) - 1
            return _form(statement, joint + 1, end_of_item, (start, end)) is not None
    return False


def _within(statement: Statement, first: int, last: int) -> Iterator[Span]:
    start, end = statement.tree.tokens[first].start, statement.tree.tokens[last].end
    spans = sorted([*statement.others, statement.figure])
    return (other for other in spans if start <= other[0] < end)


def _sort(text: str, figure: Span) -> str:
    """Percentages, money and the rest: figures of one list are of one sort."""
    words = text[slice(*figure)].lower()
    if words.endswith(("%", "percent", "per cent", "pct")):
        return "percent"
    return "money" if not words[0].isdigit() and any(char in words for char in "$€£¥₹") else "other"


def _opening(tree: Tree, token: int) -> int:
    """The first of the words before a figure that say how exact it is: "more than 40"."""
    while token and tree.lower[token - 1] in table("clauses")["gapped"]["modifiers"]:
        token -= 1
    return token


def _bracketed(tree: Tree, token: int, said: range) -> Span | None:
    """What stands in the brackets around a figure, if it has a verb: "(70 cots were wet)"."""
    opened = next((n for n in range(token - 1, said[0] - 1, -1) if tree.tokens[n].text in ("(", ")")), None)
    closed = next((n for n in range(token, said[-1] + 1) if tree.tokens[n].text in ("(", ")")), None)
    if opened is None or closed is None or (tree.tokens[opened].text, tree.tokens[closed].text) != ("(", ")"):
        return None
    return (opened + 1, closed - 1) if tree.has_finite(token, closed) else None


def _end(tree: Tree, token: int, last: int) -> int:
    return next((n for n in range(token, last + 1) if tree.tokens[n].text in _MARKS), last + 1) - 1


def _without_joint(tree: Tree, first: int, last: int) -> Span:
    """An item without the conjunction that opens it."""
    return (first + 1, last) if tree.lower[first] in ("and", "but", "or") else (first, last)
