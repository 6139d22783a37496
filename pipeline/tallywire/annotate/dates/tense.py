"""Whether the clause around a time expression speaks of the past or of the future."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from en_tallywire.lexicon import table
from tallywire.annotate.dates.context import Direction

_EXPECTED = frozenset({("had", "expected"), ("had", "forecast"), ("had", "planned"), ("had", "predicted")})
_VERBS = frozenset({"VERB", "AUX"})
_MAX_CLIMB = 12
_PHRASE = 8


def direction(doc: Doc, first: int, last: int) -> Direction | None:
    """The direction of the clause around tokens `first` to `last`: by cue words in front, or by the verb they modify.

    None when neither says: the clause is in the present, or the expression modifies a noun.
    """
    cues = table("dates_tense")
    if last + 1 < len(doc) and doc[last + 1].tag_ == "POS":
        return _of_fixture(doc, last, cues["ahead"])
    before = _without_part([token.lower_ for token in doc[max(first - 7, 0) : first]], cues["part"]["words"])[-4:]
    if any(word in cues["behind"]["prepositions"] for word in _phrase(doc, first)):
        return "past"
    verb = _modified_verb(doc, first, last)
    if any(word in cues["ahead"]["words"] for word in before) and not _was_expected(doc, first):
        return "future"
    through = before[-1:] == ["through"] and doc[first].lower_.endswith("day")  # "through Friday", not "through May"
    if through or (before and before[-1] in cues["ahead"]["prepositions"]):
        return "past" if verb is not None and _is_over(verb, fronted=bool(doc[first - 1].is_sent_start)) else "future"
    if verb is not None:
        return _of_verb(verb, cues["ahead"]) or ("future" if _is_scheduled(doc, first, verb, cues["ahead"]) else None)
    return "future" if _to_do(doc, first) or _of_noun(doc, last) else None


def _is_scheduled(doc: Doc, first: int, verb: Token, cues: Mapping[str, Sequence[str]]) -> bool:
    """Whether the present tells what is to come: "voters choose a parliament on Sunday."; a headline's is the past."""
    told = verb.tag_ in ("VBP", "VBZ") and verb.i < first and verb.lower_ not in cues["unchanged"]
    if not told or not any(child.dep_ == "nsubj" for child in verb.children):
        return False
    on_day = doc[first - 1].lower_ == "on" and doc[first].lower_.endswith("day")
    return on_day and any(token.text == "." for token in verb.sent[-2:])


def _of_noun(doc: Doc, last: int) -> bool:
    """Whether what is dated "would" or "will" do something: "victory on Tuesday would send them up"."""
    noun = next((token for token in doc[last].ancestors if token.pos_ not in ("ADP", "SCONJ")), None)
    while noun is not None and noun.dep_ == "pobj" and noun.head.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head.head
    if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    verbs = [noun.head] if noun.dep_ == "nsubj" else [child for child in noun.children if child.dep_ == "relcl"]
    helpers = [child.lower_ for verb in verbs for child in verb.children if child.dep_ == "aux"]
    return "have" not in helpers and any(word in ("would", "will", "could", "may", "might") for word in helpers)


def _was_expected(doc: Doc, first: int) -> bool:
    """Whether what is expected is over: "analysts had expected a fall of 2% in" February."""
    words = [token.lower_ for token in doc[max(first - _PHRASE, 0) : first]]
    return any(pair in _EXPECTED for pair in pairwise(words))


def _is_over(verb: Token, *, fronted: bool) -> bool:
    """Whether a deadline has passed: "By Friday the toll stood at 40", "300 had left by Friday"."""
    pluperfect = any(child.lemma_ == "have" and child.tag_ == "VBD" for child in verb.children)
    return pluperfect or (fronted and verb.tag_ == "VBD")


def _without_part(words: list[str], parts: Sequence[str]) -> list[str]:
    """The words without a closing "the end of": "by the end of | Tuesday" looks ahead as "by | Tuesday" does."""
    if len(words) > 2 and words[-1] == "of" and words[-2] in parts:
        return words[:-2] if words[-3] != "the" else words[:-3]
    return words


def _phrase(doc: Doc, first: int) -> list[str]:
    """The words in front, back to a verb or a mark: "since the start of the rainy season in" May."""
    words: list[str] = []
    for token in reversed(doc[max(first - _PHRASE, 0) : first]):
        if token.is_punct or (token.pos_ in _VERBS and token.tag_ != "VBG"):
            break
        words.append(token.lower_)
    return words


def _of_fixture(doc: Doc, last: int, cues: Mapping[str, Sequence[str]]) -> Direction | None:
    """Whether a fixture of that day is told in the present: "City host United in Sunday's derby"."""
    verb = next((token for token in doc[last].ancestors if token.pos_ in _VERBS), None)
    is_fixture = verb is not None and verb.lemma_ in cues["fixtures"] and verb.tag_ in ("VBP", "VBZ")
    return "future" if is_fixture else None


def _to_do(doc: Doc, first: int) -> bool:
    """Whether "to" or a modal and a bare verb stand in front, where the parse fails ("Board to vote Friday")."""
    at = first - 1
    while at > 0 and doc[at].tag_ in ("IN", "RP", "RB"):
        at -= 1
    return at > 0 and doc[at].tag_ in ("VB", "NN", "VBP") and doc[at - 1].tag_ in ("TO", "MD")


def _modified_verb(doc: Doc, first: int, last: int) -> Token | None:
    """The verb that the expression modifies, directly or behind a preposition."""
    token = doc[last]
    for _ in range(_MAX_CLIMB):
        if token.pos_ in _VERBS and token.tag_ != "MD":
            return token
        if not (first <= token.i <= last or token.pos_ in ("ADP", "SCONJ")) or token.head.i == token.i:
            return None
        token = token.head
    return None


def _of_verb(verb: Token, cues: Mapping[str, Sequence[str]]) -> Direction | None:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if not helpers and verb.tag_ == "VB" and verb.dep_ == "conj" and verb.head.pos_ in _VERBS:
        return _of_verb(verb.head, cues)
    words = {child.lower_ for child in helpers}
    if any(child.tag_ == "MD" for child in helpers):
        return None if "have" in words and words & {"could", "would", "might", "should", "must"} else "future"
    if "to" in words:
        return _of_infinitive(verb, cues)
    if verb.tag_ == "VBN" and "had" in words and "been" not in words:
        return "past"
    if verb.tag_ == "VBN" and verb.lower_ in cues["participles"]:
        return "future"
    if verb.tag_ in ("VBP", "VBZ") and not helpers and verb.lemma_ in cues["fixtures"]:
        return "future"
    if verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in helpers):
        return "past"
    if verb.tag_ == "VBN":
        return "past" if not helpers or words & {"have", "has", "'ve", "'s"} else None
    if verb.tag_ == "VBG" and not helpers and verb.head.i != verb.i and verb.head.pos_ in _VERBS:
        return _of_verb(verb.head, cues)
    return None


def _of_infinitive(verb: Token, cues: Mapping[str, Sequence[str]]) -> Direction | None:
    """ "plans to meet", "is due to start", headlines' "UN to vote": future; "managed to leave": as the verb above."""
    head = verb.head
    if any(child.dep_ == "nsubj" for child in verb.children):
        return "future"
    if head.i == verb.i or head.lemma_ in cues["verbs"] or head.pos_ not in _VERBS:
        return "future"
    return _of_verb(head, cues)
