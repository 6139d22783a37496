"""What money goes to: the words behind "spent $3m on", "paid $9m a year for", "wrote off $2bn on"."""

from spacy.tokens import Token

from en_tallywire.lexicon import table
from tallywire.annotate.figures.amounts.numerals import read_number
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention

_TAKEN = frozenset(["duration", "measure", "percent", "count"])  # "took 41 seconds off the record"
_ASIDE = 8  # lexemes of a sum in brackets
_NEAR = 4  # lexemes back to the verb of paying where the parse does not hang the money on it


def bought_at(sheet: Sheet, mention: Mention, at: int) -> int | None:
    """The position of the noun that the money is paid for, behind any figure of its own; `at` is behind the money."""
    if mention.kind != "money" and not (mention.kind in _TAKEN and sheet.lower(at) in ("off", "from")):
        return None
    while at < mention.after + 4 and sheet.lower(at) in ("a", "an", "per") and sheet.tag(at + 1) in ("NN", "JJ"):
        at += 2 + sheet.tag(at + 2).startswith("NN")
    at = _behind_brackets(sheet, at)
    at += 2 * (sheet.lower(at) == "of" and sheet.lower(at + 1) in ("it", "that", "this", "them", "which"))
    lemmas = table("nouns")["purposes"].get(sheet.lower(at))
    if lemmas is None or sheet.opens(at) or not any(verb in lemmas for verb in _verbs(sheet, mention)):
        return None
    at += sheet.lower(at) == "out" and sheet.lower(at + 1) == "of" and sheet.lower(at + 2) not in ("every", "each")
    number = read_number(sheet, at + 1)
    return at + 1 if number is None else number.after


def _behind_brackets(sheet: Sheet, at: int) -> int:
    """Behind the same sum in another currency: "paid 45,000 rand (about $2,500) for"."""
    if sheet.lower(at) != "(":
        return at
    return next((end + 1 for end in range(at, at + _ASIDE) if sheet.lower(end) == ")"), at)


def _verbs(sheet: Sheet, mention: Mention) -> list[str]:
    """Lemmas of the nearest verb ahead and of the verb that the parse gives, the second for coordinated amounts."""
    start = mention.start
    near = [sheet.token(back) for back in range(max(start - _NEAR, 0), start) if _is_verb(sheet, back, start)]
    parsed = _governor(sheet.token(mention.number_after - 1))
    return [verb.lemma_.lower() for verb in (near[-1] if near else None, parsed) if verb is not None]


def _is_verb(sheet: Sheet, position: int, start: int) -> bool:
    """A verb, or right before the figure at `start` what the tagger takes for a plural ("slices 41 seconds off")."""
    tag = sheet.tag(position)
    return tag.startswith("VB") or (tag == "NNS" and position == start - 1)


def _governor(token: Token) -> Token | None:
    for _ in range(4):
        if token.pos_ == "VERB":
            return token
        if token.dep_ not in ("dobj", "conj", "nummod", "quantmod", "compound", "npadvmod", "appos", "nmod"):
            return None
        token = token.head
    return None
