"""What moved, where a noun says that something did: "shares see 4% fall", "the peso ended with a loss of 2%"."""

from spacy.tokens import Token

from tallywire.annotate.figures.changes import is_change_noun
from tallywire.annotate.figures.counted.clauses import subject_of_verb
from tallywire.annotate.figures.counted.nouns import NounPhrase
from tallywire.annotate.figures.counted.people import is_person
from tallywire.annotate.figures.counted.wholes import whole_noun
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_OBJECTS = frozenset(["dobj", "attr", "npadvmod", "appos", "pobj"])
_STEPS = 4


def moved(sheet: Sheet, mention: Mention) -> NounPhrase | None:
    """The subject of the verb whose object is the rise or fall that the figure measures, or None."""
    if mention.change is None:
        return None
    noun = _change_noun(sheet, mention)
    if noun is None or any(child.lower_ == "in" for child in noun.rights):
        return None
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    subject = owner if owner is not None else _undergoing(noun)
    if subject is None or subject.tag_ not in _NOUN_TAGS or is_person(subject.lemma_.lower()):
        return None
    firm = subject.lemma_.lower() in word_set("nouns", "measured", "firms") or subject.ent_type_ in ("PERSON", "GPE")
    return None if firm else whole_noun(sheet.doc, subject, names=True)


def _change_noun(sheet: Sheet, mention: Mention) -> Token | None:
    """The "fall" of "a 4% fall" and of "a fall of 4%"."""
    start = mention.start
    if sheet.lower(start - 1) == "of" and not sheet.opens(start):
        token = sheet.token(start - 2)
        return token if is_change_noun(token.lower_) else None
    for at in range(mention.after, mention.after + 3):
        if sheet.opens(at) or not sheet.tag(at).startswith(("NN", "JJ")):
            return None
        if is_change_noun(sheet.lower(at)):
            return sheet.token(at)
    return None


def _undergoing(noun: Token) -> Token | None:
    """The subject of "suffered its worst day, a drop of", "posted a rise", "closed with a loss"."""
    for _ in range(_STEPS):
        head = noun.head
        if noun.dep_ == "appos" and head.dep_ in ("nsubj", "nsubjpass") and not is_change_noun(head.lower_):
            return head  # "The index had its best day, a gain of 3%"
        if noun.dep_ not in _OBJECTS or head is noun:
            return None
        if noun.dep_ == "pobj":
            if head.lower_ not in ("with", "after"):
                return None
            head = head.head
            undergoes = head.lemma_.lower() in word_set("nouns", "links", "closing")
        else:
            undergoes = head.lemma_.lower() in word_set("nouns", "links", "undergoing")
        if head.pos_ in ("VERB", "AUX"):
            return subject_of_verb(head) if undergoes else None
        noun = head
    return None
