"""How likely a claim's value, counted noun, actor and date are all right, from what the rules saw."""

import math
from collections.abc import Mapping
from typing import Any

from en_tallywire.lexicon import table


def confidence(claim: Mapping[str, Any]) -> float:
    """A probability from 0 to 1, from a claim's columns: the logistic model `confidence` over its features."""
    weights = table("confidence")["weights"]
    score = weights["intercept"] + sum(weights.get(name, 0.0) * value for name, value in features(claim).items())
    return round(1 / (1 + math.exp(-score)), 3)


def features(claim: Mapping[str, Any]) -> dict[str, float]:
    """What the model looks at, each about 0 to 1."""
    actor = claim["actor_text"]
    return {
        "explicit": float(claim["attribution"] == "explicit"),
        "implied": float(claim["attribution"] == "implied"),
        "unnamed": float(claim["actor_type"] == "unnamed"),
        "pronoun": float(actor is not None and actor.islower() and " " not in actor),
        "dated": float(claim["date_from"] is not None or claim["date_to"] is not None),
        "uncounted": float(claim["kind"] == "count" and claim["counted"] is None),
        "small": float(claim["value"] is not None and abs(claim["value"]) < 10),
        "vague": float(claim["modifier"] == "vague"),
        "exact_digits": float(claim["modifier"] == "exact" and any(char.isdigit() for char in claim["quantity"])),
        "share": float(claim["kind"] in ("percent", "ratio")),
        "with_unit": float(claim["kind"] in ("money", "measure", "duration", "age")),
        "long_sentence": min((claim["sentence_end"] - claim["sentence_start"]) / 400, 1.0),
        "no_story_date": float(claim["published"] is None),
        "uncertain_mood": float(claim["modality"] != "actual" or claim["negated"]),
    }
