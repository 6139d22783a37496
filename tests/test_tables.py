"""The output contract: records and Arrow schemas agree, and every column says what it is."""

from dataclasses import fields

import pyarrow as pa
import pytest

from tallywire.records import Claim, Reject, Story
from tallywire.split import split_text
from tallywire.tables import CLAIMS, ERRORS, SCHEMA_VERSION, SCHEMAS, STORIES, story_of, to_table


def test_claim_fields_are_the_claims_columns() -> None:
    assert [field.name for field in fields(Claim)] == CLAIMS.names


@pytest.mark.parametrize(("record", "schema"), [(Story, STORIES), (Claim, CLAIMS), (Reject, ERRORS)])
def test_every_column_is_a_field_of_its_record(record: type, schema: pa.Schema) -> None:
    assert set(schema.names) <= {field.name for field in fields(record)}


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_column_has_a_description_and_the_schema_a_version(name: str) -> None:
    schema = SCHEMAS[name]
    assert all(len(field.metadata[b"description"]) > 5 for field in schema)
    assert schema.metadata[b"schema_version"].decode() == SCHEMA_VERSION


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_an_empty_table_has_all_columns(name: str) -> None:
    table = to_table([], SCHEMAS[name])
    assert table.num_rows == 0
    assert table.schema.equals(SCHEMAS[name], check_metadata=True)


def test_rows_keep_their_order_and_values() -> None:
    rejects = [Reject("b.txt", "read", "EmptyInput", "nothing"), Reject("a.txt", "split", "ValueError", "bad")]
    assert to_table(rejects, ERRORS).to_pylist()[0] == {
        "source": "b.txt",
        "stage": "read",
        "error": "EmptyInput",
        "message": "nothing",
    }


def test_a_story_comes_back_from_its_row() -> None:
    stories = split_text(
        "Ferry sinks\n\nTwelve people drowned on Wednesday, January 22, police said. It sailed in 2024."
    )
    assert stories[0].evidence
    assert stories[0].published_candidates
    assert [story_of(row) for row in to_table(stories, STORIES).to_pylist()] == stories
