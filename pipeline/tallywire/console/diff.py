"""Prints what differs between two datasets: what made each, then claims changed by field, lost and gained."""

import json
from collections import Counter
from dataclasses import asdict

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tallywire.analyse import Difference, What, compare
from tallywire.console.printing import printable
from tallywire.location import Location
from tallywire.store import Manifest, claims_frame, read_manifest

_STYLES: dict[What, str] = {"changed": "bold yellow", "lost": "bold red", "gained": "bold green"}


def diff_datasets(old: Location, new: Location, console: Console, *, as_json: bool) -> bool:
    """Print the differences; whether there are none. Raises DatasetError when either folder holds no dataset."""
    differences = compare(claims_frame(old), claims_frame(new))
    if as_json:
        for one in differences:
            console.file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
        return not differences
    for label, folder in (("old", old), ("new", new)):
        console.print(f"{label}  {folder}  {_made_with(read_manifest(folder))}", markup=False, soft_wrap=True)
    console.print()
    for one in differences:
        _print(one, console)
    console.print(_summary(differences), highlight=False, soft_wrap=True)
    return not differences


def _made_with(manifest: Manifest) -> str:
    model = manifest.model
    return (
        f"{manifest.counts.get('claims', 0):,} claims; tool {manifest.tool_version}, "
        f"model {model.get('name', '?')} {model.get('version', '')}, "
        f"language data {model.get('language_digest', '?')[:12]}"
    )


def _print(one: Difference, console: Console) -> None:
    head = Text.assemble(
        (one.what.upper(), _STYLES[one.what]),
        (f"  {_plain(one.quantity)} {_plain(one.counted or '')}".rstrip(), "bold"),
        (f"  {_plain(one.source)}  {one.claim_id}", "dim"),
    )
    console.print(head, soft_wrap=True)
    console.print(Padding(Text(_plain(one.sentence), "dim"), (0, 0, 0, 4)))
    for field, (before, after) in one.fields.items():
        line = Text.assemble((f"{field}: ", "cyan"), _shown(before), (" -> ", "dim"), _shown(after))
        console.print(Padding(line, (0, 0, 0, 4)))
    console.print()


def _shown(value: object) -> str:
    if value is None:
        return "(none)"
    return f"{value:,.15g}" if isinstance(value, float) else _plain(str(value))


def _plain(text: str) -> str:
    return " ".join(printable(text).split())


def _summary(differences: list[Difference]) -> str:
    if not differences:
        return "no differences"
    counts = Counter(one.what for one in differences)
    fields = Counter(field for one in differences for field in one.fields)
    named = ", ".join(f"{field} {n}" for field, n in sorted(fields.items(), key=lambda item: (-item[1], item[0])))
    parts = [f"{counts[what]} {what}" for what in _STYLES]
    return f"claims: {', '.join(parts)}" + (f"  (by field: {named})" if named else "")
