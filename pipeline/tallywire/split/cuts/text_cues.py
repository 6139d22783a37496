"""The cues of the boundary model that look at what closes the text before an opening and at the text after it."""

import re
from functools import cache

from en_tallywire import lexicon
from tallywire.split.cuts import cohesion
from tallywire.split.cuts.context import Context, Cues
from tallywire.split.lines.datelines import dateline

CUES = Cues()


@CUES.named("close.end_mark")
def _end_mark(c: Context) -> float:
    return float(any(item.kind == "end_mark" for item in c.interlude))


@CUES.named("close.credit")
def _credit(c: Context) -> float:
    return float(any(item.kind == "credit" for item in c.interlude))


@CUES.named("close.rule")
def _rule(c: Context) -> float:
    return float(any(item.kind == "rule" for item in c.interlude))


@CUES.named("close.rule_heading")
def _rule_heading(c: Context) -> float:
    """A heading right below a line of dashes or stars."""
    first = c.opening.first
    return float(bool(c.opening.title) and first > 0 and c.marked[first - 1].kind == "rule")


@CUES.named("close.clock")
def _clock(c: Context) -> float:
    """A clock above text without a header: the next entry of a live blog."""
    bare = not c.opening.header and c.opening.date_heading is None
    return float(bare and any(item.kind == "time" for item in c.interlude))


@CUES.named("close.open")
def _open(c: Context) -> float:
    """The text before is not at a sentence's end, or announces more with a colon; a list's lines have no full stops."""
    before = c.marked[c.opening.interlude - 1]
    if before.text.endswith(":"):
        return 1.0
    return float(not before.paragraph.closed and before.kind != "list" and not _PICTURED.search(before.text[-100:]))


#: The credit of a picture at a text's end.
_PICTURED = re.compile(r"\b(?:[Pp]hoto(?:graph)?s?|[Pp]icture|[Ii]mage|[Ii]llustration|[Cc]redit):? [A-Z][^.!?]*$")


@CUES.named("lead.introduces")
def _introduces(c: Context) -> float:
    """The lead names or describes someone as if for the first time."""
    return float(any(_introduction().search(text[:400]) for text in c.leads))


@CUES.named("lead.office")
def _office(c: Context) -> float:
    """The lead names someone in full behind their office, as only a first mention does."""
    return float(any(_in_office().search(text[:400]) for text in c.leads))


@cache
def _in_office() -> re.Pattern[str]:
    offices = "|".join(map(re.escape, lexicon.table("layout")["lead"]["offices"]))
    return re.compile(rf"\b(?:{offices}),? [A-Z][a-z’'-]+(?: [A-Z]\.)? [A-Z][\w’'-]+")


@CUES.named("lead.day")
def _day(c: Context) -> float:
    """The lead names the day of its news."""
    return float(any(_weekday().search(text[:400]) for text in c.leads))


@cache
def _weekday() -> re.Pattern[str]:
    days = "|".join(lexicon.table("layout")["lead"]["days"])
    return re.compile(rf"\b(?:{days})\b")


@cache
def _introduction() -> re.Pattern[str]:
    table = lexicon.table("layout")["lead"]
    groups, counts = "|".join(table["groups"]), "|".join(table["counts"])
    name = r"[A-Z][a-z’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,4}"
    return re.compile(
        rf"^(?:[A-Z][\w-]+ ){{0,3}}(?i:{groups})\b|^(?:{counts}) [a-z\d]|^(?:The )?{name}"
        rf"|{name}, (?:an?|the|\w+['’]s|former|head|chief|deputy|director|president|minister)\b|\([A-Z]{{2,8}}\)"
    )


@CUES.named("lead.refers_back")
def _refers_back(c: Context) -> float:
    """The lead opens with "He", "However", "The ministry"; below a heading that is less, in a deck no sign at all."""
    if c.deck:
        return 0.0
    return cohesion.refers_back(c.lead) * (0.5 if c.opening.title else 1.0)


@CUES.named("lead.plain")
def _plain(c: Context) -> float:
    """Text behind text without any mark between them: then names and words must say much more."""
    set_off = c.opening.interlude in c.verdicts and not c.standfirst_only
    return float(not (c.interlude or set_off or dateline(c.lead)))


@CUES.named("lead.quote")
def _quote(c: Context) -> float:
    return float(c.lead[:1] in "\"“‘'«" and bool(c.lead))


@CUES.named("lead.repeated")
def _repeated(c: Context) -> float:
    """The text repeats the paragraph before it: a summary above its own story."""
    return float(c.marked[c.opening.interlude - 1].text == c.lead)


@CUES.named("lead.list")
def _list(c: Context) -> float:
    return float(c.opening.body < len(c.marked) and c.marked[c.opening.body].kind == "list")


@CUES.named("lead.short")
def _short(c: Context) -> float:
    return float(len(c.lead) < 60)


def _taken_up(c: Context) -> int:
    """How many names stand alone that only the story before has introduced in full; a speaker counts four times."""
    ahead = [c.cohesion.terms[i] for i in c.ahead()]
    new = {name for terms in ahead for name in terms.people}.union(cohesion.people(c.title))
    alone = {name for terms in ahead for name in terms.names if name in c.people and name not in new}
    if not alone:
        return 0
    speakers = frozenset().union(*(cohesion.surnames(c.marked[i].text) for i in c.ahead()))
    return len(alone) + 3 * len(alone & speakers)


@CUES.named("names.known")
def _known(c: Context) -> float:
    """People and bodies are called by a short name that only the story before has explained; full from four.

    One alone is a sign of nothing: headlines and leads call the well-known so.
    """
    return min(1.0, max(0, _taken_up(c) - 1) / 3)


@CUES.named("names.fresh")
def _fresh(c: Context) -> float:
    """A passage of some length takes up no name from the story before."""
    return float(sum(len(c.marked[i].text) for i in c.ahead()) >= 300 and not _taken_up(c))


def _cohesion(c: Context) -> float:
    return c.cohesion.share(range(c.begun.first, c.opening.interlude), range(c.opening.first, len(c.marked)))


@CUES.named("cohesion.low")
def _low(c: Context) -> float:
    """What follows has little in common with what precedes: full at a share of 0.05, none from 0.15."""
    return min(1.0, max(0.0, (0.15 - _cohesion(c)) / 0.1))


@CUES.named("cohesion.high")
def _high(c: Context) -> float:
    """What follows has much in common with what precedes: none up to a share of 0.15, full from 0.3."""
    return min(1.0, max(0.0, (_cohesion(c) - 0.15) / 0.15))
