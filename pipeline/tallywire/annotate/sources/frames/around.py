"""What a phrase such as "according to X" governs: the clause that it opens, ends or stands in."""

from collections.abc import Iterator

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import comparisons, content
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.phrases import has_finite
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.verbs.subjects import is_share
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_JOINTS = frozenset({"and", "but", "while", "although", "though", "whereas", ";", "as", "yet"})
_LEADS = frozenset(
    {"and", "but", "or", "yet", "so", "also", "however", "meanwhile", "still", "overall", ",", "“", '"', "‘", "'", "''"}
)
_GOES_ON = frozenset(
    {"with", "including", "up", "down", "or", "and", "compared", "against", "from", "at", "for", "in", "on", "by"}
)
_NOT_REST = frozenset({"a", "an", "the", "though", "although", "while", "but"})
_CHANGE = 5  # words in which the noun of a change stands
_APPOSITIONS = frozenset({"a", "an", "the", "which", "who", "whose"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


def leads(words: Words, start: int, phrase: int) -> bool:
    """Whether nothing but "But", "Meanwhile" and the like stands between `start` and `phrase`."""
    return all(words.space[i] or words.lower[i] in _LEADS for i in range(start, phrase))


def around(words: Words, quotes: list[Quote], limits: Span, cue: Span, source: Span, rule: str) -> Iterator[Frame]:
    """The frame of a phrase made of `cue` and `source`."""
    start, end = limits
    phrase = min(cue[0], source[0]), max(cue[1], source[1])
    joint = _joint(words, start, phrase[0])
    spans: list[Span | None]
    if leads(words, start, phrase[0]) or joint == phrase[0]:
        spans = [content.trim(words, _past_apposition(words, phrase[1], end), end)]
    else:
        relative = _relative(words, joint, phrase[0])
        rest = _object(words, phrase, end) or _rest(words, phrase[1], end)
        spans = [content.trim(words, relative, phrase[0]), rest]
    kept = [span for span in spans if span]
    if kept:
        kept, quoted = content.with_quotes(words, kept, quotes, cue[0], limits)
        yield Frame(rule, cue, source, tuple(kept), quoted=quoted)


def _joint(words: Words, start: int, phrase: int) -> int:
    """Where the clause before a phrase begins: behind a "that" or joint next to it, or the last joint behind a cue."""
    before = words.previous(phrase - 1, start)
    late = words.lower[before] == "," and words.lower[before - 1] in ("yet", "though")
    while not late and before > start and words.lower[before] == ",":
        before = words.previous(before - 1, start)
    if before > start and (words.lower[before] in _JOINTS or words.lower[before] == "that"):
        return phrase
    cue = next((i for i in range(start, phrase) if _is_cue(words, i) and not is_share(words, (start, i + 1))), None)
    if cue is None:
        return start
    for index in range(phrase - 1, cue, -1):
        if words.lower[index] in _JOINTS and words.lower[index - 1] == "," and has_finite(words, index, phrase):
            return index + 1
    return start


def _relative(words: Words, start: int, phrase: int) -> int:
    """Where ", which …" begins that runs up to the phrase without a comma: then only that is the source's."""
    for index in range(phrase - 1, start, -1):
        if words.lower[index] == ",":
            return index + 1 if words.tag[index + 1] == "WDT" else start
    return start


def _is_cue(words: Words, index: int) -> bool:
    attributive = words.dep[index] == "amod"  # "Reported crime fell"
    verbal = (
        words.tag[index].startswith("VB") and not attributive and "clause" in cues().verbs.get(words.lemma[index], ())
    )
    return verbal or words.lower[index] == "according"


def _past_apposition(words: Words, index: int, end: int) -> int:
    """The start of the clause behind a leading phrase: past ", an aid group," if that stands between."""
    first = words.next(index, end)
    if first >= end or words.lower[first] != ",":
        comma = next((i for i in range(first, end) if words.lower[i] == ","), None)
        return first if comma is None else comma + 1
    second = next((i for i in range(first + 1, end) if words.lower[i] == ","), end)
    if first + 1 >= end or words.lower[first + 1] not in _APPOSITIONS:
        return first + 1
    relative = words.lower[first + 1] in ("which", "who", "whose")
    subject = any(words.dep[i] in _SUBJECTS for i in range(first + 1, second))
    goes_on = second + 1 < end and words.pos[second + 1] != "CCONJ" and has_finite(words, second, end)
    if relative or (goes_on and not subject):
        return min(second + 1, end)
    return first + 1


def _object(words: Words, phrase: Span, end: int) -> Span | None:
    """What follows a phrase that parts a verb from its object ("used, by the authors' reckoning, | 40,000 litres")."""
    before = phrase[0] - 1
    parts = (
        words.lower[before] == ","
        and words.pos[before - 1] == "VERB"
        and words.lower[phrase[1] : phrase[1] + 1] == [","]
    )
    figure = phrase[1] + 1 < end and words.tag[phrase[1] + 1] in ("CD", "$", "DT", "JJR")
    return content.trim(words, phrase[1] + 1, end) if parts and figure else None


def _rest(words: Words, index: int, end: int) -> Span | None:
    """What goes on behind a phrase in the middle of its clause: only after a comma, and not about the source."""
    comma = words.next(index, end)
    if words.lower[comma : comma + 1] == ["by"]:  # "leads in a Delmar poll | by 8 points"
        return content.trim(words, comma, end)
    if comma >= end or words.lower[comma] not in (",", "—", "–"):
        return None
    first = words.next(comma + 1, end)
    relative = first < end and words.tag[first] in ("WP", "WDT", "WP$")
    if first >= end or relative or comparisons.falls_short(words, first):
        return None
    if words.lower[first] in _NOT_REST and not _is_change(words, first, end):
        close = _apposition_end(words, first, end)
        return _rest(words, close, end) if close is not None else None
    goes_on = words.lower[first] in _GOES_ON or _is_change(words, first, end) or has_finite(words, first, end)
    return content.trim(words, first, end) if goes_on else None


def _apposition_end(words: Words, first: int, end: int) -> int | None:
    """The comma that closes what a source is ("according to Tarn, a broker, | and half in May")."""
    comma = next((i for i in range(first, end - 1) if words.lower[i] == ","), None)
    if comma is None or words.lower[comma + 1] not in ("and", "with"):
        return None
    described = words.lower[first] in ("a", "an", "the") and not has_finite(words, first, comma)
    return comma if described else None


def _is_change(words: Words, first: int, end: int) -> bool:
    """Whether a change of the figure follows ("…, an increase of 24% on 2013")."""
    near = range(first + 1, min(first + _CHANGE, end))
    noun = next((i for i in near if words.lemma[i] in cues().movements), None)
    return words.lower[first] in ("a", "an", "the") and noun is not None and not has_finite(words, first, noun)
