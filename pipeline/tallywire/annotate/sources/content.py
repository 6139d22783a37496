"""Which words a cue governs: the clause before it, after it or around it, whole quotations, noun phrases."""

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.phrases import has_finite, skip_adjuncts
from tallywire.annotate.sources.quotes import Quote
from tallywire.annotate.sources.words import Span, Words

_PUNCTUATION = frozenset({",", ":", ";", "-", "–", "—", "--", ".", "“", "”", '"', "'", "‘", "’", "!", "?", "...", "…"})
_END_MARKS = frozenset({".", "!", "?", "…", "...", "”", '"', "''", "’", ";", ")", "—", "–", "--", "-"})
_TURNS = frozenset({"while", "whereas", "although", "though", "as", "but", "yet"})
_OPEN_MARKERS = frozenset({"that", "how", "why", "whether", "if"})


def trim(words: Words, start: int, end: int) -> Span | None:
    """The span without white space and punctuation at its ends; None when nothing is left."""
    while start < end and (words.space[start] or words.lower[start] in _PUNCTUATION):
        start += 1
    while end > start and (words.space[end - 1] or words.lower[end - 1] in _PUNCTUATION):
        end -= 1
    return (start, end) if start < end else None


def clause_after(words: Words, verb: int, clause: int | None, start: int, end: int) -> Span | None:
    """The clause that `verb` governs to its right, from `start` on; `clause` is its parsed head, if the parser saw one."""
    first = start
    if clause is not None and clause >= start:
        marker = next(
            (i for i in words.children[clause] if words.dep[i] == "mark" and start <= i and words.lower[i] == "that"),
            None,
        )
        first = marker + 1 if marker is not None else _clause_start(words, verb, start, max(start, words.left[clause]))
    first = words.next(first, end)
    while first < end and (
        words.lower[first] in _PUNCTUATION or (words.lower[first] == "that" and words.tag[first] == "IN")
    ):
        first += 1
    return trim(words, first, _clause_end(words, verb, clause, first, end))


def _clause_start(words: Words, verb: int, start: int, edge: int) -> int:
    """Where a clause without "that" begins: at its parsed `edge`, or earlier where the parser cut its first words off."""
    between = skip_adjuncts(words, start, edge)
    addressed = words.lemma[verb] in cues().addressed or any(words.lower[i] in (",", ":") for i in range(start, edge))
    return edge if addressed or between >= edge else between


def _clause_end(words: Words, verb: int, clause: int | None, first: int, end: int) -> int:
    """Where the governed clause stops: at the speaker's next predicate, or where the narrator turns with "while", "but"."""
    inside = range(words.left[clause], words.right[clause] + 1) if clause is not None else range(0)
    for child in words.children[verb]:
        if child > first and child not in inside and _leaves(words, child):
            edge = words.left[child]
            while edge > first and (words.lower[edge - 1] in (",", "and", "but", "or") or words.space[edge - 1]):
                edge -= 1
            end = min(end, max(edge, first))
    for index in range(first + 1, end):
        if words.lower[index - 1] == "," and words.tag[index] == "VBG" and _speaks(words, index):
            return index - 1
    return end


def _leaves(words: Words, child: int) -> bool:
    """Whether this dependent of the cue, right of its clause, is the narrator's again."""
    own_subject = any(words.dep[i] in ("nsubj", "nsubjpass", "expl") for i in words.children[child])
    after_comma = words.left[child] > 0 and words.lower[words.left[child] - 1] == ","
    marker = words.lower[words.left[child]]
    if words.dep[child] == "conj" and not own_subject:
        return True
    before = words.lower[words.left[child] - 1] if words.left[child] else ""
    return (
        (words.dep[child] in ("advcl", "conj"))
        and own_subject
        and ((after_comma and marker in _TURNS) or before in ("but", "while"))
    )


def _speaks(words: Words, index: int) -> bool:
    """Whether a participle after a comma opens a frame of its own ("adding that")."""
    lexicon = cues()
    if "clause" not in lexicon.verbs.get(words.lemma[index], ()) and words.lemma[index] != "cite":
        return False
    following = words.lower[index + 1] if index + 1 < len(words.lower) else ""
    return (
        words.lemma[index] == "cite"
        or following in _OPEN_MARKERS
        or any(words.dep[i] == "ccomp" for i in words.children[index])
    )


def clause_before(words: Words, group: int, start: int) -> Span | None:
    """What stands before a trailing cue whose words begin at `group` ("fell 3%, | the bank said"), from `start` on."""
    return trim(words, start, group)


def clause_around(words: Words, tail: int, end: int, before: Span | None, inverted: bool) -> Span | None:
    """What goes on after an interrupting cue that ends before `tail` ("Fares, Khan said, | will rise 5%")."""
    comma = skip_adjuncts(words, tail, end)
    if comma >= end or words.lower[comma] not in (",", "—", "–", "--", ";"):
        return None
    first = words.next(comma + 1, end)
    if (
        first >= end
        or words.tag[first] in ("VBG", "WP", "WDT", "WP$")
        or words.lower[first] in ("as", "according", "while", "whereas", "although")
    ):
        return None
    complete = before is not None and has_finite(words, *before)
    if complete and inverted and words.tag[first] != "CC":
        return None
    return trim(words, first, end)


def ends_after(words: Words, index: int, end: int) -> bool:
    """Whether only adjuncts and closing marks follow from `index` on."""
    index = skip_adjuncts(words, index, end)
    return index >= end or words.lower[index] in _END_MARKS or words.lower[index] == ","


def with_quotes(
    words: Words, contents: list[Span], quotes: list[Quote], cue: int, sent: Span
) -> tuple[list[Span], bool]:
    """`contents` of a cue in the sentence `sent` with every quotation that they touch taken in whole.

    A quotation that holds the cue itself is the speech in which the cue stands, and stays out.
    """
    out, quoted = list(contents), False
    for quote in quotes:
        if quote.start <= cue < quote.end or not any(
            quote.start < end and quote.end > start for start, end in contents
        ):
            continue
        quoted = True
        if quote.start < sent[0] or quote.end > sent[1]:
            inner = trim(words, *quote.inner)
            if inner is not None:
                out.append(inner)
    return out, quoted
