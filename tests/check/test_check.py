"""Every rule has a planted fault that breaks it and nothing else; findings speak to people."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH, SKOS

from iagkg.build import build
from iagkg.check import Finding, as_json, as_text, as_turtle, check
from iagkg.check.findings import SHAPES
from iagkg.check.validation import rules
from iagkg.errors import InputError
from iagkg.graph.dataset import read_dataset
from iagkg.graph.quads import Quad

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PLANTED = sorted((HERE / "planted").glob("*.ru"))
PREFIXES = "".join(
    re.findall(r"^@prefix .*\n", (HERE / "valid.ttl").read_text(encoding="utf-8"), re.MULTILINE)
)
JARGON = re.compile(
    r"\b(SHACL|RDF|IRI|URI|node|nodes|graph|graphs|shape|literal|datatype|triple|focus|cardinality)\b", re.I
)


def shape_names() -> set[str]:
    constraints = {str(s).removeprefix(str(SHAPES)) for s in rules().subjects(SH.severity)}
    assert len(constraints) > 40
    return constraints


def planted(update: str = "") -> list[Quad]:
    store = ox.Store()
    store.load(path=str(HERE / "valid.ttl"), format=ox.RdfFormat.TURTLE)
    if update:
        sparql = "".join(f"PREFIX {line[8:-2]}\n" for line in PREFIXES.splitlines())
        store.update(sparql + update)
    return [
        Quad(str(q.subject), str(q.predicate), str(q.object), "<https://w3id.org/iagkg/graph/printed/x/1>")
        for q in store
    ]


def test_the_valid_example_has_no_finding() -> None:
    assert check(planted()) == []


def test_every_rule_has_its_planted_fault() -> None:
    assert {path.stem for path in PLANTED} == shape_names()


@pytest.mark.parametrize("path", PLANTED, ids=lambda path: path.stem)
def test_a_planted_fault_breaks_exactly_its_rule(path: Path) -> None:
    found = check(planted(path.read_text(encoding="utf-8")))
    assert {finding.shape for finding in found} == {path.stem}
    for finding in found:
        assert finding.message
        assert finding.allowed
        assert finding.hint
        assert finding.field
        assert finding.task


@pytest.mark.parametrize("name", sorted(shape_names()))
def test_words_of_a_rule(name: str) -> None:
    shape = SHAPES[name]
    for predicates in (
        (SH.message,),
        (SKOS.scopeNote,),
        (SH.description, RDFS.comment),
        (SH.name, RDFS.label),
    ):
        words = [o for predicate in predicates for o in rules().objects(shape, predicate)]
        by_language = {o.language: str(o) for o in words if isinstance(o, rdflib.Literal)}
        assert set(by_language) == {"en", "fr", "es"}, predicates
        if predicates == (SH.message,):
            assert len(set(by_language.values())) == 3
        for text in by_language.values():
            assert not JARGON.search(text), text
    assert len(list(rules().objects(shape, SH.severity))) == 1


def test_findings_name_task_and_row() -> None:
    found = check(planted((HERE / "planted" / "CitationRegistered.ru").read_text(encoding="utf-8")))
    assert [(finding.task, finding.row, finding.field, finding.found) for finding in found] == [
        ("WS1.T1", 3, "decision", "Decision 16/9"),
        ("WS1.T2", 4, "decision", "Decision 16/9"),
    ]
    ended = check(planted((HERE / "planted" / "PeriodOrder.ru").read_text(encoding="utf-8")))
    assert [(finding.task, finding.row, finding.severity) for finding in ended] == [
        ("WS1.T1", 3, "must-be-corrected")
    ]


def test_languages() -> None:
    update = (HERE / "planted" / "PeriodOrder.ru").read_text(encoding="utf-8")
    assert check(planted(update), "fr")[0].message == "La période se termine avant de commencer."
    assert check(planted(update), "es")[0].field == "período"


def test_the_real_workplan() -> None:
    found = check(build().quads)
    assert {finding.severity for finding in found} == {"for-information"}
    assert [f.task for f in found if f.shape == "TaskBulkOnly"] == ["WS1.T3"]
    words = as_text(found)
    assert words.startswith("must be corrected: 0, please check: 0, for information:")
    assert words.endswith("Nothing must be corrected.\n")


def test_json_has_the_documented_keys() -> None:
    update = (HERE / "planted" / "TaskBulkOnly.ru").read_text(encoding="utf-8")
    row = json.loads(as_json(check(planted(update))))[0]
    assert list(row) == [
        *("severity", "shape", "task", "field", "found", "allowed", "row", "hint", "message", "focus", "path")
    ]
    assert row["severity"] == "for information"
    assert row["found"] == "Dec. 16/9 B, para. 9"
    path = json.loads(
        as_json(check(planted((HERE / "planted" / "CitationTask.ru").read_text(encoding="utf-8"))))
    )
    assert path[0]["path"] == "^iag:hasMandate"


def test_turtle_is_a_report_of_the_standard() -> None:
    update = (HERE / "planted" / "PeriodOrder.ru").read_text(encoding="utf-8")
    graph = rdflib.Graph().parse(data=as_turtle(check(planted(update))), format="turtle")
    report = graph.value(predicate=RDF.type, object=SH.ValidationReport)
    assert graph.value(report, SH.conforms) == rdflib.Literal(False)
    results = list(graph.objects(report, SH.result))
    assert len(results) == 1
    for predicate in (
        SH.focusNode,
        SH.resultSeverity,
        SH.sourceShape,
        SH.sourceConstraintComponent,
        SH.value,
    ):
        assert graph.value(results[0], predicate) is not None
    empty = rdflib.Graph().parse(data=as_turtle([]), format="turtle")
    assert list(empty.objects(None, SH.conforms)) == [rdflib.Literal(True)]


def run(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "iagkg", "check", *arguments]
    return subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed}
    )


@pytest.mark.parametrize("form", ["text", "json", "turtle"])
def test_same_bytes_whatever_the_hash_seed(form: str, tmp_path: Path) -> None:
    path = tmp_path / "planted.nt"
    update = (HERE / "planted" / "TaskBulkOnly.ru").read_text(encoding="utf-8")
    path.write_text("".join(f"{q[0]} {q[1]} {q[2]} .\n" for q in planted(update)), encoding="utf-8")
    outputs = [run(str(path), "--format", form, seed=seed) for seed in ("0", "1")]
    assert outputs[0].stdout == outputs[1].stdout != b""


def test_exit_code_says_whether_something_must_be_corrected(tmp_path: Path) -> None:
    path = tmp_path / "planted.nt"
    update = (HERE / "planted" / "PeriodOrder.ru").read_text(encoding="utf-8")
    path.write_text("".join(f"{q[0]} {q[1]} {q[2]} .\n" for q in planted(update)), encoding="utf-8")
    wrong = run(str(path))
    assert wrong.returncode == 1
    assert "The period ends before it starts." in wrong.stdout.decode()
    assert run(str(HERE / "valid.ttl")).returncode == 0
    two = run(str(HERE / "valid.ttl"), str(path))
    assert two.returncode == 1
    assert str(path) in two.stdout.decode()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("bomb.rdf", "<!DOCTYPE x>", "not taken"),
        ("remote.jsonld", '{"@context": "http://127.0.0.1:9/"}', "not taken"),
        ("broken.ttl", "w:x a", "cannot be read"),
        ("missing.nq", None, "no such file"),
    ],
)
def test_files_that_are_refused(name: str, content: str | None, says: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_dataset(path)
    done = run(str(path))
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert name in done.stderr.decode()


def test_errors_of_a_document_reach_the_findings(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "Workplan 2025-2027\n\tTasks\n\tMandate\n\tTimeline\n\n"
        "\t1. Do\n\tDec. 99/3, para. 0\n\tMay 2026 – March 2026\n",
        encoding="utf-8",
    )
    found: list[Finding] = check(build(path).quads)
    assert any(f.shape == "NoteToCorrect" and f.row == 2 and "May 2026" in f.found for f in found)
    assert any(f.shape == "CitationRegistered" and f.row == 2 for f in found)
