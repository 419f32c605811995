"""Three hosts asked as one: the answers are those of one store, and a host that goes away is named."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import conventions
import federating
import hosts
import matrix
import pytest
import serving

from iagkg.check import check
from iagkg.errors import ServerError
from iagkg.graph.quads import Quad
from iagkg.queries import catalogue
from iagkg.store.canonical import content_of, contents
from iagkg.store.checking import check_in_place
from iagkg.store.embedded import EmbeddedStore
from iagkg.store.endpoint import EndpointStore
from iagkg.store.inferring import infer_in_place

ROOT = Path(__file__).parent.parent.parent
ALL = "SELECT ( COUNT( DISTINCT * ) AS ?n ) WHERE { GRAPH ?g { ?s ?p ?o } }"
SILENCE = 4

pytestmark = pytest.mark.skipif(
    not os.environ.get("CI") and not hosts.permitted(), reason="network namespaces are not permitted here"
)


@pytest.fixture(scope="module")
def held() -> dict[str, list[Quad]]:
    return conventions.conventions()


@pytest.fixture(scope="module")
def reference(held: dict[str, list[Quad]]) -> EmbeddedStore:
    return EmbeddedStore.from_quads(conventions.union(held))


@pytest.fixture(scope="module")
def three(
    held: dict[str, list[Quad]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[hosts.Host, ...]]:
    with hosts.running(tmp_path_factory.mktemp("hosts"), list(held)) as made:
        for host in made:
            federating.fill(host, held[host.name])
        yield made


@pytest.fixture(scope="module")
def federation(
    three: tuple[hosts.Host, ...], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[serving.Server]:
    members = [host.server.query for host in three]
    with serving.running(
        federating.rdf4j(tmp_path_factory.mktemp("federation"), members, silence=SILENCE)
    ) as made:
        yield made


@pytest.fixture
def one(federation: serving.Server) -> Iterator[EndpointStore]:
    store = federating.store_of(federation)
    yield store
    store.web.close()


def test_each_host_has_a_convention_of_its_own(held: dict[str, list[Quad]]) -> None:
    seen: set[Quad] = set()
    for quads in held.values():
        again = {quad.graph.partition("/graph/")[2].strip(">").split("/")[0] for quad in seen & set(quads)}
        assert again <= {"ontology", "schemes", "framework", "about"}
        assert {quad for quad in quads if "/graph/printed/" in quad.graph}
        seen |= set(quads)


@pytest.mark.parametrize("name", catalogue())
def test_same_rows_as_in_one_store(one: EndpointStore, reference: EmbeddedStore, name: str) -> None:
    found = matrix.outcome(one, reference, catalogue()[name])
    assert found.isdigit(), f"{name}: {found}"


def test_each_statement_once(one: EndpointStore, reference: EmbeddedStore) -> None:
    assert one.select(ALL) == reference.select(ALL)


def test_for_half_of_the_queries_no_host_alone_is_enough(
    held: dict[str, list[Quad]], reference: EmbeddedStore
) -> None:
    alone = [EmbeddedStore.from_quads(quads) for quads in held.values()]
    apart = {
        name
        for name, query in catalogue().items()
        if not any(matrix.outcome(store, reference, query).isdigit() for store in alone)
    }
    assert len(apart) >= len(catalogue()) // 2 - 1
    assert {name for name, query in catalogue().items() if "GRAPH ?" in query.text} <= apart


def test_same_findings_as_in_one_store(one: EndpointStore, held: dict[str, list[Quad]]) -> None:
    assert check_in_place(one) == check(conventions.union(held))


def test_each_host_infers_what_follows_in_one_store(
    three: tuple[hosts.Host, ...], held: dict[str, list[Quad]]
) -> None:
    for host in three[1:]:
        store = serving.store_of(host.server)
        wanted = contents(quad for quad in held[host.name] if "/graph/inferred/" in quad.graph)
        for graph in wanted:
            store.update(f"DROP SILENT GRAPH <{graph}>")
        infer_in_place(store)
        for graph, content in wanted.items():
            assert content_of(store.statements_of(graph)).sha256 == content.sha256
        store.web.close()


def test_the_federation_infers_what_follows_in_one_store(
    one: EndpointStore, held: dict[str, list[Quad]]
) -> None:
    rules_give = {
        graph: content
        for graph, content in contents(conventions.union(held)).items()
        if "/graph/inferred/" in graph
    }
    for graph in rules_give:
        if not graph.endswith("/register"):  # where implied places stand too, which no rule gives
            one.update(f"DROP SILENT GRAPH <{graph}>")
    infer_in_place(one)
    for graph, content in rules_give.items():
        assert content_of(one.statements_of(graph)).sha256 == content.sha256, graph


def test_a_host_cut_off_in_mid_query_is_named(three: tuple[hosts.Host, ...], one: EndpointStore) -> None:
    victim = three[1]
    whole = one.select(ALL)
    victim.slow_down("4mbit")  # the answer takes seconds, so that there is a middle to cut in
    before, cut_at = victim.sent(), 200_000

    def cut() -> None:
        end = time.monotonic() + 20
        while victim.sent() - before < cut_at and time.monotonic() < end:
            time.sleep(0.005)
        victim.cut_off()

    knife = threading.Thread(target=cut)
    knife.start()
    try:
        began = time.monotonic()
        with pytest.raises(ServerError) as caught:
            one.select(ALL)
        assert time.monotonic() - began < 20
        assert victim.sent() - before >= cut_at
        said = str(caught.value)
        assert "The answer would be partial, so none is given" in said
        assert victim.server.query in said
        assert not any(host.server.query in said for host in three if host is not victim)
    finally:
        knife.join()
        victim.join()
        victim.speed_up()
    end = time.monotonic() + 20
    while True:  # the cable is in again: whole answers, once the addresses are found again
        try:
            assert one.select(ALL) == whole
            break
        except ServerError:
            assert time.monotonic() < end


def test_what_a_user_reads_who_asks_while_a_host_is_away(
    three: tuple[hosts.Host, ...], federation: serving.Server
) -> None:
    three[2].cut_off()
    try:
        done = subprocess.run(
            [*(sys.executable, "-m", "iagkg", "query", "mandates-by-task"), "--endpoint", federation.url],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
    finally:
        three[2].join()
    assert (done.returncode, done.stdout) == (4, "")
    assert "The answer would be partial, so none is given" in done.stderr
    assert three[2].server.query in done.stderr


@pytest.mark.parametrize("killed", [False, True], ids=["failed", "killed"])
def test_nothing_is_left_behind(killed: bool) -> None:
    program = "import hosts\nwith hosts.network(2):\n    print('up', flush=True)\n    raise OSError(input())"
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        assert process.stdout
        assert process.stdout.readline() == b"up\n"
        own = f"iag{process.pid}"
        assert own in standing()
        if killed:
            process.kill()
        process.communicate(b"\n")
    assert process.returncode
    if killed:
        assert own in standing()
        hosts.sweep()  # as the next run does
    assert own not in standing()


def standing() -> str:
    """Return the names of all namespaces and links."""
    return "".join(
        subprocess.run(["ip", *words], capture_output=True, text=True, check=True).stdout
        for words in (["netns", "list"], ["-o", "link", "show"])
    )
