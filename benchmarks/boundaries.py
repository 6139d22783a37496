"""How well stories are found: boundaries and dates against two baselines, on the seeds and on the dumps of the tests.

    python benchmarks/boundaries.py

A boundary is where a story begins. Baselines: a story at every blank line; one story a file. A date counts as wrong
when one is given and the gold has another or none; a date that is not given is no error but is not right either.
"""

import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tallywire.records import Dump, digest
from tallywire.split import split_dump

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 1, 15)  # later than every date of the texts, as for the tests

Found = list[tuple[int, date | None]]


@dataclass(frozen=True, slots=True)
class Text:
    """A dump with its gold: where each story begins and when it was published."""

    name: str
    text: str
    gold: Found


def seeds() -> Iterator[Text]:
    """The five seed dumps."""
    rows = [
        json.loads(line) for line in (ROOT / "data/gold/seeds.stories.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        gold = [(row["start"], _day(row["published"])) for row in rows if row["doc"] == path.stem]
        yield Text(path.stem, path.read_text(encoding="utf-8"), gold)


def dumps() -> Iterator[Text]:
    """The constructed dumps of the tests."""
    for sidecar in sorted((ROOT / "tests/corpus/dumps").glob("*.toml")):
        text = sidecar.with_suffix(".txt").read_text(encoding="utf-8")
        gold: Found = []
        end = 0
        for story in tomllib.loads(sidecar.read_text(encoding="utf-8")).get("story", []):
            after, end = end, text.index(story["ends"], end)
            gold.append((text.rindex(story["begins"], after, end + len(story["ends"])), story.get("published")))
        yield Text(sidecar.stem, text, gold)


def ours(text: Text) -> Found:
    """Tallywire's stories."""
    return [(s.start, s.published) for s in split_dump(Dump(digest(text.text), text.name, text.text), AS_OF)]


def every_blank_line(text: Text) -> Found:
    """A story at every blank line."""
    return [(match.start(), None) for match in re.finditer(r"(?:\A|(?<=\n\n))[^\n]", text.text)]


def one_a_file(text: Text) -> Found:
    """One story a file."""
    return [(len(text.text) - len(text.text.lstrip()), None)]


def measure(texts: list[Text], system: Callable[[Text], Found]) -> str:
    """A row: precision, recall and F1 of boundaries; share of gold stories dated right; share of given dates wrong."""
    given = gold = hits = right = wrong = 0
    for text in texts:
        found, wanted = dict(system(text)), dict(text.gold)
        given, gold = given + len(found), gold + len(wanted)
        common = found.keys() & wanted.keys()
        hits += len(common)
        right += sum(found[start] == wanted[start] for start in common)
        wrong += sum(found[start] not in (None, wanted[start]) for start in common)
    p, r = hits / given, hits / gold
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return f"{p:.3f}  {r:.3f}  {f1:.3f}  {right / max(hits, 1):9.3f}  {wrong / max(hits, 1):5.3f}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def main() -> None:
    """Print the table."""
    print(f"{'texts':7} {'system':18} P      R      F1     published  wrong")
    for name, texts in (("seeds", list(seeds())), ("dumps", list(dumps()))):
        for system in (ours, every_blank_line, one_a_file):
            print(f"{name:7} {system.__name__:18} {measure(texts, system)}")


if __name__ == "__main__":
    sys.exit(main())
