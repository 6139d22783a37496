"""What is told behind a statement and only sets it among other events, read off its words rather than the parse.

"..., a day after the price of flour doubled", "... amid a row over taxes", "... of which most carry grain".
"""

from collections.abc import Iterable
from functools import cache

from en_tallywire.lexicon import table
from tallywire.assemble.clause.statement import Statement, separates
from tallywire.assemble.tree import Tree

#: A circumstance of fewer tokens is as short as what it would be cut from.
_LONG = 5
_NOUN_PHRASE = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "PRP$", "CD"})
#: So many tokens may stand between a comma and the "after" that it opens: "less than a month after".
_LEAD = 6
#: So many tokens of a subject may stand behind "as".
_SUBJECT = 10


def up_to_circumstance(statement: Statement, head: int, last: int) -> int:
    """The last token of the statement without a circumstance behind its figure and `head`, on which it hangs."""
    tree = statement.tree
    figure = tree.at(statement.figure[1] - 1)
    openers = _openers()
    for token in range(figure + 1, last + 1):
        begins = token > head and tree.lower[token] in openers
        opens = begins and _opens(statement, token, last) and not statement.holds(token, last)
        if last - token >= _LONG - 1 and (opens or _lapse(tree, token)):
            return token - 2 if separates(tree, token - 1) else token - 1
    return last


def _opens(statement: Statement, token: int, last: int) -> bool:
    """Whether a circumstance opens; an event ("after the vote") dates a statement that has no date of its own."""
    tree, first = statement.tree, statement.tree.lower[token]
    if (first == "as" and _while(tree, token, last)) or _begins(tree, token, _phrases("phrases").get(first, ())):
        return True
    events = _phrases("events").get(first, ())
    return _begins(tree, token, events) and statement.period is not None and not tree.has_finite(token, last)


@cache
def _phrases(name: str) -> dict[str, list[list[str]]]:
    """The words of each phrase of a list of `clauses.toml`, `[behind]`, by the first."""
    found: dict[str, list[list[str]]] = {}
    for phrase in table("clauses")["behind"][name]:
        words = phrase.split()
        found.setdefault(words[0], []).append(words)
    return found


@cache
def _openers() -> frozenset[str]:
    """The words that circumstances begin with."""
    return frozenset(["as", *_phrases("phrases"), *_phrases("events")])


def _begins(tree: Tree, token: int, phrases: Iterable[list[str]]) -> bool:
    return any(tree.lower[token : token + len(words)] == words for words in phrases)


def _lapse(tree: Tree, token: int) -> bool:
    """Whether a time and "after" or "before" stand behind a mark: ", two weeks after"."""
    if not separates(tree, token - 1):
        return False
    words = tree.lower[token : token + _LEAD + 1]
    at = next((n for n, word in enumerate(words) if word in ("after", "before")), 0)
    return at > 0 and words[at - 1] in table("clauses")["behind"]["times"]


def _while(tree: Tree, token: int, last: int) -> bool:
    """Whether "as" opens a clause with a subject of its own: "as bird flu spread", not "as they tried to cross"."""
    if token == last:
        return False
    opens = tree.tokens[token + 1]
    if opens.tag not in _NOUN_PHRASE or opens.text.lower() in table("clauses")["behind"]["degrees"]:
        return False
    return tree.has_finite(token + 2, min(token + _SUBJECT, last))
