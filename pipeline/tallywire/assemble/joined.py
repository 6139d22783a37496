"""Where a sentence joins two whole clauses that the parse takes for one: "absorbs 28% of pay and one in three is late".

Read off the tags: "and" (or "but"), a noun phrase, and a finite verb, behind a clause that has its finite verb already;
or a comma, a number and what it counts, and a finite verb: "six lorries were searched, nine were waved through".
"""

from collections.abc import Iterator, Sequence
from functools import cache

from en_tallywire.lexicon import table
from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import FINITE, Tree

_MAX_PHRASE = 10
#: So many tokens before "and", "between" opens a range.
_RANGE = 5
#: Tags of what a clause opens with that a comma parts from the main clause behind it: "When it sank, 40 people ...".
_DEPENDENT = frozenset({"IN", "WRB", "WDT", "WP", "VBG", "VBN", "TO"})
#: Tags of words that open a clause with a verb of its own: "a hall where 80 farmers and millers had met".
_RELATIVE = frozenset({"WDT", "WP", "WRB"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "PRP"})
_IN_PHRASE = _NOUNS | {"DT", "PDT", "PRP$", "POS", "JJ", "JJR", "JJS", "RB", "RBR", "RBS", "IN", "$", "VBN", "HYPH"}

Range = tuple[int, int]


def at_joints(tree: Tree, target: int, said: Range, clause: Range) -> Range:
    """The tokens of `clause` as the joints between whole clauses have it, of which one holds the token `target`.

    `said` are the tokens in which joints are looked for. All ranges include both ends.
    """
    first, last = clause
    parted = ((mark, mark + 1) for mark in semicolons(tree) if said[0] < mark < said[1])
    for joint, verb in sorted([*joints(tree, *said), *parted]):
        if joint >= target:
            return first, min(last, joint - 1)
        if joint >= first or verb >= first:
            first = joint + 1
        if target < verb and last < verb:
            last = up_to_mark(tree, verb, said[1])
    return first, last


def joints(tree: Tree, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The conjunctions between two clauses, in order, each with the finite verb of the clause behind it."""
    if not tree.finite or tree.finite[0] == tree.finite[-1]:
        return
    has_verb, in_subject, opened = False, False, first
    openers = _words("openers")
    for index in range(first, last):
        token = tree.tokens[index]
        if has_verb:
            verb = _joined_verb(tree, index, last, opened)
            if verb is not None:
                yield index, verb
        if token.text == "," or token.tag == "CC":
            opened = index + 1
        if token.tag in FINITE:  # the verb of a relative clause in the subject is not yet that of its clause
            has_verb, in_subject = has_verb or not in_subject, False
        if token.tag in _RELATIVE or tree.lower[index] in openers:  # a clause with a verb of its own
            in_subject, has_verb = not has_verb, False


def _joined_verb(tree: Tree, index: int, last: int, opened: int) -> int | None:
    """The finite verb of the clause that a conjunction, or a comma before a number, joins at `index`."""
    token = tree.tokens[index]
    if token.text == ",":
        return None if tree.tokens[opened].tag in _DEPENDENT else _counted_subject(tree, index, last)
    joins = tree.lower[index] in _words("words") and tree.tokens[index - 1].tag != "IN"
    return _verb_behind(tree, index, last) if joins and not _in_range(tree, index) else None


def _counted_subject(tree: Tree, comma: int, last: int) -> int | None:
    """The finite verb right behind a number, and what it counts, that follow a comma."""
    has_number = False
    for index in range(comma + 1, min(comma + 1 + _MAX_PHRASE, last + 1)):
        token = tree.tokens[index]
        if token.tag in FINITE:
            return index if has_number else None
        has_number = has_number or token.tag == "CD"
        if not has_number and token.text.lower() not in table("clauses")["gapped"]["modifiers"]:
            return None
        if has_number and token.tag not in _NOUNS and token.tag not in ("JJ", "VBN"):
            return None
    return None


def _in_range(tree: Tree, joint: int) -> bool:
    """Whether the conjunction joins the two ends of a range: "between 30 and 40 boats"."""
    before = tree.lower[max(joint - _RANGE, 0) : joint]
    opens = "between" in before and "and" not in before[before.index("between") :]
    return opens and tree.tokens[joint - 1].pos in ("NUM", "SYM", "NOUN")


@cache
def _words(name: str) -> frozenset[str]:
    """The words that join clauses (`words`), or open one with a verb of its own (`openers`)."""
    return frozenset(table("clauses")["joining"][name])


def is_across(tree: Tree, found: Sequence[Range], marks: Sequence[int], figure: int, span: Timespan) -> bool:
    """Whether the expression stands in another of two joined clauses, neither in front of both nor behind both.

    `found` are the joints of the sentence, `marks` its semicolons, `figure` the offset of the figure.
    """
    for joint, verb in found:
        at = tree.tokens[joint].start
        if span.anchor < at < figure:
            return any(tree.is_verb(token) for token in range(tree.at(span.anchor)))
        if figure < at < span.anchor:
            behind = tree.at(span.end - 1) + 1
            ends = behind == len(tree.tokens) or tree.tokens[behind].pos == "PUNCT"
            return span.anchor < tree.tokens[verb].start or not ends or _opens_that(tree, joint)
    return any(min(figure, span.anchor) < tree.tokens[index].start < max(figure, span.anchor) for index in marks)


def semicolons(tree: Tree) -> Iterator[int]:
    """The semicolons between two clauses that each have a finite verb."""
    for index in range(tree.finite[0], tree.finite[-1]) if tree.finite else ():
        if tree.tokens[index].text == ";":
            yield index


def _opens_that(tree: Tree, joint: int) -> bool:
    """Whether the conjunction joins two clauses of what is said: "said it was late and that two were missing"."""
    behind = tree.tokens[joint + 1]
    return behind.text.lower() == "that" and behind.tag in ("IN", "WDT")


def _verb_behind(tree: Tree, joint: int, last: int) -> int | None:
    """The finite verb that a noun phrase right behind the conjunction has."""
    if _opens_that(tree, joint):
        behind = range(joint + 2, min(joint + 2 + 2 * _MAX_PHRASE, last + 1))
        return next((index for index in tree.finite if index in behind), None)
    has_noun = False
    index = joint + 1
    while index < min(joint + 1 + _MAX_PHRASE, last + 1):
        tag = tree.tokens[index].tag
        if tag in FINITE:
            return index if has_noun else None
        aside = _alternative(tree, index, last)
        if aside is None and not _in_phrase(tree, index):
            return None
        has_noun = has_noun or tag in _NOUNS
        index = (aside or index) + 1
    return None


def _alternative(tree: Tree, comma: int, last: int) -> int | None:
    """The comma that ends another way to say the number before: "six cells | , or a tenth, | were"."""
    if tree.tokens[comma].text != "," or comma + 2 > last or tree.lower[comma + 1] != "or":
        return None
    return next(
        (n for n in range(comma + 2, min(comma + 2 + _MAX_PHRASE, last + 1)) if tree.tokens[n].text == ","), None
    )


def _in_phrase(tree: Tree, index: int) -> bool:
    """Whether the token can be part of a noun phrase; "to" can between two numbers: "people aged 15 to 24"."""
    token = tree.tokens[index]
    if token.text.lower() == "to":
        beside = tree.tokens[index - 1 : index + 2]  # shorter where the sentence breaks off
        return [other.pos for other in (beside[0], beside[-1])] == ["NUM", "NUM"]
    return token.tag in _IN_PHRASE and token.text.lower() not in table("clauses")["joining"]["never"]


def up_to_mark(tree: Tree, token: int, last: int) -> int:
    """The last token before the next mark behind `token`, up to the token `last`."""
    marks = (index for index in range(token + 1, last + 1) if tree.tokens[index].pos == "PUNCT")
    return next(marks, last + 1) - 1
