import pytest

from iagkg.errors import InputError
from iagkg.store.guard import query_form, refuse_unsafe

SERVICE = "SERVICE <http://127.0.0.1:9/> { ?a ?b ?c }"

HARMLESS = [
    "SELECT * { ?s ?p ?o }",
    'SELECT * { ?s ?p "SERVICE <x> { }" }  # LOAD <x>',
    "PREFIX ex: <http://example.org/service/from#> SELECT ?from { ?from ex:service ex:load }",
    "ASK { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
    "SELECT * { ?s <http://example.org/drop#insert> '''it's LOAD''' }",
    'SELECT * { ?s ?p "a \\" SERVICE \\\\" }',
    "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }",
]

UNSAFE = [
    "SELECT * { " + SERVICE + " }",
    "SELECT * { SERVICE SILENT ?x { } }",
    "SELECT * FROM <http://example.org/> { ?s ?p ?o }",
    "select * from named <http://example.org/> { ?s ?p ?o }",
    "LOAD <http://example.org/>",
    "INSERT DATA { <http://a/> <http://b/> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    # what one reader takes for a string is the end of one for another
    'SELECT * { FILTER("\\u0022) } # ") ' + SERVICE + " }",
    # no space between a number and a word
    "SELECT * { ?s ?p 3" + SERVICE + " }",
    "SELECT * { ?s ?p ?o." + SERVICE + " }",
    # a word of the language that looks like a prefix
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?a ?b ?c } }",
    # "less than" and a comment, or an address and a long string
    "SELECT * { ?s ?p ?a FILTER(?a<#>'''\n3) " + SERVICE + " #'''\n}",
    "PREFIX b: <http://b/> SELECT * { ?s ?p ?a FILTER(?a<b:c#>'''\n) " + SERVICE + " #'''\n}",
    # an escaped sign in a local name
    "PREFIX ex: <http://b/> SELECT * { ?s ?p ex:a\\# . " + SERVICE + " }",
    "PREFIX ex: <http://b/> SELECT * { ?s ?p ex:a\\' . " + SERVICE + " #'\n }",
    # an escape that ends the long string for one reader only
    "SELECT * { VALUES ?x { '''a' } " + SERVICE + " # \\q '''\n}",
    "SELECT * { ?s ?p 'open } " + SERVICE,
    "SELECT * { ?s ?p ?o }" + " " * 70_000,
]


@pytest.mark.parametrize("query", HARMLESS)
def test_a_reading_query_passes(query: str) -> None:
    refuse_unsafe(query, "mine.rq")


@pytest.mark.parametrize("query", UNSAFE)
def test_a_query_that_leaves_or_changes_the_store_is_refused(query: str) -> None:
    with pytest.raises(InputError, match=r"mine\.rq: the query is refused"):
        refuse_unsafe(query, "mine.rq")


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("# SELECT\nASK { }", "ask"),
        ("PREFIX ask: <http://select/> SELECT * { }", "select"),
        ("construct where { ?s ?p ?o }", "construct"),
        ("DESCRIBE <http://ask/>", "describe"),
    ],
)
def test_the_form_is_told_from_the_words(query: str, form: str) -> None:
    assert query_form(query) == form


def test_a_text_without_a_form_is_said() -> None:
    with pytest.raises(InputError, match="neither SELECT"):
        query_form("PREFIX a: <http://b/>")
