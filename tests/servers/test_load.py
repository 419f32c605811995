"""`load` on each server: what is there afterwards, what is not touched, what is sent again and what not."""

from collections.abc import Iterator

import httpx
import pytest
import serving

from iagkg.errors import ServerError
from iagkg.graph.quads import Quad
from iagkg.names import GRAPH
from iagkg.store.canonical import Content, contents
from iagkg.store.endpoint import STAGING, EndpointStore
from iagkg.store.loading import Difference, compare, load

P, SUBSET = "<http://example.org/p>", "<http://rdfs.org/ns/void#subset>"
ABOUT, ONE, TWO, OTHERS = f"{GRAPH}about", f"{GRAPH}test/1", f"{GRAPH}test/2", f"{GRAPH}others/1"
DATA = "<https://w3id.org/iagkg/dataset>"


def dataset(**graphs: int) -> dict[str, Content]:
    """Graphs test/1 and test/2 with so many statements, and the graph that lists them."""
    sizes = {f"{GRAPH}test/{name.removeprefix('g')}": size for name, size in graphs.items()}
    quads = [Quad(DATA, SUBSET, f"<{graph}>", f"<{ABOUT}>") for graph in (*sizes, ABOUT)]
    for graph, size in sizes.items():
        quads += [Quad(f"<{graph}/{n}>", P, f'"é {n} of {size}"@en', f"<{graph}>") for n in range(size)]
    return contents(quads)


def test_what_was_loaded_is_there(remote: EndpointStore) -> None:
    here = dataset(g1=5, g2=1500)
    done = load(remote, here)
    assert set(done.sent) == set(here)
    assert remote.all_counts() == {graph: len(content.lines) for graph, content in here.items()}
    assert compare(remote, here) == []


def test_differences_are_told_by_count_then_by_content(remote: EndpointStore) -> None:
    load(remote, dataset(g1=5, g2=8))
    here = dataset(g1=6, g3=2)
    found = {each.graph: each for each in compare(remote, here)}
    assert found[ONE] == Difference(ONE, "count", 6, 5)
    assert found[TWO] == Difference(TWO, "extra", 0, 8)
    assert found[f"{GRAPH}test/3"].kind == "absent"
    assert found[ABOUT].kind == "content"


def test_graphs_dropped_since_go_and_those_of_others_stay(remote: EndpointStore) -> None:
    remote.insert(OTHERS, [f'<{OTHERS}> {P} "theirs" .'])
    load(remote, dataset(g1=5, g2=8))
    done = load(remote, dataset(g1=5))
    assert done.removed == (TWO,)
    assert remote.all_counts() == {ABOUT: 2, OTHERS: 1, ONE: 5}


def test_only_what_differs_is_sent(remote: EndpointStore) -> None:
    load(remote, dataset(g1=5, g2=8))
    done = load(remote, dataset(g1=5, g2=9), only_changed=True)
    assert done.sent == (TWO,)
    assert done.same == (ABOUT, ONE)
    assert compare(remote, dataset(g1=5, g2=9)) == []


def test_without_a_graph_store_statements_go_in_small_updates(
    remote: EndpointStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = serving.without_graph_store(remote)
    sizes: list[int] = []
    update = EndpointStore.update

    def counted(store: EndpointStore, text: str) -> None:
        sizes.append(max(piece.count(" .\n") for piece in text.split("INSERT DATA")))
        update(store, text)

    monkeypatch.setattr(EndpointStore, "update", counted)
    here = dataset(g1=2500)
    load(plain, here)
    assert max(sizes) == 1000
    assert compare(plain, here) == []


def test_a_load_that_was_cut_off_goes_on_where_it_was(
    remote: EndpointStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    if remote.addresses.kind == "virtuoso":
        return  # has no staging graphs: what is there already is not sent again, see only_changed
    sent: list[str] = []
    put = EndpointStore.put

    def cut(store: EndpointStore, graph: str, lines: object) -> None:
        if len(sent) == 2:
            raise ServerError("cut")
        sent.append(graph)
        put(store, graph, lines)  # type: ignore[arg-type]

    monkeypatch.setattr(EndpointStore, "put", cut)
    old, new = dataset(g1=1), dataset(g1=5, g2=8)
    load(remote, old)
    sent.clear()
    with pytest.raises(ServerError, match="cut"):
        load(remote, new)
    assert compare(remote, old) == []
    assert len([graph for graph in remote.all_counts() if graph.startswith(STAGING)]) == 2
    sent.remove(sent[0])
    load(remote, new)
    assert len(sent) == 2
    assert compare(remote, new) == []
    assert not [graph for graph in remote.all_counts() if graph.startswith(STAGING)]


def test_staging_graphs_of_another_load_are_taken_away(remote: EndpointStore) -> None:
    remote.insert(f"{STAGING}0123/test/1", [f'<{ONE}> {P} "left over" .'])
    load(remote, dataset(g1=5))
    if remote.addresses.kind != "virtuoso":
        assert not [graph for graph in remote.all_counts() if graph.startswith(STAGING)]


def test_some_graphs_are_loaded_without_taking_others_away(remote: EndpointStore) -> None:
    here = dataset(g1=5, g2=8)
    load(remote, here)
    for graph in (ABOUT, TWO):
        assert load(remote, {graph: here[graph]}).removed == ()
    assert compare(remote, here) == []


def test_a_load_whose_staging_graphs_another_has_dropped_changes_nothing(
    remote: EndpointStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    if remote.addresses.kind == "virtuoso":
        return  # has no staging graphs
    load(remote, dataset(g1=5))
    update, between = EndpointStore.update, list[str]()

    def other(store: EndpointStore, text: str) -> None:
        if "DELETE" in text and not between:
            between.append(text)
            load(remote, dataset(g1=7))
        update(store, text)

    monkeypatch.setattr(EndpointStore, "update", other)
    with pytest.raises(ServerError, match="were sent"):
        load(remote, dataset(g1=6, g2=3))
    assert between
    assert compare(remote, dataset(g1=7)) == []
    load(remote, dataset(g1=6, g2=3))
    assert compare(remote, dataset(g1=6, g2=3)) == []


def test_what_was_added_to_any_graph_is_taken_back_where_adding_fails(
    remote: EndpointStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = dataset(g1=2, g2=3), dataset(g1=4, g2=5)
    load(remote, old)
    update, sent = EndpointStore.update, list[str]()

    def cut(store: EndpointStore, text: str) -> None:
        sent.append(text)
        if text.startswith("INSERT DATA") and TWO in text and "of 5" in text:
            raise ServerError("cut")
        update(store, text)

    monkeypatch.setattr(EndpointStore, "update", cut)
    if remote.addresses.kind == "virtuoso":
        with pytest.raises(ServerError, match="cut"):
            load(remote, new)
        assert any(ONE in text for text in sent)
    assert compare(remote, old) == []


def test_part_of_a_union_in_the_default_graph_is_brought_up_to_date(remote: EndpointStore) -> None:
    if remote.addresses.kind == "virtuoso":
        return  # its default graph is the union
    load(remote, dataset(g1=5, g2=5), merge_default=True)
    here = dataset(g1=6, g2=5)
    load(remote, {ONE: here[ONE]})
    count = f"SELECT (COUNT(*) AS ?n) {{ ?s {P} ?o }}"
    assert remote.plain(count).rows == ((11,),)


def test_the_union_is_put_into_the_default_graph_and_kept_there(remote: EndpointStore) -> None:
    count = f"SELECT (COUNT(*) AS ?n) {{ ?s {P} ?o }}"
    if remote.addresses.kind == "virtuoso":
        assert not load(remote, dataset(g1=5), merge_default=True).merged
        assert remote.plain(count).rows == ((5,),)
        return
    remote.update(f'INSERT DATA {{ <http://example.org/others> {P} "theirs" }}')
    assert not load(remote, dataset(g1=5, g2=8)).merged
    assert remote.plain(count).rows == ((1,),)
    assert load(remote, dataset(g1=5, g2=8), merge_default=True).merged
    assert remote.plain(count).rows == ((14,),)
    assert load(remote, dataset(g1=6)).merged
    assert remote.plain(count).rows == ((7,),)


def test_a_server_that_changes_what_it_is_given_is_found_out(
    remote: EndpointStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(remote, dataset(g1=5))

    def half(store: EndpointStore, graph: str, lines: list[str]) -> None:
        insert(store, graph, list(lines)[:-1])

    insert = EndpointStore.insert
    if remote.addresses.kind == "virtuoso":
        update = EndpointStore.update
        monkeypatch.setattr(
            EndpointStore, "update", lambda store, text: update(store, text.replace("8 of 9", "8 of nine"))
        )
    else:
        monkeypatch.setattr(EndpointStore, "put", half)
    with pytest.raises(ServerError, match="were sent"):
        load(remote, dataset(g1=9))
    if remote.addresses.kind != "virtuoso":
        assert compare(remote, dataset(g1=5)) == []


@pytest.fixture(scope="module", params=["union", "memory", "oxigraph"])
def union(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[EndpointStore]:
    """A server whose default graph is the union of all."""
    folder = tmp_path_factory.mktemp("union")
    made = (
        serving.oxigraph(folder, union=True)
        if request.param == "oxigraph"
        else serving.fuseki(folder, dataset=request.param)
    )
    with serving.running(made):
        store = serving.store_of(made)
        yield store
        store.web.close()


def test_a_union_server_never_shows_staging(union: EndpointStore, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    update = EndpointStore.update

    def noted(store: EndpointStore, text: str) -> None:
        texts.append(text)
        update(store, text)

    monkeypatch.setattr(EndpointStore, "update", noted)
    for here in (dataset(g1=5, g2=1500), dataset(g1=6)):
        texts.clear()
        load(union, here)
        assert compare(union, here) == []
        assert len([text for text in texts if "probe" not in text]) == 1
    assert union.graphs() == ()
    assert union.plain(f"SELECT (COUNT(*) AS ?n) {{ ?s {P} ?o }}").rows == ((6,),)


def test_addresses_are_found_from_each_address_a_user_may_have(server: serving.Server) -> None:
    from iagkg.store.detect import detect
    from iagkg.store.web import Web

    wanted = server.query
    root = server.url.rsplit("/sparql", 1)[0]
    for url in {
        server.url,
        server.query,
        server.url + "/",
        root if server.kind == "virtuoso" else server.url,
    }:
        web = Web(url)
        assert detect(url, web).query == wanted
        web.close()
    assert httpx.get(wanted + "?query=ASK%7B%7D", trust_env=False).status_code == 200
