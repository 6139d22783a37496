"""What a pronoun stands for that a figure measures: "Turnout fell. It was 53%", "Sales rose. They had gained 6%"."""

from spacy.tokens import Doc, Token

from tallywire.annotate.figures.counted.elsewhere.groups import counted_rule
from tallywire.annotate.figures.counted.phrases.dimensions import is_length
from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase
from tallywire.annotate.figures.counted.phrases.people import is_person
from tallywire.annotate.figures.counted.phrases.wholes import whole_noun
from tallywire.annotate.figures.counted.verbs.subjects import measured_token
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_KINDS = frozenset(["percent", "money", "measure", "ratio"])
_NEAR = 6  # figures back
_SUMS = frozenset(["number", "total", "tally", "count"])
_DONORS = 250  # characters back to another figure of the same measure
_REACH = 60  # tokens back to the noun that a pronoun stands for
_NO_THINGS = frozenset(["cent", "worth", "one", "thing", "lot", "bit", "way", "time", "day", "year"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_NUMBERS = {"it": frozenset(["NN", "NNP"]), "they": frozenset(["NNS", "NNPS"])}


def share_pronouns(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give figures that say how much "it" or "they" are, or rose or fell, the subject that this stands for."""
    for index, mention in enumerate(mentions):
        moves = mention.change is not None and mention.kind == "count"
        if mention.counted is not None or mention.frequency or not (mention.kind in _KINDS or moves):
            continue
        pronoun = measured_token(sheet, mention)
        if pronoun is not None and pronoun.lower_ in _SUMS and (donor := _numbered(sheet, mentions, index)):
            mention.counted, mention.counted_head = donor.counted, donor.counted_head
            mention.note("counted", "counted.it", *(donor.counted or (0, 0)))
        if pronoun is None or pronoun.lower_ not in _NUMBERS or _is_distance(sheet, mention, pronoun):
            continue
        if pronoun.head.lemma_.lower() in word_set("nouns", "links", "earning") and mention.kind == "money":
            continue  # "it earned $2m on revenues of $60m": whose sum it is
        if sheet.lower(mention.after) == "to" and sheet.tag(mention.after + 1) == "VB":
            continue  # "It cost $4,000 to open"
        if donor := _same_measure(sheet, mentions, index):
            mention.counted, mention.counted_head = donor.counted, donor.counted_head
            mention.note("counted", "counted.it", *(donor.counted or (0, 0)))
        elif (phrase := _antecedent(sheet.doc, pronoun, mention)) and _can_be(sheet, mention, pronoun, phrase):
            mention.counted = phrase.chars(sheet.doc)
            mention.counted_head = sheet.doc[phrase.head].lemma_.lower()
            mention.note("counted", "counted.pronoun", *mention.counted)


def _numbered(sheet: Sheet, mentions: list[Mention], index: int) -> Mention | None:
    """ "recorded 1,663 thefts. In Kwale the number rose by a third": the count before, if that is a change."""
    if mentions[index].change is None:
        return None
    start = sheet.lexemes[mentions[index].first].start
    near = (other for other in reversed(mentions[max(index - _NEAR, 0) : index]) if other.kind == "count")
    donor = next((other for other in near if other.counted is not None and not other.frequency), None)
    return donor if donor is not None and start - sheet.lexemes[donor.first].start <= _DONORS else None


def _is_distance(sheet: Sheet, mention: Mention, pronoun: Token) -> bool:
    """ "It's 7 kilometres": how far, not how large; "it is 7 kilometres long", "it covers 7 hectares"."""
    if not is_length(mention) or sheet.lower(mention.after) in word_set("unit_rules", "dimensions", "words"):
        return False
    return pronoun.head.lemma_.lower() not in word_set("nouns", "links", "extents")


def _can_be(sheet: Sheet, mention: Mention, pronoun: Token, phrase: NounPhrase) -> bool:
    """Whether what "it" stands for has a level, where the verb only says that it is so much."""
    if pronoun.head.lemma_.lower() != "be" or mention.change is not None or mention.kind == "money":
        return True
    if sheet.lower(mention.after) in word_set("nouns", "links", "states") and not sheet.opens(mention.after):
        return True  # "it was 16 per cent funded"
    return is_length(mention) or sheet.doc[phrase.head].lemma_.lower() in word_set("nouns", "measured", "gauges")


def _same_measure(sheet: Sheet, mentions: list[Mention], index: int) -> Mention | None:
    """The figure before of what "it" was at another time: "Food inflation slowed to 21%. A year ago it was 40%"."""
    mention = mentions[index]
    start = sheet.lexemes[mention.first].start
    for other in reversed(mentions[max(index - _NEAR, 0) : index]):
        if start - sheet.lexemes[other.first].start > _DONORS:
            return None
        if (other.kind, other.unit) == (mention.kind, mention.unit) and other.counted is not None:
            owned = counted_rule(other) in ("counted.subject", "counted.given", "counted.pronoun", "counted.it")
            return other if owned or (mention.change is None and mention.kind != "money") else None
    return None


def _antecedent(doc: Doc, pronoun: Token, mention: Mention) -> NounPhrase | None:
    """The main subject of the clause before that agrees in number, be it in the sentence before; else its object."""
    nested: Token | None = None
    thing: Token | None = None
    sentences = 2
    for token in reversed(doc[max(pronoun.i - _REACH, 0) : pronoun.i]):
        if token.dep_ in _SUBJECTS and token.tag_ in _NUMBERS[pronoun.lower_] and _may_be_meant(token, mention):
            if token.head.dep_ in ("ROOT", "conj", "ccomp"):
                return whole_noun(doc, token, names=True)
            nested = nested or token
        elif token.dep_ == "dobj" and token.tag_ in ("NN", "NNS") and mention.kind in ("money", "measure"):
            fits = token.tag_ in _NUMBERS[pronoun.lower_] and _may_be_meant(token, mention)
            thing = thing or (token if fits else None)
        sentences -= token.is_sent_start is True
        if not sentences or "\n" in token.text_with_ws:
            break
    meant = nested or thing
    return None if meant is None else whole_noun(doc, meant, names=True)


def _may_be_meant(noun: Token, mention: Mention) -> bool:
    """No one who speaks, no person, and no firm whose money it would be."""
    lemma = noun.lemma_.lower()
    if lemma in _NO_THINGS or any(child.tag_ == "CD" for child in noun.lefts):
        return False
    speaks = noun.head.lemma_.lower() in word_set("nouns", "links", "saying")
    if speaks or is_person(lemma) or noun.ent_type_ == "PERSON":
        return False
    return mention.kind != "money" or not (lemma in word_set("nouns", "measured", "firms") or noun.ent_type_ == "ORG")
