"""Nouns tied to a figure by a verb or a comma: "a licence costs $9m", "a tram, valued at €2m", "a cabin 900m up"."""

from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, noun_at, phrase_at
from tallywire.annotate.figures.counted.phrases.people import is_person
from tallywire.annotate.figures.counted.verbs.clauses import changing
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_COMMON = frozenset(["NN", "NNS"])
_UPWARD = frozenset(["up", "down", "away", "underground", "underwater", "apart", "ahead", "downstream", "upstream"])
_WAYS = frozenset(f"{way}{end}" for way in ("north", "south", "east", "west") for end in ("", "east", "west"))
_NOW = frozenset(["now", "currently", "once", "already", "then", "still", "originally", "previously"])
_HOLDS = frozenset(["has", "had", "holds", "held", "contains", "contained", "stood", "stands"])
_TRADES = frozenset(["sold", "bought", "acquired", "purchased", "auctioned", "sells", "buys", "buy", "sell", "leased"])
_BACK = 7  # lexemes from "for" back to the verb of trade


def costing(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "A season ticket costs £840": the tagger takes the verb for a plural, which its article contradicts."""
    if mention.kind not in ("money", "measure") or sheet.lower(start - 1) not in word_set("nouns", "links", "costs"):
        return None
    noun = sheet.token(start - 2)
    if sheet.tag(start - 1) != "NNS" or noun.tag_ not in ("NN", "NNP") or sheet.opens(start - 1):
        return None
    return noun_at(sheet, start - 2)


def priced(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "a used tram, valued at €2m": a participle behind the comma."""
    if mention.kind not in ("money", "measure") or sheet.lower(start - 1) not in ("at", "to") or start < 4:
        return None
    told = sheet.tag(start - 2) in ("VBN", "VBD") and sheet.lower(start - 3) == ","
    keeps = sheet.token(start - 2).lemma_.lower() in word_set("nouns", "links", "keeping")
    return noun_at(sheet, start - 4) if told and keeps and sheet.tag(start - 4) in _COMMON else None


def holding(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "a hardship fund that has $70,000 in it", "an account that holds $3,000"."""
    if mention.kind != "money" or sheet.lower(start - 1) not in _HOLDS:
        return None
    at = start - 2 - (sheet.tag(start - 2) == "RB")
    if sheet.lower(at) not in ("that", "which") or sheet.opens(at):
        return None
    at -= 1 + (sheet.lower(at - 1) == ",")
    store = sheet.token(at).lemma_.lower() in word_set("nouns", "links", "stores")
    return noun_at(sheet, at) if store and sheet.tag(at) == "NN" else None


def located(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "The wreck, some 40 miles west of Skye,", "a cabin 900 metres up"."""
    if mention.kind != "measure" or sheet.opens(start):
        return None
    comma = sheet.lower(start - 1) == ","
    noun = start - 1 - comma
    if sheet.tag(noun) not in _COMMON or sheet.opens(noun + 1):
        return None
    away = sheet.lower(mention.after) in (_WAYS if comma else _UPWARD)
    return noun_at(sheet, noun) if away and not sheet.opens(mention.after) else None


def apposed_now(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "the ferry fare, now $4,", "the legal bills, some 900 euros each"."""
    if mention.kind not in ("money", "measure", "percent"):
        return None
    at = start - 1
    if sheet.lower(at) in _NOW:
        at -= 1
    elif sheet.lower(mention.after) not in ("each", "apiece"):
        return None
    noun = sheet.tag(at - 1) in _COMMON and not is_person(sheet.token(at - 1).lemma_.lower())
    return noun_at(sheet, at - 1) if sheet.lower(at) == "," and noun and not sheet.opens(at) else None


def traded(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "sold 30 planes for $2 billion and 12 ships for $800 million": what was sold or bought."""
    if mention.kind != "money" or sheet.lower(start - 1) != "for":
        return None
    if sheet.tag(start - 2) not in _COMMON or sheet.opens(start - 1):
        return None
    noun = sheet.token(start - 2)
    if not any(child.tag_ == "CD" for child in noun.lefts):
        return None
    for at in range(start - 3, -1, -1):
        if sheet.lower(at) in _TRADES:
            return noun_at(sheet, start - 2)
        if sheet.opens(at) or sheet.lower(at) == ";":
            break
    return None


def pushed(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "brought the toll down 60 cents": the object of a verb of moving, right before the figure."""
    noun = sheet.token(start - 1) if start > 1 else None
    if mention.kind == "percent" and start > 2 and sheet.tag(start - 1) in _COMMON and not sheet.opens(start - 1):
        verb = sheet.token(start - 2)
        paid = is_person(sheet.token(start - 1).lemma_.lower())  # "gave drivers 8%"
        if verb.tag_.startswith("VB") and verb.lemma_.lower() in changing("transitive") and not paid:
            return noun_at(sheet, start - 1)  # "raised pay 2.5%"
    if noun is None or noun.dep_ != "dobj" or noun.tag_ not in _COMMON or sheet.opens(start):
        return None
    if mention.kind not in ("money", "percent", "measure") or noun.head.i >= noun.i:
        return None
    particle = any(child.lower_ in ("up", "down", "higher", "lower") for child in noun.head.children)
    return noun_at(sheet, start - 1) if particle else None


def buying(sheet: Sheet, mention: Mention, at: int) -> NounPhrase | None:
    """ "$8 covers a vaccine": what the money buys."""
    if mention.kind != "money" or sheet.lower(at) not in word_set("nouns", "links", "buying") or sheet.opens(at):
        return None
    return phrase_at(sheet.doc, sheet.token(at + 1).i) if not sheet.opens(at + 1) else None


def aside_at(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "Inflation, at 3.6% in May, remains above": the noun before an aside that gives its level."""
    if mention.kind not in ("percent", "money", "measure") or mention.change is not None or start < 3:
        return None
    opened = sheet.lower(start - 1) == "at" and sheet.lower(start - 2) == "," and not sheet.opens(start - 1)
    noun = sheet.tag(start - 3) in _COMMON and sheet.token(start - 3).dep_ in ("nsubj", "nsubjpass")
    return noun_at(sheet, start - 3) if opened and noun and not sheet.opens(start - 2) else None


READERS = (
    (aside_at, "counted.apposed"),
    (costing, "counted.subject"),
    (priced, "counted.kept"),
    (holding, "counted.held"),
    (located, "counted.located"),
    (apposed_now, "counted.apposed"),
    (traded, "counted.object"),
    (pushed, "counted.object"),
)
