"""Rises and falls: whether the words at a figure make it a change ("fell 3%", "a rise of 40 points", "5% lower")."""

from functools import cache
from itertools import pairwise

from en_tallywire.lexicon import table
from tallywire.annotate.figures.counted.verbs.subjects import subject_of
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import phrase_table, unit_forms, word_set
from tallywire.records import Change

_ADVERBS = frozenset(
    ["by", "another", "a", "an", "further", "as", "much", "sharply", "slightly", "only", "just", "about"]
)
#: behind these a participle describes the thing, and no verb says how it moved
_DETERMINERS = frozenset(["a", "an", "the", "its", "their", "his", "her"])
_DEAREST = 20.0  # moves of prices are smaller
_CLOSES = frozenset(["close", "end", "finish", "trade", "settle"])
_WAYS: tuple[Change, Change] = ("up", "down")
_CHANGE_KINDS = frozenset(["percent", "money"])
_CHANGE_UNITS = frozenset(["point", "percentage point", "basis point"])


@cache
def _lemmas(section: str) -> dict[str, Change]:
    entries = table("changes")[section]
    return {word: way for way in _WAYS for word in entries[way]}


def _verb(sheet: Sheet, position: int, section: str) -> Change | None:
    """The direction of the change verb at `position`."""
    if sheet.kind(position) != "word":
        return None
    token = sheet.token(position)
    if token.tag_[:2] not in ("VB", "NN", "JJ") or (token.tag_[0] == "N" and section != "verbs"):
        return None
    return _lemmas(section).get(token.lemma_.lower()) or _lemmas(section).get(_stem(sheet.lower(position)))


def _stem(word: str) -> str:
    """A regular verb form without its ending, for words that the tagger took for nouns ("gains", "jumped")."""
    for ending in ("ped", "ed", "d", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def moves(sheet: Sheet, position: int, reach: int = 8) -> bool:
    """Whether a word of rise or fall stands within `reach` words before `position`, in the same sentence."""
    return mover(sheet, position, reach) is not None


def mover(sheet: Sheet, position: int, reach: int = 8) -> tuple[Change | None, int] | None:
    """The direction and position of the nearest word of rise or fall before `position`; None when there is none."""
    for at in range(position - 1, max(position - 1 - reach, -1), -1):
        if sheet.opens(at + 1) or sheet.lower(at) in (";", ":"):
            return None
        if sheet.kind(at) == "word":
            way = _lemmas("nouns").get(sheet.lower(at).removesuffix("s"))
            way = way or _verb(sheet, at, "verbs") or _verb(sheet, at, "transitive")
            if way or sheet.lower(at) in word_set("changes", "neutral", "words"):
                return way, at
    return None


def is_change_noun(word: str) -> bool:
    """ "rise", "drop", "increases"."""
    return word in _lemmas("nouns") or word.removesuffix("s") in _lemmas("nouns")


def is_change_form(word: str) -> bool:
    """ "climbs", "rose": a form of a verb of rise or fall, whatever the tagger makes of it."""
    return _stem(word) in _lemmas("verbs") or word in _lemmas("verbs")


def add_change(sheet: Sheet, mention: Mention) -> None:
    """Set `change` where the figure says by how much something rose or fell."""
    if mention.change or (mention.kind in ("age", "ratio") and mention.rule.startswith("multiple")):
        return
    if _signed(sheet, mention):
        return
    start = mention.start
    found = _before(sheet, start, mention) or _after(sheet, mention)
    if found and not _is_motion(sheet, mention, found[1]):
        mention.change, at = found
        lexeme = sheet.lexemes[at]
        mention.note("change", f"change.{mention.change}", lexeme.start, lexeme.end)


def _is_motion(sheet: Sheet, mention: Mention, position: int) -> bool:
    """ "The ferry sank nine miles from shore": a length is a change only of what has a level ("the river rose")."""
    unit = unit_forms().units.get(mention.unit or "")
    if (
        unit is None
        or unit.si != "metre"
        or sheet.token(position).lemma_.lower() not in word_set("changes", "motion", "verbs")
    ):
        return False
    subject = subject_of(sheet, mention)
    return subject is None or subject.lemma_.lower() not in word_set("changes", "motion", "levels")


def _signed(sheet: Sheet, mention: Mention) -> bool:
    """ "+3.4%", "-120 points": the sign says the direction."""
    sign = sheet.lower(mention.first)
    if (mention.kind != "percent" and mention.unit not in _CHANGE_UNITS) or sign not in ("+", "-", "−", "–"):
        return False
    mention.change = "up" if sign == "+" else "down"
    mention.note("change", "change.sign", *sheet.span(mention.first, mention.first + 1))
    return True


def share_changes(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give "or 2%" and a gapped "by 2.6%" the direction of the change before them."""
    for before, mention in pairwise(mentions):
        if mention.change or not before.change or not _measures_change(mention):
            continue
        first = mention.start
        between = [sheet.lower(at) for at in range(before.after, first)]
        gapped = between[-1:] == ["by"] and len(between) <= 6
        restated = between in (["or"], [",", "or"], ["("]) or (between[-1:] == ["or"] and len(between) <= 4)
        listed = between in (["and"], [","], [",", "and"]) and sheet.lower(mention.after) != "of"
        listed = listed and mention.unit == before.unit and mention.counted in (None, before.counted)
        if (restated or gapped or listed) and not any(
            sheet.tag(at).startswith("VB") for at in range(before.after, first)
        ):
            mention.change = before.change
            mention.note("change", "change.shared", *sheet.span(before.first, before.after))


def _measures_change(mention: Mention) -> bool:
    return mention.kind in _CHANGE_KINDS or mention.unit in _CHANGE_UNITS


def _before(sheet: Sheet, start: int, mention: Mention) -> tuple[Change, int] | None:
    at = start - 1
    while sheet.lower(at) in _ADVERBS and not sheet.opens(at + 1):
        at -= 1
    if at < 0 or sheet.opens(at + 1):
        return None
    word = sheet.lower(at)
    if way := _lemmas("before").get(word):
        verb = at - 1 if at and not sheet.opens(at) else at
        lemma = sheet.token(verb).lemma_.lower() if sheet.kind(verb) == "word" else ""
        session = _measures_change(mention) and lemma in word_set("changes", "particles", "sessions")
        particle = lemma in word_set("changes", "particles", "verbs") and not session
        return (way, at) if mention.kind not in ("duration", "age") and not particle else None
    if sheet.lower(start - 1) == "by" and (moved := mover(sheet, start - 1)) and moved[0]:
        return moved[0], moved[1]
    if word in ("of", "in") and (noun := _noun_before(sheet, at)):
        return noun
    if sheet.lower(at - 1) in _DETERMINERS and not sheet.opens(at):
        return None  # "a tapered 12 gauge needle"
    if (way := _verb(sheet, at, "verbs")) and mention.kind not in ("duration", "age"):
        return way, at
    if (
        _measures_change(mention)
        and (mention.kind != "money" or _is_price_move(sheet, mention))
        and (way := _verb(sheet, at, "transitive"))
    ):
        return way, at
    return None


def _is_price_move(sheet: Sheet, mention: Mention) -> bool:
    """ "lost six cents to end at 71 cents", "added $2 to $38": a small sum, and the price that it led to."""
    small = mention.magnitude == 1.0 and mention.value is not None and mention.value < _DEAREST
    at = mention.after + 2 * (sheet.lower(mention.after) in ("a", "per") and sheet.lower(mention.after + 1) == "share")
    led = sheet.lower(at) == "to" and (
        sheet.kind(at + 1) == "number" or sheet.tag(at + 1) in ("$", "CD", "DT") or sheet.lower(at + 1) in _CLOSES
    )
    return small and (led or at > mention.after)


def _noun_before(sheet: Sheet, at: int) -> tuple[Change, int] | None:
    """ "a rise of", "a drop in sales of", "an increase of"."""
    if sheet.lower(at) != "of":
        return None
    noun = at - 1
    for back in range(at - 2, max(at - 6, 0), -1):
        if sheet.lower(back) == "in":
            noun = back - 1
        if not sheet.tag(back).startswith(("NN", "JJ", "DT", "PRP$")):
            break
    word = sheet.lower(noun)
    way = _lemmas("nouns").get(word) or _lemmas("nouns").get(word.removesuffix("s"))
    return (way, noun) if way else None


def behind_basis(sheet: Sheet, at: int) -> int:
    """Behind what a change is measured against: "a 12% year-on-year rise", "a 4% like-for-like fall"."""
    found = phrase_table("changes", "bases").at(sheet, at)
    if found and not sheet.opens(found[1]):
        return found[1]
    return at


def _after(sheet: Sheet, mention: Mention) -> tuple[Change, int] | None:
    at = behind_basis(sheet, mention.after)
    if sheet.opens(at):
        return None
    word = sheet.lower(at)
    if _measures_change(mention):
        if word in ("higher", "lower", "less", "fewer", "cheaper", "weaker", "stronger"):
            return _lemmas("after")[word], at
        noun = at + 1 if sheet.tag(at).startswith("JJ") else at
        for k in range(noun, noun + 3):
            if sheet.opens(k) or sheet.kind(k) != "word" or not sheet.tag(k).startswith("NN"):
                break
            way = _lemmas("nouns").get(sheet.lower(k))
            if way and not sheet.tag(k + 1).startswith("NN"):
                return way, k
    return None
