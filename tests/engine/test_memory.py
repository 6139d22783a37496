"""The memory of a run's parent process does not grow with the claims that it commits."""

import random
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tallywire.engine.duplicates import signatures
from tallywire.records import Claim, Story
from tallywire.store import Header, Piece, Staging, identities, write_shard
from tallywire.tables import SCHEMAS, to_table

STORIES, CLAIMS = 250, 8  # of a shard, and of a story: those of half a megabyte of news
WORDS = " ".join(f"word{number}" for number in range(300))

_COMMIT = """
import re, sys
from pathlib import Path
from tallywire.engine.duplicates import judge
from tallywire.engine.identities import unify
from tallywire.engine.lean import free_early, spare_pandas
from tallywire.store import Change, Header, Staging, commit
spare_pandas()
free_early()
out = Path(sys.argv[1])
manifest = commit(out, None, Change(Header("0", {}, {}), Staging(out).committed()), judge, unify)
# Not `ru_maxrss`, which a process inherits from the one that started it.
print(manifest.counts["claims"], re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def _story(number: int) -> Story:
    given: dict[str, Any] = dict.fromkeys(field.name for field in fields(Story))
    given |= {
        "story_id": f"{number:016x}",
        "source": "news.jsonl",
        "dump_id": "0",
        "text": WORDS,
        "claim_count": CLAIMS,
    }
    given |= {"story_index": number, "start": 0, "end": len(WORDS), "evidence": (), "published_candidates": ()}
    return Story(**given)


def _claim(story: Story, number: int) -> Claim:
    given: dict[str, Any] = dict.fromkeys(field.name for field in fields(Claim))
    given |= {"claim_id": f"{story.story_id}-{number}", "story_id": story.story_id, "source": story.source}
    given |= {"sentence": WORDS[:200], "claim": WORDS[:60], "quantity": str(number), "value": float(number)}
    given |= {"actor": "Mayor", "actor_id": "mayor", "actor_type": "person", "attribution": "explicit"}
    given |= {"kind": "count", "modifier": "exact", "modality": "fact", "negated": False, "confidence": 0.5}
    given |= {name: 0 for name in given if name.startswith(("sentence_", "claim_s", "claim_e", "quantity_"))}
    return Claim(**given)


def _of_shard(tables: dict[str, pa.Table], shard: int) -> dict[str, pa.Table]:
    """The tables with other stories: other ids, other words, other actors."""
    chance = random.Random(shard)
    ids = [chance.getrandbits(63) for _ in range(STORIES)]
    names = [f"{one:016x}" for one in ids]
    claimed = [name for name in names for _ in range(CLAIMS)]
    words = [chance.getrandbits(63) for _ in ids]
    known = {
        "stories": {"story_id": names},
        "claims": {"story_id": claimed},
        "signatures": {"story_id": ids, "words": words, "minhash": [chance.randbytes(512) for _ in ids]},
        "identities": {"actor_id": [f"mayor of {name[:3]}" for name in claimed]},
    }
    return {name: _with(table, known.get(name, {})) for name, table in tables.items()}


def _with(table: pa.Table, columns: dict[str, list[Any]]) -> pa.Table:
    for name, values in columns.items():
        index = table.schema.get_field_index(name)
        table = table.set_column(index, table.schema.field(index), pa.array(values, table.schema.field(index).type))
    return table


def _stage(out: Path, shards: int) -> None:
    stories = [_story(number) for number in range(STORIES)]
    claims = to_table([_claim(story, number) for story in stories for number in range(CLAIMS)], SCHEMAS["claims"])
    tables = {
        "stories": to_table(stories, SCHEMAS["stories"]),
        "claims": claims,
        "errors": SCHEMAS["errors"].empty_table(),
        "signatures": signatures(stories),
        "identities": identities(claims),
    }
    staging = Staging(out)
    staging.begin(Header("0", {}, {}), replaces=False)
    for shard in range(shards):
        piece = Piece(f"{shard:04}.jsonl", "0" * 64, 1, 0, None, STORIES, STORIES * CLAIMS, 0)
        staging.commit(write_shard(staging.work, _of_shard(tables, shard)), [piece])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's own peak")
def test_three_times_the_claims_are_committed_in_about_the_same_memory(tmp_path: Path) -> None:
    peaks = []
    for shards in (20, 60):
        out = tmp_path / str(shards)
        _stage(out, shards)
        made = subprocess.run([sys.executable, "-c", _COMMIT, str(out)], capture_output=True, text=True, check=True)
        claims, kilobytes = map(int, made.stdout.split())
        assert claims == shards * STORIES * CLAIMS
        peaks.append(kilobytes >> 10)
    assert peaks[1] < 260, peaks
    assert peaks[1] - peaks[0] < 40, peaks
