"""Explains one claim: its sentence with the spans marked; for each field of it and its story the rule and the words."""

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text
from spacy.language import Language

from tallywire.annotate.annotator import Annotator
from tallywire.annotate.model import describe, load
from tallywire.console.weighed import weighed
from tallywire.engine.extract import explain_story
from tallywire.errors import DatasetError
from tallywire.location import Location
from tallywire.records import Claim, Evidence, Explained, Story
from tallywire.store import read_claim, read_manifest, read_story

#: The spans that are marked in the sentence: label, start field, end field, style.
_SPANS = (
    ("who", "actor_text_start", "actor_text_end", "bold magenta"),
    ("says", "cue_start", "cue_end", "magenta"),
    ("how many", "quantity_start", "quantity_end", "bold green"),
    ("when", "date_text_start", "date_text_end", "bold blue"),
)

#: The fields that are explained, in order.
FIELDS = (
    *("value", "low", "high", "modifier", "kind", "unit", "value_si", "change", "counted", "counted_head", "per", "of"),
    *("attribution", "actor", "actor_id", "actor_type", "actor_affiliation", "via", "date_from", "date_to"),
    *("place", "country", "negated", "modality", "claim", "confidence"),
)


#: Field -> the field whose reading gave it too.
_FOLLOWS = {
    "low": "modifier",
    "high": "modifier",
    "modifier": "value",
    "kind": "value",
    "unit": "value",
    "value_si": "unit",
    "counted_head": "counted",
    "actor_id": "actor",
    "actor_type": "actor",
    "actor_affiliation": "actor",
    "actor": "attribution",
    "date_to": "date_from",
}


def explain_claim(dataset: Location, claim_id: str, console: Console) -> None:
    """Print the explanation of the claim `claim_id`, by running its story again with the dataset's model.

    Raises DatasetError when there is no such claim, or when today's tool no longer makes it; ModelError as `load`.
    """
    stored = read_claim(dataset, claim_id)
    story = read_story(dataset, stored.story_id)
    nlp = model_of(dataset)
    explained = next((e for e in explain_story(story, Annotator(nlp)) if e.claim.claim_id == claim_id), None)
    if explained is None:
        version = describe(nlp, read_manifest(dataset).model["base"]).language_version
        raise DatasetError(
            f"this version (language data {version}) no longer makes the claim {claim_id}; "
            "run again with --force to bring the dataset up to date."
        )
    _print(explained, stored, story, console)


def model_of(dataset: Location) -> Language:
    """The model that a dataset was made with; raises DatasetError when its list of actors has changed since."""
    manifest = read_manifest(dataset)
    base, actors = manifest.model["base"], manifest.settings.get("actors")
    nlp = load(base, Path(actors) if actors else None)
    if describe(nlp, base).actors_digest != manifest.model.get("actors_digest", ""):
        raise DatasetError(
            f"{actors} has changed since the dataset was made; run again with --force to explain claims."
        )
    return nlp


def _print(explained: Explained, stored: Claim, story: Story, console: Console) -> None:
    claim = explained.claim
    position = story.start + claim.quantity_start
    console.print(f"{claim.source}:{position}  {claim.title or ''}", markup=False, highlight=False, soft_wrap=True)
    console.print()
    console.print(marked_sentence(claim), soft_wrap=True)
    console.print()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("field", "value", "rule", "words"):
        table.add_column(heading, overflow="fold")
    for name in FIELDS:
        value = getattr(claim, name)
        if value is not None:
            _add_rows(table, name, value, evidence_of(explained, name), story)
        if name == "actor_id" and stored.actor_id != value:
            table.add_row("", Text(stored.actor_id or ""), "dataset.identity", "one id across the dataset")
    for line in weighed(story):
        table.add_row(*map(Text, line))
    console.print(table)


def evidence_of(explained: Explained, name: str) -> list[Evidence]:
    """The evidence of a field: its own, else that of the field which it follows from."""
    own = [item for item in explained.evidence if item.field == name]
    return own if own or name not in _FOLLOWS else evidence_of(explained, _FOLLOWS[name])


def _add_rows(table: Table, name: str, value: object, evidence: list[Evidence], story: Story) -> None:
    shown = Text(f"{value:,.15g}" if isinstance(value, float) else str(value))
    for item in evidence or [Evidence(name, "", 0, 0)]:
        table.add_row(name, shown, Text(item.rule), Text(" ".join(story.text[item.start : item.end].split())))
        name, shown = "", Text("")


def marked_sentence(claim: Claim) -> Text:
    """The claim's sentence with its spans in brackets, each with its label; spans that lie outside are left out."""
    spans = sorted(
        (start - claim.sentence_start, end - claim.sentence_start, label, style)
        for label, start_field, end_field, style in _SPANS
        if (start := getattr(claim, start_field)) is not None
        and (end := getattr(claim, end_field)) is not None
        and claim.sentence_start <= start < end <= claim.sentence_end
    )
    text, at = Text(), 0
    for start, end, label, style in spans:
        if start < at:
            continue
        text.append(claim.sentence[at:start])
        text.append(f"[{label}: {claim.sentence[start:end]}]", style)
        at = end
    text.append(claim.sentence[at:])
    return text
