"""Who is counted by a tally: "trustees voted 31-12", "Renters back the scheme, 63 percent to 30 percent"."""

from itertools import pairwise

from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase
from tallywire.annotate.figures.counted.phrases.wholes import whole_noun
from tallywire.annotate.figures.counted.verbs.clauses import subject_of_verb
from tallywire.annotate.figures.excluded.votes import pair_at
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_REACH = 16  # lexemes back from a tally to its verb
_JOINTS = frozenset(["to", "-", "–", "—", "against"])


def share_tallies(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give both sides of a tally the people who took them, or the noun that stands behind it."""
    for first, second in pairwise(mentions):
        votes = first.kind == second.kind == "count" and pair_at(sheet, first.first) == (first.first, second.after)
        shares = first.kind == second.kind == "percent" and _is_margin(sheet, first, second)
        if not votes and not shares:
            continue
        if phrase := _voters(sheet, first) or (_cast(sheet, second) if votes else None):
            for mention in (first, second):
                mention.counted, mention.counted_head = phrase.chars(sheet.doc), sheet.doc[phrase.head].lemma_.lower()
                mention.note("counted", "counted.tally", *mention.counted)
        elif votes:
            _share(first, second)
            _share(second, first)


def _share(donor: Mention, mention: Mention) -> None:
    """ "54 votes to 46", "a vote of 311-112": what is written at one side counts both."""
    if donor.counted is not None and mention.counted is None:
        mention.counted, mention.counted_head = donor.counted, donor.counted_head
        mention.note("counted", "counted.tally", *donor.counted)


def _is_margin(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """ "63 percent to 30 percent", "63%-30%"."""
    joined = sheet.lower(first.after) in _JOINTS and second.first == first.after + 1
    return joined and sheet.lower(second.after) != "of" and first.modifier == second.modifier == "exact"


def _voters(sheet: Sheet, mention: Mention) -> NounPhrase | None:
    """The plural subject of the verb of choice ahead of the tally."""
    sides = word_set("figure_context", "votes", "sides")
    for at in range(mention.first - 1, max(mention.first - _REACH, -1), -1):
        token = sheet.token(at)
        if sheet.lower(at) in sides and token.tag_.startswith("VB") and sheet.kind(at) == "word":
            before = sheet.token(at - 1)
            subject = before if before.tag_ == "NNS" and not sheet.opens(at) else subject_of_verb(token)
            plural = subject is not None and (subject.tag_ == "NNS" or subject.lemma_.lower() in _bodies())
            return whole_noun(sheet.doc, subject) if subject is not None and plural and subject.i < token.i else None
        if sheet.opens(at):
            break
    return None


def _cast(sheet: Sheet, second: Mention) -> NounPhrase | None:
    """The "vote" of "a 7-2 vote"."""
    if sheet.lower(second.after) not in word_set("figure_context", "votes", "behind"):
        return None
    index = sheet.token(second.after).i
    return NounPhrase(index, index + 1, index)


def _bodies() -> frozenset[str]:
    return word_set("figure_context", "votes", "bodies")
