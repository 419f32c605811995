"""The gate of the vocabulary: OWL 2 DL and RL without a violation, consistent, every class satisfiable.

The OWL API and HermiT come with the package owlready2. Without Java the gate is skipped, but never in CI.
"""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, XSD
from term_lint import VOCABULARY, load

from iagkg.names import IAG, ID

HERE = Path(__file__).parent
TERMS = load(VOCABULARY[0])
CI = bool(os.environ.get("CI"))


def jar() -> Path | None:
    spec = find_spec("owlready2")
    folders = (spec.submodule_search_locations if spec else None) or ()
    found = [Path(folder) / "hermit" / "HermiT.jar" for folder in folders]
    return next((path for path in found if path.is_file()), None)


JAVA, COMPILER, HERMIT = shutil.which("java"), shutil.which("javac"), jar()
pytestmark = pytest.mark.skipif(
    not CI and None in (JAVA, COMPILER, HERMIT),
    reason="the profile gate of the vocabulary needs a JDK (java, javac) and the package owlready2",
)


@pytest.fixture(scope="session")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the compiled checker."""
    assert JAVA is not None, "no java: the profile gate cannot run"
    assert COMPILER is not None, "no javac: the profile gate cannot run"
    assert HERMIT is not None, "no owlready2: the profile gate cannot run"
    folder = tmp_path_factory.mktemp("profile")
    command = [COMPILER, "-cp", str(HERMIT), "-d", str(folder), str(HERE / "Profile.java")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


def report(graph: rdflib.Graph, classes: Path, folder: Path) -> list[str]:
    """Return the lines the checker prints of a graph, without the count of axioms."""
    file = folder / "vocabulary.rdf"
    graph.serialize(file, format="xml", encoding="utf-8")
    path = os.pathsep.join((str(HERMIT), str(classes)))
    run = subprocess.run(
        [str(JAVA), "-cp", path, "Profile", str(file)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    lines = run.stdout.splitlines()
    (axioms,) = (int(line.split()[1]) for line in lines if line.startswith("axioms "))
    assert axioms > 100, "the file was not read"
    return [line for line in lines if not line.startswith("axioms ")]


def planted(*triples: str) -> rdflib.Graph:
    graph = load(VOCABULARY[0])
    prefixes = "".join(
        f"@prefix {prefix}: <{space}> .\n"
        for prefix, space in (("iag", IAG), ("owl", OWL), ("xsd", XSD), ("x", f"{ID}x/"))
    )
    rdfs = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    return graph.parse(data=prefixes + rdfs + " ".join(triples), format="turtle")


def test_vocabulary_is_in_owl_2_dl_and_rl_and_consistent(classes: Path, tmp_path: Path) -> None:
    assert report(TERMS, classes, tmp_path) == ["consistent true"]


def test_vocabulary_with_the_example_is_consistent(classes: Path, tmp_path: Path) -> None:
    relations = set(TERMS.subjects(RDF.type, OWL.ObjectProperty))
    kinds = set(TERMS.subjects(RDF.type, OWL.Class))
    graph = load(VOCABULARY[0])
    for triple in load(HERE / "example.ttl"):
        # HermiT knows no xsd:date, so plain values are left out.
        if triple[1] in relations or (triple[1] == RDF.type and triple[2] in kinds):
            graph.add(triple)
    assert len(graph) > len(TERMS) + 50
    lines = report(graph, classes, tmp_path)
    assert "consistent true" in lines
    assert [line for line in lines if line.startswith("unsatisfiable")] == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("iag:position rdfs:range xsd:date .", "RL Use of data range not in profile"),
        ("iag:sortKey a owl:ObjectProperty .", "DL "),
        (
            "iag:noteOn rdfs:range [ a owl:Class ; owl:unionOf ( iag:Task iag:Workplan ) ] .",
            "RL Use of non-superclass expression in position that requires a superclass expression",
        ),
        ("iag:inDecision a owl:FunctionalProperty .", "DL Use of non-simple property"),
        ("iag:Task rdfs:subClassOf iag:Provision .", f"unsatisfiable {IAG}Task"),
        ("x:a a iag:Task ; iag:hasMandate x:b . x:b a iag:Decision .", "consistent false"),
        ("x:a iag:subtaskOf x:a .", "consistent false"),
    ],
)
def test_planted_fault_is_reported(statement: str, found: str, classes: Path, tmp_path: Path) -> None:
    lines = report(planted(statement), classes, tmp_path)
    assert any(line.startswith(found) for line in lines), lines
