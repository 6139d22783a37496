"""Who speaks by the words right before a verb, surer than any parse: apposed, heard speaking, in angle brackets."""

from tallywire.annotate.sources.actors.people import is_name
from tallywire.annotate.sources.actors.roles import nouns
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_MARKED = 12  # tokens of a name in angle brackets
_RELATIVES = frozenset({"WP", "WP$", "WDT"})
_OWNERS = frozenset({"owner", "parent", "sponsor", "builder", "organiser", "organizer", "creator", "founder", "backer"})


def in_brackets(words: Words, verb: int, floor: int) -> Span | None:
    """A name in angle brackets, as some wires mark companies ("<Tarn (UK) Ltd> said"), even over a sentence's end."""
    mark = words.previous(verb - 1, floor)
    if mark < floor or words.lower[mark] != ">":
        return None
    opening = next((i for i in range(mark - 1, max(-1, mark - _MARKED), -1) if words.lower[i] == "<"), None)
    return (opening + 1, mark) if opening is not None and opening + 1 < mark else None


def heard(words: Words, verb: int, floor: int) -> Span | None:
    """The name in "footage of Ana Lim asking", "a clip shows Ana Lim saying", "with the bank giving"."""
    if words.tag[verb] != "VBG" or not is_name(words, verb - 1):
        return None
    start = verb
    while start > floor and is_name(words, start - 1):
        start -= 1
    return (start, verb) if start > floor and words.lower[start - 1] in cues().hearing else None


def described(words: Words, verb: int, floor: int) -> Span | None:
    """The name before a relative clause that ends at the verb's comma ("Ines Doyle, whose mother died, said")."""
    if verb - 3 <= floor or words.lower[verb - 1] != ",":
        return None
    opening = next(
        (i for i in range(verb - 3, floor, -1) if words.lower[i] == "," and words.tag[i + 1] in _RELATIVES), None
    )
    if opening is None or not is_name(words, opening - 1) or words.lower[opening + 2 : verb - 1].count(",") > 1:
        return None
    start = opening
    while start > floor and is_name(words, start - 1):
        start -= 1
    alone = start == floor or words.lower[start - 1] in (",", "but", "and") or words.space[start - 1]
    return (start, opening) if alone and opening - start > 1 else None


def possessed(words: Words, verb: int, floor: int) -> Span | None:
    """The described source in "…, its maker, Corvane Medical, said", where the parser hangs the verb on another."""
    if verb - 1 <= floor or words.lower[verb - 1] != ",":
        return None
    start = verb - 1
    while start > floor and (is_name(words, start - 1) or words.lower[start - 1] in ("&", "-", "of", "and")):
        start -= 1
    noun = start - 2
    if start == verb - 1 or noun - 1 < floor or words.lower[start - 1] != ",":
        return None
    owned = words.lower[noun - 1] in ("its", "their", "whose")
    owner = words.lower[noun] in _OWNERS or words.lower[noun] in nouns("organisation")
    return (noun - 1, noun + 1) if owned and owner else None
