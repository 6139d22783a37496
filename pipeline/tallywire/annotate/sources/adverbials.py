"""Frames without a verb: "according to X", "in a CNN poll", "by the ministry's count", nouns, colons, headlines."""

from collections.abc import Iterator

from tallywire.annotate.sources import content
from tallywire.annotate.sources.content import bounds
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import Frame
from tallywire.annotate.sources.governed import is_document
from tallywire.annotate.sources.phrases import (
    has_finite,
    noun_phrase,
    phrase_from,
    phrase_to,
)
from tallywire.annotate.sources.quotes import Quote
from tallywire.annotate.sources.words import Span, Words

_JOINTS = frozenset(
    {
        "and",
        "but",
        "while",
        "although",
        "though",
        "whereas",
        ";",
        "as",
        "yet",
        "—",
        "–",
        "--",
    }
)
_LEADS = frozenset(
    {
        "and",
        "but",
        "or",
        "yet",
        "so",
        "also",
        "however",
        "meanwhile",
        "still",
        "overall",
        ",",
        "“",
        '"',
        "‘",
        "'",
    }
)
_MAX_TITLE_SOURCE = 8


def adverbial_frames(words: Words, quotes: list[Quote], sent: Span) -> Iterator[Frame]:
    """The frames of one sentence that hang on a preposition, a noun or a mark rather than on a verb."""
    for index in range(*sent):
        for cue_end in _phrase_ends(words, index, sent[1]):
            limits = bounds(words, quotes, index, sent)
            source = phrase_from(words, words.next(cue_end, limits[1]), limits[1])
            if source is not None:
                yield from _around(words, quotes, limits, (index, cue_end), source, "phrase.according")
        yield from _document_phrase(words, quotes, sent, index)
        yield from _owned_phrase(words, quotes, sent, index)
        yield from _noun(words, quotes, sent, index)
    yield from _colon(words, quotes, sent)
    yield from _headline(words, sent)


def _phrase_ends(words: Words, index: int, end: int) -> Iterator[int]:
    for phrase in cues().phrases:
        if (
            words.lower[index] == phrase[0]
            and tuple(words.lower[index : index + len(phrase)]) == phrase
            and index + len(phrase) < end
        ):
            yield index + len(phrase)


def _around(words: Words, quotes: list[Quote], limits: Span, cue: Span, source: Span, rule: str) -> Iterator[Frame]:
    """The frame of a phrase `cue` + `source` that opens its clause, ends it or stands in it."""
    start, end = limits
    phrase_start, phrase_end = min(cue[0], source[0]), max(cue[1], source[1])
    leading = all(words.space[i] or words.lower[i] in _LEADS for i in range(start, phrase_start))
    joint = _joint(words, start, phrase_start)
    spans: list[Span | None]
    if leading or joint == phrase_start:
        spans = [content.trim(words, _past_apposition(words, phrase_end, end), end)]
    else:
        rest = _rest(words, phrase_end, end)
        spans = [content.trim(words, joint, phrase_start), rest]
    kept = [span for span in spans if span]
    if kept:
        kept, quoted = content.with_quotes(words, kept, quotes, cue[0], limits)
        yield Frame(rule, cue, source, tuple(kept), quoted=quoted)


def _joint(words: Words, start: int, phrase: int) -> int:
    """Where the clause before a phrase begins: after the last joint between clauses behind another cue, else at `start`."""
    cue = next(
        (
            i
            for i in range(start, phrase)
            if (words.tag[i].startswith("VB") and "clause" in cues().verbs.get(words.lemma[i], ()))
            or words.lower[i] == "according"
        ),
        None,
    )
    if words.lower[words.previous(phrase - 1, start)] in _JOINTS and phrase - 1 > start:
        return phrase
    if cue is None:
        return start
    that = next(
        (
            i
            for i in range(phrase - 1, cue, -1)
            if words.lower[i] == "that" and words.tag[i] == "IN" and words.head[words.head[i]] <= cue
        ),
        None,
    )
    if that is not None:
        return that + 1
    for index in range(phrase - 1, cue, -1):
        if words.lower[index] in _JOINTS and words.lower[index - 1] == "," and has_finite(words, index, phrase):
            return index + 1
    return start


def _past_apposition(words: Words, index: int, end: int) -> int:
    """The start of the clause after a leading phrase: past ", an aid group," if that stands between."""
    first = words.next(index, end)
    if first >= end or words.lower[first] != ",":
        return _past_relative(words, first, end)
    second = next((i for i in range(first + 1, end) if words.lower[i] == ","), end)
    chunk_has_subject = any(words.dep[i] in ("nsubj", "nsubjpass", "expl") for i in range(first + 1, second))
    if (
        second < end
        and not chunk_has_subject
        and has_finite(words, second, end)
        and words.lower[first + 1] in ("a", "an", "the", "which", "who", "whose")
        and words.pos[second + 1 if second + 1 < end else second] not in ("CCONJ",)
    ):
        return second + 1
    if words.lower[first + 1] in ("which", "who", "whose"):
        return second + 1 if second < end else end
    return first + 1


def _past_relative(words: Words, index: int, end: int) -> int:
    comma = next((i for i in range(index, end) if words.lower[i] == ","), None)
    return index if comma is None else comma + 1


def _rest(words: Words, index: int, end: int) -> Span | None:
    """What goes on after a phrase in the middle of its clause: only behind a comma, and not about the source."""
    comma = words.next(index, end)
    if comma >= end or words.lower[comma] not in (",", "—", "–"):
        return None
    first = words.next(comma + 1, end)
    if (
        first >= end
        or words.tag[first] in ("WP", "WDT", "WP$")
        or words.lower[first] in ("a", "an", "the", "though", "although", "while", "but")
    ):
        return None
    return content.trim(words, first, end)


def _document_phrase(words: Words, quotes: list[Quote], sent: Span, index: int) -> Iterator[Frame]:
    """ "In a CNN poll, 31%…"; "leads by 5 points in the latest Marist poll"."""
    lexicon = cues()
    if words.lower[index] not in lexicon.document_prepositions:
        return
    source = phrase_from(words, words.next(index + 1, sent[1]), sent[1])
    if source is None or not is_document(words, source):
        return
    noun = next((i for i in range(*source) if words.lemma[i] in lexicon.phrase_documents), None)
    leading = all(words.lower[i] in _LEADS or words.space[i] for i in range(sent[0], index))
    named = any(words.pos[i] == "PROPN" for i in range(*source))
    polled = noun is not None and words.lower[noun] in lexicon.polls and words.lower[index] == "in" and named
    if noun is None or not (leading or polled):
        return
    limits = bounds(words, quotes, index, sent)
    for frame in _around(words, quotes, limits, (index, index + 1), source, "phrase.document"):
        if has_finite(words, *frame.contents[0]):
            yield frame


def _owned_phrase(words: Words, quotes: list[Quote], sent: Span, index: int) -> Iterator[Frame]:
    """ "by the ministry's count", "in Khan's words", "by one account"."""
    lexicon = cues()
    owned = lexicon.owned.get(words.lower[index])
    if owned is None:
        return
    noun = next(
        (i for i in words.children[index] if words.dep[i] == "pobj" and words.lower[i] in owned),
        None,
    )
    if noun is None:
        return
    owner = next((i for i in words.children[noun] if words.dep[i] == "poss"), None)
    of = next(
        (
            j
            for i in words.children[noun]
            if words.lower[i] == "of"
            for j in words.children[i]
            if words.dep[j] == "pobj"
        ),
        None,
    )
    if owner is not None:
        source = noun_phrase(words, owner, index + 1, noun)
        source = (source[0], source[1] - 1) if words.tag[source[1] - 1] == "POS" else source
        yield from _around(
            words,
            quotes,
            bounds(words, quotes, index, sent),
            (index, noun + 1),
            source,
            "phrase.owned",
        )
    elif of is not None:
        yield from _around(
            words,
            quotes,
            bounds(words, quotes, index, sent),
            (index, noun + 1),
            noun_phrase(words, of, noun, sent[1]),
            "phrase.owned",
        )
    elif words.lower[index] == "by" and words.lower[index + 1] in (
        "one",
        "some",
        "most",
        "many",
        "all",
        "several",
        "official",
        "independent",
    ):
        yield from _around(
            words,
            quotes,
            bounds(words, quotes, index, sent),
            (index, index + 1),
            (index + 1, noun + 1),
            "phrase.owned",
        )


def _noun(words: Words, quotes: list[Quote], sent: Span, index: int) -> Iterator[Frame]:
    """ "the report's finding that …", "reports emerged that …"."""
    lexicon = cues()
    if words.lemma[index] not in lexicon.clause_nouns or words.pos[index] != "NOUN":
        return
    cue = index
    clause = next(
        (
            i
            for i in words.children[index]
            if words.dep[i] in ("acl", "ccomp", "relcl")
            and i > index
            and any(words.lower[j] == "that" and words.tag[j] == "IN" for j in words.children[i])
        ),
        None,
    )
    if words.lemma[words.head[index]] in lexicon.emerging and words.dep[index] == "nsubj":
        cue = words.head[index]
    if clause is None and cue != index:
        clause = next(
            (i for i in words.children[words.head[index]] if words.dep[i] == "ccomp" and i > index),
            None,
        )
    if clause is None:
        return
    owner = next((i for i in words.children[index] if words.dep[i] == "poss"), None)
    by = next(
        (
            j
            for i in words.children[index]
            if words.lower[i] in ("by", "from", "of")
            for j in words.children[i]
            if words.dep[j] == "pobj"
        ),
        None,
    )
    if owner is not None:
        source = noun_phrase(words, owner, sent[0], index)
        source = (source[0], source[1] - 1) if words.tag[source[1] - 1] == "POS" else source
    elif by is not None:
        source = noun_phrase(words, by, index, clause)
    elif words.lower[index] in (
        "reports",
        "rumours",
        "rumors",
        "estimates",
        "claims",
        "allegations",
    ):
        source = (
            words.left[index] if words.left[index] >= sent[0] else index,
            index + 1,
        )
    else:
        return
    span = content.clause_after(words, index, clause, index + 1, min(words.right[clause] + 1, sent[1]))
    if span is not None:
        yield Frame("noun.clause", (cue, cue + 1), source, (span,))


def _colon(words: Words, quotes: list[Quote], sent: Span) -> Iterator[Frame]:
    """ "Police: 50 killed" at the opening of a sentence; "Khan: “…”" anywhere."""
    start = words.next(sent[0], sent[1])
    colon = next((i for i in range(start, sent[1]) if words.lower[i] == ":"), None)
    if colon is None or colon == start or any(q.start < colon < q.end - 1 for q in quotes):
        return
    behind = words.next(colon + 1, len(words.lower))
    quoted = any(q.start == behind and q.speech for q in quotes)
    if has_finite(words, start, colon) or any(words.tag[i].startswith("VB") for i in range(start, colon)):
        return
    named = (
        any(words.doc[i].ent_type_ in ("PERSON", "ORG") for i in range(start, colon))
        or words.lemma[colon - 1] in cues().headline_sources
    )
    source = phrase_to(words, colon, start) if quoted else (start, colon)
    if (
        source is None
        or not named
        or not words.doc[source[0]].text[:1].isupper()
        or (not quoted and colon - start > _MAX_TITLE_SOURCE)
    ):
        return
    quote = next((q for q in quotes if q.start == behind), None)
    span = content.trim(words, *quote.inner) if quote and quoted else content.trim(words, colon + 1, sent[1])
    if span is not None and (quoted or any(words.pos[i] in ("VERB", "AUX") for i in range(*span))):
        spans, is_quoted = content.with_quotes(words, [span], quotes, colon, sent)
        yield Frame("mark.colon", (colon, colon + 1), source, tuple(spans), quoted=is_quoted)


def _headline(words: Words, sent: Span) -> Iterator[Frame]:
    """ "50 killed in blast: police": a short source behind the colon or dash that closes a headline."""
    end = words.previous(sent[1] - 1, sent[0]) + 1
    if end - sent[0] < 3 or words.lower[end - 1] in (".", "!", "?", "”", '"'):
        return
    mark = next(
        (
            i
            for i in range(end - 1, max(sent[0], end - 6), -1)
            if words.lower[i] == ":" or words.lower[i] in cues().dashes
        ),
        None,
    )
    if mark is None or mark + 1 >= end or has_finite(words, mark + 1, end):
        return
    source = (mark + 1, end)
    known = (
        all(
            words.pos[i] == "PROPN" or words.doc[i].ent_type_ in ("PERSON", "ORG") or words.doc[i].text.isupper()
            for i in range(*source)
        )
        or words.lemma[end - 1] in cues().headline_sources
    )
    span = content.trim(words, sent[0], mark)
    if known and span is not None and not words.space[mark - 1]:
        yield Frame("mark.headline", (mark, mark + 1), source, (span,))
