"""The desk: what is read is shown and not stored until it is kept; who may send forms; the same tables."""

import asyncio
import csv
import io
import re
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from iagkg.cli.serving import Serving, made
from iagkg.desk.documents import plain_name
from iagkg.source import read_bytes
from iagkg.web.desk.checks import MOST
from iagkg.web.desk.desk import Drafts
from iagkg.web.headers import Guard

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "data/workplans/iag_tsc_2025_2027.txt"
EDITED = ROOT / "tests/data/versions/iag_tsc_2025_2027_edited.txt"
ROLE = "secretary of the group"
DECISION = """CBD/COP/DEC/16/99
16/99. Matters of the desk
The Conference of the Parties,
1. Requests the Executive Secretary to keep a desk;
2. Invites the Informal Advisory Group on Technical and Scientific Cooperation to advise on the desk:
(a) In writing;
(b) At its meetings.
"""


class Client:
    """Sends requests to the desk as a browser on its own pages does."""

    def __init__(self, app: Guard, home: Path) -> None:
        self.app, self.home = app, home

    def __call__(self, method: str, path: str, **more: object) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return await client.request(method, path, **more)  # type: ignore[arg-type]

        return asyncio.run(send())

    def page(self, path: str) -> str:
        answer = self("GET", path)
        assert answer.status_code == 200, (path, answer.text[:800])
        assert answer.headers["cache-control"] == ("no-store" if path.startswith("/desk") else "no-cache")
        return answer.text

    @property
    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.page("/desk/read"))
        assert found
        return found[1]

    def post(self, path: str, data: Mapping[str, object] | None = None, **more: object) -> httpx.Response:
        headers = {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}
        return self("POST", path, data={"token": self.token, **(data or {})}, headers=headers, **more)

    def kept(self, path: str, data: Mapping[str, object]) -> None:
        answer = self.post(path, {**data, "keep": "1"})
        assert (answer.status_code, answer.headers.get("location")) == (303, "/desk?done=1&lang=en"), (
            answer.text
        )

    def files(self) -> dict[str, bytes]:
        return {str(p.relative_to(self.home)): p.read_bytes() for p in self.home.rglob("*") if p.is_file()}

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.home / "data" / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter="\t" if name.endswith(".tsv") else ","))


def desk_in(folder: Path) -> Client:
    subprocess.run(
        [sys.executable, "-m", "iagkg", "init", "home"], cwd=folder, check=True, capture_output=True
    )
    app, _ = made(Serving(workspace=folder / "home", desk=True, queries=False))
    return Client(app, folder / "home")


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return desk_in(tmp_path)


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """A desk on which nothing is ever kept."""
    return desk_in(tmp_path_factory.mktemp("steady"))


def form_of(page: str) -> dict[str, object]:
    """Return the hidden fields and filled inputs of the form of a task."""
    return dict(re.findall(r'<input type="hidden" name="(held-[^"]+)" value="([^"]*)"', page))


def draft_of(answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("?")[0]


def word_of(rows: Sequence[tuple[str, ...]]) -> bytes:
    document = Document()
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


# Who may send forms.


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_form_of_another_site_is_refused(steady: Client, headers: dict[str, str]) -> None:
    before = steady.files()
    data = {
        "token": steady.token,
        "ref": "WS1.T1",
        "field": "title",
        "corrected": "x",
        "source": "y",
        "by": ROLE,
    }
    answer = steady("POST", "/desk/corrections", data={**data, "keep": "1"}, headers=headers)
    assert answer.status_code == 403
    assert "not sent from a page of this desk" in answer.text
    assert steady.files() == before


@pytest.mark.parametrize("token", [None, "", "x" * 32, "\u00e9"])
@pytest.mark.parametrize(
    "path", ["/desk/read", "/desk/decision", "/desk/tasks/WS1.T1", "/desk/corrections", "/desk/added",
             "/desk/read/x/keep", "/desk/decision/x/keep", "/desk/back", "/desk/back/x", "/desk/undo"],
)  # fmt: skip
def test_no_form_without_its_token(steady: Client, path: str, token: str | None) -> None:
    before = steady.files()
    data = {"words": PLAN.read_text(encoding="utf-8"), "keep": "1"} | (
        {} if token is None else {"token": token}
    )
    answer = steady("POST", path, data=data, headers={"Origin": "http://127.0.0.1"})
    assert answer.status_code == 403
    assert steady.files() == before


def test_what_else_is_refused(steady: Client) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        assert steady(method, "/desk/tasks/WS1.T1").status_code == 405
    json = steady("POST", "/desk/read", json={"token": steady.token})
    assert json.status_code == 415
    rebound = steady("POST", "/desk/read", data={"token": steady.token}, headers={"Host": "evil.example"})
    assert rebound.status_code == 400
    large = steady.post("/desk/read", files={"file": ("a.txt", b"x" * (MOST + 1))})
    assert large.status_code == 413
    many = steady.post("/desk/read", {f"f{number}": "x" for number in range(500)})
    assert many.status_code == 413
    assert steady("GET", "/desk/read/nothing").status_code == 410
    assert steady("GET", "/desk/tasks/WS9.T9").status_code == 404
    assert steady.post("/", {"a": "b"}).status_code == 405


def test_without_being_asked_for_there_is_no_desk() -> None:
    app, _ = made(Serving(queries=False))
    client = Client(app, ROOT)
    assert client("GET", "/desk").status_code == 404
    assert client("POST", "/desk/read", data={"words": "x"}).status_code == 405
    assert "/desk" not in client.page("/")


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (("--host", "192.0.2.1"), 2, "for this machine alone"),
        (("--proxy",), 2, "for this machine alone"),
        (("--server-name", "example.org"), 2, "for this machine alone"),
        (("--dataset", "build"), 2, "no --dataset beside it"),
        ((), 3, "no workspace here"),
    ],
)
def test_where_there_can_be_no_desk(tmp_path: Path, more: tuple[str, ...], code: int, told: str) -> None:
    command = [sys.executable, "-m", "iagkg", "serve", "--port", "0", "--desk", *more]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, told in done.stderr) == (code, True), done.stderr


# Read a workplan.


def test_a_workplan_is_read_given_back_and_kept_only_when_asked(client: Client) -> None:
    before = client.files()
    draft = draft_of(client.post("/desk/read", {"words": EDITED.read_text(encoding="utf-8")}))
    page = client.page(draft)
    assert "24 citations" in page or "citations" in page
    assert "WS1.T1" in page
    word = client("GET", f"{draft}/pasted.docx").content
    excel = client("GET", f"{draft}/pasted.xlsx").content
    expected = read_bytes("pasted.txt", EDITED.read_bytes())
    for name, content in (("a.docx", word), ("a.xlsx", excel)):
        again = read_bytes(name, content)
        assert [t.mandate_text for s in again.workstreams for t in s.tasks] == [
            t.mandate_text for s in expected.workstreams for t in s.tasks
        ]
    html = client("GET", f"{draft}/workplan.html")
    assert html.headers["content-disposition"].startswith("attachment")
    assert b"<html" in html.content
    paper = Document(io.BytesIO(client("GET", f"{draft}/meeting-paper.docx").content))
    assert len(paper.tables) >= 1
    assert client("GET", f"{draft}/../../etc/passwd").status_code == 404
    assert client("GET", f"{draft}/other.docx").status_code == 404
    assert client.files() == before

    data: dict[str, object] = {"previous": "iag-tsc/2025-2027", "version": "2025-2027-rev", "tongue": "en"}
    answer = client.post(f"{draft}/keep", data)
    if answer.status_code == 400:  # tasks of which it cannot be told whether they are the same
        pairs = re.findall(r'name="(pair-[^"]+)"', answer.text)
        assert pairs
        assert client.files() == before
        answer = client.post(f"{draft}/keep", {**data, **dict.fromkeys(pairs, "same")})
    assert answer.status_code == 303, answer.text
    row = client.rows("workplans/versions.tsv")[-1]
    assert (row["file"], row["key"], row["version"], row["previous"]) == (
        "pasted.txt", "iag-tsc", "2025-2027-rev", "2025-2027",
    )  # fmt: skip
    assert (client.home / "data/workplans/pasted.txt").read_bytes() == EDITED.read_text(
        "utf-8"
    ).strip().encode()
    assert "2025-2027-rev" in client.page("/desk")
    assert "<ins>" in client.page("/versions")
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", "build", "--quiet"], cwd=client.home, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert client("GET", draft).status_code == 410


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"version": "2025-2027", "previous": "iag-tsc/2025-2027"}, "there is such a version"),
        ({"version": "../x", "key": "other"}, "cannot be a key"),
        ({"version": "a", "previous": "iag-tsc/1999"}, "no version of iag-tsc"),
        ({"version": "a", "key": "a\tb"}, "cannot be a key"),
    ],
)
def test_a_version_that_cannot_be_kept(steady: Client, data: dict[str, object], told: str) -> None:
    draft = draft_of(steady.post("/desk/read", {"words": PLAN.read_text(encoding="utf-8")}))
    before = steady.files()
    answer = steady.post(f"{draft}/keep", data)
    assert answer.status_code == 400
    assert told in answer.text
    assert steady.files() == before


def test_a_document_of_another_body_gets_a_key_of_its_own(client: Client) -> None:
    rows = [
        ("No.", "Task", "Mandate", "Timeline"),
        ("1", "Advise on seeds", "Dec. 15/8, para. 31", "March 2026"),
    ]
    draft = draft_of(
        client.post("/desk/read", files={"file": ("../../Seeds group 2026.docx", word_of(rows))})
    )
    assert "Seeds_group_2026.docx" in client.page(draft)
    answer = client.post(f"{draft}/keep", {"key": "seeds", "version": "2026", "standing": "draft"})
    assert answer.status_code == 303, answer.text
    assert client.rows("workplans/versions.tsv")[-1]["file"] == "Seeds_group_2026.docx"
    assert client.rows("keys.tsv")[-1]["key"] == "seeds-001"
    assert not list(client.home.parent.glob("*.docx"))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF-1.7", "a.pdf"),
        ("a.docx", b"PK\x03\x04broken", "a.docx"),
        ("a.txt", b"hello", "a.txt"),
        ("a.docx", b"", "no file and no text"),
    ],
)
def test_what_cannot_be_read_is_told(steady: Client, name: str, content: bytes, told: str) -> None:
    answer = steady.post("/desk/read", files={"file": (name, content)})
    assert answer.status_code == 400
    assert told in answer.text
    assert "Traceback" not in answer.text
    assert str(steady.home) not in answer.text


@given(st.text(max_size=200))
def test_names_of_files_stay_in_their_folder(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}|[A-Za-z0-9]", plain_name(name))
    assert ".." not in Path(plain_name(name)).parts


# Load a decision.


def test_a_decision_is_read_reviewed_and_loaded(client: Client) -> None:
    before = client.files()
    draft = draft_of(client.post("/desk/decision", {"words": DECISION, "decision": "16/99", "tongue": "en"}))
    page = client.page(draft)
    assert "para. 2 (a)" in page
    assert "Requests" in page
    sheet = load_workbook(io.BytesIO(client("GET", f"{draft}/sheet").content)).worksheets
    assert max(one.max_row for one in sheet) > 4
    assert client.files() == before
    person = client.post(f"{draft}/keep", {"by": "Dr. Ada Lovelace", "whole": "partial"})
    assert person.status_code == 400
    assert client.files() == before
    answer = client.post(f"{draft}/keep", {"by": ROLE, "whole": "partial"})
    assert answer.status_code == 303, answer.text
    assert "to keep a desk" in client.page("/id/decision/cbd/cop/16/99/1")

    other = DECISION.replace("to keep a desk", "to keep two desks")
    draft = draft_of(client.post("/desk/decision", {"words": other, "decision": "16/99", "tongue": "en"}))
    before = client.files()
    answer = client.post(f"{draft}/keep", {"by": ROLE, "whole": "partial"})
    assert answer.status_code == 409
    assert "two desks" in answer.text
    assert client.files() == before
    assert client.post(f"{draft}/keep", {"by": ROLE, "whole": "partial", "replace": "1"}).status_code == 303
    assert "two desks" in client.page("/id/decision/cbd/cop/16/99/1")


def test_a_sheet_that_was_reviewed_in_excel_comes_back(client: Client) -> None:
    draft = draft_of(client.post("/desk/decision", {"words": DECISION, "decision": "16/99"}))
    content = client("GET", f"{draft}/sheet").content
    again = draft_of(client.post("/desk/decision", files={"file": ("16-99-en.xlsx", content)}))
    assert "para. 2 (b)" in client.page(again)
    assert client.post(f"{again}/keep", {"by": ROLE, "whole": "complete", "confirm": "1"}).status_code == 303


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"words": DECISION, "decision": ""}, "is no decision"),
        ({"words": DECISION, "decision": "15/8"}, "16/99"),
        ({"words": "hello", "decision": "16/99"}, "no numbered paragraph"),
        ({"decision": "16/99"}, "no file and no text"),
    ],
)
def test_a_decision_that_cannot_be_read(steady: Client, data: dict[str, object], told: str) -> None:
    answer = steady.post("/desk/decision", data)
    assert answer.status_code == 400
    assert told in answer.text


# Forms that write the tables of the workbook.


def test_a_status_is_looked_over_kept_and_shown(client: Client) -> None:
    before = client.files()
    page = client.page("/desk/tasks/WS1.T2")
    data = {**form_of(page), "short_title": form_of(page)["held-short_title"], "status": "In progress",
            "output": "Terms of reference", "by": ROLE, "on": "2026-02-10"}  # fmt: skip
    looked = client.post("/desk/tasks/WS1.T2", data)
    assert looked.status_code == 200
    assert re.search(r"<td[^>]*>In progress</td>", looked.text)
    assert client.files() == before
    client.kept("/desk/tasks/WS1.T2", data)
    row = client.rows("status.csv")[-1]
    assert (row["task"], row["status"], row["as_of"], row["reported_by"], row["output_title"]) == (
        "iag-tsc-002", "in-progress", "2026-02-10", ROLE, "Terms of reference",
    )  # fmt: skip
    assert "Terms of reference" in client.page("/progress")
    there = form_of(client.page("/desk/tasks/WS1.T2"))
    same = {name.removeprefix("held-"): value for name, value in there.items()}
    again = client.post("/desk/tasks/WS1.T2", {**there, **same, "by": ROLE, "on": "2026-02-10"})
    assert "Nothing was changed" in again.text


def test_what_somebody_else_kept_meanwhile_is_a_conflict(client: Client) -> None:
    page = client.page("/desk/tasks/WS1.T2")
    first = {
        **form_of(page),
        "short_title": form_of(page)["held-short_title"],
        "by": ROLE,
        "on": "2026-02-10",
    }
    client.kept("/desk/tasks/WS1.T2", {**first, "status": "In progress"})
    before = client.files()
    late = client.post("/desk/tasks/WS1.T2", {**first, "status": "Completed", "keep": "1"})
    assert late.status_code == 400
    assert "now it says in progress" in late.text
    assert client.files() == before


def test_a_short_title_and_a_suggested_subject(client: Client) -> None:
    page = client.page("/desk/tasks/WS1.T2")
    subject = re.search(r'name="add-subjects" value="([^"]+)"', page)
    assert subject
    client.kept(
        "/desk/tasks/WS1.T2",
        {
            **form_of(page),
            "short_title": "Evaluation",
            "add-subjects": subject[1],
            "by": ROLE,
            "on": "2026-02-10",
        },
    )
    assert ("WS1.T2", "Evaluation") in {
        (r["ref"], r["short_title_en"]) for r in client.rows("workplans/short_titles.tsv")
    }
    tag = client.rows("tags.tsv")[-1]
    assert tag["standing"] == "accepted"
    assert f"({tag['concept']})" in subject[1]
    assert "WS1.T2 Evaluation" in client.page("/")


def test_a_correction_and_an_added_task(client: Client) -> None:
    period = "March 2026 – June 2026"
    data = {"ref": "WS1.T2", "field": "Period", "corrected": period, "source": "Report, para. 4", "by": ROLE}
    client.kept("/desk/corrections", {**data, "on": "2026-02-10"})
    assert client.rows("corrections.csv")[-1]["corrected"] == period
    assert period in client.page("/desk/corrections")
    assert period in client.page("/id/workplan/iag-tsc/2025-2027/ws-1/t-2")
    mandate = "Dec. 16/9 B, para. 9 (a)"
    said = {"task": "Advise on desks", "mandate": mandate, "meeting": "TSC-IAG 3", "by": ROLE}
    client.kept("/desk/added", {**said, "on": "2026-02-10"})
    assert client.rows("added.csv")[-1]["meeting"] == "TSC-IAG 3"
    assert "Advise on desks" in client.page("/progress")


WRONG = {"ref": "WS1.T2", "field": "Period", "corrected": "x", "source": "y", "by": ROLE}


@pytest.mark.parametrize(
    ("path", "data", "told"),
    [
        ("/desk/corrections", {**WRONG, "ref": "WS9.T9"}, "WS9.T9"),
        ("/desk/corrections", {**WRONG, "field": "Colour"}, "Colour"),
        ("/desk/corrections", {**WRONG, "source": ""}, "Source"),
        ("/desk/corrections", {**WRONG, "by": "a@b.org"}, "a@b.org"),
        ("/desk/corrections", {**WRONG, "on": "2999-01-01"}, "still to come"),
        ("/desk/added", {"task": "x", "by": ROLE}, "meeting"),
        ("/desk/tasks/WS1.T2", {"status": "Finished", "by": ROLE}, "Finished"),
        ("/desk/tasks/WS1.T2", {"status": "Completed", "by": ""}, "role"),
    ],
)
def test_what_cannot_be_taken_is_told_by_its_field(
    steady: Client, path: str, data: dict[str, object], told: str
) -> None:
    before = steady.files()
    more = form_of(steady.page(path)) if "tasks" in path else {}
    kept = {"short_title": more["held-short_title"]} if more else {}
    answer = steady.post(path, {**more, **kept, **data, "keep": "1"})
    assert answer.status_code == 400
    assert told.casefold() in answer.text.casefold()
    assert steady.files() == before


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_in_other_languages(client: Client, lang: str) -> None:
    page = client.page(f"/desk/tasks/WS1.T2?lang={lang}")
    assert f'<html lang="{lang}">' in page
    choice = re.findall(r"<option>([^<]+)</option>", page.partition('name="status"')[2])[1]
    held = form_of(page)
    data = {
        **held,
        "short_title": held["held-short_title"],
        "status": choice,
        "by": ROLE,
        "lang": lang,
        "keep": "1",
    }
    answer = client.post(f"/desk/tasks/WS1.T2?lang={lang}", data)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/desk?done=1&lang={lang}"), answer.text
    assert client.rows("status.csv")[-1]["status"] == "in-progress"


def test_drafts_are_few_and_give_way() -> None:
    drafts = Drafts[int]()
    names = [drafts.put(number) for number in range(10)]
    assert [drafts.get(name) for name in names] == [None, None, *range(2, 10)]
    drafts.drop(names[5])
    assert drafts.get(names[5]) is None
    assert drafts.get("nothing") is None


# What others do meanwhile, and what was typed.


def report(client: Client, **more: str) -> dict[str, object]:
    page = client.page("/desk/tasks/WS1.T2")
    held = form_of(page)
    return {**held, "short_title": held["held-short_title"], "by": ROLE, "on": "2026-02-10", **more}


def test_what_was_recorded_at_a_terminal_meanwhile_is_a_conflict(client: Client) -> None:
    late = report(client, status="Completed", keep="1")
    command = [sys.executable, "-m", "iagkg", "status", "set", "WS1.T2", "in progress", "--by", "bureau"]
    subprocess.run([*command, "--on", "2026-02-10"], cwd=client.home, check=True, capture_output=True)
    before = client.files()
    answer = client.post("/desk/tasks/WS1.T2", late)
    assert answer.status_code == 400
    assert "in progress" in answer.text
    assert client.files() == before
    assert "bureau" in client.page("/desk/tasks/WS1.T2")
    assert "bureau" in client.page("/progress")


def test_two_roles_may_report_differently_of_one_day(client: Client) -> None:
    first = report(client, status="In progress", next_step="circulate the draft")
    client.kept("/desk/tasks/WS1.T2", first)
    client.kept("/desk/tasks/WS1.T2", report(client, status="Completed", by="co-chairs"))
    one, other = client.rows("status.csv")[-2:]
    assert (other["replaces"], other["next_step"], other["reported_by"]) == ("", "", "co-chairs")
    assert one["next_step"] == "circulate the draft"
    third = client.post(
        "/desk/tasks/WS1.T2", report(client, status="Completed", output="Draft", by="co-chairs")
    )
    assert third.status_code == 400
    assert "reports differ" in third.text
    assert "iagkg status" not in third.text


def test_the_same_role_corrects_its_report_of_the_day(client: Client) -> None:
    client.kept("/desk/tasks/WS1.T2", report(client, status="In progress", next_step="circulate the draft"))
    first = client.rows("status.csv")[-1]
    client.kept("/desk/tasks/WS1.T2", report(client, status="Completed"))
    second = client.rows("status.csv")[-1]
    assert (second["replaces"], second["next_step"]) == (first["id"], "circulate the draft")


def test_two_forms_at_once_are_taken_one_after_the_other(client: Client) -> None:
    page = form_of(client.page("/desk/tasks/WS1.T1"))
    answers = []

    def send(title: str) -> None:
        data = {**page, "short_title": title, "by": ROLE, "on": "2026-02-10", "keep": "1"}
        answers.append(client.post("/desk/tasks/WS1.T1", data).status_code)

    threads = [threading.Thread(target=send, args=(title,)) for title in ("AAA", "BBB")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 400]
    titles = {row["ref"]: row["short_title_en"] for row in client.rows("workplans/short_titles.tsv")}
    assert titles["WS1.T1"] in client.page("/")


def test_a_correction_made_meanwhile_is_a_conflict(client: Client) -> None:
    data = {"ref": "WS1.T2", "field": "Period", "source": "Report", "by": ROLE, "on": "2026-02-10"}
    client.kept("/desk/corrections", {**data, "corrected": "May 2026"})
    before = client.files()
    late = client.post("/desk/corrections", {**data, "corrected": "June 2026", "keep": "1"})
    assert late.status_code == 400
    assert "It now says: May 2026" in late.text
    assert client.files() == before
    looked = client.post("/desk/corrections", {**data, "corrected": "June 2026"})
    assert "corrected already to: May 2026" in looked.text
    assert 'name="replaces" value="May 2026"' in looked.text
    client.kept("/desk/corrections", {**data, "corrected": "June 2026", "replaces": "May 2026"})


def test_what_a_correction_is_not_read_as_is_said(client: Client) -> None:
    data = {"ref": "WS1.T2", "field": "Period", "corrected": "banana", "source": "Report", "by": "John Smith"}
    looked = client.post("/desk/corrections", data)
    assert "In these words no" in looked.text
    assert "may be the name of a person" in looked.text


@pytest.mark.parametrize("path", ["/desk/tasks/WS1.T2", "/desk/corrections", "/desk/added"])
def test_what_was_typed_comes_back_to_be_changed(steady: Client, path: str) -> None:
    typed = {"ref": "WS2.T1", "corrected": "ZZZ", "task": "ZZZ", "output": "ZZZ", "by": "co-chairs",
             "on": "2026-01-02", "meeting": "M1", "change": "1"}  # fmt: skip
    page = steady.post(path, typed)
    assert page.status_code == 200
    assert ">ZZZ</textarea>" in page.text
    assert 'value="co-chairs"' in page.text
    assert 'value="2026-01-02"' in page.text


def test_an_answer_to_a_document_keeps_what_was_typed(client: Client) -> None:
    words = PLAN.read_text(encoding="utf-8")
    draft = draft_of(client.post("/desk/read", {"words": words}))
    page = client.page(draft)
    assert "<option selected>iag-tsc/2025-2027</option>" in page
    assert 'value="2025-2027-2"' in page
    given = {"previous": "iag-tsc/2025-2027", "version": "2025-2027", "tongue": "fr", "standing": "adopted",
             "adoption": "COP 17", "adoption_source": ""}  # fmt: skip
    wrong = client.post(f"{draft}/keep", given)
    assert wrong.status_code == 400
    assert "recorded with its source" in wrong.text
    assert 'lang="fr" selected' in wrong.text
    assert 'value="adopted" selected' in wrong.text
    assert 'value="COP 17"' in wrong.text
    assert client.post(f"{draft}/keep", {**given, "tongue": 'xx"'}).status_code == 400
    kept = client.post(f"{draft}/keep", {**given, "version": "adopted", "adoption_source": "Report, para. 4"})
    assert kept.status_code == 303, kept.text
    assert "DRAFT" not in client.page("/")
    titles = {(row["version"], row["ref"]) for row in client.rows("workplans/short_titles.tsv")}
    assert {("2025-2027", "WS1.T2"), ("adopted", "WS1.T2")} <= titles
    paper = Document(io.BytesIO(client("GET", "/desk/meeting-paper.docx").content))
    assert "No earlier version" not in "".join(one.text for one in paper.paragraphs)
    draft = draft_of(client.post("/desk/read", {"words": words}))
    fork = client.post(f"{draft}/keep", {"previous": "iag-tsc/2025-2027", "version": "fork"})
    assert "is replaced already, by adopted" in fork.text


def test_what_is_kept_beside_the_workplan_shown_is_said_so(client: Client) -> None:
    rows = [
        ("No.", "Task", "Mandate", "Timeline"),
        ("1", "Advise on seeds", "Dec. 15/8, para. 31", "March 2026"),
    ]
    draft = draft_of(client.post("/desk/read", files={"file": ("seeds.docx", word_of(rows))}))
    answer = client.post(f"{draft}/keep", {"key": "seeds", "version": "2026"})
    page = client.page(str(answer.headers["location"]))
    assert "Kept as seeds/2026. The pages still show iag-tsc/2025-2027" in page
    assert "Versions of this workspace: iag-tsc/2025-2027, seeds/2026" in page


def test_persons_in_a_document_are_pointed_out(steady: Client) -> None:
    rows = [
        ("Task", "Mandate", "Timeline", "Responsible"),
        ("Advise", "Dec. 15/8, para. 31", "March 2026", "Mr John Smith, j.smith@example.org"),
    ]
    draft = draft_of(steady.post("/desk/read", files={"file": ("a.docx", word_of(rows))}))
    page = steady.page(draft)
    assert "Persons or addresses may stand in the document" in page
    assert "j.smith@example.org" in page


def test_other_sites_may_not_read_a_workspace(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "iagkg", "init", "home"], cwd=tmp_path, check=True, capture_output=True
    )
    app, queries = made(Serving(workspace=tmp_path / "home", desk=True))
    assert queries is not None
    client = Client(app, tmp_path / "home")
    for method in ("GET", "OPTIONS"):
        answer = client(method, "/sparql?query=ASK%7B%7D", headers={"Origin": "https://evil.example"})
        assert answer.status_code in {200, 204}
        assert [name for name in answer.headers if name.startswith("access-control")] == []
    before = queries.identifier
    client.kept("/desk/tasks/WS1.T2", report(client, short_title="Another"))
    found = client("GET", "/sparql", params={"query": 'ASK { ?t ?p "Another"@en }', "format": "json"})
    assert found.json()["boolean"] is True
    assert queries.identifier == before
    queries.close()


# What comes back, and what is taken back.


def fill(book: Workbook, ref: str, words: Mapping[str, str]) -> None:
    """Write words into the row of a task, by the headings of their columns."""
    sheet = book["Tasks"]
    row = next(row for row in sheet.iter_rows() if any(cell.value == ref for cell in row))
    head = next(row for row in sheet.iter_rows() if any(cell.value == "Status*" for cell in row))
    for name, value in words.items():
        at = next(place for place, cell in enumerate(head) if str(cell.value).rstrip("*") == name)
        row[at].value = value


def test_a_workbook_that_was_filled_in_comes_back(client: Client) -> None:
    book = load_workbook(io.BytesIO(client("GET", "/desk/workplan.xlsx").content))
    fill(book, "WS1.T3", {"Status": "In progress", "Short title": "Guidance"})
    content = io.BytesIO()
    book.save(content)
    before = client.files()
    files = {"file": ("w.xlsx", content.getvalue())}
    draft = draft_of(client.post("/desk/back", {"by": ROLE, "on": "2026-02-10"}, files=files))
    page = client.page(draft)
    assert "Guidance" in page
    assert "In progress" in page
    assert client.files() == before
    assert client.post(draft).status_code == 303
    assert client.rows("status.csv")[-1]["task"] == "iag-tsc-003"
    assert "WS1.T3 Guidance" in client.page("/")
    assert client("GET", draft).status_code == 410


def test_a_workbook_with_a_wrong_cell_is_told_and_not_taken(client: Client) -> None:
    book = load_workbook(io.BytesIO(client("GET", "/desk/workplan.xlsx").content))
    fill(book, "WS1.T3", {"Status": "Finished"})
    content = io.BytesIO()
    book.save(content)
    draft = draft_of(client.post("/desk/back", {"by": ROLE}, files={"file": ("w.xlsx", content.getvalue())}))
    before = client.files()
    looked = client("GET", draft)
    assert looked.status_code == 400
    assert "Finished" in looked.text
    assert client.post(draft).status_code == 400
    assert client.files() == before


def test_what_is_no_file_of_ours_is_refused(steady: Client) -> None:
    answer = steady.post("/desk/back", {"by": ROLE}, files={"file": ("a.txt", b"hello")})
    assert answer.status_code == 400
    assert "neither a workbook nor a meeting paper" in answer.text
    assert steady.post("/desk/back", {"by": ROLE}).status_code == 400


def test_a_meeting_paper_comes_back(client: Client) -> None:
    content = client("GET", "/desk/meeting-paper.docx").content
    draft = draft_of(client.post("/desk/back", {"by": ROLE}, files={"file": ("p.docx", content)}))
    assert "Nothing was changed" in client.page(draft)


def test_what_was_recorded_is_taken_back(client: Client) -> None:
    assert "Nothing so far" in client.page("/desk/undo")
    client.kept("/desk/tasks/WS1.T2", report(client, status="Completed"))
    period = {"ref": "WS1.T2", "field": "Period", "corrected": "May 2026", "source": "Report", "by": ROLE}
    client.kept("/desk/corrections", period)
    client.kept("/desk/added", {"task": "Advise on desks", "meeting": "TSC-IAG 3", "by": ROLE})
    entries = re.findall(r'name="entry" value="([^"]+)"', client.page("/desk/undo"))
    assert len(entries) == 3
    before = client.files()
    assert client.post("/desk/undo", {"entry": entries[0], "by": "Dr. Ada Lovelace"}).status_code == 400
    assert client.post("/desk/undo", {"entry": "nothing", "by": ROLE}).status_code == 400
    assert client.files() == before
    for entry in entries:
        assert client.post("/desk/undo", {"entry": entry, "by": ROLE}).status_code == 303
    assert "Nothing so far" in client.page("/desk/undo")
    assert "Advise on desks" not in client.page("/progress")
    assert "Completed" not in client.page("/desk/tasks/WS1.T2").partition("<form")[0]
    assert len(client.rows("status.csv")) == 2
