"""Turns a bundle into an archived version: named, numbered, hashed, indexed, never overwritten.

An `ArchivedVersion` guarantees that all its files were flushed to disk before its folder took its final name; that its
manifest lists every one of them with size and SHA-256; and that no earlier version was touched.

    archive/<directory>/<name>/V1.0/    <name>_V1.0.pdf  forms/*.docx  answers.yaml  manifest.json
    archive/index.sqlite                made from the manifests, which are the truth
    archive/.locks/                     one lock a document number

Steps: `numbers` (which document is this) → `slot` (its versions, under a lock) → `store` (stage, flush, rename) →
`index`; `verify` holds all of it against the manifests.
"""

from docgen.archive.archive import Archive
from docgen.archive.contents import Contents
from docgen.archive.model import ArchivedVersion, Manifest
from docgen.archive.slot import Slot

__all__ = ["Archive", "ArchivedVersion", "Contents", "Manifest", "Slot"]
