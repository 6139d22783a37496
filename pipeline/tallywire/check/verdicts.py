"""What became of the known figures, for the two readers it has: as findings, and as JUnit XML for a build server."""

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from tallywire.check.finding import Finding
from tallywire.check.known import KnownResult

#: How a reason opens; README and people's eyes look for these words.
_LABELS = {"missing": "MISSING", "changed": "CHANGED", "forbidden": "FORBIDDEN", "unexpected_pass": "NOW RIGHT"}

#: Code points that XML 1.0 cannot hold even as references (section 2.2, Char): control characters and surrogates.
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")


def as_findings(results: Iterable[KnownResult]) -> list[Finding]:
    """An error for every known figure that fails."""
    return [
        Finding(
            "known",
            f"known.{result.status}.{result.known.line}",
            "error",
            _reason(result),
            (result.claim_id,) if result.claim_id else (),
        )
        for result in results
        if result.fails
    ]


def as_junit(results: Sequence[KnownResult]) -> str:
    """The results as JUnit XML: a test case a row; a row that is expected to fail is `skipped`."""
    suite = ElementTree.Element(
        "testsuite",
        name="tallywire known figures",
        tests=str(len(results)),
        failures=str(sum(result.fails for result in results)),
        skipped=str(sum(result.status == "expected" for result in results)),
        errors="0",
    )
    for result in results:
        row = result.known
        name = " ".join(part for part in (f"line {row.line}:", row.figure, row.counted) if part)
        case = ElementTree.SubElement(suite, "testcase", classname=_xml(row.source), name=_xml(name))
        if result.fails:
            failure = ElementTree.SubElement(case, "failure", type=result.status, message=_xml(_reason(result)))
            failure.text = _xml(_reason(result))
        elif result.status == "expected":
            ElementTree.SubElement(case, "skipped", message=_xml(row.expected_failure or ""))
    ElementTree.indent(suite)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(suite, encoding="unicode") + "\n"


def _reason(result: KnownResult) -> str:
    row = result.known
    found = result.found or f"remove its expected_failure ({row.expected_failure})"
    counted = f" {row.counted}" if row.counted else ""
    return f"{_LABELS[result.status]} line {row.line}, {row.source}, {row.figure}{counted}: {found}"


def _xml(text: str) -> str:
    return text.translate(_NOT_XML)
