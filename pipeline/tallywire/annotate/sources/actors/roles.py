"""The lexicon of nouns that stand for sources: people, organisations, documents, and what tells their gender."""

from functools import cache

from en_tallywire import lexicon


@cache
def nouns(group: str, key: str = "nouns") -> frozenset[str]:
    """A word list of `lexicons/roles.toml`."""
    return frozenset(lexicon.table("roles")[group][key])


def gender_of(word: str) -> str | None:
    """ "male" or "female" of a title or noun that says so ("ms", "spokesman"), in lower case."""
    if word in nouns("person", "female"):
        return "female"
    return "male" if word in nouns("person", "male") else None
