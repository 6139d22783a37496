"""Figures that somebody expected or promised: "above the $3.9bn (that) analysts had forecast", "a crowd estimated by
organisers at 9,000". The figure stands before the verb, as its object or, with a participle, what it is said of."""

from collections.abc import Iterator

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames.content import trim
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.phrases import phrase_from
from tallywire.annotate.sources.verbs.speakers import may_speak, speakers
from tallywire.annotate.sources.verbs.subjects import is_share
from tallywire.annotate.sources.verbs.values import is_document
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_AUXILIARIES = frozenset(
    {"had", "has", "have", "was", "were", "is", "are", "been", "originally", "previously", "earlier"}
)
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "PRP$", "POS", "PRP", "VBG"})
_WRITTEN = frozenset(
    {
        "set",
        "reported",
        "given",
        "published",
        "quoted",
        "stated",
        "cited",
        "listed",
        "forecast",
        "assumed",
        "estimated",
        "projected",
        "announced",
        "contained",
    }
)
_SAYING = frozenset({"say", "reckon", "believe", "think", "insist", "argue"})  # "the 95% | the agency says | is needed"
_RELATIVES = frozenset({"that", "which"})
_FIGURE = frozenset({"CD", "$", "SYM"})
_FIGURED = 7  # words before the subject in which the figure stands
_SUBJECT = 6  # words of the subject
_BREAKS = frozenset({",", ";", ":", "—", "–", "--", "”", '"', "than", "and", "but", "to"})
_GOES_ON = frozenset({"VB", "VBD", "VBZ", "VBP", "MD", "TO", "CD", "$", "DT", "PRP", "PRP$", "NN", "NNS", "NNP", "JJ"})


def relative_frames(words: Words, sent: Span) -> Iterator[Frame]:
    """The frames of the verbs in one sentence whose object is a figure right before them."""
    expected = cues().expected
    for verb in range(sent[0] + 2, sent[1]):
        word = words.lower[verb]
        if not words.tag[verb].startswith("VB") and word not in expected and word not in _WRITTEN:
            continue
        cue = _cue(words, verb, sent[1])
        frame = _written(words, verb, sent)
        if frame is None and cue is not None and (words.tag[verb] == "VBN" or not words.tag[verb].startswith("VB")):
            frame = _participle(words, cue, sent)
        if frame is None and cue is not None:
            frame = _active(words, cue, sent)
        if frame is not None:
            yield frame


def _written(words: Words, verb: int, sent: Span) -> Frame | None:
    """ "the $1.75bn | set out in | its 2023 study", "up from 71 | reported in | the previous bulletin"."""
    if words.lower[verb] not in _WRITTEN or words.lower[verb - 1] in _AUXILIARIES:
        return None
    end = verb + 1 + (words.lower[verb + 1 : verb + 2] == ["out"])
    if words.lower[end : end + 1] != ["in"] or end + 1 >= sent[1]:
        return None
    source = phrase_from(words, end + 1, sent[1])
    figure = _figure_before(words, verb, sent[0])
    if source is None or figure is None or not is_document(words, source) or words.tag[verb - 1] == "DT":
        return None
    return Frame("verb.relative", (verb, end), source, (figure,))


def _cue(words: Words, verb: int, end: int) -> Span | None:
    """The verb with its particle, if it is one of expecting or promising."""
    if (
        words.lower[verb] in cues().expected
        and words.lower[verb + 1 : verb + 2] == ["by"]
        and words.tag[verb - 1] in _FIGURE
    ):
        return verb, verb + 1  # "the 98,000 forecast by economists", read as a noun
    if not words.tag[verb].startswith("VB"):
        return None
    particle = f"{words.lemma[verb]} {words.lower[verb + 1]}" if verb + 1 < end else ""
    if _foretells(particle):
        return verb, verb + 2
    return (verb, verb + 1) if _foretells(words.lemma[verb]) else None


def _foretells(verb: str) -> bool:
    return verb in cues().expected or verb in cues().reported or verb in _SAYING


def _active(words: Words, cue: Span, sent: Span) -> Frame | None:
    """ "the $3.9bn | (that) | analysts | had forecast", where nothing that it could govern follows."""
    says = words.lemma[cue[0]] in _SAYING
    if says and (cue[1] >= sent[1] or words.tag[cue[1]] not in ("VBZ", "VBD", "VBP", "MD")):
        return None
    if (
        not says
        and cue[1] < sent[1]
        and (words.tag[cue[1]] in _GOES_ON and words.entity[cue[1]] not in ("DATE", "TIME"))
    ):
        return None
    last = cue[0]
    while last > sent[0] and words.lower[last - 1] in _AUXILIARIES:
        last -= 1
    source = _subject(words, last, sent[0])
    if source is None or ((says or _is_report(words, cue)) and not _is_set_off(words, source)):
        return None
    end = source[0] - (words.lower[source[0] - 1] in _RELATIVES)
    figure = _figure_before(words, end, sent[0])
    return Frame("verb.relative", (last if last < cue[0] else cue[0], cue[1]), source, (figure,)) if figure else None


def _is_report(words: Words, cue: Span) -> bool:
    """Whether the verb may have those as its subject whom a figure before it counts ("three officials confirmed")."""
    verb = words.lemma[cue[0]]
    return verb in cues().reported or f"{verb} {words.lower[cue[1] - 1]}" in cues().reported


def _is_set_off(words: Words, source: Span) -> bool:
    """Whether an article, a pronoun or "that" parts who speaks from the figure before it ("the 500 | it reported")."""
    return words.tag[source[0]] in ("DT", "PRP", "PRP$") or words.lower[source[0] - 1] in _RELATIVES


def _subject(words: Words, end: int, floor: int) -> Span | None:
    """Who expects: the noun phrase that ends before the verb; of two plurals behind a figure only the last."""
    start = end
    while start > floor and end - start < _SUBJECT and words.tag[start - 1] in _NOMINAL:
        start -= 1
        if words.tag[start] in ("DT", "PRP$", "PRP"):
            break
    if start == end:
        return None
    start = _asked_by(words, start, floor)
    plural = words.lemma[end - 1] in speakers() or words.lower[end - 1] in speakers()
    if words.tag[end - 1] == "NNS" and plural and start < end - 1 and words.tag[start - 1] in _FIGURE:
        start = end - 1
    source = (start, end)
    if words.tag[start - 1] in _FIGURE and not (plural and _is_open(words, end, start - 1)):
        return None
    return source if may_speak(words, source) and not is_share(words, source) else None


def _asked_by(words: Words, start: int, floor: int) -> int:
    """The start of "analysts polled by | the company", whose verb stands behind the company; else `start`."""
    by = start - 1
    participle = by - 1
    people = participle - 1
    if people <= floor or words.lower[by] not in ("by", "at", "from", "in") or words.tag[participle] != "VBN":
        return start
    return people if words.tag[people] == "NNS" and words.lemma[people] in speakers() else start


def _is_open(words: Words, verb: int, figure: int) -> bool:
    """Whether the figure right before a plural does not count it: money or a share, or the verb is surely finite."""
    return words.entity[figure] in ("MONEY", "PERCENT") or words.tag[verb] == "VBD" or words.lower[verb] in _AUXILIARIES


def _figure_before(words: Words, end: int, floor: int) -> Span | None:
    """The noun phrase with a figure that ends at `end`."""
    start = end
    while start > max(floor, end - _FIGURED) and words.lower[start - 1] not in _BREAKS:
        if words.tag[start - 1] in ("VBD", "VBZ", "VBP", "MD", "VB", "IN") and words.tag[start] not in _FIGURE:
            break
        start -= 1
    first = next((i for i in range(start, end) if words.tag[i] in _FIGURE), None)
    return trim(words, first, end) if first is not None and words.entity[first] not in ("DATE", "TIME") else None


def _participle(words: Words, cue: Span, sent: Span) -> Frame | None:
    """ "the 180 jobs | forecast | by | the council", "a crowd | estimated | by | organisers | at 9,000"."""
    by = cue[1] + (words.pos[cue[1]] == "ADV" if cue[1] < sent[1] else 0)
    if words.lower[by : by + 1] != ["by"] or words.lower[cue[0] - 1] in _AUXILIARIES:
        return None
    source = phrase_from(words, words.next(by + 1, sent[1]), sent[1])
    if source is None:
        return None
    at = next((i for i in range(source[0] + 1, source[1]) if _value_behind(words, i, sent[1])), source[1])
    dated = next((i for i in range(source[0] + 1, at) if words.entity[i] in ("DATE", "TIME")), at)
    source = source[0], dated - (dated < at and words.pos[dated - 1] == "ADP")
    behind = _value_behind(words, at, sent[1])
    before = _figure_before(words, cue[0], sent[0])
    spans = tuple(span for span in (before, behind) if span)
    if not spans or not may_speak(words, source) or is_share(words, source):
        return None
    return Frame("verb.relative", cue, source, spans)


def _value_behind(words: Words, at: int, end: int) -> Span | None:
    """The figure behind "at" ("… by organisers at 9,000")."""
    if at + 1 >= end or words.lower[at] != "at":
        return None
    stop = next((i for i in range(at + 1, end) if words.lower[i] in _BREAKS or words.lower[i] == "."), end)
    figured = any(words.tag[i] in _FIGURE or words.form[i][:1].isdigit() for i in range(at + 1, stop))
    return trim(words, at + 1, stop) if figured else None
