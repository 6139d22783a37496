"""Figures whose noun stands with an earlier figure: "600,000 of whom", "800,000 have cards", "such people"."""

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention

_REACH = 400  # characters back to the figure that lends its noun
_PARTS = frozenset(["whom", "them", "which", "those", "these"])


def share_nouns(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give count mentions without a noun of their own that of the count mention before them."""
    for index, mention in enumerate(mentions):
        if mention.kind not in ("count", "ratio") or mention.rule.startswith("multiple"):
            continue
        part = sheet.lower(mention.after) == "of" and sheet.lower(mention.after + 1) in _PARTS
        such = mention.counted is not None and _is_such(sheet, mention)
        if mention.counted is not None and not such:
            continue
        donor = _donor(sheet, mentions, index)
        if donor is None or not (part or such or _lacks_noun(sheet, mention)):
            continue
        mention.counted, mention.counted_head = donor.counted, donor.counted_head
        assert donor.counted is not None
        mention.note("counted", "counted.of_whom" if part else "counted.shared", *donor.counted)
        if part and donor.value is not None and mention.value is not None and mention.value < donor.value:
            mention.of = donor.value


def _donor(sheet: Sheet, mentions: list[Mention], index: int) -> Mention | None:
    """The nearest earlier count with a noun."""
    start = sheet.lexemes[mentions[index].first].start
    for other in reversed(mentions[:index]):
        if start - sheet.lexemes[other.first].start > _REACH:
            return None
        if other.kind in ("count", "ratio") and other.counted is not None and not other.frequency:
            return other
    return None


def _is_such(sheet: Sheet, mention: Mention) -> bool:
    return sheet.lower(mention.after) == "such"


def _lacks_noun(sheet: Sheet, mention: Mention) -> bool:
    """A figure in a noun's place before a verb, a relative pronoun or a rate, with its noun left out."""
    at = mention.after
    if sheet.opens(at):
        return _completes(sheet, mention)
    tag, word = sheet.tag(at), sheet.lower(at)
    token = sheet.token(mention.number_after - 1)
    if word in ("who", "whom", "that"):
        return True
    if tag in ("VBD", "VBZ", "VBP", "MD") or (tag in ("VBN", "VBG") and token.dep_ in ("nsubj", "nsubjpass", "ROOT", "conj")):
        return True
    return _completes(sheet, mention)


def _completes(sheet: Sheet, mention: Mention) -> bool:
    """ "rose from 300 to 900", "it was around 300 a day"."""
    start = mention.modifier_first if mention.modifier_first >= 0 else mention.first
    return sheet.lower(start - 1) in ("to", "from", "was", "were", "is", "are", "than", "another", "at")
