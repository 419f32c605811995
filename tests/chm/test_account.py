"""Every leaf value of every form is accounted for: stated, kept, left out by rule, or empty."""

import json
from pathlib import Path
from typing import Any

import pytest
from every_shape import ALL

from iagkg.chm.batch import BatchWriter, read_batch, read_files
from iagkg.chm.importing import FileAccount, Importer
from iagkg.chm.leaves import count_leaves
from iagkg.chm.values import Terms
from iagkg.graph.chm import batch_quads
from iagkg.graph.quads import nquads, parsed, term
from iagkg.graph.tables import Tables
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.terms import read_vocabulary


@pytest.fixture(scope="module")
def terms() -> Terms:
    return Terms(Index(read_vocabulary(Tables(None).path)))


def imported(value: Any, terms: Terms, folder: Path, with_people: bool = False) -> tuple[FileAccount, Path]:
    file = folder / "in.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    place = folder / "data" / "imported" / "batch"
    with BatchWriter(place) as writer:
        importer = Importer(terms, writer, with_people)
        account = importer.take("in.json", file)
        writer.finish({"imported_on": "2026-05-01"})
    return account, place


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("with_people", [False, True])
def test_leaves_in_are_statements_and_kept_fields_out(
    name: str, with_people: bool, terms: Terms, tmp_path: Path
) -> None:
    found, place = imported(ALL[name], terms, tmp_path, with_people)
    total = found.account
    assert found.records
    assert count_leaves(ALL[name]) == found.values == total.leaves + found.around + found.repeated
    stored = list(read_batch(place))
    assert sum(len(record.kept) for record in stored) == total.kept
    assert sum(len(row["around"]) for row in read_files(place)) == found.around
    assert not (with_people and total.withheld)
    # In the graph: a kept field each, and as many statements as the records make.
    quads = parsed(batch_quads(place))
    of_file = {str(q.subject) for q in quads if str(q.predicate) == term("iag:sha256")}
    kept = [q for q in quads if str(q.predicate) == term("iag:keptField") and str(q.subject) not in of_file]
    assert len(kept) == len(set(kept)) == total.kept
    for record in stored:
        assert len(record.statements) >= sum(
            r.account.stated for r in found.records if r.identifier == record.identifier
        )
        assert len(set(record.statements)) == len(record.statements)


def test_each_stated_leaf_has_a_statement_of_its_own(terms: Terms, tmp_path: Path) -> None:
    """A leaf that would say again what another has said is kept instead, so nothing is merged."""
    twice = {**ALL["meeting"], "subjects": ["CBD-SUBJECT-CHM", "CBD-SUBJECT-CHM"]}
    found, place = imported(twice, terms, tmp_path)
    (record,) = read_batch(place)
    assert [each.value for each in record.kept if each.path == "subjects[1]"] == ["CBD-SUBJECT-CHM"]
    assert found.values == found.account.leaves


def test_the_same_input_gives_the_same_bytes(terms: Terms, tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    written = []
    for folder in folders:
        folder.mkdir()
        _, place = imported(list(ALL.values())[:12], terms, folder)
        written.append([(place / name).read_bytes() for name in ("records.jsonl", "files.jsonl")])
        written[-1].append(nquads(batch_quads(place)))
    assert written[0] == written[1]
