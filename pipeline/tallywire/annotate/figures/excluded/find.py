"""What looks like a figure and is none: names, references, dates, clock times, scores, page furniture, idioms."""

from collections.abc import Callable
from functools import cache

from en_tallywire.lexicon import table
from tallywire.annotate.figures.counted.elsewhere.gapping import in_gap
from tallywire.annotate.figures.excluded.names import (
    DASHES,
    address,
    agent,
    branch,
    context,
    event,
    index_name,
    joined_to_letters,
    name_part,
    numbered,
    numbered_name,
    ordinal,
    place_name,
)
from tallywire.annotate.figures.excluded.telephones import telephone
from tallywire.annotate.figures.excluded.times import (
    calendar_length,
    clock,
    date_part,
    match_minute,
    since_record,
    year,
    year_span,
)
from tallywire.annotate.figures.excluded.versions import lettered, product, ranked
from tallywire.annotate.figures.excluded.votes import is_vote
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import Phrases, phrases

_LONGEST_IDIOM = 6  # lexemes


@cache
def _idioms() -> Phrases:
    return phrases({"idiom": table("figure_context")["idioms"]["forms"]})


def is_excluded(sheet: Sheet, mention: Mention) -> str | None:
    """The rule that says the mention is no figure, or None."""
    if mention.kind == "count" and is_vote(sheet, mention.first):
        return None
    for name, rule in _RULES:
        if rule(sheet, mention):
            return name
    return None


def _score(sheet: Sheet, mention: Mention) -> bool:
    """ "3-1", "52 to 48", "787-9", "4-3-3": digits joined by a dash that make no range."""
    if (
        mention.kind != "count"
        or mention.lead >= 0
        or (mention.modifier == "range" and mention.after - mention.first > 3)
    ):
        return False
    first, after = mention.first, mention.after
    if mention.modifier == "range":
        return _near_score(sheet, first) and (mention.high or 0) < 200 and sheet.tag(after) not in ("NNS", "NNPS")
    for joint, other in ((after, after + 1), (first - 1, first - 2)):
        joined = sheet.lower(joint) in (*DASHES, ":") and sheet.kind(other) == "number"
        if joined and sheet.glued(max(joint, other)) and sheet.glued(min(joint, other) + 1):
            return sheet.kind(first) == "number" or joint == after
    if sheet.lower(after) in DASHES and sheet.lower(after + 1) == "for" and sheet.kind(after + 3) == "number":
        return sheet.glued(after)  # "went 3-for-7"
    for other, joint in ((after + 1, after), (first - 2, first - 1)):
        if (
            sheet.lower(joint) in ("to", *DASHES)
            and sheet.kind(other) == "number"
            and _near_score(sheet, min(first, other))
        ):
            return "," not in sheet.written(first) and (mention.value or 0) < 700
    return False


def _near_score(sheet: Sheet, position: int) -> bool:
    words = [sheet.lower(position - k) for k in range(1, 5)]
    return any(word in context("scores", "before") for word in words)


def _one(sheet: Sheet, mention: Mention) -> bool:
    """ "one" as a pronoun or partitive."""
    if sheet.lower(mention.first) != "one" or mention.after - mention.first != 1 or mention.kind not in ("count",):
        return False
    follows = sheet.lower(mention.after)
    if (
        sheet.lower(mention.first - 1) == "in"
        and sheet.opens(mention.first - 1)
        and sheet.tag(mention.after)[:1] in "JN"
    ):
        return True  # "In one coastal village, 83 homes"
    if in_gap(sheet, mention.first, mention.after):
        return False  # "the Greens two and the Liberals one"
    if follows in context("one", "not_before") or sheet.lower(mention.first - 1) in context("one", "not_after"):
        return True
    if sheet.lower(mention.after + 1) == "in":
        return True
    if sheet.opens(mention.after) or sheet.kind(mention.after) != "word":
        return follows not in DASHES
    tag = sheet.tag(mention.after)
    return not (tag.startswith(("NN", "JJ", "VBN", "VBG", "RB")) or follows == "more")


def _odds(sheet: Sheet, mention: Mention) -> bool:
    """The return period of "a one-in-100-year flood"."""
    return (
        sheet.lower(mention.first - 1) in DASHES
        and sheet.lower(mention.first - 2) == "in"
        and mention.kind == "duration"
    )


def _idiom(sheet: Sheet, mention: Mention) -> bool:
    """Fixed expressions, and "two-time" winners."""
    if sheet.lower(mention.after) in DASHES and sheet.lower(mention.after + 1) in ("time", "something"):
        return True
    idioms = _idioms()
    for at in range(mention.first, max(mention.first - _LONGEST_IDIOM, -1), -1):
        found = idioms.at(sheet, at) if sheet.lower(at) in idioms.forward else None
        if found and found[1] > mention.first:
            return True
    return False


def _furniture(sheet: Sheet, mention: Mention) -> bool:
    """A counter on a line of its own ("1 of 11", "1 / 14"), a list number, a footnote mark, a wire's "UPDATE 2-"."""
    first, after = mention.first, mention.after
    if mention.unit is not None or "," in sheet.written(first):
        return False
    if sheet.lower(first - 1) == "[" and sheet.lower(after) == "]":
        return True
    if sheet.opens(first) and sheet.lower(after) in (".", ")") and sheet.kind(first) == "number":
        return True
    if sheet.lower(first - 1) in context("page", "slugs") and sheet.opens(first - 1):
        return sheet.lower(after) in DASHES
    start, end = first, after
    while not sheet.opens(start) and start > first - 5:
        start -= 1
    while not sheet.opens(end) and end < after + 5:
        end += 1
    words = [sheet.lower(at) for at in range(start, end)]
    plain = all(
        word in context("page", "furniture") or sheet.kind(start + k) == "number" for k, word in enumerate(words)
    )
    return plain and sheet.opens(end) and sheet.opens(start)


def _fixed(sheet: Sheet, mention: Mention) -> bool:
    """ "9/11", "24/7", "50/50"."""
    at = mention.after
    if mention.kind == "count" and sheet.lower(at) == "/" and sheet.glued(at) and sheet.glued(at + 1):
        return sheet.kind(at + 1) == "number"
    before = mention.first - 1
    return (
        mention.kind == "count"
        and mention.unit is None
        and sheet.lower(before) == "/"
        and sheet.glued(before)
        and sheet.kind(before - 1) == "number"
    )


_RULES: tuple[tuple[str, Callable[[Sheet, Mention], bool]], ...] = (
    ("idiom", _idiom),
    ("letters", joined_to_letters),
    ("agent", agent),
    ("ordinal", ordinal),
    ("clock", clock),
    ("year_span", year_span),
    ("year", year),
    ("date", date_part),
    ("length", calendar_length),
    ("minute", match_minute),
    ("record", since_record),
    ("fixed", _fixed),
    ("score", _score),
    ("branch", branch),
    ("reference", numbered),
    ("rank", ranked),
    ("lettered", lettered),
    ("product", product),
    ("name", name_part),
    ("index", index_name),
    ("event", event),
    ("place", place_name),
    ("name", numbered_name),
    ("telephone", telephone),
    ("one", _one),
    ("odds", _odds),
    ("furniture", _furniture),
    ("address", address),
)
