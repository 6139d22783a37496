"""Datasets of hostile words, and Chromium over its debugging pipe: as much of it as looking at a page takes."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd
import pytest

from tallywire.check import Finding
from tallywire.records import Evidence, Reject
from tallywire.report import Content
from tallywire.store import Header, Manifest, Piece
from tallywire.store.manifest import Part
from tallywire.tables import CLAIMS, STORIES

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe"),
)


def find() -> str | None:
    """The browser's path, None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Page"]:
    """A page to look at reports with; tests that ask for it are skipped where there is no Chromium."""
    program = find()
    if program is None:
        pytest.skip("no chromium here")
    with Page(program, tmp_path_factory.mktemp("profile")) as page:
        yield page


#: Puts the pipe's ends where the browser looks for them, and becomes the browser.
_LAUNCHER = "import os, sys; a, b, *c = sys.argv[1:]; os.dup2(int(a), 3); os.dup2(int(b), 4); os.execv(c[0], c)"


class Page:
    """One page in a browser of its own; `requests` are the addresses that it asked for."""

    def __init__(self, program: str, profile: Path, width: int = 1280, height: int = 900) -> None:
        (to_read, self._to), (self._from, to_write) = os.pipe(), os.pipe()
        arguments = [*_FLAGS, f"--window-size={width},{height}", f"--user-data-dir={profile}", "about:blank"]
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_read, to_write)]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCHER, *map(str, ends), program, *arguments],
            pass_fds=ends,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (to_read, to_write, *ends):
            os.close(end)
        self._number, self._rest, self._session = 0, b"", ""
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def __enter__(self) -> Self:
        """Attach to the first page."""
        targets = self.call("Target.getTargets")["targetInfos"]
        [target, *_] = [one["targetId"] for one in targets if one["type"] == "page"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Network", "Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the browser."""
        self._process.terminate()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)

    def open(self, address: str) -> None:
        """Go to an address and wait until the page's script has run."""
        self.call("Page.navigate", url=address)
        self.wait("document.documentElement.classList.contains('ready')")

    def run(self, script: str) -> Any:
        """The value of an expression; promises are awaited."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true."""
        for _ in range(600):
            if self.run(f"new Promise(done => setTimeout(() => done(Boolean({condition})), 50))"):
                return
        raise AssertionError(f"never came true: {condition}")

    def press(self, key: str, code: int) -> None:
        """Press and release a key."""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def call(self, method: str, **params: Any) -> Any:
        """Call a method of the protocol, keeping the requests and complaints that are told of meanwhile."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self._note(answer)

    def _note(self, event: dict[str, Any]) -> None:
        params = event.get("params", {})
        match event.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(params["exceptionDetails"]))
            case "Log.entryAdded":
                self.complaints.append(params["entry"]["text"])

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._from, 1 << 16)
            assert more, "the browser ended"
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message


_ENUMERATED = {
    "modifier": "more_than",
    "kind": "count",
    "attribution": "explicit",
    "modality": "planned",
}
_SPANS = [field.name for field in CLAIMS if field.name.endswith(("_start", "_end"))]
_NULL = dict.fromkeys(["change", "repeat_of", "unit", "per"])
_FLOATS = {field.name: float for field in CLAIMS if str(field.type) == "double"}
_TEXT = [field.name for field in CLAIMS if str(field.type) == "string"]


def _content(payloads: tuple[str, ...]) -> Content:
    """A dataset with a story and a claim for each payload, which stands in every column of text."""
    claims, stories = [], []
    for n, payload in enumerate(payloads):
        text, day = f"Z{n:02}{payload}", pd.Timestamp(2024, 1, 1 + n)
        own = {"claim_id": f"c{n:02}{payload}", "story_id": f"s{n}", "counted_head": "boat", "country": "CL"}
        numbers = {"value": 10.0 + n, "low": 10.0 + n, "high": None, "of": 40.0, "value_si": 1.0, "confidence": 0.5}
        spans = {name: 0 if name.endswith("_start") else len(text) for name in _SPANS}
        days = {"published": day, "date_from": day, "date_to": day}
        claims.append({**dict.fromkeys(_TEXT, text), **_ENUMERATED, **_NULL, **own, **numbers, **spans, **days})
        words = {field.name: text for field in STORIES if str(field.type).endswith("string")}
        place = {"story_id": f"s{n}", "start": 5, "duplicate_of": None, "claim_count": 1, "published": day}
        stories.append({**words, **place})
    model = {"name": payloads[1], "version": payloads[2], "language_digest": "d" * 12}
    pieces = tuple(Piece(payload, None, 1, 0, None, 1, 1, 0) for payload in payloads)
    given: dict[str, Any] = {
        "title": payloads[0],
        "manifest": Manifest(Header(payloads[0], model, {}), (Part("part-0.parquet", pieces),)),
        "claims": pd.DataFrame(claims, columns=CLAIMS.names).assign(negated=False).astype(_FLOATS),
        "stories": pd.DataFrame(stories, columns=STORIES.names),
        "rejects": [Reject(p, "read", p, p) for p in payloads],
        "findings": [Finding("arithmetic", "sum", "error", payloads[0], tuple(row["claim_id"] for row in claims))],
        "weighed": {f"s{n}": [(p, p, p, p)] for n, p in enumerate(payloads)},
        "evidence": {row["claim_id"]: [Evidence("value", "number", 0, 2)] for row in claims},
    }
    return Content(**given)


@pytest.fixture(scope="session")
def content() -> Callable[[tuple[str, ...]], Content]:
    """Makes a dataset with a story and a claim for each of some words, which stand in every column of text."""
    return _content
