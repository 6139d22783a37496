"""The publisher's name on a line of its own: in capitals at the top of a text, or between an author and a date."""

from collections.abc import Sequence

from en_tallywire import lexicon
from tallywire.split import publishers
from tallywire.split.datelines import is_dateline
from tallywire.split.headerlines import HeaderLine
from tallywire.split.paragraphs import Paragraph
from tallywire.split.pieces import Part

#: A masthead stands among so many first lines, and has so many words.
TOP, _LEAST, _MOST = 3, 2, 5


def masthead(paragraphs: Sequence[Paragraph], lines: Sequence[HeaderLine | None], i: int) -> HeaderLine | None:
    """The line as a publisher's, if it is a masthead: in capitals, named as outlets are, right above a header line."""
    text = paragraphs[i].text
    if i >= TOP or not text.isupper() or not _LEAST <= len(text.split()) <= _MOST or is_dateline(text):
        return None
    below = [line for line in lines[i + 1 : i + 3] if line is not None and line.sure]
    return HeaderLine((Part("publisher", 0, len(text)),), by=False) if below and _is_named(text) else None


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


def _is_named(text: str) -> bool:
    """Whether the name is a known publisher's, or built as those of outlets and bodies are."""
    name, table = text.title(), lexicon.table("layout")["publisher"]
    last = name.rpartition(" ")[2]
    return publishers.by_name(name) is not None or last in table["nouns"] or last in table["bodies"] or last == "Desk"
