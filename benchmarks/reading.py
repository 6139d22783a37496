"""How much memory reading and splitting take: peak resident memory of a process that goes through one large input.

    python benchmarks/reading.py [--size MB] [--read-only]

Writes a JSONL file and a text file of SIZE MB (default 1024) of invented stories to a temporary folder, each read (and
split, unless `--read-only`) in a process of its own. The bar is 600 MB for 1 GB.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

BAR = 600

_PLACES = ("Lisbon", "Nairobi", "Quito", "Oslo", "Hanoi", "Perth", "Accra", "Lima")
_THINGS = ("ferries", "schools", "wells", "harvests", "bridges", "clinics", "orchards")
_PEOPLE = ("Mara Quist", "Tomas Hale", "Ines Obando", "Paul Ferrier", "Adaeze Nwosu")


def stories(size: int) -> Iterator[tuple[str, str, str]]:
    """Title, date and text of invented stories, no two alike, until `size` bytes are reached."""
    number = written = 0
    while written < size:
        place, thing, who = _PLACES[number % 8], _THINGS[number % 7], _PEOPLE[number % 5]
        day = (date(2001, 1, 1) + timedelta(days=number % 9000)).strftime("%B %-d, %Y")
        lines = [f"{place} council counts {number:,} {thing} in survey {number}"]
        for part in range(12):
            lines.append(
                f"{who} said on the {part + 2}th day that {number + part:,} {thing} near {place} had been repaired, "
                f"and that {part + 3} percent of the budget of {number % 900 + 1} million dollars was left. Residents "
                f"of district {number}-{part} waited {part + 1} hours for the result, {who.split()[1]} said."
            )
        title, text = lines[0], "\n\n".join(lines[1:])
        yield title, day, text
        written += len(title) + len(day) + len(text) + 8
        number += 1


def write_text(path: Path, size: int) -> None:
    """A text file of stories with headline and date line."""
    with path.open("w", encoding="utf-8") as file:
        for title, day, text in stories(size):
            file.write(f"{title}\n{day}\n\n{text}\n\n\n")


def write_jsonl(path: Path, size: int) -> None:
    """A JSONL file, one story a line."""
    with path.open("w", encoding="utf-8") as file:
        for title, _, text in stories(size):
            file.write(json.dumps({"title": title, "text": text}) + "\n")


def go_through(path: str, *, split: bool) -> None:
    """Read (and split) the input; print dumps, stories, CPU seconds and peak memory in MB as JSON."""
    from tallywire.read import Selection, find_inputs, read_dumps
    from tallywire.records import Dump
    from tallywire.settings import RunSettings
    from tallywire.split import split_dump

    settings = RunSettings()
    inputs, _ = find_inputs([path], Selection((), ()))
    dumps = found = 0
    for item in inputs:
        for dump in read_dumps(item, settings):
            dumps += 1
            if split and isinstance(dump, Dump):
                found += len(split_dump(dump, settings.as_of))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"dumps": dumps, "stories": found, "seconds": round(time.process_time()), "peak": round(peak)}))


def main() -> int:
    """Measure both files; 1 when one needs more than the bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1024)
    parser.add_argument("--read-only", action="store_true")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        go_through(options.child, split=not options.read_only)
        return 0
    worst = 0
    writers: tuple[tuple[str, Callable[[Path, int], None]], ...] = (("jsonl", write_jsonl), ("txt", write_text))
    for suffix, write in writers:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"news.{suffix}"
            write(path, options.size << 20)
            command = [sys.executable, __file__, "--child", str(path)] + ["--read-only"] * options.read_only
            done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            size = path.stat().st_size >> 20
            print(
                f"{suffix:5} {size} MB: {done['dumps']} dumps, {done['stories']} stories, {done['seconds']} CPU s, "
                f"peak {done['peak']} MB"
            )
            worst = max(worst, done["peak"])
    return int(worst > BAR)


if __name__ == "__main__":
    sys.exit(main())
