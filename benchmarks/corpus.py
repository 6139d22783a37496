"""Composes news dumps of any size for the speed benchmark, from the seed dumps, the annotated texts and templates.

    python benchmarks/corpus.py OUT --words 100000 [--format jsonl|text] [--seed 1] [--paragraphs 5 16] [--plain]

A story takes a run of paragraphs of one source story, some of another, and a few template sentences; numbers get other
digits and names other letters, story by story, so that no two stories are copies and the vocabulary grows as it does in
real news. The same arguments give the same bytes. Deterministic, and nothing but this repository's texts is in it.
With `--plain` stories state no figures: a very large corpus of those can still be worked on in a short time.
"""

import argparse
import calendar
import json
import random
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path

from en_tallywire.lexicon import rows

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "data" / "gold"
#: Share of paragraphs from the annotated texts, which are denser in figures than news is; seeds give the rest.
_DENSE = 0.12
_STORY_PARAGRAPHS = (5, 16)
_DUMP_STORIES = 25
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_COUNTS = re.compile(r"\{[np]\}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_KEPT = frozenset({*calendar.day_name, *calendar.month_name})
_ONSETS, _RIMES = ("b", "d", "f", "gr", "k", "l", "m", "n", "r", "s", "t", "v"), ("a", "e", "in", "o", "or", "u", "en")
_PUBLISHERS = ("The Harbour Times", "Northern Dispatch", "Daily Ledger", "Coastal News Agency")
_TEMPLATES = (
    "Officials declined to say when the inquiry would end.",
    "“We have heard these promises before, and nobody here believes them any more,” {name} said.",
    "The {name} group, which runs the port, said it had taken on {n} workers since {month}.",
    "Police said {n} people were held after clashes near the {name} bridge on {day}.",
    "Residents said that the road to {name} had been closed by mud and fallen trees.",
    "It was not immediately clear who had ordered the work to stop.",
    "{name}, the minister responsible, told reporters that the figures would be published soon.",
    "Shares in {name} fell {p}% after the company cut its forecast for the year.",
    "Analysts had expected a rise, but demand stayed weak in most markets.",
    "The team travels north next, where it has not won a match for a decade.",
    "A spokesman for the hospital in {name} said the wards were full but calm.",
    "Critics say the plan does little for tenants and much for owners.",
)


@cache
def sources(dense: bool) -> list[list[str]]:
    """The paragraphs of each source text."""
    paths = sorted(GOLD.glob("*/*.txt")) if dense else sorted((ROOT / "seeds").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return [[line.strip() for line in text.split("\n") if len(line.strip()) > 60] for text in texts]


@cache
def _known() -> frozenset[str]:
    """Words of names that the lexicons know, which stay as they are."""
    return _KEPT | {
        word for row in rows("actors") for value in row.values() for word in re.findall(r"\w+", value or "")
    }


def stories(
    words: int, seed: int, lengths: tuple[int, int] = _STORY_PARAGRAPHS, plain: bool = False
) -> Iterator[dict[str, str]]:
    """Articles of `words` words together, each with title, text, publisher and date.

    `lengths` are the fewest and most paragraphs of one; `plain` ones are made of the templates without numbers.
    """
    chance = random.Random(seed)
    total = number = 0
    while total < words:
        count = chance.randint(*lengths)
        paragraphs = _plain(chance, count) if plain else _paragraphs(chance, count)
        day = date(2024, 1, 1) + timedelta(days=chance.randrange(700))
        title = " ".join(paragraphs[0].split()[:8]).rstrip(".,:;")
        text = "\n\n".join(_renamed(chance, paragraphs))
        total += len(text.split())
        yield {
            "id": f"s{seed}-{number}",
            "title": title,
            "text": text,
            "publisher": chance.choice(_PUBLISHERS),
            "published": day.isoformat(),
        }
        number += 1


def _paragraphs(chance: random.Random, count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        text = chance.choice(sources(chance.random() < _DENSE))
        start = chance.randrange(max(len(text) - 4, 1))
        found += text[start : start + chance.randint(2, 4)]
        if chance.random() < 0.5:
            found.append(_filled(chance, chance.choice(_TEMPLATES)))
    return [_varied(chance, paragraph) for paragraph in found[:count]]


def _plain(chance: random.Random, count: int) -> list[str]:
    templates = [template for template in _TEMPLATES if not _COUNTS.search(template)]
    return [" ".join(_filled(chance, chance.choice(templates)) for _ in range(4)) for _ in range(count)]


def _filled(chance: random.Random, template: str) -> str:
    return template.format(
        name=_name(chance),
        n=f"{chance.randint(3, 90_000):,}",
        p=round(chance.uniform(0.1, 30), 1),
        month=chance.choice(("March", "May", "October")),
        day=chance.choice(("Monday", "Friday", "3 June")),
    )


def _varied(chance: random.Random, text: str) -> str:
    """`text` with other digits in its numbers; years, and the number of digits, stay."""

    def other(match: re.Match[str]) -> str:
        if _YEAR.fullmatch(match.group()):
            return match.group()
        return "".join(str(chance.randint(1, 9)) if char.isdigit() else char for char in match.group())

    return _NUMBER.sub(other, text)


def _renamed(chance: random.Random, paragraphs: list[str]) -> Iterator[str]:
    """The paragraphs with another name for each that no lexicon knows, the same one throughout the story."""
    names: dict[str, str] = {}
    for paragraph in paragraphs:
        for name in _NAME.findall(paragraph):
            if name not in names and name not in _known():
                names[name] = _name(chance)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names))) + r")\b") if names else None
    for paragraph in paragraphs:
        yield pattern.sub(lambda match: names[match.group()], paragraph) if pattern else paragraph


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_ONSETS) + chance.choice(_RIMES) for _ in range(chance.randint(2, 3))).capitalize()


def write_jsonl(path: Path, articles: Iterable[dict[str, str]]) -> None:
    """One article a line."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(story, ensure_ascii=False) + "\n" for story in articles)


def write_text(folder: Path, articles: Iterable[dict[str, str]]) -> None:
    """Text dumps of `_DUMP_STORIES` stories each, with headline, byline and dateline, as the seeds are."""
    folder.mkdir(parents=True, exist_ok=True)
    dump: list[str] = []
    number = 0
    for story in chain(articles, [None]):
        if story is not None:
            day = date.fromisoformat(story["published"])
            head = f"{story['title']}\n{story['publisher']}, {day:%B} {day.day}, {day.year}"
            dump.append(f"{head}\n\n{story['text']}")
        if dump and (story is None or len(dump) == _DUMP_STORIES):
            (folder / f"{number:05}.txt").write_text("\n\n\n".join(dump) + "\n", encoding="utf-8")
            dump, number = [], number + 1


def main() -> None:
    """Write the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--format", choices=("jsonl", "text"), default="jsonl")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--paragraphs", type=int, nargs=2, default=_STORY_PARAGRAPHS, metavar=("LEAST", "MOST"))
    parser.add_argument("--plain", action="store_true", help="stories without figures")
    options = parser.parse_args()
    articles = stories(options.words, options.seed, tuple(options.paragraphs), options.plain)
    {"jsonl": write_jsonl, "text": write_text}[options.format](options.out, articles)


if __name__ == "__main__":
    main()
