"""Sizes of pictures, whose letters are no money and no thousands: "1080p", "720p clips", "4K video"."""

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import word_set

_REACH = 10  # lexemes around "4K" or "720p" within which a word of pictures stands


def _words(key: str) -> frozenset[str]:
    return word_set("figure_context", "pictures", key)


def is_picture_size(sheet: Sheet, position: int) -> bool:
    """Whether the letter at `position` ends a picture size: "1080p", "4K" beside a word of pictures."""
    if not sheet.glued(position) or sheet.lower(position) not in ("p", "k"):
        return False
    digits = sheet.written(position - 1)
    if sheet.lower(position) == "p" and digits in _words("certain"):
        return True
    if digits not in _words("lines" if sheet.lower(position) == "p" else "thousands"):
        return False
    near = range(max(position - _REACH, 0), min(position + _REACH, sheet.size))
    return any(sheet.lower(at) in _words("words") for at in near)
