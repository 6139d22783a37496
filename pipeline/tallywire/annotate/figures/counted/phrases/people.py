"""Which nouns name people."""

from functools import cache

from tallywire.annotate.figures.vocabulary import word_set


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(word_set("nouns", "persons", "endings")))


def is_person(lemma: str) -> bool:
    """Whether a noun names people: by the list, else by an ending that names of doers have."""
    named = lemma in word_set("nouns", "ellipsis", "people") or lemma in word_set("nouns", "persons", "nouns")
    doer = lemma.endswith(_endings()) and not lemma.endswith("ment")
    return named or (doer and lemma not in word_set("nouns", "persons", "things"))
