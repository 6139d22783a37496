"""Frames inside frames: which nearer source counts, how far it reaches, and who passes it on."""

from dataclasses import replace

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.verbs.values import is_document
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_PRONOUNS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "who",
        "which",
        "that",
        "this",
        "these",
        "those",
        "everyone",
        "everybody",
        "nobody",
        "people",
        "someone",
        "somebody",
        "anyone",
    }
)
_JOINTS = frozenset({"and", "but", "while", "whereas", "yet", ";", ":", "although", "though"})
_STRONG = frozenset({";", ":", "while", "whereas", "but"})
_OPENERS = frozenset({"when", "after", "once", "if"})
_CIRCUMSTANCE = 14  # words of a circumstance before its comma
_FIGURED = frozenset({"report", "announce", "estimate", "confirm"})
_NEARER = frozenset({"verb.side", "verb.relative"})  # what they give is surely not the outer source's
_REPORTS = frozenset(
    {
        "verb.clause",
        "verb.quote",
        "verb.quoting",
        "phrase.according",
        "noun.clause",
        "verb.setting",
        "verb.gapped",
        "verb.about",
        *_NEARER,
    }
)


def nested(words: Words, quotes: list[Quote], frames: list[Frame]) -> list[Frame]:
    """`frames` of a story without those that only weigh or colour an outer source's words; the kept ones are clipped to
    the outer content they stand in, with the outer source as intermediary. A frame of equal rank ("…, while X said …")
    ends the content of the one before it.
    """
    frames = _parted(words, frames)
    out: list[Frame] = []
    for frame in frames:
        outer = _outer(frame, frames)
        if outer is None:
            out.append(frame)
        elif _counts(words, quotes, frame):
            out.append(_inside(frame, *outer))
    return out


def _parted(words: Words, frames: list[Frame]) -> list[Frame]:
    """`frames` with contents ended where a coordinate frame begins."""
    out = list(frames)
    for frame in frames:
        joint = _joint(words, frame) or _second_verb(words, frame, frames)
        if joint is None:
            continue
        for position, other in enumerate(out):
            told = other.cue[1] + (words.lower[joint] == ":")  # what stands right behind "said:" is said
            if other is not frame and told <= joint and words.sent[other.cue[0]] == words.sent[joint]:
                out[position] = replace(other, contents=_ended(other, joint))
    return out


def _joint(words: Words, frame: Frame) -> int | None:
    """Where a clause with a subject of its own begins behind a joint ("…, while police said"), if this frame is one."""
    if frame.source is None or not frame.rule.startswith("verb.") or frame.source[0] > frame.cue[0]:
        return None
    start, _ = words.sents[words.sent[frame.cue[0]]]
    index = _before_circumstance(words, words.previous(frame.source[0] - 1, start), start)
    if index <= start or words.lower[index] not in _JOINTS:
        return None
    before = words.previous(index - 1, start)
    strong = words.lower[index] in _STRONG or words.lower[before] in (",", ";")
    return index if strong else None


def _second_verb(words: Words, frame: Frame, frames: list[Frame]) -> int | None:
    """The joint before the second of two verbs of one subject ("She said costs had risen, and claimed that …")."""
    joint = frame.cue[0] - 1
    if frame.source is None or joint <= frame.source[1] or words.lower[joint] not in ("and", "but"):
        return None
    shared = any(other.source == frame.source and other.cue[1] <= joint for other in frames)
    return joint if shared else None


def _before_circumstance(words: Words, comma: int, start: int) -> int:
    """The token before "when pressed on the cost," if that stands between a joint and its subject, else `comma`."""
    if comma <= start or words.lower[comma] != ",":
        return comma
    for index in range(comma - 1, max(start, comma - _CIRCUMSTANCE), -1):
        if words.lower[index] == ",":
            return comma
        if words.lower[index] in _OPENERS or (words.tag[index] == "VBN" and words.lower[index - 1] in _JOINTS):
            return index - 1
    return comma


def _ended(frame: Frame, joint: int) -> tuple[Span, ...]:
    """The frame's contents, ended at `joint` where they run over it from its left."""
    return tuple((start, joint if start < joint < end else end) for start, end in frame.contents)


def _outer(frame: Frame, frames: list[Frame]) -> tuple[Frame, Span] | None:
    """The nearest frame in whose content this one's cue stands, with that content span."""
    holders = [
        (end - start, other.cue, other, (start, end))
        for other in frames
        if other is not frame
        for start, end in other.contents
        if start <= frame.cue[0] and frame.cue[1] <= end and not _mutual(frame, other)
    ]
    if not holders:
        return None
    _, _, other, span = min(holders, key=lambda holder: holder[:2])
    return other, span


def _mutual(frame: Frame, other: Frame) -> bool:
    """Whether two frames claim each other's cue: then the wider is the outer."""
    size = sum(end - start for start, end in frame.contents)
    return any(start <= other.cue[0] and other.cue[1] <= end for start, end in frame.contents) and size >= sum(
        end - start for start, end in other.contents
    )


def _counts(words: Words, quotes: list[Quote], frame: Frame) -> bool:
    """Whether a nested frame names a source of its own: a report by somebody named, not an opinion or a pronoun's."""
    figured = frame.rule == "verb.object" and words.lemma[frame.cue[0]] in _FIGURED
    beside = (
        frame.rule == "verb.document" and words.tag[frame.cue[0]] == "VBG"
    )  # "…, with a Delmar poll giving her 41%"
    if frame.source is None or not (figured or beside or frame.rule in _REPORTS):
        return False
    start, end = frame.source
    if figured and words.lower[start] in ("its", "their"):  # "said its nurses had confirmed nine cases"
        return False
    if frame.referent is not None and is_document(words, frame.referent):
        return frame.rule == "verb.clause"  # "a consultant's report that found"
    if beside and words.lower[start - 1] != "with":
        return False
    if end - start == 1 and (words.lower[start] in _PRONOUNS or words.pos[start] == "PRON"):
        return False
    lexicon = cues()
    opinion = words.lemma[frame.cue[0]] in lexicon.opinions and frame.rule not in _NEARER
    if opinion or _ahead(words, frame.cue[0]):
        return False
    named = any(words.pos[i] == "PROPN" for i in range(start, end))
    if words.lemma[end - 1] in lexicon.document_nouns and not named:
        return False
    in_speech = any(q.speech and q.start < frame.cue[0] < q.end for q in quotes)
    return named or not in_speech


def _ahead(words: Words, verb: int) -> bool:
    """Whether a report is still to come ("the ministry would report on the 60 cases")."""
    return words.tag[verb] == "VB" and any(words.tag[i] == "MD" for i in words.children[verb])


def _inside(frame: Frame, outer: Frame, span: Span) -> Frame:
    clipped = tuple(
        (max(start, span[0]), min(end, span[1])) for start, end in frame.contents if start < span[1] and end > span[0]
    )
    return replace(frame, contents=clipped or frame.contents, via=frame.via or outer.source)
