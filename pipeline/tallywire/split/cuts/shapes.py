"""The shapes of a dump's lines: short signatures by which the records of one dump are seen to begin and end alike.

"HEADLINE: Dock strike ends" and "HEADLINE: Rain returns" have the shape `title headline`, "## Rain" `markdown ##`.
The forms and what each weighs are data (`shapes.toml`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from en_tallywire import lexicon
from tallywire.split.lines.datelines import dateline
from tallywire.split.lines.fields import labelled
from tallywire.split.lines.kinds import TEXT, Marked
from tallywire.split.lines.pieces import fill

_LIMIT = 200  # characters: a longer line has no shape but its dateline, bullet or field
#: The words of the shortest running text; so few are enough where it ends as a sentence does.
_PROSE, _SENTENCE = 16, 5


@dataclass(frozen=True, slots=True)
class Shape:
    """A line's signature, how much it tells, and at which end of a record it stands: 1 head, -1 tail, 0 either."""

    name: str
    weight: float
    role: int


@dataclass(frozen=True, slots=True)
class _Form:
    name: str
    weight: float
    role: int
    words: int
    sole: bool
    pattern: re.Pattern[str]


def is_prose(item: Marked) -> bool:
    """Whether a paragraph is running text: of some length, or ended as a sentence is."""
    words = len(item.text.split(maxsplit=_PROSE))
    if item.kind == "heading":
        return words > _PROSE and item.paragraph.closed
    return item.kind in TEXT and (words > _PROSE or (words >= _SENTENCE and item.paragraph.closed))


def shapes(marked: Sequence[Marked]) -> list[tuple[Shape, ...]]:
    """The shapes of each paragraph, in order; none for plain text."""
    bare = [_bare(item.text) if len(item.text) <= _LIMIT else "" for item in marked]
    count = Counter(bare)
    listed = _contents(marked, bare, count)
    again = [count[line] > 1 and line not in listed and not _passing().match(line) for line in bare]
    return [
        (*_shapes(item, again[i]), *([_other("listed", "")] if bare[i] in listed else ()))
        for i, item in enumerate(marked)
    ]


#: The marks that headings of one level have.
_LEVELS = ("#", "=")
#: Forms of lines that come again where stories have one date.
_DATED = ("dated", "day")
#: Kinds that no form tells more of.
_CLOSING = frozenset({"credit", "end_mark"})


def _contents(marked: Sequence[Marked], bare: Sequence[str], count: Counter[str]) -> set[str]:
    """The titles that a list of contents above the first text names: each comes once more below."""
    first = next((i for i, item in enumerate(marked) if is_prose(item)), len(marked))
    if any(_jumps().search(item.text) for item in marked[:first]):
        return set()
    above = Counter(line for line in bare[:first] if len(line.split()) >= _TITLE)
    listed = {line for line in above if count[line] == 2}
    return listed if len(listed) > 1 else set()


@cache
def _jumps() -> re.Pattern[str]:
    """The line above a list of the sections of one article."""
    return re.compile(lexicon.table("shapes")["jumps"]["pattern"], re.IGNORECASE)


#: The words of the shortest title that a list of contents names.
_TITLE = 3


@cache
def _passing() -> re.Pattern[str]:
    """Lines that come again inside stories too: advertisements, pictures."""
    return re.compile(lexicon.table("shapes")["passing"]["pattern"])


def _bare(text: str) -> str:
    """A line without its marks, numbers and address: a title as a list of contents has it."""
    return _MARKUP.sub(" ", _ADDRESS.sub("", text)).strip().casefold()


_ADDRESS = re.compile(r"\]\([^()]{0,200}\)|[. ]{2,60}\d{1,4}$")
_MARKUP = re.compile(r"[^\w]+|(?<!\w)\d{1,3}(?=[.):])")


def _shapes(item: Marked, again: bool) -> Iterator[Shape]:
    text = item.text
    field = labelled(text)
    if field:
        yield _other("title" if field.label == "title" else "field", _label(text))
    if is_prose(item):
        yield from _of_prose(text)
        return
    if len(text) > _LIMIT:
        return
    label = _LABEL.match(text)
    if field is None and label:
        yield _other("label", label[1].casefold())
    formed = list(_of_form(text)) if item.kind not in _CLOSING else []
    yield from formed
    if again and item.kind != "rule" and not any(shape.name.startswith(_DATED) for shape in formed):
        yield _other("same", _bare(text))
    if item.kind in _kinds() and not (item.kind == "heading" and (formed or item.paragraph.mark.startswith(_LEVELS))):
        yield _kinds()[item.kind] if item.kind != "heading" or not text.isupper() else _caps()
    if item.kind == "list":
        yield _other("bullet", text[0])
    if item.paragraph.mark.startswith(_LEVELS):
        yield _other("level", item.paragraph.mark)


def _of_prose(text: str) -> Iterator[Shape]:
    """A dateline at its head, behind a bullet or not."""
    bullet = _BULLET.match(text)
    if bullet:
        yield _other("bullet", text[0])
    found = dateline(text[bullet.end() :] if bullet else text[:_LIMIT])
    if found and found.sure:
        yield _other("filed", "")
    elif found and _DASHED.search(text[: found.end + 4]):
        yield _other("dateline", "")


_BULLET = re.compile(r"[-–—•·*▪●◦‣►→»>~]\s+")
_DASHED = re.compile(r"[—–-]\s*$|\s[—–-]{1,2}\s")
_LABEL = re.compile(r"([^\W\d_][\w ./-]{1,20}?):\s")


def _label(text: str) -> str:
    return re.split(r"\s{2,}|:", text, maxsplit=1)[0].strip("#*_•- ").casefold()


def _of_form(text: str) -> Iterator[Shape]:
    words = text.count(" ") + 1
    for form in _forms():
        match = form.pattern.fullmatch(text) if words <= form.words else None
        if match:
            key = match.groupdict().get("key") or ""
            yield Shape(f"{form.name} {key}", form.weight, form.role)
            if form.sole:
                return


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(
        _Form(
            row["name"],
            row["weight"],
            row.get("role", 0),
            row.get("words", 60),
            row.get("sole", False),
            re.compile(fill(row["pattern"]), re.IGNORECASE),
        )
        for row in lexicon.table("shapes")["shape"]
    )


@cache
def _kinds() -> dict[str, Shape]:
    return {kind: Shape(kind, row["weight"], row["role"]) for kind, row in lexicon.table("shapes")["kinds"].items()}


@cache
def _caps() -> Shape:
    plain = _kinds()["heading"]
    return Shape("heading caps", plain.weight, plain.role)


def _other(name: str, key: str) -> Shape:
    row = lexicon.table("shapes")["others"][name]
    return Shape(f"{name} {key}", row["weight"], row["role"])
