"""The claim text: the shortest clause that states a figure, without the reporting frame (claim-guide, section 4).

The clause is found on the parse as a range of tokens (`_core`), narrowed at what is only added to it (`_narrowed`), and
trimmed of quotation marks and connecting words at its ends.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from en_tallywire.lexicon import table
from tallywire.assemble.joined import at_joints, up_to_mark
from tallywire.assemble.tree import Tree
from tallywire.records import Span

_EDGE = frozenset(" ,;:–—-\n\t\xa0\"'“”‘’«»(")
_OPENERS = frozenset(
    {"that", "and", "but", "or", "as", "while", "although", "though", "because", "whereas", "with", "including", "also"}
)
#: "as many as 50" is the figure's modifier; the "as" in it opens no clause.
_AS_MANY = re.compile(r"as\s+(?:many|much|few|little|high|low)\s+as\b", re.IGNORECASE)
_CONJUNCTIONS = frozenset({"and", "or", "but"})
_SEPARATORS = frozenset({",", ";", ":", "–", "—", "-", "--", "(", ")"})
#: Arcs of a phrase that, behind a comma, makes a statement of its own: ", down from 740,000", ", with 300 hurt".
_ASIDES = frozenset({"prep", "advmod", "npadvmod", "acomp", "dep", "nummod"})
_OBJECTS = frozenset({"dobj", "attr", "dative", "prep", "acomp", "oprd", "xcomp", "ccomp"})
_HELPERS = frozenset({"aux", "auxpass"})
#: Subordinators of an event that dates the clause, which has no date of its own.
_DATING = frozenset({"since", "after", "before", "until", "when"})
_SELF_CONTAINED = 5  # tokens behind its first that a predicate has which says enough without its subject
_PREDICATE = frozenset({"aux", "auxpass", "advmod", "neg"})
_ADDED = frozenset({"advcl", "conj", "parataxis", "relcl", "appos"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure in its sentence: `region` is what is said, `period` the time expression that governs the figure."""

    tree: Tree
    text: str
    figure: Span
    region: Span
    period: Span | None
    others: Sequence[Span]
    """The sentence's other figures."""

    def holds(self, first: int, last: int) -> bool:
        """Whether the tokens hold the governing time expression."""
        return self.period is not None and _in_tokens(self.tree, first, last, self.period[0])

    def holds_other_figure(self, first: int, last: int) -> bool:
        """Whether the tokens hold another figure."""
        return any(_in_tokens(self.tree, first, last, start) for start, _ in self.others)


def _in_tokens(tree: Tree, first: int, last: int, offset: int) -> bool:
    return tree.tokens[first].start <= offset < tree.tokens[last].end


def claim_span(statement: Statement) -> Span:
    """The characters of the clause that states the figure: one span inside the region."""
    tree, figure, region = statement.tree, statement.figure, statement.region
    target = tree.head_of_span(*figure)
    head, first, last = _core(statement, target)
    first, last = _narrowed(statement, head, target, first, last)
    said = tree.within(*region)
    if tree.tokens[last].end <= figure[1] and not any(tree.is_verb(token) for token in range(first, last)):
        last = up_to_mark(tree, last, said[-1])
    first = _with_time(statement, _behind_subject(statement, target, first, last))
    first, last = at_joints(tree, target, (said[0], said[-1]), (first, last))
    start = min(max(tree.tokens[first].start, region[0]), figure[0])
    end = max(min(tree.tokens[last].end, region[1]), figure[1])
    return _trimmed(statement.text, start, end, figure)


def _with_time(statement: Statement, first: int) -> int:
    """The first token of a clause that says what happened "in 2020, | when two storms killed 40", with that time."""
    tree = statement.tree
    if tree.tokens[first].text.lower() != "when" or statement.period is None or first == 0:
        return first
    last = tree.at(statement.period[1] - 1)
    if last not in (first - 1, first - 2) or (last == first - 2 and tree.tokens[first - 1].text != ","):
        return first
    start = tree.at(statement.period[0])
    return start - 1 if start and tree.tokens[start - 1].dep == "prep" else start


def _behind_subject(statement: Statement, target: int, first: int, last: int) -> int:
    """The first token behind a subject that an aside parts from its verb: "Ada Example, 44, | has run 20 races"."""
    tree = statement.tree
    for verb in range(first, target):
        subject = tree.subject(verb)
        if not tree.is_verb(verb) or subject is None or not first <= subject < verb:
            continue
        before = [index for index in range(subject + 1, verb) if tree.tokens[index].text in (",", "–", "—")]
        helpers = [child for child in tree.children(verb) if child < verb and tree.tokens[child].dep in _PREDICATE]
        opens = min([verb, *helpers])
        if last - opens < _SELF_CONTAINED or tree.tokens[verb].lemma == "be":
            continue  # "rose 2%" says too little without what rose
        if len(before) >= 2 and before[-1] == opens - 1 and not statement.holds(first, opens - 1):
            return opens
    return first


def _core(statement: Statement, target: int) -> tuple[int, int, int]:
    """The token that the statement hangs on, and the first and last token of the statement."""
    tree = statement.tree
    clause = tree.clause(target)
    for token in tree.path(target):
        word = tree.tokens[token]
        if _in_brackets(tree, token):
            continue
        if word.dep == "appos" or _is_age_aside(tree, token):
            return token, tree.extent(word.head)[0], tree.extent(token)[1]
        if token > clause and word.dep in _ASIDES and _comma_before(tree, token) and not _goes_on(statement, token):
            return token, *tree.extent(token)
        if tree.is_clause(token):
            return _clause(tree, token, target)
    return target, *tree.extent(target)


def _in_brackets(tree: Tree, token: int) -> bool:
    """Whether an opening bracket stands right before the phrase: "14 km (nine miles)" is said of one clause."""
    start = tree.extent(token)[0]
    return start > 0 and "(" in (tree.tokens[start - 1].text, tree.tokens[start].text)


def _goes_on(statement: Statement, aside: int) -> bool:
    """Whether an aside only says by how much, or to what, its clause's figure changed: ", up 12% from May", ", to $38".

    What the figure is compared with, in contrast, holds of another time: ", down from 740,000", ", against 355".
    """
    tree = statement.tree
    word = tree.tokens[aside].text.lower()
    if word in table("clauses")["goes_on"]["prepositions"]:
        return True
    if word not in table("clauses")["goes_on"]["directions"]:
        return False
    following = tree.tokens[min(aside + 1, len(tree.tokens) - 1)].text.lower()
    return following != "from" or statement.holds_other_figure(*tree.extent(aside))


def _is_age_aside(tree: Tree, token: int) -> bool:
    """ "Ada Example, 37, said": a number behind its noun and a comma."""
    word = tree.tokens[token]
    return word.dep in ("nummod", "npadvmod") and word.head < token and _comma_before(tree, token)


def _clause(tree: Tree, head: int, target: int) -> tuple[int, int, int]:
    """The extent of a clause: with the noun that it restricts, or with the clause above where it is not finite."""
    word = tree.tokens[head]
    if word.dep in ("relcl", "acl"):
        if word.dep == "relcl" and _comma_before(tree, tree.extent(head)[0], inclusive=True):
            return head, *tree.extent(head)
        return head, tree.extent(word.head)[0], tree.extent(head)[1]
    if word.dep == "conj" and tree.subject(head) is None:
        shares = not any(tree.tokens[child].dep in _OBJECTS for child in tree.children(word.head) if child < head)
        if shares or (_shares_auxiliary(tree, head) and not _comma_before(tree, head)):
            return head, _upper(tree, word.head, target)[0], tree.extent(head)[1]
        return head, *tree.extent(head)
    if word.dep == "advcl" and _comma_before(tree, head):
        return head, *tree.extent(head)
    if word.dep in ("advcl", "xcomp", "pcomp", "ccomp") and tree.tense(head) is None and tree.subject(head) is None:
        return word.head, *_upper(tree, word.head, target)
    return head, *tree.extent(head)


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


def _comma_before(tree: Tree, index: int, *, inclusive: bool = False) -> bool:
    start = tree.extent(index)[0]
    return start > 0 and (_separates(tree, start - 1) or (inclusive and _separates(tree, start)))


def _separates(tree: Tree, index: int) -> bool:
    """Whether the token is a mark between phrases; a hyphen inside a word is none."""
    word = tree.tokens[index]
    glued = word.text == "-" and index > 0 and tree.tokens[index - 1].end == word.start
    return word.text in _SEPARATORS and not glued


def _narrowed(statement: Statement, head: int, target: int, first: int, last: int) -> Span:
    """The range without what is only added to the clause: coordinated and subordinate clauses, asides behind a comma.

    Nothing is cut that holds the governing time expression.
    """
    tree, anchor = statement.tree, max(head, target)
    for token in range(anchor + 1, last + 1):
        if _added(statement, token, target) or (_cuts(statement, token, head, last) and not _lists(tree, token)):
            begins = token if _separates(tree, token) else tree.extent(token)[0]
            if begins > anchor and not statement.holds(begins, last):
                last = begins - 1
                break
    for token in range(first, target):
        lo, hi = tree.extent(token)
        opens = tree.tokens[token].dep == "advcl" and lo == first and hi < target
        if opens and _added(statement, token, target) and not statement.holds(lo, hi):
            first = hi + 1
            break
    for token in range(min(head, target) - 1, first, -1):
        word = tree.tokens[token]
        of_these = tree.tokens[first].text.lower() == "of"  # "Of the 22 shops, only five had opened"
        if _separates(tree, token) and not of_these and word.head == head and not statement.holds(first, token):
            return token + 1, last
    return first, last


def _added(statement: Statement, token: int, target: int) -> bool:
    """Whether the token heads a clause that is only added, and the figure is not in it."""
    tree, word = statement.tree, statement.tree.tokens[token]
    lo, hi = tree.extent(token)
    if lo <= target <= hi:
        return False
    if word.dep == "prep" and word.text.lower() in table("clauses")["added"]["prepositions"]:
        return word.text.lower() == "despite" or any(
            tree.tokens[child].dep == "pcomp" for child in tree.children(token)
        )
    if word.dep not in _ADDED:
        return False
    if word.dep == "appos":
        return not _in_name(tree, lo - 1)
    if not tree.is_verb(token):
        return False
    if word.dep == "relcl":
        return _comma_before(tree, token, inclusive=True)
    if word.dep == "conj":
        return (
            tree.subject(token) is not None or statement.holds_other_figure(lo, hi) or _says_more(tree, token, target)
        )
    marker = tree.marker(token)
    dates = statement.period is None and marker is not None and marker.lemma.lower() in _DATING
    if word.dep == "advcl" and tree.tense(token) is None and _comma_before(tree, token):
        return True
    return word.dep == "parataxis" or (tree.tense(token) is not None and not dates)


def _says_more(tree: Tree, verb: int, target: int) -> bool:
    """Whether a coordinated verb behind the figure has a complement of its own: "repaid $40 | and sold his car"."""
    own = any(tree.tokens[child].dep in _OBJECTS and child > verb for child in tree.children(verb))
    return own and tree.tokens[verb].head < target and tree.tense(verb) is not None


def _cuts(statement: Statement, token: int, head: int, last: int) -> bool:
    """Whether the token is a comma, colon or dash of the clause itself, or one with another figure behind it."""
    tree = statement.tree
    if not _separates(tree, token) or _in_name(tree, token):
        return False
    return tree.tokens[token].head in (head, tree.clause(head), token) or statement.holds_other_figure(token, last)


def _in_name(tree: Tree, comma: int) -> bool:
    """Whether the comma stands between two names: "near Alder, Montana", "in Kent, Essex and Surrey"."""
    if not 0 < comma < len(tree.tokens) - 1:
        return False
    return tree.tokens[comma].text == "," and {tree.tokens[comma - 1].tag, tree.tokens[comma + 1].tag} == {"NNP"}


def _lists(tree: Tree, token: int) -> bool:
    """Whether the comma stands in a list: the next word's phrase is coordinated with one before it."""
    if token + 1 >= len(tree.tokens):
        return False
    following = token + 1
    return any(
        tree.tokens[step].dep == "conj" and not tree.is_verb(step) for step in tree.path(following) if step > token
    )


def _trimmed(text: str, start: int, end: int, figure: Span) -> Span:
    """The span without quotation marks, commas and connecting words at its ends; the figure always stays inside."""
    moved = True
    while moved:
        moved = False
        while start < figure[0] and text[start] in _EDGE:
            start, moved = start + 1, True
        word = text[start : figure[0]].split(maxsplit=1)
        if word and word[0].lower() in _OPENERS and not _AS_MANY.match(text, start):
            start, moved = start + len(word[0]), True
        while end > figure[1] and (text[end - 1] in _EDGE or text[end - 1] in ".?!"):
            end, moved = end - 1, True
        word = text[figure[1] : end].rsplit(maxsplit=1)
        if word and word[-1].lower() in _CONJUNCTIONS:
            end, moved = end - len(word[-1]), True
    return start, end
