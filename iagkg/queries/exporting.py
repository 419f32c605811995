"""Write named queries in the form in which the field lists example queries, for other tools to show.

The form is that of the sparql-examples convention (https://github.com/sib-swiss/sparql-examples): one Turtle
file a query, with the terms of SHACL for what is asked and its prefixes, of RDFS for its words, of schema.org
for keywords and for the address of the server.
"""

import re
from collections.abc import Mapping

import pyoxigraph as ox

from iagkg.errors import UsageError
from iagkg.names import ID, PREFIXES
from iagkg.queries.binding import bind
from iagkg.queries.header import Parameter, Query, slot

__all__ = ["example_of", "query_iri"]

_PREFIX = re.compile(r"^PREFIX ([\w-]*): <([^>]*)>$", re.MULTILINE)
_USED = ("dcterms", "owl", "rdfs", "schema", "sh", "xsd")
_LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}
_TERMS = {
    **dict.fromkeys(("decision", "iri", "provision", "target", "workplan"), "<address>"),
    "date": f'"2026-05-15"^^<{PREFIXES["xsd"]}date>',
    "integer": "12",
}
"""How a value stands in the text of a query, by the type of the parameter; others are plain strings."""


def query_iri(name: str) -> str:
    """Return the address of a named query."""
    return f"{ID}query/{name}"


def example_of(query: Query, target: str, values: Mapping[str, str] | None = None) -> str:
    """Return the Turtle file of a query for the server that takes queries at `target`.

    What is asked (`sh:select`) runs as it stands: parameters have the values given, else their defaults, and
    one without either stays open; comments at its top say what each takes. The same values give the same
    bytes. Raises UsageError for a value that is not of its type, or a target that is no address.
    """
    given = dict(values or {})
    bound = bind(query, given)
    text = "".join(f"{line}\n" for line in _remarks(query, bound)) + bound
    lines = [f"@prefix {name}: <{PREFIXES[name]}> ." for name in _USED]
    lines += [
        "",
        f"<{query_iri(query.name)}>",
        "    a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ;",
        f"    rdfs:label {_text(query.title)}@en ;",
        f"    rdfs:comment {_text(query.question)}@en ;",
        f"    dcterms:description {_text(query.description)}@en ;",
        f"    dcterms:license <{_LICENCES[query.licence]}> ;",
        f"    schema:keywords {', '.join(_text(word) for word in query.keywords)} ;",
        f"    schema:target {_address(target)} ;",
        "    sh:prefixes _:sparql_examples_prefixes ;",
        f'    sh:select """{_long(text)}""" .',
        "",
        "_:sparql_examples_prefixes a owl:Ontology",
    ]
    return "\n".join(lines) + "".join(f" ;\n    sh:declare {each}" for each in _declared(query)) + " .\n"


def _declared(query: Query) -> list[str]:
    return [
        f"[ sh:prefix {_text(name)} ; sh:namespace {_text(address)}^^xsd:anyURI ]"
        for name, address in sorted(_PREFIX.findall(query.text))
    ]


def _remarks(query: Query, bound: str) -> list[str]:
    """Return a comment a parameter: what it takes, and what it has here."""
    return [_remark(parameter, slot(parameter.name) in bound) for parameter in query.parameters]


def _remark(parameter: Parameter, is_open: bool) -> str:
    term = _TERMS.get(parameter.type, '"text"')
    here = (
        f"Open ({parameter.default}); a value, {term}, goes in the place of UNDEF."
        if is_open
        else f"Has a value; another, {term}, goes in its place."
    )
    return f"# ?{parameter.name}: {parameter.sentence}. {here}"


def _text(words: str) -> str:
    return str(ox.Literal(words))


def _long(text: str) -> str:
    """Return a text as it stands in a long string of Turtle: never three quotes, nor one before its end."""
    return re.sub(r'"(?=""|\Z)', r'\\"', text.replace("\\", "\\\\").replace("\r", "\\r"))


def _address(target: str) -> str:
    try:
        return str(ox.NamedNode(target))
    except ValueError as error:
        raise UsageError(f"{target!r} is not a web address.", "http:// or https:// and a host") from error
