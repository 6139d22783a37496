"""The cues of the boundary model: each looks at one opening and answers how far it holds, from 0 to 1.

Their weights are data (`layout.toml`, `[boundary.weights]`).
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from en_tallywire import lexicon
from tallywire.split import cohesion
from tallywire.split.context import Context
from tallywire.split.datelines import dateline
from tallywire.split.kinds import TEXT, Kind, Marked

Cue = Callable[[Context], float]
CUES: dict[str, Cue] = {}


def _cue(name: str) -> Callable[[Cue], Cue]:
    def add(function: Cue) -> Cue:
        CUES[name] = function
        return function

    return add


def _kinds(context: Context, indices: Sequence[int]) -> set[Kind]:
    return {context.marked[i].kind for i in indices}


@_cue("header.date_heading")
def _date_heading(c: Context) -> float:
    return float(c.opening.date_heading is not None and bool(c.opening.title))


@_cue("header.date_alone")
def _date_alone(c: Context) -> float:
    """A date above text without a title: a feed's day, or an entry of a timeline."""
    return float(c.opening.date_heading is not None and not c.opening.title)


@_cue("header.date")
def _date(c: Context) -> float:
    return float("date" in _kinds(c, c.opening.header))


@_cue("header.byline")
def _byline(c: Context) -> float:
    """A byline; without a title it stands at an article's end as often as above one."""
    return float("byline" in _kinds(c, c.opening.header)) * (1.0 if c.opening.title else 0.5)


@_cue("header.publisher")
def _publisher(c: Context) -> float:
    return float("publisher" in _kinds(c, c.opening.header))


@_cue("header.dateline")
def _dateline(c: Context) -> float:
    found = dateline(c.lead)
    if found is None or found.sure:
        return float(found is not None)
    beside = (c.opening.body - 1, c.opening.body + 1)
    speakers = any(0 <= i < len(c.marked) and _SPEAKER.match(c.marked[i].text) for i in beside)
    return 0.0 if speakers else 0.6


#: A speaker's name in a transcript.
_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{1,30}:\s")


@_cue("header.headline")
def _headline(c: Context) -> float:
    """A heading as long as headlines are: none up to three words, full from seven."""
    words = len(c.title.split())
    return min(1.0, max(0.0, (words - 3) / 4))


@_cue("bare.subhead")
def _subhead(c: Context) -> float:
    """A heading of up to four words without byline or date."""
    return float(c.bare and len(c.title.split()) <= 4)


@_cue("bare.question")
def _question(c: Context) -> float:
    return float(c.bare and c.title.endswith("?"))


@_cue("bare.quotation")
def _quotation(c: Context) -> float:
    """A heading that is one quotation: a pull quote or a subheading."""
    return float(c.bare and bool(re.fullmatch(r"[\"“‘'].*[\"”’']", c.title)))


@_cue("bare.unlike")
def _unlike(c: Context) -> float:
    """A heading without byline or date, while the story before has them: one of its subheadings or links."""
    return float(c.bare and bool(c.begun.header))


@_cue("bare.more")
def _more(c: Context) -> float:
    """A bare heading in a story that has two or more of them already."""
    return float(c.bare and c.subheads >= 2)


@_cue("bare.box")
def _box(c: Context) -> float:
    """The text below ends with a photo counter: a picture gallery's box inside a story."""
    return float(c.bare and bool(re.search(r"\bPHOTOS?\s?\d{3,}$", c.lead)))


@_cue("header.echo")
def _echo(c: Context) -> float:
    """The share of the heading's words that the text below takes up, full from one half."""
    title, below = _stems(c.title), _stems(c.lead)
    return min(1.0, 2 * len(title & below) / len(title)) if title else 0.0


def _stems(text: str) -> set[str]:
    return {word[:5].casefold() for word in re.findall(r"[^\W\d_]{4,}|\d[\d.,]+", text)}


@_cue("header.numbered")
def _numbered(c: Context) -> float:
    first = c.marked[c.opening.first].text if c.opening.first < len(c.marked) else ""
    return float(bool(re.match(r"(?:\d{1,2}[.)]|\(\d{1,2}\)|#\d{1,2})\s", first)))


@_cue("close.end_mark")
def _end_mark(c: Context) -> float:
    return float(any(item.kind == "end_mark" for item in c.interlude))


@_cue("close.credit")
def _credit(c: Context) -> float:
    return float(any(item.kind == "credit" for item in c.interlude))


@_cue("bare.brief")
def _brief(c: Context) -> float:
    """A bare heading where the story before has said no more than a standfirst does: one short paragraph."""
    return float(c.bare and c.texts < 2 and c.chars <= _BRIEF)


#: A standfirst's length in characters: one paragraph so short is not yet a story.
_BRIEF = 300


@_cue("close.rule")
def _rule(c: Context) -> float:
    return float(any(item.kind == "rule" for item in c.interlude))


@_cue("close.rule_heading")
def _rule_heading(c: Context) -> float:
    """A heading right below a line of dashes or stars."""
    first = c.opening.first
    return float(bool(c.opening.title) and first > 0 and c.marked[first - 1].kind == "rule")


@_cue("close.open")
def _open(c: Context) -> float:
    """The text before is not at a sentence's end, or announces more with a colon."""
    before = c.marked[c.opening.interlude - 1].paragraph
    return float(not before.closed or before.text.endswith(":"))


@_cue("gap.wide")
def _wide(c: Context) -> float:
    """More than one blank line above the story's first paragraph, where one alone says little."""
    first = c.opening.first
    return float(not _block(c) and first < len(c.marked) and c.marked[first].paragraph.gap > 1)


@_cue("gap.block")
def _block(c: Context) -> float:
    """A blank line between blocks whose own paragraphs have none between them."""
    if c.marked[min(c.opening.interlude, c.opening.first)].paragraph.gap == 0 or c.line_share < 0.5:
        return 0.0
    if c.opening.title:
        return 0.25
    if c.texts < 2 and c.chars <= _BRIEF:
        return 0.0
    before, after = _run(c.marked, c.opening.interlude - 1, -1), _run(c.marked, c.opening.body, 1)
    if min(before, after) >= 2:
        return 1.0 if min(before, after) >= 3 else 0.75
    return 0.4 if max(before, after) >= 3 else 0.0


def _run(marked: Sequence[Marked], i: int, step: int) -> int:
    """How many paragraphs, up to three, stand together without a blank line, from `i` in the direction of `step`."""
    count = 1
    while count < 3 and 0 <= i + step < len(marked):
        lower = i if step < 0 else i + step
        if marked[lower].paragraph.gap:
            break
        i += step
        count += marked[i].kind in TEXT
    return count


@_cue("gap.summary")
def _summary(c: Context) -> float:
    """Such a blank line in a dump whose first story repeats its lead under the title, as feeds' pages do."""
    return _block(c) if c.summary and not c.opening.title else 0.0


@_cue("lead.introduces")
def _introduces(c: Context) -> float:
    """The lead names or describes someone as if for the first time."""
    return float(bool(_introduction().search(c.lead[:400])))


@cache
def _introduction() -> re.Pattern[str]:
    table = lexicon.table("layout")["lead"]
    groups, counts = "|".join(table["groups"]), "|".join(table["counts"])
    name = r"[A-Z][a-z’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,4}"
    return re.compile(
        rf"^(?:[A-Z][\w-]+ ){{0,3}}(?i:{groups})\b|^(?:{counts}) [a-z\d]|^(?:The )?{name}"
        rf"|{name}, (?:an?|the|\w+['’]s|former|head|chief|deputy|director|president|minister)\b|\([A-Z]{{2,8}}\)"
    )


@_cue("lead.refers_back")
def _refers_back(c: Context) -> float:
    """The lead opens with "He", "However", "The ministry"; below a heading that is less of a sign."""
    return cohesion.refers_back(c.lead) * (0.5 if c.opening.title else 1.0)


@_cue("lead.quote")
def _quote(c: Context) -> float:
    return float(c.lead[:1] in "\"“‘'«" and bool(c.lead))


@_cue("lead.repeated")
def _repeated(c: Context) -> float:
    """The text repeats the paragraph before it: a summary above its own story."""
    return float(c.marked[c.opening.interlude - 1].text == c.lead)


@_cue("lead.list")
def _list(c: Context) -> float:
    return float(c.opening.body < len(c.marked) and c.marked[c.opening.body].kind == "list")


@_cue("lead.short")
def _short(c: Context) -> float:
    return float(len(c.lead) < 60)


def _taken_up(c: Context) -> int:
    """How many names stand alone that only the story before has introduced in full; a speaker counts four times."""
    ahead = [c.cohesion.terms[i] for i in c.ahead()]
    new = {name for terms in ahead for name in terms.people}.union(cohesion.people(c.title))
    alone = {name for terms in ahead for name in terms.names if name in c.people and name not in new}
    speakers = {name for terms in ahead for name in terms.surnames}
    return len(alone) + 3 * len(alone & speakers)


@_cue("names.known")
def _known(c: Context) -> float:
    """People and bodies are called by a short name that only the story before has explained; full from four."""
    return min(1.0, _taken_up(c) / 4)


@_cue("names.fresh")
def _fresh(c: Context) -> float:
    """A passage of some length takes up no name from the story before."""
    return float(sum(len(c.marked[i].text) for i in c.ahead()) >= 300 and not _taken_up(c))


def _cohesion(c: Context) -> float:
    return c.cohesion.share(range(c.begun.first, c.opening.interlude), range(c.opening.first, len(c.marked)))


@_cue("cohesion.low")
def _low(c: Context) -> float:
    """What follows has little in common with what precedes: full at a share of 0.05, none from 0.15."""
    return min(1.0, max(0.0, (0.15 - _cohesion(c)) / 0.1))


@_cue("cohesion.high")
def _high(c: Context) -> float:
    """What follows has much in common with what precedes: none up to a share of 0.15, full from 0.3."""
    return min(1.0, max(0.0, (_cohesion(c) - 0.15) / 0.15))
