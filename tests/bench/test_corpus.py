"""The corpora: as tables and as quads the same, every answer and every planted error known beforehand."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from corpus.answers import ANSWERS, Row, group_rows, shipped_rows
from corpus.faults import KINDS, expected_findings, fault_quads, mark_of, planted_in
from corpus.making import groups, write_quads, write_workspace
from corpus.plan import DECISIONS_A_GROUP, TASKS_A_GROUP, groups_of
from corpus.tasks import made_group

from iagkg.build import build
from iagkg.check import Finding, check
from iagkg.graph.quads import Quad
from iagkg.queries import catalogue, run
from iagkg.store.embedded import EmbeddedStore
from iagkg.store.terms import lexical

SIZE, ERRORS = 10_000, 3
OF_CORPUS = ("/graph/register/", "/graph/printed/", "/graph/inferred/register")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_workspace(groups(SIZE, errors=ERRORS), folder)
    return folder


@pytest.fixture(scope="module")
def quads(workspace: Path) -> list[Quad]:
    return build(None, workspace).quads


@pytest.fixture(scope="module")
def store(quads: list[Quad]) -> EmbeddedStore:
    return EmbeddedStore.from_quads(quads)


@pytest.fixture(scope="module")
def expected() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {name: [] for name in ANSWERS}
    found["filter-values"] += shipped_rows()
    for group in groups(SIZE, errors=ERRORS):
        for name, row in group_rows(group):
            found[name].append(row)
    return {name: sorted(rows) for name, rows in found.items()}


@pytest.fixture(scope="module")
def findings(quads: list[Quad]) -> list[Finding]:
    return check([*quads, *planted_in(1)])


def test_the_quads_are_those_that_the_pipeline_makes(quads: list[Quad], tmp_path: Path) -> None:
    count = write_quads(groups(SIZE, errors=ERRORS), tmp_path / "corpus.nq")
    lines = (tmp_path / "corpus.nq").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines)) == count
    stated = {
        f"{' '.join(quad)} ."
        for quad in quads
        if any(name in quad.graph for name in OF_CORPUS)
        and not ("/inferred/" in quad.graph and quad.predicate.endswith("#inDecision>"))
    }
    assert set(lines) == stated


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    sums = []
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_quads(groups(2 * SIZE, seed), tmp_path / f"{name}.nq")
        write_workspace(groups(SIZE, seed), tmp_path / name)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        content = b"".join(path.read_bytes() for path in (tmp_path / f"{name}.nq", *files))
        sums.append(hashlib.sha256(content).hexdigest())
    assert sums[0] == sums[1] != sums[2]


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    write_quads(groups(SIZE), tmp_path / "corpus.nq")
    program = Path(__file__).parent / "corpus" / "making.py"
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, program, str(SIZE), tmp_path / seed],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
        )
        assert (tmp_path / seed / "corpus.nq").read_bytes() == (tmp_path / "corpus.nq").read_bytes()


def test_a_group_depends_on_nothing_before_it() -> None:
    assert made_group(7) == made_group(7)
    assert [group.number for group in groups(30_000)] == [0, 1, 2]


def test_sizes() -> None:
    assert groups_of(10**7) * DECISIONS_A_GROUP == 30_000
    assert groups_of(10**7) * TASKS_A_GROUP == 290_000
    counts = [sum(len(decision.places) for decision in made_group(n).decisions) for n in range(20)]
    assert 27 < sum(counts) / 20 / DECISIONS_A_GROUP < 33


def test_a_few_places_are_cited_often_and_most_seldom() -> None:
    cited = Counter(one for task in made_group(0).tasks for one in task.cites)
    counts = sorted(cited.values(), reverse=True)
    assert counts[0] >= 8
    assert counts[len(counts) // 2] == 1


@pytest.mark.parametrize("name", list(ANSWERS))
def test_answers_are_those_known_by_construction(
    name: str, store: EmbeddedStore, expected: dict[str, list[Row]]
) -> None:
    table = run(store, catalogue()[name])
    assert sorted(tuple(lexical(value) for value in row) for row in table.rows) == expected[name]
    assert expected[name]


def test_every_coverage_query_has_known_answers() -> None:
    folder = Path(__file__).parents[2] / "queries" / "coverage"
    assert {path.stem for path in folder.glob("*.rq")} == set(ANSWERS)


def test_the_rules_find_what_the_tables_say_wrong(findings: list[Finding]) -> None:
    expect = sum((expected_findings(group) for group in groups(SIZE, errors=ERRORS)), Counter[str]())
    assert expect["NoteToCorrect"] == ERRORS < expect["TaskMandate"]
    own = (finding for finding in findings if "--" not in finding.focus and finding.shape != "HasAddress")
    assert Counter(finding.shape for finding in own) == expect


@pytest.mark.parametrize("kind", KINDS)
def test_each_planted_error_is_found_alone(kind: str, findings: list[Finding]) -> None:
    alone = {(finding.shape, finding.focus) for finding in check(fault_quads(kind))}
    assert {shape for shape, _ in alone} == {kind}
    mark = mark_of(kind, 0)
    among = {(one.shape, one.focus) for one in findings if mark in one.focus or one.focus.startswith("_:")}
    assert among >= alone
    assert {shape for shape, focus in among if mark in focus} <= {kind}
