"""From the real workplan to the dataset: figures, traces, bytes, and what happens when it fails."""

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from iagkg.build import Built, build, write_dataset
from iagkg.errors import InputError
from iagkg.graph.about import kind_of
from iagkg.graph.quads import Quad, term
from iagkg.graph.standing import standings
from iagkg.graph.tables import framework_quads
from iagkg.names import ID, graph_iri

ROOT = Path(__file__).parent.parent
W = f"{ID}workplan/iag-tsc/2025-2027"
DECISION = f"{ID}decision/cbd/cop"


@pytest.fixture(scope="module")
def built() -> Built:
    return build()


def subjects(quads: list[Quad], kind: str) -> set[str]:
    return {q.subject[1:-1] for q in quads if q.predicate == term("rdf:type") and q.object == term(kind)}


def values(quads: list[Quad], subject: str, predicate: str) -> set[str]:
    return {q.object for q in quads if q.subject == f"<{subject}>" and q.predicate == term(predicate)}


def test_figures_of_the_real_workplan(built: Built) -> None:
    rows = {q.subject for q in built.quads if q.predicate == term("iag:taskOf")}
    assert len(rows) == 16
    assert Counter(row.split("/ws-")[1][0] for row in rows) == {"1": 5, "2": 4, "3": 4, "4": 3}
    items = {q.subject for q in built.quads if q.predicate == term("iag:subtaskOf")}
    assert Counter(item.count("/s-") for item in items) == {1: 6, 2: 4}
    assert len(subjects(built.quads, "iag:MandateCitation")) == 24
    cited = Counter(q.object for q in built.quads if q.predicate == term("iag:citedProvision"))
    assert len(cited) == 20
    twice = {provision[1:-1].removeprefix(DECISION) for provision, count in cited.items() if count == 2}
    assert twice == {"/15/8/31", "/16/3/7", "/15/8/annex-1", "/15/8/annex-3"}
    assert max(cited.values()) == 2
    targets = [q for q in built.quads if q.predicate == term("iag:namesTarget")]
    assert [q.object for q in targets] == ["<http://metadata.cbd.int/kmgbf/target_21>"]
    windows = {
        (min(values(built.quads, p, "dcat:startDate")), min(values(built.quads, p, "dcat:endDate")))
        for p in subjects(built.quads, "iag:Period")
    }
    assert len(windows) == 7
    printed = {
        v for p in subjects(built.quads, "iag:Period") for v in values(built.quads, p, "iag:asPrinted")
    }
    assert len(printed) == 8
    assert min(windows)[0].startswith('"2025-08-01"')
    assert max(end for _, end in windows).startswith('"2027-03-31"')


def test_everything_printed_leads_to_its_row(built: Built) -> None:
    printed = [q for q in built.quads if "/graph/printed/" in q.graph]
    rows = subjects(printed, "csvw:Row")
    assert len(rows) == 21
    for kind in ("iag:Task", "iag:MandateCitation", "iag:Workstream"):
        for subject in subjects(printed, kind):
            found = values(printed, subject, "iag:sourceRow")
            assert found, subject
            assert {row[1:-1] for row in found} <= rows
    for period in subjects(printed, "iag:Period"):
        assert values(printed, period.removesuffix("/period"), "iag:sourceRow")
    assert values(printed, f"{W}/ws-3/t-1", "iag:sourceRow") == {f"<{W}/row-14>"}


def test_printed_words_stand_as_they_are(built: Built) -> None:
    description = values(built.quads, f"{W}/ws-3/t-1", "dcterms:description")
    assert "implementation of the implementation" in min(description)
    period = values(built.quads, f"{W}/ws-4/t-3/period", "iag:asPrinted")
    assert period == {'"March 2026– March 2027"'}
    assert values(built.quads, f"{W}/ws-3/t-2", "iag:printedNumber") == {'"1"'}
    assert values(built.quads, f"{W}/ws-3/t-2", "dcterms:identifier") == {'"WS3.T2"'}


def test_decisions_by_task(built: Built) -> None:
    tasks = {q.subject for q in built.quads if q.predicate == term("iag:taskOf")}
    found = Counter(
        q.object[1:-1].removeprefix(DECISION)
        for q in built.quads
        if q.predicate == term("iag:mandatingDecision") and q.subject in tasks
    )
    assert found == {"/16/9": 7, "/16/3": 6, "/15/8": 5, "/15/10": 1}


def test_inferred_statements_stand_apart_and_are_legal(built: Built) -> None:
    stated = {q[:3] for q in built.quads if "/graph/inferred/" not in q.graph}
    inferred = [q for q in built.quads if "/graph/inferred/" in q.graph]
    assert inferred
    for quad in inferred:
        assert quad[:3] not in stated
        assert quad.subject.startswith("<")
    part = f"<{W}/ws-1/t-2/s-2/s-1>"
    assert {q.object for q in inferred if q.subject == part and q.predicate == term("iag:mandatedBy")} == {
        f"<{DECISION}/15/8/31>",
        f"<{DECISION}/16/3/7>",
        f"<{DECISION}/15/8/annex-1>",
    }
    assert not [q for q in inferred if q.subject == f"<{W}/ws-3/t-1>" and "15/4" in q.object]
    register = [q for q in inferred if q.graph == f"<{graph_iri('inferred', 'register')}>"]
    assert not [q for q in register if f"{ID}workplan/" in q.subject + q.object]


def test_ten_letters_are_implied_and_no_more(built: Built) -> None:
    status = f"<{ID}scheme/text-status/implied-by-letter>"
    implied = {q.subject[1:-1].removeprefix(DECISION) for q in built.quads if q.object == status}
    assert implied == {
        *("/15/8/15/a", "/15/8/15/b", "/15/8/15/c", "/15/8/32/a", "/16/3/8/a"),
        *("/16/3/25/a", "/16/3/25/b", "/16/3/25/c", "/16/9/a/11/b", "/16/9/a/11/e"),
    }


def test_a_cited_paragraph_stands_by_its_number_alone(built: Built) -> None:
    cited = f"{DECISION}/16/9/b/9/a"
    said = {q.predicate for q in built.quads if q.subject == f"<{cited}>" and "/graph/register/" in q.graph}
    assert said == {
        term(name)
        for name in (
            *("rdf:type", "rdfs:label", "eli:number", "eli:type_subdivision", "eli:is_part_of"),
            *("iag:sortKey", "iag:textStatus", "skos:notation", "foaf:page"),
        )
    }
    assert values(built.quads, cited, "iag:textStatus") == {f"<{ID}scheme/text-status/text-not-seen>"}
    assert values(built.quads, f"{DECISION}/15/8/27", "iag:textStatus") == {
        f"<{ID}scheme/text-status/text-not-loaded>"
    }


def test_every_graph_says_what_it_is(built: Built) -> None:
    graphs = {q.graph[1:-1] for q in built.quads}
    about = [q for q in built.quads if q.graph == f"<{graph_iri('about')}>"]
    sizes = Counter(q.graph[1:-1] for q in built.quads)
    for graph in graphs:
        assert values(about, graph, "dcterms:type") == {f"<{ID}scheme/graph-kind/{kind_of(graph)}>"}
        assert values(about, graph, "prov:wasGeneratedBy")
        if not graph.endswith("/about"):
            assert values(about, graph, "prov:wasDerivedFrom"), graph
            assert values(about, graph, "void:triples") == {
                f'"{sizes[graph]}"^^<http://www.w3.org/2001/XMLSchema#integer>'
            }
    words = min(values(about, "https://w3id.org/iagkg/dataset", "dcterms:description"))
    assert "DRAFT - adoption not recorded" in words
    assert "Not a product of" in words


def test_files_say_the_same_as_the_quads(built: Built, tmp_path: Path) -> None:
    manifest = write_dataset(built, tmp_path)
    whole = set(ox.parse(path=str(tmp_path / "dataset.nq")))
    assert len(whole) == len(built.quads)
    assert set(ox.parse(path=str(tmp_path / "dataset.trig"))) == whole
    graphs = manifest["graphs"]
    assert isinstance(graphs, list)
    for record in graphs:
        content = (tmp_path / record["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == record["sha256"]
        triples = {(t.subject, t.predicate, t.object) for t in ox.parse(content, format=ox.RdfFormat.TURTLE)}
        name = ox.NamedNode(record["iri"])
        assert triples == {(q.subject, q.predicate, q.object) for q in whole if q.graph_name == name}
    assert not [q for q in whole if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]


def test_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    digests = []
    for seed in ("0", "1"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "iagkg", "build", "-q", "-o", str(folder)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        )
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        digests.append(
            {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
        )
    assert digests[0] == digests[1]
    assert len(digests[0]) > 10


def test_a_failed_build_changes_nothing(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(built, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    plain = Path.write_bytes

    def full_disk(self: Path, content: bytes) -> int:
        if self.name == "manifest.json":
            raise OSError(28, "No space left on device")
        return plain(self, content)

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(InputError, match="No space left"):
        write_dataset(built, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_graphs_of_an_earlier_build_go_and_other_files_stay(built: Built, tmp_path: Path) -> None:
    write_dataset(built, tmp_path)
    (tmp_path / "graphs" / "mine.ttl").write_text("", encoding="utf-8")
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    manifest["graphs"].append({"file": "graphs/old.ttl"})
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (tmp_path / "graphs" / "old.ttl").write_text("", encoding="utf-8")
    write_dataset(built, tmp_path)
    names = {path.name for path in (tmp_path / "graphs").iterdir()}
    assert "mine.ttl" in names
    assert "old.ttl" not in names


def test_key_and_version_of_an_unknown_document(tmp_path: Path) -> None:
    path = tmp_path / "Forum plan 2024-2026.txt"
    path.write_text(
        "Workplan 2024-2026\n\tTasks\n\tMandate\n\tTimeline\n\n\t1. Do\n\tDec. 16/9, para. 1\n\t2025\n",
        encoding="utf-8",
    )
    found = build(path).standing
    assert (found.key, found.version) == ("forum-plan", "2024-2026")
    named = build(path, key="forum", version="draft-2").standing
    assert (named.key, named.version) == ("forum", "draft-2")


def test_tables_are_checked_with_their_place(tmp_path: Path) -> None:
    table = tmp_path / "versions.tsv"
    good = (ROOT / "data" / "workplans" / "versions.tsv").read_text(encoding="utf-8")
    table.write_text(good.replace("draft\t\t", "draft\tCOP 17\t"), encoding="utf-8")
    with pytest.raises(InputError, match="row 2, column adoption_source"):
        standings(table)
    table.write_text(good.replace("previous", "before"), encoding="utf-8")
    with pytest.raises(InputError, match=r"row 1: column previous"):
        standings(table)


def test_framework_has_official_addresses_and_nothing_of_ours() -> None:
    quads = list(framework_quads(ROOT / "data" / "vocabulary" / "kmgbf.tsv"))
    assert len(subjects(quads, "kmgbf-o:Target")) == 23
    assert len(subjects(quads, "kmgbf-o:Goal")) == 4
    assert values(quads, "http://metadata.cbd.int/kmgbf/target_1", "skos:notation") == {'"GBF-TARGET-01"'}
    assert not [q for q in quads if "iagkg/ontology#" in q.predicate + q.object]
