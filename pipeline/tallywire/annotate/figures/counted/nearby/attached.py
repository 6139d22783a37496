"""Nouns tied to a figure by a short word: "tanks kept at 20C", "a nurse on £31,000", "crops on 300 hectares"."""

from tallywire.annotate.figures.changes import is_change_form
from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, noun_at
from tallywire.annotate.figures.counted.phrases.people import is_person
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import unit_forms, word_set

_COMMON = frozenset(["NN", "NNS"])
_MEASURED = frozenset(["money", "percent", "measure"])
_OPENING = 9  # lexemes from the start of the sentence to its figure
_WHERE = frozenset(["off", "in", "at", "near", "around", "across", "along", "on"])
_PLAIN = frozenset(["NN", "NNS", "NNP", "NNPS", "JJ", "DT", "POS", "PRP$"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_ASIDE = 24  # lexemes from the sentence's start to the figure behind an aside
_LAND = frozenset(["on", "over", "across"])
_AGAINST = frozenset(["over", "under", "above", "below"])


def kept(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "in tanks kept at 20C", "pools heated to 30C": a participle right behind its noun."""
    if mention.kind not in _MEASURED or sheet.lower(start - 1) not in ("at", "to", "below", "above") or start < 3:
        return None
    if sheet.tag(start - 2) not in ("VBN", "VBD") or sheet.tag(start - 3) not in _COMMON or sheet.opens(start - 2):
        return None
    lemma = sheet.token(start - 2).lemma_.lower()
    return noun_at(sheet, start - 3) if lemma in word_set("nouns", "links", "keeping") else None


def on_pay(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "a nurse on £31,000": someone who is paid that."""
    if mention.kind != "money" or sheet.lower(start - 1) != "on" or sheet.tag(start - 2) not in _COMMON:
        return None
    return noun_at(sheet, start - 2) if is_person(sheet.token(start - 2).lemma_.lower()) else None


def priced_at(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "a 15-year contract at £82": what has the price."""
    if mention.kind != "money" or sheet.lower(start - 1) != "at" or sheet.tag(start - 2) not in _COMMON:
        return None
    noun = sheet.token(start - 2)
    return noun_at(sheet, start - 2) if noun.lemma_.lower() in word_set("nouns", "measured", "priced") else None


def on_land(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "damaged crops on 300 hectares": the object whose area it is."""
    unit = unit_forms().units.get(mention.unit or "")
    if mention.kind != "measure" or unit is None or unit.si != "square metre":
        return None
    if sheet.lower(start - 1) not in _LAND or sheet.tag(start - 2) not in _COMMON:
        return None
    phrase = noun_at(sheet, start - 2)
    verb = sheet.doc[phrase.first - 1] if phrase.first else None
    if verb is not None and verb.tag_ in ("DT", "PRP$") and verb.i:
        verb = sheet.doc[verb.i - 1]
    does = verb is not None and verb.lemma_.lower() in word_set("nouns", "links", "land")
    return phrase if does else None


def against_budget(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "18% over budget": the budget."""
    at = mention.after
    if mention.kind not in ("percent", "money") or sheet.lower(at) not in _AGAINST or sheet.opens(at):
        return None
    if sheet.lower(at + 1) not in word_set("nouns", "measured", "planned"):
        return None
    index = sheet.token(at + 1).i
    return NounPhrase(index, index + 1, index)


def with_gerund(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "with pricing around 175 basis points": a noun in -ing that the tagger takes for a verb."""
    bounded = mention.modifier_first >= 0 or sheet.lower(start - 1) in ("at", "of")
    at = start - 1 if mention.modifier_first >= 0 else start - 2
    if mention.kind not in _MEASURED or not bounded or sheet.tag(at) != "VBG":
        return None
    if sheet.token(at - 1).lemma_.lower() == "be":
        return None  # "was trading at 10.7 cedis"
    gerund = sheet.lower(at) in word_set("nouns", "measured", "gerunds")
    index = sheet.token(at).i if gerund else 0
    return NounPhrase(index, index + 1, index) if gerund else None


def opening(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "Kelp forests off Tasmania shrank by 95 per cent": the nouns that open the sentence, up to a preposition."""
    if sheet.lower(start - 1) not in ("by", "to") or not is_change_form(sheet.token(start - 2).lemma_.lower()):
        return None
    first = start - 2
    while first > start - _OPENING and not sheet.opens(first):
        first -= 1
    joint = next((at for at in range(first + 1, start - 3) if sheet.lower(at) in _WHERE), None)
    if (
        not sheet.opens(first)
        or joint is None
        or any(sheet.tag(at) not in _PLAIN for at in range(joint + 1, start - 2))
    ):
        return None
    if joint - first > 3 or not all(sheet.kind(at) == "word" for at in range(first, joint)):
        return None
    if not sheet.lower(joint - 1).endswith("s") or sheet.tag(joint - 1)[:2] not in ("NN", "VB"):
        return None
    head = sheet.token(joint - 1).i
    first += sheet.tag(first) in ("DT", "PRP$")
    return NounPhrase(sheet.token(first).i, head + 1, head) if first < joint else None


def built_with(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "a boarding wing built with $350,000 from a donor": what the money paid for."""
    if mention.kind != "money" or sheet.lower(start - 1) not in ("with", "by", "from", "using") or start < 3:
        return None
    if sheet.tag(start - 2) not in ("VBN", "VBD"):
        return None
    if sheet.token(start - 2).lemma_.lower() not in word_set("nouns", "links", "funded"):
        return None
    noun = start - 3
    while noun > 0 and sheet.token(noun).lemma_.lower() in ("be", "have", "partly", "largely", "partially"):
        noun -= 1
    return noun_at(sheet, noun) if sheet.tag(noun) in _COMMON and not sheet.opens(noun + 1) else None


def lasting_for(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "allows detention for up to seven days", "a ban for three years": what goes on so long."""
    if mention.kind != "duration" or sheet.tag(start - 2) not in _COMMON or sheet.opens(start - 1):
        return None
    noun = sheet.token(start - 2).lemma_.lower()
    lasts = sheet.lower(start - 1) == "for" and noun in word_set("nouns", "measured", "spells")
    if sheet.lower(start - 1) == "over" or sheet.lower(start) == "over":
        lasts = noun in word_set("nouns", "measured", "terms")
    lasts = lasts and sheet.lower(start - 3) not in ("in", "on", "under", "without")  # "in prison for 16 months"
    return noun_at(sheet, start - 2) if lasts else None


def opening_aside(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "The unit, once its largest, shrank 14%": the noun that opens the sentence, where an aside hides its verb."""
    verb = start - 1 - (sheet.lower(start - 1) in ("by", "to"))
    if mention.kind not in _MEASURED or sheet.lower(verb - 1) != "," or not is_change_form(sheet.lower(verb)):
        return None
    first = verb
    while first > start - _ASIDE and not sheet.opens(first):
        first -= 1
    if not sheet.opens(first) or any(sheet.tag(at) in _FINITE for at in range(first, verb - 1)):
        return None
    comma = next((at for at in range(first, verb - 1) if sheet.lower(at) == ","), None)
    if comma is None or sheet.tag(comma - 1) not in _COMMON or comma - first > _OPENING:
        return None
    return noun_at(sheet, comma - 1) if all(sheet.tag(at) in _PLAIN for at in range(first, comma)) else None


def given(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "the strike fund pays members $300 a week": the fund or scheme that gives it, with the receiver between."""
    if mention.kind != "money" or sheet.tag(start - 1) not in ("NNS", "NN", "PRP") or start < 3:
        return None
    at = start - 2
    while sheet.tag(at) in ("JJ", "DT", "NN", "PRP$", "CD") and at > start - 5 and not sheet.opens(at):
        at -= 1
    if not sheet.tag(at).startswith("VB") or sheet.lower(at) == "" or sheet.tag(at - 1) != "NN" or sheet.opens(at):
        return None
    gives = sheet.token(at).lemma_.lower() in word_set("nouns", "links", "giving")
    giver = sheet.token(at - 1).lemma_.lower() in word_set("nouns", "links", "givers")
    return noun_at(sheet, at - 1) if gives and giver else None
