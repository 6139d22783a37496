"""Ages without the word "old": "Ilyas Khan, 37,", "aged 12", "at the age of 21", "men aged 18 to 34"."""

from spacy.tokens import Token

from tallywire.annotate.figures.amounts.clause_ends import ends_clause
from tallywire.annotate.figures.counted.phrases.nouns import phrase_ending
from tallywire.annotate.figures.counted.phrases.people import is_person
from tallywire.annotate.figures.counted.verbs.deaths import dead, is_of_death
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import unit_forms, word_set

_OLDEST = 120
_NO_PERSONS = frozenset(["GPE", "DATE", "LOC", "FAC", "TIME", "MONEY"])
_SPEAKS = frozenset(["VBD", "VBZ", "WP", "MD", "RB"])  # tags behind an age: "Khan, 37, calmly scored"
_HEDGES = frozenset(["all", "mostly", "mainly", "both"])
_LISTED = frozenset([",", "and", "or"])
_LONGEST_LIST = 14  # lexemes of "aged 24, 31, 45 and 60"
_ITEM = 9  # lexemes of a list's item before its number
_PEOPLE = 6  # lexemes from "were" back to the people
_BOUNDS = frozenset(["over", "older", "under", "younger"])


def mark_age(sheet: Sheet, mention: Mention) -> None:
    """Make a bare number an age when the words around it say so."""
    if mention.rule == "age.between":
        _count_noun(sheet, mention, mention.first - 1)
    if mention.kind != "count" or mention.unit is not None or mention.magnitude != 1.0:
        return
    top = mention.value if mention.value is not None else mention.high
    if top is None or not 0 < top < _OLDEST or not float(top).is_integer():
        return
    rule = _of_age(sheet, mention) or _aged(sheet, mention) or _after_name(sheet, mention)
    if rule == "age.aged":
        _count_aged(sheet, mention)
    if rule:
        mention.kind, mention.unit, mention.rule = "age", "year", rule


def mark_length(sheet: Sheet, mention: Mention) -> None:
    """Make a count a length of time where an adjective parts it from its unit: "two consecutive weeks"."""
    at = mention.after
    if mention.kind != "count" or mention.unit is not None or sheet.opens(at) or not sheet.tag(at).startswith("JJ"):
        return
    found = unit_forms().words.at(sheet, at + 1) if sheet.tag(at + 1) == "NNS" else None
    unit = unit_forms().units[found[0]] if found and not sheet.opens(at + 1) else None
    if unit is None or unit.kind != "duration" or found is None or sheet.tag(found[1]).startswith("NN"):
        return
    mention.kind, mention.unit, mention.rule = "duration", unit.name, "unit.adjective"
    mention.note("unit", "unit.adjective", *sheet.span(at + 1, found[1]))


def _aged(sheet: Sheet, mention: Mention) -> str | None:
    at = mention.start - 1
    if sheet.lower(at) in ("between", "from"):
        at -= 1
    word = sheet.lower(at)
    if word in ("aged", "ages") or (word == "age" and sheet.tag(mention.after) not in ("NN", "NNS")):
        return "age.aged"
    if word in _LISTED and _is_listed(sheet, at):
        return "age.aged"
    if _is_extreme(sheet, at) and not _noun_follows(sheet, mention):
        return "age.is"
    if sheet.lower(mention.after) in ("or", "and") and sheet.lower(mention.after + 1) in _BOUNDS:
        noun = mention.after + 2
        return None if sheet.tag(noun).startswith("NN") and not sheet.opens(noun) else "age.bound"
    if word == "or" and sheet.kind(at - 1) == "number" and sheet.lower(at - 2) in ("over", "under"):
        at -= 3  # "anyone over 65 or under 5"
        word = sheet.lower(at)
    if word in _words("persons") and mention.modifier in ("less_than", "more_than"):
        return _of_group(sheet, mention, at)
    if word == "of" and sheet.lower(at - 1) in _words("young") and not _noun_follows(sheet, mention):
        _count_noun(sheet, mention, at - 1)
        return "age.of_person"
    if word in _words("pronouns_be") and (sheet.opens(mention.after) or sheet.kind(mention.after) == "sign"):
        return "age.is"
    if word == "at" and sheet.opens(at) and sheet.lower(mention.after) == "," and not sheet.opens(mention.after + 1):
        return _opening(sheet, mention)
    if word == "at" and sheet.token(at - 1).lemma_.lower() in _words("lives") and ends_clause(sheet, mention.after):
        return "age.at"
    return _is_age(sheet, mention, at, word)


def _opening(sheet: Sheet, mention: Mention) -> str | None:
    """ "At 37, Maria Lopez is the oldest", "At 12, she left school"."""
    at = mention.after + 1
    if sheet.lower(at) in ("he", "she", "i"):
        return "age.at"
    if sheet.tag(at) != "NNP" or sheet.token(at).ent_type_ in _NO_PERSONS:
        return None
    last = at
    while sheet.tag(last + 1) == "NNP" and not sheet.opens(last + 1):
        last += 1
    if sheet.token(at).ent_type_ != "PERSON" and last == at:
        return None
    mention.counted, mention.counted_head = sheet.span(at, last + 1), sheet.written(last)
    mention.note("counted", "counted.name", *mention.counted)
    return "age.at"


def _is_age(sheet: Sheet, mention: Mention, at: int, word: str) -> str | None:
    """The rule by which "be" or "turn", the `word` at `at`, leads to an age, or None."""
    if any(sheet.lower(at - k) in _words("spans") for k in range(6)) and not _noun_follows(sheet, mention):
        return "age.span"
    if word in _words("be") and sheet.lower(at - 1) == "age" and not _noun_follows(sheet, mention):
        return "age.span"
    if _is_of(sheet, mention, at - (word in _HEDGES)):
        return "age.is"
    return "age.turned" if word in _words("turned") and not _noun_follows(sheet, mention) else None


def _is_of(sheet: Sheet, mention: Mention, verb: int) -> bool:
    """Whether `verb` is the "be" of a person, or of many."""
    be = sheet.lower(verb) in _words("be")
    return be and (_of_person(sheet, mention, verb) or _of_persons(sheet, mention, verb))


def _is_listed(sheet: Sheet, joint: int) -> bool:
    """ "men aged 24, 31 and 45": whether only numbers stand between `joint` and "aged"."""
    at = joint
    while at > joint - _LONGEST_LIST and (sheet.lower(at) in _LISTED or sheet.tag(at) == "CD") and not sheet.opens(at):
        at -= 1
    return sheet.lower(at) in ("aged", "ages")


def _is_extreme(sheet: Sheet, verb: int) -> bool:
    """ "the oldest is 78"."""
    return sheet.lower(verb) in _words("be") and sheet.lower(verb - 1) in ("oldest", "youngest", "eldest")


def _of_persons(sheet: Sheet, mention: Mention, verb: int) -> bool:
    """ "most were over 65", "the victims were all under 30": a bound of many people's "be" with no noun behind."""
    if mention.modifier not in ("less_than", "more_than") or _noun_follows(sheet, mention):
        return False
    if sheet.lower(mention.first - 1) not in ("over", "under"):
        return False
    for at in range(verb - 1, max(verb - _PEOPLE, -1), -1):
        word = sheet.lower(at)
        named = sheet.tag(at) in ("NNS", "NNPS") and is_person(sheet.token(at).lemma_.lower())
        if named or word in _words("many") or word in word_set("nouns", "phrase", "nominal"):
            return True
        if sheet.opens(at) or sheet.tag(at) in ("NN", "NNS"):
            return False
    return False


def _of_age(sheet: Sheet, mention: Mention) -> str | None:
    """ "at the age of 21"; in "children below the age of five" the modifier holds the words for age."""
    at = mention.start - 1
    if sheet.lower(at) == "of" and sheet.lower(at - 1) in ("age", "ages"):
        return "age.of"
    if mention.modifier_first < 0 or (sheet.lower(mention.first - 2), sheet.lower(mention.first - 1)) != ("age", "of"):
        return None
    _count_noun(sheet, mention, mention.modifier_first - 1)
    return "age.of"


def _of_group(sheet: Sheet, mention: Mention, position: int) -> str | None:
    """ "women under 45", unless a noun follows ("children under five metres")."""
    verb = sheet.lower(mention.after) in word_set("nouns", "phrase", "plural_verbs")
    if sheet.tag(mention.after).startswith(("NN", "JJ")) and not verb:
        return None
    if sheet.tag(position) == "NNS":
        _count_noun(sheet, mention, position)
    return "age.bound"


def _count_aged(sheet: Sheet, mention: Mention) -> None:
    """The noun before "aged": "a boy aged nine", "15 men, aged 19 to 45"."""
    at = mention.first
    while at > 0 and sheet.lower(at) not in ("aged", "ages", "age") and not sheet.opens(at):
        at -= 1
    if sheet.lower(at) == "age" and sheet.tag(at - 1) in ("NN", "VBG"):
        return _count_noun(sheet, mention, at)  # "the voting age"
    noun = at - 1 - (sheet.lower(at - 1) == ",")
    if not is_person(sheet.token(noun).lemma_.lower()) and (person := dead(sheet, noun)):
        mention.counted = person.chars(sheet.doc)  # "the poet died of pneumonia, aged 88"
        mention.counted_head = sheet.doc[person.head].lemma_.lower()
        return mention.note("counted", "counted.aged", *mention.counted)
    if not is_of_death(sheet, noun):
        _count_noun(sheet, mention, noun)
    return None


def _count_noun(sheet: Sheet, mention: Mention, position: int) -> None:
    """Set `counted` to the common noun at `position`, with its premodifiers."""
    if position < 0 or sheet.tag(position) not in ("NN", "NNS"):
        return
    token = sheet.token(position)
    mention.counted = phrase_ending(sheet.doc, token.i).chars(sheet.doc)
    mention.counted_head = token.lemma_.lower()
    mention.note("counted", "counted.aged", *mention.counted)


def _words(key: str) -> frozenset[str]:
    return word_set("unit_rules", "ages", key)


def _noun_follows(sheet: Sheet, mention: Mention) -> bool:
    return not sheet.opens(mention.after) and sheet.tag(mention.after).startswith(("NN", "JJ", "CD"))


def _of_person(sheet: Sheet, mention: Mention, verb: int) -> bool:
    """ "she was 23 when", "who is 10", "Khan, who will be 35": a person's "be" with a number and no noun."""
    if not sheet.opens(mention.after) and sheet.lower(mention.after) not in _words("after_be"):
        return False
    for at in range(verb - 1, verb - 5, -1):
        word = sheet.lower(at)
        if word in _words("pronouns"):
            return True
        if word not in _words("auxiliaries"):
            return sheet.kind(at) == "word" and sheet.token(at).ent_type_ == "PERSON" and sheet.tag(at) == "NNP"
    return False


def _after_name(sheet: Sheet, mention: Mention) -> str | None:
    """ "Ilyas Khan, 37," or "Khan (37)": a capitalised name, a comma, the number, a comma or the sentence's end."""
    first, after = mention.first, mention.after
    if after - first != 1 or sheet.kind(first) != "number" or not sheet.written(first).isdecimal():
        return None
    opening, closing = sheet.lower(first - 1), sheet.lower(after)
    apposed = opening == "," and (closing in _words("after_name") or sheet.opens(after))
    if not apposed and not (opening == "(" and closing == ")"):
        return None
    if apposed and closing == "," and _is_nominal(sheet, first - 2, after + 1):
        _count_noun(sheet, mention, first - 2)
        return "age.nominal"
    name = _person(sheet, first - 2, speaks=_speaks(sheet, first, after))
    if (
        name is None
        or _is_item(sheet, first)
        or (closing == "," and sheet.kind(after + 1) == "number" and name.ent_type_ != "PERSON")
    ):
        return None
    start = name.i
    while start > 0 and sheet.doc[start - 1].tag_ == name.tag_ == "NNP" and not sheet.doc[start].is_sent_start:
        start -= 1
    mention.counted = sheet.doc[start].idx, name.idx + len(name)
    mention.counted_head = name.text
    mention.note("counted", "counted.name", *mention.counted)
    return "age.name"


def _is_item(sheet: Sheet, position: int) -> bool:
    """Whether a list's dash opens the line: "- União Sado, 44"."""
    at = position
    while at > position - _ITEM and not sheet.opens(at):
        at -= 1
    return sheet.opens(at) and sheet.lower(at) in ("-", "–", "•", "*")


def _speaks(sheet: Sheet, first: int, after: int) -> bool:
    """Whether a verb shows that a person has the age at `first`: "Khan, 37, scored", "said Khan, 37."."""
    ahead = first - 3
    if ahead >= 0 and not sheet.opens(first - 2):
        if sheet.tag(ahead) == "IN":
            return False
        if sheet.tag(ahead).startswith("VB") and sheet.token(ahead).lemma_.lower() in ("say", "tell", "add", "recall"):
            return True
    return sheet.tag(after + 1) in _SPEAKS


def _person(sheet: Sheet, position: int, speaks: bool) -> Token | None:
    """The token of a capitalised name that is no place, date or month; a verb behind the age shows that it `speaks`."""
    if position < 0 or sheet.opens(position + 1) or not sheet.written(position)[:1].isupper():
        return None
    token = sheet.token(position)
    tags = ("NNP", "NNPS", "NN", "NNS") if speaks else ("NNP", "NNPS", "NN")
    if token.tag_ not in tags or (token.ent_type_ in _NO_PERSONS and not speaks):
        return None
    is_month = token.lower_ in word_set("figure_context", "months", "words")
    return None if is_month and sheet.tag(position - 1) != "NNP" else token


def _is_nominal(sheet: Sheet, position: int, following: int) -> bool:
    """ "The president, 81, met": a common noun with "the", and a verb behind the age."""
    if position < 1 or sheet.tag(position) != "NN":
        return False
    if sheet.lower(position) in _words("kin") | _words("young"):
        return True
    if sheet.lower(position - 1) not in ("the", "his", "her", "their"):
        return False
    return sheet.tag(following) in ("VBD", "VBZ", "MD", "WP") and not sheet.opens(following)
