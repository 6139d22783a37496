"""The claim text: the shortest clause that states a figure, without the reporting frame (claim-guide, section 4).

The clause is found on the parse as a range of tokens (`core`), narrowed at what is only added to it (`narrowed`), and
trimmed of quotation marks and connecting words at its ends.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from tallywire.assemble.clause.additions import narrowed
from tallywire.assemble.clause.behind import up_to_circumstance
from tallywire.assemble.clause.core import core
from tallywire.assemble.clause.gapped import inner_clause, item_alone, list_of, listed
from tallywire.assemble.clause.labelled import completed, labelled
from tallywire.assemble.clause.statement import Statement
from tallywire.assemble.joined import at_joints, up_to_mark
from tallywire.records import Span

_EDGE = frozenset(" ,;:–—-•*·\n\t\xa0\"'“”‘’«»(")
_OPENERS = frozenset(
    {
        "that",
        "and",
        "but",
        "or",
        "as",
        "while",
        "although",
        "though",
        "because",
        "whereas",
        "with",
        "including",
        "also",
        "following",
    }
)
#: "as many as 50" is the figure's modifier, "as of May" its date, "as a result" an adverbial: no clause opens.
_AS_MANY = re.compile(
    r"as\s+(?:(?:of|part|usual|expected|planned)\b|(?:many|much|few|little|high|low|well)\s+as\b"
    r"|an?\s+(?:result|consequence|precaution|rule|whole|share|proportion|percentage)\b)",
    re.IGNORECASE,
)
#: A bracket that closes so many characters behind a claim still belongs to it.
_BRACKET = 40
_FUNCTION = frozenset({"ADP", "DET", "PUNCT", "CCONJ", "PART", "SYM", "ADV", "NUM"})
_CONJUNCTIONS = frozenset({"and", "or", "but"})
_SELF_CONTAINED = 7  # tokens behind its first that a predicate has which says enough without its subject
_PREDICATE = frozenset({"aux", "auxpass", "advmod", "neg"})


def claim_span(statement: Statement) -> Span:
    """The characters of the clause that states the figure: one span inside the region.

    Where what is said is a bare figure ("had asked for | 12 years"), the words that say it belong to the claim.
    """
    found = _said(statement)
    sentence = (statement.tree.sentence.start, statement.tree.sentence.end)
    if found[0] == statement.region[0] > sentence[0] and _is_bare(statement, found):
        return _said(replace(statement, region=sentence))
    return found


def _is_bare(statement: Statement, span: Span) -> bool:
    """Whether the span has no word of its own beside the figure and its time."""
    figure, period = statement.figure, statement.period or (0, 0)
    return all(
        token.pos in _FUNCTION or figure[0] <= token.start < figure[1] or period[0] <= token.start < period[1]
        for token in (statement.tree.tokens[index] for index in statement.tree.within(*span))
    )


def _said(statement: Statement) -> Span:
    tree, figure, region = statement.tree, statement.figure, statement.region
    items = listed(statement)
    first, last = labelled(statement) or item_alone(statement, items) or _with_list(statement, items)
    last = completed(statement, last)
    start = min(max(tree.tokens[first].start, region[0]), figure[0])
    end = max(min(tree.tokens[last].end, region[1]), figure[1])
    return _balanced(statement.text, *_trimmed(statement.text, start, end, figure), figure, region[1])


def _with_list(statement: Statement, items: Sequence[Span]) -> Span:
    """The first and the last token of the clause; of the one whose verb a list leaves out, with the list."""
    whole = list_of(statement, items)
    if whole is None:
        return _clause(statement)
    verbal, (first, last) = whole
    return min(_clause(verbal)[0], first), last


def _clause(statement: Statement) -> Span:
    """The first and the last token of the clause, as the parse has it and the words correct it."""
    tree, figure, region = statement.tree, statement.figure, statement.region
    target = tree.head_of_span(*figure)
    head, first, last = core(statement, target)
    first, last = narrowed(statement, head, target, first, last)
    last = up_to_circumstance(statement, max(head, target), last)
    said = tree.within(*region)
    if tree.tokens[last].end <= figure[1] and not any(tree.is_verb(token) for token in range(first, last)):
        last = up_to_mark(tree, last, said[-1])
    first = _with_time(statement, _behind_subject(statement, target, first, last))
    first, last = at_joints(tree, target, (said[0], said[-1]), (first, last))
    return inner_clause(statement, _behind_frames(statement, first), last)


def _behind_frames(statement: Statement, first: int) -> int:
    """The first token behind the reporting frames of others: ""It is late," the firm said | after 20 trucks burned"."""
    tree = statement.tree
    start = tree.tokens[first].start
    ends = [end for end in statement.frames if start < end <= statement.figure[0]]
    return min(tree.at(max(ends)), tree.at(statement.figure[0])) if ends else first


def _with_time(statement: Statement, first: int) -> int:
    """The first token of a clause that says what happened "in 2020, | when two storms killed 40", with that time."""
    tree = statement.tree
    if tree.lower[first] != "when" or statement.period is None or first == 0:
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


def _balanced(text: str, start: int, end: int, figure: Span, limit: int) -> Span:
    """The span with the bracket closed that it opens, or without it where it closes too far behind the figure."""
    opened = text.rfind("(", start, end)
    if opened < 0 or ")" in text[opened:end]:
        return start, end
    closed = text.find(")", end, min(limit, end + _BRACKET))
    if closed >= 0:
        return start, closed + 1
    return _trimmed(text, start, opened, figure) if opened >= figure[1] else (start, end)
