"""The noun right before a figure: "a fever above 39C", "ferries, each 70 metres long", "and sterling at $1.27"."""

from tallywire.annotate.figures.changes import is_change_form, is_change_noun
from tallywire.annotate.figures.counted.nearby import attached, labels
from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, noun_at, phrase_at, phrase_ending
from tallywire.annotate.figures.counted.phrases.wholes import counted_by, whole_noun
from tallywire.annotate.figures.counted.verbs import beside_verbs
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_COMMON = frozenset(["NN", "NNS"])
_NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_SINGULAR = frozenset(["NN", "NNP"])  # a plural may be a verb: "runs at 3GHz and downloads at 400Mbps"
_QUOTES = frozenset("\"“‘'")
_PUT = 14  # lexemes between "put" and its "at"
_NUMBERING = frozenset(["numbering", "totalling", "totaling"])
_HEADLINE = 16  # lexemes of a headline before its figure
_SUMMING = frozenset(["average", "total", "cost", "measure", "weigh", "number", "amount"])
_BEARINGS = frozenset(["of", "in", "from", "away", "off", "north", "south", "east", "west", "ahead", "behind"])


def noun_beside(sheet: Sheet, mention: Mention) -> tuple[NounPhrase | None, str]:
    """The noun that only a bounding word, "each" or "at" parts from the figure, with the rule that found it."""
    start = mention.start
    if sheet.opens(start) or start < 1 or mention.kind == "age" or mention.frequency:
        return None, ""
    for reader, rule in _READERS:
        if phrase := reader(sheet, mention, start):
            return phrase, rule
    return None, ""


def _bounded(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "incomes below $18,000", "rates close to 7%"; "pays staff under $9" is about what is paid to them."""
    bound = sheet.lower(start)
    if mention.modifier_first < 0 or mention.kind not in ("money", "percent", "measure"):
        return None
    if bound not in word_set("nouns", "bounding", "words") or sheet.lower(mention.after) in _BEARINGS:
        return None
    if sheet.tag(start - 1) not in _COMMON or sheet.lower(start - 1) in word_set("nouns", "phrase", "stops"):
        return None
    phrase = noun_at(sheet, start - 1)
    if bound in word_set("nouns", "bounding", "weak") and _is_object(sheet, phrase):
        return None
    return phrase


def _is_object(sheet: Sheet, phrase: NounPhrase) -> bool:
    at = phrase.first - 1
    while at >= 0 and sheet.doc[at].tag_ in ("DT", "PRP$"):
        at -= 1
    return at >= 0 and sheet.doc[at].tag_.startswith("VB")


def _each(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "storms of molten sand, each up to 12,000km across": the plural that "each" stands for."""
    if sheet.lower(start - 1) in ("at", "of", "to") and sheet.tag(start - 2) == "VBN":
        start -= 2  # "turbines, each rated at 15MW"
    elif sheet.tag(start - 1) == "VBG":
        start -= 1  # "two scanners, each costing £2m"
    if start < 3 or sheet.lower(start - 1) != "each" or sheet.lower(start - 2) != ",":
        return None
    noun = sheet.token(start - 3)
    while noun.tag_ == "NN" and noun.dep_ == "pobj" and noun.head.head.tag_ in _NOUNS:
        noun = noun.head.head
    return phrase_ending(sheet.doc, noun.i) if noun.tag_ in ("NNS", "NNPS") else None


def _cut(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "vaccine cut infections by 74%", by the words alone: headlines are often misread."""
    if sheet.lower(start - 1) != "by" or mention.kind not in ("money", "percent", "measure"):
        return None
    if sheet.tag(start - 2) not in _COMMON and not sheet.lower(start - 2).endswith("s"):
        return None
    at = start - 3
    while sheet.tag(at) in ("JJ", "PRP$", "DT", "POS") and not sheet.opens(at):
        at -= 1
    first = at + 1
    while sheet.tag(first) in ("DT", "PRP$", "POS"):
        first += 1
    if sheet.opens(at) or first > start - 2 or sheet.lower(at) not in word_set("nouns", "bounding", "cuts"):
        return None
    noun = sheet.token(start - 2)
    return NounPhrase(sheet.token(first).i, noun.i + 1, noun.i)


def _gapped(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "the euro was at $1.08, and sterling at $1.27": the verb is left out, its subject is not."""
    if mention.kind not in ("money", "percent", "measure") or sheet.lower(start - 1) != "at" or start < 2:
        return None
    if sheet.tag(start - 2) not in _SINGULAR:
        return None
    phrase = noun_at(sheet, start - 2)
    before = sheet.doc[phrase.first - 1] if phrase.first else None
    if before is not None and before.tag_ == "DT" and before.i:
        before = sheet.doc[before.i - 1]
    return phrase if before is not None and before.lower_ in ("and", "while", "but", ";") else None


def _put(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "put the odds of a slump at “one in four”": the object, whatever noun the parse hangs "at" on."""
    at = start - 1 - (sheet.lower(start - 1) in _QUOTES)
    if sheet.lower(at) != "at" or sheet.opens(at + 1):
        return None
    shared = mention.kind == "percent" and sheet.lower(mention.after) == "of" and sheet.tag(mention.after + 1) != "WP"
    if shared or (mention.kind == "percent" and sheet.lower(mention.after) in ("among", "amongst")):
        return None  # a share of those named behind
    for back in range(at - 2, max(at - _PUT, -1), -1):
        if sheet.lower(back) in word_set("nouns", "bounding", "puts"):
            phrase = phrase_at(sheet.doc, sheet.token(back).i + 1)
            return counted_by(sheet.doc, phrase) if phrase is not None else None
        finite = sheet.tag(back).startswith(("VB", "MD")) and sheet.tag(back) != "VBG"
        if sheet.opens(back) or sheet.lower(back) in (",", ";") or finite:
            break
    return None


def _participle(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "the mercury touching 36 degrees", "debts totalling $4m"."""
    if mention.kind not in ("money", "percent", "measure") or start < 2 or sheet.tag(start - 1) != "VBG":
        return None
    if mention.kind == "measure" and sheet.lower(mention.after) == "of":
        return None  # "silos holding 12,000 tonnes of wheat"
    lemma = sheet.token(start - 1).lemma_.lower()
    if mention.change is not None and sheet.tag(start - 2) in ("NNP", "CD"):
        return _index(sheet, start - 2)  # "with the Nifty 50 closing 158 points lower"
    sums = sheet.lower(start - 2) == "," and lemma in _SUMMING  # "repaid debts, averaging $115"
    noun = sheet.token(start - 2 - sums)
    if lemma not in word_set("nouns", "links", "verbs") or noun.tag_ not in _COMMON:
        return None
    if noun.ent_type_ in ("DATE", "TIME") or noun.lower_ in word_set("nouns", "rates", "times"):
        return None  # "bets placed that night totaling $6,000"
    return phrase_ending(sheet.doc, noun.i)


def _numbering(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "Protesters, numbering about 300, blocked the bridge"."""
    if mention.kind != "count" or sheet.lower(start - 1) not in _NUMBERING or start < 2:
        return None
    noun = start - 2 - (sheet.lower(start - 2) == ",")
    return noun_at(sheet, noun) if sheet.tag(noun) in ("NNS", "NNPS") else None


def _index(sheet: Sheet, position: int) -> NounPhrase | None:
    """A name with its number: "Nifty 50"."""
    numbered = sheet.kind(position) == "number"
    if sheet.tag(position - numbered) != "NNP" or sheet.opens(position):
        return None
    phrase = noun_at(sheet, position - numbered)
    return NounPhrase(phrase.first, sheet.token(position).i + 1, phrase.head)


def _headline(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "Death toll in quake climbs to 212", whose verb the tagger takes for a noun."""
    if sheet.lower(start - 1) != "to" or sheet.tag(start - 2) != "NNS" or not is_change_form(sheet.lower(start - 2)):
        return None
    first = start - 2
    while first > start - _HEADLINE and not sheet.opens(first):
        first -= 1
    if not sheet.opens(first) or any(sheet.tag(at).startswith(("VB", "MD")) for at in range(first, start - 2)):
        return None
    phrase = phrase_at(sheet.doc, sheet.token(first).i)
    return phrase if phrase is not None and phrase.after < sheet.token(start - 2).i else None


def _before_levels(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "cuts working hours from 48 to 40", "a drop in rates from 6% to 5%": what goes from one level to the other."""
    if mention.lead < 1 or mention.change is None or sheet.opens(mention.lead):
        return None
    noun = sheet.token(mention.lead - 1)
    timed = noun.dep_ == "npadvmod" or (noun.ent_type_ in ("DATE", "TIME") and noun.dep_ != "dobj")
    if noun.tag_ not in _COMMON or timed or is_change_noun(noun.lower_):
        return None
    while noun.dep_ == "pobj" and noun.head.head.tag_ in _COMMON and not is_change_noun(noun.head.head.lower_):
        noun = noun.head.head
    if noun.dep_ == "pobj" and not is_change_noun(noun.head.head.lower_):
        return None  # "has dropped since harvest from"
    return whole_noun(sheet.doc, noun)


_READERS = (
    *beside_verbs.READERS,
    (_before_levels, "counted.levels"),
    (attached.against_budget, "counted.budget"),
    (_bounded, "counted.bounded"),
    (_each, "counted.each"),
    (_put, "counted.object"),
    (_gapped, "counted.gapped"),
    (_cut, "counted.object"),
    (labels.ahead, "counted.label"),
    (labels.bare, "counted.label"),
    (_participle, "counted.participle"),
    (_numbering, "counted.participle"),
    (_headline, "counted.subject"),
    (attached.opening, "counted.subject"),
    (attached.opening_aside, "counted.subject"),
    (attached.built_with, "counted.built"),
    (attached.lasting_for, "counted.lasting"),
    (attached.kept, "counted.kept"),
    (attached.on_pay, "counted.paid"),
    (attached.priced_at, "counted.priced"),
    (attached.on_land, "counted.land"),
    (attached.with_gerund, "counted.bounded"),
    (attached.given, "counted.given"),
)
