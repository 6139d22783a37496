"""Figures whose noun stands elsewhere: "600,000 of whom", "800,000 have cards", "1.7 million such people"."""

from tallywire.annotate.figures.amounts.elided import ends_clause
from tallywire.annotate.figures.counted.comparisons import is_alike, is_level
from tallywire.annotate.figures.counted.groups import counted_rule
from tallywire.annotate.figures.counted.nouns import NounPhrase, phrase_ending
from tallywire.annotate.figures.counted.people import is_person
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_REACH = 400  # characters back to the figure that lends its noun
_NEAR = 8  # figures between one and the one that lends it a noun
_WHOM = 25  # lexemes back from "of whom" to the people
_PARTS = frozenset(["whom", "them", "which", "those", "these", "it"])
_COUNTS = frozenset(["count", "ratio"])
_SHARES = frozenset(["count", "ratio", "measure", "money", "percent"])
_MASSES = frozenset(["count", "ratio", "measure", "money"])


def share_nouns(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give count mentions without a noun of their own that of an earlier figure, or of the words they refer to."""
    for index, mention in enumerate(mentions):
        if mention.kind == "percent" and _is_part(sheet, mention):
            _set_part(sheet, mention, _donor(sheet, mentions, index, _SHARES))
        if mention.kind not in ("count", "ratio") or mention.rule.startswith("multiple") or mention.frequency:
            continue
        whole = sheet.lower(mention.after) == "of" and sheet.lower(mention.after + 1) == "it"
        donor = _donor(sheet, mentions, index, _MASSES if whole else _COUNTS)
        if sheet.lower(mention.after) == "such":
            _set_phrase(sheet, mention, _such(sheet, mention), "counted.such")
        elif _is_part(sheet, mention):
            _set_part(sheet, mention, donor)
        elif donor is not None and _moved_from(sheet, mentions, index):
            _copy(mention, mentions[index - 1], "counted.from_to")
            mention.per = mention.per or mentions[index - 1].per
        elif mention.counted is None and donor is not None and _fills_gap(sheet, mentions, index, donor):
            _copy(mention, donor, "counted.object")
        elif mention.counted is None and donor is not None and _lacks_noun(sheet, mention):
            _copy(mention, donor, "counted.shared")
            if _completes(sheet, mention) and donor is mentions[index - 1]:
                mention.per = mention.per or donor.per


def _copy(mention: Mention, donor: Mention, rule: str) -> None:
    if donor.counted is not None:
        mention.counted, mention.counted_head = donor.counted, donor.counted_head
        mention.note("counted", rule, *donor.counted)


def _set_phrase(sheet: Sheet, mention: Mention, phrase: NounPhrase | None, rule: str) -> None:
    if phrase is not None:
        mention.counted = phrase.chars(sheet.doc)
        mention.counted_head = sheet.doc[phrase.head].lemma_.lower()
        mention.note("counted", rule, *mention.counted)


def _is_part(sheet: Sheet, mention: Mention) -> bool:
    """ "600,000 of whom", "half of them", "of which 600,000"."""
    start = mention.start
    ahead = sheet.lower(start - 2) == "of" and sheet.lower(start - 1) in ("which", "whom", "these", "those", "them")
    behind = sheet.lower(mention.after) == "of" and sheet.lower(mention.after + 1) in _PARTS
    described = sheet.lower(mention.after + 1) in ("those", "these") and (
        sheet.tag(mention.after + 2).startswith(("NN", "VBN", "VBG", "VBD", "WP", "WDT"))
        or sheet.lower(mention.after + 2) in ("aged", "who", "with", "without", "in")
    )
    return ahead or (behind and not described)


def _set_part(sheet: Sheet, mention: Mention, donor: Mention | None) -> None:
    """The plural noun right before the comma, else the noun of the figure before with its value as the total."""
    before = mention.start - 1
    if sheet.lower(mention.after + 1) == "whom" and (persons := _persons(sheet, before)):
        _set_phrase(sheet, mention, persons, "counted.of_whom")
        if donor is None or donor.counted != mention.counted:
            return
    if sheet.lower(before) == "," and sheet.tag(before - 1) in ("NNS", "NNPS") and not sheet.opens(before + 1):
        _set_phrase(sheet, mention, phrase_ending(sheet.doc, sheet.token(before - 1).i), "counted.of_whom")
        if donor is None or donor.counted_head != mention.counted_head:
            return
    if donor is None:
        return
    _copy(mention, donor, "counted.of_whom")
    if (
        donor.value is not None
        and mention.value is not None
        and mention.kind in _COUNTS
        and donor.kind == "count"
        and mention.rule != "ratio.in"
        and mention.value < donor.value
    ):
        mention.of = donor.value


def _persons(sheet: Sheet, before: int) -> NounPhrase | None:
    """The nearest plural noun for people ahead in the sentence: what "half of whom" goes on from."""
    for at in range(before, max(before - _WHOM, -1), -1):
        named = sheet.tag(at) in ("NNS", "NNPS") and is_person(sheet.token(at).lemma_.lower())
        if named or (sheet.tag(at) == "NNPS" and sheet.token(at).ent_type_ == "NORP"):
            return phrase_ending(sheet.doc, sheet.token(at).i)
        if sheet.opens(at):
            break
    return None


def _donor(sheet: Sheet, mentions: list[Mention], index: int, kinds: frozenset[str] = _COUNTS) -> Mention | None:
    """The nearest earlier count, or figure of another of the `kinds`, with a noun."""
    start = sheet.lexemes[mentions[index].first].start
    for at in range(index - 1, -1, -1):
        other = mentions[at]
        if start - sheet.lexemes[other.first].start > _REACH:
            return None
        if (
            other.kind in kinds
            and other.counted is not None
            and (other.kind != "percent" or counted_rule(other) == "counted.group")
            and _lends(other)
            and (is_alike(other, mentions[index]) or not is_level(sheet, mentions[index]))
            and not _is_collective(mentions[index], other)
        ):
            return other
    return None


def _lends(mention: Mention) -> bool:
    """Whether others can count the same noun: not "twice the limit", and not "the toll"."""
    hollow = mention.counted_head in word_set("nouns", "number_of", "nouns")
    hollow = hollow or mention.counted_head in word_set("nouns", "measured", "levels")
    return not (mention.frequency or hollow or mention.rule.startswith("multiple"))


def _is_collective(mention: Mention, donor: Mention) -> bool:
    """ "its fleet to 64, but grounded nine": the nine are members of the fleet, not fleets."""
    members = mention.value is not None and donor.value is not None and mention.value < donor.value
    return members and donor.counted_head in word_set("nouns", "measured", "collectives")


def _moved_from(sheet: Sheet, mentions: list[Mention], index: int) -> bool:
    """The second figure of "from 40 calls a day to 650", without a noun of its own behind it."""
    mention, before = mentions[index], mentions[index - 1]
    own = mention.counted is not None and mention.counted[0] > sheet.lexemes[mention.first].start
    if own or before.counted is None or sheet.lower(mention.first - 1) != "to":
        return False
    same_sentence = not any(sheet.opens(at) for at in range(before.after, mention.first + 1))
    return same_sentence and sheet.lower(before.first - 1) == "from"


def _such(sheet: Sheet, mention: Mention) -> NounPhrase | None:
    """What "such people" refers to: the nearest plural noun before that has a premodifier."""
    doc = sheet.doc
    index = sheet.token(mention.first).i
    for token in reversed(doc[max(index - 40, 0) : index]):
        if token.tag_ in ("NNS", "NNPS") and token.ent_type_ not in ("DATE", "TIME"):
            phrase = phrase_ending(doc, token.i)
            if phrase.after - phrase.first > 1:
                return phrase
    return None


def _lacks_noun(sheet: Sheet, mention: Mention) -> bool:
    """A figure in a noun's place before a verb, a relative pronoun or a rate, with its noun left out."""
    at = mention.after
    if sheet.opens(at):
        return _completes(sheet, mention)
    tag, word = sheet.tag(at), sheet.lower(at)
    token = sheet.token(mention.number_after - 1)
    start = mention.start
    if sheet.lower(start - 1) == "of" and sheet.lower(start - 2) == "out":
        return tag in ("VBN", "IN")  # "33 bans, out of more than 9,000 sought"
    if word in ("who", "whom", "that", "more", "fewer", "less") or word in word_set("nouns", "phrase", "plural_verbs"):
        return True
    if tag in ("VBD", "VBZ", "VBP", "MD") or (
        tag in ("VBN", "VBG") and token.dep_ in ("nsubj", "nsubjpass", "ROOT", "conj")
    ):
        return True
    return _completes(sheet, mention)


def _fills_gap(sheet: Sheet, mentions: list[Mention], index: int, donor: Mention) -> bool:
    """ "billed for 90 visits and made two": the object of a verb; "killed 12" counts people, whoever came before."""
    mention = mentions[index]
    start = mention.start
    start -= sheet.lower(start - 1) in ("anywhere", "another", "perhaps", "possibly", "maybe")
    if (
        donor is mentions[index - 1]
        and sheet.lower(start - 1) == "and"
        and sheet.lower(mention.after)
        in (
            "in",
            "on",
            "among",
        )
    ):
        return not any(
            sheet.opens(at) for at in range(donor.after, start + 1)
        )  # "nine people in Haiti and three in Cuba"
    if _is_delivered(sheet, start):
        return ends_clause(sheet, mention.after)
    verb = sheet.token(start - 1) if start else None
    if verb is not None and (verb.tag_ == "RP" or verb.dep_ == "prt" or verb.lower_ == "back"):
        verb = sheet.token(start - 2)
    near = donor is mentions[index - 1] or _only_collectives(mentions, index, donor)
    if not near or verb is None or not verb.tag_.startswith("VB") or sheet.opens(start):
        return False
    if verb.lemma_.lower() in word_set("nouns", "ellipsis", "people_verbs"):
        same_sentence = not any(sheet.opens(at) for at in range(donor.after, start + 1))
        persons = donor.counted_head in word_set("nouns", "ellipsis", "people") or (
            verb.lemma_.lower() in word_set("nouns", "ellipsis", "hosts") and is_person(donor.counted_head or "")
        )
        return same_sentence and (persons or donor.counted_head in ("vote", "ballot"))
    deed = sheet.lower(mention.after) == "to" and sheet.tag(mention.after + 1) == "VB"  # "and forced 9,000 to move"
    return deed or ends_clause(sheet, mention.after)


def _only_collectives(mentions: list[Mention], index: int, donor: Mention) -> bool:
    """Whether no figure but those of collectives stands between the donor and the mention."""
    for other in reversed(mentions[max(index - _NEAR, 0) : index]):
        if other is donor:
            return True
        if not _is_collective(mentions[index], other):
            return False
    return False


def _is_delivered(sheet: Sheet, start: int) -> bool:
    """ "take delivery of 12": the noun of a deed, whose things were named before."""
    return sheet.lower(start - 1) == "of" and sheet.lower(start - 2) in word_set("nouns", "ellipsis", "deeds")


def _completes(sheet: Sheet, mention: Mention) -> bool:
    """ "rose from 40 to 650", "it was around 70 a week"."""
    start = mention.start
    if sheet.lower(start - 1) in ("year", "month", "week", "season") and ends_clause(sheet, mention.after):
        return True  # "80 crates, last year nine"
    return sheet.lower(start - 1) in word_set("nouns", "ellipsis", "before")
