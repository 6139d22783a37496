"""Inputs by URL: which files a URL stands for, and that they are read as files of this machine are."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("fsspec", reason="the extra `cloud` is not installed")

from tallywire.errors import EngineError
from tallywire.location import Remote, locate
from tallywire.read import Selection, find_inputs, read_dumps
from tallywire.read import fetched as fetched_module
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

FILES = ("a.txt", "b.jsonl", ".hidden.txt", "2024/c.txt", "2024/d.txt.gz", "2024/05/e.txt", ".git/f.txt", "x1.txt")
BASE = "memory://read"


@pytest.fixture(scope="module", autouse=True)
def _files() -> None:
    for name in FILES:
        (locate(BASE) / name).write_bytes(name.encode())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("", ["2024/05/e.txt", "2024/c.txt", "2024/d.txt.gz", "a.txt", "b.jsonl", "x1.txt"]),
        ("/", ["2024/05/e.txt", "2024/c.txt", "2024/d.txt.gz", "a.txt", "b.jsonl", "x1.txt"]),
        ("/2024", ["2024/05/e.txt", "2024/c.txt", "2024/d.txt.gz"]),
        ("/a.txt", ["a.txt"]),
        ("/*.txt", ["a.txt", "x1.txt"]),
        ("/.*.txt", [".hidden.txt"]),
        ("/*/*.txt", ["2024/c.txt"]),
        ("/**/*.txt", ["2024/05/e.txt", "2024/c.txt", "a.txt", "x1.txt"]),
        ("/2024/**", ["2024/05/e.txt", "2024/c.txt", "2024/d.txt.gz"]),
        ("/[!b].*", ["a.txt"]),
        ("/x[0-9].txt", ["x1.txt"]),
        ("/20*", []),
        ("/none", []),
        ("/none/*", []),
    ],
)
def test_what_a_url_stands_for(url: str, found: list[str]) -> None:
    inputs, rejects = find_inputs([BASE + url])
    assert [item.source for item in inputs] == [f"{BASE}/{name}" for name in found]
    assert [reject.error for reject in rejects] == ([] if found else ["MissingInput"])


def test_a_selection_is_of_paths_below_the_folder() -> None:
    inputs, _ = find_inputs([f"{BASE}/2024"], Selection(("05",), ()))
    assert [(item.below, item.size) for item in inputs] == [("05/e.txt", len("2024/05/e.txt"))]


def test_a_file_named_twice_is_one_input() -> None:
    inputs, _ = find_inputs([f"{BASE}/a.txt", BASE, f"{BASE}/*.txt"])
    assert [item.source for item in inputs].count(f"{BASE}/a.txt") == 1


class _Served(SimpleHTTPRequestHandler):
    """Serves files, and what is called `short` shorter than it says."""

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        if not self.path.startswith("/short"):
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"Town one has 3 lamps.")
        return None


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A web server over the folder `tmp_path`."""
    handler = partial(_Served, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_file_from_the_web_is_read_as_one_of_this_machine(site: str, tmp_path: Path) -> None:
    pytest.importorskip("aiohttp", reason="the extra `cloud` is not installed")
    (tmp_path / "towns.jsonl").write_text('{"text": "Town one has 3 lamps."}\n{"text": "Town two has 4."}\n')
    url = f"{site}/towns.jsonl?day=1"
    [item], [reject] = find_inputs([url, f"{site}/none.txt"])
    [own], _ = find_inputs([str(tmp_path / "towns.jsonl")])
    assert (reject.source, reject.error) == (f"{site}/none.txt", "MissingInput")
    assert (item.source, item.sha256()) == (url, own.sha256())
    dumps = [dump for dump in read_dumps(item, RunSettings()) if isinstance(dump, Dump)]
    local = [dump for dump in read_dumps(own, RunSettings()) if isinstance(dump, Dump)]
    assert [dump.source for dump in dumps] == [f"{url}#0", f"{url}#1"]
    assert [dump.text for dump in dumps] == [dump.text for dump in local]


def test_a_file_from_the_web_that_breaks_off_is_a_reject(site: str, tmp_path: Path) -> None:
    pytest.importorskip("aiohttp", reason="the extra `cloud` is not installed")
    (tmp_path / "short.txt").write_text("x" * 1000)
    [item], _ = find_inputs([f"{site}/short.txt"])
    [found] = read_dumps(item, RunSettings())
    assert isinstance(found, Reject)
    assert item.sha256() is None


def test_an_input_that_changes_or_goes_in_mid_run_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetched_module, "_PAUSES", (0,))
    place = locate(f"{BASE}/changing/a.txt")
    assert isinstance(place, Remote)
    place.write_bytes(b"one")
    [item], _ = find_inputs([str(place)])
    known = item.sha256()
    item.hold(known)
    place.write_bytes(b"two")
    fetched_module.fetch.cache_clear()
    with pytest.raises(EngineError, match="has changed since the run began; run again"):
        item.hold(known)
    place.unlink()
    fetched_module.fetch.cache_clear()
    with pytest.raises(EngineError, match=r"can no longer be read.*run again"):
        item.hold(known)
    assert item.sha256() is None
