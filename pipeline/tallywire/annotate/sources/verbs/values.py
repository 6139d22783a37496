"""What a verb that gives a value governs: the thing reported, set or accused of, and what a document says."""

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import content
from tallywire.annotate.sources.verbs.site import Site, listed, rest
from tallywire.annotate.sources.verbs.speakers import head_of, may_speak
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_OBJECTS = frozenset({"dobj", "ccomp", "attr", "oprd", "nummod", "pobj"})
_QUANTIFIERS = frozenset({"between", "around", "about", "up", "over", "under", "more", "less", "as", "at"})
_SHARES = frozenset({"%", "percent", "per", "point", "points"})
#: Documents by their noun that are also what happens: "Polling on Sunday saw a turnout of 61%".
EVENTS = frozenset({"polling", "voting", "ballot", "trial", "test", "index", "record", "return", "release", "average"})
_PARTS = frozenset(
    {"half", "third", "quarter", "double", "twice", "triple", "dozens", "scores", "hundreds", "thousands", "millions"}
)
_TITLES = frozenset({"post", "record", "page", "tribune", "log"})  # outlets and firms are called so ("An Post")
_NEAR = 5  # words between a verb and what it accuses of


def thing(site: Site) -> list[Span]:
    """A noun phrase with the news ("reported a 5% rise")."""
    following = site.words.next(site.cue[1], site.limits[1])
    quantified = following < site.limits[1] and (
        site.words.lower[following] in _QUANTIFIERS or site.words.pos[following] == "NUM"
    )
    phrasal = site.cue[1] - site.cue[0] > 1
    if site.words.lemma[site.verb] == "say" and not quantified:
        return []
    return rest(site) if phrasal or quantified or site.dependent(*_OBJECTS) is not None else []


def setting(site: Site) -> list[Span]:
    """ "put the toll at 41": what is set, with the value that it is set at; a deal only values what it is for."""
    words, end = site.words, site.limits[1]
    if site.source is not None and words.lemma[head_of(words, site.source)] in cues().inert:
        return []
    if words.lemma[site.verb] in ("see", "have") and not _seen_at(site):
        return []
    stop = next((i for i in range(site.verb + 1, end) if words.lower[i] in (",", ";")), end)
    at = next((i for i in range(site.verb + 2, stop - 1) if words.lower[i] == "at"), None)
    return rest(site) if at is not None and any(_figured(words, i) for i in range(at + 1, min(at + 5, stop))) else []


def _seen_at(site: Site) -> bool:
    """Whether somebody "sees Brent at $60" or "has it at 16", now and of one thing."""
    words, verb = site.words, site.verb
    at = next((i for i in range(verb + 2, min(verb + _NEAR, site.limits[1] - 1)) if words.lower[i] == "at"), None)
    if at is None or words.tag[verb] not in ("VBZ", "VBP") or words.entity[at + 1] in ("TIME", "DATE"):
        return False
    one = words.tag[verb + 1] == "PRP" or words.lemma[verb] == "see"
    return one and site.source is not None and may_speak(words, site.source)


def _figured(words: Words, index: int) -> bool:
    """Whether the token is part of a figure; also where its currency is glued to it ("Sh27,400")."""
    part = words.lower[index] in _PARTS
    return part or words.pos[index] in ("NUM", "SYM") or any(letter.isdigit() for letter in words.form[index])


def document(site: Site) -> list[Span]:
    """What a document or data say ("the poll gives her 41%")."""
    still = site.words.tag[site.verb] == "VB" and site.words.lemma[site.verb] in ("measure", "log", "register", "track")
    verb = site.verb
    noun = site.words.head[verb]
    through = (
        site.words.dep[verb] == "acl" and site.words.tag[verb] == "VBG" and is_document(site.words, (noun, noun + 1))
    )
    if site.source is None or still or not (through or _is_document_here(site, site.source)):
        return []
    happens = site.words.lemma[site.verb] == "see" and site.words.lower[head_of(site.words, site.source)] in EVENTS
    return [] if happens else rest(site)


def _is_document_here(site: Site, source: Span) -> bool:
    """Whether the subject is a document, or a pronoun that "shows" a sum or a share: only a document does so."""
    words, first = site.words, site.cue[1]
    sums = any(words.entity[i] in ("MONEY", "PERCENT") for i in range(first, min(first + 2, site.limits[1])))
    shows = words.lemma[site.verb] == "show" and words.lower[slice(*source)] == ["it"]
    return (shows and sums) or is_document(words, source)


def side(site: Site) -> list[Span]:
    """The share or points that a body gives after "with" ("…, with PollWatch showing her ahead by 3 points")."""
    words, source = site.words, site.source
    if source is None or words.tag[site.verb] != "VBG" or words.lower[source[0] - 1] != "with":
        return []
    near = range(site.cue[1], min(site.cue[1] + _NEAR, site.limits[1]))
    shares = any(words.lower[i] in _SHARES for i in near)
    return rest(site) if shares and words.form[source[1] - 1][:1].isupper() else []


def is_document(words: Words, source: Span) -> bool:
    """Whether the noun phrase is headed by a document or data ("the Marist poll")."""
    lexicon = cues()
    behind = (
        i
        for i in range(source[0] + 1, source[1])
        if words.lower[i] in lexicon.after_head or (words.tag[i] == "VBN" and words.dep[i] == "acl")
    )
    end = next((i for i in behind if not _qualifies(words, i, source[1])), source[1])
    if words.name[end - 1] and words.lower[end - 1] in _TITLES and end - source[0] > 1:
        return False
    return end > source[0] and not lexicon.document_nouns.isdisjoint((words.lemma[end - 1], words.lower[end - 1]))


def _qualifies(words: Words, index: int, end: int) -> bool:
    """Whether an adjective stands before the noun, not behind it ("an earlier ministry count")."""
    adjective = words.tag[index] in ("JJ", "JJR")
    return adjective and index + 1 < end and words.pos[index + 1] in ("NOUN", "ADJ", "PROPN")


def about(site: Site) -> list[Span]:
    """A prepositional object: "warned of 200 job losses", "accused the army of killing 50"."""
    words, lexicon = site.words, cues()
    accuses = "accusation" in lexicon.verbs[words.lemma[site.verb]]
    if words.lemma[site.verb] == "charge":
        return listed(_charge(site)) if site.source is not None else []
    allowed = lexicon.accusation if accuses else lexicon.about
    preposition = next(
        (
            i
            for i in words.children[site.verb]
            if words.dep[i] == "prep" and i > site.verb and words.lower[i] in allowed
        ),
        None,
    )
    if site.source is None:
        return []
    if preposition is None and accuses:
        return listed(_charge(site))
    if preposition is None:  # hung elsewhere by the parser
        return rest(site)[:1] if words.lower[site.cue[1] : site.cue[1] + 1] in [[p] for p in sorted(allowed)] else []
    stop = min(words.right[preposition] + 1, site.limits[1])
    return listed(content.trim(words, preposition + 1, stop))


def reproach(site: Site) -> list[Span]:
    """What somebody says that another has done ("slammed the bank for closing 300 branches")."""
    speaks = site.source is not None and may_speak(site.words, site.source)
    return listed(_charge(site)) if speaks else []


def _charge(site: Site) -> Span | None:
    """What somebody is accused of, where the parser hangs it on the accused: "of" before a verb in -ing."""
    words, end = site.words, site.limits[1]
    near = range(site.cue[1] + 1, min(site.cue[1] + 4 * _NEAR, end - 1))
    of = next((i for i in near if words.lower[i] in cues().charge and _is_deed(words, i + 1)), None)
    return content.trim(words, of + 1, end) if of is not None else None


def _is_deed(words: Words, index: int) -> bool:
    """Whether a verb in -ing stands there, also where the tagger reads a noun ("with hiding losses")."""
    return words.tag[index] == "VBG" or (words.lower[index].endswith("ing") and words.dep[index] == "compound")


def given(site: Site) -> list[Span]:
    """ "gave a figure of 45", "gave the toll as 60": a number given in so many words, also by people."""
    words, start = site.words, site.cue[1]
    if site.source is None or site.inverted:
        return []
    near = range(start, min(start + 2 * _NEAR, site.limits[1] - 1))
    noun = next((i for i in near if words.lemma[i] in cues().figure_nouns), None)
    if noun is None:
        as_such = any(words.lower[i] == "as" and _figured(words, i + 1) for i in range(start + 2, near.stop))
        return rest(site) if as_such else []
    behind = range(noun + 1, min(noun + 3 * _NEAR, site.limits[1] - 1))
    of = words.lower[noun + 1] in ("of", "at", "between", "as", ",", ":") and _soon(words, noun + 2)
    return rest(site) if of or any(words.lower[i] == "as" and _soon(words, i + 1) for i in behind) else []


def _soon(words: Words, index: int) -> bool:
    """Whether a figure begins within a few words."""
    return any(_figured(words, i) for i in range(index, min(index + 4, len(words.lower))))
