"""A workspace with a vocabulary of its own, for the tests."""

import json
from pathlib import Path

from iagkg.files import shipped
from iagkg.graph.tables import Tables
from iagkg.vocabulary.model import Vocabulary
from iagkg.vocabulary.terms import read_vocabulary

TABLES = ("schemes.tsv", "terms.tsv", "labels.tsv", "relations.tsv", "gbf_links.tsv", "kmgbf.tsv")


def workspace(folder: Path) -> Path:
    """Make a workspace with copies of the shipped tables and return its folder of the vocabulary."""
    (folder / "iagkg.toml").write_text("")
    own = folder / "data" / "vocabulary"
    own.mkdir(parents=True)
    for name in TABLES:
        (own / name).write_bytes(shipped("data", "vocabulary", name).read_bytes())
    return own


def of(folder: Path) -> Vocabulary:
    """Return the vocabulary of a workspace."""
    return read_vocabulary(Tables(folder).path)


def saved(folder: Path, value: object) -> Path:
    """Write a value as a JSON file and return its path."""
    path = folder / "thesaurus.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path
