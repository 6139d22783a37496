"""Model numbers of aircraft and the like, which count nothing: "the 737 MAX", "its 787s", "two of the A320 planes"."""

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import word_set

_SERIES = frozenset(["s", "max", "neo", "er"])
_SINGLE = frozenset(["a", "the", "its", "their", "of", "and", "boeing", "single", "old", "ageing", "aging"])


def is_model(sheet: Sheet, at: int) -> bool:
    """Whether `at` is an airliner's model: "the 767 jetliners", "a 747", "787s", not "747 people"."""
    if sheet.glued(at) and sheet.kind(at - 1) == "word" and sheet.written(at - 1).isupper():
        return True  # "A320"
    if sheet.lower(at) not in word_set("figure_context", "products", "airliners"):
        return False
    follows = sheet.lower(at + 1)
    if follows in _SERIES or follows in word_set("figure_context", "products", "craft"):
        return True
    alone = sheet.opens(at + 1) or sheet.kind(at + 1) != "word" or not sheet.tag(at + 1).startswith(("NN", "JJ"))
    return alone and sheet.lower(at - 1) in _SINGLE
