"""The hand-overs between the stages: frozen, slotted dataclasses.

`Dump -> Story -> Annotations -> Claim`; whatever a stage cannot process becomes a `Reject`.

Offsets are Unicode code points, end exclusive. In `Dump` and `Story.start/end` they index the dump's text; in
annotations and claims they index the story's text.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

#: Offsets of some text: code points, end exclusive.
Span = tuple[int, int]
Modifier = Literal["exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most", "range", "vague"]
Kind = Literal["count", "percent", "money", "measure", "duration", "age", "ratio"]
Change = Literal["up", "down"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
PeriodPart = Literal["start", "early", "mid", "late", "end", "rest", "before", "after"]
Attribution = Literal["explicit", "implied", "none"]
ActorType = Literal["organisation", "person", "government", "group", "media", "document", "unnamed"]
Modality = Literal["actual", "planned", "conditional"]
PublishedBasis = Literal["metadata", "stated", "inferred"]
PlaceKind = Literal["place", "adjective", "people"]
Verdict = Literal["chosen", "for", "against", "bound", "undecided"]
Stage = Literal["read", "split", "extract", "write"]
SplitMode = Literal["auto", "always", "never"]
Severity = Literal["error", "warning", "info"]


def digest(*parts: str) -> str:
    """The first 16 hex digits of the SHA-256 of `parts`: the same parts give the same id in every run and engine."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field has its value: the rule that gave it and the words it read (`start`, `end` in the story's text)."""

    field: str
    rule: str
    start: int
    end: int

    def shifted(self, by: int) -> "Evidence":
        """The same evidence, `by` characters further on."""
        return Evidence(self.field, self.rule, self.start + by, self.end + by)


#: The field of the evidence of a line which the page adds to a story: a reading time, a counter, a label.
PAGE = "page"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reason for or against a day as a story's publication date.

    `chosen` gave the date; `for` and `against` say what else agrees with `day` or tells against it; `bound` that the
    date is looked for from `day` on or up to it; `undecided` why the story has no date. `words` are as written in the
    dump, perhaps outside the story; empty where the rule reads none.
    """

    verdict: Verdict
    day: date | None
    rule: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an input says of its text beside the text: fields of a JSONL record, `<meta>` of a page.

    `retrieved` is the day a crawler fetched the page; the text was published on that day or before.
    """

    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    byline: str | None = None
    record_id: str | None = None
    retrieved: date | None = None


@dataclass(frozen=True, slots=True)
class Dump:
    """One text as read: a file, or one record of a file.

    `source` is the input as named on the command line, with `#N` (0-based) for records. `one_story` says that the
    input already is a single article, so that splitting would be wrong. `language` is the ISO 639-1 code of the
    language that most of the text is in, None where it has no words.
    """

    dump_id: str
    source: str
    text: str
    metadata: Metadata = Metadata()
    one_story: bool = False
    language: str | None = "en"


@dataclass(frozen=True, slots=True)
class Reject:
    """An input, or a part of one, that a stage could not process: a row of `errors/`."""

    source: str
    stage: Stage
    error: str
    message: str


@dataclass(frozen=True, slots=True)
class Story:
    """One article of a dump: a row of `stories/`. `text` is `dump.text[start:end]`."""

    story_id: str
    source: str
    dump_id: str
    story_index: int
    start: int
    end: int
    title: str | None
    byline: str | None
    dateline: str | None
    publisher: str | None
    url: str | None
    published: date | None
    published_basis: PublishedBasis | None
    text: str
    language: str | None = "en"
    duplicate_of: str | None = None
    claim_count: int = 0
    evidence: tuple[Evidence, ...] = ()
    published_candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity mention (claim-guide, section 1): the number with its magnitude and unit words.

    `value`, `low` and `high` are in base units ("3.5 million" -> 3500000.0); the bounds are inclusive, None is
    unbounded. `counted_start`/`counted_end` span `counted`. `rule` names the rule that found the mention; `evidence`
    gives, for each further field, the rule and the words.
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    modifier: Modifier
    change: Change | None
    kind: Kind
    unit: str | None
    counted: str | None
    counted_head: str | None
    per: str | None
    of: float | None
    value_si: float | None = None
    unit_si: str | None = None
    counted_start: int | None = None
    counted_end: int | None = None
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """One time expression (TIMEX3) with its inclusive calendar interval.

    The interval is that of the expression's own value: "November 2023" in "since November 2023" is the month, "early
    2020" and "this year" are years, `part` naming the part that is meant. Relations (since, until, by) and parts are
    applied where a period is bound to a figure. `date_from` and `date_to` are both
    None for durations, sets, vague words ("recently") and for relative expressions read without a document date.
    `anchored` is False for a plain length of time ("sentenced to five years"), which is a figure too, and True for an
    expression that is placed on the calendar ("the past two weeks", "two years ago"), whose number is no figure.
    """

    start: int
    end: int
    text: str
    timex_type: TimexType
    timex_value: str
    date_from: date | None
    date_to: date | None
    anchored: bool = True
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()
    part: PeriodPart | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One attribution: who asserted the words in `contents`.

    `attribution` is `explicit` (a reporting frame: `cue_start`/`cue_end` span its words) or `implied` (an earlier
    source goes on; no cue, no actor words). `actor` is the source's fullest name in the story, `actor_text` the words
    that stand for it here, `actor_id` its canonical name. `contents` are the governed character spans, in order.
    """

    attribution: Attribution
    contents: tuple[tuple[int, int], ...]
    actor: str | None
    actor_id: str | None
    actor_type: ActorType | None
    actor_affiliation: str | None = None
    actor_text: str | None = None
    actor_start: int | None = None
    actor_end: int | None = None
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    via: str | None = None
    quoted: bool = False
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a location; `country` is ISO 3166-1 alpha-2, or None where it is unknown or spans several.

    `kind` is `adjective` for a country's adjective that sets its noun there ("the Omani coast"), `people` for other
    adjectives and peoples ("Omani sailors", "Omanis"): both tell a country and are no location themselves.
    """

    start: int
    end: int
    text: str
    country: str | None
    rule: str = ""
    kind: PlaceKind = "place"


class Token(NamedTuple):
    """A parsed word. `head` is the index, within the sentence's tokens, of its syntactic head (itself at the root)."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span and its parse, kept as plain records so that no spaCy object leaves `annotate`."""

    start: int
    end: int
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that `annotate` says of one story, as stand-off spans, each sorted by `start`.

    `sentences` are those in which a figure begins; `read` are the spans of all that were parsed.
    """

    story_id: str
    sentences: tuple[Sentence, ...] = ()
    read: tuple[tuple[int, int], ...] = ()
    figures: tuple[Figure, ...] = ()
    periods: tuple[Period, ...] = ()
    sources: tuple[Source, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: a row of `claims/`; the columns of schema.md, in its order."""

    claim_id: str
    story_id: str
    source: str
    published: date | None
    publisher: str | None
    title: str | None
    sentence: str
    sentence_start: int
    sentence_end: int
    claim: str
    claim_start: int
    claim_end: int
    quantity: str
    quantity_start: int
    quantity_end: int
    value: float | None
    low: float | None
    high: float | None
    modifier: Modifier
    kind: Kind
    unit: str | None
    value_si: float | None
    unit_si: str | None
    change: Change | None
    counted: str | None
    counted_head: str | None
    per: str | None
    of: float | None
    attribution: Attribution
    actor: str | None
    actor_id: str | None
    actor_type: ActorType | None
    actor_affiliation: str | None
    actor_text: str | None
    actor_text_start: int | None
    actor_text_end: int | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    via: str | None
    date_text: str | None
    date_text_start: int | None
    date_text_end: int | None
    date_from: date | None
    date_to: date | None
    place: str | None
    country: str | None
    negated: bool
    modality: Modality
    confidence: float
    repeat_of: str | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A claim with the evidence of its fields."""

    claim: Claim
    evidence: tuple[Evidence, ...] = field(default=())
