"""Bounds under a negated verb: who "cannot carry more than 140" carries 140 at most."""

from spacy.tokens import Token

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.records import Modifier

_TURNED: dict[str, Modifier] = {"more_than": "at_most", "less_than": "at_least"}
_NEGATIONS = frozenset(["not", "n't", "n’t", "never", "nor", "hardly"])
_OBJECTS = frozenset(["dobj", "attr", "nummod", "quantmod", "nmod", "compound", "amod", "advmod", "npadvmod", "oprd"])
_MEASURING = frozenset(["by"])  # "did not widen by more than 2%", but "was not seen for more than a week"
_DETERMINERS = frozenset(["DT", "PRP$", "POS"])
_MODALS = frozenset(["xcomp", "aux"])
_PASTS = frozenset(["did", "has", "have", "had"])
_STEPS = 6


def turned(sheet: Sheet, mention: Mention, modifier: Modifier, first: int) -> Modifier:
    """The bound that `modifier`, whose words start at `first`, gives where the verb that it completes is negated."""
    if modifier not in _TURNED:
        return modifier
    if sheet.lower(first - 1) == "without" and sheet.tag(first) == "VBG":
        return _TURNED[modifier]  # "without exceeding 40"
    if sheet.lower(first + 1) != "than" or sheet.tag(first - 1) in _DETERMINERS:
        return modifier
    verb = _verb(sheet.token(mention.number_after - 1), mention.kind == "duration")
    if verb is None or not _is_negated(verb) or (mention.kind == "count" and _is_past(verb)):
        return modifier
    return _TURNED[modifier]


def _verb(token: Token, lasting: bool) -> Token | None:
    """The verb whose object or measure the number is; a time that says how long it went on is none."""
    for _ in range(_STEPS):
        head = token.head
        if token.dep_ == "pobj" and head.lower_ in _MEASURING:
            token, head = head, head.head
        elif token.dep_ not in _OBJECTS or (lasting and token.dep_ == "npadvmod"):
            return None
        if head.pos_ in ("VERB", "AUX"):
            return head if token.i > head.i else None
        token = head
    return None


def _is_negated(verb: Token) -> bool:
    """ "will not pay", "isn't going to lend", "never had"."""
    for _ in range(3):
        if any(child.lower_ in _NEGATIONS for child in verb.lefts):
            return True
        if verb.dep_ not in _MODALS:
            return False
        verb = verb.head
        if any(child.lower_ in _NEGATIONS for child in verb.children):
            return True
    return False


def _is_past(verb: Token) -> bool:
    """ "has not paid more than 200 staff": more than 200 have gone unpaid, as likely as not."""
    words = [child.lower_ for child in verb.lefts]
    return "never" not in words and any(word in _PASTS for word in words)
