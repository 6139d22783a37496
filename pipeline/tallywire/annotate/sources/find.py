"""Doc -> Sources: frames, their quotations and resolved actors, and where they reach."""

from dataclasses import replace

from spacy.tokens import Doc

from tallywire.annotate.sources.actors.later import named_later
from tallywire.annotate.sources.actors.resolve import resolve
from tallywire.annotate.sources.actors.story import Actor, Story
from tallywire.annotate.sources.actors.story import read as read_story
from tallywire.annotate.sources.frames.adverbials import adverbial_frames
from tallywire.annotate.sources.frames.citing import cited
from tallywire.annotate.sources.frames.content import trim
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.frames.gapping import gapped
from tallywire.annotate.sources.frames.leadins import lead_ins
from tallywire.annotate.sources.frames.marks import mark_frames
from tallywire.annotate.sources.frames.nominal import nominal_frames
from tallywire.annotate.sources.frames.stances import stance_frames
from tallywire.annotate.sources.frames.trailing import trailing_frames
from tallywire.annotate.sources.frames.transcripts import turns
from tallywire.annotate.sources.reach.implied import Implied, implied
from tallywire.annotate.sources.reach.nest import nested
from tallywire.annotate.sources.reach.quotes import Quote, quotes
from tallywire.annotate.sources.verbs.find import verb_frames
from tallywire.annotate.sources.verbs.relatives import relative_frames
from tallywire.annotate.sources.words import Words, read
from tallywire.records import Evidence, Source, Span

_LONGEST = 500  # tokens; what runs on longer without an end is a table or a list, not a sentence
_SELF = frozenset({"i", "we", "you", "me", "us", "one", "what", "there"})


def find_sources(doc: Doc) -> tuple[Source, ...]:
    """The attributions of a parsed Doc, ordered by their first content. A Doc without a parse has none."""
    if not len(doc) or not doc.has_annotation("DEP"):
        return ()
    words = read(doc)
    marks = quotes(words)
    frames = nested(words, marks, _frames(words, marks))
    story = read_story(words, marks)
    resolved = [resolve(words, frame.referent or frame.source, story) if frame.source else None for frame in frames]
    actors = named_later(words, frames, resolved, story)
    explicit = [_explicit(words, frame, actor, story) for frame, actor in zip(frames, actors, strict=True)]
    spoken = [(frame, actor[0]) for frame, actor in zip(frames, actors, strict=True) if actor]
    going_on = [_implied(words, item) for item in implied(words, marks, spoken)]
    return tuple(
        sorted(
            explicit + going_on,
            key=lambda source: (source.contents, source.cue_start or 0),
        )
    )


def _frames(words: Words, marks: list[Quote]) -> list[Frame]:
    """All frames of the story in text order, with the quotations that resume behind them."""
    prose = [sent for sent in words.sents if sent[1] - sent[0] <= _LONGEST]
    found = [
        frame for sent in prose for frame in gapped(words, sent, cited(words, sent, _sentence(words, marks, sent)))
    ]
    taken = {mark for mark in marks if any(_takes(frame, mark) for frame in found)}
    free = [mark for mark in marks if mark not in taken]
    found = _without_announced(found)
    spoken = turns(words)
    found = [frame for frame in found if not any(frame.cue == turn.cue for turn in spoken)]
    found = sorted([*found, *spoken, *lead_ins(words, marks, free, found)], key=lambda frame: frame.cue)
    return [_resumed(words, free, _from_start(words, marks, free, frame)) for frame in found]


def _without_announced(found: list[Frame]) -> list[Frame]:
    """`found` without the frames that only announce a quotation that somebody has signed ("“…” — Ana Lim")."""
    signed = [frame.contents[0] for frame in found if frame.rule == "mark.signed"]
    return [
        frame
        for frame in found
        if frame.rule == "mark.signed"
        or not any(start < last and first < end for first, last in signed for start, end in frame.contents)
        or any(first <= frame.cue[0] < last for first, last in signed)
    ]


def _from_start(words: Words, marks: list[Quote], free: list[Quote], frame: Frame) -> Frame:
    """`frame` with the paragraphs from which the quotation that it governs goes on (“… “…,” she said)."""
    number = next((i for i, mark in enumerate(marks) if mark.continues and _takes(frame, mark)), None)
    contents = list(frame.contents)
    if frame.rule == "mark.turn":
        return frame
    while number and marks[number].continues and marks[number - 1] in free:
        number -= 1
        inner = trim(words, *marks[number].inner)
        contents += [inner] if inner else []
    return replace(frame, contents=tuple(contents))


def _takes(frame: Frame, mark: Quote) -> bool:
    """Whether a frame outside a quotation governs it."""
    inside = mark.start <= frame.cue[0] < mark.end
    return not inside and any(start < mark.end and end > mark.start for start, end in frame.contents)


def _sentence(words: Words, marks: list[Quote], sent: Span) -> list[Frame]:
    found = [
        *verb_frames(words, marks, sent),
        *adverbial_frames(words, marks, sent),
        *nominal_frames(words, marks, sent),
        *mark_frames(words, marks, sent),
        *stance_frames(words, marks, sent),
    ]
    found = _without_misread(found, list(relative_frames(words, sent)))
    found = _without_misread(found, list(trailing_frames(words, marks, sent, found)))
    kept = [
        f
        for f in found
        if f.source is None or not (f.source[1] - f.source[0] == 1 and words.lower[f.source[0]] in _SELF)
    ]
    return sorted(kept, key=lambda frame: frame.cue)


def _without_misread(found: list[Frame], surer: list[Frame]) -> list[Frame]:
    """`surer` with the frames in `found` that do not read one of their verbs otherwise."""
    taken = {index for frame in surer for index in range(*frame.cue)}
    return [*(frame for frame in found if taken.isdisjoint(range(*frame.cue))), *surer]


def _resumed(words: Words, free: list[Quote], frame: Frame) -> Frame:
    """`frame` with the quotations that resume right behind its sentence ("…," she said. "…")."""
    sent = words.sent[frame.cue[0]]
    if not frame.quoted or frame.cue[0] < frame.contents[0][0] or sent + 1 >= len(words.sents):
        return frame
    contents, begin = list(frame.contents), words.sents[sent + 1][0]
    for quote in free:
        if quote.start == words.next(begin, len(words.lower)) and quote.speech:
            inner = trim(words, *quote.inner)
            contents += [inner] if inner else []
            begin = quote.end
    return replace(frame, contents=tuple(contents))


def _explicit(words: Words, frame: Frame, actor: tuple[Actor, str] | None, story: Story) -> Source:
    cue = words.chars(*frame.cue)
    evidence = [Evidence("attribution", frame.rule, *cue)]
    source: Span | tuple[None, None] = (None, None)
    if frame.source is not None and actor is not None:
        source = words.chars(*frame.source)
        evidence.append(Evidence("actor", f"actor.{actor[1]}", *source))
    named = actor[0] if actor else None
    return Source(
        attribution="explicit",
        contents=tuple(sorted({words.chars(*span) for span in frame.contents})),
        actor=named.name if named else None,
        actor_id=named.id if named else None,
        actor_type=named.type if named else None,
        actor_affiliation=named.affiliation if named else None,
        actor_text=words.text(*frame.source) if frame.source else None,
        actor_start=source[0],
        actor_end=source[1],
        cue=words.text(*frame.cue),
        cue_start=cue[0],
        cue_end=cue[1],
        via=resolve(words, frame.via, story, speaks=False)[0].name if frame.via else None,
        quoted=frame.quoted,
        rule=frame.rule,
        evidence=tuple(evidence),
    )


def _implied(words: Words, item: Implied) -> Source:
    start, end = words.chars(*item.span)
    return Source(
        attribution="implied",
        contents=((start, end),),
        actor=item.actor.name,
        actor_id=item.actor.id,
        actor_type=item.actor.type,
        actor_affiliation=item.actor.affiliation,
        quoted=item.rule == "reach.quotation",
        rule=item.rule,
        evidence=(Evidence("attribution", item.rule, start, end),),
    )
