"""The command line: thin commands over the engine, the store and the checks. Heavy imports wait for their command."""

import gc
import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from tallywire.console import options
from tallywire.engine.lean import slow_collector
from tallywire.errors import TallywireError
from tallywire.location import locate
from tallywire.records import Kind, Severity
from tallywire.version import __version__

#: Exit codes: 0 done, 1 findings, 2 usage, 3 some inputs rejected.
DONE, FINDINGS, USAGE, REJECTED = 0, 1, 2, 3

app = typer.Typer(
    name="tallywire",
    help="Reads dumps of news text and writes the table of their figures: who said how many of what, and when.",
    epilog="Exit codes: 0 done, 1 findings (check) or differences (diff), 2 usage, 3 some inputs rejected (listed; the "
    "rest is written).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_stderr = Console(stderr=True)


def main() -> None:
    """Run the command line; an error that has a remedy is one line on stderr and exit code 2."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core a process: its matrices are too small for threads
    slow_collector()
    try:
        app(prog_name="tallywire")
    except TallywireError as error:
        _stderr.print(f"tallywire: {error}", style="red", highlight=False, markup=False, soft_wrap=True)
        sys.exit(USAGE)
    except KeyboardInterrupt:
        _stderr.print(
            "tallywire: stopped; what a run has done is kept, and the same command goes on from there.", style="red"
        )
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    finally:
        gc.freeze()  # what is loaded need not be searched for garbage when the process ends


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tallywire {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


@app.command()
def run(
    inputs: options.Inputs,
    out: options.Out,
    model: options.Model = None,
    split: options.SplitMode = None,
    as_of: options.AsOf = None,
    encoding: options.Encoding = None,
    column: options.Columns = None,
    include: options.Include = None,
    exclude: options.Exclude = None,
    limit: options.Limit = None,
    drop_duplicates: options.DropDuplicates = False,
    actors: options.Actors = None,
    config: options.Config = None,
    workers: options.Workers = None,
    engine: options.EngineName = "local",
    scheduler: options.Scheduler = None,
    force: options.Force = False,
) -> None:
    """Extract the claims of news dumps into a dataset. Inputs that it already holds are skipped."""
    from tallywire.console.run import cores, engine_named, pairs, run_inputs
    from tallywire.settings import as_date, load_settings

    settings = load_settings(
        config,
        model=model,
        split=split,
        as_of=as_date(as_of),
        encoding=encoding,
        columns=pairs(column),
        include=include or None,
        exclude=exclude or None,
        limit=limit,
        drop_duplicates=drop_duplicates or None,
        actors=actors,
    )
    workers = workers or cores()
    worker = engine_named(engine, scheduler, workers)
    done = run_inputs(inputs, locate(out), settings, _stderr, workers=workers, engine=worker, replace=force)
    raise typer.Exit(DONE if done else REJECTED)


@app.command()
def compact(dataset: options.Dataset) -> None:
    """Merge the small files that many runs into a dataset leave. No row changes."""
    from tallywire.engine.compact import compact as merge

    before, after = merge(locate(dataset))
    _stderr.print(f"{before} parts -> {after}", highlight=False)


@app.command("split")
def split_(
    inputs: options.Inputs,
    rest: Annotated[bool, typer.Option("--rest", help="Print the text outside stories instead.")] = False,
    as_of: options.AsOf = None,
    encoding: options.Encoding = None,
) -> None:
    """List the stories of inputs and the cues that decided each."""
    from tallywire.console.split import list_stories
    from tallywire.settings import as_date, load_settings

    settings = load_settings(as_of=as_date(as_of), encoding=encoding)
    raise typer.Exit(DONE if list_stories(inputs, settings, Console(), rest=rest) else REJECTED)


@app.command()
def show(
    dataset: options.Dataset,
    actor: Annotated[str | None, typer.Option(help="Only claims whose actor holds these words.")] = None,
    counted: Annotated[str | None, typer.Option(help="Only claims whose counted noun holds these words.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="Only claims that hold on or after this day.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", help="Only claims that hold on or before this day.")] = None,
    repeats: Annotated[
        bool, typer.Option("--repeats", help="Also claims that a story gives twice in the same words.")
    ] = False,
    format: options.RowFormat = "table",
) -> None:
    """Print claims: who, how many, of what, when, and where it stands."""
    from tallywire.console.show import Filter, print_claims
    from tallywire.settings import as_date

    chosen = Filter(actor=actor, counted=counted, start=as_date(from_), end=as_date(to), repeats=repeats)
    print_claims(locate(dataset), chosen, format, sys.stdout)


@app.command()
def explain(
    dataset: options.Dataset,
    claim_id: Annotated[str, typer.Argument(metavar="CLAIM_ID", help="The id that `show` prints.")],
) -> None:
    """Print the rule and words that gave each field of a claim."""
    from tallywire.console.explain import explain_claim

    explain_claim(locate(dataset), claim_id, Console())


@app.command()
def schema() -> None:
    """Print the columns of the output tables and what they mean."""
    from tallywire.console.show import print_schema

    print_schema(Console())


@app.command()
def check(
    dataset: options.Dataset,
    known: Annotated[Path | None, typer.Option(help="CSV of known figures to hold the dataset against.")] = None,
    junit: Annotated[
        Path | None, typer.Option(help="File to write the known figures' results to, as JUnit XML.")
    ] = None,
    fail_on: Annotated[Severity, typer.Option(help="Mildest severity that gives exit code 1.")] = "error",
    least: Annotated[Severity, typer.Option(help="Mildest severity to print; all are written.")] = "warning",
    format: Annotated[
        Literal["text", "json"], typer.Option(help="The findings with their sentences, or all of them as JSON.")
    ] = "text",
) -> None:
    """Find contradictions, wrong sums, slips and gaps. All are written to DIR/checks, the worst printed."""
    from tallywire.console.check import Wanted, check_dataset

    wanted = Wanted(known, junit, fail_on, least, as_json=format == "json")
    raise typer.Exit(DONE if check_dataset(locate(dataset), wanted, Console()) else FINDINGS)


@app.command()
def series(
    dataset: options.Dataset,
    counted: Annotated[
        str | None, typer.Option(help="Words of the counted noun; singular and plural are the same.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(help="A location; a country's name or code takes all places in it.")
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Words of the source's name.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only figures of this kind.")] = None,
    format: options.RowFormat = "table",
) -> None:
    """Print the figures about one thing over time. Copies, repeats and changes are left out."""
    from tallywire.console.series import Wanted, print_series

    print_series(locate(dataset), Wanted(counted, place, actor, kind), format, sys.stdout)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Folder or URL of a dataset.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another dataset of the same inputs.")],
    format: Annotated[
        Literal["table", "json"], typer.Option(help="How to print the claims; json is one object a line.")
    ] = "table",
) -> None:
    """Show how the claims of two datasets differ. The exit code is 1 when they do."""
    from tallywire.console.diff import diff_datasets

    same = diff_datasets(locate(old), locate(new), Console(), as_json=format == "json")
    raise typer.Exit(DONE if same else FINDINGS)


@app.command()
def report(
    dataset: options.Dataset,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write.")] = Path("report.html"),
    title: Annotated[str | None, typer.Option(help="What the figures are of. [default: the folder's name]")] = None,
    rules: Annotated[
        bool,
        typer.Option("--rules", help="Also the rule and words behind every field, as `explain` does; runs the model."),
    ] = False,
) -> None:
    """Write a dataset as one page of HTML. It has claims to search and sort, stories, series, findings, gaps."""
    from tallywire.console.report import write_report

    size = write_report(locate(dataset), out, title, rules=rules)
    typer.echo(f"{out}  ({size / 1e6:.1f} MB)")


@app.command()
def export(
    dataset: options.Dataset,
    to: Annotated[options.ExportFormat, typer.Option(help="csv and jsonl hold one table, sqlite and xlsx all.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write. [default: named after DIR, in this folder]")
    ] = None,
    table: Annotated[
        options.ExportTable | None, typer.Option(help="The table. [default: claims; all for sqlite and xlsx]")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file.")] = False,
) -> None:
    """Write a dataset for spreadsheets, SQL or Datasette. Text that looks like a formula is made harmless."""
    from tallywire.console.export import export_dataset

    typer.echo(export_dataset(locate(dataset), to, out, table, replace=force))
