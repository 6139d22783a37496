"""What a figure counts or measures, from the words of its own sentence."""

from spacy.tokens import Doc, Token

from en_tallywire.lexicon import table
from tallywire.annotate.figures.changes import is_change_noun
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.measures import read_unit
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.nouns import NounPhrase, phrase_at, phrase_ending
from tallywire.annotate.figures.numerals import read_number
from tallywire.annotate.figures.vocabulary import phrase_table, word_set

_DASHES = frozenset("-‐‑–")
_NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])


def add_counted(sheet: Sheet, mention: Mention) -> int:
    """Set `counted` from the words behind or, failing that, ahead of the mention.

    Returns the position behind the counted noun when it follows the figure, else behind the mention.
    """
    if mention.counted is not None or mention.rule.startswith("multiple"):
        return mention.after
    phrase, rule = _behind(sheet, mention)
    if phrase is not None:
        _set(sheet, mention, phrase, rule)
        return sheet.position_at(phrase.chars(sheet.doc)[1])
    phrase, rule = _ahead(sheet, mention)
    if phrase is not None:
        _set(sheet, mention, phrase, rule)
    return mention.after


def _set(sheet: Sheet, mention: Mention, phrase: NounPhrase, rule: str) -> None:
    start, end = phrase.chars(sheet.doc)
    mention.counted = start, end
    head = sheet.doc[phrase.head]
    mention.counted_head = _singular(head)
    mention.note("counted", rule, start, end)


def _singular(head: Token) -> str:
    """The head noun's lemma; of a name in the plural, which the lemmatiser leaves as it is, the form without "s"."""
    if head.tag_ in ("NN", "NNS"):
        return head.lemma_.lower()
    word = head.text
    if head.tag_ != "NNPS" or len(word) < 4 or not word.lower().endswith("s") or word.lower().endswith("ss"):
        return word
    return word[:-3] + "y" if word.lower().endswith("ies") else word[:-1]


def _behind(sheet: Sheet, mention: Mention) -> tuple[NounPhrase | None, str]:
    """The noun behind the figure: directly, behind "of" or, for money, behind "in"."""
    at = _skip_joint(sheet, mention)
    if sheet.opens(at):
        return None, ""
    word = sheet.lower(at)
    if word == "worth" and sheet.lower(at + 1) == "of":
        at, word = at + 1, "of"
    if word == "of" and sheet.lower(at + 1) not in ("whom", "them", "which", "those", "these", "us", "it", "that"):
        if mention.kind in ("duration", "age") and mention.modifier == "vague":
            return None, ""
        phrase = _phrase(sheet, _skip_total(sheet, mention, at + 1))
        is_place = (
            phrase is not None and mention.kind in ("measure", "duration") and sheet.doc[phrase.head].tag_ == "NNP"
        )
        return (None if is_place else phrase), "counted.of"
    if word == "in" and mention.kind == "money":
        phrase = _phrase(sheet, at + 1)
        return (phrase, "counted.in") if phrase and _is_common(sheet.doc, phrase) else (None, "")
    if mention.kind == "count" and sheet.lower(at - 1) in _DASHES and at - 1 == mention.after:
        index = sheet.token_index(sheet.lexemes[at].start)
        return (NounPhrase(index, index + 1, index) if sheet.tag(at).startswith("NN") else None), "counted.hyphen"
    if mention.kind == "age" and mention.rule != "age.old":
        return None, ""
    if total_noun := _total_number(sheet, mention, at):
        return total_noun, "counted.number_of"
    if mention.kind == "count" and sheet.tag(at) in ("DT", "PRP$", "WDT", "PDT"):
        return None, ""
    if (
        mention.kind == "ratio"
        and mention.rule == "number"
        and word not in ("the", "its", "their", "his", "her", "all")
    ):
        return None, ""
    if (
        mention.kind == "count"
        and word in word_set("nouns", "phrase", "adverbs")
        and not sheet.tag(at + 1).startswith("NN")
    ):
        return None, ""
    if mention.kind in ("money", "percent", "duration", "age", "measure") and not _premodifies(sheet, mention, at):
        return None, ""
    phrase = _phrase(sheet, at)
    if mention.change and phrase is not None and is_change_noun(sheet.doc[phrase.head].lower_):
        return _changed(sheet, phrase), "counted.change"
    return phrase, "counted.noun"


def _changed(sheet: Sheet, phrase: NounPhrase) -> NounPhrase | None:
    """What rises or falls: "a 19% increase in rents"."""
    at = sheet.position_at(phrase.chars(sheet.doc)[1])
    return _phrase(sheet, at + 1) if sheet.lower(at) == "in" else None


def _total_number(sheet: Sheet, mention: Mention, at: int) -> NounPhrase | None:
    """ "This brings to 274,000 the total number of people displaced"."""
    if mention.kind != "count" or sheet.lower(at) != "the":
        return None
    for noun in (at + 1, at + 2):
        if sheet.lower(noun) in word_set("nouns", "number_of", "nouns") and sheet.lower(noun + 1) == "of":
            return _phrase(sheet, noun + 2)
    return None


def _skip_total(sheet: Sheet, mention: Mention, at: int) -> int:
    """Behind the total of a share: "two-thirds of the 450 hospitals", "54% of its 61,000 voters"."""
    start = at
    while sheet.tag(at) in ("DT", "PRP$", "PDT") or sheet.tag(at).startswith("POS"):
        at += 1
    if sheet.lower(at).endswith(("'s", "’s", "s'", "s’")):
        at += 1
    if mention.kind not in ("percent", "ratio") or sheet.kind(at) not in ("number", "word"):
        return start
    total = read_number(sheet, at)
    if total is None or total.value is None or total.fraction or total.value <= 1:
        return start
    mention.of = total.value
    mention.note("of", "total.of", *sheet.span(total.first, total.after))
    after = total.after
    if sheet.lower(after) in _DASHES and sheet.lower(after + 1) in word_set("unit_rules", "dimensions", "words"):
        after += 2
    return after


def _skip_joint(sheet: Sheet, mention: Mention) -> int:
    """Where the noun may start: behind hyphens, a quotation mark's end and "-long"."""
    at = mention.after
    bound = phrase_table("modifiers", "after").at(sheet, at)
    if bound and sheet.tag(bound[1]).startswith(("NN", "JJ")) and not sheet.opens(bound[1]):
        return bound[1]
    for _ in range(3):
        word = sheet.lower(at)
        if (
            (word in _DASHES and (sheet.glued(at) or sheet.glued(at + 1)))
            or (word in "\"”'’)" and word)
            or (word in word_set("unit_rules", "dimensions", "words") and sheet.lower(at - 1) in _DASHES)
        ):
            at += 1
        else:
            break
    return at


def _premodifies(sheet: Sheet, mention: Mention, at: int) -> bool:
    """Whether the figure stands before its noun as an adjective does ("a 1,600-mile border", "a $5 million bounty")."""
    if sheet.kind(at) != "word":
        return False
    if mention.kind in ("money", "percent"):
        return not sheet.tag(at).startswith(("DT", "PRP", "IN", "VB")) or sheet.tag(at) in ("VBG",)
    unit_word = sheet.lower(mention.after - 1)
    singular = not unit_word.endswith("s") or mention.rule == "unit.symbol"
    return singular and sheet.tag(at) not in ("DT", "IN", "TO", "VBD", "VBZ", "VBP", "MD", "CC", "RB")


def _is_common(doc: Doc, phrase: NounPhrase) -> bool:
    """No place or time: "in losses", not "in London", "in 2020", "in June"."""
    head = doc[phrase.head]
    return (
        head.tag_ in ("NN", "NNS")
        and doc[phrase.first].tag_ not in ("NNP",)
        and head.ent_type_ not in ("DATE", "GPE", "TIME")
    )


def _phrase(sheet: Sheet, position: int) -> NounPhrase | None:
    if sheet.opens(position):
        return None
    position = _skip_measure(sheet, position)
    if position >= sheet.size:
        return None
    return phrase_at(sheet.doc, sheet.token_index(sheet.lexemes[position].start))


def _skip_measure(sheet: Sheet, position: int) -> int:
    """Behind a hyphened measure or age before the noun: "two 15-year-old girls", "four 500-pound bombs"."""
    joint = position + 1
    if sheet.kind(position) == "number" and sheet.lower(joint) in _DASHES and sheet.glued(joint):
        number = read_number(sheet, position)
        unit = read_unit(sheet, number) if number else None
        return unit.after if unit else position
    return position


def _ahead(sheet: Sheet, mention: Mention) -> tuple[NounPhrase | None, str]:
    """The noun ahead of the figure: "a border of 1,600 miles", "the number of X has reached", "losses hit $5m"."""
    start = mention.modifier_first if mention.modifier_first >= 0 else mention.first
    if mention.kind == "age":
        return None, ""
    if sheet.lower(start - 1) == "of" and not sheet.opens(start) and mention.kind != "count":
        token = sheet.token(start - 2) if start >= 2 else None
        if (
            token is not None
            and token.tag_ in _NOUN_TAGS
            and token.lemma_.lower() not in word_set("nouns", "measured", "hollow")
        ):
            return phrase_ending(sheet.doc, token.i), "counted.head_of"
        return None, ""
    if sheet.lower(start - 1) == "worth" and start >= 2 and sheet.token(start - 2).tag_ in ("NN", "NNS"):
        return phrase_ending(sheet.doc, sheet.token(start - 2).i), "counted.worth"
    if sheet.lower(start - 1) == "," and sheet.lower(mention.after) in word_set("unit_rules", "dimensions", "words"):
        noun = sheet.token(start - 2)
        return (phrase_ending(sheet.doc, noun.i), "counted.apposed") if noun.tag_ in ("NN", "NNS") else (None, "")
    if mention.kind in ("duration", "percent", "ratio") or mention.change:
        return None, ""
    phrase, rule = _linked(sheet, mention)
    return (phrase, rule) if phrase else _number_of(sheet, start)


def _number_of(sheet: Sheet, start: int) -> tuple[NounPhrase | None, str]:
    """ "The number of X ... FIGURE", for headlines and other sentences that the parser misreads."""
    for at in range(start - 1, max(start - 16, -1), -1):
        if sheet.lower(at) == "of" and sheet.lower(at - 1) in ("number", "numbers", "total", "tally") and at:
            return _phrase(sheet, at + 1), "counted.number_of"
        if sheet.opens(at) or sheet.kind(at) == "number":
            break
    return None, ""


def _linked(sheet: Sheet, mention: Mention) -> tuple[NounPhrase | None, str]:
    """The subject, or the object, of the verb that the figure completes."""
    verb = _governor(sheet.token(mention.number_after - 1))
    if verb is None:
        return None, ""
    lemma = verb.lemma_.lower()
    links = table("nouns")["links"]
    token = sheet.token(mention.number_after - 1)
    start = mention.modifier_first if mention.modifier_first >= 0 else mention.first
    placed = sheet.lower(start - 1) in ("to", "from", "at", "by")
    if placed and lemma in links["objects"] and (noun := _child(verb, ("dobj",))) is not None and noun.i < token.i:
        return _whole_noun(sheet.doc, noun), "counted.object"
    if lemma in links["verbs"] and (noun := _child(verb, ("nsubj", "nsubjpass"))) is not None and noun.i < token.i:
        return _whole_noun(sheet.doc, noun), "counted.subject"
    return None, ""


def _governor(token: Token) -> Token | None:
    """The verb that a number completes as attribute, object or prepositional complement."""
    for _ in range(5):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.dep_ in ("nsubj", "nsubjpass", "ROOT") or token.head is token:
            return None
        if token.dep_ == "pobj" and token.head.lower_ not in ("to", "at", "from", "by", "than", "over"):
            return None
        token = token.head
    return None


def _child(verb: Token, deps: tuple[str, ...]) -> Token | None:
    for _ in range(3):
        for child in verb.children:
            if child.dep_ in deps:
                return child
        if verb.dep_ not in ("xcomp", "conj", "aux", "ccomp"):
            return None
        verb = verb.head
    return None


def _whole_noun(doc: Doc, noun: Token) -> NounPhrase | None:
    """`noun` with its premodifiers; "the number of X" gives X; pronouns give nothing."""
    if noun.tag_ not in _NOUN_TAGS:
        return None
    if noun.lemma_.lower() in word_set("nouns", "number_of", "nouns"):
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "for"):
                return phrase_at(doc, child.i + 1)
    if noun.tag_ == "NNP":
        return None
    return phrase_ending(doc, noun.i)
