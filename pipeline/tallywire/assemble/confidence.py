"""How likely a claim's value, counted noun, actor and date are all right, from what the rules were in doubt of.

Each doubt holds of a claim or not; the logistic model `confidence.toml` has a weight for each.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from en_tallywire.lexicon import table
from tallywire.assemble.tree import Tree
from tallywire.records import Figure

#: Characters between a figure and its counted noun, its time expression or its cue that are many.
_COUNTED_FAR, _DATE_FAR, _CUE_FAR = 40, 15, 100
#: Rules that find the counted noun elsewhere than beside the figure.
_INFERRED = frozenset({"counted.shared", "counted.of_whom", "counted.group", "counted.object", "counted.it"})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands around a figure: its sentence, how many time expressions that has, and whether a source says other
    words of it than the figure, which has none.
    """

    figure: Figure
    tree: Tree
    periods: int
    beside_source: bool


def confidence(doubts: Iterable[str]) -> float:
    """A probability from 0 to 1 by the doubts that hold."""
    weights = table("confidence")["weights"]
    score = weights["intercept"] + sum(weights[name] for name in doubts)
    return round(1 / (1 + math.exp(-score)), 3)


def doubts(claim: Mapping[str, Any], seen: Seen) -> tuple[str, ...]:
    """The names of the doubts that hold of a claim, given by its columns, in alphabetical order."""
    held = {**_of_counted(claim, seen), **_of_date(claim, seen), **_of_source(claim, seen)}
    held |= {"money": claim["kind"] == "money", "multiple": seen.figure.rule.startswith("multiple.")}
    held["verbless"] = not any(token.dep == "ROOT" and token.pos in _VERBS for token in seen.tree.tokens)
    return tuple(sorted(name for name, holds in held.items() if holds))


def _of_counted(claim: Mapping[str, Any], seen: Seen) -> dict[str, bool]:
    """Doubts of the counted noun, on which a count and a ratio depend."""
    figure = seen.figure
    if claim["kind"] not in ("count", "ratio"):
        return {}
    if figure.counted_start is None or figure.counted_end is None:
        return {"uncounted": True}
    sentence = seen.tree.sentence
    gap = _gap(figure.start, figure.end, figure.counted_start, figure.counted_end)
    return {
        "counted_far": gap >= _COUNTED_FAR,
        "counted_elsewhere": not sentence.start <= figure.counted_start < sentence.end,
        "counted_inferred": any(item.field == "counted" and item.rule in _INFERRED for item in figure.evidence),
    }


def _of_date(claim: Mapping[str, Any], seen: Seen) -> dict[str, bool]:
    """Doubts of the date: expressions without days, far from the figure, or beside others."""
    start, end = claim["date_text_start"], claim["date_text_end"]
    ends = claim["date_from"], claim["date_to"]
    dated = ends != (None, None)
    gap = 0 if start is None else _gap(claim["quantity_start"], claim["quantity_end"], start, end)
    return {
        "dated": dated,
        "date_open": dated and None in ends,
        "date_vague": start is not None and not dated,
        "date_far": dated and gap >= _DATE_FAR,
        "date_other": seen.periods > (start is not None),
    }


def _of_source(claim: Mapping[str, Any], seen: Seen) -> dict[str, bool]:
    """Doubts of the source: unnamed, told long before the figure, or of other words of the sentence only."""
    cue = claim["cue_start"]
    return {
        "unnamed": claim["actor_type"] in ("unnamed", "document"),
        "cue_far": cue is not None and claim["quantity_start"] - cue >= _CUE_FAR,
        "source_beside": seen.beside_source,
    }


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    """Characters between two spans, 0 if they touch."""
    return max(other_start - end, start - other_end, 0)
