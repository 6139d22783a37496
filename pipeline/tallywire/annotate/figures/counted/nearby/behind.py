"""The counted noun behind a figure: "1,200 homes", "3.2kg of heroin", "$5m in losses", "a 30-mile road"."""

from spacy.tokens import Doc

from tallywire.annotate.figures.amounts.measures import read_unit
from tallywire.annotate.figures.amounts.numerals import read_number
from tallywire.annotate.figures.changes import behind_basis, is_change_noun
from tallywire.annotate.figures.counted.nearby import labels
from tallywire.annotate.figures.counted.nearby.joints import skip_joint
from tallywire.annotate.figures.counted.phrases.age_groups import age_group
from tallywire.annotate.figures.counted.phrases.barred import is_barred, is_mistagged
from tallywire.annotate.figures.counted.phrases.casualties import is_nominal
from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, phrase_at
from tallywire.annotate.figures.counted.phrases.people import is_person
from tallywire.annotate.figures.counted.phrases.totals import behind_group, is_total
from tallywire.annotate.figures.counted.phrases.wholes import counted_by
from tallywire.annotate.figures.counted.verbs.beside_verbs import buying
from tallywire.annotate.figures.counted.verbs.spending import bought_at
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_DASHES = frozenset("-‐‑–")
_CLAUSE = 10  # lexemes back to the party that has a share
_PAYEE = 6  # lexemes within which the payee's name ends
_PRONOUNS = frozenset(["whom", "them", "which", "those", "these", "us", "it", "that"])
_OCCASIONS = frozenset(["DATE", "GPE", "TIME", "LOC"])
Found = tuple[NounPhrase | None, str]


def noun_behind(sheet: Sheet, mention: Mention) -> Found:
    """The noun behind the figure with the rule that found it; the noun is None when none is written there."""
    at = skip_joint(sheet, mention)
    if sheet.opens(at):
        return None, ""
    if mention.rule.startswith("multiple"):
        return _compared(sheet, mention, at)
    for reader in (_label, _buys, _paid, _among, _of, _in, _handed, _hyphened, _more, _total_number, _gerund, _direct):
        if found := reader(sheet, mention, at):
            return found
    return None, ""


def _label(sheet: Sheet, mention: Mention, at: int) -> Found | None:
    phrase = labels.behind(sheet, mention, at)
    return None if phrase is None else (phrase, "counted.label")


def _buys(sheet: Sheet, mention: Mention, at: int) -> Found | None:
    phrase = None if sheet.lower(mention.start - 1) == "of" else buying(sheet, mention, at)
    return None if phrase is None else (phrase, "counted.bought")


def _among(sheet: Sheet, mention: Mention, at: int) -> Found | None:
    """ "puts the Greens at 41% among decided voters": the group, of a party's or a plan's share."""
    if mention.kind != "percent" or sheet.lower(at) not in ("among", "amongst") or mention.change is not None:
        return None
    phrase = _phrase(sheet, at + 1)
    return (phrase, "counted.of") if phrase is not None and _is_party_share(sheet, mention) else None


def _is_party_share(sheet: Sheet, mention: Mention) -> bool:
    """Whether a name, or backing, is what has the share: no rate such as unemployment."""
    start = mention.start
    for at in range(start - 1, max(start - _CLAUSE, -1), -1):
        if sheet.tag(at) in ("NNP", "NNPS") or sheet.lower(at) in word_set("nouns", "measured", "backing"):
            return True
        if sheet.opens(at):
            break
    return False


def _of(sheet: Sheet, mention: Mention, at: int) -> Found | None:
    """ "dozens of cats", "43 tons of rice", "12% of voters", "$5m worth of goods"."""
    at += sheet.lower(at) == "worth"
    if sheet.lower(at) != "of":
        return None
    pronoun = sheet.lower(at + 1) in _PRONOUNS and not sheet.tag(at + 2).startswith("NN")
    if pronoun or (mention.kind == "duration" and mention.modifier == "vague"):
        return None, ""
    if group := age_group(sheet, at + 1):
        return group, "counted.of"
    if mention.kind in ("percent", "ratio") and sheet.lower(at + 1) == "the" and is_total(sheet, at + 2):
        index = sheet.token(at + 2).i
        return NounPhrase(index, index + 1, index), "counted.of"
    phrase = _phrase(sheet, behind_group(sheet, mention, at + 1))
    near = mention.kind in ("measure", "duration") and "within" in (
        sheet.lower(mention.start - 1),
        sheet.lower(mention.start),
    )
    lengths = mention.kind in ("measure", "duration")
    if near or (phrase is not None and lengths and sheet.doc[phrase.head].tag_ == "NNP"):
        return None, ""  # "within 3 miles of Dover"
    return phrase, "counted.of"


def _compared(sheet: Sheet, mention: Mention, at: int) -> Found:
    """ "twice the limit", "double its budget", "three times as many arrests"; what doubled stands ahead."""
    if mention.rule == "multiple.verb" and sheet.lower(at) == "in":
        named = sheet.lower(at + 1) in word_set("nouns", "phrase", "aspects")
        return (_phrase(sheet, at + 1), "counted.in") if named else (None, "")
    if mention.rule == "multiple.verb":
        return (_phrase(sheet, at), "counted.noun") if sheet.tag(mention.first) == "NNS" else (None, "")
    if sheet.lower(at) == "as" and sheet.lower(at + 1) in ("many", "much"):
        return (_phrase(sheet, at + 2), "counted.noun") if sheet.tag(at + 2).startswith(("NN", "JJ")) else (None, "")
    if sheet.tag(at) not in ("DT", "PRP$") and not sheet.lower(at).endswith(("'s", "’s")):
        return None, ""
    number = at + 1 if sheet.tag(at) in ("DT", "PRP$") else at + 1 + sheet.tag(at + 1).startswith("POS")
    if sheet.kind(number) == "number" and (counted := read_number(sheet, number)):
        return _phrase(sheet, counted.after), "counted.noun"  # "to double its 216 shops"
    phrase = _phrase(sheet, at)
    hollow = phrase is not None and sheet.doc[phrase.head].lower_ in word_set("nouns", "number_of", "nouns")
    described = phrase is not None and sheet.doc[phrase.first].tag_ in ("JJ", "VBN")  # "the usual number"
    return (None, "") if hollow and not described else (phrase, "counted.noun")


def _in(sheet: Sheet, mention: Mention, at: int) -> Found | None:
    """ "$5m in losses", "a drop of 4% in sales"; a place or time behind "in" is no noun that is counted."""
    start = mention.start
    moved = mention.change is not None and sheet.lower(start - 1) == "of"
    if sheet.lower(at) in ("a", "per") and sheet.lower(at + 2) == "in" and mention.kind == "money":
        at += 2  # "$650 a week in rent"
    if sheet.lower(at) != "in" or not (moved or mention.kind == "money"):
        return None
    if not moved and sheet.tag(at + 1) == "DT":
        return None  # "$5m in the last campaign", "9p in the pound"
    phrase = _phrase(sheet, at + 1)
    if phrase is None or sheet.doc[phrase.head].lower_ in word_set("nouns", "phrase", "purses"):
        return None, ""
    return (phrase, "counted.in") if _is_common(sheet.doc, phrase) else (None, "")


def _paid(sheet: Sheet, mention: Mention, at: int) -> Found | None:
    """ "spent $3m on two roads", "pays 31p a unit for power", "adds $9m to the bill", "paid $9m for Moreno"."""
    bought = bought_at(sheet, mention, at)
    if bought is None or (sheet.lower(mention.start - 1) == "of" and sheet.tag(mention.start - 2) == "NN"):
        return None  # "a grant of $5m for repairs"
    phrase = _phrase(sheet, bought)
    if phrase is None or sheet.doc[phrase.head].ent_type_ in _OCCASIONS:
        return None
    head = sheet.doc[phrase.head]
    if sheet.lower(bought - 1) == "for" and head.tag_ == "NNS" and is_person(head.lemma_.lower()):
        return None  # "earmarked $2m for landlords"
    named = sheet.lower(bought - 1) == "for" and sheet.tag(bought) == "NNP"
    numbered = sheet.kind(bought - 1) == "number" or sheet.tag(bought - 1) == "CD"  # "on two US projects"
    common = _is_common(sheet.doc, phrase) or (numbered and sheet.doc[phrase.head].tag_ == "NNS")
    return (phrase, "counted.paid") if named or common else None


def _handed(sheet: Sheet, mention: Mention, at: int) -> Found | None:
    """ "paid £26m to investors in dividends": the kind of payment, behind those who got it."""
    if mention.kind != "money" or sheet.lower(at) != "to":
        return None
    for joint in range(at + 2, at + _PAYEE):
        if sheet.lower(joint) == "in" and sheet.lower(joint + 1) in word_set("nouns", "purposes", "payments"):
            return _phrase(sheet, joint + 1), "counted.in"
        if sheet.opens(joint) or not sheet.tag(joint).startswith(("NN", "JJ", "POS")):
            break
    return None


def _gerund(sheet: Sheet, mention: Mention, at: int) -> Found | None:
    """ "a £31m signing", "a $12m funding round": a noun in -ing that the tagger takes for a verb."""
    if mention.kind != "money" or sheet.tag(at) != "VBG" or sheet.opens(at):
        return None
    if sheet.lower(mention.first - 1) not in ("a", "an", "the", "its", "their", "his", "her", "another"):
        return None
    index = sheet.token(at).i
    rounds = sheet.lower(at + 1) == "round" and not sheet.opens(at + 1)
    nouns = sheet.tag(at + 1).startswith("NN") and not sheet.opens(at + 1)
    return None if nouns else (NounPhrase(index, index + 1 + rounds, index + rounds), "counted.noun")


def _hyphened(sheet: Sheet, mention: Mention, at: int) -> Found | None:
    """ "a four-member panel" counts members."""
    if mention.kind != "count" or sheet.lower(at - 1) not in _DASHES or at - 1 != mention.after:
        return None
    index = sheet.token_index(sheet.lexemes[at].start)
    return (NounPhrase(index, index + 1, index) if sheet.tag(at).startswith("NN") else None), "counted.hyphen"


def _direct(sheet: Sheet, mention: Mention, at: int) -> Found | None:
    """The noun right behind the figure."""
    at = behind_basis(sheet, at) if mention.change else at
    if mention.kind == "ratio" and (group := age_group(sheet, at)):
        return group, "counted.noun"
    if is_nominal(sheet, mention, at):
        index = sheet.token(at).i
        return NounPhrase(index, index + 1, index), "counted.nominal"
    if is_barred(sheet, mention, at):
        return None
    if mention.kind == "count" and is_mistagged(sheet, mention, at):
        index = sheet.token(at).i
        return NounPhrase(index, index + 1, index), "counted.noun"
    phrase = _phrase(sheet, at)
    if (
        mention.kind == "percent"
        and phrase
        and sheet.doc[phrase.head].lower_ in word_set("nouns", "measured", "backing")
    ):
        return None, ""
    if mention.rule == "ratio.in" and phrase is not None and phrase.after - phrase.first > 1:
        verbal = sheet.doc[phrase.head].lower_ in word_set("nouns", "phrase", "singular_verbs")
        phrase = NounPhrase(phrase.first, phrase.head, phrase.head - 1) if verbal else phrase
    if phrase is not None and mention.kind == "money" and _is_result(sheet, phrase):
        mention.change = None  # "a $61m loss" is what was lost, not a fall by as much
        return phrase, "counted.noun"
    if mention.change and phrase is not None and is_change_noun(sheet.doc[phrase.head].lower_):
        return _changed(sheet, phrase), "counted.change"
    return phrase, "counted.noun"


def _more(sheet: Sheet, mention: Mention, at: int) -> Found | None:
    """ "allowed to land 5.5% more hake", "paying £6 more for bread": what there is more of."""
    if mention.kind not in ("percent", "money") or sheet.lower(at) not in ("more", "fewer", "less"):
        return None
    noun = at + 1 + (mention.kind == "money" and sheet.lower(at + 1) == "for")
    if sheet.opens(noun) or not sheet.tag(noun).startswith(("NN", "JJ")) or sheet.lower(noun) == "than":
        return None
    return _phrase(sheet, noun), "counted.more"


def _is_result(sheet: Sheet, phrase: NounPhrase) -> bool:
    return sheet.doc[phrase.head].lemma_.lower() in word_set("nouns", "measured", "results")


def _changed(sheet: Sheet, phrase: NounPhrase) -> NounPhrase | None:
    """What rises or falls: "a 19% increase in rents"."""
    at = sheet.position_at(phrase.chars(sheet.doc)[1])
    if sheet.lower(at) == "in":
        moved = _phrase(sheet, at + 1)
        return None if moved is None else counted_by(sheet.doc, moved)  # "a 1% fall in the number of jobs"
    compound = phrase.head > phrase.first and sheet.doc[phrase.head - 1].tag_ == "NN"
    return phrase if compound and sheet.doc[phrase.head - 1].dep_ == "compound" else None  # "a 6% pay rise"


def _total_number(sheet: Sheet, mention: Mention, at: int) -> Found | None:
    """ "That takes to 510 the total number of cases"."""
    if mention.kind not in ("count", "money", "measure") or sheet.lower(at) != "the":
        return None
    sums = (
        word_set("nouns", "number_of", "nouns") if mention.kind == "count" else word_set("nouns", "number_of", "sums")
    )
    for noun in (at + 1, at + 2):
        if sheet.lower(noun) in sums and sheet.lower(noun + 1) == "of":
            return _phrase(sheet, noun + 2), "counted.number_of"
    return None


def _is_common(doc: Doc, phrase: NounPhrase) -> bool:
    """No place or time: "in losses", not "in London", "in 2020", "in June"."""
    head = doc[phrase.head]
    return (
        (head.tag_ in ("NN", "NNS") or head.lower_ == "best")
        and doc[phrase.first].tag_ not in ("NNP",)
        and head.ent_type_ not in ("DATE", "GPE", "TIME")
    )


def _phrase(sheet: Sheet, position: int) -> NounPhrase | None:
    if sheet.opens(position):
        return None
    position = _skip_measure(sheet, position)
    if position >= sheet.size:
        return None
    token = sheet.token(position)
    if token.idx < sheet.lexemes[position].start and sheet.kind(position) == "sign":
        return None  # the stop of "to 55m."
    return phrase_at(sheet.doc, token.i)


def _skip_measure(sheet: Sheet, position: int) -> int:
    """Behind a measure or age before the noun: "two 15-year-old girls", "8,000 twenty-foot containers"."""
    if not (sheet.kind(position) == "number" or sheet.tag(position) == "CD") or sheet.opens(position):
        return position
    number = read_number(sheet, position)
    if number is None or sheet.kind(number.after) == "" or not sheet.glued(number.after):
        return position
    unit = read_unit(sheet, number)
    return unit.after if unit and unit.kind != "percent" else position
