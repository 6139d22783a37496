"""The lexicon of nouns that stand for sources: people, organisations, documents, and what tells their gender."""

from functools import cache

from en_tallywire import lexicon


@cache
def nouns(group: str, key: str = "nouns") -> frozenset[str]:
    """A word list of `lexicons/roles.toml`."""
    return frozenset(lexicon.table("roles")[group][key])


@cache
def nouns_of(*lists: str) -> frozenset[str]:
    """Several word lists of `lexicons/roles.toml` as one: the nouns of a group, or another list of it ("media",
    "person.titles").
    """
    return frozenset().union(
        *(nouns(group, key or "nouns") for group, _, key in (name.partition(".") for name in lists))
    )


def gender_of(word: str) -> str | None:
    """ "male" or "female" of a title or noun that says so ("ms", "spokesman"), in lower case."""
    if word in nouns("person", "female"):
        return "female"
    return "male" if word in nouns("person", "male") else None
