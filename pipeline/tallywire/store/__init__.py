"""Claims and stories -> Parquet parts and a manifest, and back."""

from tallywire.store.commit import Change, commit
from tallywire.store.dataset import read_batches, read_claim, read_claims, read_rejects, read_story, read_table
from tallywire.store.frames import claims_frame, stories_frame
from tallywire.store.identities import Actor, Unify, identities
from tallywire.store.layout import SIGNATURES, claim_folder, empty_tables, leave_folder, remove_unlisted, unwritable
from tallywire.store.lock import FileLock, dataset_lock
from tallywire.store.manifest import (
    NO_INPUT,
    Header,
    InputDone,
    Manifest,
    Piece,
    find_manifest,
    read_manifest,
)
from tallywire.store.revise import Verdicts
from tallywire.store.segments import is_complete
from tallywire.store.staging import STAGING, Staged, Staging, write_shard

__all__ = [
    "NO_INPUT",
    "SIGNATURES",
    "STAGING",
    "Actor",
    "Change",
    "FileLock",
    "Header",
    "InputDone",
    "Manifest",
    "Piece",
    "Staged",
    "Staging",
    "Unify",
    "Verdicts",
    "claim_folder",
    "claims_frame",
    "commit",
    "dataset_lock",
    "empty_tables",
    "find_manifest",
    "identities",
    "is_complete",
    "leave_folder",
    "read_batches",
    "read_claim",
    "read_claims",
    "read_manifest",
    "read_rejects",
    "read_story",
    "read_table",
    "remove_unlisted",
    "stories_frame",
    "unwritable",
    "write_shard",
]
