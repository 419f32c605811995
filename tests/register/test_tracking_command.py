"""Importing and fetching as the user meets them: the account, the exit codes, what is written."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from made_trees import index, tree, walk
from typer.testing import CliRunner

from iagkg.cli import app
from iagkg.cli.register_tracking import ImportOptions, import_tracking, is_json
from iagkg.errors import ExitCode, InputError, UsageError
from iagkg.register.folder import read_folder

FOLDER = "data/register/imported/cbd-cop-16-9"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "iagkg.toml").write_text("")
    return tmp_path


def load(home: Path, value: object, **more: object) -> ExitCode:
    options = ImportOptions(**({"decision": "16/9", "on": "2026-05-01", "workspace": home} | more))  # type: ignore[arg-type]
    return import_tracking("tree.json", json.dumps(value).encode(), options)


def test_a_tree_is_loaded_and_the_account_says_what_is_in_it(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(home, tree(), source="https://api.cbd.int/x") == ExitCode.DONE
    said = capsys.readouterr().out
    for words in (
        "Decision 16/9: Decision Tracking Tool, a tree, imported on 2026-05-01.",
        "Lighthouses and gulls (en)",
        "1 preambular paragraphs, 2 sections, 2 annexes, 21 paragraphs, 26 subparagraphs, 8 sub-sub",
        "en 60, fr 60, es 60",
        "active 4, implemented 5",
        "import it with --complete",
    ):
        assert words in said
    loaded = read_folder(home / FOLDER)
    assert (len(loaded.paragraphs), len(loaded.annotations), loaded.complete) == (60, 60, False)
    assert {item.source for item in loaded.annotations} == {"https://api.cbd.int/x"}


def test_the_same_file_again_changes_nothing_and_complete_is_added(home: Path) -> None:
    load(home, tree())
    before = {path.name: path.read_bytes() for path in (home / FOLDER).iterdir()}
    assert load(home, tree()) == ExitCode.DONE
    assert {path.name: path.read_bytes() for path in (home / FOLDER).iterdir()} == before
    assert load(home, tree(), complete=True) == ExitCode.DONE
    assert read_folder(home / FOLDER).complete
    assert {(text.source, text.file) for text in read_folder(home / FOLDER).texts} == {("", "tree.json")}


def test_a_conflict_is_shown_and_its_place_left_as_it_is(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(home, tree())
    later = tree()
    first, second = walk(later["nodes"])[2:4]
    first["html"]["fr"] = "Autres mots"
    second["statuses"] = ["retired"]
    second["html"]["ru"] = "Слова"
    capsys.readouterr()
    assert load(home, later, on="2026-06-01") == ExitCode.TO_ACT_ON
    said = capsys.readouterr().out
    assert 'A, para. 1, text (fr): loaded is "A 1. Invite les gardiens' in said
    assert 'stays; the file says "Autres mots".' in said
    assert (
        'A, para. 2, statuses: loaded is "implemented" (2026-05-01) and stays; '
        'the file says "retired" (2026-06-01).' in said
    )
    assert "Of the places in conflict nothing was written (2 conflicts)." in said
    loaded = {item.place: item for item in read_folder(home / FOLDER).paragraphs}
    assert loaded["A", "", "", "1", "", ""].text["fr"].startswith("A 1.")
    assert loaded["A", "", "", "2", "", ""].text["ru"] == "Слова"
    assert load(home, later, on="2026-06-01", replace=True) == ExitCode.TO_ACT_ON
    assert "The words of the file were taken in 2 conflicts." in capsys.readouterr().out
    after = read_folder(home / FOLDER)
    assert [
        item.statuses for item in after.annotations if (item.part, item.para, item.sub) == ("A", "2", "")
    ] == ["retired"]
    assert load(home, later, on="2026-06-01") == ExitCode.DONE


def test_a_dry_run_writes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert load(home, tree(), dry_run=True) == ExitCode.DONE
    assert "Nothing was written." in capsys.readouterr().out
    assert not (home / "data").exists()


def test_problems_give_exit_code_1_and_remarks_for_information_do_not(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tree()
    made["nodes"][1]["colour"] = "blue"
    assert load(home, made) == ExitCode.DONE
    assert "For information: nodes[1].colour: the field is not known" in capsys.readouterr().out
    made["nodes"][1]["actors"] = ["lighthouse-keepers"]
    assert load(home, made) == ExitCode.TO_ACT_ON
    assert (
        'Please check: nodes[1].actors: not a known code: kept. ("lighthouse-keepers")'
        in capsys.readouterr().out
    )


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_the_account_in_other_languages(home: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    load(home, tree(), lang=lang)
    said = capsys.readouterr().out
    assert {"fr": "outil de suivi", "es": "herramienta de seguimiento"}[lang] in said


def test_the_account_as_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(home, tree())
    capsys.readouterr()
    later = tree()
    walk(later["nodes"])[2]["html"]["en"] = "Other"
    load(home, later, as_json=True)
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["decision"], found["form"], found["written"]) == ("16/9", "tree", FOLDER)
    assert found["places"]["paragraph"] == 21
    assert found["texts"] == {"en": 60, "fr": 60, "es": 60}
    assert found["conflicts"][0]["place"] == "A, para. 1"
    assert found["statuses"]["none"] > 20


def test_annotations_alone_can_be_put_beside_texts(home: Path) -> None:
    load(home, tree())
    assert load(home, index(tree()), on="2026-06-01") == ExitCode.DONE
    loaded = read_folder(home / FOLDER)
    assert all(item.text for item in loaded.paragraphs)
    assert {item.imported_on for item in loaded.annotations} == {"2026-05-01", "2026-06-01"}
    with pytest.raises(InputError, match="--complete is for a decision with its texts"):
        load(home, index(tree()), complete=True)


def test_another_decision_or_day_is_refused(home: Path) -> None:
    with pytest.raises(InputError, match="is of decision 16/10, not 16/9"):
        load(home, tree(10))
    with pytest.raises(UsageError, match="not a day"):
        load(home, tree(), on="tomorrow")
    with pytest.raises(UsageError, match="not a decision"):
        load(home, tree(), decision="lighthouses")
    assert not (home / "data").exists()


def test_the_command_takes_a_file_of_the_tool(home: Path) -> None:
    file = home / "tree.json"
    file.write_text(json.dumps(tree()), encoding="utf-8")
    arguments = ["register", "import", str(file), "--decision", "16/9", "--complete", "--on", "2026-05-01"]
    done = CliRunner().invoke(app, [*arguments, "--workspace", str(home)])
    assert (done.exit_code, "Written to" in done.output) == (0, True)
    assert read_folder(home / FOLDER).complete
    file.write_text(
        '{"code": "CBD/COP/16/09", "nodes": [{"paragraph": 1, "html": {"en": "Other"}}]}', encoding="utf-8"
    )
    again = CliRunner().invoke(app, [*arguments[:5], "--workspace", str(home)])
    assert again.exit_code == 0
    assert len(read_folder(home / FOLDER).paragraphs) == 61


def test_files_that_are_for_this_importer() -> None:
    assert is_json(Path("x.JSON"), b"")
    assert is_json(Path("x.txt"), b"\xef\xbb\xbf \n[{")
    assert not is_json(Path("x.txt"), b"1. Adopts")


class Api(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps(tree()).encode()
        self.send_response(200 if self.path.endswith("CBD%2FCOP%2F16%2F09/tree") else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def api() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def fetch(*arguments: str) -> tuple[int, str, BaseException | None]:
    done = CliRunner().invoke(app, ["register", "fetch", *arguments])
    return done.exit_code, done.output, done.exception


def test_fetch_saves_and_says_how_to_load(api: str, tmp_path: Path) -> None:
    file = tmp_path / "16-9.json"
    code, said, _ = fetch("16/9", "--base", api, "-o", str(file))
    assert code == 0
    assert json.loads(file.read_bytes()) == tree()
    assert (
        f"iagkg register import {file} --decision 16/9 "
        f"--source {api}/api/v2021/decisions/CBD%2FCOP%2F16%2F09/tree --on 20" in said
    )
    file.write_text("{}")
    code, _, error = fetch("16/9", "--base", api, "-o", str(file))
    assert isinstance(error, UsageError)
    assert file.read_text() == "{}"
    assert fetch("16/9", "--base", api, "-o", str(file), "--replace")[0] == 0


def test_fetch_and_load_at_once(api: str, home: Path) -> None:
    file = home / "16-9.json"
    code, said, _ = fetch(
        "16/9", "--base", api, "-o", str(file), "--load", "--complete", "--workspace", str(home)
    )
    assert code == 0
    assert "Written to" in said
    loaded = read_folder(home / FOLDER)
    assert loaded.complete
    assert loaded.texts[0].source.startswith(api)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["16/9", "--timeout", "0"],
        ["16/9", "--max-bytes", "0"],
        ["16/9", "--complete"],
        ["16/9", "--base", "http://x"],
    ],
)
def test_fetch_refuses_what_cannot_be(arguments: list[str], tmp_path: Path) -> None:
    _, _, error = fetch(*arguments, "-o", str(tmp_path / "x.json"))
    assert isinstance(error, UsageError)
    assert not [*tmp_path.iterdir()]


def test_what_could_not_be_fetched_writes_nothing(api: str, tmp_path: Path) -> None:
    _, _, error = fetch("16/8", "--base", api, "-o", str(tmp_path / "x.json"))
    assert "HTTP 404" in str(error)
    assert not [*tmp_path.iterdir()]


def test_a_file_without_a_place_is_refused_and_nothing_is_written(home: Path) -> None:
    nothing: tuple[list[str] | None, ...] = (None, [])
    for nodes in nothing:
        with pytest.raises(InputError, match="holds no place"):
            load(home, {"code": "CBD/COP/16/09", "symbol": "CBD/COP/DEC/16/9", "nodes": nodes})
    assert not (home / FOLDER).exists()


def test_words_in_a_field_that_is_not_read_are_to_be_checked(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nodes = [{"code": f"CBD/COP/16/09.A0{n}", "text": {"en": f"{n}. Invites all to shine"}} for n in (1, 2)]
    assert load(home, {"code": "CBD/COP/16/09", "nodes": nodes}) == ExitCode.TO_ACT_ON
    said = capsys.readouterr().out
    assert "Please check: nodes[0].text: words in a field that is not read (2 times); no text was" in said


def test_the_address_stays_where_the_same_file_is_read_again(home: Path) -> None:
    load(home, tree(), source="https://api.cbd.int/x")
    assert load(home, tree(), on="2026-05-02") == ExitCode.DONE
    kept = read_folder(home / FOLDER)
    assert {item.source for item in kept.annotations} | {item.source for item in kept.texts} == {
        "https://api.cbd.int/x"
    }
    assert {item.imported_on for item in kept.annotations} == {"2026-05-02"}
