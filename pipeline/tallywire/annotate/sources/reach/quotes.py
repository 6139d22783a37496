"""Quotation spans: every quote style, unclosed ones and ones that run over paragraphs."""

from dataclasses import dataclass

from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_OPENERS = {"“": "”", "„": "”", "«": "»", "‘": "’", "``": "''"}
_STRAIGHT = frozenset({'"', "''"})
_DOUBLE = frozenset({'"', "''", "”"})  # writers mix them: “…"
_ALL = _STRAIGHT | _DOUBLE | frozenset(_OPENERS) | frozenset(_OPENERS.values()) | {"'"}
_SCARE_WORDS = 4  # a quotation with fewer words and no verb of its own is a phrase in quotes, not speech
_ENDS = frozenset(".!?,…")
_STOPS = frozenset(",.!?")
_SINGLE = 120  # tokens in which speech in straight single marks is closed
_MAX_SENTENCES = 12  # an unclosed quotation goes no further


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: token span with its marks, and `speech`, False for a phrase merely set in quotes.

    `continues` says that it goes on from the quotation before it, which its paragraph left open.
    """

    start: int
    end: int
    speech: bool
    closed: bool = True
    continues: bool = False

    @property
    def inner(self) -> Span:
        """The token span without the marks."""
        return self.start + 1, self.end - 1 if self.closed else self.end


def quotes(words: Words) -> list[Quote]:
    """The outermost quotations of a Doc, in order."""
    found: list[Quote] = []
    opened: tuple[int, str] | None = None
    left: int | None = None  # where the paragraph of the open quotation ended without the next one's taking it up
    continues = within = False
    for index, word in enumerate(words.lower):
        if opened is None or opened[1] not in _DOUBLE or word in _ALL:
            left = left if word in _ALL and opened is not None else None
        elif left is None and _ends_paragraph(words, index):
            left = index
        if word not in _ALL or _is_second(words, index):
            continue
        text = words.form[index] if word == "'" else word
        if opened is not None and left is not None:
            found.append(_quote(words, opened[0], left, False, continues))
            opened, left, continues = None, None, False
        if text in ("“", "”") and opened is not None and opened[1] in _STRAIGHT:
            nests = text == "“" and words.lower[index - 1] == ":"
            if nests or within:
                within = nests
                continue
        role = _role(words, index, text, opened)
        if role == "open":
            if opened is not None:
                found.append(
                    _quote(
                        words,
                        opened[0],
                        _break(words, opened[0], index),
                        False,
                        continues,
                    )
                )
            continues = opened is not None and _starts_sentence(words, index)
            opened = (index, _OPENERS.get(text, text))
        elif role == "close" and opened is not None:
            found.append(_quote(words, opened[0], index + 1, True, continues))
            opened, continues = None, False
    if opened is not None:
        found.append(
            _quote(
                words,
                opened[0],
                _break(words, opened[0], len(words.lower)),
                False,
                continues,
            )
        )
    return found


def _is_second(words: Words, index: int) -> bool:
    """Whether the token is the second half of an opening mark of wire copy, which is read as two."""
    return index > 0 and words.lower[index] == "``" and words.form[index - 1] == words.form[index] == "`"


def _role(words: Words, index: int, text: str, opened: tuple[int, str] | None) -> str | None:
    """Whether the token at `index` opens or closes a quotation, given the one that is open."""
    if text == "“" and index and not _spaced_before(words, index) and _spaced_after(words, index):
        return "close" if opened is not None and opened[1] in _DOUBLE else None
    if text == "'" and (opened is None or opened[1] == "'"):
        return _single(words, index, opened is not None)
    if opened is None:
        straight = text in _STRAIGHT and (_spaced_before(words, index) or not _spaced_after(words, index))
        return "open" if straight or text in _OPENERS else None
    double = opened[1] in _DOUBLE
    if text == opened[1] or (double and text in _DOUBLE):
        anew = text in _STRAIGHT and _spaced_before(words, index) and not _spaced_after(words, index)
        if anew and _starts_sentence(words, index):
            return "open"
        return "close" if text != "’" or not _apostrophe(words, index) else None
    return "open" if double and text in ("“", "``") and _starts_sentence(words, index) else None


def _single(words: Words, index: int, opened: bool) -> str | None:
    """Whether a straight single mark opens or closes speech; it closes only behind a stop, else it is an apostrophe."""
    stop = words.lower[index - 1] in _STOPS if index else False
    if opened:
        return "close" if stop else None
    if not _spaced_before(words, index) or _spaced_after(words, index) or not words.form[index + 1][:1].isupper():
        return None
    for later in range(index + 2, min(index + _SINGLE, len(words.lower))):
        if words.line[later]:
            return None
        if words.form[later] == "'" and words.lower[later - 1] in _STOPS:
            return "open"
    return None


def _spaced_before(words: Words, index: int) -> bool:
    return (
        index == 0
        or words.gap[index - 1]
        or words.space[index - 1]
        or words.lower[index - 1] in ("(", "[", "—", "–", "-", "--")
    )


def _spaced_after(words: Words, index: int) -> bool:
    return index + 1 == len(words.lower) or words.gap[index] or words.space[index + 1]


def _apostrophe(words: Words, index: int) -> bool:
    """Whether a closing single mark is glued to the word after it (elision: ’em, ’16) or marks a plural possessive."""
    if not _spaced_after(words, index):
        following = words.lower[index + 1] if index + 1 < len(words.lower) else ""
        return following.isalnum()
    return (
        words.tag[index] == "POS"
        and not _spaced_before(words, index)
        and words.lower[index - 1][-1:] == "s"
        and words.tag[index + 1 : index + 2] in (["NN"], ["NNS"], ["JJ"])
    )


def _starts_sentence(words: Words, index: int) -> bool:
    start, _ = words.sents[words.sent[index]]
    return words.next(start, index + 1) >= index or words.previous(index - 1, start) < start


def _break(words: Words, start: int, limit: int) -> int:
    """Where an unclosed quotation ends: with its paragraph if one is marked, else with its first sentence."""
    first = words.sent[start]
    last = words.sent[limit - 1]
    for number in range(first, min(last, first + _MAX_SENTENCES) + 1):
        _, end = words.sents[number]
        if end >= limit or (end < len(words.line) and (words.line[end - 1] or words.line[end])):
            return min(end, limit)
    return min(words.sents[first][1], limit)


def _ends_paragraph(words: Words, index: int) -> bool:
    """Whether the white space at `index` ends a paragraph and the next one begins without a mark of its own."""
    if not words.line[index] or words.lower[index - 1] not in _ENDS or index + 1 >= len(words.lower):
        return False
    return words.lower[index + 1] not in _ALL and not words.space[index + 1]


def _quote(words: Words, start: int, end: int, closed: bool, continues: bool) -> Quote:
    inner = range(start + 1, end - 1 if closed else end)
    tokens = [i for i in inner if not words.space[i]]
    verbal = any(words.pos[i] in ("VERB", "AUX") for i in tokens)
    ends = bool(tokens) and words.lower[tokens[-1]] in _ENDS
    speech = (
        (len(tokens) > _SCARE_WORDS and (verbal or ends))
        or (ends and len(tokens) > 1)
        or len(tokens) > 3 * _SCARE_WORDS
    )
    return Quote(start, end, speech, closed, continues)


def holding(quotes: list[Quote], index: int) -> Quote | None:
    """The speech in whose quotation marks the token stands, if any."""
    return next(
        (quote for quote in quotes if quote.speech and quote.start < index < quote.end),
        None,
    )
