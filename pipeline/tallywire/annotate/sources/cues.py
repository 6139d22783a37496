"""The lexicon of reporting cues: which verbs, nouns and phrases attribute, and what content each governs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from en_tallywire import lexicon


@dataclass(frozen=True, slots=True)
class Cues:
    """`lexicons/cues.toml`, indexed.

    `verbs` maps a lemma to the kinds of content it governs; `phrasal` maps a verb's lemma to its particles ("point"
    -> "out"), whose kinds stand in `verbs` under both words; `otherwise` the particles with which it says
    nothing ("write" -> "off"); `matched` are the lemmas of both. The sets hold lower-case words or lemmas.
    """

    matched: frozenset[str]
    verbs: dict[str, frozenset[str]]
    phrasal: dict[str, frozenset[str]]
    otherwise: dict[str, frozenset[str]]
    bare: frozenset[str]
    evidential: frozenset[str]
    addressed: frozenset[str]
    about: frozenset[str]
    accusation: frozenset[str]
    document_nouns: frozenset[str]
    denials: frozenset[str]
    deniable: frozenset[str]
    issuing: frozenset[str]
    after_head: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    owned: dict[str, frozenset[str]]
    document_prepositions: frozenset[str]
    phrase_documents: frozenset[str]
    clause_nouns: frozenset[str]
    emerging: frozenset[str]
    bearers: frozenset[str]
    quantifiers: frozenset[str]
    adverbial: frozenset[str]
    labels: frozenset[str]
    dashes: frozenset[str]
    opinions: frozenset[str]
    openings: tuple[tuple[str, ...], ...]
    survey: tuple[tuple[str, ...], ...]
    hearsay: tuple[tuple[str, ...], ...]
    headline_sources: frozenset[str]
    events: frozenset[str]
    polls: frozenset[str]
    respondents: frozenset[str]
    inert: frozenset[str]
    comparing: tuple[tuple[str, ...], ...]
    valuations: frozenset[str]
    ordinals: frozenset[str]
    charge: frozenset[str]
    value_nouns: frozenset[str]
    report_nouns: frozenset[str]
    of: frozenset[str]
    support: frozenset[str]
    forecasts: frozenset[str]
    tolls: frozenset[str]
    casualties: frozenset[str]
    corrections: frozenset[str]
    making: frozenset[str]
    judgements: frozenset[str]
    hearing: frozenset[str]
    expected: frozenset[str]
    reported: frozenset[str]
    short: tuple[tuple[str, ...], ...]
    movements: frozenset[str]
    figure_nouns: frozenset[str]
    findings: frozenset[str]
    stances: frozenset[str]
    denying: frozenset[str]
    set_phrases: dict[str, tuple[tuple[str, ...], ...]]


#: Fields that are plain sets of words: field -> section and key of the lexicon.
_SETS = {
    "addressed": ("addressed", "lemmas"),
    "evidential": ("evidential", "lemmas"),
    "bare": ("bare", "lemmas"),
    "about": ("prepositions", "about"),
    "accusation": ("prepositions", "accusation"),
    "document_nouns": ("subjects", "documents"),
    "denials": ("denials", "controllers"),
    "deniable": ("denials", "deniable"),
    "issuing": ("subjects", "issuing"),
    "after_head": ("subjects", "after_head"),
    "document_prepositions": ("phrases", "document_prepositions"),
    "phrase_documents": ("phrases", "documents"),
    "clause_nouns": ("nouns", "clause"),
    "bearers": ("nouns", "bearers"),
    "quantifiers": ("phrases", "quantifiers"),
    "labels": ("headlines", "labels"),
    "emerging": ("nouns", "emerging"),
    "dashes": ("headlines", "dashes"),
    "headline_sources": ("headlines", "sources"),
    "events": ("headlines", "events"),
    "polls": ("phrases", "polls"),
    "opinions": ("nested", "opinions"),
    "respondents": ("respondents", "nouns"),
    "inert": ("subjects", "inert"),
    "ordinals": ("ordinals", "words"),
    "valuations": ("valuations", "nouns"),
    "charge": ("prepositions", "charge"),
    "value_nouns": ("nouns", "values"),
    "report_nouns": ("nouns", "reports"),
    "of": ("nouns", "of"),
    "support": ("nouns", "support"),
    "forecasts": ("revised", "forecasts"),
    "tolls": ("revised", "tolls"),
    "casualties": ("revised", "casualties"),
    "corrections": ("revised", "corrections"),
    "making": ("making", "lemmas"),
    "judgements": ("narrator", "judgements"),
    "hearing": ("hearing", "words"),
    "movements": ("reach", "movements"),
    "expected": ("expected", "lemmas"),
    "reported": ("expected", "reported"),
    "figure_nouns": ("nouns", "figures"),
    "findings": ("nested", "findings"),
    "denying": ("nouns", "denying"),
    "stances": ("stances", "adjectives"),
}


@cache
def cues() -> Cues:
    """The lexicon, read once."""
    table = lexicon.table("cues")
    groups = table["verbs"].values()
    verbs = _grouped((lemma, kind) for group in groups for lemma in group["lemmas"] for kind in group["content"])
    phrasal = _grouped((verb, particle) for verb, _, particle in (lemma.partition(" ") for lemma in verbs) if particle)
    phrases = table["phrases"]
    return Cues(
        matched=frozenset([*verbs, *phrasal]),
        verbs=verbs,
        phrasal=phrasal,
        otherwise={verb: frozenset(particles) for verb, particles in table["otherwise"].items()},
        phrases=_by_first(_split(phrases["before"])),
        owned={preposition: frozenset(nouns) for preposition, nouns in phrases["owned"].items()},
        adverbial=frozenset([*phrases["owned"], *phrases["document_prepositions"], *_first_words(phrases["before"])]),
        openings=_split(table["reach"]["openings"]),
        survey=_split(table["reach"]["survey"]),
        hearsay=_split(table["reach"]["hearsay"]),
        comparing=_split(table["reach"]["comparing"]),
        short=_split(table["reach"]["short"]),
        set_phrases=_by_first(_split(table["stances"]["phrases"])),
        **{field: frozenset(table[section][key]) for field, (section, key) in _SETS.items()},
    )


def _first_words(phrases: Iterable[str]) -> Iterator[str]:
    return (phrase.split()[0] for phrase in phrases)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Every first item with all that it is paired with."""
    groups: dict[str, set[str]] = {}
    for key, value in pairs:
        groups.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in groups.items()}


def _by_first(phrases: tuple[tuple[str, ...], ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first word."""
    return {first: tuple(p for p in phrases if p[0] == first) for first in sorted({p[0] for p in phrases})}


def _split(phrases: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)
