"""Who speaks before an apposition that ends at the verb's comma: "Khan, the minister, said", "its head, Lim, said"."""

from tallywire.annotate.sources.actors.people import is_role, name_end, past_role
from tallywire.annotate.sources.phrases import phrase_to
from tallywire.annotate.sources.words import Words
from tallywire.records import Span


def before_apposition(words: Words, comma: int, floor: int) -> Span | None:
    """The first part of "Khan, the minister, said" or "its head, Ana Lim, said": `comma` closes the second."""
    opening = next(
        (i for i in range(comma - 1, max(floor, comma - 12), -1) if words.lower[i] == ","),
        None,
    )
    if opening is None or opening - 1 < floor or words.pos[opening - 1] not in ("PROPN", "NOUN"):
        return None
    office = next(
        (i for i in range(opening - 1, max(floor, opening - 5) - 1, -1) if words.lower[i] in ("of", "for")), opening
    )
    if words.lower[opening + 1] in ("asked", "pressed", "questioned", "speaking", "quoted"):
        return phrase_to(words, opening, floor)
    role_first = is_role(words, office - 1) and name_end(words, past_role(words, opening + 1)) == comma
    described = any(words.pos[i] == "NOUN" for i in range(opening + 1, comma))
    aged = comma == opening + 2 and words.pos[opening + 1] == "NUM"
    name_first = words.pos[opening - 1] == "PROPN" and (described or aged)
    if not (role_first or name_first):
        return None
    return _before_relative(words, opening, floor) or phrase_to(words, opening, floor)


def _before_relative(words: Words, opening: int, floor: int) -> Span | None:
    """The noun before ", which is owned by X, a bank," where the apposition is X's and the relative clause ends."""
    comma = next((i for i in range(opening - 1, floor, -1) if words.lower[i] == ","), None)
    if comma is None or words.tag[comma + 1] not in ("WDT", "WP", "WP$"):
        return None
    before = next((i + 1 for i in range(comma - 1, floor - 1, -1) if words.lower[i] == ","), floor)
    return phrase_to(words, comma, before)
