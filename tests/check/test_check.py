"""Every rule has a planted fault that breaks it and nothing else; findings speak to people."""

import json
import os
import re
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from planted_faults import PLANTED, PREFIXES, planted
from rdflib.namespace import RDF, RDFS, SH, SKOS

from iagkg.build import build
from iagkg.check import Finding, as_json, as_text, as_turtle, check
from iagkg.check.compiled import results_by_queries
from iagkg.check.facts import facts, lines_of
from iagkg.check.findings import findings
from iagkg.check.reference import lean_rules, results_by_pyshacl
from iagkg.check.rules import SHAPES as SHAPES_ADDRESS
from iagkg.check.rules import rules as rules_to_look_up
from iagkg.check.rules import rules_path
from iagkg.errors import InputError
from iagkg.graph.dataset import read_dataset
from iagkg.graph.quads import Quad
from iagkg.names import SCHEME

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SHAPES = rdflib.Namespace(SHAPES_ADDRESS)
JARGON = re.compile(
    r"\b(SHACL|RDF|IRI|URI|node|nodes|graph|graphs|shape|literal|datatype|triple|focus|cardinality)\b", re.I
)


@cache
def rules() -> rdflib.Graph:
    return rdflib.Graph().parse(rules_path())


def by_both(quads: list[Quad]) -> list[Finding]:
    """Return the findings, having seen that pySHACL and the queries give the same results."""
    lines = lines_of(quads)
    data = facts(lines)
    found = results_by_queries(data, rules_to_look_up())
    assert found == results_by_pyshacl(lines)
    return findings(found, data, rules_to_look_up(), "en")


def shape_names() -> set[str]:
    constraints = {str(s).removeprefix(str(SHAPES)) for s in rules().subjects(SH.severity)}
    assert len(constraints) > 40
    return constraints


def test_the_valid_example_has_no_finding() -> None:
    assert check(planted()) == []


def test_every_rule_has_its_planted_fault() -> None:
    assert {path.stem for path in PLANTED} == shape_names()


@pytest.mark.parametrize("path", PLANTED, ids=lambda path: path.stem)
def test_a_planted_fault_breaks_exactly_its_rule(path: Path) -> None:
    found = by_both(planted(path.read_text(encoding="utf-8")))
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
    quads = build().quads
    found = check(quads)
    assert check(quads, reference=True) == found
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


def told(node: rdflib.term.Node | None, graph: rdflib.Graph) -> str:
    """Return all that is said of a node, in words that two graphs share."""
    if not isinstance(node, rdflib.BNode):
        return str(node)
    return f"[{sorted((str(p), told(o, graph)) for p, o in graph.predicate_objects(node) if p != RDF.type)}]"


def results(graph: rdflib.Graph) -> set[tuple[object, ...]]:
    predicates = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.value, SH.resultSeverity)
    return {
        (
            told(graph.value(result, SH.resultPath), graph),
            *(graph.value(result, predicate) for predicate in predicates),
        )
        for result in graph.objects(None, SH.result)
    }


@pytest.mark.parametrize(
    "names",
    [
        ("PeriodOrder", "TaskParent", "CitationConsistent", "WorkplanStatusWord"),
        ("TaskNumberRepeated", "ProvisionDecision", "NoteToCheck", "TaskBulkOnly", "PeriodTask"),
        ("TaskCycle", "TextNotBlank", "RegisterConfidence", "CitationBeyond", "PeriodIntervalEnd"),
        (),
    ],
    ids=lambda names: "-".join(names) or "valid",
)
def test_turtle_is_the_report_that_pyshacl_gives(names: tuple[str, ...]) -> None:
    update = " ;\n".join((HERE / "planted" / f"{name}.ru").read_text(encoding="utf-8") for name in names)
    quads = planted(update)
    data = rdflib.Graph().parse(data="".join(f"{q[0]} {q[1]} {q[2]} .\n" for q in quads), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=rules(), inference="none")
    assert isinstance(report, rdflib.Graph)
    ours = rdflib.Graph().parse(data=as_turtle(check(quads)), format="turtle")
    assert results(ours) == results(report)
    assert {finding.shape for finding in check(quads)} >= set(names)
    top = ours.value(predicate=RDF.type, object=SH.ValidationReport)
    assert ours.value(top, SH.conforms) == rdflib.Literal(conforms)
    for result in ours.objects(None, SH.result):
        languages = {
            o.language for o in ours.objects(result, SH.resultMessage) if isinstance(o, rdflib.Literal)
        }
        assert languages in ({"en", "fr", "es"}, {"en"})


def test_shapes_have_addresses_groups_and_an_order() -> None:
    shapes = {s for kind in (SH.NodeShape, SH.PropertyShape) for s in rules().subjects(RDF.type, kind)}
    assert all(isinstance(shape, rdflib.URIRef) for shape in shapes)
    for shape in shapes:
        assert set(rules().objects(shape, SH.name)) | set(rules().objects(shape, RDFS.label)), shape
    orders = [str(rules().value(SHAPES[name], SH.order)) for name in shape_names()]
    assert sorted(map(int, orders)) == list(range(1, len(orders) + 1))
    for name in shape_names():
        group = rules().value(SHAPES[name], SH.group)
        if (SHAPES[name], RDF.type, SH.PropertyShape) in rules():
            assert {label.language for label in rules().objects(group, RDFS.label)} == {"en", "fr", "es"}  # type: ignore[attr-defined]


def test_values_allowed_are_those_of_the_schemes() -> None:
    schemes = rdflib.Graph().parse(ROOT / "ontology" / "iagkg-schemes.ttl")
    allowed: dict[str, set[str]] = {}
    for _, listed in rules().subject_objects(SH["in"]):
        for concept in map(str, rules().items(listed)):
            if concept.startswith(SCHEME):
                allowed.setdefault(concept.rsplit("/", 1)[0], set()).add(concept)
    assert len(allowed) >= 11
    not_stated = {
        f"{SCHEME}subdivision/preamble",  # parts of a decision that no citation reaches
        f"{SCHEME}subdivision/footnote",
        f"{SCHEME}group-role/not-reviewed",
        f"{SCHEME}group-role/text-not-seen",  # what is shown where no role is stated
    }
    for scheme, concepts in allowed.items():
        assert not concepts & not_stated
        assert concepts | {word for word in not_stated if word.startswith(f"{scheme}/")} == {
            str(s) for s in schemes.subjects(SKOS.inScheme, rdflib.URIRef(scheme))
        }, scheme


def test_lean_rules_say_no_words_and_lose_no_rule() -> None:
    lean = lean_rules(rules_path())
    assert not set(lean.predicates()) & {SH.message, SH.name, RDFS.label, SKOS.scopeNote}
    assert set(lean.subjects(SH.severity)) == set(rules().subjects(SH.severity))


def said(name: str, replaced: str, value: str) -> list[Quad]:
    quads = planted()
    changed = [
        q._replace(object=value) if q.predicate.endswith(f"{name}>") and q.object == replaced else q
        for q in quads
    ]
    assert changed != quads
    return changed


@pytest.mark.parametrize(
    ("name", "replaced", "value", "shape", "found"),
    [
        ("startDate", '"2025-08-01"^^<xsd:date>', '"2025-08-01Z"^^<xsd:date>', "PeriodStart", "2025-08-01Z"),
        ("endDate", '"2026-03-31"^^<xsd:date>', '"2026-02-30"^^<xsd:date>', "PeriodEnd", "2026-02-30"),
        ("rownum", '"4"^^<xsd:integer>', '"04"^^<xsd:integer>', "RowNumber", "04"),
        ("version", '"2025-2027"', '"\\u00A0 "', "TextNotBlank", "\u00a0 "),
    ],
)
def test_values_are_checked_as_written(name: str, replaced: str, value: str, shape: str, found: str) -> None:
    full = [term.replace("<xsd:", "<http://www.w3.org/2001/XMLSchema#") for term in (replaced, value)]
    assert [(f.shape, f.found) for f in check(said(name, *full))] == [(shape, found)]


def test_a_plain_string_and_an_xsd_string_are_one() -> None:
    update = (HERE / "planted" / "NoteToCheck.ru").read_text(encoding="utf-8")
    update = update.replace("iag:asPrinted", 'iag:noteCode "task-without-mandate" ; iag:asPrinted')
    without = (HERE / "planted" / "TaskMandate.ru").read_text(encoding="utf-8")
    quads = planted(f"{without} ;\n{update.replace('w:task', 'w:other')}")
    assert [finding.shape for finding in check(quads)] == [
        "TaskMandate"
    ]  # the note says the same: once is enough
    typed = [
        q._replace(object=f"{q.object}^^<http://www.w3.org/2001/XMLSchema#string>")
        if q.object.endswith('"')
        else q
        for q in quads
    ]
    assert typed != quads
    assert check(typed) == check(quads)


def test_statements_said_in_two_graphs_are_found_once() -> None:
    quads = planted((HERE / "planted" / "CitationRegistered.ru").read_text(encoding="utf-8"))
    assert check([*quads, *(q._replace(graph="<https://example.org/other>") for q in quads)]) == check(quads)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    imports = "<http://www.w3.org/2002/07/owl#imports>"
    quads = [*planted(), Quad("<http://127.0.0.1:9/x>", imports, "<http://127.0.0.1:9/y.ttl>", "<x:g>")]
    assert check(quads) == []


def test_found_is_in_words() -> None:
    found = {}
    for name in ("TaskTargetKnown", "ProvisionKind", "TaskSiblings", "CitationBeyond", "PeriodInTitle"):
        finding, *_ = check(planted((HERE / "planted" / f"{name}.ru").read_text(encoding="utf-8")))
        found[name] = (finding.task, finding.row or None, finding.found)
    assert found == {
        "TaskTargetKnown": ("WS1.T2", 4, "target_24"),
        "ProvisionKind": ("16/9 B, para. 9 (a)", None, "chapter"),
        "TaskSiblings": ("WS1.T1", 3, "1"),
        "CitationBeyond": ("WS1.T1", 3, "16/9 B, para. 9 (a)"),
        "PeriodInTitle": ("WS1.T2", 4, "by March 2026"),
    }


def test_words_of_a_document_cannot_steer_a_terminal() -> None:
    quads = said("asPrinted", '"by March 2026"', '"by\\u001B[2J\\nMarch"')
    late = [q._replace(object=q.object.replace("2026-03-31", "2029-03-31")) for q in quads]
    text = as_text(check(late))
    assert "by [2J March" in text
    assert "\x1b" not in text


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


def test_same_bytes_for_entries_without_an_address(tmp_path: Path) -> None:
    path = tmp_path / "nameless.ttl"
    nameless = " ; ".join(
        ("[] a iag:Task", "iag:hasMandate [ a iag:MandateCitation ]", 'iag:printedNumber "1"')
    )
    path.write_text(f"{PREFIXES}{nameless} .\n{nameless} .\n", encoding="utf-8")
    outputs = [run(str(path), "--format", "turtle", seed=seed) for seed in ("0", "1")]
    assert outputs[0].stdout == outputs[1].stdout != b""
    assert outputs[0].stderr == b""


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
    rows = json.loads(run(str(HERE / "valid.ttl"), str(path), "--json").stdout)
    assert [row["file"] for row in rows] == [str(path)]
    refused = run(str(path), str(tmp_path / "missing.nq"))
    assert refused.returncode == 3
    assert refused.stdout == b""


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
