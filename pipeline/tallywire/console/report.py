"""Writes the report of a dataset: reads its tables, its findings, and where wanted the rules behind every field."""

from collections.abc import Sequence
from pathlib import Path

from tallywire.check import Finding, find, findings_written, read_findings
from tallywire.console.weighed import weighed
from tallywire.location import Location, appearing
from tallywire.records import Evidence, Reject, Story
from tallywire.report import Content, render
from tallywire.store import claims_frame, read_manifest, read_table, stories_frame
from tallywire.tables import story_of


def write_report(dataset: Location, out: Path, title: str | None = None, *, rules: bool = False) -> int:
    """Write the page to `out` and give its size in bytes; the file appears whole or not at all.

    With `rules` the stories are run again with the dataset's model, for the rules and words behind each field.
    Raises DatasetError when there is no dataset, UsageError when `out` cannot be written, ModelError as `load`.
    """
    page = render(_content(dataset, title or dataset.resolve().name, rules)).encode("utf-8", "replace")
    with appearing(out) as file:
        file.write_bytes(page)
    return len(page)


def _content(dataset: Location, title: str, rules: bool) -> Content:
    claims, stories = claims_frame(dataset), stories_frame(dataset)
    rejects = [Reject(**row) for row in read_table(dataset, "errors").to_pylist()]
    findings: list[Finding] = (
        read_findings(dataset) if findings_written(dataset) else find(claims, stories, len(rejects))
    )
    told = [story_of(row) for row in read_table(dataset, "stories").to_pylist()]
    return Content(
        title=title,
        manifest=read_manifest(dataset),
        claims=claims,
        stories=stories,
        rejects=rejects,
        findings=findings,
        weighed={story.story_id: list(weighed(story)) for story in told},
        evidence=_evidence(dataset, told) if rules else None,
    )


def _evidence(dataset: Location, stories: Sequence[Story]) -> dict[str, list[Evidence]]:
    """The evidence of every claim, field by field, as `explain` shows it; only this loads the model."""
    from tallywire.annotate.annotator import Annotator
    from tallywire.console.explain import FIELDS, evidence_of, model_of
    from tallywire.engine.extract import explain_story

    annotator = Annotator(model_of(dataset))
    found: dict[str, list[Evidence]] = {}
    for story in stories:
        if story.claim_count:
            for explained in explain_story(story, annotator):
                found[explained.claim.claim_id] = [
                    Evidence(name, item.rule, item.start, item.end)
                    for name in FIELDS
                    for item in evidence_of(explained, name)
                ]
    return found
