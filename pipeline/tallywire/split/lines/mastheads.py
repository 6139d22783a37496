"""The publisher's name on a line of its own, between an author and a date."""

from collections.abc import Sequence

from en_tallywire import lexicon
from tallywire.split.lines.headerlines import HeaderLine
from tallywire.split.lines.paragraphs import Paragraph
from tallywire.split.lines.pieces import Part

#: The words of such a name.
_LEAST, _MOST = 2, 5


def signed_for(paragraphs: Sequence[Paragraph], lines: Sequence[HeaderLine | None], i: int) -> HeaderLine | None:
    """The line as a publisher's, if it stands right between an author's and a date's: "The Northside Farmer"."""
    line, text = lines[i], paragraphs[i].text
    if line is None or len(line.parts) != 1 or not 0 < i < len(lines) - 1:
        return None
    above, below = lines[i - 1], lines[i + 1]
    if above is None or "names" not in above.fields or below is None or "date" not in below.fields:
        return None
    if paragraphs[i].gap or paragraphs[i + 1].gap or not _LEAST <= len(text.split()) <= _MOST:
        return None
    table = lexicon.table("layout")["publisher"]
    named = text.startswith("The ") if "unknown" in line.fields else text.rpartition(" ")[2] in table["desks"]
    return HeaderLine((Part("publisher", 0, len(text)),), by=False) if named else None
