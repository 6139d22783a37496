"""What is told behind a statement and only sets it among other events, read off its words rather than the parse.

"..., a day after the price of flour doubled", "... amid a row over taxes", "... of which most carry grain".
"""

from en_tallywire.lexicon import table
from tallywire.assemble.statement import Statement, separates
from tallywire.assemble.tree import Tree

#: A circumstance of fewer tokens is as short as what it would be cut from.
_LONG = 5
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUN_PHRASE = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "PRP$", "CD"})
#: So many tokens may stand between a comma and the "after" that it opens: "less than a month after".
_LEAD = 6
#: So many tokens of a subject may stand behind "as".
_SUBJECT = 10


def up_to_circumstance(statement: Statement, head: int, last: int) -> int:
    """The last token of the statement without a circumstance behind its figure and `head`, on which it hangs."""
    tree = statement.tree
    figure = tree.at(statement.figure[1] - 1)
    for token in range(figure + 1, last + 1):
        opens = token > head and _opens(statement, token, last) and not statement.holds(token, last)
        if last - token >= _LONG - 1 and (opens or _lapse(tree, token)):
            return token - 2 if separates(tree, token - 1) else token - 1
    return last


def _opens(statement: Statement, token: int, last: int) -> bool:
    """Whether a circumstance opens; an event ("after the vote") dates a statement that has no date of its own."""
    tree, openers = statement.tree, table("clauses")["behind"]
    is_event = statement.period is not None and not _has_verb(tree, token, last)
    phrases = openers["phrases"] + (openers["events"] if is_event else [])
    return _while(tree, token, last) or any(
        [word.text.lower() for word in tree.tokens[token : token + len(phrase.split())]] == phrase.split()
        for phrase in phrases
    )


def _has_verb(tree: Tree, first: int, last: int) -> bool:
    return any(word.tag in _FINITE for word in tree.tokens[first : last + 1])


def _lapse(tree: Tree, token: int) -> bool:
    """Whether a time and "after" or "before" stand behind a mark: ", two weeks after"."""
    if not separates(tree, token - 1):
        return False
    words = [word.text.lower() for word in tree.tokens[token : token + _LEAD + 1]]
    at = next((n for n, word in enumerate(words) if word in ("after", "before")), 0)
    return at > 0 and words[at - 1] in table("clauses")["behind"]["times"]


def _while(tree: Tree, token: int, last: int) -> bool:
    """Whether "as" opens a clause with a subject of its own: "as bird flu spread", not "as they tried to cross"."""
    if tree.tokens[token].text.lower() != "as" or token == last:
        return False
    opens = tree.tokens[token + 1]
    if opens.tag not in _NOUN_PHRASE or opens.text.lower() in table("clauses")["behind"]["degrees"]:
        return False
    return _has_verb(tree, token + 2, min(token + _SUBJECT, last))
