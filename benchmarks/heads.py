"""How well heads are read: stories, titles, publishers and dates of publication on texts in some 240 layouts.

    python benchmarks/heads.py [--errors]

The texts and their truth are in `data/heads`. A story is found when one of ours holds its text from the first words to
the last and no other story's. A day or name is right when it is one that the truth allows, or when neither has one; a
day is wrong when it is given and is none of those.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tallywire.records import Dump, Story, digest
from tallywire.split import split_dump

HEADS = Path(__file__).parents[1] / "data" / "heads"
SETS = ("pages", "plain", "dumps")
AS_OF = date(2026, 11, 22)  # later than every date of the texts


@dataclass(frozen=True, slots=True)
class Truth:
    """What a reader can tell of a story: the answers that are right (empty: nothing is told), and its text's span."""

    titles: Sequence[str]
    publishers: Sequence[str]
    days: Sequence[str]
    start: int
    end: int


def texts(name: str) -> Iterator[tuple[Path, str, list[Truth]]]:
    """The files of a set with the truth of their stories, in order."""
    told: dict[str, list[dict[str, list[str] | str | None]]] = {}
    for line in (HEADS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        told.setdefault(row["doc"], []).append(row)
    for path in sorted((HEADS / name).glob("*.txt")):
        text = path.read_text(encoding="utf-8-sig")
        yield path, text, list(_truths(text, told[path.stem]))


def _truths(text: str, rows: Sequence[dict[str, list[str] | str | None]]) -> Iterator[Truth]:
    at = 0
    for row in rows:
        title = next(iter(row["titles"] or ()), None)
        at = start = _find(text, row["begins"] or title, at)
        end = start + 1 if row["ends"] is None else _find(text, row["ends"], start) + len(str(row["ends"])) - 4
        yield Truth(list(row["titles"] or ()), list(row["publishers"] or ()), list(row["days"] or ()), start, end)


def _find(text: str, words: object, at: int) -> int:
    """Where words stand, however their lines are broken."""
    found = re.compile(r"\s+".join(map(re.escape, str(words).split()))).search(text, at)
    if found is None:
        raise ValueError(f"{words!r} is not in the text")
    return found.start()


def judge(truth: Truth, others: Sequence[Truth], stories: Sequence[Story]) -> dict[str, bool]:
    """Verdicts by field on the story that holds where a true one begins."""
    ours = next((story for story in stories if story.start <= truth.start < story.end), None)
    if ours is None:
        return {"wrong day": False}
    alone = sum(ours.start <= other.start < ours.end for other in others) == 1
    day = ours.published.isoformat() if ours.published else None
    return {
        "story": alone and ours.end >= truth.end,
        "title": _same(ours.title, truth.titles),
        "publisher": _same(ours.publisher, truth.publishers),
        "published": day in truth.days if truth.days else day is None,
        "wrong day": day is not None and day not in truth.days,
    }


def _same(name: str | None, right: Sequence[str]) -> bool:
    """Whether a name is one of the right ones but for case and marks, or a part of one."""
    if not name or not right:
        return not name and not right
    ours = _plain(name)
    return any(ours in other or other in ours for other in map(_plain, right))


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name.lower()).strip()


def main() -> None:
    """Print one line a set; with --errors every story that is not wholly right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list what is wrong, story by story")
    errors = parser.parse_args().errors
    print("set      stories  given  found  title  publisher  published  wrong day")
    for name in SETS:
        count: Counter[str] = Counter()
        for path, text, truths in texts(name):
            stories = split_dump(Dump(digest(text), path.name, text), AS_OF)
            count.update(stories=len(truths), given=len(stories))
            for number, truth in enumerate(truths, 1):
                verdicts = judge(truth, truths, stories)
                count.update({field: int(verdict) for field, verdict in verdicts.items()})
                missed = [field for field in ("story", "title", "publisher", "published") if not verdicts.get(field)]
                if errors and missed:
                    print(f"  {path.stem} {number}: {', '.join(missed)}")
        share = {field: count[field] / count["stories"] for field in ("story", "title", "publisher", "published")}
        print(
            f"{name:8} {count['stories']:7} {count['given']:6}  {share['story']:.3f}  {share['title']:.3f}"
            f"      {share['publisher']:.3f}      {share['published']:.3f}  {count['wrong day']:9}"
        )


if __name__ == "__main__":
    main()
