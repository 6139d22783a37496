"""The subject and the object of a verb, also where clauses share them."""

from functools import cache

from spacy.tokens import Token

from en_tallywire.lexicon import table
from tallywire.annotate.figures.vocabulary import unit_forms

_NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_TIMES = frozenset(["day", "week", "month", "year", "night", "morning", "evening", "afternoon", "season", "time"])
_RELATIVES = frozenset(["which", "that", "who", "whose"])


@cache
def changing(section: str) -> frozenset[str]:
    """Lemmas of verbs of rise and fall."""
    return frozenset(lemma for way in table("changes")[section].values() for lemma in way)


def subject_of_verb(verb: Token) -> Token | None:
    """The verb's subject; of a relative or shortened clause the noun that it describes."""
    subject = child_of(verb, ("nsubj", "nsubjpass"))
    if subject is not None and verb.dep_ == "advcl" and subject.i > 1:
        subject = _before_tax(subject)
    if subject is not None and subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
        return verb.head
    if subject is None and verb.dep_ == "acl":
        timed = verb.head.dep_ == "npadvmod" or verb.head.lemma_.lower() in _TIMES
        return container(verb.head if not timed else verb.head.head)  # "bets placed that night totaling $6,000"
    moving = verb.lemma_.lower() in changing("verbs") or verb.lemma_.lower() in ("trade", "close", "end", "finish")
    if subject is None and verb.dep_ == "advcl" and verb.tag_ == "VBG" and moving:
        return child_of(verb.head, ("nsubj", "nsubjpass"))  # "Fares were the exception, climbing 5%"
    return subject


def _before_tax(noun: Token) -> Token:
    """ "Profit before tax was": the profit, where the parse sees a clause "before tax was"."""
    joint, head = noun.nbor(-1), noun.nbor(-2)
    return head if joint.lower_ in ("before", "after", "excluding") and head.tag_ in _NOUN_TAGS else noun


def container(noun: Token) -> Token:
    """ "A crate of tomatoes sold for ...": the crate; `noun` itself where it stands in no other noun's "of"."""
    if any(child.dep_ in ("det", "poss") for child in noun.children):
        return noun
    measured = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.tag_ == "NN"
    if measured and unit_forms().words.forward.get(noun.head.head.lower_) is None:
        return noun.head.head
    return noun


def _is_outcome(verb: Token) -> bool:
    """ "shed 512 points to end at 83,466": the infinitive has the subject of the verb before it."""
    return verb.dep_ == "advcl" and verb.i > verb.head.i and any(child.tag_ == "TO" for child in verb.lefts)


def child_of(verb: Token, deps: tuple[str, ...]) -> Token | None:
    """The verb's child by one of the dependencies `deps`; failing that, that of the verb it shares its clause with."""
    for _ in range(3):
        for child in verb.children:
            if child.dep_ in deps:
                return child
        if verb.dep_ == "pcomp":
            verb = verb.head  # "fell 6% before closing 3% lower"
        elif verb.dep_ not in ("xcomp", "conj", "aux", "ccomp", "acomp") and not _is_outcome(verb):
            return None
        verb = verb.head
    return None
