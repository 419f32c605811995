"""Queries of strangers: nothing is reached, nothing is changed, nothing is left, and others are answered."""

import csv
import io
import json
import os
import random
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hostile import EXPENSIVE, Tripwire, reaching, tripwire

from iagkg.build import build
from iagkg.contain import Answer, Limits, QueryProcess, Refused, Request, ask_once
from iagkg.contain.answer import FORMS, Form
from iagkg.contain.frames import Frames, frame
from iagkg.errors import InputError
from iagkg.store.embedded import EmbeddedStore

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
LIMITS = Limits(seconds=2, megabytes=200, rows=1000, size=1_000_000, at_once=3, waiting=3)
SEED = int(os.environ.get("IAGKG_SEED", "20261125"))
SECONDS = 600 if os.environ.get("IAGKG_SOAK") else 60


@pytest.fixture(scope="module")
def nquads() -> bytes:
    return "".join(f"{' '.join(quad)} .\n" for quad in build().quads).encode()


@pytest.fixture(scope="module")
def queries(nquads: bytes) -> Iterator[QueryProcess]:
    process = QueryProcess(nquads, LIMITS)
    yield process
    process.close()


@pytest.fixture(scope="module")
def wire() -> Iterator[Tripwire]:
    with tripwire() as found:
        yield found


def children() -> list[str]:
    """Return the processes below this one, however deep."""
    found = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
    lines = [line.split(None, 2) for line in found.stdout.splitlines()]
    mine, grown = {str(os.getpid())}, True
    while grown:
        more = {pid for pid, parent, _ in lines if parent in mine} - mine
        grown = bool(more)
        mine |= more
    return [args for pid, _, args in lines if pid in mine and "keeper" in args]


@pytest.mark.parametrize("number", range(len(reaching(""))))
def test_nothing_is_reached_and_nothing_changed(queries: QueryProcess, wire: Tripwire, number: int) -> None:
    text = reaching(wire.url)[number]
    before = queries.ask(Request(COUNT, "json"))
    for own_data in (False, True):
        form: Form = "turtle" if text.startswith(("CONS", "DESC")) else "json"
        found = queries.ask(Request(text, form, own_data=own_data))
        if isinstance(found, Answer):
            assert b"root:" not in found.content
    assert wire.asked == []
    assert queries.ask(Request(COUNT, "json")) == before


def test_the_trip_wire_works() -> None:
    with tripwire() as wire, pytest.raises((OSError, SyntaxError, ValueError)):
        list(ox.Store().query(f"SELECT * {{ SERVICE <{wire.url}> {{ ?a ?b ?c }} }}"))  # type: ignore[arg-type]
    assert wire.asked == ["/data"]


@pytest.mark.parametrize("name", EXPENSIVE)
def test_what_takes_too_much_is_ended_and_others_are_answered(queries: QueryProcess, name: str) -> None:
    found: list[Answer | Refused] = []
    began = time.monotonic()
    thread = threading.Thread(target=lambda: found.append(queries.ask(Request(EXPENSIVE[name], "json"))))
    thread.start()
    answered = 0
    while thread.is_alive():
        assert isinstance(queries.ask(Request("ASK { ?s ?p ?o }", "json")), Answer)
        answered += 1
    (refused,) = found
    assert isinstance(refused, Refused)
    assert refused.reason in {"time", "memory"}
    assert answered
    assert time.monotonic() - began < LIMITS.seconds + 20  # it ends; the rest is for a busy machine


def test_rows_and_bytes_are_limited(queries: QueryProcess) -> None:
    found = queries.ask(Request("SELECT * { ?s ?p ?o }", "json"))
    assert isinstance(found, Answer)
    assert found.cut
    assert len(json.loads(found.content)["results"]["bindings"]) == LIMITS.rows
    whole = queries.ask(Request("SELECT * { ?s ?p ?o } LIMIT 1000", "json"))
    assert isinstance(whole, Answer)
    assert not whole.cut
    text = "SELECT ?z { ?s ?p ?o BIND (CONCAT(STR(?o), '" + "x" * 5000 + "') AS ?z) }"
    refused = queries.ask(Request(text, "json"))
    assert isinstance(refused, Refused)
    assert refused.reason == "size"
    statements = queries.ask(Request("CONSTRUCT WHERE { ?s ?p ?o }", "ntriples"))
    assert isinstance(statements, Answer)
    assert statements.cut
    assert statements.content.count(b"\n") == LIMITS.rows


def test_no_room_is_said_at_once(queries: QueryProcess) -> None:
    found: list[Answer | Refused] = []
    text = EXPENSIVE["a product of all with all"]
    threads = [
        threading.Thread(target=lambda: found.append(queries.ask(Request(text, "json"))))
        for _ in range(LIMITS.at_once + LIMITS.waiting + 4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    reasons = [one.reason for one in found if isinstance(one, Refused)]
    assert (reasons.count("busy"), len(reasons)) == (4, len(threads))
    assert isinstance(queries.ask(Request("ASK {}", "json")), Answer)


TERMS = (
    'SELECT * { VALUES (?a ?b ?c ?d ?e) { (<http://example.org/é> "a\\t\\"b\\"\\nc,<&>" "mot"@fr-CA 7 UNDEF) '
    '("007"^^<http://www.w3.org/2001/XMLSchema#int> true "" "2026-02-30"^^<http://example.org/date> '
    "1.50) } }"
)


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_rows_come_back_exactly(queries: QueryProcess, form: Form) -> None:
    found = queries.ask(Request(TERMS, form))
    assert isinstance(found, Answer)
    formats = {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "tsv": ox.QueryResultsFormat.TSV,
    }
    back = ox.parse_query_results(found.content, formats[form])
    direct = ox.Store().query(TERMS)
    assert isinstance(back, ox.QuerySolutions)
    assert isinstance(direct, ox.QuerySolutions)
    assert [tuple(row) for row in back] == [tuple(row) for row in direct]


def test_csv_has_plain_values(queries: QueryProcess) -> None:
    found = queries.ask(Request(TERMS, "csv"))
    assert isinstance(found, Answer)
    rows = list(csv.reader(io.StringIO(found.content.decode(), newline="")))
    assert rows[0] == ["a", "b", "c", "d", "e"]
    assert rows[1] == ["http://example.org/é", 'a\t"b"\nc,<&>', "mot", "7", ""]


@pytest.mark.parametrize("form", list(FORMS))
def test_every_form_is_written(queries: QueryProcess, form: Form) -> None:
    text = "CONSTRUCT WHERE { ?s a ?c } LIMIT 3" if form in {"turtle", "ntriples", "jsonld"} else "ASK {}"
    found = queries.ask(Request(text, form))
    assert isinstance(found, Answer), found
    assert found.content


def test_graphs_that_a_request_names(queries: QueryProcess) -> None:
    def count(text: str, **given: object) -> int:
        found = queries.ask(Request(text, "json", **given))  # type: ignore[arg-type]
        assert isinstance(found, Answer), found
        return int(json.loads(found.content)["results"]["bindings"][0]["n"]["value"])

    graph = "https://w3id.org/iagkg/graph/printed/iag-tsc/2025-2027"
    part, whole = count(COUNT, default=(graph,)), count(COUNT)
    assert 0 < part < whole
    assert count(COUNT.replace("{", f"FROM <{graph}> {{"), own_data=True) == part
    assert count("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", named=(graph,)) == part
    assert count(COUNT, named=(graph,)) == 0


def test_a_query_that_cannot_be_read_says_where(queries: QueryProcess) -> None:
    found = queries.ask(Request("SELECT * {\n bad }", "json"))
    assert isinstance(found, Refused)
    assert found.reason == "query"
    assert "2:" in found.message


def test_hostile_and_ordinary_queries_mixed(nquads: bytes, wire: Tripwire) -> None:
    """Memory comes back, no process is left, nothing is reached, ordinary queries are answered throughout."""
    chance = random.Random(SEED)  # noqa: S311  # an order, not a secret
    limits = Limits(seconds=1, megabytes=200, rows=1000, size=1_000_000, at_once=4, waiting=40)
    process = QueryProcess(nquads, limits)
    try:
        expected = process.ask(Request(COUNT, "json"))
        until, answered, refused = time.monotonic() + SECONDS, [0], [0]

        def hostile(order: random.Random) -> None:
            while time.monotonic() < until:
                text = order.choice([*reaching(wire.url), *EXPENSIVE.values()])
                refused[0] += isinstance(process.ask(Request(text, "json")), Refused)

        threads = [threading.Thread(target=hostile, args=(random.Random(chance.random()),)) for _ in range(3)]  # noqa: S311
        for thread in threads:
            thread.start()
        memory = held(process)
        while time.monotonic() < until:
            assert process.ask(Request(COUNT, "json")) == expected
            answered[0] += 1
        for thread in threads:
            thread.join(60)
        assert process.ask(Request(COUNT, "json")) == expected
        assert held(process) < memory + 20_000
        assert len(children()) >= 1
        assert answered[0] > 5
        assert refused[0] > 5
        assert wire.asked == []
    finally:
        process.close()
    assert not process.is_alive()


def held(process: QueryProcess) -> int:
    """Return the kilobytes that the process with the store holds."""
    lines = Path(f"/proc/{process.identifier}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def test_nothing_is_left_when_it_is_closed(nquads: bytes) -> None:
    before = len(children())
    process = QueryProcess(nquads, Limits(seconds=60))
    answers: list[Answer | Refused] = []
    slow = Request(EXPENSIVE["a product of all with all"], "json")
    thread = threading.Thread(target=lambda: answers.append(process.ask(slow)))
    thread.start()
    while len(children()) < before + 2:
        time.sleep(0.05)
    process.close()
    thread.join(30)
    assert len(children()) == before
    assert [one.reason for one in answers if isinstance(one, Refused)] == ["closed"]
    closed = process.ask(Request("ASK {}", "json"))
    assert isinstance(closed, Refused)
    assert closed.reason == "closed"


def test_a_dataset_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        QueryProcess(b"this is no N-Quads")
    with pytest.raises(InputError, match="cannot be read"):
        QueryProcess(tmp_path / "absent.nq")


def test_one_query_of_the_command_line(wire: Tripwire) -> None:
    store = EmbeddedStore.from_quads(build().quads)
    limits = Limits(seconds=1)
    assert isinstance(ask_once(store, Request(COUNT, "json"), limits), Answer)
    slow = ask_once(store, Request(EXPENSIVE["a product of all with all"], "json"), limits)
    assert isinstance(slow, Refused)
    assert slow.reason == "time"
    assert isinstance(ask_once(store, Request(reaching(wire.url)[0], "json"), limits), Refused)
    assert wire.asked == []


def test_messages_come_whole_in_whatever_pieces() -> None:
    sent: list[tuple[dict[str, Any], bytes]] = [
        ({"number": 1}, b""),
        ({"number": 2, "words": "é"}, b"\x00" * 1000),
        ({}, b"x"),
    ]
    content = b"".join(frame(*one) for one in sent)
    for size in (1, 7, 100, len(content)):
        frames = Frames()
        found = [one for at in range(0, len(content), size) for one in frames.feed(content[at : at + size])]
        assert found == sent
