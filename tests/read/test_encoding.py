"""Encodings: declared, marked or proven ones are read; what is neither is rejected with the likely one named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tallywire.records import Dump, Reject

Read = Callable[..., list[Dump | Reject]]
Write = Callable[[str, bytes], Path]

TEXT = "The café’s owner lost £300, or €350, police said."
PAGE = "<html><head>{}</head><body><p>{}</p></body></html>"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_recognised(read: Read, write: Write, codec: str) -> None:
    [dump] = read(write("a.txt", TEXT.encode(codec)))
    assert isinstance(dump, Dump)
    assert dump.text == TEXT


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("utf-8", "utf-8"),
        ("utf-16", "utf-8"),
        ("klingon", "utf-8"),
        ("punycode", "utf-8"),
        ("gb2312", "gb18030"),
    ],
)
def test_a_page_is_read_as_browsers_read_it(read: Read, write: Write, charset: str, codec: str) -> None:
    for meta in (f'<meta charset="{charset}">', f'<meta content="text/html; charset={charset}" http-equiv=x>'):
        [dump] = read(write("a.html", PAGE.format(meta, TEXT).encode(codec)))
        assert isinstance(dump, Dump)
        assert dump.text == TEXT


def test_bad_bytes_of_a_declared_page_are_told_and_replaced(read: Read, write: Write) -> None:
    data = PAGE.format("<meta charset=utf-8>", TEXT).encode().replace("é".encode(), b"\xe9")
    note, dump = read(write("a.html", data))
    assert isinstance(note, Reject)
    assert note.error == "EncodingProblem"
    assert isinstance(dump, Dump)
    assert dump.text == TEXT.replace("é", "\ufffd")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.rss", "a.csv", "a.jsonl"])
def test_an_undeclared_encoding_is_not_guessed(read: Read, write: Write, name: str) -> None:
    data = {
        "a.txt": TEXT,
        "a.html": PAGE.format("", TEXT),
        "a.rss": f"<rss><channel><item><description>{TEXT}</description></item></channel></rss>",
        "a.csv": f'text,title\n"{TEXT}",T\n',
        "a.jsonl": f'{{"text": "{TEXT}"}}\n',
    }[name].encode("cp1252")
    [reject] = read(write(name, data))
    assert isinstance(reject, Reject)
    assert reject.error == "EncodingProblem"
    assert "--encoding cp125" in reject.message
    [dump] = read(write(name, data), encoding="cp1252")
    assert isinstance(dump, Dump)
    assert dump.text == TEXT


def test_a_feed_declares_its_encoding(read: Read, write: Write) -> None:
    feed = f"<rss><channel><item><description>{TEXT}</description></item></channel></rss>"
    data = f"<?xml version='1.0' encoding='windows-1252'?>{feed}".encode("cp1252")
    [dump] = read(write("a.rss", data))
    assert isinstance(dump, Dump)
    assert dump.text == TEXT


def test_pictures_inside_a_page_do_not_hide_what_follows(read: Read, write: Write) -> None:
    picture = "<img src='data:image/png;base64,{}'>".format("iVBORw0KGgo" * 1_000_000)
    [dump] = read(write("a.html", PAGE.format("", f"One.</p>{picture}<p>{TEXT}").encode()))
    assert isinstance(dump, Dump)
    assert dump.text == f"One.\n{TEXT}"


def test_half_a_sign_of_utf_16_is_told(read: Read, write: Write) -> None:
    [reject] = read(write("a.txt", TEXT.encode("utf-16")[:-1]))
    assert isinstance(reject, Reject)
    assert "utf-16" in reject.message
