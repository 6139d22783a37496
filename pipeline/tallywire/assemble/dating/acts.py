"""Nouns of what is done, whose clauses say when: "a $12m verdict awarded in 2022", "a trial held in 2019"."""

from collections.abc import Container

from en_tallywire.lexicon import table
from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import Tree
from tallywire.records import Token

_PAIR = 2  # a number and its unit


def act_of(tree: Tree, target: int) -> int | None:
    """The noun behind a sum that says in what it was paid or agreed: "a $12m verdict"; None where there is none."""
    noun = tree.tokens[target].head
    is_act = tree.lemma[noun] in table("relations")["transactions"]["nouns"]
    return noun if is_act and noun > target else None


def is_of_whole(tree: Tree, relative: int) -> bool:
    """Whether a clause is about a whole of which parts are told: "Of 60 ships launched last year, nine sank"."""
    preposition = tree.tokens[tree.tokens[relative].head].head
    word = tree.tokens[preposition]
    if word.text.lower() != "of" or tree.lower[preposition - 1] not in ("that", ",", "of"):
        return False
    return tree.tense(tree.clause(word.head)) in ("past", "pluperfect")


def is_held(tree: Tree, reduced: int, up: Container[int]) -> bool:
    """Whether a clause says when what is told was done: "in a trial run in 2019", "a poll conducted last week".

    `up` holds the tokens from the figure up to the root.
    """
    word = tree.tokens[reduced]
    if word.tag != "VBN" or word.lemma.lower() not in table("relations")["happening"]["holding"]:
        return False
    preposition = tree.tokens[word.head].head
    return tree.tokens[word.head].dep == "pobj" and tree.tokens[preposition].head in up


def is_length_of_time(tree: Tree, marker: Token, span: Timespan) -> bool:
    """Whether what the word opens is a length of time, and no event: "was freed after 40 days on | Sunday"."""
    between = [word for word in tree.tokens[tree.at(marker.start) + 1 : tree.at(span.start)] if word.pos != "ADP"]
    if len(between) < _PAIR or between[0].tag not in ("CD", "DT"):
        return False
    return between[-1].lemma.lower() in table("moods")["denial"]["times"]
