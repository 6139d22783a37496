"""What leads on to a noun: adjectives in a row, joined modifiers, compounds with hyphens."""

from spacy.tokens import Doc, Token

from tallywire.annotate.figures.vocabulary import word_set

_NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_HYPHENS = frozenset("-‐‑")
_SHORT = frozenset(["IN", "DT", "RP", "TO", "CC", "PRP", "UH", "MD", "CD"])  # tags of words no noun phrase has alone


def leads_to_noun(doc: Doc, index: int) -> bool:
    """Whether only premodifiers stand between `index` and a noun."""
    for token in doc[index : index + 6]:
        if token.is_sent_start:
            return False
        if token.tag_ in _NOUN_TAGS:
            return token.lower_ not in word_set("nouns", "phrase", "stops")
        particle = ("RP", "IN") if token.i and doc[token.i - 1].tag_ == "HYPH" else ()  # "four pop-up clinics"
        adjective = token.is_space or token.lower_ in word_set("nouns", "phrase", "nominal")
        if (
            not adjective and token.tag_ not in ("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "RB", "CC", *particle)
        ) or token.lower_ == "but":
            return False
    return False


def is_compounded(doc: Doc, token: Token) -> bool:
    """ "nine state-of-the-art labs", "three by-elections": of a run of words and hyphens with a short word in it."""
    first = last = token.i
    while first > 0 and _is_hyphened(doc, first):
        first -= 1
    while last + 1 < len(doc) and _is_hyphened(doc, last + 1):
        last += 1
    if last - first < 2 or token.i == last or not any(doc[at].tag_ in _SHORT for at in range(first, last)):
        return False
    return doc[last].tag_ in ("NNS", "NNPS") or leads_to_noun(doc, last + 1)


def _is_hyphened(doc: Doc, index: int) -> bool:
    """Whether a hyphen stands at `index` or right before it, glued to what precedes."""
    glued = not doc[index - 1].whitespace_
    return glued and (doc[index].text in _HYPHENS or doc[index - 1].text in _HYPHENS)


def joins_names(doc: Doc, index: int) -> bool:
    """ "Ford and Renault vans": two names before one common noun."""
    around = doc[index - 1 : index + 3]
    return len(around) == 4 and [token.tag_ for token in around][::2] == ["NNP", "NNP"] and around[3].tag_ == "NNS"


def joins_modifiers(doc: Doc, index: int) -> bool:
    """ "monthly food and fuel bills": two nouns that both modify the one behind them."""
    if index < 1 or index + 2 >= len(doc):
        return False
    before, after, head = doc[index - 1], doc[index + 1], doc[index - 1].head
    modifies = before.dep_ in ("nmod", "compound") and head.i == index + 2 and head.tag_ in _NOUN_TAGS
    return modifies and after.tag_ in ("NN", "NNS", "JJ") and before.tag_ in ("NN", "NNS")


def between_adjectives(doc: Doc, index: int) -> bool:
    """Whether the comma or conjunction at `index` parts two adjectives of one noun."""
    if not 0 < index < len(doc) - 1:
        return False
    return (
        doc[index - 1].tag_ in ("JJ", "VBN", "VBG")
        and doc[index + 1].tag_ in ("JJ", "VBN", "VBG", "JJS", "RB")
        and (leads_to_noun(doc, index + 1))
    )
