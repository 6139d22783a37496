"""Lists the stories that a dump is split into, what decided each, and the text outside them."""

from collections.abc import Iterable

from rich.console import Console

from tallywire.console.printing import number_of, say
from tallywire.console.weighed import Weighed, weighed
from tallywire.read import Selection, find_inputs, read_dumps
from tallywire.records import Dump, Reject, Story
from tallywire.settings import RunSettings
from tallywire.split import outside, split_dump


def list_stories(names: Iterable[str], settings: RunSettings, console: Console, *, rest: bool) -> bool:
    """Print the stories of the inputs, or with `rest` the text outside them; False when an input was rejected."""
    inputs, rejects = find_inputs(names, Selection(settings.include, settings.exclude))
    for item in inputs:
        for dump in read_dumps(item, settings):
            if isinstance(dump, Reject):
                rejects.append(dump)
            elif rest:
                _print_rest(dump, split_dump(dump, settings.as_of), console)
            else:
                _print_stories(dump, split_dump(dump, settings.as_of), console)
    for reject in rejects:
        say(console, f"rejected {reject.source}: {reject.message}", style="yellow")
    return not rejects


def _print_stories(dump: Dump, stories: list[Story], console: Console) -> None:
    say(console, f"{dump.source}: {number_of(len(stories), 'story', 'stories')}", style="bold")
    for story in stories:
        published = f"{story.published} ({story.published_basis})" if story.published else "no date"
        say(
            console,
            f"  {story.story_index}  {story.start}..{story.end}  {published}  {story.title or _lead(story.text)}",
        )
        for line in weighed(story):
            say(console, f"       {_reason(line)}", style="dim")


def _reason(line: Weighed) -> str:
    field = f"{line.field}: " if line.field else "   "
    value = f"{line.value}  " if line.value else ""
    return f"{field}{value}by {line.rule}" + (f' "{line.words}"' if line.words else "")


def _print_rest(dump: Dump, stories: list[Story], console: Console) -> None:
    for start, end in outside(dump, stories):
        say(console, f"{dump.source}:{start}..{end}", style="bold")
        say(console, dump.text[start:end])


def _lead(text: str, width: int = 60) -> str:
    words = " ".join(text.split())
    return words if len(words) <= width else f"{words[:width]}…"
