"""Nouns as the checks group them: which stand for people, and the stem under which spellings of a word meet."""

from functools import cache

from en_tallywire import lexicon

#: Endings and what they leave; the first that fits is taken. A stem need not be a word, only the same for all forms.
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("ss", "ss"),
    ("us", "us"),
    ("s", ""),
)
_VERBAL = ("ing", "ed")
_SHORTEST = 4


def is_person(head: str) -> bool:
    """Whether a counted head stands for people: by the lexicon, or as a nationality ("Afghan", "Pakistani")."""
    return stem(head) in _persons() or head[:1].isupper()


@cache
def stem(word: str) -> str:
    """One form for a word's plural, past and participle: "refugees" and "refugee", "registered" and "registering"."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            word = word.removesuffix(ending) + rest
            break
    for ending in _VERBAL:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending).rstrip("e")
    return word.removesuffix("e") if len(word) > _SHORTEST else word


@cache
def _persons() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon.table("things")["people"]["heads"])
