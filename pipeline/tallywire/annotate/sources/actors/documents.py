"""Reports, studies and polls as sources: what kind, who made them, where they came out."""

from tallywire.annotate.sources.actors.mention import Kind, Mention
from tallywire.annotate.sources.actors.people import is_name
from tallywire.annotate.sources.actors.roles import nouns, nouns_of
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_DEFINITE = frozenset({"the", "this", "that", "these", "its", "his", "her", "their"})
_NO_MAKER = frozenset({"court", "police", "army", "military", "hospital", "office", "party", "exchange", "fund"})
_FIELDS = frozenset({"central", "national", "federal", "foreign", "interior", "public", "environmental", "statistical"})
_OUT = frozenset({"published", "released", "issued", "printed", "unveiled", "posted"})
_GOT = frozenset(
    {"seen", "obtained", "reviewed", "viewed", "read", "leaked", "verified", "heard", "watched", "examined"}
)
_ADJECTIVAL = ("an", "ine", "ic", "ish", "ese", "al", "ern")
_BREAKS = frozenset({",", "which", "who", "that", "and", "on", "in", "at"})
_PLACES = frozenset({"GPE", "LOC", "NORP"})
_LONG_REACH = 26  # words behind its noun in which a maker with its verb stands
_REACH = 16  # words behind its noun that tell a document's maker or journal


def read_document(words: Words, span: Span, core: Span, head: int) -> Mention | None:
    """The document that a noun phrase with this `head` stands for, or None."""
    start, end = core
    if words.lower[head] not in nouns("document") and words.lemma[head] not in nouns("document"):
        return None
    named = words.pos[head] == "PROPN" and words.form[head][:1].isupper() and head > start
    if named and _possessor(words, start, head) is None:
        return None
    maker = _maker(words, start, head, end) or made_by(words, head)
    out = None if maker else _journal(words, head)
    told = head + 1 if _dated_phrase(words, head + 1, end) else end
    text = words.text(start, told)
    if out:
        joint = "in" if _OUT.isdisjoint(words.lower[head : out[0]]) else "published in"
        text = f"{words.text(start, head + 1)} {joint} {words.text(*out)}"
    back = words.lower[span[0]] in _DEFINITE and _plain(words, start, head)
    kind: Kind = "nominal" if back and not out else "description"
    plural = words.tag[head] == "NNS"
    return Mention(kind, text, None, "document", words.lemma[head], maker=maker, plural=plural)


def _plain(words: Words, start: int, head: int) -> bool:
    """Whether nothing sets the document apart from the one before it, as "largest" or "results of a trial" do."""
    new = words.lower[head + 1 : head + 3] in (["of", "a"], ["of", "an"])
    return not new and not any(words.tag[i] in ("JJS", "RBS", "JJR", "RBR", "CD", "NNP") for i in range(start, head))


def _maker(words: Words, start: int, head: int, end: int) -> Span | None:
    """Who made a document: "the IOM report", "a study by Oxford University", "a ministry count"."""
    before = _possessor(words, start, head) or _named_before(words, start, head) or _kind_before(words, start, head)
    return _behind(words, head, end) or before


def made_by(words: Words, head: int) -> Span | None:
    """Who is told to have made a document: "The survey of 2,104 adults, carried out for X by Larkfield Research,"."""
    limit = min(head + _LONG_REACH, words.sents[words.sent[head]][1])
    stop = next((i for i in range(head + 1, limit) if words.tag[i] in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP")), limit)
    made = next((i for i in range(head + 1, stop) if words.lower[i] in nouns("document", "making")), None)
    by = next((i for i in range(made + 1, stop) if words.lower[i] == "by"), None) if made is not None else None
    return _behind(words, by - 1, stop) if by is not None else None


def maker_behind(words: Words, noun: int) -> Span | None:
    """The maker right behind a document's noun ("The poll by X", "The survey, conducted by X", "figures from X")."""
    limit = min(noun + _REACH, words.sents[words.sent[noun]][1])
    first = words.next(noun + 1, limit)
    first += first < limit and words.lower[first] == ","
    while first < limit and (words.tag[first] in ("VBN", "RP") or words.pos[first] == "ADV"):
        first += 1
    if first >= limit or words.lower[first] not in ("by", "from"):
        return None
    verb = next((i for i in range(first, limit) if words.tag[i] in ("VBD", "VBZ", "VBP", "MD")), limit)
    return _behind(words, first - 1, verb)


def _behind(words: Words, head: int, end: int) -> Span | None:
    """The maker behind "by", "from" or "of"; "of" only before a name ("a survey of 1,200 households by …")."""
    for index in range(head + 1, end):
        if words.lower[index] not in nouns("document", "makers") or words.lower[index - 1] in _GOT:
            continue
        first = next((i for i in range(index + 1, end) if words.pos[i] not in ("ADP", "DET", "ADV")), end)
        stop = next((i for i in range(first, end) if i > first and _ends_maker(words, i)), end)
        stop = _past_and(words, first, stop, end)
        if first >= stop:
            continue
        begins = first - 1 if words.lower[first - 1] == "the" else first
        nominal = begins < first and words.lower[stop - 1] in nouns("organisation")
        named = any(is_name(words, i) for i in range(first, stop)) and words.pos[first] != "NUM"
        if words.lower[index] != "by" and not is_name(words, first) and not _introduces(words, first, stop):
            continue
        placed = _dated(words, first) and (words.lower[index] != "by" or words.entity[first] not in _PLACES)
        if (named and not placed) or nominal:
            return begins, stop
    return None


def _ends_maker(words: Words, index: int) -> bool:
    """Whether the maker's name ends before the token: at a joint, or a participle ("by X released on Tuesday")."""
    after = words.tag[index] in ("VBN", "VBD") and words.form[index].islower() and words.name[index - 1]
    return words.lower[index] in _BREAKS or after or words.lower[index] == "between"


def _introduces(words: Words, first: int, stop: int) -> bool:
    """Whether a noun of an organisation stands before the name there ("figures from trade body Screenwatch")."""
    name = next((i for i in range(first, stop) if is_name(words, i)), first)
    return name > first and words.lower[name - 1] in nouns_of("organisation", "media")


def _past_and(words: Words, first: int, stop: int, end: int) -> int:
    """The end of a maker past the "and", "in" and "at" inside its name ("Centre for Health and Work")."""
    while stop + 1 < end and words.lower[stop] in ("and", "in", "at") and is_name(words, stop + 1):
        if words.lower[stop] == "in" and words.entity[stop + 1] in ("GPE", "DATE", "LOC"):
            break
        stop = next((i for i in range(stop + 1, end) if words.lower[i] in _BREAKS), end)
    return stop


def _dated_phrase(words: Words, index: int, end: int) -> bool:
    """Whether nothing but a date stands from the preposition at `index` on ("in 2021")."""
    return (
        index + 1 < end
        and words.pos[index] == "ADP"
        and all(words.entity[i] in ("DATE", "TIME") for i in range(index + 1, end))
    )


def _dated(words: Words, index: int) -> bool:
    return words.entity[index] in ("DATE", "TIME", "GPE", "LOC", "NORP", "CARDINAL")


def _named_before(words: Words, start: int, head: int) -> Span | None:
    stop = head
    while stop > start and not is_name(words, stop - 1):
        stop -= 1
    lone = stop - 2 < start or not is_name(words, stop - 2)
    if stop == start or (lone and words.lower[stop - 1] in nouns("document")):
        return None
    first = start
    while first < stop - 1 and not is_name(words, first):
        first += 1
    while stop < head and words.lower[stop] in nouns("organisation") and words.form[stop].islower():
        stop += 1
    if stop < head and stop - first == 1 and _is_adjective(words, first):
        return None  # "Alpine glacier study"
    return None if _dated(words, first) and words.entity[first] == "DATE" else (first, stop)


def _is_adjective(words: Words, index: int) -> bool:
    """Whether one capitalised word says where the thing studied is rather than who studied it."""
    form = words.form[index]
    return not form.isupper() and words.entity[index] != "PERSON" and form.lower().endswith(_ADJECTIVAL)


def _possessor(words: Words, start: int, head: int) -> Span | None:
    """Whose a document is, where that is a body by its noun ("the club's latest accounts")."""
    mark = next((i for i in range(start + 1, head) if words.lower[i] in ("'s", "'")), None)
    bodies = nouns_of("organisation", "media")
    return (start, mark) if mark is not None and words.lower[mark - 1] in bodies else None


def named_before(words: Words, noun: int) -> Span | None:
    """The name of two words or more right before a document's noun ("a Delmar University poll")."""
    first = noun
    while first > 0 and is_name(words, first - 1):
        first -= 1
    return (first, noun) if noun - first > 1 and not _dated(words, first) else None


def _kind_before(words: Words, start: int, head: int) -> Span | None:
    """The noun of an organisation right before the document's ("a ministry count", "company data")."""
    before = head - 1
    if before < start or words.lower[before] not in nouns("organisation") or words.pos[before] != "NOUN":
        return None
    first = before
    while first > start and (words.pos[first - 1] == "NOUN" or words.lower[first - 1] in _FIELDS):
        first -= 1
    own = words.lower[before] not in _NO_MAKER or (first < before and words.lower[before] == "office")
    return (first, head) if own else None


def _journal(words: Words, head: int) -> Span | None:
    """Where it came out: "a study published on Wednesday in the journal Cell", "the paper, released in Brain,"."""
    limit = min(head + _REACH, words.sents[words.sent[head]][1])
    first = words.next(head + 1, limit)
    first += first < limit and words.lower[first] == ","
    journal = words.lower[first : first + 3] == ["in", "the", "journal"]
    if first >= limit or (words.lower[first] not in _OUT and not journal):
        return None
    for index in range(first + (not journal), limit - 1):
        if words.lower[index] == ",":
            return None
        if words.lower[index] == "in" and not _dated(words, index + 1):
            stop = next((i for i in range(index + 1, limit) if _ends_title(words, i)), limit)
            titled = any(is_name(words, i) for i in range(index + 1, stop))
            return (index + 1, stop) if titled else None
    return None


def _ends_title(words: Words, index: int) -> bool:
    finite = words.tag[index] in ("VBD", "VBZ", "VBP", "MD") and not words.name[index]
    return finite or words.lower[index] in (",", ".", "that", "on")
