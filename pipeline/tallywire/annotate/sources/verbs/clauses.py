"""What a verb of speech governs: a clause behind it, before it or around it, a quotation, an infinitive."""

from tallywire.annotate.sources.actors.roles import nouns
from tallywire.annotate.sources.actors.table import known
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import content
from tallywire.annotate.sources.phrases import has_finite, is_finite, phrase_from, skip_adjuncts
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.verbs.site import Site, listed, rest
from tallywire.annotate.sources.verbs.speakers import may_speak
from tallywire.annotate.sources.verbs.values import is_document
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_BEFORE = frozenset({",", "”", "'", '"', "''", "’", "—", "–", "--", "-", "?", "!", "…", "..."})
_OPENING = frozenset({",", ":", "“", '"', "''", "‘", "'"})
_SAID = frozenset({"said", "says", "say"})
_FIGURES = frozenset({"CARDINAL", "PERCENT", "MONEY", "QUANTITY"})
_FORESEEN = frozenset({"expect", "anticipate", "hope", "fear", "predict", "forecast", "foresee", "promise", "pledge"})
_OTHERS = frozenset({"according", "while", "although", "though", "but"})
_ASKING = frozenset({"asked", "pressed", "questioned", "quizzed", "challenged", "confronted", "grilled", "pushed"})
_QUESTION = 16  # words of a question before its comma
_EVENTS = frozenset({"after", "when", "once"})
_THINGS_DO = frozenset({"threaten", "promise"})


def clause(site: Site) -> list[Span]:
    """A clause behind the verb, or before it, or around it."""
    words, (start, end) = site.words, site.limits
    behind = site.dependent("ccomp")
    if behind is not None and _detached(site, behind):
        behind = None
    ahead = any(words.dep[i] == "ccomp" and i < site.verb for i in words.children[site.verb])
    if (behind is not None and _is_state(words, site.verb, behind)) or _is_reduced_relative(site):
        return []
    group = site.group
    mark = words.previous(group[0] - 1, start)
    trails = mark > start and words.lower[mark] in _BEFORE and words.tag[site.verb] != "VBG"
    trails = trails and not _asked(words, start, mark) and not _speaks_of(site)
    if (as_said := _as_said(site, mark)) is not None:
        return as_said
    spoken = any(quote.speech and quote.end == mark + 1 for quote in site.quotes)
    tail = _past_hearer(site, group[1]) if trails and behind is None else group[1]
    if trails and (spoken or content.ends_after(words, tail, end) or (behind is None and ahead)):
        if words.tag[words.previous(mark - 1, start)] in ("WDT", "WP"):  # "which, they claim, | has been broken"
            return listed(content.trim(words, tail, end))
        joins = words.lower[mark] == "," and words.tag[words.previous(mark - 1, start)] == "CC"
        begin = mark if joins else _behind_semicolon(site, start, group[0])
        before = content.trim(words, begin, group[0])
        around = content.clause_around(words, tail, end, before, site.inverted) or _more_of_document(site, tail)
        return [span for span in (before, around) if span]
    if behind is None and not _opens_clause(site):
        return []
    return listed(content.clause_after(words, site.verb, behind, group[1], _left_by_document(site, end)))


def _speaks_of(site: Site) -> bool:
    """Whether the verb's own preposition follows, so that it ends no clause ("…, the mayor | boasted of having …")."""
    kinds = cues().verbs.get(site.words.lemma[site.verb], frozenset())
    return "about" in kinds and site.words.lower[site.cue[1] : site.cue[1] + 1] in (["of"], ["about"])


def _is_state(words: Words, verb: int, behind: int) -> bool:
    """Whether a verb of finding only tells in which state somebody was met with ("found her guilty", "nine alive")."""
    first = words.left[behind]
    plain = not has_finite(words, first, behind + 1) and words.lower[first] != "that"
    return words.lemma[verb] == "find" and words.pos[behind] == "ADJ" and plain


def _is_reduced_relative(site: Site) -> bool:
    """Whether the main verb follows, so that this one only tells who is meant ("patients admitted in May | came")."""
    words, source = site.words, site.source
    if source is None or site.inverted or words.lower[site.verb] in _SAID or words.tag[site.verb] not in ("VBD", "VBN"):
        return False
    index = skip_adjuncts(words, site.cue[1], site.limits[1])
    relative = any(words.tag[i] in ("WDT", "WP") for i in (source[0] - 1, source[0]))
    return index < site.limits[1] and is_finite(words, index) and not relative


def _more_of_document(site: Site, comma: int) -> Span | None:
    """What a document goes on to show behind its verb, comparisons and results included ("…, taking it to 90")."""
    words, end = site.words, site.limits[1]
    if site.source is None or not is_document(words, site.source) or words.lower[comma : comma + 1] != [","]:
        return None
    first = words.next(comma + 1, end)
    other = first >= end or words.tag[first] in ("WP", "WDT", "WP$") or words.lower[first] in _OTHERS
    return None if other else content.trim(words, first, end)


def _left_by_document(site: Site, end: int) -> int:
    """The semicolon behind which a document is itself spoken of ("A study found that …; it followed 300 nurses")."""
    words = site.words
    if site.source is None or not is_document(words, site.source):
        named = (i for i in range(site.verb, end - 2) if words.lower[i] == ";" and words.name[i + 1])
        first = next(named, None)
        return first if first is not None and words.tag[first + 2] == "VBD" else end
    marks = (i for i in range(site.verb, end - 1) if words.lower[i] == ";")
    return next((i for i in marks if words.lower[i + 1] in ("it", "they", "this")), end)


def _behind_semicolon(site: Site, start: int, end: int) -> int:
    """The start of the last of several clauses, outside quotations: who is named behind it says no more than that."""
    marks = (i for i in range(end - 1, start, -1) if site.words.lower[i] == ";")
    return next((i + 1 for i in marks if not any(quote.start < i < quote.end for quote in site.quotes)), start)


def _past_hearer(site: Site, index: int) -> int:
    """The token behind the one who is told ("…, traders told this newspaper, …"), if a comma or the end is next."""
    words, end = site.words, site.limits[1]
    hearer = phrase_from(words, index, end) if words.lemma[site.verb] in cues().addressed else None
    if hearer is None or any(words.entity[i] in _FIGURES for i in range(*hearer)):
        return index
    stop = skip_adjuncts(words, hearer[1], end)
    return stop if stop < end and words.lower[stop] in (",", ".") else index


def _asked(words: Words, start: int, comma: int) -> bool:
    """Whether only the question stands before the speaker ("…, and when pressed on the cost, | she replied, “…”")."""
    for index in range(comma - 1, max(start - 1, comma - _QUESTION), -1):
        joined = index == start or words.previous(index - 1, start) < start or words.tag[index - 1] == "CC"
        first = index + (words.lower[index] == "when")
        if joined and words.lower[first] in _ASKING and words.lower[first + 1] != "to":
            return True
        if words.lower[index] in (",", ";"):
            return False
    return False


def _as_said(site: Site, mark: int) -> list[Span] | None:
    """The main clause beside "as the minister put it"; None when the verb stands in no such clause."""
    words, (start, end) = site.words, site.limits
    if mark < start or words.lower[mark] != "as" or site.inverted:
        return None
    if words.lemma[site.verb] in _FORESEEN:
        return []
    comma = next((i for i in range(site.verb, end) if words.lower[i] == ","), None)
    if words.previous(mark - 1, start) < start + 1:
        return listed(content.trim(words, comma, end)) if comma is not None else None
    if words.lower[words.previous(mark - 1, start)] == "," and site.dependent("ccomp", "dobj") is None:
        return listed(content.trim(words, start, mark))
    return None


def _detached(site: Site, behind: int) -> bool:
    """Whether the parser hung a main clause on a verb that has its object ("after X announced cuts, shares fell")."""
    words, first = site.words, site.words.left[behind]
    if words.lower[site.verb] in _SAID or any(words.lower[i] == "that" for i in words.children[behind] if i < behind):
        return False
    between = skip_adjuncts(words, site.group[1], first)
    return between < first and words.lower[between] not in _OPENING and "," in words.lower[between:first]


def _opens_clause(site: Site) -> bool:
    """Whether a clause follows although the parser saw none: "that", a colon, or a subject with its finite verb."""
    words, end = site.words, site.limits[1]
    index = skip_adjuncts(words, site.group[1], end)
    headline = words.lower[site.verb] in _SAID and content.is_headline(words, site.verb)
    if index < end and words.lower[site.verb] in _SAID and _is_reduced(site):
        return True
    if index >= end or not (headline or has_finite(words, index, end)):
        return False
    if is_finite(words, index) and site.source and words.lower[site.source[0] - 1] in ("which", "that", "who"):
        return True  # "the debt that the bank reckons will reach $4m"
    if words.lower[index] == "as" and words.dep[index] == "mark":
        return False
    if headline and words.pos[index] != "PUNCT":
        return True
    if words.lower[index] in ("that", ":"):
        return True
    bare = words.lemma[site.verb] in cues().bare or words.lower[site.verb] in _SAID
    if not bare or words.lower[index] in (",", ";"):
        return False
    if words.lower[site.verb] in _SAID:
        return True
    phrase = phrase_from(words, index, end)
    if phrase is None or not has_finite(words, phrase[1], end):
        return False
    if (behind := _past_relative(site, phrase[1])) is not None:
        return is_finite(words, behind)
    verb = skip_adjuncts(words, phrase[1], end)
    parsed = site.dependent("dobj") is None and any(words.dep[i] in _SUBJECTS for i in range(*phrase))
    return parsed or (verb < end and is_finite(words, verb))


def _is_reduced(site: Site) -> bool:
    """Whether a past tense was read as a participle on what was said ("said nine in 10 patients recovered")."""
    said = site.dependent("dobj")
    words = site.words
    return said is not None and any(words.dep[i] == "acl" and words.tag[i] == "VBN" for i in words.children[said])


def _past_relative(site: Site, comma: int) -> int | None:
    """The token behind ", which is popular," if that stands behind a clause's subject, quotation marks left out."""
    words, end = site.words, site.limits[1]
    if comma + 1 >= end or words.lower[comma] != "," or words.tag[comma + 1] not in ("WDT", "WP", "WP$"):
        return None
    close = next((i for i in range(comma + 2, end - 1) if words.lower[i] == ","), None)
    if close is None:
        return None
    return close + 2 if words.lower[close + 1] in ("“", '"', "''") and close + 2 < end else close + 1


def quotation(site: Site) -> list[Span]:
    """A quotation beside the verb that no clause of its own has claimed."""
    words, end = site.words, site.limits[1]
    group = site.group
    for quote in site.quotes:
        ahead = group[1] <= quote.start < end and not has_finite(words, group[1], quote.start)
        behind = quote.end <= group[0] and words.next(quote.end, group[0]) == group[0] and _speaks_before(site, quote)
        if ahead and _counts(site, group[1], quote.start):
            return listed(content.trim(words, group[1], quote.end))
        if ahead and not quote.speech and _right_behind(site, quote):
            return rest(site)
        if quote.speech and (ahead or behind):
            return listed(content.trim(words, *quote.inner))
    return []


def _right_behind(site: Site, quote: Quote) -> bool:
    """Whether a few words in quotes are the verb's object ("admitted “one or two cases” of theft")."""
    between = range(site.group[1], quote.start)
    speaks = site.source is not None and may_speak(site.words, site.source)
    return speaks and all(site.words.pos[i] in ("DET", "ADJ", "ADV") for i in between)


def _counts(site: Site, start: int, end: int) -> bool:
    """Whether a figure between the verb and a quotation is part of what it quotes ("found 73% “had fled”")."""
    words = site.words
    told = words.lemma[site.verb] in cues().addressed - {"call"} or words.lower[end - 1] in (",", ":")
    first = words.next(start, end)
    direct = first < end and words.pos[first] in ("NUM", "DET", "ADJ", "ADV", "SYM", "NOUN")
    return direct and not told and any(words.entity[i] in _FIGURES or words.pos[i] == "NUM" for i in range(first, end))


def _speaks_before(site: Site, quote: Quote) -> bool:
    """Whether the verb behind a quotation belongs to it: that breaks off, or the sentence says nothing else."""
    words = site.words
    breaks_off = words.lower[words.previous(quote.inner[1] - 1, quote.start)] != "."
    said = words.lower[site.verb] in _SAID and content.ends_after(words, site.group[1], site.limits[1])
    return breaks_off or site.inverted or said


def infinitive(site: Site) -> list[Span]:
    """A to-clause ("expects sales to rise 4%"), of whoever can promise or threaten: floods only seem to."""
    words = site.words
    behind = next(
        (i for i in words.children[site.verb] if site.verb < i < site.limits[1] and _is_infinitive(words, i)), None
    )
    things = words.lemma[site.verb] in _THINGS_DO and site.source is not None
    if things and site.source and not may_speak(words, site.source):
        return []
    spans = rest(site, behind) if behind is not None else []
    had = behind is not None and any(words.lower[i] == "have" for i in words.children[behind])
    return spans if had else [(start, _before_event(words, start, end)) for start, end in spans]


def _before_event(words: Words, start: int, end: int) -> int:
    """Where what is promised ends and the narrator tells on which event ("vowed to appeal | after 14 were fined")."""
    for index in range(start + 1, end):
        if words.lower[index] in _EVENTS and words.tag[index] in ("IN", "WRB"):
            verb = next((i for i in range(index + 1, end) if is_finite(words, i)), None)
            if verb is not None and words.tag[verb] == "VBD" and phrase_from(words, index + 1, verb) is not None:
                return index
    return end


def learned(site: Site) -> list[Span]:
    """The clause that an outlet has heard of ("Touchline Daily understands")."""
    if site.source is None:
        return []
    entry = known(site.words.text(*site.source).removeprefix("the ").removeprefix("The "))
    named = not nouns("media").isdisjoint(site.words.lower[slice(*site.source)])
    return clause(site) if named or (entry is not None and entry.type == "media") else []


def _is_infinitive(words: Words, index: int) -> bool:
    """Whether the token heads a to-clause; the parser also reads one where only a figure was expected."""
    return words.dep[index] == "xcomp" or (
        words.dep[index] == "ccomp" and any(words.tag[i] == "TO" for i in words.children[index])
    )
