"""Where a clause goes on without a noun for its figure."""

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import word_set


def ends_clause(sheet: Sheet, at: int) -> bool:
    """Whether no noun can follow: punctuation, a verb, a conjunction or a word of time."""
    if sheet.opens(at) or sheet.kind(at) == "sign":
        return sheet.lower(at) not in ("-", "‐", "‑", "/", "%", "$")
    if sheet.lower(at) == "the" and sheet.lower(at + 1) in word_set("nouns", "ellipsis", "periods"):
        return True  # "from 13 million the year before"
    return sheet.tag(at) in ("VBD", "VBZ", "VBP", "MD", "CC") or sheet.lower(at) in word_set(
        "nouns", "ellipsis", "after"
    )
