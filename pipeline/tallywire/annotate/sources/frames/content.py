"""Which words a cue governs: the clause before it, after it or around it, whole quotations."""

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames.comparisons import compares
from tallywire.annotate.sources.phrases import has_finite, is_finite, phrase_from, skip_adjuncts
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_PUNCTUATION = frozenset(
    {
        ",",
        ":",
        ";",
        "-",
        "–",
        "—",
        "--",
        ".",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "!",
        "?",
        "...",
        "…",
        "''",
        "``",
    }
)
_QUOTES = frozenset({"“", '"', "''", "‘", "``"})
_END_MARKS = frozenset({".", "!", "?", "…", "...", "”", '"', "''", "’", ";", ")", "—", "–", "--", "-", ","})
_TURNS = frozenset({"while", "whereas", "although", "though", "as", "but", "yet"})
_OPEN_MARKERS = frozenset({"that", "how", "why", "whether", "if"})
_NOT_AROUND = frozenset({"as", "according", "while", "whereas", "although"})
_SUBORDINATORS = frozenset(
    {"after", "before", "when", "since", "although", "though", "while", "because", "once", "whereas"}
)
_LEAD = 3  # words before a conjunction that still opens its sentence ("Two days after")
_OWN = frozenset({"his", "her", "its", "their"})
_DASHES = frozenset({"–", "—", "--"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_TIMES = frozenset({"DATE", "TIME"})
_DENYING = frozenset({"no", "not", "n't", "nobody", "none", "neither", "nothing", "never"})
_LISTED = frozenset({"NOUN", "PROPN", "NUM", "SYM"})  # what goes on a list of things said


def bounds(words: Words, quotes: list[Quote], index: int, sent: Span) -> Span:
    """The part of the sentence that a cue at `index` can reach: inside a quotation, no more than the quotation."""
    for quote in quotes:
        if quote.start < index < quote.end - 1 and quote.speech:
            return max(sent[0], quote.start + 1), min(sent[1], quote.inner[1])
    return sent[0], _aside_end(words, index, sent)


def _aside_end(words: Words, index: int, sent: Span) -> int:
    """The dash that closes the aside in which `index` stands ("The study – which notes … – should"), or the end."""
    before = [i for i in range(sent[0], index) if words.lower[i] in _DASHES and words.gap[i]]
    if len(before) % 2 == 0:
        return sent[1]
    return next((i for i in range(index, sent[1]) if words.lower[i] == words.lower[before[-1]]), sent[1])


def subordinate(words: Words, verb: int, limits: Span) -> Span:
    """`limits` cut at the comma that ends a subordinate clause of `verb` ("After X announced cuts, shares fell")."""
    opener = next((i for i in words.children[verb] if i < verb and words.lower[i] in _SUBORDINATORS), None)
    if opener is None or opener - limits[0] > _LEAD:
        return limits
    for index in range(verb + 1, limits[1] - 1):
        if words.lower[index] == "," and _main_clause(words, index + 1, limits[1]):
            return limits[0], index
    return limits


def _main_clause(words: Words, start: int, end: int) -> bool:
    """Whether a subject with a finite verb begins at `start`."""
    if words.pos[start] in ("CCONJ", "SCONJ", "VERB") or words.tag[start] in ("WP", "WDT", "WP$"):
        return False
    phrase = phrase_from(words, start, end)
    return phrase is not None and has_finite(words, phrase[1], end)


def is_headline(words: Words, index: int) -> bool:
    """Whether the token stands in a line without closing punctuation, most of it capitalised, or the story's first."""
    start, end = words.sents[words.sent[index]]
    last = words.previous(end - 1, start)
    tokens = [words.form[i] for i in range(start, last + 1) if words.form[i].isalpha()]
    capitals = sum(text[0].isupper() for text in tokens)
    return last >= start and words.lower[last] not in (".", "!", "?", "”", '"', "…") and 2 * capitals > len(tokens)


def trim(words: Words, start: int, end: int) -> Span | None:
    """The span without white space and punctuation at its ends; None when nothing is left."""
    while start < end and (words.space[start] or words.lower[start] in _PUNCTUATION):
        start += 1
    while end > start and (words.space[end - 1] or words.lower[end - 1] in _PUNCTUATION):
        end -= 1
    return (start, end) if start < end else None


def clause_after(words: Words, verb: int, clause: int | None, start: int, end: int) -> Span | None:
    """The clause that `verb` governs to its right, from `start` on; `clause` is its parsed head, if there is one."""
    first = start
    if clause is not None and clause >= start:
        that = [i for i in words.children[clause] if words.dep[i] == "mark" and start <= i and words.lower[i] == "that"]
        first = that[0] + 1 if that else _clause_start(words, verb, start, max(start, words.left[clause]))
    first = words.next(first, end)
    while first < end and (words.lower[first] in _PUNCTUATION or _is_that(words, first)):
        first += 1
    return trim(words, first, _clause_end(words, verb, clause, first, end))


def _is_that(words: Words, index: int) -> bool:
    return words.lower[index] == "that" and words.tag[index] == "IN"


def _clause_start(words: Words, verb: int, start: int, edge: int) -> int:
    """Where a clause without "that" begins: at its parsed `edge`, or before it, where its first words were cut off."""
    between = skip_adjuncts(words, start, edge)
    if words.lemma[verb] == "say" and any(
        words.dep[i] == "dobj" and words.left[i] == between for i in words.children[verb]
    ):
        return between  # "said inflation, at 4% in May, would fall": the clause's subject, read as an object
    aside = words.lower[edge - 1] in _DASHES and words.lower[start:edge].count(words.lower[edge - 1]) > 1
    if aside and words.lemma[verb] not in cues().addressed:
        return between
    counted = all(words.tag[i] in ("DT", "CD", "RB") for i in range(start, edge))  # "warned another 500 | were near"
    addressed = (words.lemma[verb] in cues().addressed and not counted) or any(
        words.lower[i] in (",", ":") for i in range(start, edge)
    )
    return edge if addressed or between >= edge else between


def _clause_end(words: Words, verb: int, clause: int | None, first: int, end: int) -> int:
    """Where the governed clause stops: at the speaker's next predicate, or where the narrator turns."""
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
        if words.lower[index] == "," and _acts(words, index + 1, end):
            return index
    return end


def _acts(words: Words, joint: int, end: int) -> bool:
    """Whether the speaker does something with what is his own ("…, and cut his target price by 30p")."""
    if joint + 3 >= end or words.lower[joint] not in ("and", "but") or words.lower[joint + 2] not in _OWN:
        return False
    past = words.tag[joint + 1] in ("VBD", "VBN", "VB")
    return past and not cues().valuations.isdisjoint(words.lower[joint + 3 : min(joint + 6, end)])


def _leaves(words: Words, child: int) -> bool:
    """Whether this dependent of the cue, right of its clause, is the narrator's again."""
    edge = words.left[child]
    own_subject = any(words.dep[i] in _SUBJECTS for i in words.children[child]) or _misread_subject(words, edge, child)
    if words.lower[edge] == "that":
        return False
    if words.dep[child] == "conj" and words.pos[child] in _LISTED:
        return False
    if words.dep[child] == "conj" and not own_subject and _shares_that(words, child, edge):
        return False
    if words.dep[child] == "conj" and not own_subject and words.tag[child] == "VBD" and _is_present(words, child):
        return False
    if words.dep[child] == "conj" and not own_subject:
        unlike = words.tag[child] == "VBG" and words.tag[words.head[child]] != "VBG"  # "found her ahead, | but losing"
        return words.tag[child] != "VB" and not unlike and not any(words.tag[i] == "MD" for i in words.children[child])
    before = words.lower[edge - 1] if edge else ""
    if any(words.dep[i] in _SUBJECTS and words.pos[i] == "NUM" and i + 1 == child for i in words.children[child]):
        return False  # "…, while 1,601 sat for it": of those of whom is spoken
    turns = (before == "," and words.lower[edge] in _TURNS) or before in (
        "but",
        "while",
    )
    return words.dep[child] in ("advcl", "conj") and own_subject and turns and not _contrasts(words, child, edge)


def _misread_subject(words: Words, edge: int, child: int) -> bool:
    """Whether a noun group that no label makes a subject stands before a verb ("close to half of them had …")."""
    verb = next((i for i in range(edge, child) if words.tag[i] in ("VBD", "VBZ", "VBP", "MD")), child)
    nouns = any(words.pos[i] in ("NOUN", "NUM", "PROPN") and words.entity[i] not in _TIMES for i in range(edge, verb))
    return nouns and words.pos[edge] not in ("ADP", "SCONJ")


def _contrasts(words: Words, child: int, edge: int) -> bool:
    """Whether "but" sets something beside what is denied to have been ("says nobody was hurt, | but 15 fled")."""
    if edge < 2 or words.lower[edge - 1] != "but":
        return False
    denied = range(words.head[child] + 1, edge - 1)
    return any(words.lower[i] in _DENYING for i in denied) and not any(
        words.tag[i] in ("VBD", "VBZ") and "clause" in cues().verbs.get(words.lemma[i], ())
        for i in range(edge, child + 1)
    )


def _is_present(words: Words, child: int) -> bool:
    """Whether the cue stands in the present, beside which a past tense goes on with what it says."""
    return words.tag[words.head[child]] in ("VBZ", "VBP")


def _shares_that(words: Words, child: int, edge: int) -> bool:
    """Whether the second verb of a that-clause was hung on its cue: no comma parts it ("that she paid and left")."""
    joint = words.lower[edge - 1] == "and" and words.lower[edge - 2] != ","
    that = any(_is_that(words, i) for i in range(words.head[child] + 1, min(words.head[child] + 3, edge)))
    return joint and that and "clause" not in cues().verbs.get(words.lemma[child], ())


def _speaks(words: Words, index: int) -> bool:
    """Whether a participle after a comma opens a frame of its own ("adding that")."""
    if words.lemma[index] == "cite":
        return True
    if "clause" not in cues().verbs.get(words.lemma[index], ()):
        return False
    following = words.lower[index + 1] if index + 1 < len(words.lower) else ""
    return following in _OPEN_MARKERS or any(words.dep[i] == "ccomp" for i in words.children[index])


def clause_around(words: Words, tail: int, end: int, before: Span | None, inverted: bool) -> Span | None:
    """What goes on after an interrupting cue that ends before `tail` ("Fares, Khan said, | will rise 5%")."""
    comma = skip_adjuncts(words, tail, end)
    if comma >= end or words.lower[comma] not in (",", "—", "–", "--", ";"):
        return None
    first = words.next(comma + 1, end)
    complete = before is not None and has_finite(words, *before)
    relative = first >= end or words.tag[first] in ("WP", "WDT", "WP$")
    if relative or (complete and words.tag[first] == "VBG") or words.lower[first] in _NOT_AROUND:
        return None
    if words.lower[first] in _QUOTES:
        return trim(words, first, end)
    if complete and compares(words, first):
        return None
    conjunction = words.tag[first] == "CC"
    if complete and _dates(words, first, end):
        return None
    if complete and ((inverted and not conjunction) or (conjunction and _reports_anew(words, first + 1, end))):
        return None
    return trim(words, first, end)


def _dates(words: Words, start: int, end: int) -> bool:
    """Whether a time phrase stands at `start` that places the saying itself ("…, two hours after polls closed")."""
    window = words.lower[start : min(start + 5, end)]
    return any(word in ("after", "before", "later", "earlier") for word in window[1:]) and not any(
        is_finite(words, i) for i in range(start, start + len(window) - 1)
    )


def _reports_anew(words: Words, start: int, end: int) -> bool:
    """Whether the first verb from `start` on is a reporting one (", but he said …")."""
    verb = next((i for i in range(start, end) if words.pos[i] == "VERB"), None)
    if verb is not None and words.lemma[verb] == "find" and words.lower[verb + 1] != "that":
        return False  # "…, and divers found the hatch open"
    return verb is not None and words.lemma[verb] in cues().bare | {
        "say",
        "add",
        "caution",
    }


def ends_after(words: Words, index: int, end: int) -> bool:
    """Whether only adjuncts and closing marks follow from `index` on."""
    index = skip_adjuncts(words, index, end)
    return index >= end or words.lower[index] in _END_MARKS


def with_quotes(
    words: Words, contents: list[Span], quotes: list[Quote], cue: int, sent: Span
) -> tuple[list[Span], bool]:
    """`contents` of a cue in the sentence `sent` with every quotation that they touch taken in whole.

    A quotation that holds the cue itself is the speech in which the cue stands, and stays out.
    """
    out, quoted = list(contents), False
    for quote in quotes:
        outside = not quote.start <= cue < quote.end
        if outside and any(quote.start < end and quote.end > start for start, end in contents):
            quoted = True
            inner = trim(words, *quote.inner)
            if inner is not None and (quote.start < sent[0] or quote.end > sent[1]):
                out.append(inner)
    return out, quoted
