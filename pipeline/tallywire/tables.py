"""The Arrow schemas of the output dataset, in one place, and the way from records to Arrow tables.

A column is one row of `_STORIES`, `_CLAIMS` or `_ERRORS`: name, type, nullable, meaning. The meanings travel in the
Arrow field metadata under `description`, the schema version in the schema's metadata.
"""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, NamedTuple

import pyarrow as pa

from tallywire.records import Candidate, Claim, Evidence, Reject, Story

#: Adding a column is a minor version; renaming, retyping or removing one is a major version.
SCHEMA_VERSION = "1.2"

_TEXT = pa.string()
_WORD = pa.dictionary(pa.int32(), pa.string())
_I32, _I64, _F32, _F64, _DAY = pa.int32(), pa.int64(), pa.float32(), pa.float64(), pa.date32()
#: A list's items by the name that they have in a Parquet file, so that a table read back has the schema it was given.
_EVIDENCE = pa.list_(
    pa.field("element", pa.struct([("field", _TEXT), ("rule", _TEXT), ("start", _I32), ("end", _I32)]))
)
_CANDIDATES = pa.list_(
    pa.field("element", pa.struct([("verdict", _TEXT), ("day", _DAY), ("rule", _TEXT), ("words", _TEXT)]))
)


class _Column(NamedTuple):
    name: str
    type: pa.DataType
    nullable: bool
    description: str


_STORIES = (
    _Column("story_id", _TEXT, False, "stable id: hash of the dump's content, the input's name and the story's span"),
    _Column("source", _TEXT, False, "the input as named on the command line, with #N for record N of a file"),
    _Column("dump_id", _TEXT, False, "hash of the dump's content"),
    _Column("story_index", _I32, False, "0-based position in the dump"),
    _Column("start", _I64, False, "first character in the dump's text (code points)"),
    _Column("end", _I64, False, "one past the last character in the dump's text"),
    _Column("title", _TEXT, True, "headline"),
    _Column("byline", _TEXT, True, "author or authors"),
    _Column("dateline", _TEXT, True, "place the story is filed from"),
    _Column("publisher", _TEXT, True, "outlet or agency"),
    _Column("url", _TEXT, True, "address of the article"),
    _Column("published", _DAY, True, "publication date"),
    _Column("published_basis", _TEXT, True, "metadata, stated, inferred, or null"),
    _Column("text", pa.large_string(), False, "the story's text"),
    _Column("language", _TEXT, True, "ISO 639-1 code"),
    _Column("duplicate_of", _TEXT, True, "story_id of the first story of the dataset that this one repeats"),
    _Column("claim_count", _I32, False, "rows in claims"),
    _Column(
        "evidence", _EVIDENCE, True, "rules and words (span in text, 0 to 0 outside it) of header fields and boundary"
    ),
    _Column(
        "published_candidates",
        _CANDIDATES,
        True,
        "what was weighed for published: chosen, for, against, bound (from or up to day), undecided (why null)",
    ),
)

_CLAIMS = (
    _Column("claim_id", _TEXT, False, "stable id: story_id plus the quantity's span"),
    _Column("story_id", _TEXT, False, "the story that holds the claim"),
    _Column("source", _TEXT, False, "the story's input"),
    _Column("published", _DAY, True, "the story's publication date"),
    _Column("publisher", _TEXT, True, "the story's publisher"),
    _Column("title", _TEXT, True, "the story's headline"),
    _Column("sentence", _TEXT, False, "the sentence that holds the figure"),
    _Column("sentence_start", _I32, False, "first character of the sentence in the story's text (code points)"),
    _Column("sentence_end", _I32, False, "one past its last character"),
    _Column("claim", _TEXT, False, "the clause that states the figure, without the reporting frame"),
    _Column("claim_start", _I32, False, "first character of the clause in the story's text"),
    _Column("claim_end", _I32, False, "one past its last character"),
    _Column("quantity", _TEXT, False, "the figure as written, with magnitude and unit"),
    _Column("quantity_start", _I32, False, "first character of the figure in the story's text"),
    _Column("quantity_end", _I32, False, "one past its last character"),
    _Column("value", _F64, True, "the number in base units: 3.5 million is 3500000"),
    _Column("low", _F64, True, "inclusive lower bound, null when unbounded"),
    _Column("high", _F64, True, "inclusive upper bound, null when unbounded"),
    _Column("modifier", _WORD, False, "exact about nearly more_than at_least less_than at_most range vague"),
    _Column("kind", _WORD, False, "count percent money measure duration age ratio"),
    _Column("unit", _TEXT, True, "percent, ISO 4217 code, or English singular unit name; null for counts"),
    _Column("value_si", _F64, True, "the value in SI base units, for measures and durations"),
    _Column("unit_si", _TEXT, True, "the SI base unit of value_si"),
    _Column("change", _WORD, True, "up or down when the figure is a change"),
    _Column("counted", _TEXT, True, "the noun that is counted or measured, with its premodifiers, as written"),
    _Column("counted_head", _TEXT, True, "lemma of the counted noun's head"),
    _Column("per", _TEXT, True, "the period or base of a rate: day, month, licence"),
    _Column("of", _F64, True, "the total when both parts are given: 14 of 24"),
    _Column("attribution", _WORD, False, "explicit, implied, or none"),
    _Column("actor", _TEXT, True, "source of the assertion: its fullest name in the story"),
    _Column("actor_id", _TEXT, True, "canonical name, the same for every spelling of one actor"),
    _Column("actor_type", _TEXT, True, "organisation person government group media document unnamed"),
    _Column("actor_affiliation", _TEXT, True, "organisation or government that a person speaks for"),
    _Column("actor_text", _TEXT, True, "the words in the sentence that stand for the source"),
    _Column("actor_text_start", _I32, True, "first character of actor_text in the story's text"),
    _Column("actor_text_end", _I32, True, "one past its last character"),
    _Column("cue", _TEXT, True, "the reporting words"),
    _Column("cue_start", _I32, True, "first character of the cue in the story's text"),
    _Column("cue_end", _I32, True, "one past its last character"),
    _Column("via", _TEXT, True, "the intermediary when the source is quoted by another"),
    _Column("date_text", _TEXT, True, "the time expression that governs the figure"),
    _Column("date_text_start", _I32, True, "first character of date_text in the story's text"),
    _Column("date_text_end", _I32, True, "one past its last character"),
    _Column("date_from", _DAY, True, "first day on which the figure holds"),
    _Column("date_to", _DAY, True, "last day on which the figure holds"),
    _Column("place", _TEXT, True, "the location that the figure is about, as written"),
    _Column(
        "country",
        _TEXT,
        True,
        "ISO 3166-1 alpha-2 code of place, else of the one country that sentence or story is about",
    ),
    _Column("negated", pa.bool_(), False, "the figure is denied in its own clause"),
    _Column("modality", _WORD, False, "actual, planned, or conditional"),
    _Column("confidence", _F32, False, "0 to 1: how likely value, counted, actor and date are all right"),
    _Column("repeat_of", _TEXT, True, "claim_id of the claim that the same sentence gave earlier in the story"),
)

_ERRORS = (
    _Column("source", _TEXT, False, "the input, with its record number where it has records"),
    _Column("stage", _TEXT, False, "read, split, extract, or write"),
    _Column("error", _TEXT, False, "class of the exception"),
    _Column("message", _TEXT, False, "one readable line"),
)


def _schema(columns: tuple[_Column, ...]) -> pa.Schema:
    fields = [pa.field(c.name, c.type, c.nullable, metadata={"description": c.description}) for c in columns]
    return pa.schema(fields, metadata={"schema_version": SCHEMA_VERSION})


STORIES = _schema(_STORIES)
CLAIMS = _schema(_CLAIMS)
ERRORS = _schema(_ERRORS)

#: Folder of the dataset -> schema of its parts.
SCHEMAS = {"stories": STORIES, "claims": CLAIMS, "errors": ERRORS}


def to_table(records: Iterable[Story] | Iterable[Claim] | Iterable[Reject], schema: pa.Schema) -> pa.Table:
    """Records as an Arrow table of `schema`, row for row; each column is the record's field of the same name."""
    rows = list(records)
    columns = []
    for field in schema:
        values = list(map(attrgetter(field.name), rows))
        if pa.types.is_list(field.type):
            names = [part.name for part in field.type.value_type]
            read = attrgetter(*names)
            values = [[dict(zip(names, read(item), strict=True)) for item in items] for items in values]
        columns.append(pa.array(values, field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def story_of(row: dict[str, Any]) -> Story:
    """A row of `stories/` as a record; lists that a dataset of an older minor version lacks are empty."""
    evidence = tuple(Evidence(**item) for item in row["evidence"] or ())
    candidates = tuple(Candidate(**item) for item in row["published_candidates"] or ())
    return Story(**row | {"evidence": evidence, "published_candidates": candidates})
