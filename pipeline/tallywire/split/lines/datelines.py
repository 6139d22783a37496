"""Reads datelines: where (and when, for which agency) a report was filed, at the head of its first sentence."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from en_tallywire import lexicon
from tallywire.split.lines import publishers
from tallywire.split.lines.mentions import fragments
from tallywire.split.lines.places import is_place


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the start of a paragraph. Spans are offsets into that paragraph; `end` is where the text begins."""

    place: tuple[int, int]
    agency: tuple[int, int] | None
    date: tuple[int, int] | None
    end: int

    @property
    def sure(self) -> bool:
        """Whether it names an agency or a day: a place alone ("ROME: ") could be a speaker's name."""
        return self.agency is not None or self.date is not None


#: The first patterns are of datelines only if their agency is a known publisher.
_KNOWN_AGENCY = 3


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    part = fragments()
    caps = r"[^\W\d_a-z](?:[^\W\d_a-z]|[.'’-](?=[^\W\d_a-z]))+\.?"
    mixed = r"[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)*\.?"
    city = rf"{caps}(?:(?:[ ]/[ ]|[ ]|/|-|[ ](?:AND|DE|AL|OF)[ ]){caps}){{0,3}}"
    where = rf"(?:,[ ](?:{mixed}|[^\W\d_a-z]\.(?:[^\W\d_a-z]\.)+)(?:[ ](?:and[ ]|of[ ]|the[ ])*{mixed}){{0,3}}){{0,2}}"
    anycity = rf"{mixed}(?:(?:[ ]/[ ]|[ /-])(?:de[ ]|al[ ]|la[ ])?{mixed}){{0,3}}"
    day = rf"(?:{part['month']}[ ]{part['day']}|{part['day']}[ ]{part['month']})(?:,?[ ]{part['year']})?"
    when = rf"(?:{part['weekday']},?[ ])?{day}"
    agency = r"\((?P<agency>[^()]{2,50})\)"
    dash = r"[ \xa0]*(?:—|–|--|-|−|:|_)[ \xa0]*"
    forms = (
        rf"(?P<place>{city}{where}),?[ ]?(?P<date>{when})?,?[ \xa0]?{agency}(?:[ ]+(?=[^\W\d_a-z])|$)",
        rf"(?P<place>{anycity}{where}),?[ ](?P<date>{when}),?[ \xa0]?{agency}[ ]+(?=[^\W\d_a-z])",
        rf"(?P<place>{anycity}{where}),?[ ]?(?P<date>{when})?,?[ \xa0]?{agency}{dash}",
        rf"(?P<place>{city}{where}),?[ ]?(?P<date>{when})?,?[ \xa0]?{agency}{dash}",
        rf"(?P<place>{city}{where}),?[ ](?P<date>{when}),?{dash}",
        rf"(?P<place>{anycity}{where}),[ ](?P<date>{when}),?[ \xa0]*(?:—|–|--|-)[ \xa0]*",
        rf"(?P<place>{city}{where})(?:[ \xa0]*(?:—|–|--|−)[ \xa0]*|[ \xa0]+-[ \xa0]*|:[ \xa0]+)(?=[^\W\d_a-z])",
        rf"(?P<place>{city}{where})[ \xa0]*(?:—|–|--)[ \xa0]*$",
        # A place in small letters before a colon must be one that is known: "Dubai: ", not "Ahmed: ".
        rf"(?P<place>{anycity}{where}):[ \xa0]+(?=[^\W\d_a-z])",
    )
    return tuple(re.compile(form) for form in forms)


def dateline(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph's text, or None."""
    return _dateline(text[:160])


#: What stands in every dateline: the agency's bracket, or a dash or colon before the text.
_MARK = re.compile(r"[(:—–−-]")


def is_dateline(text: str) -> bool:
    """Whether a paragraph is nothing but a dateline: "NAIROBI, Kenya (AP) —", "NAIROBI, Kenya —"."""
    found = _dateline(text[:160])
    return found is not None and (found.sure or text[-1] in "—–-") and not text[found.end :].strip()


@lru_cache(maxsize=4096)
def _dateline(head: str) -> Dateline | None:
    if not _MARK.search(head):
        return None
    for number, pattern in enumerate(_patterns()):
        match = pattern.match(head)
        if match is None or (number == len(_patterns()) - 1 and not is_place(match["place"].partition(",")[0])):
            continue
        first = re.split(r"[\s,]", match["place"], maxsplit=1)[0].rstrip(".").upper()
        if first in lexicon.table("layout")["dateline"]["not_places"] or len(match["place"]) < 3:
            return None
        groups = match.groupdict()
        filed = number == _KNOWN_AGENCY - 1 and groups["date"] is not None  # "The Hague, 13 May (NSLW) – "
        if number < _KNOWN_AGENCY and not filed and publishers.find(groups["agency"]) is None:
            continue
        return Dateline(
            match.span("place"),
            match.span("agency") if groups.get("agency") else None,
            match.span("date") if groups.get("date") else None,
            match.end(),
        )
    return None
