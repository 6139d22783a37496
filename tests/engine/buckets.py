"""An object store for tests: moto's server, a process of its own on the loopback address."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from tallywire.location import Location, Remote, locate
from tallywire.location.filesystem import open_filesystem

_SECONDS_TO_START = 60


@contextmanager
def object_store() -> Iterator[str]:
    """Start the server and let this process and its children know it; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    known = {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    before = {name: os.environ.get(name) for name in known}
    command = [_python(), "-c", "from moto.server import main; main()", "-H", "127.0.0.1", "-p", port]
    process = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        os.environ.update(known)
        _await(address, process)
        yield address
    finally:
        open_filesystem.cache_clear()
        process.kill()
        process.wait()
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def bucket(address: str, name: str) -> Location:
    """A new bucket."""
    request(f"{address}/{name}", "PUT")
    return locate(f"s3://{name}")


def request(url: str, method: str, data: bytes = b"") -> None:
    """Ask the server for something, apart from the store's own interface."""
    with urlopen(Request(url, data, {"Content-Type": "text/plain"}, method=method), timeout=10):
        pass


def upload(folder: Path, to: Location) -> None:
    """Put the files of a folder into the store, and what is there apart from them away."""
    assert isinstance(to, Remote)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for place, below, _ in to.files_below():
        if below not in names:
            place.unlink()
    for name in sorted(names):
        (to / name).write_bytes((folder / name).read_bytes())


def _python() -> Path | str:
    """The Python that has moto: that of the environment which `make test` makes for it, or this one."""
    own = Path(sys.prefix) / "store" / "bin" / "python"
    if own.exists():
        return own
    pytest.importorskip("moto", reason="the object store of the tests is not installed; `make test` does it")
    return sys.executable


def _await(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while True:
        try:
            request(f"{address}/moto-api/", "GET", b"")
            return
        except URLError:
            assert process.poll() is None
            assert time.monotonic() < deadline, "the object store does not start"
            time.sleep(0.05)
