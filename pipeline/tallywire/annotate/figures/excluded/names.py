"""Numbers inside names and references: "G7", "Article 5", "Boeing 737", "22nd", addresses."""

from tallywire.annotate.figures.counted.elsewhere.gapping import in_gap
from tallywire.annotate.figures.counted.nearby.rosters import in_roster
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

DASHES = frozenset("-‐‑–—")
_LARGEST_AGENT = 12


def context(section: str, key: str) -> frozenset[str]:
    """A word list of figure_context.toml."""
    return word_set("figure_context", section, key)


def joined_to_letters(sheet: Sheet, mention: Mention) -> bool:
    """ "G7", "F-16", "Covid-19", "3D", "5G", "20s", "4x4": letters glued to the digits."""
    first, at = mention.first, mention.number_after
    if sheet.kind(first) == "word" and sheet.lower(first - 1) in DASHES and sheet.glued(first):
        return sheet.lower(first - 2) in ("multi", "mid", "late", "early") and sheet.glued(first - 1)
    if sheet.kind(first) == "number" or sheet.kind(first) == "sign":
        if sheet.glued(first) and sheet.kind(first - 1) == "word":
            return sheet.lower(first - 1) not in context("glued", "lost_space")
        if sheet.glued(first) and sheet.lower(first - 1) in DASHES and sheet.glued(first - 1):
            word = sheet.lower(first - 2)
            return sheet.kind(first - 2) in ("word", "number") and word not in context("glued", "before_hyphen")
        if sheet.glued(first) and sheet.lower(first - 1) in ("/", ":", ".", "#", "@", "_", "&"):
            return mention.kind != "money"
    if mention.unit is not None or at != mention.after or not sheet.glued(at):
        return False
    if sheet.kind(at) == "word" and sheet.kind(at - 1) == "number":
        return not (sheet.lower(at) == "x" and mention.kind == "ratio")
    return sheet.lower(at) in (":", "/", "°", "_", "@") and sheet.glued(at + 1) and sheet.kind(at + 1) != "sign"


def agent(sheet: Sheet, mention: Mention) -> bool:
    """ "a three-pointer", "two-seaters", "a 10-footer": the number is part of what the thing is called."""
    at = mention.number_after
    if mention.kind != "count" or sheet.lower(at) not in DASHES or not sheet.glued(at) or not sheet.glued(at + 1):
        return False
    small = mention.value is not None and mention.value <= _LARGEST_AGENT
    return small and sheet.lower(at + 1).removesuffix("s") in context("identifiers", "agents")


def numbered(sheet: Sheet, mention: Mention) -> bool:
    """ "Article 5", "No. 10", "Flight 370", "category four": the word before makes it a reference."""
    if mention.unit is not None or mention.kind == "ratio":
        return False
    at = mention.first - 1
    if sheet.opens(mention.first) and sheet.lower(at) != ".":
        return False
    if sheet.lower(at) in (".", "#", "№"):
        if sheet.lower(at) != ".":
            return True
        at -= 1
        return sheet.lower(at) in ("no", "nos", "fig", "sec", "art", "vol", "ext", "tel", "para")
    word = sheet.lower(at)
    if word == "of" and sheet.written(at - 1) in ("Group", "Gang", "Rule", "Council", "League", "Committee", "Power"):
        return True
    if f"{sheet.lower(mention.after)} {sheet.lower(mention.after + 1)}" in context("identifiers", "after"):
        return True
    if word not in context("identifiers", "before") or sheet.lower(at - 1) in context("times", "before") | {"this"}:
        return False
    if word == "top" and _is_no_rank(sheet, mention):
        return False
    if word in ("no", "number", "type", "top") and mention.kind == "count" and not _is_plain(sheet, mention):
        return False
    if word == "no" and sheet.tag(mention.after) in ("NNS", "JJ"):
        return False
    if (
        mention.after < sheet.size
        and sheet.tag(mention.after) in ("NNS", "NNPS")
        and not sheet.written(at)[:1].isupper()
    ):
        return word in ("no.", "number", "article", "top")
    return _is_plain(sheet, mention)


def _is_no_rank(sheet: Sheet, mention: Mention) -> bool:
    """ "deaths top 600", "the top 10 firms"."""
    counted = sheet.tag(mention.after) in ("NNS", "JJ") and not sheet.written(mention.first - 1).istitle()
    return mention.modifier == "more_than" or counted


def branch(sheet: Sheet, mention: Mention) -> bool:
    """ "Teamsters Local 871", "Lodge 212": a branch by its number."""
    at = mention.first - 1
    named = sheet.lower(at) in context("identifiers", "branches") and sheet.written(at).istitle()
    if not named or mention.kind != "count" or sheet.opens(at):
        return False
    return sheet.kind(mention.first) == "number" and _is_plain(sheet, mention)


def _is_plain(sheet: Sheet, mention: Mention) -> bool:
    """A small number as names have them: no group marks, no magnitude."""
    return mention.magnitude == 1.0 and "," not in sheet.written(mention.first)


def name_part(sheet: Sheet, mention: Mention) -> bool:
    """A number that the parse hangs on a name before it ("Windows 11", "Boeing 737")."""
    if mention.kind != "count" or mention.after - mention.first != 1 or sheet.kind(mention.first) != "number":
        return False
    if not _is_plain(sheet, mention) or mention.modifier_first >= 0:
        return False
    if sheet.lower(mention.first - 1) in word_set("nouns", "phrase", "stops"):
        return False  # "by Friday 260 were confirmed"
    if in_gap(sheet, mention.first, mention.after):
        return False  # "the Liberals 17 and the Greens six"
    if in_roster(sheet, mention.first):
        return False
    if _before_name(sheet, mention):
        return True
    if sheet.opens(mention.first):
        return False
    token = sheet.token(mention.first)
    before = sheet.token(mention.first - 1)
    if sheet.kind(mention.first - 1) != "word" or before.tag_ not in ("NNP", "NNPS"):
        return False
    return token.head.i < token.i and token.head == before and token.dep_ in ("nummod", "appos", "npadvmod")


def _before_name(sheet: Sheet, mention: Mention) -> bool:
    """ "640 Spider", "911 Carrera": a capitalised singular name and no common noun behind the number."""
    at = mention.after
    if sheet.lower(mention.first - 1) in ("a", "an") and sheet.kind(at) == "word" and sheet.written(at)[:1].isupper():
        return not sheet.opens(at)
    before = mention.first - 1
    inside = sheet.tag(before) == "NNP" == sheet.tag(at) and not sheet.opens(mention.first) and not sheet.opens(before)
    if inside and sheet.written(before)[:1].isupper() and sheet.token(before).ent_type_ not in ("DATE", "GPE", "NORP"):
        return not sheet.tag(at + 1).startswith("NNS")
    if sheet.tag(at) != "NNP" or sheet.opens(at) or not sheet.written(at)[:1].isupper() or (mention.value or 0) < 2:
        return False
    if sheet.token(at).ent_type_ in ("NORP", "GPE", "ORG", "DATE", "PERSON") or sheet.lower(at + 1) in (
        "and",
        "'s",
        "’s",
    ):
        return False
    while sheet.tag(at) == "NNP" and not sheet.opens(at):
        at += 1
    return not sheet.tag(at).startswith(("NN", "JJ")) and not sheet.written(mention.after).isupper()


def event(sheet: Sheet, mention: Mention) -> bool:
    """ "the women's 200m", "the men's 50m freestyle": the name of a race."""
    return mention.unit == "metre" and sheet.lower(mention.first - 1) in context("events", "before")


def numbered_name(sheet: Sheet, mention: Mention) -> bool:
    """ "Zeus Two failed": a capitalised number word between a name and its verb, in a sentence of small letters."""
    first, after = mention.first, mention.after
    word = mention.kind == "count" and after == first + 1 and sheet.kind(first) == "word"
    if not word or not sheet.written(first).istitle():
        return False
    named = sheet.tag(first - 1) == "NNP" and not sheet.opens(first) and sheet.written(first - 1)[:1].isupper()
    return named and sheet.tag(after) in ("VBD", "VBZ", "MD") and sheet.written(after).islower()


def place_name(sheet: Sheet, mention: Mention) -> bool:
    """ "near Five Oaks", "the Five Most Feared": a capitalised number word and noun in the middle of a sentence."""
    first, after = mention.first, mention.after
    if mention.kind != "count" or after != first + 1 or sheet.kind(first) != "word" or sheet.opens(first):
        return False
    capitals = sheet.written(first).istitle() and sheet.written(after).istitle() and not sheet.opens(after)
    named = sheet.tag(after) in ("NNP", "NNPS") or sheet.lower(after) in ("most", "great", "new", "old")
    return capitals and sheet.written(first - 1).islower() and named


def ordinal(sheet: Sheet, mention: Mention) -> bool:
    """ "22nd", "1990s", "96th-minute"."""
    at = mention.number_after
    return (
        mention.unit is None
        and sheet.glued(at)
        and sheet.kind(at - 1) == "number"
        and sheet.lower(at) in ("st", "nd", "rd", "th", "s")
    )


def index_name(sheet: Sheet, mention: Mention) -> bool:
    """ "the SMI 20 index", "the 100-share index": the number of what an index follows."""
    hyphened = sheet.lower(mention.after) in DASHES and sheet.glued(mention.after + 1)
    if hyphened and sheet.lower(mention.after + 2) in context("indices", "after"):
        return sheet.lower(mention.after + 1) in context("indices", "members")
    if mention.kind != "count" or mention.after - mention.first != 1 or sheet.opens(mention.first):
        return False
    name = sheet.written(mention.first - 1)
    return (
        name[:1].isupper()
        and not sheet.opens(mention.first - 1)
        and sheet.lower(mention.after) in context("indices", "after")
    )


def address(sheet: Sheet, mention: Mention) -> bool:
    """ "14 Mill Lane"."""
    if mention.kind != "count" or sheet.kind(mention.first) != "number" or not _is_plain(sheet, mention):
        return False
    for at in range(mention.after + 1, mention.after + 4):
        if sheet.lower(at) in context("addresses", "after") and sheet.written(at)[:1].isupper():
            return all(sheet.written(k)[:1].isupper() for k in range(mention.after, at))
    return False
