"""Frames of prepositions: "according to X", "in a CNN poll", "by the ministry's count", "in Khan's words"."""

from collections.abc import Iterator

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames.around import around, leads
from tallywire.annotate.sources.frames.content import bounds
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.phrases import has_finite, noun_phrase, owner, phrase_from
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.verbs.speakers import may_speak
from tallywire.annotate.sources.verbs.values import is_document
from tallywire.annotate.sources.words import Words
from tallywire.records import Span


def adverbial_frames(words: Words, quotes: list[Quote], sent: Span) -> Iterator[Frame]:
    """The frames of the prepositions in one sentence."""
    lexicon = cues()
    for index in range(*sent):
        if words.lower[index] not in lexicon.adverbial:
            continue
        yield from _according(words, quotes, sent, index)
        yield from _document(words, quotes, sent, index)
        yield from _owned(words, quotes, sent, index)


def _according(words: Words, quotes: list[Quote], sent: Span, index: int) -> Iterator[Frame]:
    for phrase in cues().phrases.get(words.lower[index], ()):
        end = index + len(phrase)
        if tuple(words.lower[index:end]) == phrase and end < sent[1]:
            limits = bounds(words, quotes, index, sent)
            source = phrase_from(words, words.next(end, limits[1]), limits[1])
            if source is not None and (words.lower[index] != "per" or _is_source(words, index, source)):
                yield from around(words, quotes, limits, (index, end), source, "phrase.according")


def _is_source(words: Words, per: int, source: Span) -> bool:
    """Whether "per" names a source ("…, per the Delmar Institute"), not a rate."""
    parted = words.lower[per - 1] == "," or words.sents[words.sent[per]][0] == per
    return parted and may_speak(words, source) and any(words.name[i] for i in range(*source))


def _document(words: Words, quotes: list[Quote], sent: Span, index: int) -> Iterator[Frame]:
    """ "In a CNN poll, 31%…"; "leads by 5 points in the latest Marist poll"."""
    lexicon = cues()
    if words.lower[index] not in lexicon.document_prepositions:
        return
    source = phrase_from(words, words.next(index + 1, sent[1]), sent[1])
    if source is None or not is_document(words, source):
        return
    noun = next((i for i in range(*source) if words.lemma[i] in lexicon.phrase_documents), None)
    named = any(words.name[i] for i in range(*source))
    polled = noun is not None and words.lemma[noun] in lexicon.polls and words.lower[index] == "in" and named
    if noun is None or not (polled or leads(words, sent[0], index)):
        return
    limits = bounds(words, quotes, index, sent)
    for frame in around(words, quotes, limits, (index, index + 1), source, "phrase.document"):
        if has_finite(words, *frame.contents[0]):
            yield frame


def _owned(words: Words, quotes: list[Quote], sent: Span, index: int) -> Iterator[Frame]:
    """ "by the ministry's count", "in the words of Khan", "by one account"."""
    lexicon = cues()
    owned = lexicon.owned.get(words.lower[index], frozenset()) if words.tag[index - 1] != "VBN" else frozenset()
    noun = next((i for i in words.children[index] if words.dep[i] == "pobj" and words.lower[i] in owned), None)
    if noun is None or not index < noun < sent[1] - 1:
        return
    cue: Span = (index, noun + 1)
    source = owner(words, noun, index + 1)
    named = next((i for i in range(index + 1, noun) if words.name[i]), noun)
    if source is None and named < noun and all(words.name[i] for i in range(named, noun)):
        source = named, noun
    if source is None:
        of = next((i for i in words.children[noun] if words.lower[i] == "of"), noun)
        held = next((i for i in words.children[of] if of != noun and words.dep[i] == "pobj"), None)
        source = noun_phrase(words, held, noun, sent[1]) if held is not None else None
    if source is None and words.lower[index] == "by" and words.lower[index + 1] in lexicon.quantifiers:
        cue, source = (index, index + 1), (index + 1, noun + 1)
    if source is not None:
        yield from around(words, quotes, bounds(words, quotes, index, sent), cue, source, "phrase.owned")
