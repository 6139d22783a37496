"""`show`, `explain` and `schema`: what they print, for people and for machines."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tallywire.tables import SCHEMAS

Run = Callable[..., Any]


def shown(ask: Run, *arguments: object) -> list[dict[str, Any]]:
    done = ask("show", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        (
            ("--actor", "iom"),
            lambda row: "iom" in f"{row['actor']} {row['actor_id']} {row['actor_text']}".lower(),
        ),
        (("--counted", "AFGHAN"), lambda row: "afghan" in f"{row['counted']} {row['counted_head']}".lower()),
        (("--from", "2025-01-01"), lambda row: (row["date_to"] or row["date_from"]) >= "2025-01-01"),
        (("--to", "2011-12-31"), lambda row: (row["date_from"] or row["date_to"]) <= "2011-12-31"),
    ],
)
def test_filters_keep_what_they_say(
    seeds: Path, ask: Run, filters: tuple[str, ...], holds: Callable[[dict[str, Any]], bool]
) -> None:
    everything, some = shown(ask, seeds), shown(ask, seeds, *filters)
    assert 0 < len(some) < len(everything)
    assert all(holds(row) for row in some)


def test_csv_has_all_columns_and_rows(seeds: Path, ask: Run) -> None:
    done = ask("show", seeds, "--format", "csv")
    reader = csv.DictReader(io.StringIO(done.stdout))
    assert reader.fieldnames == SCHEMAS["claims"].names
    assert len(list(reader)) == len(shown(ask, seeds))


def test_the_table_has_a_line_a_claim_with_figure_and_position(seeds: Path, ask: Run) -> None:
    done = ask("show", seeds, "--counted", "undocumented Afghans")
    assert done.stdout.split()[:2] == ["who", "how"]
    assert "757,008" in done.stdout
    assert "003_cd7e1f6584ec22a6.txt:599" in "".join(done.stdout.split())


def test_news_text_is_no_markup(tmp_path: Path, ask: Run, command: Run) -> None:
    text = "The [red]Red Fund[/red] said it had paid 500 [bold]farmers[/bold]. \x1b[31mIt paid 40 more.\n"
    (tmp_path / "a.txt").write_text(text)
    assert command("run", tmp_path / "a.txt", "--out", tmp_path / "out").returncode == 0
    done = ask("show", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "500" in done.stdout
    assert "\x1b" not in done.stdout


def test_explain_marks_the_sentence_and_names_rules(seeds: Path, ask: Run) -> None:
    [claim] = [row for row in shown(ask, seeds) if row["quantity"] == "26320"]
    done = ask("explain", seeds, claim["claim_id"])
    assert done.returncode == 0, done.stderr
    assert "[how many: 26320]" in done.stdout
    assert "[says: " in done.stdout
    for field in ("value", "counted", "actor", "date_from"):
        line = next(line for line in done.stdout.splitlines() if line.startswith(f"{field} "))
        assert len(line.split()) >= 3, f"{field} has no rule: {line}"


def test_explain_says_what_the_date_rests_on(seeds: Path, ask: Run) -> None:
    """The words that decided, those that spoke against, and what opened the story: all of it from the dataset."""
    claim = next(row for row in shown(ask, seeds) if row["source"].endswith("000_de7c5c6de58dc12c.txt"))
    done = ask("explain", seeds, claim["claim_id"])
    lines = {" ".join(line.split()) for line in done.stdout.splitlines()}
    assert any(line.startswith(f"published {claim['published']} inferred date.") for line in lines)
    assert "against 2024-01-22 weekday.differs Wednesday, January 22" in lines
    assert any(line.startswith("boundary ") for line in lines)


def test_explain_says_why_a_story_has_no_date(tmp_path: Path, ask: Run, command: Run) -> None:
    text = "Ferry sinks\n\nTwelve people drowned, police said on Wednesday, January 22. The ferry was built in 1999.\n"
    (tmp_path / "a.txt").write_text(text)
    assert command("run", tmp_path / "a.txt", "--out", tmp_path / "out", "--as-of", "2026-01-15").returncode == 0
    (tmp_path / "a.txt").unlink()
    [claim] = shown(ask, tmp_path / "out")
    done = ask("explain", tmp_path / "out", claim["claim_id"])
    assert "none: several years fit" in done.stdout
    assert "for 2014-01-22" in done.stdout


def test_explaining_an_unknown_claim_says_where_ids_are(seeds: Path, ask: Run) -> None:
    done = ask("explain", seeds, "nope")
    assert done.returncode == 2
    assert "tallywire show" in done.stderr


def test_schema_lists_every_column(ask: Run) -> None:
    done = ask("schema")
    assert done.returncode == 0
    for schema in SCHEMAS.values():
        assert set(schema.names) <= set(done.stdout.split())


COMMANDS = ["run", "split", "show", "explain", "schema", "check", "series", "report", "diff", "export"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(ask: Run, name: str) -> None:
    done = ask(name, "--help")
    assert done.returncode == 0
    assert "Usage: tallywire" in done.stdout
