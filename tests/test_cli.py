"""The command line as its user meets it: results, refusals, exit codes, no stack trace ever."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REAL = ROOT / "data" / "workplans" / "iag_tsc_2025_2027.txt"
HEAD = "Workplan 2025-2027\n\tTasks\n\tMandate\n\tTimeline\n\n"


def iagkg(*arguments: str, cwd: Path = ROOT, text: str = "") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=text,
        cwd=cwd,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dataset")
    assert iagkg("build", "-q", "-o", str(folder)).returncode == 0
    return folder


@pytest.mark.parametrize(
    "command", ["", "cite", "period", "read", "build", "check", "coverage", "query", "init"]
)
def test_help_has_an_example(command: str) -> None:
    done = iagkg(*([command] if command else []), "--help")
    assert done.returncode == 0
    assert ("Example:" if command else "Exit codes:") in done.stdout


def test_version() -> None:
    assert iagkg("--version").stdout.startswith("iagkg 0.")


def test_build_says_what_it_wrote(tmp_path: Path) -> None:
    done = iagkg("build", str(REAL), "-o", str(tmp_path / "out"))
    assert done.returncode == 0
    assert "DRAFT - adoption not recorded." in done.stdout
    assert "graphs/printed-iag-tsc-2025-2027.ttl" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x00\x01\x02\x7fELF\x00", "text"),
        ("prose.txt", b"Just a sentence without a table.\n", "table"),
        ("plan.pdf", b"%PDF-1.7 ...", "PDF"),
        ("plan.docx", b"PK\x03\x04....", "zip archive"),
    ],
)
@pytest.mark.parametrize("command", ["read", "build", "check", "coverage"])
def test_documents_that_are_refused(
    command: str, name: str, content: bytes, says: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    arguments = [command, str(path), *(["-o", str(tmp_path / "out")] if command == "build" else [])]
    done = iagkg(*arguments)
    assert done.returncode == 3
    assert name in done.stderr
    assert says in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["read", "build", "check", "coverage"])
def test_a_missing_document(command: str, tmp_path: Path) -> None:
    done = iagkg(command, str(tmp_path / "nowhere.txt"))
    assert done.returncode == 3
    assert "nowhere.txt" in done.stderr


def test_hostile_cells_stay_text(tmp_path: Path) -> None:
    cells = [
        "1. <script>alert(1)</script>",
        'Dec. 16/9, para. 1 } ; DROP ALL # " . <http://x> a <http://y>',
        "2026\u202e",
    ]
    path = tmp_path / "hostile.txt"
    path.write_text(HEAD + "".join(f"\t{cell}\n" for cell in cells), encoding="utf-8")
    built = iagkg("build", str(path), "-o", str(tmp_path / "out"))
    assert built.returncode == 0, built.stderr
    answer = iagkg("query", "mandates-by-task", "--dataset", str(tmp_path / "out"), "--json")
    rows = json.loads(answer.stdout)
    assert rows[0]["mandate"] == cells[1]
    assert iagkg("check", str(path)).returncode in {0, 1}


def test_places_of_what_cannot_be(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(
        HEAD
        + "\t1. Do\n\tDec. 99/3, para. 0\n\tMay 2026 – March 2026\n\n\t2. More\n\tsomething else\n\t2026\n",
        encoding="utf-8",
    )
    read = json.loads(iagkg("read", str(path), "--json").stdout)
    placed = {(problem["severity"], problem["row"]) for problem in read["problems"]}
    assert ("error", 2) in placed
    assert ("warning", 3) in placed
    assert iagkg("read", str(path), "--strict").returncode == 1
    checked = iagkg("check", str(path))
    assert checked.returncode == 1
    assert "row 2" in checked.stdout
    assert "What to do" not in checked.stdout


def test_nothing_is_written_when_the_source_is_refused(dataset: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in dataset.iterdir() if path.is_file()}
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    assert iagkg("build", str(path), "-o", str(dataset)).returncode == 3
    assert {path.name: path.read_bytes() for path in dataset.iterdir() if path.is_file()} == before


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = iagkg("build", "-q", "-o", str(tmp_path / "file"))
    assert done.returncode == 3
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("query",), 2, "No query is named"),
        (("query", "nothing-like-it"), 2, "no query has this name"),
        (("query", "ends-by", "--set", "date=tomorrow"), 2, "date: 'tomorrow' cannot be taken"),
        (("query", "ends-by", "--set", "date"), 2, "not a parameter"),
        (("query", "ends-by", "--set", "colour=red"), 2, "no parameter"),
        (("query", "ends-by", "--set", "workplan=no/such"), 2, "workplan: 'no/such' is not known"),
        (("query", "not-cited", "--set", "decision=14/99"), 2, "decision: '14/99' is not known"),
        (("query", "running-on", "--as-of", "2026-02-30"), 2, "cannot be taken"),
        (("query", "ends-by", "--as-of", "2026-02-03"), 2, "does not ask about a day"),
        (("coverage", "--as-of", "soon"), 2, "not a day"),
        (("coverage", "--decision", "nothing"), 2, "cannot be taken"),
        (("coverage", "--lang", "de"), 2, "lang"),
        (("coverage", "--format", "pdf"), 2, "format"),
        (("nonsense",), 2, "nonsense"),
        (("coverage", "--dataset", "nowhere"), 3, "no dataset there"),
        (("query", "nowhere.rq"), 3, "nowhere.rq: cannot be read"),
        (("build", "--workspace", "nowhere"), 3, "not a workspace"),
    ],
)
def test_wrong_use_is_told(arguments: tuple[str, ...], code: int, says: str, dataset: Path) -> None:
    named = [*arguments, *(["--dataset", str(dataset)] if arguments[0] in {"query", "coverage"} else [])]
    done = iagkg(*(arguments if "nowhere" in arguments or len(arguments) == 1 else named))
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "srj"])
def test_every_form_of_an_answer(form: str, dataset: Path) -> None:
    done = iagkg("query", "targets-named", "--dataset", str(dataset), "--format", form)
    assert done.returncode == 0
    assert "GBF-TARGET-21" in done.stdout
    if form in {"json", "srj"}:
        json.loads(done.stdout)


def test_language_of_labels(dataset: Path) -> None:
    done = iagkg("query", "targets-named", "--dataset", str(dataset), "--lang", "fr", "--json")
    assert json.loads(done.stdout)[0]["target_label"] == "Cible 21"


def test_description_of_a_query() -> None:
    done = iagkg("query", "ends-by", "--describe")
    assert "Parameters" in done.stdout
    assert "SELECT DISTINCT" in done.stdout


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", "refused"),
        ("SELECT * FROM <file:///etc/passwd> WHERE { ?a ?b ?c }", "refused"),
        ('SELECT * { FILTER("\\u0022) } # ") SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }', "refused"),
        ("DROP ALL", "refused"),
        ("SELECT * WHERE {", "cannot be read"),
    ],
)
def test_own_queries_that_are_refused(query: str, says: str, dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text(query, encoding="utf-8")
    done = iagkg("query", str(tmp_path / "own.rq"), "--dataset", str(dataset))
    assert done.returncode == 3
    assert says in done.stderr


def test_own_queries_take_no_more_than_is_allowed(dataset: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", encoding="utf-8")
    done = iagkg("query", str(own), "--dataset", str(dataset), "--timeout", "1")
    assert done.returncode == 3
    assert "more than 1 seconds" in done.stderr
    own.write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")
    done = iagkg("query", str(own), "--dataset", str(dataset), "--max-rows", "5", "--format", "csv")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 6
    assert "Only the first 5 rows" in done.stderr


def test_own_queries_that_are_answered(dataset: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text(
        "SELECT (COUNT(DISTINCT ?t) AS ?n) WHERE { ?t <https://w3id.org/iagkg/ontology#taskOf> ?w }",
        encoding="utf-8",
    )
    assert json.loads(iagkg("query", str(own), "--dataset", str(dataset), "--json").stdout) == [{"n": 16}]
    own.write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    assert json.loads(iagkg("query", str(own), "--dataset", str(dataset), "--json").stdout) == [
        {"answer": True}
    ]


def test_a_dataset_older_than_its_inputs_is_said(tmp_path: Path) -> None:
    assert iagkg("init", "mine", cwd=tmp_path).returncode == 0
    mine = tmp_path / "mine"
    assert iagkg("build", "-q", cwd=mine).returncode == 0
    assert iagkg("coverage", cwd=mine).stderr == ""
    table = mine / "data" / "workplans" / "short_titles.tsv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("Central portal", "The portal"), encoding="utf-8"
    )
    assert (
        "built before the last change of data/workplans/short_titles.tsv"
        in iagkg("coverage", cwd=mine).stderr
    )
    assert iagkg("build", "-q", cwd=mine).returncode == 0
    done = iagkg("coverage", cwd=mine)
    assert done.stderr == ""
    assert "WS4.T2 The portal" in done.stdout


def test_without_a_build_the_workplan_is_built_in_memory(tmp_path: Path) -> None:
    done = iagkg("coverage", cwd=tmp_path)
    assert done.returncode == 0
    assert "built in memory" in done.stderr
    assert "16 tasks, 24 citations" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "iagkg.toml").write_text("# mine\n", encoding="utf-8")
    assert iagkg("init", ".", cwd=tmp_path).returncode == 0
    assert (tmp_path / "iagkg.toml").read_text(encoding="utf-8") == "# mine\n"
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8").endswith("merge=union\n")


def test_a_fault_of_ours_is_one_message(tmp_path: Path) -> None:
    code = (
        "import iagkg.files, sys\n"
        "def broken(*a): raise RuntimeError('boom')\n"
        "iagkg.files.find_workspace = broken\n"
        "sys.argv = ['iagkg', 'coverage']\n"
        "from iagkg.cli import main\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 5
    assert done.stderr.startswith("A fault of ours: RuntimeError: boom")
    assert "Traceback" not in done.stderr
