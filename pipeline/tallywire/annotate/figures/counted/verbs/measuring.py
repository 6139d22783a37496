"""Whether a verb says of its subject how much it is, costs or has changed, by verb and kind of figure."""

from spacy.tokens import Token

from tallywire.annotate.figures.counted.phrases.dimensions import is_length, is_mass, is_power
from tallywire.annotate.figures.counted.phrases.people import is_person
from tallywire.annotate.figures.counted.verbs.clauses import changing, subject_of_verb
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_DEAREST = 20.0  # moves of prices are smaller
_LEVELS = frozenset(["money", "percent", "measure"])
_OBJECTS = frozenset(["dobj", "xcomp", "ccomp", "dative"])


def measures_subject(sheet: Sheet, mention: Mention, verb: Token, lemma: str) -> bool:
    """Whether the verb says of its subject how much it is, costs, or has changed."""
    if mention.kind == "duration" and lemma not in word_set("nouns", "links", "passive"):
        return _goes_on(verb, lemma)
    if lemma in word_set("nouns", "links", "passive"):
        return _is_passive(verb)
    if lemma in word_set("nouns", "links", "made") and mention.kind == "money":
        return _is_passive(verb)
    if lemma in word_set("nouns", "links", "sold") and mention.change is None:
        return mention.kind == "money" or lemma == "trade"
    if mention.change and lemma in changing("transitive"):
        return mention.kind != "money" or _is_price_move(mention)
    if lemma in word_set("nouns", "links", "earning"):
        earner = subject_of_verb(verb)
        firm = earner is not None and earner.lemma_.lower() in word_set("nouns", "measured", "firms")
        return mention.kind == "money" and not firm
    if lemma in word_set("nouns", "links", "returning"):
        return mention.kind == "percent"
    if lemma in word_set("nouns", "links", "producing"):
        subject = subject_of_verb(verb)
        return is_power(mention) and subject is not None and subject.tag_ in ("NN", "NNS")
    if lemma in word_set("nouns", "links", "extents") and is_length(mention) and mention.change is None:
        return True
    if lemma in word_set("nouns", "links", "moving"):
        return mention.kind == "measure" and not is_mass(mention)
    if lemma in word_set("changes", "motion", "verbs") and is_length(mention):
        return mention.change is not None
    return (
        lemma in word_set("nouns", "links", "verbs") or lemma in changing("verbs") or _is_reached(sheet, mention, verb)
    )


def _is_price_move(mention: Mention) -> bool:
    """ "lost six cents", "added $2": no sum that anyone loses or gains."""
    return mention.magnitude == 1.0 and mention.value is not None and mention.value < _DEAREST


def _goes_on(verb: Token, lemma: str) -> bool:
    """Whether the verb says how long its subject lasts."""
    if lemma == "take" and any(child.dep_ == "xcomp" for child in verb.children):
        return False  # "they took 30 days to answer": what lasts is the deed
    lasting = lemma in changing("verbs") or lemma in word_set("nouns", "links", "lasting")
    return lasting or _is_length_of_time(verb, lemma)


def _is_passive(verb: Token) -> bool:
    """ "was valued at £2m", "a barn, valued at £2m"."""
    shortened = verb.dep_ == "acl" and verb.tag_ == "VBN"
    return shortened or any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def _is_length_of_time(verb: Token, lemma: str) -> bool:
    """ "the wait is 30 minutes": the subject is itself a time."""
    subject = subject_of_verb(verb)
    lengths = word_set("nouns", "measured", "lengths")
    return lemma in word_set("nouns", "links", "equal") and subject is not None and subject.lemma_.lower() in lengths


def _is_reached(sheet: Sheet, mention: Mention, verb: Token) -> bool:
    """ "recovered to £3m", "evaporated to $40m": a level that the subject came to, whatever the verb."""
    at = mention.start - 1
    if mention.kind not in _LEVELS or mention.change is not None or sheet.lower(at) != "to" or sheet.opens(at + 1):
        return False
    subject = subject_of_verb(verb)
    if subject is None or subject.tag_ not in ("NN", "NNS") or is_person(subject.lemma_.lower()):
        return False
    alone = not any(child.dep_ in _OBJECTS for child in verb.children)
    return alone and subject.lemma_.lower() not in word_set("nouns", "measured", "firms")
