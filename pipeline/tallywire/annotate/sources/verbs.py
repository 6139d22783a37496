"""Frames of reporting verbs: active, inverted, interrupting, participial and passive."""

from collections.abc import Iterator

from tallywire.annotate.sources import content
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import Frame
from tallywire.annotate.sources.phrases import has_finite, noun_phrase, phrase_from, phrase_to, skip_adjuncts
from tallywire.annotate.sources.quotes import Quote
from tallywire.annotate.sources.words import Span, Words

_SUBJECTS = frozenset({"nsubj"})
_ALWAYS = frozenset({"said", "says", "say"})  # verbs even where the tagger reads a noun
_BEFORE_POST = frozenset({",", "”", '"', "''", "’", "—", "–", "--", "-", "?", "!", "…", "..."})
_RELATIVES = frozenset({"who", "which", "that"})


def verb_frames(words: Words, quotes: list[Quote], sent: Span) -> Iterator[Frame]:
    """The frames of the reporting verbs in one sentence."""
    for index in range(*sent):
        kinds, cue = match(words, index, sent[1])
        if not kinds or _denied(words, index):
            continue
        start, end = bounds(words, quotes, index, sent)
        frame = _frame(words, quotes, (start, end), index, cue, kinds)
        if frame is not None:
            yield frame


def match(words: Words, index: int, end: int) -> tuple[frozenset[str], Span]:
    """The content kinds that the verb at `index` governs, with its cue span; no kinds when it is no reporting verb."""
    lexicon = cues()
    cue = (index, index + 1)
    if not words.tag[index].startswith("VB") and words.lower[index] not in _ALWAYS:
        return frozenset(), cue
    if words.dep[index] in ("aux", "auxpass", "amod", "compound"):
        return frozenset(), cue
    lemma = "say" if words.lower[index] in _ALWAYS else words.lemma[index]
    for particle in range(index + 1, min(index + 3, end)):
        if words.lower[particle] in lexicon.phrasal.get(lemma, ()):
            return lexicon.verbs[f"{lemma} {words.lower[particle]}"], (index, particle + 1)
    return lexicon.verbs.get(lemma, frozenset()), cue


def bounds(words: Words, quotes: list[Quote], index: int, sent: Span) -> Span:
    """The part of the sentence that a cue at `index` can reach: inside a quotation, no more than the quotation."""
    for quote in quotes:
        if quote.start < index < quote.end - 1 and quote.speech:
            return max(sent[0], quote.start + 1), min(sent[1], quote.inner[1])
    return sent


def _denied(words: Words, index: int) -> bool:
    """Whether the words are not asserted: "did not say", "declined to say", "if he says"."""
    if any(
        words.dep[i] == "neg" and words.lower[i] in ("not", "n't", "never") for i in words.children[index]
    ) and words.lemma[index] in (
        "say",
        "specify",
        "disclose",
        "reveal",
        "confirm",
        "report",
        "give",
        "show",
        "announce",
        "elaborate",
        "mention",
    ):
        return True
    return words.dep[index] == "xcomp" and words.tag[index] == "VB" and words.lemma[words.head[index]] in cues().denials


def _frame(
    words: Words, quotes: list[Quote], limits: Span, verb: int, cue: Span, kinds: frozenset[str]
) -> Frame | None:
    passive = any(words.dep[i] in ("nsubjpass", "auxpass") for i in words.children[verb])
    if passive:
        return _passive(words, quotes, limits, verb, cue, kinds)
    source, inverted = subject(words, verb, limits)
    if "quoting" in kinds and (frame := _quoting(words, quotes, limits, verb, cue, source)):
        return frame
    if source is None and (words.tag[verb] in ("VBN", "VB", "VBP") or words.lower[verb] == "say"):
        return None
    if source is not None and _respondents(words, source):
        return None
    for kind, build in (
        ("clause", _clause),
        ("quote", _quote),
        ("infinitive", _infinitive),
        ("setting", _setting),
        ("object", _object),
        ("document", _document),
        ("accusation", _about),
        ("about", _about),
    ):
        if kind in kinds:
            spans = build(words, quotes, limits, verb, cue, source, inverted)
            if spans:
                spans, quoted = content.with_quotes(words, spans, quotes, verb, limits)
                return Frame(
                    f"verb.{kind}", cue, source, tuple(spans), referent=_referent(words, source), quoted=quoted
                )
    return None


def _referent(words: Words, source: Span | None) -> Span | None:
    """The antecedent of a relative pronoun that speaks."""
    if source is None or source[1] - source[0] != 1 or words.lower[source[0]] not in _RELATIVES:
        return None
    verb = words.head[source[0]]
    while words.dep[verb] != "relcl" and words.head[verb] != verb:
        verb = words.head[verb]
    if words.dep[verb] != "relcl":
        return None
    antecedent = words.head[verb]
    return noun_phrase(words, antecedent, words.sents[words.sent[antecedent]][0], source[0])


def _respondents(words: Words, source: Span) -> bool:
    """Whether the speakers are a share of those asked ("41% of voters", "four in 10")."""
    return any(words.lower[i] in cues().respondents for i in range(*source)) or (
        words.pos[source[0]] == "NUM"
        and any(words.lower[i] == "in" and words.pos[i + 1] == "NUM" for i in range(source[0], source[1] - 1))
    )


def subject(words: Words, verb: int, limits: Span) -> tuple[Span | None, bool]:
    """The noun phrase that speaks, and whether it follows its verb."""
    seen = verb
    for _ in range(6):
        heads = [i for i in words.children[seen] if words.dep[i] in _SUBJECTS]
        if heads:
            return _subject_phrase(words, heads[-1] if heads[-1] > verb else heads[0], verb, limits)
        if (
            words.dep[seen] in ("acl", "relcl")
            and words.pos[words.head[seen]] in ("NOUN", "PROPN", "PRON")
            and words.tag[verb] != "VBN"
        ):
            return noun_phrase(words, words.head[seen], limits[0], verb), False
        if words.dep[seen] == "acl" and words.lower[seen - 1] == "," and words.dep[words.head[seen]] == "appos":
            return noun_phrase(words, words.head[words.head[seen]], limits[0], verb), False
        if words.dep[seen] not in ("conj", "xcomp", "advcl", "pcomp", "prep", "acomp") or words.head[seen] == seen:
            break
        seen = words.head[seen]
    return _positional_subject(words, verb, limits)


def _subject_phrase(words: Words, head: int, verb: int, limits: Span) -> tuple[Span | None, bool]:
    if not limits[0] <= head < limits[1]:
        return None, False
    if head > verb:
        return noun_phrase(words, head, verb + 1, limits[1]), True
    start, stop = noun_phrase(words, head, limits[0], verb)
    while stop < verb and words.pos[stop] == "PROPN":
        stop += 1
    return (start, stop), False


def _positional_subject(words: Words, verb: int, limits: Span) -> tuple[Span | None, bool]:
    """The subject by word order, where the parser saw none: "…," said Khan; …, Khan said."""
    before = words.previous(verb - 1, limits[0])
    if (before >= limits[0] and words.lower[before] in _BEFORE_POST) or before < limits[0]:
        phrase = phrase_from(words, words.next(verb + 1, limits[1]), limits[1])
        return phrase, phrase is not None
    return phrase_to(words, verb, limits[0]), False


def _group(words: Words, verb: int, source: Span | None, inverted: bool) -> Span:
    """The span of the cue with its source: what interrupts or trails the content."""
    if source is None:
        return verb, verb + 1
    if inverted:
        return verb, source[1]
    near = source[1] <= verb and not has_finite(words, source[1], verb - 1)
    return (source[0] if near else verb), verb + 1


def _clause(
    words: Words, quotes: list[Quote], limits: Span, verb: int, cue: Span, source: Span | None, inverted: bool
) -> list[Span]:
    start, end = limits
    clause = next(
        (
            i
            for i in words.children[verb]
            if words.dep[i] == "ccomp" and verb < i < end and not _detached(words, verb, i)
        ),
        None,
    )
    clause_left = next((i for i in words.children[verb] if words.dep[i] == "ccomp" and i < verb), None)
    group = _group(words, verb, source, inverted)
    after = max(cue[1], group[1])
    before_mark = words.previous(group[0] - 1, start)
    trailing = before_mark > start and words.lower[before_mark] in _BEFORE_POST and words.tag[verb] != "VBG"
    if trailing and (content.ends_after(words, after, end) or (clause is None and clause_left is not None)):
        before = content.clause_before(words, group[0], start)
        around = content.clause_around(words, _tail(words, after, source, inverted), end, before, inverted)
        return [span for span in (before, around) if span]
    if clause is None and not _opens_clause(words, verb, after, end):
        return []
    span = content.clause_after(words, verb, clause, after, end)
    return [span] if span else []


def _tail(words: Words, after: int, source: Span | None, inverted: bool) -> int:
    """The end of an inverted source with its apposition ("said Khan, the minister,")."""
    if not inverted or source is None:
        return after
    return after


def _detached(words: Words, verb: int, clause: int) -> bool:
    """Whether the parser hung a main clause on a verb that has its object ("after X announced the cuts, shares fell")."""
    first = words.left[clause]
    objects = [i for i in words.children[verb] if words.dep[i] == "dobj" and verb < i < first]
    return bool(objects) and any(words.lower[i] == "," for i in range(objects[0], first))


def _opens_clause(words: Words, verb: int, after: int, end: int) -> bool:
    """Whether a clause follows although the parser saw none: "that", a colon, or a subject with its finite verb."""
    index = skip_adjuncts(words, after, end)
    if index >= end or not has_finite(words, index, end):
        return False
    if words.lower[index] in ("that", ":"):
        return True
    if (words.lemma[verb] not in cues().bare and words.lower[verb] not in _ALWAYS) or words.lower[index] in (",", ";"):
        return False
    if any(words.dep[i] == "dobj" for i in words.children[verb]):
        return False
    phrase = phrase_from(words, index, end)
    return (
        phrase is not None
        and any(words.dep[i] in ("nsubj", "nsubjpass", "expl") for i in range(*phrase))
        and has_finite(words, phrase[1], end)
    )


def _quote(
    words: Words, quotes: list[Quote], limits: Span, verb: int, cue: Span, source: Span | None, inverted: bool
) -> list[Span]:
    """A quotation beside the verb that no clause of its own has claimed."""
    _start, end = limits
    group = _group(words, verb, source, inverted)
    after = max(cue[1], group[1])
    for quote in quotes:
        if quote.start >= after and quote.start < end and quote.speech and not has_finite(words, after, quote.start):
            inner = content.trim(words, *quote.inner)
            return [inner] if inner else []
        if (
            quote.speech
            and quote.end <= group[0]
            and words.next(quote.end, group[0]) == group[0]
            and _speaks_before(words, quote, verb, after, inverted, end)
        ):
            inner = content.trim(words, *quote.inner)
            return [inner] if inner else []
    return []


def _speaks_before(words: Words, quote: Quote, verb: int, after: int, inverted: bool, end: int) -> bool:
    """Whether the verb behind a quotation belongs to it: the quotation breaks off, or the sentence says nothing else."""
    last = words.previous(quote.inner[1] - 1, quote.start)
    return (
        words.lower[last] != "." or inverted or (words.lower[verb] in _ALWAYS and content.ends_after(words, after, end))
    )


def _infinitive(
    words: Words, quotes: list[Quote], limits: Span, verb: int, cue: Span, source: Span | None, inverted: bool
) -> list[Span]:
    clause = next((i for i in words.children[verb] if words.dep[i] == "xcomp" and i > verb), None)
    if clause is None or source is None:
        return []
    span = content.clause_after(words, verb, clause, cue[1], limits[1])
    return [span] if span else []


def _object(
    words: Words, quotes: list[Quote], limits: Span, verb: int, cue: Span, source: Span | None, inverted: bool
) -> list[Span]:
    if source is None or not any(
        words.dep[i] in ("dobj", "ccomp", "attr", "oprd", "nummod") and i > verb for i in words.children[verb]
    ):
        return []
    span = content.clause_after(words, verb, None, cue[1], limits[1])
    return [span] if span else []


def _setting(
    words: Words, quotes: list[Quote], limits: Span, verb: int, cue: Span, source: Span | None, inverted: bool
) -> list[Span]:
    """ "put the toll at 41": what is set, with the value that it is set at."""
    if source is None or not any(words.dep[i] == "dobj" and i > verb for i in words.children[verb]):
        return []
    end = _clause_limit(words, verb, limits)
    if not any(words.lower[i] == "at" for i in range(verb + 2, end)):
        return []
    span = content.clause_after(words, verb, None, cue[1], limits[1])
    return [span] if span else []


def _clause_limit(words: Words, verb: int, limits: Span) -> int:
    return next((i for i in range(verb + 1, limits[1]) if words.lower[i] in (",", ";")), limits[1])


def _document(
    words: Words, quotes: list[Quote], limits: Span, verb: int, cue: Span, source: Span | None, inverted: bool
) -> list[Span]:
    if source is None or not is_document(words, source):
        return []
    span = content.clause_after(words, verb, None, cue[1], limits[1])
    return [span] if span else []


def is_document(words: Words, source: Span) -> bool:
    """Whether the noun phrase is headed by a document or data ("the Marist poll")."""
    end = next(
        (
            i
            for i in range(*source)
            if words.lower[i]
            in ("of", "by", "from", "in", "on", ",", "for", "with", "conducted", "released", "published")
        ),
        source[1],
    )
    return end > source[0] and (
        words.lemma[end - 1] in cues().document_nouns or words.lower[end - 1] in cues().document_nouns
    )


def _about(
    words: Words, quotes: list[Quote], limits: Span, verb: int, cue: Span, source: Span | None, inverted: bool
) -> list[Span]:
    lexicon = cues()
    allowed = (
        lexicon.accusation
        if words.lemma[verb] in ("accuse", "blame", "fault", "criticise", "criticize")
        else lexicon.about
    )
    preposition = next(
        (i for i in words.children[verb] if words.dep[i] == "prep" and i > verb and words.lower[i] in allowed), None
    )
    if preposition is None or source is None:
        return []
    span = content.trim(words, preposition + 1, min(words.right[preposition] + 1, limits[1]))
    return [span] if span else []


def _passive(
    words: Words, quotes: list[Quote], limits: Span, verb: int, cue: Span, kinds: frozenset[str]
) -> Frame | None:
    """ "The number was put at 50 by the ministry": the agent speaks, the rest of the clause is content."""
    agent = next((i for i in words.children[verb] if words.dep[i] == "agent"), None)
    if agent is None:
        return None
    phrase = phrase_from(words, words.next(agent + 1, limits[1]), limits[1])
    if phrase is None or not kinds & {"object", "document", "clause"}:
        return None
    spans = [
        content.trim(words, max(limits[0], words.left[verb]), agent),
        content.trim(words, phrase[1], words.right[verb] + 1),
    ]
    kept = [span for span in spans if span]
    return Frame("verb.passive", cue, phrase, tuple(kept)) if kept else None


def _quoting(
    words: Words, quotes: list[Quote], limits: Span, verb: int, cue: Span, source: Span | None
) -> Frame | None:
    """ "The paper quoted Khan as saying …": Khan is the source, the paper the intermediary."""
    marker = next(
        (
            i
            for i in range(verb + 1, limits[1] - 1)
            if words.lower[i] == "as" and words.lower[i + 1] in ("saying", "telling", "stating", "writing")
        ),
        None,
    )
    if marker is None:
        return None
    quoted = phrase_from(words, words.next(verb + 1, marker), marker)
    span = content.clause_after(
        words,
        marker + 1,
        next((i for i in words.children[marker + 1] if words.dep[i] == "ccomp"), None),
        marker + 2,
        limits[1],
    )
    if quoted is None or span is None:
        return None
    spans, is_quoted = content.with_quotes(words, [span], quotes, verb, limits)
    return Frame("verb.quoting", cue, quoted, tuple(spans), via=source, quoted=is_quoted)
