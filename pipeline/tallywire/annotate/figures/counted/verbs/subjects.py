"""What a verb measures by the figure: the subject that rose, costs or stands at it, the object that is cut by it."""

from functools import cache

from spacy.tokens import Token

from tallywire.annotate.figures.counted.phrases.dimensions import is_length
from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, phrase_at, phrase_ending
from tallywire.annotate.figures.counted.phrases.wholes import is_mistaken, whole_noun
from tallywire.annotate.figures.counted.verbs.clauses import changing, child_of, subject_of_verb
from tallywire.annotate.figures.counted.verbs.deeds import is_doers, is_persons_deed
from tallywire.annotate.figures.counted.verbs.measuring import measures_subject
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_QUOTES = frozenset("\"“‘'")
_BE = "be"
Found = tuple[NounPhrase | None, str]


def _start(sheet: Sheet, mention: Mention) -> int:
    """Where the figure begins with its modifier and an opening quotation mark."""
    start = mention.start
    return start - (sheet.lower(start - 1) in _QUOTES and not sheet.opens(start))


def measured(sheet: Sheet, mention: Mention) -> Found:
    """The subject, or the object, of the verb that the figure completes; (None, "") when there is none."""
    if mention.frequency or (mention.rule != "multiple.verb" and _stands_alone(sheet, mention)):
        return None, ""
    if _is_base(sheet, mention) or is_doers(sheet, mention, _start(sheet, mention)):
        return None, ""
    if found := _moved_to(sheet, mention):
        return found, "counted.moved"
    if found := _owned(sheet, mention):
        return found, "counted.subject"
    if found := _absolute(sheet, mention):
        return found, "counted.with"
    verb = _verb_of(sheet, mention) or _extending(sheet, mention)
    if verb is None or any(child.dep_ == "expl" for child in verb.children):
        return None, ""
    token = sheet.token(mention.number_after - 1)
    lemma = verb.lemma_.lower()
    if _moves_object(sheet, mention, lemma):
        noun = child_of(verb, ("dobj",))
        if noun is not None and noun != token and (noun.i < token.i or verb == token) and not _is_number(noun):
            return whole_noun(sheet.doc, noun, names=lemma in _priced()), "counted.object"
        if lemma in changing("transitive") and (noun is None or _is_number(noun)):
            lemma = _BE  # "turnover gained 11% to $64m": what moved is the subject
    if verb == token or measures_subject(sheet, mention, verb, lemma) or _is_carried(sheet, mention, verb):
        subject = subject_of_verb(verb)
        if subject is not None and subject.i < token.i and not is_persons_deed(sheet, mention, subject, lemma):
            return _subject_noun(sheet, mention, subject, lemma), "counted.subject"
    return None, ""


def measured_token(sheet: Sheet, mention: Mention) -> Token | None:
    """The subject, be it a pronoun, of the verb that says how much it is by the figure."""
    verb = _verb_of(sheet, mention)
    if verb is None or any(child.dep_ == "expl" for child in verb.children):
        return None
    lemma = verb.lemma_.lower()
    token = sheet.token(mention.number_after - 1)
    gained = lemma in changing("transitive") and mention.change is not None
    gained = gained or lemma in word_set("nouns", "links", "holding")
    if verb != token and not gained and not measures_subject(sheet, mention, verb, lemma):
        return None
    subject = subject_of_verb(verb)
    return subject if subject is not None and subject.i < token.i else None


def paced(sheet: Sheet, position: int) -> Found:
    """What comes "at a rate of 900 a day": the verb's object or subject, whichever is a plural.

    `position` is that of the noun of pace.
    """
    placed = sheet.token(position).head
    if placed.lower_ != "at":
        return None, ""
    verb = placed.head if placed.head.pos_ in ("VERB", "AUX") else placed.head.head
    for noun in (child_of(verb, ("dobj",)), subject_of_verb(verb)):
        if noun is not None and noun.tag_ in ("NNS", "NNPS") and noun.i < placed.i:
            return whole_noun(sheet.doc, noun), "counted.paced"
    return None, ""


def subject_of(sheet: Sheet, mention: Mention) -> Token | None:
    """The head noun of the subject of the verb that the figure completes, or None."""
    verb = _verb_of(sheet, mention)
    return subject_of_verb(verb) if verb is not None else None


def _stands_alone(sheet: Sheet, mention: Mention) -> bool:
    """ "a 15% contained fire", "a tenth of what" have a noun of their own, "in 10 hours" says how long."""
    if sheet.opens(mention.after):
        tag, word = "", ""
    else:
        tag, word = sheet.tag(mention.after), sheet.lower(mention.after)
    start = _start(sheet, mention)
    if (
        mention.kind == "percent"
        and not (tag in ("VBN", "JJ") and (sheet.token(start - 1).lemma_ == "be" or word == "compared"))
        and tag in ("JJ", "VBN", "VBG")
        and word not in word_set("figure_context", "times", "before")
        and word not in word_set("nouns", "links", "states")
    ):
        return True
    if mention.kind in ("percent", "ratio") and word == "of":
        return sheet.lower(mention.after + 1) != "what"
    if mention.kind == "duration":
        start -= sheet.tag(start - 1) == "RB"
        joint = sheet.lower(start - 1)
        return joint not in ("to", "from", "by", "at", "for") and not sheet.tag(start - 1).startswith("VB")
    return word == "away" and sheet.lower(start - 1) == "from"


def _is_base(sheet: Sheet, mention: Mention) -> bool:
    """ "built 14,000 flats, down from the 17,000 of 2022": what it was before takes the noun of what it is now."""
    at = _start(sheet, mention) - 1
    at -= sheet.lower(at) == "the"
    return mention.lead < 0 and sheet.lower(at) == "from" and sheet.lower(at - 1) in word_set("nouns", "links", "bases")


def _owned(sheet: Sheet, mention: Mention) -> NounPhrase | None:
    """ "The port is 60 percent owned by": the subject of the participle behind."""
    if mention.kind != "percent" or sheet.lower(mention.after) not in word_set("nouns", "links", "states"):
        return None
    if sheet.opens(mention.after) or sheet.token(mention.start - 1).lemma_.lower() != "be":
        return None
    subject = subject_of_verb(sheet.token(mention.after)) or subject_of_verb(sheet.token(mention.start - 1))
    return whole_noun(sheet.doc, subject) if subject is not None and subject.i < sheet.token(mention.first).i else None


def _absolute(sheet: Sheet, mention: Mention) -> NounPhrase | None:
    """ "with convictions up by a fifth": a noun without a verb, moved by "up" or "down"."""
    if not mention.change:
        return None
    at = mention.start
    for back in range(at - 1, max(at - 12, -1), -1):
        if sheet.opens(back) or sheet.lower(back) in (",", ";") or sheet.tag(back).startswith(("VB", "MD")):
            return None
        if sheet.lower(back) == "with":
            return phrase_at(sheet.doc, sheet.token(back).i + 1)
    return None


def _moved_to(sheet: Sheet, mention: Mention) -> NounPhrase | None:
    """ "a rise in net profit to $12m, from $9m": a level that a noun of change leads to or from."""
    token = sheet.token(mention.number_after - 1)
    while token.dep_ in ("nmod", "nummod", "quantmod", "compound"):
        token = token.head
    noun = token.head.head
    changed = noun.tag_ in _NOUN_TAGS and noun.lemma_.lower() in changing("nouns")
    if token.dep_ != "pobj" or token.head.lower_ not in ("to", "from") or not changed:
        return None
    joint = next((child for child in noun.children if child.lower_ in ("in", "of") and child.i > noun.i), None)
    return None if joint is None else phrase_at(sheet.doc, joint.i + 1)


def _moves_object(sheet: Sheet, mention: Mention, lemma: str) -> bool:
    """ "cut flows by 30%", "put the damage at $5m", "halved yields"."""
    if mention.rule == "multiple.verb":
        return True
    start = _start(sheet, mention)
    if lemma == "change":
        return False  # "tickets changed hands for $600"
    if lemma in _priced() and sheet.lower(start - 1) in ("for", "at"):
        return mention.kind != "duration"
    at = start
    if sheet.lower(at - 1) == "of" and sheet.token(at - 2).lemma_.lower() in word_set("nouns", "measured", "hollow"):
        at -= 2  # "pushed the ratio to a 12-year high of 9%"
        while sheet.tag(at - 1) in ("DT", "JJ", "NN", "HYPH", "CD") and at > start - 8:
            at -= 1
    placed = sheet.lower(at - 1) in word_set("nouns", "links", "prepositions")
    placed = placed or (sheet.lower(start) == "as" and mention.modifier_first >= 0)  # "drove prices as low as"
    return placed and (lemma in word_set("nouns", "links", "objects") or lemma in changing("transitive"))


def _is_number(noun: Token) -> bool:
    return noun.text == "%" or noun.tag_ in ("CD", "$") or any(child.tag_ == "CD" for child in noun.lefts)


def _is_carried(sheet: Sheet, mention: Mention, verb: Token) -> bool:
    """ "edged up 0.3%", "crept higher by a fifth": the particle says that the subject moved, whatever the verb."""
    at = _start(sheet, mention) - 1
    at -= sheet.lower(at) == "by"
    moved = sheet.lower(at) in word_set("changes", "before", "up") | word_set("changes", "before", "down")
    return mention.change is not None and moved and sheet.token(at - 1) == verb


@cache
def _priced() -> frozenset[str]:
    """Lemmas of verbs whose object "for" joins to a price."""
    return word_set("nouns", "links", "sold") | word_set("nouns", "links", "bought")


@cache
def _for_verbs() -> frozenset[str]:
    """Lemmas of verbs that "for" joins to a figure that says how much of something."""
    return _priced() | {"be"} | word_set("nouns", "links", "lasting") | word_set("nouns", "links", "made")


def _subject_noun(sheet: Sheet, mention: Mention, subject: Token, lemma: str) -> NounPhrase | None:
    if _is_named_mover(mention, subject, lemma):
        return phrase_ending(sheet.doc, subject.i)
    return whole_noun(sheet.doc, subject, names=_names_allowed(mention))


def _is_named_mover(mention: Mention, subject: Token, lemma: str) -> bool:
    """ "Brisa tumbled 14%", "Corrigan added 2%": a share or a market, though the tagger sees a person or a place."""
    moves = lemma in changing("verbs") or lemma in changing("transitive") or lemma == _BE
    named = subject.tag_ in ("NNP", "NNPS") and subject.ent_type_ in ("PERSON", "GPE", "LOC", "FAC")
    return named and moves and mention.change is not None and mention.unit == "percent"


def _names_allowed(mention: Mention) -> bool:
    """Prices, measures and changes are also those of names ("Brent", "the Nikkei", "Voyager weighs")."""
    return mention.change is not None or mention.kind in ("money", "measure")


def _verb_of(sheet: Sheet, mention: Mention) -> Token | None:
    """The verb that governs the figure, by the last token of its number that the parse hangs on one."""
    for position in range(mention.number_after - 1, mention.first - 1, -1):
        if (verb := _governor(sheet.token(position))) is not None:
            return verb
    return None


def _extending(sheet: Sheet, mention: Mention) -> Token | None:
    """The verb of "was closed for 20 miles"."""
    start = _start(sheet, mention)
    if not is_length(mention) or sheet.lower(start - 1) != "for" or start < 2:
        return None
    verb = sheet.token(start - 2)
    extends = verb.tag_.startswith("VB") and verb.lemma_.lower() in word_set("nouns", "links", "extents")
    return verb if extends else None


def _governor(token: Token) -> Token | None:
    """The verb that a number completes as attribute, object or prepositional complement."""
    hollow = word_set("nouns", "measured", "hollow")
    for _ in range(6):
        if token.pos_ in ("VERB", "AUX") and len(token) > 1 and not is_mistaken(token):
            return token
        if token.dep_ in ("nsubj", "nsubjpass", "ROOT") or token.head is token:
            return None
        if token.dep_ in ("pobj", "pcomp"):
            preposition = token.head.lower_
            if preposition == "of":
                if token.head.head.lemma_.lower() not in hollow:
                    return None
            elif preposition == "for":
                sale = token.head.head.head if token.head.head.dep_ == "dobj" else token.head.head
                if sale.lemma_.lower() not in _for_verbs():
                    return None
            elif preposition not in word_set("nouns", "links", "prepositions"):
                return None
        token = token.head
    return None
