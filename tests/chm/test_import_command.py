"""`iagkg chm import`: a batch whole or not at all, its graph with PROV, links, and what is printed."""

import contextlib
import io
import json
import os
from pathlib import Path

import pytest
from every_shape import ALL, CALENDAR_ROW, RESOURCE, SOLR_DOC
from typer.testing import CliRunner, Result

from iagkg.build import build
from iagkg.chm.batch import BatchWriter, batch_folders, read_batch, read_head
from iagkg.chm.importing import FileAccount
from iagkg.cli import app
from iagkg.cli.chm_import import _progress
from iagkg.errors import ExitCode, InputError, UsageError
from iagkg.graph.quads import term, text

GRAPH = "<https://w3id.org/iagkg/graph/imported/first>"
DAY = ["--on", "2026-05-01"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "iagkg.toml").write_text("")
    return tmp_path / "home"


def saved(folder: Path, **values: object) -> Path:
    folder.mkdir(exist_ok=True)
    for name, value in values.items():
        (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    return folder


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["chm", *map(str, arguments)])


def test_a_batch_becomes_a_graph_with_its_origin(home: Path, tmp_path: Path) -> None:
    place = saved(tmp_path / "in", row=CALENDAR_ROW)
    run = call("import", place, "--batch", "first", "--workspace", home, *DAY)
    assert run.exit_code == ExitCode.DONE, run.output
    assert "1 records in 1 files" in run.stdout
    quads = [quad for quad in build(workspace=home).quads if quad.graph == GRAPH]
    assert (GRAPH, term("dcterms:created"), text("2026-05-01", datatype="xsd:date")) in [q[:3] for q in quads]
    file = "<https://w3id.org/iagkg/id/imported/first/row.json>"
    assert (GRAPH, term("prov:wasDerivedFrom"), file) in [q[:3] for q in quads]
    assert any(q.subject == file and q.predicate == term("iag:sha256") for q in quads)
    (record,) = {q.subject for q in quads if q.object == term("iag:ClearingHouseRecord")}
    assert (record, term("rdf:type"), term("schema:Event")) in [q[:3] for q in quads]
    about = [q for q in build(workspace=home).quads if q.subject == GRAPH and q.graph.endswith("/about>")]
    assert "<https://w3id.org/iagkg/id/file/data/imported/first/records.jsonl>" in [q.object for q in about]


def test_links_of_a_batch(home: Path, tmp_path: Path) -> None:
    other = {**CALENDAR_ROW, "title": "AHTEG on something"}
    place = saved(tmp_path / "in", row=CALENDAR_ROW, other=other, entry=SOLR_DOC)
    call("import", place, "--batch", "first", "--workspace", home, *DAY)
    run = call("links", "--workspace", home, "--json", "--weak")
    assert run.exit_code == 0, run.output
    rows = json.loads(run.stdout)
    found = {(row["record_title"], row["ref"], row["link_key"], row["strength"]) for row in rows}
    assert ("Review of the made-up plan", "WS3.T1", "paragraph", "strong") in found
    assert ("Review of the made-up plan", "WS3.T4", "decision", "fair") in found
    reasons = {row["record_title"]: row["link_reason"] for row in rows if row["link_reason"]}
    assert reasons["AHTEG on something"] == "other-group"
    assert "Review of the made-up plan" not in reasons
    assert "records are not linked" in run.stderr


def test_without_records_the_next_step_is_said(home: Path) -> None:
    run = call("links", "--workspace", home)
    assert run.exit_code == 0
    assert "iagkg chm import" in run.stderr


def test_a_dry_run_writes_nothing(home: Path, tmp_path: Path) -> None:
    before = sorted(home.rglob("*"))
    run = call("import", saved(tmp_path / "in", a=RESOURCE), "--dry-run", "--workspace", home, *DAY)
    assert "Nothing was written" in run.stdout
    assert sorted(home.rglob("*")) == before


def test_the_account_as_json(home: Path, tmp_path: Path) -> None:
    run = call("import", saved(tmp_path / "in", a=RESOURCE), "--dry-run", "--json", "--workspace", home)
    (account,) = json.loads(run.stdout)
    (record,) = account["records"]
    assert (account["file"], record["form"], record["schema"]) == ("a.json", "record", "resource")
    assert record["identifier"] == RESOURCE["header"]["identifier"]
    assert {"relation": "iag:concernsTarget", "to": "http://metadata.cbd.int/kmgbf/target_21"} in record[
        "links"
    ]
    counts = [record[name] for name in ("stated", "kept", "withheld", "empty")]
    assert sum(counts) == account["values"]
    assert record["unknown_fields"] == {"colourOfCover": 3}
    assert {p["code"] for p in account["problems"]} >= {"unknown-identifier", "other-spelling"}


def test_a_batch_is_replaced_only_when_asked(home: Path, tmp_path: Path) -> None:
    place = saved(tmp_path / "in", a=RESOURCE)
    arguments = ["import", place, "--batch", "first", "--workspace", home, *DAY]
    call(*arguments)
    again = call(*arguments)
    assert isinstance(again.exception, InputError)
    saved(tmp_path / "in", b=SOLR_DOC)
    call(*arguments, "--replace")
    folder = home / "data" / "imported" / "first"
    assert len(list(read_batch(folder))) == 2
    assert read_head(folder)["records"] == 2
    assert [path.name for path in folder.parent.iterdir()] == ["first"]


def test_what_breaks_off_leaves_nothing(home: Path) -> None:
    folder = home / "data" / "imported" / "first"
    with contextlib.suppress(RuntimeError), BatchWriter(folder) as writer:
        writer.file({"name": "a"})
        raise RuntimeError
    assert list(folder.parent.iterdir()) == []
    assert batch_folders(folder.parent) == []


@pytest.mark.parametrize(
    "name", ["../x", "", "A", "tracking-x", "thesaurus-y", "file", "a/b", "a b", "x" * 90]
)
def test_names_that_cannot_name_a_batch(name: str, home: Path, tmp_path: Path) -> None:
    place = saved(tmp_path / "in", a=RESOURCE)
    run = call("import", place, "--batch", name, "--workspace", home, "--dry-run")
    assert isinstance(run.exception, UsageError) == bool(name)


def test_a_record_twice_in_a_batch(home: Path, tmp_path: Path) -> None:
    changed = {**RESOURCE, "title": {"en": "Changed"}}
    place = saved(tmp_path / "in", a=RESOURCE, b=RESOURCE, c=changed)
    run = call("import", place, "--batch", "first", "--workspace", home, "--json", *DAY)
    accounts = json.loads(run.stdout)
    problems = [{p["code"] for p in account["problems"]} for account in accounts]
    assert "record-twice" in problems[1]
    assert "identifier-twice" in problems[2]
    identifier = RESOURCE["header"]["identifier"]
    names = [record.identifier for record in read_batch(home / "data" / "imported" / "first")]
    assert names == [identifier, f"{identifier}~2"]
    assert accounts[1]["repeated"] == accounts[1]["values"]


def test_a_batch_that_was_changed_by_hand_is_refused(home: Path, tmp_path: Path) -> None:
    call("import", saved(tmp_path / "in", a=RESOURCE), "--batch", "first", "--workspace", home, *DAY)
    file = home / "data" / "imported" / "first" / "records.jsonl"
    file.write_text(file.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"records\.jsonl, line 2"):
        build(workspace=home)


def test_what_is_not_there_and_what_is_empty(home: Path, tmp_path: Path) -> None:
    assert isinstance(call("import", tmp_path / "none.json", "--workspace", home).exception, InputError)
    (tmp_path / "empty").mkdir()
    assert isinstance(call("import", tmp_path / "empty", "--workspace", home).exception, InputError)


def test_all_forms_at_once_check_and_build(home: Path, tmp_path: Path) -> None:
    place = saved(tmp_path / "in", **{name.replace("-", "_"): value for name, value in ALL.items()})
    call("import", place, "--batch", "first", "--workspace", home, *DAY)
    assert len([q for q in build(workspace=home).quads if q.graph == GRAPH]) > 200


def test_a_bar_moves_on_a_terminal_and_only_there(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    taken: list[str] = []
    account = FileAccount("a.json")
    with _progress(2, lambda found: taken.append(found.name)) as step:
        step(account)
    monkeypatch.setattr(shown, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr", shown)
    with _progress(2, lambda found: taken.append(found.name)) as step:
        step(account)
        step(account)
    assert taken == ["a.json"] * 3
    assert shown.getvalue()


def test_a_good_batch_is_not_replaced_by_nothing(home: Path, tmp_path: Path) -> None:
    good = saved(tmp_path / "in", row=CALENDAR_ROW)
    (tmp_path / "bad.json").write_text("{")
    arguments = ("--batch", "b", "--workspace", home, *DAY)
    run = call("import", tmp_path / "bad.json", *arguments)
    assert run.exit_code == ExitCode.TO_ACT_ON
    assert "Nothing was written." in run.stdout
    assert batch_folders(home / "data" / "imported") == []
    assert call("import", good, *arguments).exit_code == ExitCode.DONE
    run = call("import", tmp_path / "bad.json", *arguments, "--replace")
    assert isinstance(run.exception, InputError)
    assert len(list(read_batch(home / "data" / "imported" / "b"))) == 1


def test_proposals_that_nobody_reviewed_are_no_records(home: Path, tmp_path: Path) -> None:
    names = {"row": CALENDAR_ROW, "row.proposed": {**CALENDAR_ROW, "title": "X"}}
    place = saved(tmp_path / "in", **names)
    (place / "row.proposals.csv").write_text("choice\n")
    run = call("import", place, "--batch", "b", "--workspace", home, *DAY)
    assert run.exit_code == ExitCode.DONE, run.output
    assert "1 records in 1 files" in run.stdout
    assert "row.proposed.json: proposals that nobody has reviewed, left aside" in run.stdout
    run = call("import", place / "row.proposed.json", "--batch", "c", "--workspace", home, *DAY)
    assert isinstance(run.exception, InputError)


def test_a_name_that_is_not_utf8(home: Path, tmp_path: Path) -> None:
    place = saved(tmp_path / "in")
    Path(os.fsdecode(os.fsencode(place) + b"/b\xe9.json")).write_text(json.dumps(CALENDAR_ROW))
    run = call("import", place, "--batch", "b", "--workspace", home, *DAY)
    assert run.exit_code in (ExitCode.DONE, ExitCode.TO_ACT_ON), run.output
    (record,) = read_batch(home / "data" / "imported" / "b")
    assert record.file == "b\\xe9.json"
    assert "the name of the file is not UTF-8" in run.stdout
    assert build(workspace=home).quads


def test_what_the_index_answers_beside_documents_is_for_information(home: Path, tmp_path: Path) -> None:
    answer = {"responseHeader": {"status": 0}, "response": {"docs": [SOLR_DOC]}, "facet_counts": {"a": 1}}
    run = call(
        "import", saved(tmp_path / "in", a=answer), "--batch", "b", "--workspace", home, "--json", *DAY
    )
    problems = json.loads(run.stdout)[0]["problems"]
    assert {p["severity"] for p in problems if p["code"] == "unknown-shape"} == {"info"}
