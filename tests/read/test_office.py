"""Word and OpenDocument texts give the lines that their paragraphs hold, whatever stands between the words."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tallywire.records import Dump, Reject

Read = Callable[..., list[Dump | Reject]]
Write = Callable[[str, bytes], Path]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def packed(name: str, xml: str, first: str) -> bytes:
    """A document whose text is the XML, in a member of that name behind the member `first`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(first, "application/vnd.oasis.opendocument.text" if first == "mimetype" else "<Types/>")
        archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
    return target.getvalue()


def word(body: str) -> bytes:
    xml = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return packed("word/document.xml", xml, "[Content_Types].xml")


def odt(body: str) -> bytes:
    xml = f'<o:text xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="{TEXT}">{body}</o:text>'
    return packed("content.xml", xml, "mimetype")


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


DOCUMENTS = [
    (word(paragraph("Ferry sinks") + paragraph() + paragraph("At least ", "42", " died &amp; 130 were hurt.")),
     "Ferry sinks\n\nAt least 42 died & 130 were hurt."),
    (word("<w:p>\n  <w:r>\n <w:t>Toll</w:t><w:tab/><w:t>42</w:t><w:br/><w:t>rising</w:t></w:r>\n</w:p>"),
     "Toll\t42\nrising"),
    (word("<w:p><w:del><w:r><w:t>41</w:t></w:r></w:del><w:r><w:t>42 died.</w:t></w:r></w:p>"), "42 died."),
    (word(f"<w:tbl><w:tr><w:tc>{paragraph('North')}</w:tc><w:tc>{paragraph('310')}</w:tc></w:tr></w:tbl>"),
     "North\n310"),
    (odt("<t:h>Ferry <t:span>sinks</t:span></t:h><t:p>At least<t:s/><t:span>42</t:span> died<t:note>1</t:note>.</t:p>"),
     "Ferry sinks\nAt least 42 died."),
]  # fmt: skip


@pytest.mark.parametrize(("data", "text"), DOCUMENTS)
@pytest.mark.parametrize("name", ["export.docx", "export", "export.zip"])
def test_paragraphs_are_lines(read: Read, write: Write, data: bytes, text: str, name: str) -> None:
    (dump,) = read(write(name, data))
    assert isinstance(dump, Dump)
    assert (dump.text, dump.one_story) == (text, False)


def test_documents_in_an_archive(read: Read, write: Write) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number, (data, _) in enumerate(DOCUMENTS):
            archive.writestr(f"exports/{number}.docx", data)
    dumps = read(write("all.zip", target.getvalue()))
    assert [dump.text for dump in dumps if isinstance(dump, Dump)] == [text for _, text in DOCUMENTS]
