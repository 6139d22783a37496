"""The table of actors that a user may extend: what it changes, and what is said of a file that is wrong."""

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tallywire.annotate.model import load
from tallywire.annotate.sources.actors.table import built_in, extended, known, using
from tallywire.cli import app
from tallywire.errors import UsageError

HEADER = "name,type,country,aliases\n"
OWN = HEADER + (
    "Halden Harbour Board,organisation,,HHB|the harbour board\n"
    '"Voss, Lind and Partners",organisation,,Voss Lind|VLP\n'
    "World Harvest Organisation,organisation,,WHO\n"
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("HHB", "Halden Harbour Board"),
        ("The Harbour Board", "Halden Harbour Board"),
        ("VLP", "Voss, Lind and Partners"),
        ("WHO", "World Harvest Organisation"),
        ("IOM", "International Organization for Migration"),
    ],
)
def test_actors_file_adds_to_the_table_and_wins(own: Path, spelling: str, name: str) -> None:
    with using(extended(own)):
        entry = known(spelling)
    assert entry is not None
    assert entry.name == name


def test_actors_file_is_used_only_where_it_is_given(own: Path) -> None:
    before = known("WHO")
    extended(own)
    assert known("WHO") == before
    assert known("HHB") is None
    assert extended(None) is built_in()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,type,aliases\nA,media,\n", "no column 'country'"),
        ("", "no column 'name'"),
        (HEADER + "Abc Board,bank,,\n", "row 2: 'bank' is no type"),
        (HEADER + "Abc Board,media,,\n,media,,AB\n", "row 3: there is no name"),
        (HEADER + "Abc Board,media\n", "row 2: 4 columns"),
        (HEADER + "Abc Board,media,,AB,more\n", "row 2: 4 columns"),
        (HEADER + "Abc Board,media,,AB\nDef Board,media,,A.B.\n", "row 3: 'A.B.' is already a spelling of 'Abc Board'"),
    ],
)
def test_actors_file_with_an_error_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        extended(path)
    assert said in str(error.value)
    assert "wrong.csv" in str(error.value)


def test_actors_file_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read the actors file"):
        extended(tmp_path / "none.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(UsageError, match="cannot read the actors file"):
        load(None, tmp_path / "bytes.csv")


def test_actors_file_names_the_actors_of_a_run(own: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Ships wait\n\nThe HHB said 40 ships were waiting off Halden on Tuesday.\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["run", str(text), "--out", str(tmp_path / "out"), "--actors", str(own)])
    assert done.exit_code == 0, done.output
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["model"]["actors_digest"] == hashlib.sha256(own.read_bytes()).hexdigest()
    assert manifest["settings"]["actors"] == str(own)
    shown = CliRunner().invoke(app, ["show", str(tmp_path / "out"), "--format", "json"])
    assert json.loads(shown.output.splitlines()[0])["actor_id"] == "Halden Harbour Board"
