"""A frame that closes its sentence where the tagger reads a noun: "…, the union reckons.", "…, EFFIS data show."."""

from collections.abc import Iterator

from tallywire.annotate.sources.actors.people import is_name
from tallywire.annotate.sources.actors.roles import nouns, nouns_of
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import content
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.verbs.heard import sits
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_LONGEST = 16  # words of a source
_QUALIFIERS = 5  # words before the noun of a document
_SHORTEST = 4  # words of what it says
_OPENERS = frozenset({"the", "its", "their", "a", "an", "new"})
_MODIFYING = frozenset({"DT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "PRP$", "POS", "VBN", "CD"})
_BREAKS = frozenset({"and", "or", "but", "which", "who", "that", "including", "with", "while", "because", "as"})
_JOURNAL = ["in", "the", "journal"]
_SHOWING = frozenset(
    {
        "show",
        "shows",
        "showed",
        "suggest",
        "suggests",
        "suggested",
        "reveal",
        "reveals",
        "revealed",
        "indicate",
        "indicates",
    }
)
_PAST = {"heard": ("hear",), "found": ("find",), "showed": ("show",)}
_VERBAL = frozenset({"VBD", "VBZ", "VBP", "MD", "TO", "WP", "WDT", "IN"})


def trailing_frames(words: Words, quotes: list[Quote], sent: Span, found: list[Frame]) -> Iterator[Frame]:
    """The frame that ends the sentence, unless one of `found` has its verb already."""
    yield from _interrupting(words, quotes, sent, found)
    verb = _closing(words, sent)
    if verb is None or any(frame.cue[0] <= verb < frame.cue[1] for frame in found):
        return
    comma = next((i for i in range(verb - 1, max(sent[0], verb - _LONGEST), -1) if words.lower[i] == ","), None)
    if comma is None or not _speaks(words, comma + 1, verb):
        return
    span = content.trim(words, sent[0], comma)
    if span is not None and span[1] - span[0] >= _SHORTEST:
        spans, quoted = content.with_quotes(words, [span], quotes, verb, sent)
        yield Frame("verb.trailing", (verb, verb + 1), (comma + 1, verb), tuple(spans), quoted=quoted)


def _interrupting(words: Words, quotes: list[Quote], sent: Span, found: list[Frame]) -> Iterator[Frame]:
    """ "…, a stock exchange filing shows, …": a document between commas, its verb perhaps read as a noun."""
    for verb in range(sent[0] + _SHORTEST, sent[1] - 1):
        if words.lower[verb + 1] not in (",", ";") or not _is_form(words, verb) or words.lower[verb] not in _SHOWING:
            continue
        comma = next((i for i in range(verb - 1, max(sent[0], verb - _LONGEST), -1) if words.lower[i] == ","), None)
        named = any(frame.cue[0] <= verb < frame.cue[1] and frame.rule == "verb.clause" for frame in found)
        if comma is None or named or not (_issued(words, comma + 1, verb) or _plain(words, comma + 1, verb)):
            continue
        before = content.trim(words, sent[0], comma)
        spans = [before, _rest(words, verb + 2, sent[1]) if words.lower[verb + 1] == "," else None]
        kept, quoted = content.with_quotes(words, [span for span in spans if span], quotes, verb, sent)
        yield Frame("verb.trailing", (verb, verb + 1), (comma + 1, verb), tuple(kept), quoted=quoted)


def _rest(words: Words, first: int, end: int) -> Span | None:
    """What goes on behind the document's verb, comparisons and results included, unless somebody else speaks."""
    if first >= end:
        return None
    relative = words.tag[first] in ("WP", "WDT", "WP$") or words.lower[first] in (
        "according",
        "although",
        "though",
    )
    return None if relative else content.trim(words, first, end)


def _closing(words: Words, sent: Span) -> int | None:
    """The word in the form of a present or past reporting verb before the full stop."""
    last = words.previous(sent[1] - 1, sent[0])
    if last - 1 <= sent[0] or words.lower[last] != ".":
        return None
    verb = last - 1
    journal = next((i for i in range(max(sent[0], last - _LONGEST), verb) if words.lower[i : i + 3] == _JOURNAL), None)
    verb = journal - 1 if journal is not None else verb
    if words.entity[verb] in ("DATE", "TIME") and words.lower[verb] not in cues().verbs:
        verb -= 1 + (words.lower[verb - 1] in ("in", "on"))  # "…, the agency reported in May."
    return verb if _is_form(words, verb) else None


def _is_form(words: Words, verb: int) -> bool:
    """Whether the word may be the present or past of a reporting verb."""
    lower = words.lower[verb]
    forms = {lower, lower.removesuffix("s"), words.lemma[verb], *_PAST.get(lower, ())}
    return any({"clause", "hearing"} & cues().verbs.get(form, frozenset()) for form in forms)


def _speaks(words: Words, start: int, verb: int) -> bool:
    """Whether the words before the verb are a noun phrase headed by a body, a person or a document."""
    if words.lower[verb] == "heard":
        return sits(words, (start, verb))
    if _issued(words, start, verb) or _plain(words, start, verb):
        return True
    if start >= verb:
        return False
    first = words.lower[start]
    if first not in _OPENERS and not {first, words.lemma[start]} & nouns("person") and not is_name(words, start):
        return False
    people = words.tag[start] == "NNS"  # "researchers from the University of Delmar report"
    turns = (i for i in range(start, verb) if _turns(words, i) and not (people and words.lower[i] in ("at", "from")))
    if next(turns, None) is not None or any(_breaks(words, i) for i in range(start, verb)):
        return False
    head = words.lower[verb - 1]
    bearers = nouns_of("organisation", "person", "government", "media", "unnamed")
    return is_name(words, verb - 1) or head in bearers | cues().document_nouns


def _issued(words: Words, start: int, verb: int) -> bool:
    """Whether the words are a document with its maker ("figures from the lender Delmar", "data released on Monday")."""
    documents = cues().document_nouns
    noun = next((i for i in range(start, min(start + _QUALIFIERS, verb - 1)) if _is_one(words, i, documents)), None)
    if noun is None or any(
        words.tag[i] not in _MODIFYING and not _misread(words, i, start) for i in range(start, noun)
    ):
        return False
    behind = words.lower[noun + 1] in cues().after_head or words.tag[noun + 1] == "VBN"
    return behind and not any(words.tag[i] in ("VBD", "VBZ", "MD", "WDT", "WP") for i in range(noun + 1, verb))


def _misread(words: Words, index: int, start: int) -> bool:
    """Whether the tagger took the first of two nouns for a verb ("pay tables published by …")."""
    return index == start and words.tag[index] in ("VB", "VBP")


def _plain(words: Words, start: int, verb: int) -> bool:
    """Whether the words are a document's noun with its modifiers, whatever is read in them ("planning documents")."""
    bare = verb - start == 1 and words.tag[start] == "NNS"
    short = bare or 1 < verb - start <= _QUALIFIERS
    if not short or not _is_one(words, verb - 1, cues().document_nouns):
        return False
    return all(words.tag[i] in _MODIFYING or words.tag[i] == "VBG" for i in range(start, verb))


def _is_one(words: Words, index: int, documents: frozenset[str]) -> bool:
    return words.lower[index] in documents or words.lemma[index] in documents


def _breaks(words: Words, index: int) -> bool:
    """Whether a joint parts the phrase; an "and" between two parts of a name does not."""
    joins = words.lower[index] == "and" and is_name(words, index - 1) and is_name(words, index + 1)
    return words.lower[index] in _BREAKS and not joins


def _turns(words: Words, index: int) -> bool:
    """Whether the token does not belong to a plain noun phrase: a verb or a preposition other than "of" and "for"."""
    return words.tag[index] in _VERBAL and words.lower[index] not in ("of", "for")
