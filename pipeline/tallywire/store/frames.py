"""A dataset's tables as pandas frames."""

from typing import TYPE_CHECKING

import pyarrow as pa

from tallywire.location import Location
from tallywire.store.dataset import read_table

if TYPE_CHECKING:
    import pandas


def claims_frame(folder: Location) -> "pandas.DataFrame":
    """The claims of the dataset in `folder`: one row a claim, enumerations as categoricals, dates as datetime64."""
    return as_frame(read_table(folder, "claims"))


def stories_frame(folder: Location) -> "pandas.DataFrame":
    """The stories of the dataset in `folder`: one row a story, `published` as datetime64."""
    return as_frame(read_table(folder, "stories"))


def as_frame(table: pa.Table) -> "pandas.DataFrame":
    """A table of the dataset as a frame: date32 as datetime64, dictionaries as categoricals."""
    table = table.unify_dictionaries()
    for index, field in enumerate(table.schema):
        if pa.types.is_date32(field.type):
            table = table.set_column(index, field.name, table.column(index).cast(pa.timestamp("s")))
    frame: pandas.DataFrame = table.to_pandas()
    return frame
