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
    phrases: tuple[tuple[str, ...], ...]
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
    short: tuple[tuple[str, ...], ...]
    movements: frozenset[str]
    figure_nouns: frozenset[str]
    findings: frozenset[str]
    stances: frozenset[str]
    denying: frozenset[str]
    set_phrases: dict[str, tuple[tuple[str, ...], ...]]


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
        addressed=frozenset(table["addressed"]["lemmas"]),
        evidential=frozenset(table["evidential"]["lemmas"]),
        bare=frozenset(table["bare"]["lemmas"]),
        about=frozenset(table["prepositions"]["about"]),
        accusation=frozenset(table["prepositions"]["accusation"]),
        document_nouns=frozenset(table["subjects"]["documents"]),
        denials=frozenset(table["denials"]["controllers"]),
        deniable=frozenset(table["denials"]["deniable"]),
        issuing=frozenset(table["subjects"]["issuing"]),
        after_head=frozenset(table["subjects"]["after_head"]),
        phrases=_split(phrases["before"]),
        owned={preposition: frozenset(nouns) for preposition, nouns in phrases["owned"].items()},
        document_prepositions=frozenset(phrases["document_prepositions"]),
        phrase_documents=frozenset(phrases["documents"]),
        clause_nouns=frozenset(table["nouns"]["clause"]),
        bearers=frozenset(table["nouns"]["bearers"]),
        quantifiers=frozenset(phrases["quantifiers"]),
        adverbial=frozenset([*phrases["owned"], *phrases["document_prepositions"], *_first_words(phrases["before"])]),
        labels=frozenset(table["headlines"]["labels"]),
        emerging=frozenset(table["nouns"]["emerging"]),
        dashes=frozenset(table["headlines"]["dashes"]),
        headline_sources=frozenset(table["headlines"]["sources"]),
        polls=frozenset(phrases["polls"]),
        openings=_split(table["reach"]["openings"]),
        survey=_split(table["reach"]["survey"]),
        hearsay=_split(table["reach"]["hearsay"]),
        opinions=frozenset(table["nested"]["opinions"]),
        respondents=frozenset(table["respondents"]["nouns"]),
        inert=frozenset(table["subjects"]["inert"]),
        comparing=_split(table["reach"]["comparing"]),
        ordinals=frozenset(table["ordinals"]["words"]),
        valuations=frozenset(table["valuations"]["nouns"]),
        charge=frozenset(table["prepositions"]["charge"]),
        value_nouns=frozenset(table["nouns"]["values"]),
        report_nouns=frozenset(table["nouns"]["reports"]),
        of=frozenset(table["nouns"]["of"]),
        support=frozenset(table["nouns"]["support"]),
        forecasts=frozenset(table["revised"]["forecasts"]),
        tolls=frozenset(table["revised"]["tolls"]),
        casualties=frozenset(table["revised"]["casualties"]),
        corrections=frozenset(table["revised"]["corrections"]),
        making=frozenset(table["making"]["lemmas"]),
        judgements=frozenset(table["narrator"]["judgements"]),
        hearing=frozenset(table["hearing"]["words"]),
        short=_split(table["reach"]["short"]),
        movements=frozenset(table["reach"]["movements"]),
        expected=frozenset(table["expected"]["lemmas"]),
        figure_nouns=frozenset(table["nouns"]["figures"]),
        findings=frozenset(table["nested"]["findings"]),
        denying=frozenset(table["nouns"]["denying"]),
        stances=frozenset(table["stances"]["adjectives"]),
        set_phrases=_by_first(_split(table["stances"]["phrases"])),
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
