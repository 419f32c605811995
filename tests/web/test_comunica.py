"""Comunica, a client of another kind: it asks the endpoint, and follows links from thing to thing."""

import csv
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving_web import served

from iagkg.cli.serving import Serving, made

ROOT = Path(__file__).parents[2]
PROGRAMS = sorted(ROOT.glob(".cache/servers/comunica-*/node_modules/.bin/comunica-sparql"))
pytestmark = pytest.mark.skipif(
    not PROGRAMS and not os.environ.get("CI"), reason="Comunica is not there: make servers"
)
TASK = "https://w3id.org/iagkg/id/workplan/iag-tsc/2025-2027/ws-1/t-2"
PREFIXES = "PREFIX iag: <https://w3id.org/iagkg/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/> "


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    app, queries = made(Serving())
    assert queries is not None
    with served(app) as address:
        yield address
    queries.close()


def asked(query: str, *sources: str) -> list[list[str]]:
    assert PROGRAMS, "Comunica is needed: make servers"
    command = [str(PROGRAMS[-1]), *sources, PREFIXES + query, "-t", "text/csv"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return list(csv.reader(done.stdout.splitlines()))


def test_it_asks_the_endpoint(url: str) -> None:
    query = """SELECT ?d (COUNT(DISTINCT ?t) AS ?n)
      WHERE { ?t a iag:Task ; iag:taskOf ?w ; iag:mandatingDecision ?d } GROUP BY ?d ORDER BY ?d"""
    rows = asked(query, f"sparql@{url}/sparql")
    assert [(row[0].rpartition("cop/")[2].rstrip(">"), row[1]) for row in rows[1:]] == [
        ("15/10", "1"), ("15/8", "5"), ("16/3", "6"), ("16/9", "7"),
    ]  # fmt: skip


def test_it_reads_a_page_as_data(url: str) -> None:
    page = f"{url}/{TASK.removeprefix('https://w3id.org/iagkg/')}"
    rows = asked(f"SELECT ?ref {{ <{TASK}> dcterms:identifier ?ref }}", page)
    assert rows == [["ref"], ["WS1.T2"]]


def test_it_joins_the_endpoint_with_a_page(url: str) -> None:
    page = f"{url}/id/decision/cbd/cop/16/9.ttl"
    query = """SELECT DISTINCT ?t
      WHERE { ?t iag:taskOf ?w ; iag:mandatingDecision ?d . ?d a iag:Decision } ORDER BY ?t"""
    rows = asked(query, f"sparql@{url}/sparql", page)
    assert rows == asked(query, f"sparql@{url}/sparql")
    assert len(rows) == 17
