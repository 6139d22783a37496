"""Finds the articles of web pages that were copied whole: menus above, boxes between, readers' words and a foot below.

A copy is told by the labels of menus and buttons (`webpages.toml`); the text of an article has none. Its article is the
stretch of paragraphs that weighs most, where words of running text weigh for it and all other lines against it (the
maximum subsequence of Finn, Kushmerick and Smyth, "Fact or fiction", 2001).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import fsum

from en_tallywire import lexicon
from tallywire.split.heads.titles import stems, weigh
from tallywire.split.lines.kinds import HEADER, Kind, Marked


@dataclass(frozen=True, slots=True)
class Webpage:
    """A page and its article, by the numbers of the marked paragraphs: `title` is a range, empty without one."""

    start: int
    title: range
    body: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of mostly running text, and what it weighs."""

    weight: float
    start: int
    stop: int


def webpages(marked: Sequence[Marked]) -> list[Webpage]:
    """The pages of a dump that is nothing but copies of pages, in order; none for any other dump."""
    labels = [_labels(item.text) for item in marked]
    if len(frozenset().union(*labels)) < _table("page")["labels"]:
        return []
    blocks = list(_blocks(marked, labels))
    found = []
    for page in _pages(marked, labels, blocks):
        inside = [block for block in blocks if block.start in page]
        article = _article(marked, labels, inside)
        if article is None or any(_is_headed(marked, labels, block) for block in inside if not _holds(article, block)):
            return []
        title = _title(marked, labels, range(page.start, article.start), article)
        found.append(Webpage(page.start, title, article.start, article.stop))
    return found


@cache
def _table(name: str) -> dict[str, float]:
    return dict(lexicon.table("webpages")[name])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.table("webpages")[name])


#: What stands around the words of a label, and between the labels of one line; no label is longer than a line of them.
_AROUND = " \t*•·|–-—>»<«›#+[](){}:.…0123456789,"
_BETWEEN = re.compile(r"\s[|·•/]\s|\s{2,}|\t")
_LINE = 200


def _labels(line: str) -> frozenset[str]:
    """The labels of menus and buttons that a line holds, if it is one of them or a row of them."""
    if len(line) > _LINE:
        return frozenset()
    entries = [entry.strip(_AROUND).replace("’", "'") for entry in _BETWEEN.split(line.casefold())]
    return _words("menus").intersection(entries)


def _blocks(marked: Sequence[Marked], labels: Sequence[frozenset[str]]) -> Iterator[_Block]:
    """The stretches of mostly running text, each up to the paragraph where it weighs most."""
    table, start = _table("page"), 0
    weights = [-table["against"] if held else _weight(item) for item, held in zip(marked, labels, strict=True)]
    while start < len(weights):
        total, best, stop = 0.0, 0.0, start + 1
        for i in range(start, len(weights)):
            total += weights[i]
            if total > best:
                best, stop = total, i + 1
            if total <= 0 or total < best - table["broken"] or i - stop > _BEYOND:
                break
        if best >= table["least"]:
            yield _Block(best, start, stop)
        start = stop


#: How many paragraphs behind the heaviest end of a stretch are tried: the time stays linear.
_BEYOND = 50


def _article(marked: Sequence[Marked], labels: Sequence[frozenset[str]], blocks: Sequence[_Block]) -> _Block | None:
    """The heaviest stretch, with those before and behind it that tell of the same: boxes part an article's text.

    Behind the labels of what readers write nothing is the article's.
    """
    if not blocks:
        return None
    main = max(range(len(blocks)), key=lambda i: blocks[i].weight)
    article = blocks[main]
    told = stems(_text(marked, article))
    for block in [*reversed(blocks[:main]), *blocks[main + 1 :]]:
        between = range(min(article.stop, block.stop), max(article.start, block.start))
        own = stems(_text(marked, block))
        akin = len(own & told) >= _table("page")["akin"] * len(own)
        if akin and not any(labels[i] & _words("readers") for i in between):
            weight = article.weight + block.weight
            article = _Block(weight, min(article.start, block.start), max(article.stop, block.stop))
    return article


def _holds(article: _Block, block: _Block) -> bool:
    return article.start <= block.start and block.stop <= article.stop


def _text(marked: Sequence[Marked], block: _Block) -> str:
    return " ".join(marked[i].text for i in range(block.start, block.stop))


def _weight(item: Marked) -> float:
    """What a paragraph weighs for an article: its words, if it is running text."""
    table, words = _table("page"), item.text.split()
    if item.kind == "heading" and not item.paragraph.closed:
        return -table["against"]
    function = sum(word.casefold().strip(".,") in _words("function_words") for word in words) / len(words)
    closed = item.paragraph.closed and len(words) >= table["sentence"] and function >= table["sentence_share"]
    if closed or (len(words) >= table["running"] and function >= table["share"]):
        return min(len(words), table["most"])
    return -table["against"]


def _pages(marked: Sequence[Marked], labels: Sequence[frozenset[str]], blocks: Sequence[_Block]) -> list[range]:
    """The pages: a further one begins below a foot that another menu and a further text follow."""
    starts = [0]
    for above, below in pairwise(blocks):
        feet = [i for i in range(above.stop, below.start) if _is_foot(marked[i].text)]
        menu = frozenset().union(*labels[feet[-1] + 1 : below.start]) if feet else frozenset()
        if len(menu) >= _table("page")["menu"]:
            starts.append(feet[-1] + 1)
    return [range(start, stop) for start, stop in pairwise([*starts, len(marked)])]


def _is_foot(line: str) -> bool:
    lower = line.casefold()
    return len(line) <= _LINE and any(word in lower for word in lexicon.table("webpages")["foot"])


#: How many paragraphs above a text may be of its head.
_HEAD = 6


def _is_headed(marked: Sequence[Marked], labels: Sequence[frozenset[str]], block: _Block) -> bool:
    """Whether a text is a story of its own: it has a heading and a byline or date, and no button between."""
    above = range(max(0, block.start - _HEAD), block.start)
    kinds = {marked[i].kind for i in above}
    is_long = block.weight >= _table("page")["story"]
    return is_long and "heading" in kinds and not kinds.isdisjoint(HEADER) and not any(labels[i] for i in above)


def _title(marked: Sequence[Marked], labels: Sequence[frozenset[str]], above: range, article: _Block) -> range:
    """The line above an article that weighs most as its title; an empty range where none could be.

    Of lines right below one another that weigh nearly as much the upper is the title, the lower its deck.
    """
    told = stems(_text(marked, article))
    count = Counter(marked[i].text.casefold() for i in range(above.start, article.stop))
    weights = _table("title")
    scores: dict[int, float] = {}
    for i in above:
        if labels[i] or marked[i].kind in _NO_TITLE or not _SHORTEST <= len(marked[i].text.split()) <= _LONGEST:
            continue
        held = _title_features(marked, above, i) | {"again": float(count[marked[i].text.casefold()] > 1)}
        score = weigh(marked, range(i, i + 1), told, above.stop)
        scores[i] = score + fsum(weights[name] * value for name, value in held.items())
    best = max(scores, key=lambda i: (scores[i], i), default=None)
    if best is None or scores[best] < weights["least"]:
        return range(0)
    while scores.get(best - 1, 0.0) >= scores[best] - weights["deck"]:
        best -= 1
    return range(best, best + 1)


#: What is no title whatever it says, and the words of titles.
_NO_TITLE: frozenset[Kind] = frozenset({"byline", "date", "counter", "time", "caption", "credit", "end_mark", "rule"})
_SHORTEST, _LONGEST = 2, 26


def _title_features(marked: Sequence[Marked], above: range, i: int) -> dict[str, float]:
    """What a line says for being the title by where it stands and its form, each from 0 to 1."""
    text, below = marked[i].text, range(i + 1, min(above.stop, i + _HEAD))
    return {
        "near": max(0.0, 1.0 - (above.stop - i) / _table("title")["reach"]),
        "signed": float(any(marked[j].kind in ("byline", "date") for j in below)),
        "cut": float(text.endswith(("...", "…"))),
        "closed": float(text.endswith((".", ":", ";", ","))),
        "marked": float(marked[i].paragraph.mark == "#"),
        "quoted": float(text[0] in '"“' and text[-1] in '"”'),
        "heading": float(marked[i].kind == "heading"),
    }
