"""The progress bar of a run, on a terminal only, and its closing summary."""

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from tallywire.console.printing import number_of, say
from tallywire.engine.local import Summary

if TYPE_CHECKING:
    from tallywire.engine.work import Written


class RunProgress:
    """Draws how a run goes on: stories, claims, words per second and the time left, by the bytes of the inputs."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn(
                "{task.fields[stories]:,} stories  {task.fields[claims]:,} claims  {task.fields[speed]:,.0f} words/s"
            ),
            TimeRemainingColumn(),
            console=console,
            auto_refresh=False,  # no thread of its own: a process without any is copied sooner than a new one begins
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = TaskID(0)
        self._stories = self._claims = self._words = 0
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        """Start drawing."""
        self._bar.start()
        self._task = self._bar.add_task("looking at the inputs", total=None, stories=0, claims=0, speed=0.0)
        self._bar.refresh()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop drawing and clear the bar."""
        self._bar.stop()

    def start(self, size: int, done: int) -> None:
        """The inputs are known: bytes in all, and those that an interrupted run has done."""
        self._began = time.monotonic()
        self._bar.update(self._task, description="extracting", total=size or None, completed=done, refresh=True)

    def advance(self, size: int, written: "Written") -> None:
        """A shard of so many bytes is done."""
        self._stories += sum(piece.stories for piece in written.pieces)
        self._claims += sum(piece.claims for piece in written.pieces)
        self._words += written.words
        speed = self._words / max(time.monotonic() - self._began, 1e-9)
        self._bar.update(self._task, advance=size, stories=self._stories, claims=self._claims, speed=speed)
        self._bar.refresh()

    def report(self, summary: Summary) -> None:
        """Print the closing summary, and the rejects, if any."""
        speed = summary.words / max(time.monotonic() - self._began, 1e-9)
        say(
            self._console,
            f"{number_of(summary.stories, 'story', 'stories')}{_kept_apart(summary)}, "
            f"{number_of(summary.claims, 'claim', 'claims')}, "
            f"{number_of(summary.errors, 'reject', 'rejects')} -> {summary.out}  "
            f"({summary.seconds:.1f} s, {speed:,.0f} words/s)",
        )
        if summary.skipped:
            say(self._console, f"  {number_of(summary.skipped, 'input was', 'inputs were')} done before and unchanged")
        for reject in summary.rejects:
            say(self._console, f"  rejected {reject.source} ({reject.stage}): {reject.message}", style="yellow")
        more = summary.errors - len(summary.rejects)
        if more > 0:
            say(self._console, f"  and {more:,} more: see {summary.out / 'errors'}", style="yellow")


def _kept_apart(summary: Summary) -> str:
    """What among the stories is no new English news, in brackets; nothing when there is none."""
    parts = [number_of(summary.duplicates, "duplicate", "duplicates")] * bool(summary.duplicates)
    parts += [f"{summary.other_languages:,} not in English"] * bool(summary.other_languages)
    return f" ({', '.join(parts)})" if parts else ""
