"""The counted noun ahead of a figure: "a border of 1,600 miles", "the number of X has reached", "losses hit $5m"."""

from spacy.tokens import Token

from tallywire.annotate.figures.counted.nearby.apart import apposed, fronted
from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, noun_at, phrase_at, phrase_ending
from tallywire.annotate.figures.counted.phrases.wholes import whole_noun
from tallywire.annotate.figures.counted.verbs.clauses import container
from tallywire.annotate.figures.counted.verbs.deaths import dead
from tallywire.annotate.figures.counted.verbs.movers import moved
from tallywire.annotate.figures.counted.verbs.subjects import measured, paced, subject_of
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set
from tallywire.records import Kind

_DIMENSIONS = frozenset(["wide", "long", "deep", "high", "tall", "thick", "across", "broad"])
_PACES = frozenset(["rate", "pace", "speed", "clip"])
_NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_EQUALS = frozenset(["is", "was", "are", "were"])
_CLAUSE_JOINTS = frozenset([";", "that", "where", "whose", "while", "whereas", "because", "when", "if"])


def noun_ahead(sheet: Sheet, mention: Mention) -> tuple[NounPhrase | None, str]:
    """The noun ahead of the figure: "a border of 1,600 miles", "the number of X has reached", "losses hit $5m"."""
    start = mention.start
    if mention.kind == "age":
        return _aged(sheet, mention, start)
    if mention.kind == "count" and sheet.lower(start - 1) == "of" and sheet.lower(start - 2) in _PACES:
        return paced(sheet, start - 2)
    if sheet.lower(start - 1) == "of" and start >= 2 and not sheet.opens(start):
        return _before_of(sheet, mention, start)
    if phrase := apposed(sheet, mention, start):
        return phrase, "counted.apposed"
    if phrase := fronted(sheet, mention, start):
        return phrase, "counted.fronted"
    if start >= 2 and mention.kind == "money" and _is_priced(sheet, start):
        return phrase_ending(sheet.doc, sheet.token(start - 2 - (sheet.lower(start - 2) == ",")).i), "counted.worth"
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
    if phrase is None and (phrase := moved(sheet, mention)):
        return phrase, "counted.moved"
    if phrase is None and (phrase := _equated(sheet, mention, start)):
        return phrase, "counted.equated"
    if phrase is not None or mention.change or mention.kind not in ("count", "money", "measure"):
        return phrase, rule
    return _number_of(sheet, start)


def _before_of(sheet: Sheet, mention: Mention, start: int) -> tuple[NounPhrase | None, str]:
    """ "a border of 1,600 miles"; behind "a fall of" and "a total of" what fell or came to so much."""
    if phrase := _head_of(sheet, start - 2, mention.kind):
        return phrase, "counted.head_of"
    if phrase := moved(sheet, mention):
        return phrase, "counted.moved"
    level = sheet.token(start - 2).lemma_.lower() in word_set("nouns", "ellipsis", "levels")
    hollow = mention.change is not None or (mention.kind == "count" and not level) or sheet.lower(start - 2) == "tune"
    return (None, "") if hollow else measured(sheet, mention)


def _aged(sheet: Sheet, mention: Mention, start: int) -> tuple[NounPhrase | None, str]:
    """ "The bridge was 11 years old", "Diatta, who is 17": whose age it is."""
    if sheet.lower(start - 1) == "," == sheet.lower(mention.after) and sheet.tag(start - 2) == "NN":
        return noun_at(sheet, start - 2), "counted.apposed"  # "the fossil, 66m years old,"
    if sheet.token(start - 1).lemma_.lower() != "be" or sheet.opens(start):
        at_death = mention.rule in ("age.at", "age.of", "age.aged") and not sheet.opens(start)
        person = dead(sheet, start - 1) if at_death else None
        return (person, "counted.subject") if person is not None else (None, "")
    subject = subject_of(sheet, mention)
    if subject is None or subject.tag_ not in ("NN", "NNP") or subject.i >= sheet.token(start).i:
        return None, ""
    return whole_noun(sheet.doc, subject, names=True) or phrase_ending(sheet.doc, subject.i), "counted.subject"


def _equated(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "its usual limit is between £20 and £30 for every year gained": by the words alone, whatever the parse."""
    if mention.kind not in ("money", "measure", "percent") or mention.change or start < 3 or sheet.opens(start - 1):
        return None
    if sheet.lower(start - 1) not in _EQUALS or sheet.tag(start - 2) not in ("NN", "NNS"):
        return None
    if mention.kind == "percent" and sheet.tag(mention.after) in ("JJ", "VBN", "VBG"):
        return None  # "94% effective"
    phrase = noun_at(sheet, start - 2)
    if sheet.doc[phrase.head].lower_ in word_set("nouns", "number_of", "nouns"):
        return None
    before = sheet.doc[phrase.first - 1] if phrase.first and not sheet.doc[phrase.first].is_sent_start else None
    if before is not None and before.tag_ in ("DT", "PRP$") and not before.is_sent_start:
        before = sheet.doc[before.i - 1]
    opens = before is None or before.tag_ in ("DT", "PRP$")
    return phrase if opens or (before is not None and before.lower_ in _CLAUSE_JOINTS) else None


def _head_of(sheet: Sheet, position: int, kind: Kind) -> NounPhrase | None:
    """The noun before "of": "a border of", "a pay rise of"; nouns that only stand for the figure need a compound."""
    token = sheet.token(position)
    if token.tag_ not in _NOUN_TAGS:
        return None
    token = _result_of(token) if kind == "money" else token
    if kind == "count" and _is_preposition(sheet, position):
        return None
    compound = token.i > 0 and sheet.doc[token.i - 1].tag_ == "NN" and sheet.doc[token.i - 1].head == token
    compound = compound and sheet.doc[token.i - 2].tag_ not in ("HYPH", "CD")  # "a 12-year high of"
    graded = token.i > 0 and sheet.doc[token.i - 1].lower_ in word_set("nouns", "measured", "grades")  # "gross margin"
    lemma = token.lemma_.lower()
    if lemma == "front" or (lemma == "part" and sheet.lower(position - 1) in ("best", "better")):
        return None  # "in front of 9,000", "the best part of two hours"
    if kind == "count" and lemma in word_set("nouns", "phrase", "parents"):
        return None  # "a mother of three"
    results = word_set("nouns", "measured", "results") | word_set("nouns", "measured", "gains")
    lost = kind == "money" and lemma in results  # "a quarterly loss of $5m"
    rated = lemma == "rate" and kind == "percent" and not _is_paced(token)
    if lemma in word_set("nouns", "measured", "hollow") and not (compound or graded or lost or rated):
        return None
    if kind == "count" and lemma in word_set("nouns", "ellipsis", "deeds"):
        return None  # "take delivery of 12"
    fixed = token.i > 1 and sheet.doc[token.i - 2 : token.i + 1].text.lower() in word_set("nouns", "phrase", "fixed")
    return phrase_ending(sheet.doc, token.i - 2 if fixed else token.i)


def _is_paced(noun: Token) -> bool:
    """ "grew at a rate of 3%": the rate of what grew."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "at"


def _is_preposition(sheet: Sheet, position: int) -> bool:
    """ "in front of", "in search of", "on behalf of": a bare noun in a preposition of several words."""
    return sheet.tag(position) == "NN" and sheet.lower(position - 1) in ("in", "on", "by") and not sheet.opens(position)


def _result_of(noun: Token) -> Token:
    """ "profit from leased vessels of $6m": the profit, where `noun` only says where it comes from."""
    outer = noun.head.head
    arises = noun.dep_ == "pobj" and noun.head.lower_ in ("from", "before", "after")
    results = word_set("nouns", "measured", "gauges") | word_set("nouns", "measured", "results")
    return outer if arises and outer.lemma_.lower() in results else noun


def _is_priced(sheet: Sheet, start: int) -> bool:
    """ "losses worth $5m", "a cheque for $5m"."""
    joint = sheet.lower(start - 1)
    noun = sheet.token(start - 2 - (joint == "worth" and sheet.lower(start - 2) == "," and start > 2))
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
