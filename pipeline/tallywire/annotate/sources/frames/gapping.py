"""Verbs left out: "Spain pledged 40 million euros and the European Union $2 million"."""

from collections.abc import Iterator
from dataclasses import replace

from tallywire.annotate.sources.actors.people import is_name, name_end
from tallywire.annotate.sources.frames.content import trim
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.verbs.speakers import speakers
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_GOVERNING = frozenset({"verb.object", "verb.setting", "verb.infinitive", "verb.side"})
_JOINTS = frozenset({"and", "while", ";", ","})
_DETERMINERS = frozenset({"the", "its", "their"})
_NO_SOURCE = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "QUANTITY"})
_FIGURES = frozenset({"MONEY", "PERCENT", "CARDINAL", "QUANTITY"})


def gapped(words: Words, sent: Span, frames: list[Frame]) -> list[Frame]:
    """`frames` of a sentence, with those whose verb is left out because the one before it says it."""
    out: list[Frame] = []
    for frame in frames:
        others = list(_left_out(words, sent, frame)) if frame.rule in _GOVERNING and frame.source else []
        if others:
            joint = words.previous(others[0][0] - 1, frame.cue[1])
            spans = (trim(words, start, min(end, joint)) for start, end in frame.contents if start < joint)
            frame = replace(frame, contents=tuple(span for span in spans if span))
        out.append(frame)
        out += [
            replace(frame, rule="verb.gapped", source=(first, name), contents=((name, end),))
            for first, name, end in others
        ]
    return out


def _left_out(words: Words, sent: Span, frame: Frame) -> Iterator[tuple[int, int, int]]:
    """The start of each further source behind a joint, the end of its name and that of its figure."""
    begin = frame.contents[0][0]
    if begin < frame.cue[1] or not any(words.entity[i] in _FIGURES for i in range(*frame.contents[0])):
        return
    for joint in range(begin + 1, sent[1] - 2):
        if words.lower[joint] not in _JOINTS:
            continue
        first = joint + 1
        named = first + 1 if words.lower[first] in _DETERMINERS else first
        end = min(_end(words, named, frame), sent[1] - 1)
        if end == named or end >= sent[1] or any(words.entity[i] in _NO_SOURCE for i in range(named, end)):
            continue
        figure = end + (frame.rule == "verb.setting" and words.lower[end] == "at")
        if not is_name(words, end) and (words.pos[figure] in ("NUM", "SYM") or words.entity[figure] in _FIGURES):
            stop = next((i for i in range(end, sent[1]) if words.lower[i] in (*_JOINTS, ",", ".")), sent[1])
            span = trim(words, end, stop)
            if span and not any(words.tag[i] in ("VBD", "VBZ", "VBP") for i in range(*span)):
                yield first, end, span[1]


def _end(words: Words, start: int, frame: Frame) -> int:
    """The end of the name at `start`; of a noun too before the value that is set ("and organisers at 25,000")."""
    end = name_end(words, start)
    if end > start or frame.rule != "verb.setting":
        return end
    stop = next((i for i in range(start + 1, min(start + 4, len(words.lower))) if words.lower[i] == "at"), start)
    return stop if stop > start and {words.lower[stop - 1], words.lemma[stop - 1]} & speakers() else start
