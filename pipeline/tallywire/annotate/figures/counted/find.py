"""What a figure counts or measures, from the words of its own sentence."""

from spacy.tokens import Token

from tallywire.annotate.figures.counted.nearby.ahead import noun_ahead
from tallywire.annotate.figures.counted.nearby.behind import noun_behind
from tallywire.annotate.figures.counted.nearby.beside import noun_beside
from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention


def add_counted(sheet: Sheet, mention: Mention) -> int:
    """Set `counted` from the words behind or, failing that, ahead of the mention.

    Returns the position behind the counted noun when it follows the figure, else behind the mention.
    """
    if mention.counted is not None:
        return mention.after
    phrase, rule = noun_beside(sheet, mention)
    if phrase is not None:
        _set(sheet, mention, phrase, rule)
        return mention.after
    phrase, rule = noun_behind(sheet, mention)
    if phrase is not None:
        _set(sheet, mention, phrase, rule)
        return sheet.position_at(phrase.chars(sheet.doc)[1])
    phrase, rule = noun_ahead(sheet, mention)
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
