"""The subject and the object of a verb, also where clauses share them."""

from functools import cache

from spacy.tokens import Token

from en_tallywire.lexicon import table
from tallywire.annotate.figures.vocabulary import unit_forms, word_set

_NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_TIMES = frozenset(["day", "week", "month", "year", "night", "morning", "evening", "afternoon", "season", "time"])
_PLURAL_FORMS = frozenset(["VBP", "have", "are", "were", "'ve", "’ve"])
_RELATIVES = frozenset(["which", "that", "who", "whose"])


@cache
def changing(section: str) -> frozenset[str]:
    """Lemmas of verbs of rise and fall."""
    return frozenset(lemma for way in table("changes")[section].values() for lemma in way)


def subject_of_verb(verb: Token) -> Token | None:
    """The verb's subject; of a relative or shortened clause the noun that it describes."""
    subject = child_of(verb, ("nsubj", "nsubjpass"))
    if subject is None and (passive := child_of(verb, ("auxpass",))) is not None and passive.head is verb:
        subject = child_of(passive, ("nsubj",))  # "where a road was closed", misread
    if subject is not None and verb.dep_ == "advcl" and subject.i > 1:
        subject = _before_tax(subject)
    if subject is not None and subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
        return _agreeing(verb)
    if subject is None and verb.dep_ == "acl":
        timed = verb.head.dep_ == "npadvmod" or verb.head.lemma_.lower() in _TIMES
        return container(verb.head if not timed else verb.head.head)  # "bets placed that night totaling $6,000"
    moving = verb.lemma_.lower() in changing("verbs") or verb.lemma_.lower() in ("trade", "close", "end", "finish")
    if subject is None and verb.dep_ == "advcl" and verb.tag_ == "VBG" and moving:
        return child_of(verb.head, ("nsubj", "nsubjpass"))  # "Fares were the exception, climbing 5%"
    return subject


def _agreeing(verb: Token) -> Token:
    """The noun that a relative clause describes, in the verb's number: "Shares in the miner, which have doubled"."""
    noun = verb.head
    forms = {verb.tag_, *(child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass"))}
    outer = noun.head.head
    if forms & _PLURAL_FORMS and noun.tag_ == "NN" and noun.dep_ == "pobj" and outer.tag_ == "NNS":
        return outer
    return noun


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
        if verb.dep_ == "xcomp" and "nsubj" in deps and (raised := _raised(verb)) is not None:
            return raised
        if verb.dep_ == "pcomp":
            verb = verb.head  # "fell 6% before closing 3% lower"
        elif verb.dep_ not in ("xcomp", "conj", "aux", "ccomp", "acomp") and not _is_outcome(verb):
            return None
        verb = verb.head
    return None


def _raised(verb: Token) -> Token | None:
    """ "expects exports to shrink 2%": the object of a verb of expectation is the subject of its infinitive."""
    if verb.head.lemma_.lower() not in word_set("nouns", "ellipsis", "forecasts"):
        return None
    return next((child for child in verb.head.children if child.dep_ == "dobj" and child.i < verb.i), None)
