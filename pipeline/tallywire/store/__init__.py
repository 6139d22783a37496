"""Claims and stories -> Parquet parts and a manifest, and back."""

from tallywire.store.dataset import read_batches, read_claim, read_claims, read_story, read_table
from tallywire.store.frames import claims_frame, stories_frame
from tallywire.store.manifest import InputDone, Manifest, read_manifest
from tallywire.store.writer import DatasetWriter

__all__ = [
    "DatasetWriter",
    "InputDone",
    "Manifest",
    "claims_frame",
    "read_batches",
    "read_claim",
    "read_claims",
    "read_manifest",
    "read_story",
    "read_table",
    "stories_frame",
]
