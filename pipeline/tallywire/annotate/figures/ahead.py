"""The counted noun ahead of a figure: "a border of 1,600 miles", "the number of X has reached", "losses hit $5m"."""

from spacy.tokens import Doc, Token

from en_tallywire.lexicon import table
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.nouns import NounPhrase, phrase_at, phrase_ending
from tallywire.annotate.figures.vocabulary import word_set

_NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])


def noun_ahead(sheet: Sheet, mention: Mention) -> tuple[NounPhrase | None, str]:
    """The noun ahead of the figure: "a border of 1,600 miles", "the number of X has reached", "losses hit $5m"."""
    start = mention.modifier_first if mention.modifier_first >= 0 else mention.first
    if mention.kind == "age":
        return None, ""
    if sheet.lower(start - 1) == "of" and not sheet.opens(start) and mention.kind != "count":
        token = sheet.token(start - 2) if start >= 2 else None
        if (
            token is not None
            and token.tag_ in _NOUN_TAGS
            and token.lemma_.lower() not in word_set("nouns", "measured", "hollow")
        ):
            return phrase_ending(sheet.doc, token.i), "counted.head_of"
        return None, ""
    if sheet.lower(start - 1) == "of" and sheet.lower(start - 2) in word_set("nouns", "measured", "groups"):
        return phrase_ending(sheet.doc, sheet.token(start - 2).i), "counted.head_of"
    if sheet.lower(start - 1) == "worth" and start >= 2 and sheet.token(start - 2).tag_ in ("NN", "NNS"):
        return phrase_ending(sheet.doc, sheet.token(start - 2).i), "counted.worth"
    if sheet.lower(start - 1) == "," and sheet.lower(mention.after) in word_set("unit_rules", "dimensions", "words"):
        noun = sheet.token(start - 2)
        return (phrase_ending(sheet.doc, noun.i), "counted.apposed") if noun.tag_ in ("NN", "NNS") else (None, "")
    if mention.kind in ("duration", "percent", "ratio") or mention.change:
        return None, ""
    phrase, rule = _linked(sheet, mention)
    return (phrase, rule) if phrase else _number_of(sheet, start)


def _number_of(sheet: Sheet, start: int) -> tuple[NounPhrase | None, str]:
    """ "The number of X ... FIGURE", for headlines and other sentences that the parser misreads."""
    for at in range(start - 1, max(start - 16, -1), -1):
        if sheet.lower(at) == "of" and sheet.lower(at - 1) in ("number", "numbers", "total", "tally") and at:
            return phrase_at(sheet.doc, sheet.token_index(sheet.lexemes[at + 1].start)), "counted.number_of"
        if sheet.opens(at) or sheet.kind(at) == "number":
            break
    return None, ""


def _linked(sheet: Sheet, mention: Mention) -> tuple[NounPhrase | None, str]:
    """The subject, or the object, of the verb that the figure completes."""
    verb = _governor(sheet.token(mention.number_after - 1))
    if verb is None:
        return None, ""
    lemma = verb.lemma_.lower()
    links = table("nouns")["links"]
    token = sheet.token(mention.number_after - 1)
    start = mention.modifier_first if mention.modifier_first >= 0 else mention.first
    placed = sheet.lower(start - 1) in ("to", "from", "at", "by")
    if placed and lemma in links["objects"] and (noun := _child(verb, ("dobj",))) is not None and noun.i < token.i:
        return _whole_noun(sheet.doc, noun), "counted.object"
    if lemma in links["verbs"] and (noun := _child(verb, ("nsubj", "nsubjpass"))) is not None and noun.i < token.i:
        return _whole_noun(sheet.doc, noun), "counted.subject"
    return None, ""


def _governor(token: Token) -> Token | None:
    """The verb that a number completes as attribute, object or prepositional complement."""
    for _ in range(5):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.dep_ in ("nsubj", "nsubjpass", "ROOT") or token.head is token:
            return None
        if token.dep_ == "pobj" and token.head.lower_ not in ("to", "at", "from", "by", "than", "over"):
            return None
        token = token.head
    return None


def _child(verb: Token, deps: tuple[str, ...]) -> Token | None:
    for _ in range(3):
        for child in verb.children:
            if child.dep_ in deps:
                return child
        if verb.dep_ not in ("xcomp", "conj", "aux", "ccomp"):
            return None
        verb = verb.head
    return None


def _whole_noun(doc: Doc, noun: Token) -> NounPhrase | None:
    """`noun` with its premodifiers; "the number of X" gives X; pronouns give nothing."""
    if noun.tag_ not in _NOUN_TAGS:
        return None
    if noun.lemma_.lower() in word_set("nouns", "number_of", "nouns"):
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "for"):
                return phrase_at(doc, child.i + 1)
    if noun.tag_ == "NNP":
        return None
    return phrase_ending(doc, noun.i)
