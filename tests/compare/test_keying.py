"""Keys: read, given to a new version, kept through renumbering; two versions in one dataset."""

import hashlib
import shutil
from pathlib import Path

import pytest
from made_pairs import made_pair, made_plan, seeded, side
from typer.testing import CliRunner

from iagkg.build import build
from iagkg.cli import app
from iagkg.compare.keying import keyed
from iagkg.errors import InputError, UsageError
from iagkg.graph.quads import term
from iagkg.keys import COLUMNS, TaskKey, new_keys, read_keys, write_keys
from iagkg.names import ID

ROOT = Path(__file__).parents[2]
EDITED = ROOT / "tests" / "data" / "versions" / "iag_tsc_2025_2027_edited.txt"
PLAN = f"{ID}workplan/iag-tsc"
TAG = "\t".join(
    (
        "iag-tsc",
        "2025-2027",
        "WS3.T4",
        "",
        "CBD-SUBJECT-KM",
        "subject",
        "accepted",
        "x",
        "secretary of the group",
    )
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with the draft and the edited version after it, keys not yet given to the latter."""
    folder = tmp_path_factory.mktemp("versions")
    (folder / "iagkg.toml").write_text("", encoding="utf-8")
    shutil.copytree(ROOT / "data" / "workplans", folder / "data" / "workplans")
    shutil.copy(EDITED, folder / "data" / "workplans")
    table = folder / "data" / "workplans" / "versions.tsv"
    row = [EDITED.name, "iag-tsc", "rev-1", "2025-2027", hashlib.sha256(EDITED.read_bytes()).hexdigest()]
    row += ["en", "draft", "", "", "", "", "made for the tests"]
    table.write_text(table.read_text(encoding="utf-8") + "\t".join(row) + "\n", encoding="utf-8")
    header = (ROOT / "data" / "tags.tsv").read_text(encoding="utf-8").split("\n")[0]
    (folder / "data" / "tags.tsv").write_text(f"{header}\n{TAG}\t2026-02-10\tx\n", encoding="utf-8")
    return folder


def test_keys_survive_and_versions_stand_side_by_side(workspace: Path) -> None:
    done = CliRunner().invoke(app, ["keys", "assign", "--workspace", str(workspace)])
    assert done.exit_code == 0, done.output
    assert "16 rows added for version rev-1" in done.output
    assert "1 new keys: iag-tsc-017." in done.output
    assert "Not in this version any more: WS1.T4." in done.output
    rows = read_keys(workspace / "data" / "keys.tsv")
    now = {row.position: row.key for row in rows if row.version == "rev-1"}
    assert (now["WS1.T4"], now["WS4.T4"], now["WS2.T5"]) == ("iag-tsc-005", "iag-tsc-013", "iag-tsc-017")
    again = CliRunner().invoke(app, ["keys", "assign", "--workspace", str(workspace)])
    assert "nothing was written" in again.output
    assert read_keys(workspace / "data" / "keys.tsv") == rows

    built = build(workspace=workspace)
    said = {(quad.subject, quad.predicate, quad.object) for quad in built.quads}
    new, old = f"<{PLAN}/rev-1/ws-4/t-4>", f"<{PLAN}/2025-2027/ws-3/t-4>"
    key = f"<{ID}task/iag-tsc/013>"
    assert (new, term("prov:wasRevisionOf"), old) in said
    assert {(new, term("dcterms:isVersionOf"), key), (old, term("dcterms:isVersionOf"), key)} <= said
    assert (f"<{PLAN}/rev-1>", term("dcat:previousVersion"), f"<{PLAN}/2025-2027>") in said
    assert {subject for subject, predicate, _ in said if predicate == term("dcterms:subject")} == {new, old}
    mandated = [quad for quad in built.quads if quad.predicate == term("iag:mandatedBy")]
    for subject, version in ((new, "rev-1"), (old, "2025-2027")):
        graphs = {quad.graph for quad in mandated if quad.subject == subject}
        assert graphs == {f"<https://w3id.org/iagkg/graph/inferred/iag-tsc/{version}>"}
    assert [name for name, _ in built.inputs][:2] == [
        "data/workplans/iag_tsc_2025_2027_edited.txt",
        "data/workplans/iag_tsc_2025_2027.txt",
    ]


def test_first_reading_numbers_in_order_and_uncertain_tasks_wait() -> None:
    plan = side(made_plan(seeded(3)), "one")
    first = keyed(None, plan, ())
    assert [row.key for row in first.rows][:2] == ["made-001", "made-002"]
    assert len(first.rows) == len(list(plan.tasks))
    assert new_keys(first.rows, "other", 1) == ["other-001"]
    pair = made_pair(1)
    with pytest.raises(UsageError, match="have no keys"):
        keyed(pair.old, pair.new, ())


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("b-001\ta\t1\tWS1.T1", "row 2, column key"),
        ("a-1\ta\t1\tWS1.T1", "row 2, column key"),
        ("a-001\ta\t1\tT1", "row 2, column position"),
        ("a-001\ta\t\tWS1.T1", "row 2, column version"),
        ("a-001\ta\t1\tWS1.T1\na-001\ta\t1\tWS1.T2", "row 3, column key"),
        ("a-001\ta\t1\tWS1.T1\na-002\ta\t1\tws-1/t-1", "row 3, column position"),
    ],
)
def test_a_table_that_errs_is_named_by_row_and_column(tmp_path: Path, row: str, words: str) -> None:
    path = tmp_path / "keys.tsv"
    path.write_text("\t".join(COLUMNS) + f"\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_keys(path)


def test_the_table_reads_back(tmp_path: Path) -> None:
    rows = (TaskKey("a-b-001", "a-b", "1", "WS1.T1"),)
    write_keys(tmp_path / "keys.tsv", rows)
    assert [(row.key, row.workplan) for row in read_keys(tmp_path / "keys.tsv")] == [("a-b-001", "a-b")]
    assert read_keys(tmp_path / "none.tsv") == ()
