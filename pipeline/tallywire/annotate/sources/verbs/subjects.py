"""Who speaks: the subject of a reporting verb, by the parse where it helps and by word order where it does not."""

from tallywire.annotate.sources.actors.people import is_name, is_role
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.phrases import has_finite, noun_phrase, phrase_from, phrase_to
from tallywire.annotate.sources.reach.quotes import Quote, holding
from tallywire.annotate.sources.verbs.appositions import before_apposition
from tallywire.annotate.sources.verbs.beside import described, heard, in_brackets, possessed
from tallywire.annotate.sources.verbs.speakers import speakers
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

Subject = tuple[Span | None, bool]

_SUBJECTS = frozenset({"nsubj"})
_PASSIVE = frozenset({"nsubjpass"})
_FORETOLD = frozenset({"show", "confirm", "reveal"})  # "figures are expected to show"
_CONTROLLED = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "acomp"})  # their subject is their head's
_MARKS = frozenset({",", "”", "'", '"', "''", "’", "—", "–", "--", "-", "?", "!", "…", "..."})
_BREAKS = frozenset({",", "—", "–", "--"})
_RELATIVES = frozenset({"who", "which", "that"})
_OPENERS = frozenset({"as", "after", "when", "because", "since", "before"})
_HEARD = frozenset({"tell", "inform"})  # who stands behind them listens
_BESIDE = frozenset({"saying", "adding", "arguing", "claiming", "insisting", "explaining", "stressing", "noting"})
_STEPS = 6
_PLAIN = frozenset({"DT", "CD", "JJ", "NN", "NNS", "NNP", "PRP$"})


def subject(words: Words, quotes: list[Quote], verb: int, limits: Span) -> Subject:
    """The noun phrase that speaks, within `limits`, and whether it follows its verb."""
    if (apposed := possessed(words, verb, limits[0]) or described(words, verb, limits[0])) is not None:
        return apposed, False
    if (listened := heard(words, verb, limits[0])) is not None:
        return listened, False
    if (marked := in_brackets(words, verb, limits[0])) is not None:
        return marked, False
    colon = next((i for i in range(verb - 1, limits[0], -1) if words.lower[i] == ":"), None)
    source, inverted = _found(words, quotes, verb, limits)
    if colon is not None and source is not None and source[0] < colon:
        later = phrase_from(words, words.next(colon + 1, verb), verb)
        source = later if later is not None and later[1] == verb else source
    return (source if source is None or inverted else _without_stray(words, source)), inverted


def _found(words: Words, quotes: list[Quote], verb: int, limits: Span) -> Subject:
    """The subject as the parse or the order of the words gives it."""
    head = _parsed(words, verb, limits)
    quote = holding(quotes, verb)
    nearer = None
    if head is not None and head < verb:
        nearer = (
            _subordinate(words, head, verb) or _coordinate(words, head, verb) or _apposed(words, head, verb, limits)
        )
    if nearer is not None:
        return nearer, False
    if head is not None and (behind := _inverted(words, head, verb, limits)) is not None:
        return behind, True
    if head is not None and limits[0] <= head < limits[1] and holding(quotes, head) == quote:
        return _phrase(words, head, verb, limits)
    return _positional(words, verb, limits)


def _apposed(words: Words, head: int, verb: int, limits: Span) -> Span | None:
    """The source in "…, the head of the board, Rui Prata, told", where the parse gives it the subject of the clause
    before."""
    if words.tag[verb] == "VBG" or words.head[head] == verb or words.lower[verb - 1] != ",":
        return None
    phrase = before_apposition(words, verb - 1, limits[0])
    return phrase if phrase is not None and phrase[0] > head else None


def _without_stray(words: Words, source: Span) -> Span:
    """ "…freed on bail and | prosecutors | say": a source without the noun before that "and" joins to it."""
    if words.lower[source[0]] == "whose":  # "whose fees | the rector | wants to cut"
        owned = (i for i in range(source[0] + 2, source[1]) if words.tag[i] == "DT" or words.name[i])
        return next(owned, source[0]), source[1]
    joint = next((i for i in range(source[0] + 1, source[1] - 1) if words.lower[i] == "and"), None)
    if joint is None or words.tag[source[0] - 1] != "IN" or not source[0]:
        return source
    behind = {words.lower[joint + 1], words.lemma[joint + 1]}
    before = {words.lower[joint - 1], words.lemma[joint - 1]}
    strays = before.isdisjoint(speakers()) and not words.name[joint - 1]
    return (joint + 1, source[1]) if strays and not behind.isdisjoint(speakers()) else source


def referent(words: Words, source: Span | None) -> Span | None:
    """The antecedent of a relative pronoun that speaks."""
    if source is not None and words.lower[source[0]] == "whose" and words.lower[source[0] - 1] == ",":
        return phrase_to(words, source[0] - 1, words.sents[words.sent[source[0]]][0])  # "Tarn, | whose report | found"
    if source is None or source[1] - source[0] != 1 or words.lower[source[0]] not in _RELATIVES:
        return None
    verb = words.head[source[0]]
    while words.dep[verb] != "relcl" and words.head[verb] != verb:
        verb = words.head[verb]
    if words.dep[verb] != "relcl":
        return None
    antecedent, floor = words.head[verb], words.sents[words.sent[words.head[verb]]][0]
    if words.lower[source[0]] == "who" and (person := _employed(words, antecedent, floor)) is not None:
        return person
    return noun_phrase(words, antecedent, floor, source[0])


def _employed(words: Words, antecedent: int, floor: int) -> Span | None:
    """The person before "head of research at Delmar Bank, who …", where the parse hangs "who" on the bank."""
    if words.entity[antecedent] == "PERSON" or is_role(words, antecedent):
        return None
    stop = next((i for i in range(antecedent, floor, -1) if words.lower[i] == "," and is_name(words, i - 1)), None)
    role = stop is not None and any(is_role(words, i) for i in range(stop, antecedent))
    if stop is None or not role:
        return None
    start = next((i + 1 for i in range(stop - 1, floor - 1, -1) if not is_name(words, i)), floor)
    return start, stop


def gapped_source(words: Words, source: Span | None, cue: Span) -> tuple[Span | None, list[Span]]:
    """The speaker in "the 900 barrels | officials | believe were sold", which the parser reads as one noun phrase, with
    what he speaks of: so where the next clause lacks its subject, or the figure is money, which counts no people.
    """
    if source is None or source[1] != cue[0] or source[1] - source[0] < _STEPS // 2:
        return source, []
    last = source[1] - 1
    people = words.tag[last] == "NNS" and (words.lemma[last] in speakers() or words.lower[last] in speakers())
    figure = next((i for i in range(last - 1, source[0] - 1, -1) if words.pos[i] in ("NUM", "SYM")), None)
    money = words.entity[last - 1] == "MONEY"
    lacks = cue[1] < len(words.tag) and words.tag[cue[1]] in ("VBD", "VBZ", "VBP", "MD")
    if not people or figure is None or not (money or lacks) or (figure == last - 1 and not money):
        return source, []
    return (last, source[1]), [(source[0], last)]


def is_share(words: Words, source: Span) -> bool:
    """Whether the speakers are a share of those asked ("41% of voters", "four in 10")."""
    if any(words.lower[i] in cues().respondents for i in range(*source)):
        return True
    tens = (i for i in range(source[0] + 1, source[1] - 1) if words.lower[i] == "in")
    return any(words.pos[i - 1] == "NUM" and words.pos[i + 1] == "NUM" for i in tens)


def _parsed(words: Words, verb: int, limits: Span) -> int | None:
    """The head of the parsed subject: the verb's own, or that of the verb or noun it hangs on."""
    if not words.tag[verb].startswith("VB"):
        return None
    seen = verb
    for _ in range(_STEPS):
        foretold = seen == words.head[verb] and words.dep[verb] == "xcomp" and words.lemma[verb] in _FORETOLD
        heads = [i for i in words.children[seen] if words.dep[i] in (_PASSIVE if foretold else _SUBJECTS)]
        if words.dep[verb] == "aux":  # "has Lim leading": Lim is no subject of "has"
            heads = [i for i in heads if i < verb]
        if heads and seen != verb and _goes_on_reporting(words, verb, seen, heads[0]):
            seen = words.head[seen] if words.dep[seen] != "acl" else words.head[words.head[seen]]
            continue
        if heads:
            left = [i for i in heads if i < verb]
            interrupts = left and not _BREAKS.isdisjoint(words.lower[left[0] : left[-1]])
            return left[-1] if interrupts else heads[0]
        parent = words.head[seen]
        if words.dep[seen] == "acl":
            return _of_noun(words, parent, seen)
        if words.dep[seen] not in _CONTROLLED | {"aux"} or parent == seen:
            return None
        seen = parent
    return None


def _goes_on_reporting(words: Words, verb: int, clause: int, head: int) -> bool:
    """Whether a verb hung on the clause that another one reports has that one's subject: so behind a comma, or where
    the clause's subject says nothing ("She said the sample was small and noted that …").
    """
    governor = words.head[clause]
    mute = words.pos[head] == "NOUN" and words.lemma[head] not in speakers() and words.lower[head] not in speakers()
    if words.tag[verb] == "VBG" and words.lower[verb] in _BESIDE and mute:
        return True
    following = words.lower[verb + 1 : verb + 2] == ["that"]
    reports = words.dep[clause] == "ccomp" and "clause" in cues().verbs.get(words.lemma[governor], ())
    if not following or not reports or governor > verb:
        return False
    parted = words.lower[verb - 1] in ("and", "but") and words.lower[verb - 2] == ","
    return parted or mute


def _of_noun(words: Words, noun: int, participle: int) -> int | None:
    """Who speaks in a participle on a noun: the noun, or whoever issues it ("issued a statement saying …")."""
    if words.tag[participle] == "VBN":
        if words.lower[participle - 1] == ",":
            return words.head[noun] if words.dep[noun] == "appos" else None
        interrupts = words.left[noun] and words.lower[words.left[noun] - 1] == "," and participle == noun + 1
        return noun if interrupts and words.lower[participle + 1 : participle + 2] == [","] else None
    verb = words.head[noun]
    while words.pos[verb] == "ADP" and words.head[verb] != verb:
        verb = words.head[verb]
    issuer = next((i for i in words.children[verb] if words.dep[i] in _SUBJECTS), None)
    if issuer is not None and (words.lemma[verb] in cues().issuing or words.tag[participle] == "VB"):
        return issuer
    return None if words.tag[participle] == "VB" else noun


def _subordinate(words: Words, head: int, verb: int) -> Span | None:
    """The subject that stands right before a verb behind "as" or "after", where the parse gives it the main one's."""
    if words.tag[verb] not in ("VBD", "VBZ", "VBP") or words.dep[verb] not in ("advcl", "conj"):
        return None
    opener = next((i for i in range(verb - 1, head, -1) if words.lower[i] in _OPENERS), None)
    if opener is None or words.head[head] >= opener:
        return None
    phrase = phrase_from(words, opener + 1, verb)
    if phrase is not None and phrase[1] == verb:
        return phrase
    inert = words.lemma[head] in cues().inert
    return phrase if phrase is not None and inert and words.dep[verb] == "conj" else None


def _coordinate(words: Words, head: int, verb: int) -> Span | None:
    """The people right before a verb behind "and", where the parse gives it the subject of the clause before."""
    joint = next((i for i in range(verb - 2, head, -1) if words.lower[i] in ("and", "but")), None)
    if joint is None or not has_finite(words, head, joint) or words.tag[verb] not in ("VBD", "VBP", "VBZ"):
        return None
    phrase = phrase_from(words, joint + 1, verb)
    if verb - joint < _STEPS and all(words.tag[i] in _PLAIN for i in range(joint + 1, verb)):
        phrase = (joint + 1, verb)
    people = {words.lower[verb - 1], words.lemma[verb - 1]} & speakers()
    agrees = (words.tag[verb - 1] == "NNS") != (words.tag[verb] == "VBZ") or words.tag[verb] == "VBD"
    return phrase if people and agrees and phrase is not None and phrase[1] == verb else None


def _inverted(words: Words, head: int, verb: int, limits: Span) -> Span | None:
    """Who speaks in "Losses could rise, warned the treasurer, Nils Aho", where the parse gives the verb "losses"."""
    clause = range(head, verb)
    relative = any(words.tag[i] in ("WP", "WDT", "WP$", "CC") for i in clause)
    if head > verb or words.lower[verb - 1] != "," or relative or not has_finite(words, head, verb):
        return None
    phrase = phrase_from(words, verb + 1, limits[1])
    if phrase is None or words.lemma[verb] in _HEARD or words.lower[phrase[1] : phrase[1] + 1] not in ([","], ["."]):
        return None
    return phrase if any(is_role(words, i) for i in range(*phrase)) and words.tag[phrase[1] - 1] != "NNS" else None


def _phrase(words: Words, head: int, verb: int, limits: Span) -> Subject:
    if head > verb and words.lemma[verb] in _HEARD:
        return _positional(words, verb, limits)
    if head > verb:
        start, stop = noun_phrase(words, head, verb + 1, limits[1])
        while stop < limits[1] and _goes_on(words, stop):
            stop += 1
        return (start, stop), True
    start, stop = noun_phrase(words, head, limits[0], verb)
    while stop < verb and (words.pos[stop] == "PROPN" or words.name[stop]):
        stop += 1
    noun = words.head[verb]  # "its Dutch owner | Halden Steel | announced", read as a relative clause
    if words.dep[verb] == "relcl" and noun == start - 1 and words.lower[words.left[noun]] in ("its", "their", "the"):
        start = max(words.left[noun], limits[0])
    return (start, stop), False


def _goes_on(words: Words, index: int) -> bool:
    """Whether a name or office goes on that the parse cut ("said Tarn vice | - president Nils Aho")."""
    glued = words.lower[index] == "-" and not words.gap[index - 1] and not words.gap[index]
    office = is_role(words, index) and words.lower[index - 1] == "-"
    return glued or office or (words.name[index] and (words.name[index - 1] or is_role(words, index - 1)))


def _positional(words: Words, verb: int, limits: Span) -> Subject:
    """The subject by word order: "…," said Khan; …, Khan said; …, Khan, the minister, said."""
    before = words.previous(verb - 1, limits[0])
    if before >= limits[0] and words.lower[before] == "," and (phrase := before_apposition(words, before, limits[0])):
        return phrase, False
    if words.lemma[verb] not in _HEARD and (before < limits[0] or words.lower[before] in _MARKS):
        phrase = phrase_from(words, words.next(verb + 1, limits[1]), limits[1])
        return phrase, phrase is not None
    opening = next((i for i in range(before - 1, max(limits[0], before - 3), -1) if words.lower[i] == "("), before)
    end = opening if words.lower[before] == ")" else verb  # "the council (NDC) said"
    return phrase_to(words, end, limits[0]) or _misread_document(words, verb, limits[0]), False


def _misread_document(words: Words, verb: int, floor: int) -> Span | None:
    """The source in "…, WHO figures show", where the parser takes the document's noun for a verb."""
    noun = words.lower[verb - 1]
    if cues().document_nouns.isdisjoint((noun, noun.removesuffix("s"))):
        return None
    start = next((i + 1 for i in range(verb - 2, max(floor, verb - 6) - 1, -1) if words.lower[i] in _MARKS), floor)
    return (start, verb) if start < verb and verb - start <= _STEPS else None
