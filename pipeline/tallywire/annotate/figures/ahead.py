"""The counted noun ahead of a figure: "a border of 1,600 miles", "the number of X has reached", "losses hit $5m"."""

from spacy.tokens import Token

from tallywire.annotate.figures.apart import apposed, fronted
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.nouns import NounPhrase, phrase_at, phrase_ending
from tallywire.annotate.figures.subjects import container, measured, paced
from tallywire.annotate.figures.vocabulary import word_set
from tallywire.records import Kind

_DIMENSIONS = frozenset(["wide", "long", "deep", "high", "tall", "thick", "across", "broad"])
_PACES = frozenset(["rate", "pace", "speed", "clip"])
_NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])


def noun_ahead(sheet: Sheet, mention: Mention) -> tuple[NounPhrase | None, str]:
    """The noun ahead of the figure: "a border of 1,600 miles", "the number of X has reached", "losses hit $5m"."""
    start = mention.start
    if mention.kind == "age":
        return None, ""
    if mention.kind == "count" and sheet.lower(start - 1) == "of" and sheet.lower(start - 2) in _PACES:
        return paced(sheet, start - 2)
    if sheet.lower(start - 1) == "of" and start >= 2 and not sheet.opens(start):
        if phrase := _head_of(sheet, start - 2, mention.kind):
            return phrase, "counted.head_of"
        return measured(sheet, mention) if mention.change is None and mention.kind != "count" else (None, "")
    if phrase := apposed(sheet, mention, start):
        return phrase, "counted.apposed"
    if phrase := fronted(sheet, mention, start):
        return phrase, "counted.fronted"
    if start >= 2 and mention.kind == "money" and _is_priced(sheet, start):
        return phrase_ending(sheet.doc, sheet.token(start - 2).i), "counted.worth"
    if (
        mention.kind == "measure"
        and sheet.lower(mention.after) in _DIMENSIONS
        and sheet.tag(start - 1) in ("NN", "NNS")
    ):
        return phrase_ending(sheet.doc, container(sheet.token(start - 1)).i), "counted.dimension"
    if sheet.lower(start - 1) == "," and sheet.lower(mention.after) in word_set("unit_rules", "dimensions", "words"):
        noun = sheet.token(start - 2)
        return (phrase_ending(sheet.doc, noun.i), "counted.apposed") if noun.tag_ in ("NN", "NNS") else (None, "")
    phrase, rule = measured(sheet, mention)
    if phrase is not None or mention.change or mention.kind not in ("count", "money", "measure"):
        return phrase, rule
    return _number_of(sheet, start)


def _head_of(sheet: Sheet, position: int, kind: Kind) -> NounPhrase | None:
    """The noun before "of": "a border of", "a pay rise of"; nouns that only stand for the figure need a compound."""
    token = sheet.token(position)
    if token.tag_ not in _NOUN_TAGS:
        return None
    token = _result_of(token) if kind == "money" else token
    compound = token.i > 0 and sheet.doc[token.i - 1].tag_ == "NN" and sheet.doc[token.i - 1].head == token
    lemma = token.lemma_.lower()
    if kind == "count" and lemma in word_set("nouns", "phrase", "parents"):
        return None  # "a mother of three"
    lost = kind == "money" and lemma in word_set("nouns", "measured", "results")  # "a quarterly loss of $5m"
    if lemma in word_set("nouns", "measured", "hollow") and not (compound or lost):
        return None
    if kind == "count" and lemma in word_set("nouns", "ellipsis", "deeds"):
        return None  # "take delivery of 12"
    fixed = token.i > 1 and sheet.doc[token.i - 2 : token.i + 1].text.lower() in word_set("nouns", "phrase", "fixed")
    return phrase_ending(sheet.doc, token.i - 2 if fixed else token.i)


def _result_of(noun: Token) -> Token:
    """ "profit from continuing operations of $4m": the profit, where `noun` only says where it comes from."""
    outer = noun.head.head
    arises = noun.dep_ == "pobj" and noun.head.lower_ in ("from", "before", "after")
    results = word_set("nouns", "measured", "gauges") | word_set("nouns", "measured", "results")
    return outer if arises and outer.lemma_.lower() in results else noun


def _is_priced(sheet: Sheet, start: int) -> bool:
    """ "losses worth $5m", "a cheque for $5m"."""
    joint, noun = sheet.lower(start - 1), sheet.token(start - 2)
    if noun.tag_ not in ("NN", "NNS"):
        return False
    return joint == "worth" or (joint == "for" and noun.lemma_.lower() in word_set("nouns", "measured", "bills"))


def _number_of(sheet: Sheet, start: int) -> tuple[NounPhrase | None, str]:
    """ "The number of X ... FIGURE", for headlines and other sentences that the parser misreads."""
    for at in range(start - 1, max(start - 16, -1), -1):
        if sheet.lower(at) == "of" and sheet.lower(at - 1) in ("number", "numbers", "total", "tally") and at:
            return phrase_at(sheet.doc, sheet.token_index(sheet.lexemes[at + 1].start)), "counted.number_of"
        if sheet.opens(at):
            break
    return None, ""
