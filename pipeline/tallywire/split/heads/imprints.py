"""Weighs the names on the page around a story as its publisher's (`heads.toml`, `[publisher]`).

A name may open the page, stand behind the title or behind ©, sign a mail; it counts for more if it is built as names of
newspapers and bodies are, stands on the page again, or lends its letters to an address.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import fsum

from en_tallywire import lexicon
from tallywire.split.heads.imprint_lines import READERS
from tallywire.split.heads.outlets import built, folded, lists
from tallywire.split.heads.surroundings import SHORT, Surroundings
from tallywire.split.lines.kinds import HEADER, TEXT, Marked
from tallywire.split.lines.mentions import mentions


@dataclass(frozen=True, slots=True)
class Imprint:
    """A name weighed as the publisher's: where it first stands in the dump's text, and all that counts for it."""

    name: str
    rule: str
    start: int
    end: int
    cues: tuple[str, ...]

    @property
    def weight(self) -> float:
        """The sum of what counts for it."""
        weights = lexicon.table("heads")["publisher"]["weights"]
        return fsum(weights[cue] for cue in self.cues)


@dataclass(slots=True)
class _Tally:
    """The places in which one name stands, by the folded name."""

    first: tuple[str, int, int]
    rules: list[str] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Names:
    """The names around a story that could be its publisher's."""

    around: Surroundings
    tallies: dict[str, _Tally]

    def best(self, columns: frozenset[str] = frozenset()) -> Imprint | None:
        """The name that weighs most, if it weighs enough; the first of several as heavy.

        `columns` are the places that hold such a name around most of the dump's stories.
        """
        weighed = [self._weighed(key, columns) for key in self.tallies]
        best = max(weighed, key=lambda one: one.weight, default=None)
        return best if best and best.weight >= lexicon.table("heads")["publisher"]["least"] else None

    def _weighed(self, key: str, columns: frozenset[str]) -> Imprint:
        tally = self.tallies[key]
        name, start, end = tally.first
        cues = [*tally.rules, *built(name)]
        cues += ["column"] if not columns.isdisjoint(tally.rules) else []
        cues += [cue for cue, holds in _CONFIRMED.items() if holds(key, tally, self.around)]
        if len(cues) == len(tally.rules) and any(folded(item.text) == key for item in self.around.head):
            cues.append("author")
        return Imprint(name, f"publisher.{tally.rules[0]}", start, end, tuple(cues))


def names(around: Surroundings) -> Names:
    """All names that stand where a publisher's may, but the authors'."""
    tallies: dict[str, _Tally] = {}
    for rule, read in READERS.items():
        for item, start, end in read(around):
            name = item.text[start:end]
            offset = item.paragraph.start
            tally = tallies.setdefault(folded(name), _Tally((name, offset + start, offset + end)))
            if offset not in tally.lines and rule not in tally.rules:
                tally.rules.append(rule)
            tally.lines.add(offset)
    return Names(around, {key: tally for key, tally in tallies.items() if key not in around.authors})


def columns(stories: Sequence[Names]) -> frozenset[str]:
    """The places that hold the name of a paper or agency around some stories, and some name around most."""
    filled = Counter(rule for one in stories for rule in {r for tally in one.tallies.values() for r in tally.rules})
    papers = {imprint.rule for imprint in (one.best() for one in stories) if imprint}
    least = max(_FEWEST, len(stories) / 2)
    return frozenset(rule for rule, count in filled.items() if count > least and f"publisher.{rule}" in papers)


#: A column has a name for more than so many stories.
_FEWEST = 2


def _again(key: str, tally: _Tally, around: Surroundings) -> bool:
    return any(
        item.kind not in TEXT and item.paragraph.start not in tally.lines and _stands_in(key, item.text)
        for item in around.lines()
    )


def _in_imprint(key: str, tally: _Tally, around: Surroundings) -> bool:
    said = tuple(f"{key} {words}" for words in lists()["imprint"])
    return any(folded(item.text).startswith(said) for item in around.lines())


def _in_address(key: str, tally: _Tally, around: Surroundings) -> bool:
    return any(_lends(key, host) for item in around.lines() for host in _HOST.findall(item.text))


def _on_folio(key: str, tally: _Tally, around: Surroundings) -> bool:
    """Whether the line below that of the name, above the title, has the day of an issue."""
    lines = [i for i, item in enumerate(around.above) if item.paragraph.start in tally.lines]
    return any(_is_dated(item) for item in around.above[lines[0] + 1 : lines[0] + 2]) if lines else False


def _dated(key: str, tally: _Tally, around: Surroundings) -> bool:
    """Whether a line with the name has a day too."""
    return any(item.paragraph.start in tally.lines and _is_dated(item) for item in around.lines())


def _in_capitals(key: str, tally: _Tally, around: Surroundings) -> bool:
    """Whether the line right below the title is the name in capitals, as the title is not, above the header's rest."""
    lines = around.head[:2]
    alone = len(lines) > 1 and lines[0].text == tally.first[0] and lines[1].kind in HEADER
    return alone and lines[0].text.isupper() and not any(item.text.isupper() for item in around.title)


def _is_dated(item: Marked) -> bool:
    return any(mention.full for mention in mentions(item.text[:SHORT]))


#: What confirms a name, beside its place and form.
_CONFIRMED: dict[str, Callable[[str, _Tally, Surroundings], bool]] = {
    "again": _again,
    "imprint": _in_imprint,
    "domain": _in_address,
    "folio": _on_folio,
    "dated": _dated,
    "capitals": _in_capitals,
    "article": lambda key, tally, around: tally.first[0].casefold().startswith("the "),
}


def _stands_in(key: str, text: str) -> bool:
    """Whether a name is a piece of a line, or stands there behind a small word."""
    line = folded(text)
    at = line.find(key)
    if at < 0 or line[at + len(key) :][:1].isalnum():
        return False
    before = line[:at].rstrip()
    return not before or not before[-1].isalnum() or before.rpartition(" ")[2] in _BEFORE or before[-4:].isdigit()


_BEFORE = frozenset(
    {"of", "at", "by", "for", "from", "to", "with", "the", "in", "via", "copyright", "source", "follow"}
)

_HOST = re.compile(r"(?:@|//|www\.)(?:www\.)?([\w.-]+)\.[a-z]{2,}")


def _lends(key: str, host: str) -> bool:
    """Whether an address is made of a name's letters."""
    letters, host = re.sub(r"\W", "", key), re.sub(r"\W", "", host.lower())
    return min(len(letters), len(host)) >= 5 and (letters in host or host in letters)
