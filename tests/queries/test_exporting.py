"""Named queries as files of the sparql-examples convention: what stands in them, and that it runs."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SH
from rdflib.plugins.sparql import prepareQuery

from iagkg.build import build
from iagkg.errors import UsageError
from iagkg.queries import catalogue, example_of, run, settled
from iagkg.queries.exporting import query_iri
from iagkg.queries.header import parse_query
from iagkg.store.embedded import EmbeddedStore

SCHEMA = rdflib.Namespace("https://schema.org/")
TARGET = "https://store.example.org/workplans/query"
DAY = {"as_of": "2026-05-15"}


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore.from_quads(build().quads)


def given(name: str) -> dict[str, str]:
    return {key: value for key, value in DAY.items() if catalogue()[name].parameter(key)}


def parsed(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


@pytest.mark.parametrize("name", catalogue())
def test_what_is_asked_runs_as_it_stands_with_the_rows_of_the_catalogue(
    name: str, store: EmbeddedStore
) -> None:
    query, graph = catalogue()[name], parsed(example_of(catalogue()[name], TARGET, given(name)))
    (asked,) = graph.objects(rdflib.URIRef(query_iri(name)), SH.select)
    answer = store.select(str(asked))
    expected = run(store, query, given(name))
    assert answer.columns == expected.columns
    assert tuple(settled(query, answer.rows)) == expected.rows
    assert expected.rows or query.empty


@pytest.mark.parametrize("name", catalogue())
def test_a_file_says_what_the_convention_asks_for(name: str) -> None:
    """One text and one target, a comment with its language, keywords without spaces around them, prefixes."""
    query, text = catalogue()[name], example_of(catalogue()[name], TARGET)
    graph, me = parsed(text), rdflib.URIRef(query_iri(name))
    assert set(graph.subjects(RDF.type, SH.SPARQLExecutable)) == {me}
    assert set(graph.objects(me, RDF.type)) == {SH.SPARQLExecutable, SH.SPARQLSelectExecutable}
    assert list(graph.objects(me, RDFS.comment)) == [rdflib.Literal(query.question, "en")]
    assert list(graph.objects(me, SCHEMA.target)) == [rdflib.URIRef(TARGET)]
    assert {str(word) for word in graph.objects(me, SCHEMA.keywords)} == set(query.keywords)
    assert all(re.fullmatch(r"\S.*\S", word) for word in query.keywords)
    (asked,) = graph.objects(me, SH.select)
    (prefixes,) = graph.objects(me, SH.prefixes)
    assert isinstance(prefixes, rdflib.BNode)
    assert (prefixes, RDF.type, OWL.Ontology) in graph
    declared = {
        str(graph.value(each, SH.prefix)): str(graph.value(each, SH.namespace))
        for each in graph.objects(prefixes, SH.declare)
    }
    body = "\n".join(line for line in str(asked).splitlines() if not line.startswith("PREFIX "))
    assert body != str(asked)
    prepareQuery(body, initNs=declared)  # the declared prefixes are all that it needs
    for parameter in query.parameters:
        assert f"# ?{parameter.name}: {parameter.sentence}. " in str(asked)
    assert text == example_of(query, TARGET), "the same bytes"
    assert len(list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))) == len(graph)


def test_values_stand_in_the_text_and_open_parameters_say_how_to_fill_them(store: EmbeddedStore) -> None:
    query = catalogue()["ends-by"]
    values = {"date": "2025-12-31", "workplan": "iag-tsc/2025-2027", "lang": "fr"}
    (asked,) = parsed(example_of(query, TARGET, values)).objects(None, SH.select)
    assert store.select(str(asked)).rows == run(store, query, values).rows
    assert "UNDEF" not in str(asked)
    (whole,) = parsed(example_of(query, TARGET)).objects(None, SH.select)
    fill = re.search(
        r"^# \?date: .*; a value, (\S+), goes in the place of UNDEF\.$", str(whole), re.MULTILINE
    )
    assert fill
    filled = str(whole).replace("VALUES (?date) { (UNDEF) }", f"VALUES (?date) {{ ({fill[1]}) }}")
    assert store.select(filled).rows == run(store, query, {"date": "2026-05-15"}).rows


@pytest.mark.parametrize(
    "words", ['"', '""', '"""', '""""', "a\\", "\\u0022", "é – 生", "'''", 'say """a""', "\t"]
)
def test_any_words_come_back_as_they_are(words: str) -> None:
    content = (
        f"#+ title: t {words}.\n#+ question: q {words}.\n"
        f"#+ description: d {words}.\n#+ keywords: k {words}.\n"
        "#+ licence: CC-BY-4.0\n#+ column: a | text | A column\n"
        f"# {words}\nSELECT DISTINCT ?a\nWHERE {{ ?a ?b ?c }} # {words}"
    )
    query = parse_query(Path("topic/made-up.rq"), content)
    graph = parsed(example_of(query, TARGET))
    assert [str(each) for each in graph.objects(None, SH.select)] == [query.text]
    assert [str(each) for each in graph.objects(None, RDFS.label)] == [query.title]
    assert words.strip() in query.title


def test_what_is_refused() -> None:
    with pytest.raises(UsageError, match="not a web address"):
        example_of(catalogue()["ends-by"], "http://a b/> ; <x>")
    with pytest.raises(UsageError, match="cannot be taken"):
        example_of(catalogue()["ends-by"], TARGET, {"date": "tomorrow"})
