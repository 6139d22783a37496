"""What moved, where a noun says that something did: "exports suffer 4% slump", "the peso ended with a loss of 2%"."""

from itertools import pairwise

from spacy.tokens import Token

from tallywire.annotate.figures.changes import is_change_noun
from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, phrase_at, phrase_ending
from tallywire.annotate.figures.counted.phrases.people import is_person
from tallywire.annotate.figures.counted.phrases.wholes import whole_noun
from tallywire.annotate.figures.counted.verbs.clauses import subject_of_verb
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_OBJECTS = frozenset(["dobj", "attr", "npadvmod", "appos", "pobj"])
_SESSIONS = frozenset(["day", "week", "month", "quarter", "year", "session", "trading", "half", "friday", "monday"])
_BASES = frozenset(["on", "from", "since", "over", "in", "against"])
_POINTS = frozenset(["point", "percentage point", "basis point"])
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


def name_raised(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give a change beside "up" or "down" the noun before it, which its level then takes ("oil, up 45% to £9")."""
    for index, mention in enumerate(mentions):
        if mention.counted is not None or not _is_change(mention):
            continue
        before = mentions[index - 1] if index else None
        alone = before is None or any(sheet.opens(at) for at in range(before.after, mention.first + 1))
        if alone and (phrase := _before_particle(sheet, mention)):
            mention.counted, mention.counted_head = phrase.chars(sheet.doc), sheet.doc[phrase.head].lemma_.lower()
            mention.note("counted", "counted.headline", *mention.counted)


def settle_changes(sheet: Sheet, mentions: list[Mention]) -> None:
    """Carry a change on ("up 3% on the month and 12% from May"); the last resort is its noun ("a 5% rise")."""
    for before, mention in pairwise(mentions):
        alike = (before.kind, before.unit) == (mention.kind, mention.unit) and before.change is not None
        if alike and mention.counted is None and before.counted is not None and _goes_on(sheet, before, mention):
            mention.counted, mention.counted_head = before.counted, before.counted_head
            mention.note("counted", "counted.change", *before.counted)
    for mention in mentions:
        if mention.counted is not None or not _is_change(mention):
            continue
        noun = _change_noun(sheet, mention)
        if noun is not None and mention.kind == "measure" and noun.i < sheet.token(mention.first).i:
            continue  # "a rise of 40 points"
        phrase = _before_particle(sheet, mention) if noun is None else _named(sheet, mention, noun)
        if phrase is not None:
            mention.counted = phrase.chars(sheet.doc)
            mention.counted_head = (noun or sheet.doc[phrase.head]).lemma_.lower()
            mention.note("counted", "counted.change" if noun is not None else "counted.headline", *mention.counted)


def _is_change(mention: Mention) -> bool:
    if mention.rule == "multiple.fold":
        return True  # "a three-fold increase"
    return mention.change is not None and (mention.kind in ("percent", "ratio", "money") or mention.unit in _POINTS)


def _before_particle(sheet: Sheet, mention: Mention) -> NounPhrase | None:
    """ "Knife crime down 11%", "prices for steel, up 18%": a noun without a verb, moved by "up" or "down"."""
    at = mention.start - 1
    if sheet.lower(at) not in ("up", "down") or sheet.opens(at):
        return None
    comma = sheet.lower(at - 1) == ","
    noun = sheet.token(at - 1 - comma)
    opening = sheet.opens(at - 1) and noun.text[:1].isupper() and noun.lower_.endswith("s")
    common = noun.tag_ in ("NN", "NNS") or opening or (comma and noun.tag_ in _NOUN_TAGS)
    if not common or (comma and noun.ent_type_ in ("DATE", "TIME", "GPE")):
        return None
    if any(child.tag_ == "CD" for child in noun.lefts) or noun.lemma_.lower() in _SESSIONS:
        return None
    if noun.dep_ == "npadvmod":
        return None  # "$4 a share, up 9%"
    while comma and noun.dep_ == "pobj" and noun.head.lower_ in ("for", "of") and noun.head.head.tag_ in _NOUN_TAGS:
        noun = noun.head.head
    return None if comma and noun.dep_ == "pobj" else phrase_ending(sheet.doc, noun.i)


def _named(sheet: Sheet, mention: Mention, noun: Token) -> NounPhrase | None:
    """ "decrease" of "a 4% decrease", "steep discount" of "a steep discount of a fifth"."""
    if noun.i > sheet.token(mention.first).i:
        return phrase_at(sheet.doc, sheet.token(mention.after).i)
    return phrase_ending(sheet.doc, noun.i) if noun.tag_ in ("NN", "NNS") else None


def _goes_on(sheet: Sheet, before: Mention, mention: Mention) -> bool:
    """ "rose 2% in May after a 1% fall in April": the same thing at another time, in the same sentence."""
    if any(sheet.opens(at) for at in range(before.after, mention.first + 1)):
        return False
    at = mention.start - 1
    if sheet.lower(at) == "and" and sheet.lower(before.after) in _BASES and sheet.lower(mention.after) in _BASES:
        mention.change = before.change
        return True
    at -= sheet.tag(at) in ("DT", "JJ")
    return sheet.lower(at) in ("after", "following") and _change_noun(sheet, mention) is not None


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
        if noun.dep_ == "appos" and head.tag_ == "NNS":
            return None  # "sold 40 boats, a 3% rise"
        if noun.dep_ == "appos" and head.dep_ in ("nsubj", "nsubjpass") and not is_change_noun(head.lower_):
            return head  # "The franc was the winner, a gain of 3%"
        if noun.dep_ not in _OBJECTS or head is noun:
            return None
        if noun.dep_ == "pobj":
            if head.lower_ not in ("with", "after"):
                return None
            head = head.head
            undergoes = head.lemma_.lower() in word_set("nouns", "links", "closing") and _ends_session(head)
        else:
            undergoes = head.lemma_.lower() in word_set("nouns", "links", "undergoing")
        if head.pos_ in ("VERB", "AUX"):
            if any(child.dep_ == "dobj" and child is not noun and _is_counted(child) for child in head.children):
                return None  # "sold 40 boats, a 3% rise"
            return subject_of_verb(head) if undergoes else None
        noun = head
    return None


def _is_counted(noun: Token) -> bool:
    return any(child.tag_ == "CD" for child in noun.lefts)


def _ends_session(verb: Token) -> bool:
    """ "ended the week with a loss", not "the talks ended with a rise"."""
    return any(child.lemma_.lower() in _SESSIONS for child in verb.children)
