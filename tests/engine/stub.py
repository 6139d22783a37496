"""Runs with a stand-in for the language model, in processes of their own that a test can kill.

    python stub.py INPUT OUT WORKERS SECONDS_A_STORY|model[:SHARD_BYTES] [SCHEDULER]

With "model" the language model itself does the work. Shards are small, unless their size is given. A line is printed
when a shard is done. What a text tells the stand-in to do, it does: "kill-me" ends the process.
"""

import os
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from tallywire.engine import local, shards
from tallywire.engine.annotators import load_annotator
from tallywire.errors import TallywireError
from tallywire.location import locate
from tallywire.records import Annotations, Figure, Sentence, Source, Story, Token
from tallywire.settings import RunSettings

if TYPE_CHECKING:
    from tallywire.engine.work import Written

SETTINGS = RunSettings(as_of=date(2025, 1, 1))
_WORD = re.compile(r"\S+")
_SAID = re.compile(r"said ([^.,]+)")
_NUMBER = re.compile(r"\d[\d,]*")


class Stub:
    """Takes every number for a figure, the text for one sentence, and what stands behind "said" for its source."""

    def annotate(self, stories: Iterable[Story]) -> Iterator[Annotations]:
        for story in stories:
            time.sleep(float(os.environ.get("STUB_SECONDS", "0")))
            if "kill-me" in story.text:
                os.kill(os.getpid(), signal.SIGKILL)
            sentence = _sentence(story.text)
            yield Annotations(
                story.story_id,
                sentences=(sentence,),
                read=((sentence.start, sentence.end),),
                figures=tuple(_figures(story.text)),
                sources=tuple(_sources(story.text)),
            )


def make(settings: RunSettings) -> Stub:
    return Stub()


class Lines:
    """Prints a line for every shard."""

    def start(self, size: int, done: int) -> None:
        print("start", flush=True)

    def advance(self, size: int, written: "Written") -> None:
        print("shard", flush=True)


def _sentence(text: str) -> Sentence:
    words = list(_WORD.finditer(text))
    tokens = tuple(Token(w.start(), w.end(), w[0], w[0].lower(), "NOUN", "NN", "dep", 0) for w in words)
    return Sentence(tokens[0].start, tokens[-1].end, tokens)


def _sources(text: str) -> Iterator[Source]:
    for found in _SAID.finditer(text):
        yield Source("explicit", ((0, found.start()),), found[1], found[1], "organisation")


def _figures(text: str) -> Iterator[Figure]:
    for found in _NUMBER.finditer(text):
        value = float(found[0].replace(",", ""))
        yield Figure(
            found.start(),
            found.end(),
            found[0],
            value,
            value,
            value,
            "exact",
            None,
            "count",
            None,
            None,
            None,
            None,
            None,
        )


def main() -> int:
    source, out, workers, how, *rest = sys.argv[1:]
    scheduler = rest[0] if rest else None
    seconds, _, size = how.partition(":")
    if seconds != "model":
        os.environ["STUB_SECONDS"] = seconds
    shards.SHARD_BYTES = int(size or 2_000)
    given: dict[str, Any] = {"workers": int(workers), "make": load_annotator if seconds == "model" else stub.make}
    if scheduler:
        from tallywire.engine.cluster import ClusterEngine

        given["engine"] = ClusterEngine(None if scheduler == "own" else scheduler, int(workers))
    try:
        summary = local.run([source], locate(out), SETTINGS, Lines(), **given)
    except TallywireError as error:
        print(error, file=sys.stderr)
        return 2
    return 3 if summary.errors else 0


if __name__ == "__main__":
    import stub  # by its own name, under which the workers know it

    sys.exit(main())
