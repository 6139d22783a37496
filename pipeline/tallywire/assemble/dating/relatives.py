"""Relative and reduced clauses behind a noun: whether a time told in one is also that of the figure outside it.

`up` holds the tokens on the way from the figure to the root of its sentence, with their steps.
"""

from collections.abc import Container, Mapping

from en_tallywire.lexicon import table
from tallywire.assemble.dating.ends import DAYS
from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import SUBJECTS, Tree


def is_own_event(tree: Tree, relative: int, up: Mapping[int, int], reach: float) -> bool:
    """Whether a relative clause tells how the event came that did what is told: "the storm that hit on Sunday"."""
    noun = tree.tokens[relative].head
    if tree.lemma[relative] not in table("relations")["happening"]["verbs"]:
        return False
    if tree.relative_word(relative) not in ("that", "which") or tree.tense(relative) != "past":
        return False
    verb = tree.tokens[noun].head
    is_subject = tree.tokens[noun].dep in SUBJECTS and tree.tense(verb) == "past"
    return noun in up or (is_subject and up.get(verb, reach + 1) <= reach)


def is_brought(tree: Tree, reduced: int, up: Container[int]) -> bool:
    """Whether a verb takes what the clause tells of to the figure: "brings to 41 the number killed this year"."""
    noun = next((token for token in tree.path(reduced) if tree.tokens[token].dep == "dobj"), None)
    verb = tree.tokens[noun].head if noun is not None else -1
    return verb in up and tree.lemma[verb] in table("relations")["change"]["bringing"]


def belongs_above(tree: Tree, reduced: int, span: Timespan) -> bool:
    """Whether the parse hangs on a reduced clause what dates the clause above it.

    "arrested a man carrying 40 kg | on Monday", "with 6 km to run | on Sunday", "two were killed and 14 people hurt
    | in May".
    """
    word = tree.tokens[reduced]
    if span.rule.startswith(DAYS) and (word.tag == "VBG" or tree.is_infinitive(reduced)):
        return True
    first = tree.extent(word.head)[0]
    helped = any(token.dep == "auxpass" for token in tree.tokens[:first])
    return word.tag == "VBN" and helped and first > 0 and tree.tokens[first - 1].tag == "CC"


def adds(tree: Tree, relative: int) -> bool:
    """Whether a relative clause behind a comma tells of another time: "sold 40 cars, which are now in a shed"."""
    first = tree.extent(relative)[0]
    comma = first > 0 and "," in (tree.tokens[first - 1].text, tree.tokens[first].text)
    is_reduced = tree.tense(relative) is None and tree.lower[relative] in table("relations")["reduced"]["verbs"]
    return comma and not is_reduced and tree.tense(relative) != tree.tense(tree.clause(tree.tokens[relative].head))
