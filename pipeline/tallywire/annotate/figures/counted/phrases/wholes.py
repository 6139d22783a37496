"""The noun that a subject or object names as a whole: "the number of X", "some of X" and "X" give X."""

from spacy.tokens import Doc, Token

from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, phrase_at, phrase_ending
from tallywire.annotate.figures.vocabulary import unit_forms, word_set

_HOLLOW = frozenset(["figure", "number", "total", "count", "tally"])  # that say nothing about what is counted
_NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])


def is_mistaken(token: Token) -> bool:
    """A plural noun that the tagger takes for a verb though the parse makes it an object ("cut flows by")."""
    return token.tag_ == "VBZ" and token.dep_ == "dobj"


def _is_stop(noun: Token) -> bool:
    """A word that is never counted; "the mine" is one that is."""
    determined = noun.lower_ == "mine" and any(
        child.dep_ in ("det", "poss", "compound", "amod") for child in noun.lefts
    )
    return noun.lower_ in word_set("nouns", "phrase", "stops") and not determined


def _whole_of(doc: Doc, part: Token) -> NounPhrase | None:
    """ "some of those wells", "a kilogram of rice": the wells, the rice."""
    of = next((child for child in part.children if child.lower_ == "of"), None)
    at = of.i + 1 if of is not None else len(doc)
    while at < len(doc) and doc[at].tag_ in ("DT", "PRP$", "CD"):
        at += 1
    return phrase_at(doc, at) if at < len(doc) and doc[at].tag_ in ("NNS", "JJ", "NN", "NNP") else None


def whole_noun(doc: Doc, noun: Token, names: bool = False) -> NounPhrase | None:
    """`noun` with its premodifiers; "the number of X" and "some of X" give X; pronouns give nothing."""
    if noun.lower_ in word_set("nouns", "phrase", "parts") or (noun.tag_ == "CD" and names):
        return _whole_of(doc, noun)
    if (noun.tag_ not in _NOUN_TAGS and not is_mistaken(noun)) or _is_stop(noun):
        return None
    if noun.tag_ != "NN" and any(child.tag_ == "CD" and child.i < noun.i for child in noun.children):
        return None  # a figure itself
    if unit_forms().words.forward.get(noun.lower_) is not None and (measured := _whole_of(doc, noun)):
        return measured  # "a tonne of white maize sold for"
    bare = not any(child.dep_ in ("compound", "amod") for child in noun.children)
    if noun.lower_ in word_set("nouns", "number_of", "nouns"):
        for child in noun.children:
            if child.dep_ == "prep" and (child.lower_ == "of" or (bare and child.lower_ in ("in", "for"))):
                return phrase_at(doc, child.i + 1)
        if noun.lower_ in _HOLLOW:
            return None
    opening = noun.is_sent_start and noun.lower_ in word_set("nouns", "measured", "gauges")
    if noun.tag_ != "NNP" or opening:
        return phrase_ending(doc, noun.i)  # "Turnout was 61%"
    if not names or noun.ent_type_ in ("PERSON", "GPE", "DATE"):
        return None
    phrase = phrase_ending(doc, noun.i)
    numbered = phrase.after < len(doc) and doc[phrase.after].tag_ == "CD" and doc[phrase.after].head == noun
    return NounPhrase(phrase.first, phrase.after + numbered, phrase.head)


def counted_by(doc: Doc, phrase: NounPhrase) -> NounPhrase | None:
    """ "the number of sick": the sick; "put the number at" alone counts nothing that it names."""
    of = doc[phrase.after] if phrase.after < len(doc) else None
    if phrase.after - phrase.first == 1 and doc[phrase.head].lower_ in _HOLLOW and (of is None or of.lower_ != "of"):
        return None
    if of is None or of.lower_ != "of" or doc[phrase.head].lower_ not in word_set("nouns", "number_of", "nouns"):
        return phrase
    return phrase_at(doc, of.i + 1)
