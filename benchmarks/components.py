"""How fast each of our components is by itself, once the base model has parsed the text.

    python benchmarks/components.py [PATH ...] [--component NAME] [--profile]

PATH is a text file or a folder of them (default: the seeds and the texts of the gold sets). A component's time is the
CPU time of its call alone over all stories, with everything before it in the pipeline done; the best of `ROUNDS`.
"""

import argparse
import cProfile
import pstats
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate.annotator import make_doc
from tallywire.annotate.model import load
from tallywire.annotate.text import pieces
from tallywire.records import Dump, digest
from tallywire.split import split_dump

ROOT = Path(__file__).parents[1]
TEXTS = [ROOT / "seeds", ROOT / "data" / "gold" / "news", ROOT / "data" / "gold" / "news2"]
ROUNDS = 5
PREFIX = "tallywire_"


def texts(paths: list[Path]) -> Iterator[Path]:
    """The text files that `paths` name, those of folders sorted."""
    for path in paths:
        yield from sorted(path.glob("*.txt")) if path.is_dir() else [path]


def parsed(nlp: Language, paths: list[Path]) -> list[Doc]:
    """The stories of the texts, through the base model's pipes."""
    ours = [name for name in nlp.pipe_names if name.startswith(PREFIX)]
    docs = []
    for path in texts(paths):
        text = path.read_text(encoding="utf-8")
        for story in split_dump(Dump(digest(text), path.name, text)):
            docs += [make_doc(nlp, story.text[start:end], story.published) for start, end in pieces(story.text)]
    with nlp.select_pipes(disable=ours):
        return list(nlp.pipe(docs))


def cpu_time(nlp: Language, name: str, docs: list[Doc], rounds: int) -> float:
    """The least CPU time, in seconds, that the component takes for all of `docs`."""
    component = nlp.get_pipe(name)
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        for doc in docs:
            component(doc)
        best = min(best, time.process_time() - began)
    return best


def profile(nlp: Language, name: str, docs: list[Doc]) -> None:
    """Print where the component's time goes."""
    component, profiler = nlp.get_pipe(name), cProfile.Profile()
    profiler.enable()
    for doc in docs:
        component(doc)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(30)


def main() -> None:
    """Print one row a component."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=TEXTS, metavar="PATH")
    parser.add_argument("--component", metavar="NAME", help="this one only, without the prefix: figures")
    parser.add_argument("--profile", action="store_true", help="also print where the time goes")
    args = parser.parse_args()
    nlp = load()
    docs = parsed(nlp, args.paths)
    sentences = sum(1 for doc in docs for _ in doc.sents)
    print(f"{len(docs)} stories, {sentences} sentences, {sum(map(len, docs))} tokens")
    print(f"{'component':12} {'ms':>8} {'sentences/CPU s':>16}")
    for name in nlp.pipe_names:
        if not name.startswith(PREFIX):
            continue
        chosen = args.component in (None, name.removeprefix(PREFIX))
        seconds = cpu_time(nlp, name, docs, ROUNDS if chosen else 1)
        if chosen:
            print(f"{name.removeprefix(PREFIX):12} {1000 * seconds:8.1f} {sentences / seconds:16.0f}")
            if args.profile:
                profile(nlp, name, docs)


if __name__ == "__main__":
    sys.exit(main())
