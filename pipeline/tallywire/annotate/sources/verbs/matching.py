"""Which words are reporting verbs here: matched against the lexicon, whatever the tagger reads, and not taken back."""

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import content
from tallywire.annotate.sources.phrases import has_finite
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

#: Verbs even where the tagger reads a noun.
ALWAYS = frozenset({"said", "says", "say"})
_NO_VERB = frozenset({"aux", "auxpass", "amod", "compound"})
_NO_NOUNS = frozenset(
    {
        *("allege", "alleges", "believe", "believes", "insist", "insists", "deny", "denies", "argue", "argues"),
        *(
            "suggest",
            "suggests",
            "reckon",
            "reckons",
            "admit",
            "admits",
            "announce",
            "announces",
            "confirm",
            "confirms",
        ),
    }
)
_STANDING = frozenset({"at", "on", "ahead", "behind", "up", "down", "level", "tied", "first", "second"})
_NEGATIONS = frozenset({"not", "n't", "never"})


def match(words: Words, index: int, end: int) -> tuple[frozenset[str], Span]:
    """The content kinds that the verb at `index` governs, with its cue span; no kinds when it is no reporting verb."""
    lexicon = cues()
    cue = (index, index + 1)
    lemma = "say" if words.lower[index] in ALWAYS else words.lemma[index]
    if lemma not in lexicon.verbs and lemma not in lexicon.phrasal:
        return frozenset(), cue
    if words.lower[index - 1] == "-" and index > 1 and not words.gap[index - 2]:
        return frozenset(), cue  # "larger-than-expected"
    if words.form[index] == "Said" and words.name[index - 1] and not content.is_headline(words, index):
        return frozenset(), cue  # "Omar Said"
    verbal = words.tag[index].startswith("VB") or words.lower[index] in ALWAYS or _misread(words, index, end)
    sure = words.lower[index] in _NO_NOUNS and verbal  # "the institute reckon output could shrink", read as one noun
    if not verbal or (words.dep[index] in _NO_VERB and not sure and not _has_somebody(words, index, end)):
        return frozenset(), cue
    particle = words.lower[index + 1] if index + 1 < end else ""
    values = particle == "it" and words.lower[index + 2 : index + 3] == ["at"]
    if particle in lexicon.phrasal.get(lemma, ()) and not values:
        return lexicon.verbs[f"{lemma} {particle}"], (index, index + 2)
    if particle in lexicon.otherwise.get(lemma, ()) or words.lower[index] == "assuming":
        return frozenset(), cue
    return lexicon.verbs.get(lemma, frozenset()), cue


def _has_somebody(words: Words, index: int, end: int) -> bool:
    """Whether a poll "has" somebody "leading" or "ahead", which reads like an auxiliary."""
    if words.lower[index] not in ("has", "have", "had") or not words.name[min(index + 1, end - 1)]:
        return False
    behind = next((i for i in range(index + 1, end) if not words.name[i]), end)
    return behind < end and (words.tag[behind] == "VBG" or words.lower[behind] in _STANDING)


def _misread(words: Words, index: int, end: int) -> bool:
    """Whether a "noun" is a verb: before "that" behind a noun ("The firm projects that"), or at the sentence's end."""
    lexicon = cues()
    if words.lower[index] in _NO_NOUNS and words.tag[index] in ("NN", "NNS", "NNP", "JJ"):
        return words.pos[index - 1] in ("NOUN", "PROPN", "PRON") and index > 0
    behind = words.tag[index] in ("NN", "NNS", "NNP") and words.pos[index - 1] in ("NOUN", "PROPN", "PRON")
    that = words.lower[index + 1 : index + 2] == ["that"] and words.tag[index + 1] == "IN"
    if behind and that and "clause" in lexicon.verbs.get(words.lower[index].removesuffix("s"), ()):
        return words.lemma[index] not in lexicon.clause_nouns | lexicon.document_nouns
    return _before_modal(words, index, end) or _closing_verb(words, index, end)


def _before_modal(words: Words, index: int, end: int) -> bool:
    """Whether a "noun" in -s parts "which" and a name from a finite verb ("which Norway | estimates | could reach")."""
    if words.tag[index] != "NNS" or index + 1 >= end or words.tag[index + 1] not in ("MD", "VBZ", "VBD"):
        return False
    return words.name[index - 1] and words.tag[index - 2] == "WDT"


def _closing_verb(words: Words, index: int, end: int) -> bool:
    """Whether a "noun" in -s is the verb that closes a sentence: "…, the Bank of England predicts."."""
    if words.tag[index] != "NNS" or (index + 1 < end and words.lower[index + 1] != "."):
        return False
    start = words.sents[words.sent[index]][0]
    comma = next(
        (i for i in range(index - 1, max(start, index - 8), -1) if words.lower[i] == ","),
        None,
    )
    return comma is not None and comma + 1 < index and has_finite(words, start, comma)


def denied(words: Words, index: int) -> bool:
    """Whether the words are not asserted: "did not say", "declined to say", "asked who they thought", "seen by"."""
    if words.lower[max(index - 1, 0) : index + 1] == ["all", "told"]:
        return True
    lexicon = cues()
    if (
        words.tag[index - 1] == "CD"
        and words.lower[index - 2] in ("the", "than")
        and words.tag[index] in ("VBN", "VBD")
    ):
        return words.lower[index + 1 : index + 2] in (
            ["in"],
            ["during"],
            ["by"],
            ["last"],
            ["on"],
        )  # "the 38 reported in"
    if (
        _asked(words, index)
        or _is_asked(words, index)
        or (words.lower[index + 1 : index + 2] == ["by"] and _is_participle(words, index))
    ):
        return True
    negated = any(words.dep[i] == "neg" and words.lower[i] in _NEGATIONS for i in words.children[index])
    if negated and words.lemma[index] in lexicon.deniable:
        return True
    controlled = words.dep[index] == "xcomp" and words.tag[index] == "VB"
    return controlled and words.lemma[words.head[index]] in lexicon.denials


def _asked(words: Words, index: int) -> bool:
    """Whether the verb only stands in a question that is reported ("when asked who they thought would win")."""
    head = words.head[index]
    reported = words.lemma[head] == "ask" and words.dep[index] == "ccomp" and head < index
    return reported and any(
        words.tag[i] in ("WP", "WDT", "WRB") or words.lower[i] == "whether" for i in range(head, index)
    )


def _is_asked(words: Words, index: int) -> bool:
    """Whether who stands before is the one asked ("The minister, asked how many had died, said …")."""
    if words.lemma[index] != "ask" or index + 1 >= len(words.lower):
        return False
    question = words.tag[index + 1] in ("WP", "WRB", "WDT") or words.lower[index + 1] in ("about", "whether", "if")
    passive = words.tag[index] in ("VBN", "VBD") and words.lower[index - 1] in (",", "when")
    return question and passive


def _is_participle(words: Words, index: int) -> bool:
    """Whether a verb that only documents have as theirs tells of one ("emails seen by this newspaper")."""
    clausal = "clause" in cues().verbs.get(words.lemma[index], ()) and words.head[index] != index - 1
    return words.tag[index] == "VBN" and words.dep[index] == "acl" and not clausal
