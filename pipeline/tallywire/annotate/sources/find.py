"""Doc -> Sources: frames, their quotations and resolved actors, and where they reach."""

from dataclasses import replace

from spacy.tokens import Doc

from tallywire.annotate.sources import reach
from tallywire.annotate.sources.adverbials import adverbial_frames
from tallywire.annotate.sources.content import trim
from tallywire.annotate.sources.frames import Frame
from tallywire.annotate.sources.nest import nested
from tallywire.annotate.sources.quotes import Quote, quotes
from tallywire.annotate.sources.resolve import Actor, Registry, registry, resolve
from tallywire.annotate.sources.verbs import verb_frames
from tallywire.annotate.sources.words import Span, Words, read
from tallywire.records import Evidence, Source

_SELF = frozenset({"i", "we", "you", "me", "us", "one", "what", "there"})


def find_sources(doc: Doc) -> tuple[Source, ...]:
    """The attributions of a parsed Doc, ordered by their first content."""
    if not doc.has_annotation("DEP"):
        return ()
    words = read(doc)
    marks = quotes(words)
    found = [_resumed(words, marks, frame) for sent in words.sents for frame in _sentence(words, marks, sent)]
    frames = nested(words, marks, found)
    story = registry(words)
    sources = [_source(words, frame, story) for frame in frames]
    covered = [span for frame in frames for span in frame.contents]
    implied = [_implied(words, source, span) for source, span in reach.implied_quotes(words, marks, covered, sources)]
    return tuple(sorted(sources + implied, key=lambda source: (source.contents, source.cue_start or 0)))


def _sentence(words: Words, marks: list[Quote], sent: Span) -> list[Frame]:
    found = [*verb_frames(words, marks, sent), *adverbial_frames(words, marks, sent)]
    kept = [f for f in found if f.source is None or not (f.source[1] - f.source[0] == 1 and words.lower[f.source[0]] in _SELF)]
    return sorted(kept, key=lambda frame: frame.cue)


def _resumed(words: Words, marks: list[Quote], frame: Frame) -> Frame:
    """`frame` with the quotation that resumes right behind its sentence ("…," she said. "…")."""
    if not frame.quoted:
        return frame
    sent = words.sent[frame.cue[0]]
    if frame.cue[0] < frame.contents[0][0] or sent + 1 >= len(words.sents):
        return frame
    begin = words.next(words.sents[sent + 1][0], words.sents[sent + 1][1])
    quote = next((q for q in marks if q.start == begin), None)
    if quote is None or words.space[quote.start - 1]:
        return frame
    inner = trim(words, *quote.inner)
    contents = (*frame.contents, inner) if inner else frame.contents
    return replace(frame, contents=contents)


def _source(words: Words, frame: Frame, story: Registry) -> Source:
    actor: Actor | None = None
    rule = ""
    if frame.source is not None:
        actor, rule = resolve(words, frame.referent or frame.source, story)
    via = resolve(words, frame.via, story)[0].name if frame.via else None
    cue = words.chars(*frame.cue)
    source = words.chars(*frame.source) if frame.source else (None, None)
    evidence = [Evidence("attribution", frame.rule, *cue)]
    if frame.source is not None:
        evidence.append(Evidence("actor", f"actor.{rule}", *words.chars(*frame.source)))
    return Source(
        attribution="explicit",
        contents=tuple(sorted({words.chars(*span) for span in frame.contents})),
        actor=actor.name if actor else None,
        actor_id=actor.id if actor else None,
        actor_type=actor.type if actor else None,
        actor_affiliation=actor.affiliation if actor else None,
        actor_text=words.text(*frame.source) if frame.source else None,
        actor_start=source[0],
        actor_end=source[1],
        cue=words.text(*frame.cue),
        cue_start=cue[0],
        cue_end=cue[1],
        via=via,
        quoted=frame.quoted,
        rule=frame.rule,
        evidence=tuple(evidence),
    )


def _implied(words: Words, source: Source, span: Span) -> Source:
    start, end = words.chars(*span)
    return Source(
        attribution="implied",
        contents=((start, end),),
        actor=source.actor,
        actor_id=source.actor_id,
        actor_type=source.actor_type,
        actor_affiliation=source.actor_affiliation,
        rule="reach.quotation",
        evidence=(Evidence("attribution", "reach.quotation", start, end), *source.evidence),
    )
