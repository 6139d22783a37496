"""Frames of nouns: "the report's finding that …", "made the case that …", "the ministry's estimate of 300 dead"."""

from collections.abc import Iterator

from tallywire.annotate.sources.actors.people import is_name
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import content
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.phrases import noun_phrase, owner
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.verbs.subjects import subject
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_FIGURES = frozenset({"CARDINAL", "PERCENT", "MONEY", "QUANTITY"})
_NEAR = 4  # words between a noun's preposition and its figure
_LONGEST = 14  # words of what a noun gives a value of
_STOPS = frozenset({",", ";", ".", ":", "—", "–", "--", "”", '"', "and", "but", "which", "that"})


def nominal_frames(words: Words, quotes: list[Quote], sent: Span) -> Iterator[Frame]:
    """The frames of the nouns in one sentence that carry a that-clause or a figure and say whose it is."""
    lexicon = cues()
    for noun in range(*sent):
        if words.pos[noun] != "NOUN":
            continue
        if words.lemma[noun] in lexicon.clause_nouns:
            yield from _clausal(words, quotes, sent, noun)
        if words.lemma[noun] in lexicon.value_nouns or words.lemma[noun] in lexicon.report_nouns:
            yield from _valued(words, sent, noun)


def _clausal(words: Words, quotes: list[Quote], sent: Span, noun: int) -> Iterator[Frame]:
    """A noun with a that-clause."""
    emerges = words.dep[noun] == "nsubj" and words.lemma[words.head[noun]] in cues().emerging
    clause = _clause(words, noun)
    if clause is None and emerges:
        clause = next((i for i in words.children[words.head[noun]] if words.dep[i] == "ccomp" and i > noun), None)
    if clause is None and words.lemma[noun] in cues().report_nouns:
        yield from _renewed(words, quotes, sent, noun)
    if clause is None or clause >= sent[1]:
        return
    cue: Span = (words.head[noun], words.head[noun] + 1) if emerges else (noun, noun + 1)
    source = _source(words, noun, clause, sent)
    if source is not None and noun in range(*source) and words.lemma[words.head[noun]] in cues().denying:
        source = subject(words, quotes, words.head[noun], sent)[0]  # "rejected claims that": who denies says so
    if source is None and (verb := _support(words, noun)) is not None:
        source, cue = subject(words, quotes, verb, sent)[0], (verb, noun + 1)
    span = content.clause_after(words, noun, clause, noun + 1, min(words.right[clause] + 1, sent[1]))
    if source is not None and span is not None:
        spans, quoted = content.with_quotes(words, [span], quotes, noun, sent)
        yield Frame("noun.clause", cue, source, tuple(spans), quoted=quoted)


def _renewed(words: Words, quotes: list[Quote], sent: Span, noun: int) -> Iterator[Frame]:
    """ "repeated his pledge to raise the wage to 1,300 soles": what is promised or demanded anew."""
    verb = _support(words, noun)
    if verb is None or words.lower[noun + 1 : noun + 2] != ["to"]:
        return
    source, span = subject(words, quotes, verb, sent)[0], content.trim(words, noun + 1, sent[1])
    if source is not None and span is not None:
        yield Frame("noun.clause", (verb, noun + 1), source, (span,))


def _clause(words: Words, noun: int) -> int | None:
    """The head of the noun's that-clause, also behind "is" ("Their fear is that …", "It is the view of X that …")."""
    predicate = words.dep[noun] in ("nsubj", "attr") and words.lemma[words.head[noun]] == "be"
    verb = words.head[noun]
    it = any(words.lower[i] == "it" and words.dep[i] == "nsubj" for i in words.children[verb])
    held = words.dep[noun] == "nsubj" or (it and words.lemma[noun] != "news")
    beside = words.children[verb] if predicate and held else []
    for child in (*words.children[noun], *beside):
        marks = (i for i in words.children[child] if words.lower[i] == "that")
        that = any(words.tag[i] == "IN" or words.dep[i] == "mark" for i in marks)
        if child > noun and words.dep[child] in ("acl", "ccomp", "relcl", "advcl") and that:
            return child
    return None


def _support(words: Words, noun: int) -> int | None:
    """The verb whose subject makes the assertion that its object names ("made the case that")."""
    verb = words.head[noun]
    supports = words.dep[noun] == "dobj" and words.lemma[verb] in cues().support
    return verb if supports and verb < noun and words.tag[verb].startswith("VB") else None


def _source(words: Words, noun: int, clause: int, sent: Span) -> Span | None:
    """The owner, "by" or "from" whom it is, or the noun itself where reports stand for their makers."""
    possessor = owner(words, noun, sent[0])
    if possessor is not None:
        return possessor
    makers = [i for i in words.children[noun] if words.lower[i] in ("by", "from", "of", "among")]
    by = next((j for i in makers for j in words.children[i] if words.dep[j] == "pobj"), None)
    if by is not None:
        return noun_phrase(words, by, noun, clause)
    if (name := _holder(words, noun, sent[0])) is not None:
        return name
    if words.lower[noun] in cues().bearers:
        return max(words.left[noun], sent[0]), noun + 1
    return None


def _equal(words: Words, sent: Span, noun: int) -> Span | None:
    """The figure that a noun is ("the ministry's estimate was 48 million", "their forecast stands at 2%")."""
    near = range(noun + 1, min(noun + _NEAR, sent[1] - 1))
    verb = next((i for i in near if words.lemma[i] in ("be", "stand") and words.tag[i] in ("VBD", "VBZ")), None)
    if verb is None or words.dep[noun] not in ("nsubj", "nsubjpass"):
        return None
    soon = range(verb + 1, min(verb + _NEAR, sent[1]))
    figured = any(words.entity[i] in _FIGURES or words.pos[i] == "NUM" for i in soon)
    stop = next((i for i in range(verb + 1, sent[1]) if words.lower[i] in _STOPS), sent[1])
    return content.trim(words, verb + 1, stop) if figured else None


def _holder(words: Words, noun: int, floor: int) -> Span | None:
    """Whose a noun is: its possessor, or the name that stands right before it ("a Harbour Times report")."""
    possessor = owner(words, noun, floor)
    if possessor is not None:
        return possessor
    first = noun
    while first > floor and is_name(words, first - 1) and words.entity[first - 1] not in ("DATE", "TIME"):
        first -= 1
    return (first, noun) if first < noun else None


def _valued(words: Words, sent: Span, noun: int) -> Iterator[Frame]:
    """A noun with its figure behind "of", "for" or "about"."""
    lexicon = cues()
    after = noun + 1
    if words.lemma[noun] in lexicon.value_nouns and (span := _equal(words, sent, noun)) is not None:
        source = _holder(words, noun, sent[0])
        if source is not None and words.entity[source[1] - 1] not in ("DATE", "TIME"):
            yield Frame("noun.value", (noun, noun + 1), source, (span,))
        return
    if after >= sent[1] or words.lower[after] not in lexicon.of:
        return
    source = _holder(words, noun, sent[0])
    limit = min(after + 1 + _LONGEST, sent[1])
    stop = next((i for i in range(after + 1, limit) if words.lower[i] in _STOPS), limit)
    near = stop if words.lemma[noun] in lexicon.value_nouns else min(after + 1 + _NEAR, stop)
    figured = any(
        words.entity[i] in _FIGURES or (words.pos[i] == "NUM" and not words.entity[i]) for i in range(after + 1, near)
    )
    verb = next((i for i in range(after + 1, stop) if words.tag[i] in ("VBD", "VBZ", "VBP", "MD")), stop)
    span = content.trim(words, after + 1, verb)
    if source is not None and figured and span is not None:
        yield Frame("noun.value", (noun, noun + 1), source, (span,))
