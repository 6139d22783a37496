"""Units that units.csv lacks, from quantulum3's unit lexicon: "12 TeV", "3 tablespoons", "40 megabecquerels".

Only its word forms and long symbols are used, of the kinds of quantity that unit_rules.toml names; its parser and its
unit objects are not: loading those costs seconds, and their sets make results depend on the hash seed.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from en_tallywire.lexicon import table
from tallywire.annotate.figures.vocabulary import Phrases, Unit, UnitForms, plurals, unit_forms

_SHORTEST_SYMBOL = 3  # characters; shorter ones are words and initials in news


@cache
def rare_units() -> UnitForms:
    """The units of quantulum3's lexicon that have no form in units.csv."""
    rules = table("unit_rules")["quantulum"]
    own = unit_forms()
    units: dict[str, Unit] = {}
    words = Phrases()
    symbols: dict[str, str] = {}
    for base, entry in sorted(_lexicon().items()):
        if entry.get("entity") not in rules["entities"] or base in rules["deny"]:
            continue
        for prefix, name in [("", ""), *((key, rules["prefixes"][key]) for key in entry.get("prefixes", ()))]:
            if f"{name}{base}" in own.units:
                continue
            units[f"{name}{base}"] = Unit(f"{name}{base}", "measure")
            for surface in entry.get("surfaces", ()):
                for form in plurals(f"{name}{surface}"):
                    words.add(form, f"{name}{base}")
            for symbol in entry.get("symbols", ()):
                if len(prefix + symbol) >= _SHORTEST_SYMBOL and prefix + symbol not in own.symbols:
                    symbols.setdefault(prefix + symbol, f"{name}{base}")
    return UnitForms(units, words, symbols, frozenset())


def _lexicon() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = json.loads((files("quantulum3") / "units.json").read_text(encoding="utf-8"))
    return data
