"""What follows and what the rules find, computed inside a server: the same as in memory."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
import serving
from planted_faults import PLANTED, planted

from iagkg.build import build
from iagkg.check import check
from iagkg.check.compiled import results_by_queries
from iagkg.check.facts import as_stored, facts, lines_of
from iagkg.check.rules import rules
from iagkg.check.validation import NOT_CHECKED
from iagkg.errors import ServerError
from iagkg.graph.quads import Quad, term
from iagkg.infer import inferred_quads
from iagkg.names import GRAPH, ID
from iagkg.store.canonical import Content, content_of, contents
from iagkg.store.checking import check_in_place
from iagkg.store.endpoint import STAGING, EndpointStore
from iagkg.store.inferring import infer_in_place

ROOT = Path(__file__).parent.parent.parent
REGISTER, NEW, OLD = (
    f"{GRAPH}inferred/{name}" for name in ("register", "iag-tsc/2025-2027", "iag-tsc/draft")
)
IN_DECISION = term("iag:inDecision")


@cache
def two_versions() -> tuple[Quad, ...]:
    """The real workplan, and beside it the same under the name of another version."""
    quads = build().quads
    own = [q for q in quads if q.graph.endswith("/iag-tsc/2025-2027>")]
    other = [Quad(*(part.replace("/iag-tsc/2025-2027", "/iag-tsc/draft") for part in quad)) for quad in own]
    return (*quads, *other)


@cache
def real() -> dict[str, Content]:
    return contents(two_versions())


KINDS: dict[str, Callable[[Path], serving.Server]] = {
    "fuseki": serving.fuseki,
    "oxigraph": serving.oxigraph,
    "oxigraph with the union": lambda folder: serving.oxigraph(folder, union=True),
    "virtuoso": serving.virtuoso,
}


@pytest.fixture(scope="module", params=KINDS)
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[serving.Server]:
    with serving.running(KINDS[request.param](tmp_path_factory.mktemp("server"))) as made:
        yield made


@pytest.fixture
def store(running: serving.Server) -> Iterator[EndpointStore]:
    found = serving.store_of(running)
    serving.empty(found)
    yield found
    found.web.close()


def put(store: EndpointStore, graphs: dict[str, Content]) -> None:
    for graph, content in graphs.items():
        store.replace_graph(graph, [quad_of(line, graph) for line in content.lines])


def quad_of(line: str, graph: str) -> Quad:
    subject, predicate, value = line[:-2].split(" ", 2)
    return Quad(subject, predicate, value, graph)


def differing(store: EndpointStore) -> list[str]:
    """Return the graphs of inferred statements that are not as in memory."""
    return [
        graph
        for graph in (REGISTER, NEW, OLD)
        if content_of(store.statements_of(graph)).sha256 != real()[graph].sha256
    ]


def forget(store: EndpointStore) -> None:
    """Take away all that was inferred, and put something there that does not follow."""
    for graph in (NEW, OLD):
        store.update(f"DROP SILENT GRAPH <{graph}>")
        store.insert(graph, [f"<{ID}workplan/x/1/t> {term('iag:mandatedBy')} <{ID}decision/cbd/cop/15/8> ."])
    store.update(f"DELETE WHERE {{ GRAPH <{REGISTER}> {{ ?s {IN_DECISION} ?o }} }}")
    store.insert(REGISTER, [f"<{ID}decision/cbd/cop/16/9/b> {IN_DECISION} <{ID}decision/cbd/cop/15/8> ."])


def test_what_follows_is_the_same_as_in_memory(store: EndpointStore) -> None:
    put(store, real())
    forget(store)
    done = {one.graph: one.now for one in infer_in_place(store)}
    assert done == {graph: len(real()[graph].lines) for graph in (REGISTER, NEW, OLD)}
    assert differing(store) == []
    assert not [graph for graph in store.all_counts() if graph.startswith(STAGING)]
    again = infer_in_place(store)
    assert [one.before for one in again] == [one.now for one in again]


def test_one_workplan_alone_leaves_the_others(store: EndpointStore) -> None:
    put(store, real())
    forget(store)
    done = infer_in_place(store, [f"{GRAPH}printed/iag-tsc/draft"])
    assert [one.graph for one in done] == [REGISTER, OLD]
    assert differing(store) == [NEW]


def test_made_circles_and_chains(store: EndpointStore) -> None:
    """Rules that feed each other, in circles of parts and long chains: the same as in memory."""
    random = Random(7)  # noqa: S311  # nothing secret
    task, place = f"<{ID}workplan/x/1/t-{{}}>", f"<{ID}decision/cbd/cop/1/1/{{}}>"
    printed, register = f"<{GRAPH}printed/x/1>", f"<{GRAPH}register/cbd/cop/1/1>"
    mandates = [term(f"iag:{name}") for name in ("mandatedBy", "mandates", "hasMandate", "mandateFor")]
    quads = []
    for _ in range(60):
        one, two = (random.randrange(30) for _ in range(2))
        quads += [
            Quad(task.format(one), term("iag:subtaskOf"), task.format(two), printed),
            Quad(place.format(one), term("eli:is_part_of"), place.format(two), register),
            Quad(place.format(one), term("iag:inDecision"), place.format(one % 3), register),
            Quad(task.format(one), mandates[0], place.format(two), printed),
            Quad(place.format(two), mandates[1], task.format(one), printed),
            Quad(task.format(one), mandates[2], task.format(two + 100), printed),
            Quad(task.format(two + 100), term("iag:citedProvision"), place.format(one), printed),
        ]
    vocabulary = [
        quad for quad in two_versions() if quad.graph in {f"<{GRAPH}{n}>" for n in ("ontology", "about")}
    ]
    wanted = list(inferred_quads([*quads, *vocabulary], f"{GRAPH}inferred/x/1"))
    assert len(wanted) > 300
    put(store, contents([*quads, *vocabulary]))
    infer_in_place(store)
    there = {quad for quad in wanted if quad.graph.endswith("inferred/x/1>")}
    assert {f"{s} {p} {o} .\n" for s, p, o, _ in there} == {
        f"{quad.subject} {quad.predicate} {quad.object} .\n"
        for quad in store.statements_of(f"{GRAPH}inferred/x/1")
    }


def is_returned_unchanged(quad: Quad) -> bool:
    """Tell whether servers keep a statement as it is: not so what is no day, say, or has no address."""
    if "_:" in quad.subject + quad.object:
        return False
    read = next(iter(ox.parse(f"{' '.join(quad[:3])} .", format=ox.RdfFormat.N_TRIPLES))).object
    assert not isinstance(read, ox.Triple)
    return bool(as_stored(read) == read)


def test_graphs_that_are_not_checked_make_no_difference() -> None:
    """The rules run on all graphs of a server where no statement names a class below a class."""
    lines = lines_of(q for q in two_versions() if q.predicate != term("rdfs:subClassOf"))
    assert results_by_queries(facts(lines), rules()) == {
        *results_by_queries(facts(lines_of(q for q in two_versions() if q.graph not in NOT_CHECKED)), rules())
    }


def test_classes_below_classes_are_followed(store: EndpointStore) -> None:
    """As in memory where a graph that is checked names them."""
    graph = f"<{GRAPH}imported/x>"
    below = Quad("<urn:kind>", term("rdfs:subClassOf"), term("iag:Task"), graph)
    quads = [*planted(), below, Quad("<urn:task>", term("rdf:type"), "<urn:kind>", graph)]
    put(store, contents(quads))
    assert {finding.focus for finding in check(quads)} == {"urn:task"}
    assert check_in_place(store) == check(quads)


def test_the_rules_find_the_same_as_in_memory(store: EndpointStore) -> None:
    faults = [
        quad
        for number, path in enumerate(PLANTED)
        for quad in planted(path.read_text(encoding="utf-8"), f"-{number}")
        if is_returned_unchanged(quad)
    ]
    wanted = check(faults)
    assert len({path.stem for path in PLANTED} - {finding.shape for finding in wanted}) < 5
    put(store, contents(faults))
    for lang in ("en", "fr"):
        assert check_in_place(store, lang) == check(faults, lang)


def test_the_real_dataset_has_the_same_findings(store: EndpointStore) -> None:
    put(store, real())
    assert check_in_place(store) == check(two_versions())


def test_an_empty_server_is_told(store: EndpointStore) -> None:
    for asked in (infer_in_place, check_in_place):
        with pytest.raises(ServerError, match="iagkg load"):
            asked(store)
    put(store, real())
    with pytest.raises(ServerError, match="printed/nothing"):
        infer_in_place(store, [f"{GRAPH}printed/nothing"])


def iagkg(server: serving.Server, *arguments: str) -> subprocess.CompletedProcess[str]:
    secrets = {"IAGKG_USER": "dba", "IAGKG_PASSWORD": serving.DBA} if server.kind == "virtuoso" else {}
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **secrets},
    )
    assert "Traceback" not in done.stderr
    return done


def test_the_commands(store: EndpointStore, running: serving.Server) -> None:
    put(store, real())
    done = iagkg(running, "infer", "--endpoint", running.url)
    assert done.returncode == 0, done.stderr
    assert "inferred/iag-tsc/2025-2027: 220 statements (as many as before)\n" in done.stdout
    one = iagkg(running, "infer", "--endpoint", running.url, "--workplan", "iag-tsc/draft")
    assert one.stdout.splitlines()[1:] == ["inferred/iag-tsc/draft: 220 statements (as many as before)"]
    found = iagkg(running, "check", "--endpoint", running.url, "--json")
    assert found.returncode == 0, found.stderr
    assert len(json.loads(found.stdout)) == len(check(two_versions()))
    wrong = iagkg(running, "check", "--endpoint", running.url, "data/workplans/iag_tsc_2025_2027.txt")
    assert wrong.returncode == 2
