"""Reading: what each kind of input gives, and what a bad one says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tallywire.errors import EncodingProblem
from tallywire.read import find_inputs
from tallywire.read.encoding import decode
from tallywire.records import Dump, Reject

Read = Callable[..., list[Dump | Reject]]
Write = Callable[[str, bytes], Path]

RECORDS = b"""{"text": "Storm hits.\\r\\nTwo died.", "title": "Storm", "published": "2025-03-02T08:30:00Z", "id": 7}
not json

{"title": "no text here"}
["a", "list"]
{"text": "Prices rose 3%.", "published": "2 March 2025", "publisher": "The Example", "byline": "A. Writer"}
{"text": "Rain fell.", "published": "March"}
"""


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        ("empty.txt", b"", "EmptyInput", "empty"),
        ("blank.txt", b" \n\n\t ", "EmptyInput", "empty"),
        ("empty.jsonl", b"\n \n", "EmptyInput", "one JSON object a line"),
        ("binary.txt", b"ab\x00cd", "BinaryInput", "offset 2"),
        ("report.pdf", b"%PDF-1.7 ...", "BinaryInput", "a PDF"),
        ("binary.jsonl", b"\x89PNG\r\n\x1a\n", "BinaryInput", "PNG"),
        ("latin.txt", b"Le caf\xe9 fermera en mars, dit le maire de la ville.", "EncodingProblem", "offset 6"),
        ("broken.txt", "Größe".encode()[:3] + b" and more", "EncodingProblem", "--encoding"),
    ],
)
def test_a_bad_file_is_one_reject_that_says_why(
    read: Read, write: Write, tmp_path: Path, name: str, data: bytes, error: str, says: str
) -> None:
    [reject] = read(write(name, data))
    assert isinstance(reject, Reject)
    assert (reject.source, reject.stage, reject.error) == (str(tmp_path / name), "read", error)
    assert says in reject.message


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"One.\r\nTwo.\rThree.\n", None, "One.\nTwo.\nThree.\n"),
        (b"\xef\xbb\xbfWith a mark.", None, "With a mark."),
        ("In UTF-16: 5 €".encode("utf-16"), None, "In UTF-16: 5 €"),
        (b"caf\xe9", "cp1252", "café"),
    ],
)
def test_text_is_decoded_with_mark_and_line_ends_apart(
    read: Read, write: Write, data: bytes, encoding: str | None, text: str
) -> None:
    [dump] = read(write("a.txt", data), encoding=encoding)
    assert isinstance(dump, Dump)
    assert dump.text == text


def test_an_unknown_encoding_is_named() -> None:
    with pytest.raises(EncodingProblem, match="klingon-8"):
        decode(b"text", "klingon-8")


def test_records_are_read_around_the_bad_ones(read: Read, write: Write) -> None:
    items = read(write("r.jsonl", RECORDS))
    dumps = [item for item in items if isinstance(item, Dump)]
    rejects = [item for item in items if isinstance(item, Reject)]
    assert [(Path(d.source).name, str(d.metadata.published)) for d in dumps] == [
        ("r.jsonl#0", "2025-03-02"),
        ("r.jsonl#4", "2025-03-02"),
        ("r.jsonl#5", "None"),
    ]
    assert dumps[0].text == "Storm hits.\nTwo died."
    assert dumps[0].metadata.record_id == "7"
    assert all(dump.one_story for dump in dumps)
    assert [(Path(r.source).name, r.message.split(":")[0].split(" is")[0]) for r in rejects] == [
        ("r.jsonl#1", "line 2"),
        ("r.jsonl#2", "line 4"),
        ("r.jsonl#3", "line 5"),
        ("r.jsonl#5", "line 7"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "sources"),
    [
        ("records.dat", b'{"text": "a b"}\n', ["records.dat#0"]),
        ("notes.dat", b"{curly} words in plain text", ["notes.dat"]),
        ("notes", b"Plain words.", ["notes"]),
        ("UPPER.JSONL", b'{"text": "a b"}\n', ["UPPER.JSONL#0"]),
    ],
)
def test_the_format_is_chosen_by_suffix_then_by_content(
    read: Read, write: Write, name: str, data: bytes, sources: list[str]
) -> None:
    assert [Path(item.source).name for item in read(write(name, data))] == sources


def test_folders_and_globs_give_each_file_once_sorted_and_leave_hidden_ones(write: Write, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt"):
        write(name, b"words")
    inputs, rejects = find_inputs([str(tmp_path / "*.txt"), str(tmp_path), str(tmp_path / "b.txt")])
    assert rejects == []
    assert [Path(item.source).relative_to(tmp_path).as_posix() for item in inputs] == ["a.txt", "b.txt", "sub/c.txt"]


@pytest.mark.parametrize("name", ["nowhere.txt", "nothing-*.txt", "empty_folder"])
def test_a_name_that_is_nothing_is_rejected(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty_folder").mkdir()
    inputs, [reject] = find_inputs([str(tmp_path / name)])
    assert inputs == []
    assert reject.error == "MissingInput"
    assert name in reject.message
