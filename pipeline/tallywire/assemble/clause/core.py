"""The core of the clause that states a figure: the tokens that the parse gives it, before additions are cut."""

from collections.abc import Iterator
from itertools import pairwise

from en_tallywire.lexicon import table
from tallywire.assemble.clause.statement import Statement, comma_before, separates
from tallywire.assemble.joined import up_to_mark
from tallywire.assemble.tree import OBJECTS, Tree
from tallywire.records import Span

_HELPERS = frozenset({"aux", "auxpass"})


#: What opens a comparison with the figure before: "70 keepers, 12 *fewer than* in 2018".
_COMPARED = frozenset((word, "than") for word in ("fewer", "less", "more"))
#: So few tokens of a participle's phrase say too little alone: "..., killing 12".
_SAYS_LITTLE = 5


def core(statement: Statement, target: int) -> tuple[int, int, int]:
    """The token that the statement hangs on, and the first and last token of the statement.

    A clause that says little without the one before it (", killing 12") is given with it, up to its own end.
    """
    leaning = None
    for found, leans in _candidates(statement, target):
        if leaning is None and not leans:
            return found
        if leaning is None:
            leaning = found
        elif not leans:
            last = leaning[2] if found[0] < leaning[0] else found[2]
            return (found[0], found[1], last) if statement.says_on(found[1], last) else leaning
    return leaning or (target, *statement.tree.extent(target))


def _candidates(statement: Statement, target: int) -> Iterator[tuple[tuple[int, int, int], bool]]:
    """The phrases from the figure up to its clause that may state it, and whether each leans on what is before it."""
    tree = statement.tree
    for token in tree.path(target):
        word = tree.tokens[token]
        if _in_brackets(tree, token):
            continue
        if word.dep == "appos" and _follows_colon(tree, token):
            yield (token, *tree.extent(token)), False
        elif word.dep == "appos" and _is_part_of_clause(tree, token):
            continue
        elif word.dep == "appos" or _is_age_aside(tree, token):
            yield (token, tree.extent(_named(tree, word.head))[0], tree.extent(token)[1]), False
        elif tree.is_clause(token):
            found = _clause(tree, token, target)
            yield found, _says_little(tree, token, found) or _is_condition(tree, token)


def _says_little(tree: Tree, head: int, found: tuple[int, int, int]) -> bool:
    """Whether the clause is a verb without its subject and little else: ", killing 12", "and lost two"."""
    word, length = tree.tokens[head], found[2] - found[1]
    if tree.subject(head) is not None or found[1] != head:
        return False
    if word.dep == "conj":
        is_parted = head > 1 and separates(tree, head - 2)  # by a comma before "and"
        return up_to_mark(tree, head, found[2]) - head < _SAYS_LITTLE - 2 and not is_parted
    return word.dep in ("advcl", "acl") and word.tag == "VBG" and comma_before(tree, head) and length < _SAYS_LITTLE


def _is_condition(tree: Tree, head: int) -> bool:
    """Whether what the clause says holds of no time until another does: "if three judges resign"."""
    marker = tree.marker(head)
    return marker is not None and marker.lemma.lower() in table("clauses")["conditions"]["words"]


def _in_brackets(tree: Tree, token: int) -> bool:
    """Whether an opening bracket stands right before the phrase: "14 km (nine miles)" is said of one clause."""
    start = tree.extent(token)[0]
    return start > 0 and "(" in (tree.tokens[start - 1].text, tree.tokens[start].text)


def _is_age_aside(tree: Tree, token: int) -> bool:
    """ "Ada Example, 37, said", "one man, aged 58": an age behind its noun and a comma."""
    word = tree.tokens[token]
    is_number = word.dep in ("nummod", "npadvmod") or word.text.lower() == "aged"
    return is_number and word.head < token and comma_before(tree, token)


def _follows_colon(tree: Tree, token: int) -> bool:
    """Whether the phrase says enough behind a colon: "Ferry fire: | six hurt as boat drifts", not "Attendance: 900"."""
    first, last = tree.extent(token)
    is_label = any(word.text == "(" for word in tree.tokens[first : last + 1]) or last - first < _SAYS_LITTLE - 1
    return first > 0 and tree.tokens[first - 1].text == ":" and not is_label


def _is_part_of_clause(tree: Tree, noun: int) -> bool:
    """Whether a noun that the parse has behind another explains a figure (": 40 tonnes, a 6% rise") or follows no mark.

    What follows none is a measure ("dug a trench | 30 metres from the road").
    """
    head = tree.tokens[tree.tokens[noun].head]
    words = tree.lower[noun : noun + 3]
    compares = any(pair in _COMPARED for pair in pairwise(words))
    of_figure = compares or head.pos in ("NUM", "SYM") or head.text.lower() in table("clauses")["shares"]["words"]
    return of_figure or not comma_before(tree, noun, inclusive=True)


def _named(tree: Tree, noun: int) -> int:
    """The noun that a name behind it explains: "her coach, Ada Example"."""
    word = tree.tokens[noun]
    return word.head if word.dep == "appos" and word.head < noun else noun


def _clause(tree: Tree, head: int, target: int) -> tuple[int, int, int]:
    """The extent of a clause: with the noun that it restricts, or with the clause above where it is not finite."""
    word = tree.tokens[head]
    if word.dep in ("relcl", "acl"):
        if word.dep == "relcl" and comma_before(tree, tree.extent(head)[0], inclusive=True):
            return head, *tree.extent(head)
        return head, tree.extent(_restricted(tree, head))[0], tree.extent(head)[1]
    if word.dep == "conj" and tree.subject(head) is None and not _counts_its_own(tree, head):
        between = (child for child in tree.children(word.head) if word.head < child < head)
        shares = not any(tree.tokens[child].dep in OBJECTS for child in between)
        if shares or (_shares_auxiliary(tree, head) and not comma_before(tree, head)):
            return head, _upper(tree, word.head, target)[0], tree.extent(head)[1]
        return head, *tree.extent(head)
    if word.dep == "advcl" and (comma_before(tree, head) or _is_fronted(tree, head)):
        return head, *tree.extent(head)
    if word.dep == "csubj" and tree.tense(head) is None:
        return word.head, *_upper(tree, word.head, target)
    if word.dep == "ccomp" and not tree.is_verb(head):
        return word.head, *_upper(tree, word.head, target)
    if word.dep == "pcomp" and word.tag == "VBG" and tree.lower[word.head] in ("after", "before"):
        return head, *tree.extent(head)
    if word.dep in ("advcl", "xcomp", "pcomp", "ccomp") and tree.tense(head) is None and tree.subject(head) is None:
        return word.head, *_upper(tree, word.head, target)
    return head, *tree.extent(head)


def _is_fronted(tree: Tree, verb: int) -> bool:
    """Whether the clause is a participle's before the main one: "Losing 15 kilos in a month, she won"."""
    first, last = tree.extent(verb)
    behind = min(last + 1, len(tree.tokens) - 1)
    return first == verb and tree.tokens[verb].tag == "VBG" and tree.tokens[behind].text == "," and last - first >= 3


def _restricted(tree: Tree, verb: int) -> int:
    """The noun that a relative clause restricts: no name, which needs none ("a concert with Larsen that drew 900")."""
    noun = tree.tokens[verb].head
    above = tree.tokens[noun].head
    if tree.tokens[noun].pos != "PROPN" or tree.tokens[noun].dep != "pobj" or tree.relative_word(verb) != "that":
        return noun
    if tree.tokens[tree.tokens[above].head].pos == "NOUN":
        return tree.tokens[above].head
    before = [token for token in range(tree.tokens[above].head + 1, above) if tree.tokens[token].dep in OBJECTS]
    return before[-1] if before else noun


def _counts_its_own(tree: Tree, head: int) -> bool:
    """Whether a coordinated participle has a number for its subject: "nine closed and another four sharing a head"."""
    return tree.tokens[head].tag in ("VBG", "VBN") and any(
        tree.tokens[child].dep == "nummod" for child in tree.children(head) if child < head
    )


def _shares_auxiliary(tree: Tree, head: int) -> bool:
    """Whether a coordinated verb goes on under the one before it: "had sold two houses and paid back $3m"."""
    if tree.tense(head) is None:
        return True
    helped = any(tree.tokens[child].dep in _HELPERS for child in tree.children(tree.tokens[head].head))
    alone = not any(tree.tokens[child].dep in _HELPERS for child in tree.children(head))
    return helped and alone and tree.tokens[head].tag == "VBD"  # as past participles are often tagged


def _upper(tree: Tree, token: int, target: int) -> Span:
    """The extent of the clause that `token` belongs to."""
    clause = tree.clause(token)
    first, last = tree.extent(clause if clause != target else token)
    return first, last
