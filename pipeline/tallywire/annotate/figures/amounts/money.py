"""Currencies: the signs, codes and names around a number, and the ISO 4217 code that a shared name stands for here."""

from collections import Counter
from functools import cache
from typing import NamedTuple

from en_tallywire.lexicon import table
from tallywire.annotate.figures.amounts.pictures import is_picture_size
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import currency_forms, currency_starts, number_words, word_set

_ENDS = frozenset(["IN", "CC", "TO", ",", ".", "-LRB-", "-RRB-", ":", "RB", "JJR"])  # tags behind a whole amount
_LONGEST_PREFIX = 4  # lexemes: "U.S. $" is two, "Mex$" two, "S/." three


class Currency(NamedTuple):
    """A currency at the lexemes up to `after`: an ISO 4217 code or a group of shared names; `factor` for subunits."""

    code: str
    after: int
    factor: float = 1.0


def prefix_at(sheet: Sheet, position: int) -> Currency | None:
    """The currency sign or code that starts at `position` with a number (or its sign) right behind it."""
    if sheet.lower(position) not in currency_starts():
        return None
    if sheet.glued(position) and sheet.kind(position - 1) in ("word", "number"):
        return None
    for length in range(_LONGEST_PREFIX, 0, -1):
        after = position + length
        if after >= sheet.size:
            continue
        start, end = sheet.span(position, after)
        form = sheet.text[start:end]
        if len(sheet.written(position)) > 1:
            form = form.replace(" ", "")  # "US $5m", "NZ $3", but "A $2 fare" has an article
        code = currency_forms().prefixes.get(form)
        if code and _leads_number(sheet, after, form):
            return Currency(code, after)
    return None


def _leads_number(sheet: Sheet, position: int, form: str) -> bool:
    """A number follows; a one- or two-letter code must be glued to it ("R50bn"), so that initials are no money."""
    at = position + (sheet.written(position) in ("-", "−", "–"))
    if sheet.kind(at) != "number" or sheet.opens(at):
        return False
    if form == "#":
        return "." in sheet.written(at) or _looks_like_money(sheet, at)  # the pound sign of old wires, "#3.45"
    if form in word_set("figure_context", "currency", "lookalikes") and sheet.glued(at):
        return "." in sheet.written(at) or _looks_like_money(sheet, at)
    if form.isalpha() and len(form) <= 2 and form not in ("Rs", "Tk", "RM", "Rp", "Re", "RS", "Af"):
        return sheet.glued(at) and (len(form) > 1 or _looks_like_money(sheet, at))
    return sheet.lexemes[at].start - sheet.lexemes[at - 1].end <= 1


def _looks_like_money(sheet: Sheet, position: int) -> bool:
    """One-letter codes need an amount that no road or model has: "R1,500", "R50bn", "N2.5m"."""
    return bool(
        "," in sheet.written(position)
        or sheet.lower(position + 1) in number_words().abbreviations
        or sheet.lower(position + 1) in ("m", "k", "thousand", "million", "billion", "trillion")
    )


def is_prefix(sheet: Sheet, position: int) -> bool:
    """Whether a currency sign or code ends at `position`."""
    for length in range(1, _LONGEST_PREFIX + 1):
        first = position - length + 1
        if first < 0:
            return False
        if (found := prefix_at(sheet, first)) and found.after == position + 1:
            return True
    return False


def suffix_at(sheet: Sheet, position: int) -> Currency | None:
    """The currency name, code or sign at `position`, behind a number."""
    forms = currency_forms()
    written = sheet.written(position)
    leads = sheet.kind(position) == "sign" and sheet.kind(position + 1) == "number" and sheet.glued(position + 1)
    if written in forms.suffixes and not sheet.opens(position) and not leads:
        return Currency(forms.suffixes[written], position + 1)
    if is_picture_size(sheet, position):
        return None
    if written == "p" and sheet.glued(position) and sheet.kind(position - 1) == "number":
        return Currency("GBP", position + 1, 0.01)
    if written in ("c", "¢") and sheet.glued(position) and sheet.kind(position - 1) == "number":
        return Currency("dollar", position + 1, 0.01)
    if found := forms.names.at(sheet, position):
        return _named(sheet, position, found)
    if found := forms.subunits.at(sheet, position):
        return Currency(found[0], found[1], 0.01)
    return None


def _named(sheet: Sheet, position: int, found: tuple[str, int]) -> Currency | None:
    """Names that are common words too ("won", "real", "sol") need a noun's place."""
    code, after = found
    if after == position + 1 and sheet.lower(position) in word_set("figure_context", "currency", "homonyms"):
        ahead = sheet.lower(position - 1)
        if ahead in number_words().scales or ahead in number_words().abbreviations:
            if _ends_amount(sheet, after) or sheet.tag(position).startswith("NN"):
                return Currency(code, after)
        elif sheet.lower(position) in word_set("figure_context", "currency", "strict") and "." not in ahead:
            return None
        tag = sheet.tag(position)
        if not tag.startswith("NN") or sheet.tag(position + 1).startswith("NN"):
            return None
    return Currency(code, after)


def _ends_amount(sheet: Sheet, position: int) -> bool:
    """No object follows: "2 trillion won in May", not "the 2 million won the right to stay"."""
    return sheet.opens(position) or sheet.tag(position) in _ENDS


class Money:
    """Decides what a shared currency name means in one story. The count of country words is made once, when needed."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._codes: dict[str, str] = {}
        self._last = ""

    def code(self, name: str) -> str:
        """The ISO 4217 code of `name`: itself, or the group's currency that this story's country words point to.

        Cents are those of the currency read last, so names must be resolved in the text's order.
        """
        if name.isupper():
            self._last = name
            return name
        if name == "cent":
            return self._last if self._last in table("currency_names")["cents"]["codes"] else self.code("dollar")
        if name not in self._codes:
            self._codes[name] = self._resolve(name)
        self._last = self._codes[name]
        return self._last

    def _resolve(self, group: str) -> str:
        entry = table("currency_names")["groups"][group]
        counts = self._counts(group)
        if group == "dollar" and not self._marks_us_dollars() and not self._is_local(counts):
            return "USD"
        best = max(counts.values(), default=0)
        if not best:
            return str(entry["default"])
        return next(str(code) for code in entry["countries"] if counts[code] == best)

    def _marks_us_dollars(self) -> bool:
        """A story that writes "US$" for American dollars means its own country's by a bare "$"."""
        return "US$" in self._sheet.text or "$US" in self._sheet.text or "US dollars" in self._sheet.text

    def _is_local(self, counts: Counter[str]) -> bool:
        """Whether a story is set in one country of dollars alone, with no American dollar or "A$" beside it."""
        shared = table("currency_names")["local"]
        names = [code for code in shared["codes"] if counts[code]]
        if len(names) != 1 or counts[names[0]] < shared["mentions"]:
            return False
        signed = any(f"{letter}$" in self._sheet.text for letter in shared["letters"])
        american = sum(lexeme.text in shared["american"] for lexeme in self._sheet.lexemes)
        wired = any(lexeme.text in shared["wires"] for lexeme in self._sheet.lexemes)
        return not signed and not wired and american * shared["american_to_own"] <= counts[names[0]]

    def _counts(self, group: str) -> Counter[str]:
        names = _country_phrases(group)
        counts: Counter[str] = Counter()
        for position, lexeme in enumerate(self._sheet.lexemes):
            if lexeme.kind == "word" and lexeme.text[0].isupper():
                word = lexeme.lower.removesuffix("'s").removesuffix("’s")
                for words, code in names.get(word, ()):
                    rest = [self._sheet.lower(position + k) for k in range(1, len(words))]
                    counts[code] += [r.removesuffix("'s").removesuffix("’s") for r in rest] == list(words[1:])
        return counts

    def names_country(self, group: str) -> bool:
        """Whether the story names any country of the group."""
        return any(self._counts(group).values())


@cache
def _country_phrases(group: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for code, names in table("currency_names")["groups"][group]["countries"].items():
        for name in names:
            words = tuple(name.split())
            phrases[words[0]] = (*phrases.get(words[0], ()), (words, code))
    return phrases
