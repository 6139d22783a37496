"""Nouns of what is done, whose clauses say when: "a $12m verdict returned in 2022", "a trial held in 2019"."""

from collections.abc import Container

from en_tallywire.lexicon import table
from tallywire.assemble.tree import Tree


def act_of(tree: Tree, target: int) -> int | None:
    """The noun behind a sum that says in what it was paid or agreed: "a $12m verdict"; None where there is none."""
    noun = tree.tokens[target].head
    is_act = tree.tokens[noun].lemma.lower() in table("relations")["transactions"]["nouns"]
    return noun if is_act and noun > target else None


def is_held(tree: Tree, reduced: int, up: Container[int]) -> bool:
    """Whether a clause says when what is told was done: "in a trial run in 2019", "a poll conducted last week".

    `up` holds the tokens from the figure up to the root.
    """
    word = tree.tokens[reduced]
    if word.tag != "VBN" or word.lemma.lower() not in table("relations")["happening"]["holding"]:
        return False
    preposition = tree.tokens[word.head].head
    return tree.tokens[word.head].dep == "pobj" and tree.tokens[preposition].head in up
