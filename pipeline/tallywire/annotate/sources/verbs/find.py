"""Frames of reporting verbs: active, inverted, interrupting, participial and passive."""

from collections.abc import Iterator

from tallywire.annotate.sources.actors.roles import nouns_of
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import comparisons, content
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.phrases import noun_phrase, phrase_from
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.verbs import governed, heard
from tallywire.annotate.sources.verbs.matching import ALWAYS, denied, match
from tallywire.annotate.sources.verbs.site import Site
from tallywire.annotate.sources.verbs.speakers import may_speak, speakers
from tallywire.annotate.sources.verbs.subjects import gapped_source, is_share, referent, subject
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_COUNTED = frozenset({"CARDINAL", "QUANTITY"})
_PASSIVE = frozenset({"object", "document", "clause", "setting", "urging"})


def verb_frames(words: Words, quotes: list[Quote], sent: Span) -> Iterator[Frame]:
    """The frames of the reporting verbs in one sentence."""
    lemmas = cues().matched
    for index in range(*sent):
        if words.lemma[index] not in lemmas and words.lower[index] not in ALWAYS:
            continue
        kinds, cue = match(words, index, sent[1])
        if kinds and not denied(words, index):
            frame = _frame(words, quotes, _limits(words, quotes, index, sent), index, cue, kinds)
            if frame is not None:
                yield frame


def _limits(words: Words, quotes: list[Quote], index: int, sent: Span) -> Span:
    start, end = content.subordinate(words, index, content.bounds(words, quotes, index, sent))
    return start, min(end, _relative_end(words, index, end))


def _relative_end(words: Words, verb: int, end: int) -> int:
    """Where a relative clause ends inside its sentence ("The clerk who said the tills were empty | was fined £900")."""
    noun, clause = words.head[verb], verb
    if words.dep[verb] != "relcl" or words.lower[words.left[verb]] not in ("who", "which", "that", "whose"):
        return end
    subject_of = words.dep[noun] in ("nsubj", "nsubjpass") and words.head[noun] > words.right[clause]
    return words.right[clause] + 1 if subject_of else end


def _frame(
    words: Words,
    quotes: list[Quote],
    limits: Span,
    verb: int,
    cue: Span,
    kinds: frozenset[str],
) -> Frame | None:
    if any(words.dep[i] in ("nsubjpass", "auxpass") for i in words.children[verb]):
        passive = Site(words, quotes, limits, verb, cue, None, False)
        return (
            ("quoting" in kinds and _quoting(passive))
            or heard.told(passive)
            or _passive(words, limits, verb, cue, kinds)
        )
    if "accusation" in kinds and words.tag[verb] == "VBN" and words.dep[verb] == "acl":
        return None  # "a surgeon accused of …"
    if "setting" in kinds and words.lower[verb - 1] == "," and words.lower[cue[1] : cue[1] + 1] == ["by"]:
        return _set_by(words, limits, cue)
    source, inverted = subject(words, quotes, verb, limits)
    site = Site(words, quotes, limits, verb, cue, source, inverted)
    if "quoting" in kinds and (frame := _quoting(site)):
        return frame
    if source is None and (words.tag[verb] in ("VBN", "VB", "VBP") or words.lower[verb] == "say"):
        return None
    meant = referent(words, source) or source
    if meant is not None and _is_bare_participle(words, verb, meant):
        return None
    if meant is not None and (is_share(words, meant) or _mute(words, verb, meant) or _judged(words, verb, meant)):
        return None
    for kind, spans_of in governed.KINDS:
        if kind in kinds and (spans := spans_of(site)):
            source, before = gapped_source(words, source, cue)
            spans = comparisons.uncompared(words, verb, [*before, *spans])
            spans, quoted = content.with_quotes(words, spans, quotes, verb, limits)
            return Frame(
                f"verb.{kind}",
                cue,
                source,
                tuple(spans),
                referent=referent(words, source),
                quoted=quoted,
            )
    return None


def _mute(words: Words, verb: int, source: Span) -> bool:
    """Whether a thing that is no document only shows something ("the exhibition shows how …")."""
    if words.tag[verb] == "VBG" and words.lower[verb - 1] == "," and _is_inert(words, source):
        return True
    following = words.lower[verb + 1 : verb + 2]
    if words.lemma[verb] not in cues().evidential:
        return False
    counts = _COUNTED.intersection(words.entity[verb + 1 : verb + 2])
    if words.lower[verb - 1] in ("which", "that") and source[1] < verb and counts:
        return not may_speak(words, source)
    if following not in (["how"], ["what"], ["why"], ["where"]):
        return False
    bearers = cues().document_nouns | nouns_of("person", "organisation", "government", "unnamed")
    heads = [i for i in range(*source) if words.pos[i] == "NOUN"]
    return not any(words.lemma[i] in bearers or words.lower[i] in bearers for i in heads)


def _is_bare_participle(words: Words, verb: int, source: Span) -> bool:
    """Whether a headline's last word only looks like a verb of opinion ("…, dam releases feared")."""
    last = words.next(verb + 1, len(words.lower)) >= words.sents[words.sent[verb]][1]
    head = source[1] - 1
    speaks = words.name[head] or not speakers().isdisjoint((words.lower[head], words.lemma[head]))
    participle = words.tag[verb] in ("VBD", "VBN")
    return last and participle and words.lemma[verb] in cues().opinions and source[1] == verb and not speaks


def _judged(words: Words, verb: int, source: Span) -> bool:
    """Whether the narrator himself judges ("It is worth noting that"), or a plural only tells which ones are meant
    ("Hospitals reporting fewer than 20 cases")."""
    weighed = words.children[words.head[verb]]
    judges = any(words.lemma[i] in cues().judgements and i < verb for i in (words.head[verb], *weighed))
    if words.lower[source[0]] in ("it", "that") and judges:
        return True
    before = verb - 1
    restrictive = words.tag[verb] == "VBG" and source[1] == verb and words.tag[before] in ("NNS", "DT")
    document = {words.lower[before], words.lemma[before]} & cues().document_nouns
    return restrictive and not document


def _is_inert(words: Words, source: Span) -> bool:
    """Whether the subject is headed by a thing that says nothing ("shares in X")."""
    head = next((i for i in range(*source) if words.pos[i] == "NOUN"), source[0])
    return words.lemma[head] in cues().inert


def _passive(words: Words, limits: Span, verb: int, cue: Span, kinds: frozenset[str]) -> Frame | None:
    """ "The number was put at 50 by the ministry": the agent speaks, the rest of the clause is content."""
    agent = next((i for i in words.children[verb] if words.dep[i] == "agent"), None)
    if agent is None or not kinds & _PASSIVE or words.lemma[verb] in cues().making:
        return None
    phrase = phrase_from(words, words.next(agent + 1, limits[1]), limits[1])
    if phrase is None or is_share(words, phrase):
        return None
    spans = (
        content.trim(words, max(limits[0], words.left[verb]), agent),
        content.trim(words, phrase[1], min(words.right[verb] + 1, limits[1])),
    )
    kept = tuple(span for span in spans if span)
    return Frame("verb.passive", cue, phrase, kept) if kept else None


def _set_by(words: Words, limits: Span, cue: Span) -> Frame | None:
    """ "…, put by a banker close to the deal at £90m": whoever stands between "by" and "at" gives the value."""
    stop = next((i for i in range(cue[1] + 1, limits[1]) if words.lower[i] in (",", ";")), limits[1])
    at = next((i for i in range(cue[1] + 2, stop) if words.lower[i] == "at" and _valued(words, i, stop)), None)
    span = content.trim(words, at + 1, stop) if at is not None else None
    if at is None or span is None:
        return None
    return Frame("verb.set_by", cue, (cue[1] + 1, at), (span,))


def _valued(words: Words, at: int, stop: int) -> bool:
    return any(words.pos[i] in ("NUM", "SYM") for i in range(at + 1, min(at + 5, stop)))


def _quoting(site: Site) -> Frame | None:
    """ "The paper quoted Khan as saying …": Khan is the source, the paper the intermediary."""
    words, end = site.words, site.limits[1]
    marker = next(
        (i for i in range(site.verb + 1, end - 1) if words.lower[i] == "as" and words.tag[i + 1] == "VBG"),
        None,
    )
    if marker is None:
        return None
    quoted, via = _quoted_and_via(site, marker)
    clause = next((i for i in words.children[marker + 1] if words.dep[i] == "ccomp"), None)
    span = content.clause_after(words, marker + 1, clause, marker + 2, end)
    if quoted is None or span is None:
        return None
    spans, is_quoted = content.with_quotes(words, [span], site.quotes, site.verb, site.limits)
    return Frame("verb.quoting", site.cue, quoted, tuple(spans), via=via, quoted=is_quoted)


def _quoted_and_via(site: Site, marker: int) -> tuple[Span | None, Span | None]:
    """Who is quoted and by whom: "the paper quoted Khan as", "Khan was quoted by the paper as"."""
    words = site.words
    passive = next((i for i in words.children[site.verb] if words.dep[i] == "nsubjpass"), None)
    if passive is None:
        return phrase_from(words, words.next(site.verb + 1, marker), marker), site.source
    agent = next(
        (i for i in range(site.verb + 1, marker) if words.lower[i] in ("by", "in")),
        None,
    )
    via = phrase_from(words, words.next(agent + 1, marker), marker) if agent is not None else None
    return noun_phrase(words, passive, site.limits[0], site.verb), via
