"""Claims, stories and findings as compact columns for the page's script."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tallywire.check import Finding
from tallywire.records import Evidence
from tallywire.report.offsets import nearest, utf16

Row = dict[Hashable, Any]
#: Evidence of a claim's fields by its id.
Evidences = Mapping[str, Sequence[Evidence]]
#: What was weighed for a story's header, by its id: field, value, rule and words.
Weighings = Mapping[str, Sequence[tuple[str, str, str, str]]]

#: Columns whose values are few or long: each value stands once, rows hold its number (-1 for none).
_WORDS = (
    *("modifier", "kind", "unit", "unit_si", "change", "counted", "counted_head", "per", "attribution", "actor"),
    *("actor_id", "actor_type", "actor_affiliation", "cue", "via", "date_text", "date_from", "date_to"),
    *("place", "country", "modality", "repeat_of"),
)
_NUMBERS = ("value", "low", "high", "value_si", "of")
_DAYS = ("date_from", "date_to", "published")
#: Spans of the story's text: name in the page, columns of `claims`.
_SPANS = {
    "quantity": ("quantity_start", "quantity_end"),
    "claim": ("claim_start", "claim_end"),
    "who": ("actor_text_start", "actor_text_end"),
    "says": ("cue_start", "cue_end"),
    "when": ("date_text_start", "date_text_end"),
}
#: Spans that the dataset does not hold: the nearest occurrence of the words in the sentence.
_FOUND = {"what": "counted", "where": "place"}
#: Stories whose texts are packed together: few enough to unpack in no time, enough to pack well.
STORIES_PER_PACK = 24


@dataclass(frozen=True, slots=True)
class Payload:
    """What the script reads: `data` at once, `texts` pack by pack when a story is opened."""

    data: dict[str, object]
    texts: list[list[dict[str, object]]]


def payload(
    claims: pd.DataFrame,
    stories: pd.DataFrame,
    findings: Sequence[Finding],
    weighed: Weighings,
    evidence: Evidences | None = None,
) -> Payload:
    """The page's data: claims as columns, stories as rows, findings with the positions of their claims."""
    rows, told = _rows(claims), _rows(stories)
    units = {row["story_id"]: utf16(row["text"]) for row in told}
    return Payload(
        data={
            "stories": _stories(told),
            "claims": _columns(rows, told, units),
            "findings": _findings(findings, rows),
            "evidence": _evidence(rows, evidence, units) if evidence else None,
        },
        texts=[
            [{"text": row["text"], "weighed": weighed.get(row["story_id"], ())} for row in pack]
            for pack in (told[at : at + STORIES_PER_PACK] for at in range(0, len(told), STORIES_PER_PACK))
        ],
    )


def _stories(stories: Sequence[Row]) -> list[dict[str, object]]:
    fields = ("title", "publisher", "byline", "published", "published_basis", "url", "source")
    position = {row["story_id"]: number for number, row in enumerate(stories)}
    return [
        {name: row[name] for name in fields if row[name] is not None}
        | ({"copy": position.get(row["duplicate_of"], -1)} if row["duplicate_of"] else {})
        for row in stories
    ]


def _columns(rows: Sequence[Row], stories: Sequence[Row], units: Mapping[str, Any]) -> dict[str, object]:
    position = {row["story_id"]: number for number, row in enumerate(stories)}
    starts = {row["story_id"]: row["start"] for row in stories}
    columns: dict[str, object] = {
        "id": [row["claim_id"] for row in rows],
        "story": [position.get(row["story_id"], -1) for row in rows],
        "at": [starts.get(row["story_id"], 0) + row["quantity_start"] for row in rows],
        "negated": [int(row["negated"]) for row in rows],
        "confidence": [round(row["confidence"], 3) for row in rows],
        "sentence": _coded(row["sentence"] for row in rows),
        "quantity": _coded(row["quantity"] for row in rows),
        "sentence_start": [units[row["story_id"]](row["sentence_start"]) for row in rows],
    }
    columns |= {name: _coded(row[name] for row in rows) for name in _WORDS}
    columns |= {name: [_short(row[name]) for row in rows] for name in _NUMBERS}
    columns["spans"] = [_spans(row, units[row["story_id"]]) for row in rows]
    columns["span_names"] = [*_SPANS, *_FOUND]
    return columns


def _coded(values: Iterable[object]) -> dict[str, object]:
    numbers: dict[object, int] = {}
    codes = [-1 if value is None else numbers.setdefault(value, len(numbers)) for value in values]
    return {"values": list(numbers), "codes": codes}


def _spans(row: Row, unit: Any) -> list[int]:
    """Start and length of each span in the story's text, a start of -1 where there is none."""
    flat: list[int] = []
    for first, last in _SPANS.values():
        flat += _flat(row[first], row[last], unit)
    base = row["sentence_start"]
    for column in _FOUND.values():
        found = nearest(row[column], row["sentence"], row["quantity_start"] - base, row["quantity_end"] - base)
        flat += _flat(base + found[0], base + found[1], unit) if found else [-1, 0]
    return flat


def _flat(start: float | None, end: float | None, unit: Any) -> list[int]:
    if start is None or end is None:
        return [-1, 0]
    first = unit(int(start))
    return [first, unit(int(end)) - first]


def _findings(findings: Sequence[Finding], rows: Sequence[Row]) -> list[dict[str, object]]:
    position = {row["claim_id"]: number for number, row in enumerate(rows)}
    return [
        {
            "check": one.check,
            "rule": one.rule,
            "severity": one.severity,
            "reason": one.reason,
            "claims": [position[claim_id] for claim_id in one.claim_ids if claim_id in position],
        }
        for one in findings
    ]


def _evidence(rows: Sequence[Row], evidence: Evidences, units: Mapping[str, Any]) -> dict[str, object]:
    """For each claim the numbers of field and rule, and the span's start and length, item after item."""
    fields: dict[str, int] = {}
    rules: dict[str, int] = {}
    items = []
    for row in rows:
        flat: list[int] = []
        for item in evidence.get(row["claim_id"], ()):
            flat += [fields.setdefault(item.field, len(fields)), rules.setdefault(item.rule, len(rules))]
            flat += _flat(item.start, item.end, units[row["story_id"]])
        items.append(flat)
    return {"fields": list(fields), "rules": list(rules), "items": items}


def _short(number: float | None) -> float | int | None:
    """A number as JSON writes it shortest."""
    return int(number) if number is not None and number.is_integer() and abs(number) < 1e15 else number


def _rows(frame: pd.DataFrame) -> list[Row]:
    plain = frame.copy()
    for name in _DAYS:
        if name in plain.columns:
            plain[name] = plain[name].dt.strftime("%Y-%m-%d")
    return plain.astype(object).where(plain.notna(), None).to_dict("records")
