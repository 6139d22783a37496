"""What is only added to the clause that states a figure: coordinated and subordinate clauses, asides behind a comma."""

from en_tallywire.lexicon import table
from tallywire.assemble.clause.statement import Statement, comma_before, separates
from tallywire.assemble.tree import OBJECTS, Tree
from tallywire.records import Span

#: Subordinators of an event that dates the clause, which has no date of its own.
_DATING = frozenset({"since", "after", "before", "until", "when"})
_ADDED = frozenset({"advcl", "conj", "parataxis", "relcl", "appos"})


def narrowed(statement: Statement, head: int, target: int, first: int, last: int) -> Span:
    """The range without what is only added to the clause: coordinated and subordinate clauses, asides behind a comma.

    Nothing is cut that holds the governing time expression.
    """
    tree, anchor = statement.tree, max(head, target)
    for token in range(anchor + 1, last + 1):
        if _added(statement, token, target) or _cuts(statement, token, head, last):
            begins = token if separates(tree, token) else tree.extent(token)[0]
            if begins > anchor and not statement.holds(begins, last):
                last = begins - 1
                break
    for token in range(first, target):
        if tree.tokens[token].dep != "advcl":
            continue
        lo, hi = tree.extent(token)
        if lo == first and hi < target and _added(statement, token, target) and not statement.holds(lo, hi):
            first = hi + 1
            break
    for token in range(min(head, target) - 1, first, -1):
        if not separates(tree, token) or tree.tokens[token].head != head:
            continue
        if not _of_a_whole(tree, first) and not statement.holds(first, token):
            return token + 1, last
    return first, last


def _of_a_whole(tree: Tree, first: int) -> bool:
    """Whether the statement opens with what its figure is a part of: "Of the 22 shops, only five had opened"."""
    opens, following = (tree.lower[token] for token in (first, min(first + 1, len(tree.tokens) - 1)))
    return opens == "of" and following not in table("clauses")["partitive"]["of"]


def _added(statement: Statement, token: int, target: int) -> bool:
    """Whether the token heads a clause that is only added, and the figure is not in it."""
    tree, word = statement.tree, statement.tree.tokens[token]
    if word.dep != "prep" and word.dep not in _ADDED:
        return False
    lo, hi = tree.extent(token)
    if lo <= target <= hi:
        return False
    if word.dep == "prep":
        return _is_added_phrase(statement, token, target)
    if word.dep == "appos":
        return not _in_name(tree, lo - 1) and not statement.holds_other_figure(lo, hi)
    if not tree.is_verb(token):
        return False
    if word.dep == "relcl":
        return comma_before(tree, token, inclusive=True)
    if word.dep == "conj":
        return (
            tree.subject(token) is not None or statement.holds_other_figure(lo, hi) or _says_more(tree, token, target)
        )
    marker = tree.marker(token)
    subordinator = marker.lemma.lower() if marker is not None else ""
    if subordinator in table("clauses")["conditions"]["words"] or subordinator == "than":
        return False
    if subordinator == "as" and _of_pronoun(tree, token):
        return False
    dates = statement.period is None and subordinator in _DATING
    if word.dep == "advcl" and tree.tense(token) is None and comma_before(tree, token):
        return True
    return word.dep == "parataxis" or (tree.tense(token) is not None and not dates)


def _is_added_phrase(statement: Statement, token: int, target: int) -> bool:
    """Whether the preposition opens what is only added: what was done "after ...", the end of a range, plans."""
    tree, word = statement.tree, statement.tree.lower[token]
    other = statement.holds_other_figure(*tree.extent(token))
    if word in table("clauses")["added"]["prepositions"]:
        return word == "despite" or any(tree.tokens[child].dep == "pcomp" for child in tree.children(token))
    if word == "to" and other:
        start = tree.preposition(target)
        from_it = start is not None and tree.lemma[start] == "from"
        return from_it and tree.tokens[token].head in (start, tree.tokens[start or 0].head)
    return other and (word == "following" or (word == "with" and _is_plan(tree, token)))


def _is_plan(tree: Tree, preposition: int) -> bool:
    """Whether what follows is to be done: "with orders to smash 20 more"."""
    nouns = [child for child in tree.children(preposition) if tree.tokens[child].dep == "pobj"]
    return any(tree.is_infinitive(child) for noun in nouns for child in tree.children(noun))


def _of_pronoun(tree: Tree, verb: int) -> bool:
    """Whether the verb's subject is someone that the sentence has named: "as they tried to cross"."""
    subject = tree.subject(verb)
    return subject is not None and tree.lower[subject] in table("clauses")["behind"]["persons"]


def _says_more(tree: Tree, verb: int, target: int) -> bool:
    """Whether a coordinated verb behind the figure has a complement of its own: "repaid $40 | and sold his car"."""
    own = any(tree.tokens[child].dep in OBJECTS and child > verb for child in tree.children(verb))
    is_base = tree.tokens[verb].tag == "VB"
    return own and tree.tokens[verb].head < target and (is_base or tree.tense(verb) is not None)


def _cuts(statement: Statement, token: int, head: int, last: int) -> bool:
    """Whether the token is a colon, or a mark of the clause itself with no other figure behind it.

    An aside with a figure belongs to the statement: ", up from 740,000", ", 37 of them badly".
    """
    tree = statement.tree
    if not separates(tree, token) or _in_name(tree, token):
        return False
    if tree.tokens[token].text == ":":
        return True
    is_own = tree.tokens[token].head in (head, tree.clause(head), token)
    return is_own and not statement.holds_other_figure(token, last)


def _in_name(tree: Tree, comma: int) -> bool:
    """Whether the comma stands between two names: "near Alder, Montana", "in Kent, Essex and Surrey"."""
    if not 0 < comma < len(tree.tokens) - 1:
        return False
    return tree.tokens[comma].text == "," and {tree.tokens[comma - 1].tag, tree.tokens[comma + 1].tag} == {"NNP"}


def without_additions(statement: Statement, claim: Span) -> Span:
    """The claim up to the mark before the next figure, behind which stands what is said of that figure only."""
    figure, tree = statement.figure, statement.tree
    following = min((start for start, _ in statement.others if figure[1] <= start < claim[1]), default=None)
    if following is None:
        return claim
    between = range(tree.at(following) - 1, tree.at(figure[1] - 1), -1)
    mark = next((token for token in between if separates(tree, token) and not _in_name(tree, token)), None)
    if mark is None or not tree.has_finite(tree.at(claim[0]), mark):
        return claim
    return claim[0], tree.tokens[mark].start
