"""The cues of the boundary model that look at an opening's heading and header lines."""

import re
from collections.abc import Sequence

from tallywire.split.cuts.context import BRIEF, Context, Cues
from tallywire.split.lines.datelines import dateline
from tallywire.split.lines.kinds import TEXT, Kind

CUES = Cues()


def _kinds(context: Context, indices: Sequence[int]) -> set[Kind]:
    return {context.marked[i].kind for i in indices}


@CUES.named("header.date_heading")
def _date_heading(c: Context) -> float:
    return float(c.opening.date_heading is not None and bool(c.opening.title))


@CUES.named("header.date_alone")
def _date_alone(c: Context) -> float:
    """A date above text without a title: a feed's day, or an entry of a timeline."""
    return float(c.opening.date_heading is not None and not c.opening.title)


@CUES.named("header.date")
def _date(c: Context) -> float:
    return float("date" in _kinds(c, c.opening.header))


@CUES.named("header.byline")
def _byline(c: Context) -> float:
    """A byline; without a title it stands at an article's end as often as above one."""
    return float("byline" in _kinds(c, c.opening.header)) * (1.0 if c.opening.title else 0.5)


@CUES.named("header.publisher")
def _publisher(c: Context) -> float:
    return float("publisher" in _kinds(c, c.opening.header))


@CUES.named("header.dateline")
def _dateline(c: Context) -> float:
    found = dateline(c.lead)
    if found is None or found.sure:
        return float(found is not None)
    beside = (c.opening.body - 1, c.opening.body + 1)
    speakers = any(0 <= i < len(c.marked) and _SPEAKER.match(c.marked[i].text) for i in beside)
    return 0.0 if speakers else 0.6


#: A speaker's name in a transcript.
_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{1,30}:\s")


@CUES.named("header.headline")
def _headline(c: Context) -> float:
    """A heading as long as headlines are: none up to three words, full from seven."""
    words = len(c.title.split())
    return min(1.0, max(0.0, (words - 3) / 4))


@CUES.named("bare.subhead")
def _subhead(c: Context) -> float:
    """A heading of up to four words without byline or date."""
    return float(c.bare and len(c.title.split()) <= 4)


@CUES.named("bare.question")
def _question(c: Context) -> float:
    """A question; full where it is longer than those of headlines."""
    if not c.bare or not c.title.endswith("?"):
        return 0.0
    return 1.0 if len(c.title.split()) > _QUESTION else 0.5


#: The words of the longest question that stands as a headline.
_QUESTION = 13


@CUES.named("bare.quotation")
def _quotation(c: Context) -> float:
    """A heading that is one quotation: a pull quote or a subheading."""
    return float(c.bare and bool(re.fullmatch(r"[\"“‘'].*[\"”’']", c.title)))


@CUES.named("bare.unlike")
def _unlike(c: Context) -> float:
    """A heading without byline or date, while the story before has them: one of its subheadings or links."""
    return float(c.bare and bool(c.begun.header))


@CUES.named("bare.more")
def _more(c: Context) -> float:
    """A bare heading in a story that has two or more of them already."""
    return float(c.bare and c.subheads >= 2)


@CUES.named("bare.excerpt")
def _excerpt(c: Context) -> float:
    """The heading stands word for word in the text around it: a pull quote, or a caption made from the text."""
    words = _plain(c.title)
    if not c.bare or len(words.split()) < _EXCERPT:
        return 0.0
    around = range(max(0, c.opening.interlude - 6), min(len(c.marked), c.opening.body + 4))
    return float(any(words in _plain(c.marked[i].text) for i in around if c.marked[i].kind in TEXT))


#: The words of the shortest excerpt; fewer may stand in a headline and its lead by chance.
_EXCERPT = 5


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text[:5000].casefold()))


@CUES.named("bare.box")
def _box(c: Context) -> float:
    """The text below ends with a photo counter: a picture gallery's box inside a story."""
    return float(c.bare and bool(re.search(r"\bPHOTOS?\s?\d{3,}$", c.lead)))


@CUES.named("header.echo")
def _echo(c: Context) -> float:
    """The share of the heading's words that the text below takes up, full from one half."""
    title = _stems(c.title)
    return min(1.0, 2 * len(title & _stems(" ".join(c.leads))) / len(title)) if title else 0.0


def _stems(text: str) -> set[str]:
    return {word[:5].casefold() for word in re.findall(r"[^\W\d_]{4,}|\d[\d.,]+", text)}


@CUES.named("header.numbered")
def _numbered(c: Context) -> float:
    first = c.marked[c.opening.first].text if c.opening.first < len(c.marked) else ""
    return float(bool(re.match(r"(?:\d{1,2}[.)]|\(\d{1,2}\)|#\d{1,2})\s", first)))


@CUES.named("bare.brief")
def _brief(c: Context) -> float:
    """A bare heading where the story before has said no more than a standfirst does: one short paragraph."""
    return float(c.bare and c.texts < 2 and c.chars <= BRIEF)
