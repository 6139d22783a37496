"""Figures that are told with a time of their own inside a clause of another: what is compared, and what changed.

"from 12 in the 1980s to 3 in 2022", "against a normal of 6 mm for the whole of December", "the $3m it paid in 2021":
the expression dates the figure right before it, and no figure in front of that.
"""

from itertools import takewhile

from en_tallywire.lexicon import table
from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import Tree

_MAX_WORDS = 14
_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "DET", "NUM", "SYM", "ADP", "PART", "PRON"})
COMPARED = frozenset({"against", "versus", "vs", "vs.", "from", "to", "compared"})
_RELATIVES = frozenset({"WDT", "WP", "WRB"})
_FOLLOWING = frozenset({"after", "following"})
_ENDS = frozenset({"from", "to"})
_DIRECTIONS = frozenset({"up", "down", "higher", "lower"})
DAYS = ("day.", "date.daypart")  # "shut because of snow on Monday" is shut on Monday


def end_begins(tree: Tree, span: Timespan) -> int:
    """Where the phrase begins of whose figures alone the expression tells the time; 0 for none."""
    last = _before_event(tree, tree.at(span.start) - 1)
    has_number = False
    for index in range(last, max(-1, last - _MAX_WORDS), -1):
        word = tree.tokens[index]
        if word.text.lower() in COMPARED and (word.text.lower() not in _ENDS or _is_end(tree, index)):
            return word.start if has_number else 0
        if word.text.lower() in _FOLLOWING and has_number and _counts_change(tree, index, last):
            return word.start
        if word.text.lower() == "including":
            return 0 if has_number else word.start
        if word.text.lower() == "to" and has_number and _is_last_step(tree, index, last):
            return word.start
        if record := _record_set(tree, index):
            return record
        if _opens_cause(tree, index, span):
            return word.start
        if _is_reduced(tree, index):
            return _figure_before(tree, index)
        if word.pos not in _PHRASE and not _is_unit(tree, index) and not _adds_number(tree, index, last):
            return 0
        has_number = has_number or (word.pos == "NUM" and word.text.lower() != "one")
    return 0


def _counts_change(tree: Tree, index: int, last: int) -> bool:
    """Whether "after" opens a change that came before: "fell 6%, | after a 5% jump in | March"."""
    changes = table("relations")["change"]["changes"]
    return any(word.lemma.lower() in changes for word in tree.tokens[index + 1 : last + 1])


def _is_last_step(tree: Tree, index: int, last: int) -> bool:
    """Whether "to" opens what a change came to in the end: "cut nine times, | to $300 in | October"."""
    return tree.tokens[index - 1].text == "," and not any(word.text == "," for word in tree.tokens[index : last + 1])


def _record_set(tree: Tree, index: int) -> int:
    """Where a record begins that was set then: "two seconds off | the record of 12.9 set in | 2012"; 0 for none."""
    words = table("relations")["comparison"]
    if tree.lower[index] not in words["setting"]:
        return 0
    for step in range(index - 1, max(-1, index - _MAX_WORDS), -1):
        word = tree.tokens[step]
        if word.text.lower() in words["bests"]:
            return word.start
        if word.pos in ("VERB", "AUX", "PUNCT"):
            return 0
    return 0


def _before_event(tree: Tree, last: int) -> int:
    """The token before "when", where the expression dates a clause that it opens: "from 29% | when asked in" 2021."""
    for index in range(last, max(0, last - _MAX_WORDS), -1):
        if tree.lower[index] == "when":
            return index - 1
        if tree.tokens[index].pos == "PUNCT":
            return last
    return last


def _opens_cause(tree: Tree, index: int, span: Timespan) -> bool:
    """Whether what came before the clause is told from here on: "fined £4m | for failures", "lost | because of"."""
    word, words = tree.lower[index], table("relations")["blame"]
    if span.rule.startswith(DAYS) or not _names_event(tree, index, span):
        return False
    if word in words["causes"] or _is_about_event(tree, index):
        return True
    if word not in words["prepositions"] or tree.tokens[index + 1].pos == "NUM":
        return False
    if word == "in" and not _precedes_noun(tree, span):
        return False
    before = list(
        takewhile(
            lambda step: tree.tokens[step].tag not in _RELATIVES, range(index - 1, max(-1, index - _MAX_WORDS), -1)
        )
    )
    verb = next((step for step in before if tree.tokens[step].pos == "VERB" and not _is_unit(tree, step)), index)
    return tree.lemma[verb] in words["verbs"]


def _is_about_event(tree: Tree, index: int) -> bool:
    """Whether a noun in front is of what came of an event: "a row | over the 2019 strike", "victims | of"."""
    words = table("relations")["blame"]
    noun = tree.tokens[index - 1] if index else None
    if noun is None or tree.lower[index] not in words["about"] or tree.tokens[index + 1].pos == "NUM":
        return False
    counted = index > 1 and tree.tokens[index - 2].pos == "NUM"
    return noun.lemma.lower() in words["aftermath"] and not counted


def _names_event(tree: Tree, index: int, span: Timespan) -> bool:
    """Whether the expression is part of a phrase with a noun behind the preposition: "for failures in 2019"."""
    between = tree.tokens[index + 1 : tree.at(span.start)]
    return any(word.pos in ("NOUN", "PROPN") for word in between) or _precedes_noun(tree, span)


def _precedes_noun(tree: Tree, span: Timespan) -> bool:
    """Whether the expression stands in front of the noun that it belongs to: "the 2021 dam collapse"."""
    noun = tree.tokens[tree.head_of_span(span.anchor, span.end)].head
    if noun_behind_comma(tree, span) is not None:
        return True
    return tree.tokens[noun].start >= span.end and tree.tokens[noun].pos in ("NOUN", "PROPN")


def noun_behind_comma(tree: Tree, span: Timespan) -> int | None:
    """The noun that a date with a year belongs to whose comma parts the parse: "the Dec. 21, 1988, | bombing"."""
    first, behind = tree.at(span.anchor), tree.at(span.end - 1) + 2
    if not 0 < first < behind < len(tree.tokens) or tree.tokens[behind - 1].text != ",":
        return None
    is_noun = tree.tokens[behind].pos in ("NOUN", "PROPN") and tree.tokens[first - 1].tag in ("DT", "PRP$")
    return behind if is_noun else None


def names_style(tree: Tree, span: Timespan) -> bool:
    """Whether a century or decade says of what age a thing is: "an 18th-century fort", but "the 1930s famine"."""
    if span.rule.split("+")[0] not in ("century", "decade") or not _precedes_noun(tree, span):
        return False
    noun = tree.tokens[tree.head_of_span(span.anchor, span.end)].head
    return tree.lemma[noun] not in table("relations")["names"]["upheavals"]


def _adds_number(tree: Tree, index: int, last: int) -> bool:
    """Whether a comma or "or" adds another figure to the one before it: "from $655m, or 91 cents, a year earlier"."""
    if tree.tokens[index].text not in (",", "or"):
        return False
    return index == last or any(word.pos == "NUM" or word.text == "or" for word in tree.tokens[index + 1 : index + 3])


def _is_unit(tree: Tree, index: int) -> bool:
    """Whether the token is glued to a number, as the m of £38m is, which may bear any tag."""
    return index > 0 and tree.tokens[index - 1].end == tree.tokens[index].start


def _is_end(tree: Tree, index: int) -> bool:
    """Whether "from" or "to" opens an end of a change from one figure to another."""
    word = tree.lower[index]
    if word == "from" and index and tree.lower[index - 1] in _DIRECTIONS:
        return _opens_number(tree, index)
    window = 2 * _MAX_WORDS
    behind = min(index + window, len(tree.tokens)) if word == "from" else index
    other = range(max(0, index - window), behind)
    return any(
        tree.lower[step] == ("to" if word == "from" else "from") and _opens_number(tree, step) for step in other
    ) and _opens_number(tree, index)


def _opens_number(tree: Tree, index: int) -> bool:
    """Whether a number follows within the preposition's next words, a level of it between: "from a peak of 40"."""
    levels = table("relations")["names"]["levels"]
    reach = 3 + 2 * any(word in levels for word in tree.lower[index + 1 : index + 4])
    return any(word.pos == "NUM" for word in tree.tokens[index + 1 : index + 1 + reach])


def _is_reduced(tree: Tree, index: int) -> bool:
    """Whether the token is the verb of a relative clause without its pronoun, the figure being its object."""
    word = tree.tokens[index]
    if word.tag not in ("VBD", "VBN") or word.text.lower() not in table("relations")["reduced"]["verbs"]:
        return False
    return _figure_before(tree, index) > 0


def _figure_before(tree: Tree, verb: int) -> int:
    """Where "the" and a figure begin that stand before the verb and its subject: "the $3m | it | paid"; 0 for none."""
    for index in range(verb - 1, max(-1, verb - 9), -1):
        word = tree.tokens[index]
        if word.text.lower() == "the" and any(
            word.pos == "NUM" for word in tree.tokens[index + 1 : min(index + 4, verb)]
        ):
            return word.start
        if word.pos not in _PHRASE and not _is_unit(tree, index):
            return 0
    return 0
