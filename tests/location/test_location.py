"""Files and folders by path and URL: the same calls do the same on each kind of file system."""

import os
from itertools import count
from pathlib import Path

import pytest

from tallywire.errors import UsageError
from tallywire.location import (
    Location,
    Remote,
    ahead,
    appearing,
    copy,
    locate,
    move,
    reason,
    remove_tree,
    scratch,
    size_of,
    write_whole,
)

pytest.importorskip("fsspec", reason="the extra `cloud` is not installed")

_numbers = count()


@pytest.fixture(params=["path", "file", "folders", "names"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """A folder: a path, the same as a URL, and through fsspec one with and one without folders of its own."""
    names = {
        "path": str(tmp_path),
        "file": tmp_path.as_uri(),
        "folders": f"local://{tmp_path}",
        "names": f"memory://location/{next(_numbers)}",
    }
    return locate(names[request.param])


def names(folder: Location) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


def test_a_file_is_written_whole_copied_moved_and_removed(place: Location) -> None:
    folder = place / "some folder"
    folder.mkdir(parents=True, exist_ok=True)
    first, second = folder / "a.json", folder / "b.json"
    for text in ("one", "two"):
        write_whole(first, text.encode())
        assert (first.read_text(encoding="utf-8"), size_of(first)) == (text, 3)
    copy(first, second)
    move(first, place / "other" / "c.json")
    move(place / "other" / "c.json", second)  # onto what is there
    assert [found.name for found in folder.glob("*.json")] == ["b.json"]
    assert (first.exists(), second.exists(), second.is_file(), folder.is_dir()) == (False, True, True, True)
    second.unlink()
    second.unlink(missing_ok=True)
    with pytest.raises(FileNotFoundError):
        second.unlink()
    with pytest.raises(FileNotFoundError):
        second.read_bytes()
    write_whole(second, b"")
    remove_tree(folder)
    assert "some folder" not in names(place)
    assert list((place / "nowhere").glob("*")) == []


def test_a_write_that_fails_leaves_what_was_there(place: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    place.mkdir(parents=True, exist_ok=True)
    write_whole(place / "a", b"before")

    def failing(self: object, target: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(type(place), "replace", failing)
    with pytest.raises(OSError, match="no"):
        write_whole(place / "a", b"after")
    assert (place / "a").read_bytes() == b"before"
    assert names(place) == ["a"]


def test_work_ahead_comes_in_order(place: Location) -> None:
    assert list(ahead(lambda number: number * 2, range(100), place)) == [number * 2 for number in range(100)]


def test_scratch_is_on_this_machine(place: Location) -> None:
    with scratch(place) as folder:
        assert folder.is_dir()
        assert isinstance(place, Remote) != (folder == place)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s3://", "no URL of a file or folder"),
        ("s3://key:secret@bucket/x", "holds no password"),
        ("ftp://me:secret@host/x", "holds no password"),
        ("gopher://host/x", "gopher://host cannot be opened"),
        ("s3://bucket/x?nothing=known", "s3://bucket cannot be opened.*nothing"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_its_secrets(url: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        locate(url).exists()
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "base", "path", "options", "shown"),
    [
        ("s3://bucket/a//b/", "s3://bucket", "a//b", "", "s3://bucket/a//b"),
        ("S3://bucket?region=eu", "s3://bucket", "", "region=eu", "s3://bucket"),
        ("hdfs://host:8020/a%20b", "hdfs://host:8020", "a%20b", "", "hdfs://host:8020/a%20b"),
        ("https://host/a/?x=1&y", "https://host", "a/?x=1&y", "", "https://host/a/?x=1&y"),
        ("abfs://box@account.net/a", "abfs://box@account.net", "a", "", "abfs://box@account.net/a"),
    ],
)
def test_what_a_url_is_made_of(url: str, base: str, path: str, options: str, shown: str) -> None:
    place = locate(url)
    assert place == Remote(base, path, options)
    assert str(place) == shown


def test_why_a_store_refuses_is_told_without_its_own_words() -> None:
    error = "When x: AWS Error ACCESS_DENIED during PutObject operation: Access Denied (Request ID: Z)"
    assert reason(OSError(error)) == "Access Denied (ACCESS_DENIED)"
    assert reason(OSError(2, "No such file")) == "No such file"


def break_off(path: Path) -> None:
    with appearing(path) as partial:
        partial.write_text("half")
        raise OSError("disk gone")


def test_a_persons_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    file, link = tmp_path / "out", tmp_path / "link"
    link.symlink_to(file)
    file.write_text("before")
    with pytest.raises(UsageError, match="disk gone"):
        break_off(link)
    assert (file.read_text(), names(tmp_path)) == ("before", ["link", "out"])
    with appearing(link) as partial:
        partial.write_text("after")
    assert (file.read_text(), link.is_symlink(), names(tmp_path)) == ("after", True, ["link", "out"])


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with appearing(pipe) as file:
        file.write_text("told")
    assert (os.read(reading, 10), pipe.is_fifo()) == (b"told", True)
    os.close(reading)
