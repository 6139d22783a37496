"""Ages without the word "old": "Ilyas Khan, 37,", "aged 12", "at the age of 21", "men aged 18 to 34"."""

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_OLDEST = 120
_BOUNDS = frozenset(["over", "older", "under", "younger"])


def mark_age(sheet: Sheet, mention: Mention) -> None:
    """Make a bare number an age when the words around it say so."""
    if mention.kind != "count" or mention.unit is not None or mention.magnitude != 1.0:
        return
    top = mention.value if mention.value is not None else mention.high
    if top is None or not 0 < top < _OLDEST or not float(top).is_integer():
        return
    rule = _aged(sheet, mention) or _after_name(sheet, mention)
    if rule:
        mention.kind, mention.unit, mention.rule = "age", "year", rule


def _aged(sheet: Sheet, mention: Mention) -> str | None:
    at = (mention.modifier_first if mention.modifier_first >= 0 else mention.first) - 1
    if sheet.lower(at) == "between":
        at -= 1
    word = sheet.lower(at)
    if word in ("aged", "ages") or (word == "age" and sheet.tag(mention.after) not in ("NN", "NNS")):
        return "age.aged"
    if sheet.lower(mention.after) in ("or", "and") and sheet.lower(mention.after + 1) in _BOUNDS:
        noun = mention.after + 2
        return None if sheet.tag(noun).startswith("NN") and not sheet.opens(noun) else "age.bound"
    if word in word_set("unit_rules", "ages", "persons") and mention.modifier in ("less_than", "more_than"):
        return "age.bound" if not sheet.tag(mention.after).startswith(("NN", "JJ")) else None
    if word == "of" and sheet.lower(at - 1) in ("age", "ages"):
        return "age.of"
    if any(sheet.lower(at - k) in word_set("unit_rules", "ages", "spans") for k in range(6)) and (
        sheet.opens(mention.after) or not sheet.tag(mention.after).startswith(("NN", "JJ", "CD"))
    ):
        return "age.span"
    if word in ("was", "is", "be", "were", "turns", "’s", "'s", "am", "are") and _of_person(sheet, mention, at):
        return "age.is"
    if (
        word in ("turned", "turning", "turns")
        and mention.spelled is not None
        and sheet.tag(mention.after)[:2] not in ("NN", "JJ")
    ):
        return "age.turned"
    return None


def _of_person(sheet: Sheet, mention: Mention, verb: int) -> bool:
    """ "she was 23 when", "who is 10", "Khan, who will be 35": a person's "be" with a number and no noun."""
    follows = sheet.lower(mention.after)
    if not (
        sheet.opens(mention.after)
        or follows in (",", ".", ";", "when", "at", "and", "by", "but", "in", "on", "this", "next", "now")
    ):
        return False
    for at in range(verb - 1, verb - 5, -1):
        word = sheet.lower(at)
        if word in ("he", "she", "who", "i"):
            return True
        if word not in (
            "will",
            "would",
            "only",
            "just",
            "now",
            "then",
            "still",
            "already",
            "not",
            "have",
            "had",
            "has",
        ):
            return sheet.kind(at) == "word" and sheet.token(at).ent_type_ == "PERSON" and sheet.tag(at) == "NNP"
    return False


def _after_name(sheet: Sheet, mention: Mention) -> str | None:
    """ "Ilyas Khan, 37," or "Khan (37)": a capitalised name, a comma, the number, a comma or the sentence's end."""
    first, after = mention.first, mention.after
    if after - first != 1 or sheet.kind(first) != "number" or not sheet.written(first).isdecimal():
        return None
    opening, closing = sheet.lower(first - 1), sheet.lower(after)
    bracketed = opening == "(" and closing == ")"
    if not bracketed and not (
        opening == ","
        and (
            closing in (",", ".", ";", "—", "–")
            or sheet.opens(after)
            or closing in ("said", "told", "says", "was", "has", "who", "and", "is", "a")
        )
    ):
        return None
    name = sheet.token(first - 2) if first >= 2 else None
    if name is None or not sheet.written(first - 2)[:1].isupper() or sheet.opens(first - 1):
        return None
    if name.tag_ not in ("NNP", "NNPS", "NN") or name.ent_type_ in ("GPE", "DATE", "LOC", "FAC", "TIME", "MONEY"):
        return None
    if name.lower_ in ("january", "february", "march", "april", "may", "june", "july", "august", "september"):
        return None
    if closing == "," and sheet.kind(after + 1) == "number" and name.ent_type_ != "PERSON":
        return None
    start = name.i
    while start > 0 and sheet.doc[start - 1].tag_ == name.tag_ == "NNP" and not sheet.doc[start].is_sent_start:
        start -= 1
    mention.counted = sheet.doc[start].idx, name.idx + len(name)
    mention.counted_head = name.text
    mention.note("counted", "counted.name", *mention.counted)
    return "age.name"
