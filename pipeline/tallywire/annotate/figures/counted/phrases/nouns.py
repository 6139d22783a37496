"""Noun phrases: the counted noun with its premodifiers, read from tags, with the parse as help for coordination."""

from typing import NamedTuple

from spacy.tokens import Doc, Token

from tallywire.annotate.figures.counted.phrases.premodifiers import (
    between_adjectives,
    is_compounded,
    joins_modifiers,
    joins_names,
    leads_to_noun,
)
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import number_words, unit_forms, word_set

_NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_FRONT_TAGS = frozenset(["JJ", "JJR", "JJS", "VBN", "VBG", "RB", "RBR", "RBS", "HYPH", "POS", "``", "FW", "AFX"])
_DETERMINERS = frozenset(["DT", "PRP$", "PDT", "WP$"])
_BESTS = frozenset(["personal", "season", "world", "career", "lifetime"])
_LONGEST = 12  # tokens: no counted noun of news is longer


class NounPhrase(NamedTuple):
    """Tokens `first` up to `after`, with the index of the head noun."""

    first: int
    after: int
    head: int

    def chars(self, doc: Doc) -> tuple[int, int]:
        """Character offsets of the phrase."""
        last = doc[self.after - 1]
        return doc[self.first].idx, last.idx + len(last)


def phrase_at(doc: Doc, index: int) -> NounPhrase | None:
    """The noun phrase that starts at token `index`, without determiners and postmodifiers, or None."""
    first = _skip_front(doc, index)
    prefixed = 2 * (first + 2 < len(doc) and doc[first].lower_ == "co" and doc[first + 1].text in ("-", "‑"))
    if _is_nominal(doc, first + prefixed) or _is_gerund(doc, first):
        return NounPhrase(first, first + prefixed + 1, first + prefixed)  # "two co-accused"
    head, at = -1, first
    while at < min(len(doc), first + _LONGEST):
        token = doc[at]
        if at > index and token.is_sent_start:
            break
        if not _continues(doc, token, head >= 0):
            break
        if token.tag_ in _NOUN_TAGS or (token.lower_ == "best" and at > first):
            head = at
        at += 1
    if head < 0 or (doc[head].lower_ in _stops() and not _is_pit(doc, head)):
        return None
    return _coordinated(doc, NounPhrase(first, head + 1, head))


def _is_pit(doc: Doc, index: int) -> bool:
    """ "of the mine": no pronoun."""
    return doc[index].lower_ == "mine" and doc[index].tag_ == "NN" and index > 0 and doc[index - 1].tag_ != "IN"


def _is_nominal(doc: Doc, index: int) -> bool:
    """ "thirteen of the injured": a participle or adjective in a noun's place."""
    if index >= len(doc) or doc[index].lower_ not in word_set("nouns", "phrase", "nominal"):
        return False
    return index + 1 == len(doc) or doc[index + 1].tag_ not in _NOUN_TAGS | _FRONT_TAGS


def _is_gerund(doc: Doc, index: int) -> bool:
    """ "$6.5 billion of spending": a noun in -ing that the tagger takes for a verb, with no object behind."""
    if (
        index >= len(doc)
        or doc[index].tag_ != "VBG"
        or doc[index].lower_ not in word_set("nouns", "measured", "gerunds")
    ):
        return False
    return index + 1 == len(doc) or doc[index + 1].tag_ in ("IN", ".", ",", "CC", "TO", ":", "-RRB-", "VBD", "VBZ")


def _stops() -> frozenset[str]:
    return word_set("nouns", "phrase", "stops")


def _skip_front(doc: Doc, index: int) -> int:
    leading = word_set("nouns", "phrase", "leading")
    at = index
    for token in doc[index:]:
        mark = token.text in "\"“‘'«" and at - index < 3
        if not (mark or token.tag_ in _DETERMINERS or token.is_space or token.lower_ in leading):
            break
        if token.is_sent_start and at > index:
            break
        at += 1
    return at


def _continues(doc: Doc, token: Token, seen: bool) -> bool:
    """Whether `token` goes on with the phrase, given whether a noun was seen."""
    if token.is_space:
        return True
    tag, word = token.tag_, token.lower_
    follows = doc[token.i + 1] if token.i + 1 < len(doc) else None
    possessed = token.i > 0 and _is_possessive(doc, token.i - 1)
    if _is_attributive(doc, token) or is_compounded(doc, token):
        return True
    if word in _stops() and not possessed and not _is_pit(doc, token.i) and (seen or tag not in ("NN", "NNS", "NNP")):
        return False
    if _is_odd(doc, token, seen):
        return True
    if tag in _NOUN_TAGS:
        coded = seen and token.text[-1:].isdigit() and doc[token.i - 1].tag_ == "NNS"  # "fined 19 traders K2,500 each"
        return not coded and not (seen and _is_verb(doc, token))
    if token.text in ("-", "–", "/", "&") or tag == "HYPH":
        if follows is None or _spaced(doc, token):
            return False
        return follows.tag_ in _NOUN_TAGS | _FRONT_TAGS or (follows.tag_ == "RP" and leads_to_noun(doc, token.i))
    if word in ("and", "&", "or") and seen:
        return joins_names(doc, token.i) or joins_modifiers(doc, token.i)
    if seen and not possessed:
        behind_hyphen = token.i > 0 and doc[token.i - 1].tag_ == "HYPH"
        if _is_possessive(doc, token.i) or (behind_hyphen and tag in _FRONT_TAGS):
            return follows is not None and follows.tag_ in _NOUN_TAGS | _FRONT_TAGS
        return _shares_head(doc, token)
    if word in (",", "and", "or"):
        return between_adjectives(doc, token.i)
    return _premodifies(doc, token)


def _is_odd(doc: Doc, token: Token, seen: bool) -> bool:
    """Tags that stand for nouns in some compounds: "personal best", "312 Year 13 students", "drug poisoning deaths"."""
    if token.lower_ == "best" and doc[token.i - 1].lower_ in _BESTS:
        return True
    if not seen or token.tag_ not in ("CD", "VBG") or token.i + 1 == len(doc):
        return False
    before, follows = doc[token.i - 1], doc[token.i + 1]
    if token.tag_ == "CD" and before.text in word_set("nouns", "phrase", "classes"):
        return follows.tag_ == "NNS"
    activity = token.tag_ == "VBG" and token.lower_ in word_set("nouns", "phrase", "activities")
    return activity and before.tag_ == "NN" and follows.tag_ in ("NN", "NNS")


def _premodifies(doc: Doc, token: Token) -> bool:
    """Whether an adjective, participle or adverb leads on to a noun."""
    tag = token.tag_
    follows = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if tag in ("VBN", "VBG") and token.dep_ not in ("amod", "compound", "nmod", "npadvmod", "conj", ""):
        return False
    if tag in ("VB", "VBP") and follows is not None and follows.tag_ == "HYPH" and not token.whitespace_:
        return leads_to_noun(doc, token.i + 1)  # "take-home pay"
    adjective = tag == "VBD" and token.lower_ in word_set(
        "nouns", "phrase", "nominal"
    )  # "internally displaced Syrians"
    if adjective or tag in ("VBN", "VBG", "RB", "RBR"):
        return leads_to_noun(doc, token.i + 1)
    particle = tag == "RP" and doc[token.i - 1].tag_ == "HYPH"  # "pop-up clinics"
    return particle or tag in _FRONT_TAGS


def _is_attributive(doc: Doc, token: Token) -> bool:
    """ "40 daily flights", "200 last-minute bookings": a word of time that describes the noun behind it."""
    if token.tag_ != "JJ" or token.head.i <= token.i:
        return False
    hyphened = token.i + 1 < len(doc) and doc[token.i + 1].tag_ == "HYPH"
    return (hyphened and token.lower_ in _stops()) or (
        token.lower_ in word_set("nouns", "phrase", "attributive") and token.head.lower_ not in _stops()
    )


def _shares_head(doc: Doc, token: Token) -> bool:
    """ "1,042 Ohio registered voters": a modifier behind another of the same noun."""
    describes = token.dep_ in ("amod", "compound", "nmod") and token.tag_ in ("JJ", "JJR", "VBN", "VBG")
    return describes and token.head.i > token.i and token.i > 0 and doc[token.i - 1].head == token.head


def _is_verb(doc: Doc, token: Token) -> bool:
    """ "two-thirds of parents owe fees": behind a plural that the parse makes a whole phrase, a noun that is none."""
    before = doc[token.i - 1]
    if before.tag_ != "NNS" or token.tag_ != "NN" or token.dep_ != "compound" or token.head.i <= token.i:
        return False
    return before.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass") and before.head.i < before.i


def _is_possessive(doc: Doc, index: int) -> bool:
    """ "'s", or an apostrophe behind a plural, which the tagger takes for a quotation mark: "tenants’ monthly pay"."""
    token = doc[index]
    if token.tag_ == "POS":
        return True
    if token.text not in ("'", "’") or not token.whitespace_ or index == 0:
        return False
    before = doc[index - 1]
    return before.tag_ in ("NNS", "NNPS") and not before.whitespace_ and before.text.endswith("s")


def _spaced(doc: Doc, token: Token) -> bool:
    return bool(token.whitespace_) and token.text != "&"


def _coordinated(doc: Doc, phrase: NounPhrase) -> NounPhrase:
    """The phrase with the nouns joined to its head: "men and women", "leaders, diplomats and others"."""
    at, heads, best = phrase.after, {phrase.head}, phrase
    while at < len(doc) - 1 and doc[at].lower_ in (",", "and", "or", "&") and not doc[at].is_sent_start:
        comma = doc[at].lower_ == ","
        nxt = at + 1
        if comma and doc[nxt].lower_ in ("and", "or"):
            comma, nxt = False, nxt + 1
        if nxt >= len(doc) or doc[nxt].tag_ in _DETERMINERS or doc[nxt].tag_ == "CD":
            break
        if doc[nxt].lower_ in number_words().vague:
            break  # "dozens of dogs and millions of cats"
        joined = _plain_phrase(doc, nxt)
        if joined is not None and (_has_figure(doc, joined.after) or _acts(doc, phrase, joined)):
            break  # "headaches in 22% of patients and rashes in 9%"
        if joined is None or doc[joined.head].dep_ != "conj" or doc[joined.head].head.i not in heads:
            break
        if doc[joined.head].tag_ in ("NNP",) and doc[phrase.head].tag_ in ("NN", "NNS"):
            break
        if doc[phrase.head].tag_ == "NNS" and doc[joined.head].lower_.endswith("ing"):
            break  # "five librarians and school busing"
        heads.add(joined.head)
        at = joined.after
        if not comma:
            best = NounPhrase(phrase.first, joined.after, joined.head)
    return best


def _acts(doc: Doc, phrase: NounPhrase, joined: NounPhrase) -> bool:
    """ "closed 12 shops and police arrested": a noun with a verb of its own, behind an object."""
    verb = joined.after < len(doc) and doc[joined.after].tag_ in ("VBD", "VBZ", "VBP", "MD")
    return verb and doc[phrase.head].dep_ in ("dobj", "pobj", "attr")


def _has_figure(doc: Doc, index: int) -> bool:
    """Whether a number, or a preposition and a number, stand at `index`."""
    if index < len(doc) and doc[index].tag_ == "CD" and not doc[index].is_sent_start:
        return True  # "shed 5,900 jobs and construction 3,300"
    return index + 1 < len(doc) and doc[index].tag_ == "IN" and doc[index + 1].tag_ in ("CD", "$")


def _plain_phrase(doc: Doc, index: int) -> NounPhrase | None:
    head, at = -1, index
    while at < min(len(doc), index + _LONGEST) and _continues(doc, doc[at], head >= 0) and not doc[at].is_sent_start:
        if doc[at].tag_ in _NOUN_TAGS:
            head = at
        at += 1
    return NounPhrase(index, head + 1, head) if head >= 0 else None


def noun_at(sheet: Sheet, position: int) -> NounPhrase:
    """The noun phrase whose head is the token at a lexeme's position."""
    return phrase_ending(sheet.doc, sheet.token(position).i)


def phrase_ending(doc: Doc, head: int) -> NounPhrase:
    """The noun phrase whose head is the token `head`, with the premodifiers to its left and joined nouns."""
    first = head
    while first > 0 and not doc[first].is_sent_start:
        before = doc[first - 1]
        if before.tag_ in _NOUN_TAGS or before.tag_ in ("JJ", "JJR", "JJS", "HYPH", "POS", "VBN", "VBG"):
            if before.tag_ in ("VBN", "VBG") and before.dep_ not in ("amod", "compound"):
                break
            first -= 1
        elif doc[first].tag_ == "HYPH" and before.tag_ in ("IN", "AFX", "RB", "RP") and not before.whitespace_:
            first -= 1  # "after-tax", "in-kind"
        elif before.lower_ in ("and", "&", "or") and joins_modifiers(doc, before.i):
            first -= 2
        else:
            break
    first = _behind_number(doc, first, head)
    leading = word_set("nouns", "phrase", "leading")
    while first < head and (
        doc[first].tag_ in ("HYPH", "POS") or doc[first].lower_ in leading or doc[first].text == "A"
    ):
        first += 1
    if head + 2 < len(doc) and doc[head : head + 3].text.lower() in word_set("nouns", "phrase", "fixed"):
        return NounPhrase(first, head + 3, head)
    return _coordinated(doc, NounPhrase(first, head + 1, head))


def _behind_number(doc: Doc, first: int, head: int) -> int:
    """Leave a measure or age off the front: "a 30-second advert", "22-year-old Ali", "a 20kg sack"."""
    if first < head and doc[first].lower_ in ("cent", "percent", "pct") and doc[first - 1].lower_ in ("per", "-"):
        return first + 1
    if first == 0 or doc[first - 1].tag_ != "CD":
        return first
    if first < head and doc[first].text in unit_forms().symbols:
        return first + 1
    if doc[first].tag_ != "HYPH":
        return first
    while first < head and doc[first].tag_ == "HYPH":
        first += 2
    return min(first, head)
