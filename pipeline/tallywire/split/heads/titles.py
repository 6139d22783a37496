"""Chooses the title among the headings above a text: what each says of itself is weighed (`heads.toml`, `[title]`)."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice
from math import fsum

from en_tallywire import lexicon
from tallywire.split.lines import publishers
from tallywire.split.lines.kinds import TEXT, Marked

#: The stems (so many letters) of words as long or longer are compared with those of so much text below.
_FEW = 4  # stems: what fewer of them share with the text says little
_STEM, _PARAGRAPHS, _CHARS = 5, 8, 600
_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d.,]*\d")
#: Bars, arrows and columns, which part the entries of a menu.
_BARS = re.compile(r"\s[|/›»>·•∙☰]\s|\s{3,}|[›»☰▼▲←→]")
_BRACKET = re.compile(r"(?<=\S) \([^()]{1,40}\)$")
_SUFFIX = re.compile(r"\s[|–—·•-]\s[^|–—·•]{2,45}$")


@cache
def _page(name: str) -> tuple[str, ...]:
    return tuple(lexicon.table("heads")["title"][name])


@cache
def _verbs() -> frozenset[str]:
    return frozenset(lexicon.table("layout")["closed"]["verbs"])


def stems(text: str) -> frozenset[str]:
    """The stems of a text's longer words, and its figures."""
    return frozenset(word[:_STEM].casefold() for word in _WORD.findall(text))


def is_page_line(text: str) -> bool:
    """Whether a line is, or opens as, one of the page around a story ("Reading time", "Share this")."""
    line = text.lower()
    return line.startswith(_page("page")) or line.rstrip(" :") in _page("page_lines")


def _length(text: str) -> float:
    """Full from four to eighteen words, as headlines have."""
    words = len(text.split())
    return {1: -0.5, 2: 0.0, 3: 0.5}.get(words, 1.0 if words <= 18 else 0.3)


def _verb(text: str) -> float:
    return float(not _verbs().isdisjoint(word.lower() for word in text.split()[1:]))


def _running(text: str) -> float:
    """Whether it has longer words in lower case, as sentences and no names have."""
    return float(any(len(word) >= _LONG and word.islower() for word in text.split()[1:]))


_LONG = 4


def _name(text: str) -> float:
    """Up to five words, all with capitals but the smallest, and no verb: a name of a body, a place or a section."""
    words = text.split()
    return float(len(words) <= _NAME_WORDS and not _running(text) and not _verb(text))


_NAME_WORDS = 5


def _barred(text: str) -> float:
    """A menu's bars; one before a site's name, behind enough words, is none."""
    match = _SUFFIX.search(text)
    bare = text[: match.start()] if match and len(text[: match.start()].split()) >= 4 else text
    return float(_BARS.search(bare) is not None)


def _symbols(text: str) -> float:
    marks = [char for char in text if not char.isspace()]
    return float(sum(char.isalpha() for char in marks) < 0.7 * len(marks))


def _outlet(text: str) -> float:
    name = text.title() if text.isupper() else text
    if len(text) > _NAMED:
        return 0.0
    known = publishers.find(text)
    slogan = known is not None and known[0] == 0 and not _running(text) and not _verb(text)
    return float(slogan or publishers.by_name(name) is not None or publishers.is_outlet(name))


_NAMED = 60  # characters of the longest name with its slogan


_FEATURES: dict[str, Callable[[str], float]] = {
    "length": _length,
    "verb": _verb,
    "running": _running,
    "name": _name,
    "barred": _barred,
    "symbols": _symbols,
    "outlet": _outlet,
    "bullet": lambda text: float(not text[0].isalnum() and text[1:2].isspace()),
    "page": lambda text: float(is_page_line(text)),
}


def choose(marked: Sequence[Marked], candidates: Sequence[range], body: int) -> range | None:
    """The title's lines: the first of the candidates that is nearly as good as the best; None when none is good.

    `body` numbers the first paragraph of text below.
    """
    below = islice((marked[i].text[:_CHARS] for i in range(body, len(marked)) if marked[i].kind in TEXT), _PARAGRAPHS)
    told = stems(" ".join(below))
    signed = next((i for i in range(candidates[0].start, body) if marked[i].kind == "byline"), body)
    scores = [weigh(marked, lines, told, signed) for lines in candidates]
    table = lexicon.table("heads")["title"]
    if max(scores) < table["least"]:
        return None
    enough = max(scores) if max(scores) >= table["field"] else min(max(scores) - table["margin"], table["sure"])
    return next(c for c, score in zip(candidates, scores, strict=True) if score >= enough)


def weigh(marked: Sequence[Marked], lines: range, told: frozenset[str], signed: int) -> float:
    """What lines weigh as the title of a text with the stems `told`; `signed` numbers the first byline."""
    text = _BRACKET.sub("", " ".join(marked[i].text for i in lines))
    weights = lexicon.table("heads")["title"]["weights"]
    own = stems(text)
    held = {name: feature(text) for name, feature in _FEATURES.items()}
    held["echo"] = len(own & told) / max(len(own), _FEW)
    held["marked"] = float(any(line is not None and line.titled for line in (marked[i].line for i in lines)))
    held["below_byline"] = float(lines.start > signed)
    held["slogan"] = float(_below_name(marked, lines))
    held["deck"] = float(_below_heading(marked, lines))
    return fsum(weights[name] * value for name, value in held.items())


def _below_name(marked: Sequence[Marked], lines: range) -> bool:
    """Whether a line belongs to the name right above it, as a slogan does: a blank line is below, none between."""
    return (
        _hangs(marked, lines)
        and lines.stop < len(marked)
        and marked[lines.stop].paragraph.gap > 0
        and (_is_name(marked[lines.start - 1].text))
    )


def _below_heading(marked: Sequence[Marked], lines: range) -> bool:
    """Whether a line belongs to the heading right above it, as a deck does."""
    return _hangs(marked, lines) and not _is_name(marked[lines.start - 1].text)


def _hangs(marked: Sequence[Marked], lines: range) -> bool:
    first = lines.start
    return first > 0 and marked[first].paragraph.gap == 0 and marked[first - 1].kind in ("heading", "publisher")


def _is_name(text: str) -> bool:
    return _outlet(text) > 0 or _name(text) > 0 or is_page_line(text)
