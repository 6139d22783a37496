"""Says what each paragraph is: body text, a heading, a part of a header, a picture's caption or the page's furniture.

The patterns are data (`layout.toml`); this module compiles them and settles by context what a pattern cannot.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Literal, get_args

from en_tallywire import lexicon
from tallywire.split.lines import publishers
from tallywire.split.lines.closed import is_above_deck, is_closed_headline
from tallywire.split.lines.datelines import is_dateline
from tallywire.split.lines.fields import Label, LabelledField, labelled
from tallywire.split.lines.headerlines import HeaderLine, header_line
from tallywire.split.lines.mastheads import signed_for
from tallywire.split.lines.mentions import is_day
from tallywire.split.lines.paragraphs import Paragraph
from tallywire.split.lines.pieces import Field, Part, fill

Kind = Literal[
    "body", "list", "heading", "date", "byline", "publisher", "place", "label", "time",
    "caption", "counter", "furniture", "credit", "end_mark", "rule",
]  # fmt: skip

#: What belongs to a story's header beside its title.
HEADER: frozenset[Kind] = frozenset({"date", "byline", "publisher", "place"})
#: What is read as the story's running text.
TEXT: frozenset[Kind] = frozenset({"body", "list"})

_AGENCIES = "AP|AFP|Reuters|dpa|Xinhua|PTI|ANI|IANS|UPI|PA|Bloomberg|TASS|Kyodo|APP|EFE|ANSA|AAP"
_PATTERN_LIMIT = 1000  # characters: a longer paragraph is body text
_HEADING_LIMIT = 170


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph with its kind; a header line also with its parts."""

    paragraph: Paragraph
    kind: Kind
    line: HeaderLine | None = None

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return self.paragraph.text


def mark(paragraphs: Sequence[Paragraph]) -> list[Marked]:
    """Each paragraph with its kind, in order."""
    lines = [header_line(p.text) for p in paragraphs]
    names = [signed_for(paragraphs, lines, i) for i in range(len(lines))]
    kinds = [_own_kind(p, line) for p, line in zip(paragraphs, lines, strict=True)]
    for i, paragraph in enumerate(paragraphs):
        field = labelled(paragraph.text)
        if field and kinds[i] != "date":
            kinds[i], lines[i] = _of_field(field, kinds[i], lines[i])
    for i, name in enumerate(names):
        if name:
            lines[i], kinds[i] = name, "publisher"
    kinds = _without_repeats(paragraphs, kinds)
    marked: list[Marked] = []
    for i, paragraph in enumerate(paragraphs):
        kinds[i] = _in_context(paragraphs, kinds, lines, i)
        line = lines[i]
        kept = kinds[i] in HEADER or (line is not None and bool(line.fields & _SAID))
        marked.append(Marked(paragraph, kinds[i], line if kept else None))
    return marked


def _of_field(field: LabelledField, kind: Kind, line: HeaderLine | None) -> tuple[Kind, HeaderLine | None]:
    """The kind and the parts of a labelled field's line; those of bylines are read as header lines."""
    if field.label == "byline":
        return kind, line
    part = _FIELD_PARTS.get(field.label)
    return _FIELD_KINDS.get(field.label, kind), HeaderLine(
        (Part(part, field.start, field.end),), by=False
    ) if part else None


#: What the paragraphs of labelled fields are, and what their values say.
_FIELD_KINDS: dict[Label, Kind] = {
    "title": "heading", "publisher": "publisher", "sender": "furniture", "other": "furniture"
}  # fmt: skip
_FIELD_PARTS: dict[Label, Field] = {
    "title": "title", "publisher": "publisher", "sender": "sender", "source": "source"
}  # fmt: skip


#: What fields say that header lines do not.
_SAID: frozenset[Field] = frozenset({"title", "sender", "source"})


def _without_repeats(paragraphs: Sequence[Paragraph], kinds: Sequence[Kind]) -> list[Kind]:
    """A heading that occurs again is furniture; but of a title that a list of contents names, the last is the title."""
    lines = [" ".join(p.text.split()) for p in paragraphs]
    last = {line: i for i, line in enumerate(lines) if kinds[i] == "heading"}
    count = Counter(line for line, kind in zip(lines, kinds, strict=True) if kind == "heading")
    settled = list(kinds)
    for i, line in enumerate(lines):
        if kinds[i] == "heading" and count[line] > 1:
            above_text = i + 1 < len(kinds) and kinds[i + 1] in TEXT
            settled[i] = "heading" if i == last[line] and count[line] == 2 and above_text else "furniture"
    return settled


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of `layout.toml` with the calendar's words and the header's parts set in."""
    section = lexicon.table("layout")["header"]["section"]
    pattern = fill(pattern).replace("{agency}", _AGENCIES).replace("{section}", section)
    return re.compile(rf"(?:{pattern})", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a kind's paragraphs look: the characters of the longest one, its patterns, and those `within`, each of which
    is tried only where one of its words is in the text.
    """

    kind: Kind
    longest: int
    pattern: re.Pattern[str]
    within: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]

    def matches(self, text: str, lower: str) -> bool:
        """Whether `text`, of which `lower` is the case-folded form, is of the kind."""
        if len(text) > self.longest:
            return False
        return self.pattern.fullmatch(text) is not None or (bool(self.within) and self._matches_within(text, lower))

    def _matches_within(self, text: str, lower: str) -> bool:
        return any(any(word in lower for word in words) and pattern.fullmatch(text) for words, pattern in self.within)


@cache
def _forms() -> tuple[_Form, ...]:
    table = []
    for row in lexicon.table("layout")["kind"]:
        if row["name"] not in get_args(Kind):
            raise ValueError(f"layout.toml: unknown kind {row['name']!r}")
        within = tuple((tuple(one["has"]), compiled(one["pattern"])) for one in row.get("within", ()))
        longest = row.get("longest", _PATTERN_LIMIT)
        table.append(_Form(row["name"], longest, compiled("|".join(row["patterns"])), within))
    return tuple(table)


def is_heading(text: str) -> bool:
    """Whether a line could be a headline or subheading: short, and no sentence's end."""
    if not (1 < len(text) <= _HEADING_LIMIT) or not any(c.isalpha() for c in text):
        return False
    words = len(text.split())
    abbreviated = text.endswith("...") or (text.endswith(("U.S.", "U.K.", "U.N.")) and words <= _SHORT)
    if text.endswith((".", ",", ";", ":")) and not abbreviated:
        return False
    if _REPORTED.search(text) or (_SENTENCE.search(text) and not is_title_case(text)):
        return False
    return not text[0].islower() and words <= 26


def is_title_case(text: str) -> bool:
    """Whether the longer words of a line, and four at least, have capitals."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    return len(words) >= 4 and all(word[0].isupper() for word in words)


#: A quoted sentence, a full stop inside closing quotation marks, or one that a further sentence follows.
_SENTENCE = re.compile(r"""^["“].*[.,;!?]["”]$|[.,;]["”’']+$|[^\W\d_]{3}[.]["”’']{0,2} ["“‘']{0,2}[^\W\d_a-z]""")
#: The words of the longest headline that ends with an abbreviation; more are a sentence.
_SHORT = 12
#: A question or exclamation at the end of a sentence that reports it, or of several.
_REPORTED = re.compile(r"""[a-z0-9’'], ["“‘'][^"“”]*[?!]["”’']+$|[a-z][.?!]["”’']? [^?!]*[?!]["”’']?$""")
_BULLET = re.compile(r"[-–—•·*▪●◦‣►→»>~]\s*\S")


def _own_kind(paragraph: Paragraph, line: HeaderLine | None) -> Kind:
    text = paragraph.text
    if len(text) > _PATTERN_LIMIT:
        return "body"
    if line and line.sure:
        return _line_kind(line)
    if text[-1] in ")—–-" and is_dateline(text):
        return "body"
    lower = text.casefold()
    for form in _forms():
        if form.matches(text, lower):
            return form.kind
    if len(text) <= 60 and publishers.by_name(text):
        return "publisher"
    if is_day(text):
        return "date"
    if _BULLET.match(text):
        return "list"
    if is_heading(text) and not is_dateline(text):
        return "heading"
    return "body" if _is_prose(text) or is_dateline(text) else "furniture"


def is_worded(text: str, kind: Kind) -> bool:
    """Whether a text has the words of a kind, and is not only left over as no heading and no sentence."""
    lower = text.casefold()
    return any(form.kind == kind and form.matches(text, lower) for form in _forms())


def _is_prose(text: str) -> bool:
    """Whether a line that is no heading is text: closed like a sentence, or of some length."""
    closed = text.startswith(_OPENERS) or text.rstrip(_CLOSERS).endswith(_STOPS)
    return closed or len(text.split()) >= _PROSE or not text.isascii()


#: The words of the shortest text that is not closed.
_PROSE = 6
_OPENERS, _CLOSERS, _STOPS = tuple("\"'“‘"), "\"'”’»)]", tuple(".!?…:;,")


def _line_kind(line: HeaderLine) -> Kind:
    """What a header line is first of all."""
    if line.by or line.fields & {"names", "staff", "role"}:
        return "byline"
    if line.fields & {"date", "changed", "day"}:
        return "date"
    return "publisher" if "publisher" in line.fields else "place"


def _in_context(
    paragraphs: Sequence[Paragraph], kinds: Sequence[Kind], lines: Sequence[HeaderLine | None], i: int
) -> Kind:
    """The kind of paragraph `i` among its neighbours, of which those before it are settled."""
    kind, line, text = kinds[i], lines[i], paragraphs[i].text
    before = kinds[i - 1] if i else None
    after = kinds[i + 1] if i + 1 < len(kinds) else None
    if line and kind in _UNSETTLED and not line.fields & _SAID:
        signed = before == "byline" and paragraphs[i].gap == 0 and line.fields == {"publisher"}
        if signed or _in_header(line, before, after, lines[i + 1 : i + 4]):
            return _line_kind(line)
    if kind == "body" and len(text) <= _HEADING_LIMIT and after in ("byline", "date") and paragraphs[i + 1].gap == 0:
        return "heading"
    if kind == "body" and _is_closed(paragraphs, kinds, i):
        return "heading"
    if kind == "body" and _above_deck(paragraphs, i):
        return "heading"
    if kind == "publisher" and after not in HEADER and publishers.is_ambiguous(text):
        return "label"
    if kind == "time" and before in HEADER:
        return "furniture"
    if kind == "credit" and before in HEADER and i > 1 and text.endswith("."):
        return "body"  # "This report is produced by ...": a report's own opening, above all its text
    return kind


def _is_closed(paragraphs: Sequence[Paragraph], kinds: Sequence[Kind], i: int) -> bool:
    """Whether paragraph `i`, which ends as a sentence, is a headline: between blank lines, above text."""
    first = not any(kind in TEXT or kind == "heading" for kind in kinds[:i])
    if first and i + 2 < len(kinds) and paragraphs[i + 1].gap == 0 and paragraphs[i + 2].gap > 0:
        return is_above_deck(paragraphs[i].text, paragraphs[i + 1].text)
    alone = (i == 0 or paragraphs[i].gap > 0) and i + 1 < len(kinds) and paragraphs[i + 1].gap > 0
    if not alone or kinds[i + 1] not in TEXT | HEADER or (i and kinds[i - 1] == "heading"):
        return False
    below = [
        item.text for item, kind in zip(paragraphs[i + 1 : i + 6], kinds[i + 1 : i + 6], strict=True) if kind in TEXT
    ]
    return is_closed_headline(paragraphs[i].text, below, first=first)


def _above_deck(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Whether paragraph `i` is a headline that a semicolon parts from the line below it, as press archives write."""
    text = paragraphs[i].text
    if not text.endswith(";") or ";" in text[:-1] or not is_heading(text[:-1]) or i + 1 == len(paragraphs):
        return False
    around = [p.text for p in (*paragraphs[max(0, i - 1) : i], paragraphs[i + 1])]
    return not around[-1][:1].islower() and not any(other.endswith(";") for other in around)


#: What a line that could be a header's is by its own form.
_UNSETTLED: frozenset[Kind] = frozenset({"heading", "furniture", "body", "list"})


def _in_header(
    line: HeaderLine, before: Kind | None, after: Kind | None, following: Sequence[HeaderLine | None]
) -> bool:
    """Whether a line that could be a header's is one: below a title or header line; names alone also above one."""
    if before is None:
        return after in ("heading", "label") and (bool(line.fields & {"date", "changed"}) or line.is_section)
    if before not in HEADER and before not in ("heading", "label"):
        return False
    fields = line.fields
    if fields <= _WEAK and (len(fields) < 2 or "unknown" in fields):
        below = takewhile(lambda other: other is not None, following)
        return after in HEADER or any(other and other.fields - _WEAK for other in below)
    return True


#: What alone could as well be a heading; two of them together are a header's.
_WEAK: frozenset[Field] = frozenset({"names", "publisher", "place", "unknown", "venue"})
