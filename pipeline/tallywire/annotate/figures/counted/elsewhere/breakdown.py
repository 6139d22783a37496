"""Parts of a number told before: "22 counties: 11 in Ohio, eight in Utah"."""

from itertools import pairwise

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention

_WHERE = frozenset(["in", "on", "at", "from", "near", "under", "aged", "for", "among", "across", "outside", "inside"])
_JOINTS = frozenset([",", "and", ":", ";", "—", "–", "-", "including", "(", "with", "them", "but", "plus"])
_PACES = frozenset(["rate", "pace", "speed", "clip"])
_WEAK = frozenset(["counted.subject", "counted.shared", "counted.number_of"])


def share_parts(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give counts without a noun behind them that of the number that they are part of."""
    for donor, mention in pairwise(mentions):
        if mention.kind != "count" or mention.frequency or not _is_free(mention):
            continue
        if _is_answer(sheet, donor, mention):
            _lend(donor, mention)


def _is_answer(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    if donor.kind != "count" or donor.counted is None or donor.frequency or not _is_plural(sheet, donor):
        return False
    if any(sheet.opens(at) for at in range(donor.after, mention.first + 1)):
        return False
    return _is_part(sheet, donor, mention) or _is_paced(sheet, mention)


def _is_free(mention: Mention) -> bool:
    """Whether no noun, or only one that the parse guessed at, was found."""
    rule = next((item.rule for item in reversed(mention.evidence) if item.field == "counted"), "")
    return mention.counted is None or rule in _WEAK


def _lend(donor: Mention, mention: Mention) -> None:
    if donor.counted is not None:
        mention.counted, mention.counted_head = donor.counted, donor.counted_head
        mention.note("counted", "counted.part", *donor.counted)


def _is_plural(sheet: Sheet, mention: Mention) -> bool:
    end = (mention.counted or (0, 1))[1]
    word = sheet.doc[sheet.token_index(end - 1)]
    return word.tag_ in ("NNS", "NNPS") or word.lower_ == "people"


def _is_part(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "26 depots: 14 in Jutland", "15 people were killed, nine in the capital and six in the north"."""
    start, after = mention.start, mention.after
    placed = sheet.lower(after) in _WHERE and not sheet.opens(after)
    named = placed and sheet.tag(after + 1) in ("NNP", "DT", "PRP$", "NNPS", "JJ", "NN", "NNS", "CD")
    smaller = mention.value is not None and (donor.value is None or mention.value <= donor.value or _is_side(donor))
    return named and smaller and sheet.lower(start - 1) in _JOINTS


def _is_side(donor: Mention) -> bool:
    """Whether the donor is itself a part, beside which a larger one may stand."""
    return any(item.rule == "counted.part" for item in donor.evidence)


def _is_paced(sheet: Sheet, mention: Mention) -> bool:
    """ "60 trams at a pace of eight a year"."""
    start = mention.start
    return mention.per is not None and sheet.lower(start - 1) == "of" and sheet.lower(start - 2) in _PACES
