"""Options and arguments of the commands, with the help that `--help` prints."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from tallywire import records

#: How rows are printed; json is one object a line.
Format = Literal["table", "csv", "json"]
ExportFormat = Literal["csv", "jsonl", "sqlite", "xlsx"]
ExportTable = Literal["stories", "claims", "errors", "findings"]

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, globs or URLs: text, HTML, JSONL, CSV, TSV, Parquet, RSS, Atom, WARC, each also "
        "compressed (gz, bz2, xz, zst) or in a zip or tar archive; - for standard input.",
    ),
]
Out = Annotated[
    str,
    typer.Option("--out", metavar="DIR", help="Folder of the dataset to write: a path, or a URL such as s3://."),
]
Model = Annotated[
    str | None, typer.Option(help="Base spaCy pipeline: an installed package or a path. [default: en_core_web_sm]")
]
SplitMode = Annotated[
    records.SplitMode | None,
    typer.Option(help="auto splits files and keeps records whole, always splits records too. [default: auto]"),
]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="Latest day a publication date may be inferred as. [default: today]"),
]
Encoding = Annotated[str | None, typer.Option(help="Encoding of the inputs. [default: as they declare it, else utf-8]")]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FIELD=NAME",
        help="Column of records that holds a field (text, title, published, publisher, url, byline, id) under "
        "another name, as text=body; may be repeated.",
    ),
]
Include = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOB", help="Of folders and archives, only paths that match; may be repeated."),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOB", help="Of folders and archives, no path that matches; may be repeated."),
]
Limit = Annotated[int | None, typer.Option(help="Dumps (texts or records) to read at most.")]
DropDuplicates = Annotated[
    bool, typer.Option("--drop-duplicates", help="Leave out the claims of stories that repeat an earlier one.")
]
Actors = Annotated[Path | None, typer.Option(help="CSV of more actors: name, type, country, aliases (parted by |).")]
Config = Annotated[Path | None, typer.Option(help="TOML file with these settings.")]
Force = Annotated[
    bool, typer.Option("--force", help="Begin the dataset in the folder anew instead of adding what is new or changed.")
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Processes that share the work. [default: one a core]", show_default=False),
]
EngineName = Annotated[
    Literal["local", "dask"], typer.Option(help="What shares out the work: processes of this machine, or a cluster.")
]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Dask scheduler. [default: a cluster made for the run]")
]
Dataset = Annotated[
    str,
    typer.Argument(metavar="DIR", help="Folder or URL of a dataset that `tallywire run` wrote."),
]
RowFormat = Annotated[Format, typer.Option("--format", help="How to print the rows; json is one object a line.")]
