"""Large texts are cut into dumps: nothing is lost, and the cuts are where stories end if that can be seen."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallywire.read import plain
from tallywire.read.window import Window
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

Read = Callable[..., list[Dump | Reject]]
Write = Callable[[str, bytes], Path]


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are cut at 64 bytes."""
    monkeypatch.setattr(plain, "MAX_PIECE", 64)


def pieces(data: bytes, encoding: str | None = None) -> list[Dump | Reject]:
    stream = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]
    return list(plain.read_plain(stream, "a.txt", RunSettings(encoding=encoding), Window()))


WORDS = st.text(st.sampled_from("abé€😀 .\n\n\n\r\f-\t"), max_size=12)


@pytest.mark.usefixtures("small_pieces")
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_the_pieces_are_the_whole_text(text: str, encoding: str) -> None:
    text = f"A{text}z"
    items = pieces(text.encode(encoding))
    read = "".join(item.text for item in items if isinstance(item, Dump))
    assert not any(isinstance(item, Reject) for item in items)
    assert "".join(read.split()) == "".join(text.split())
    if not re.search(r"\s{20}", text):  # a piece that is blank is left out
        assert read == text.replace("\r\n", "\n").replace("\r", "\n")
    sources = [item.source for item in items]
    if len(text.encode("utf-8-sig" if encoding == "utf-8-sig" else "utf-8")) <= 64:
        assert sources == ["a.txt"]
    else:
        numbers = [int(source.removeprefix("a.txt#")) for source in sources]
        assert numbers == sorted(set(numbers))


STORY = "Word of it. " * 4


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("gap", ["\f", "\n-----\n", "\n * * * *\n".replace(" ", ""), "\n\n\n", "\r\n\r\n\r\n", "\n\n"])
def test_a_text_is_cut_at_the_best_mark(gap: str) -> None:
    first, *_ = pieces(f"{STORY}{gap}Next\nline one two three four five six".encode())
    assert isinstance(first, Dump)
    assert first.text.rstrip("\n-*\f ") == STORY.rstrip()


@pytest.mark.usefixtures("small_pieces")
def test_a_bad_piece_costs_only_itself(read: Read, write: Write) -> None:
    good = b"A line of words, a piece of its own, that is read as it is.\n\n"
    path = write(
        "a.txt", good * 2 + b"caf\xe9 in another encoding, not UTF-8 bytes.\n\n" + b"x" * 200 + b"\n\n" + good * 2
    )
    items = read(path)
    assert {item.error for item in items if isinstance(item, Reject)} == {"EncodingProblem", "TooLarge"}
    assert "".join(item.text for item in items if isinstance(item, Dump)).count("as it is") == 4
    [problem] = [item for item in items if isinstance(item, Reject) and item.error == "EncodingProblem"]
    assert f"offset {2 * len(good) + 3}" in problem.message
